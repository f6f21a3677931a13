"""What wraps every answer of /api/: the marker, the echoed nonce, the epoch; and how a body is read within its limits."""

from collections.abc import Callable
from typing import Any

import msgspec
from flask import Response, g, request
from werkzeug.exceptions import RequestEntityTooLarge

from simulasi.services import crew_relay, uploads, wire
from simulasi.services.wire import ProtocolError

# In the request, not in `g`: that one may outlive a request in tests and commands.
KEPT = "simulasi.body"


def check_device() -> uploads.Caller:
    """Whose phone asks; raises ProtocolError."""
    return uploads.caller(request.headers.get("Authorization", ""))


def check_seat() -> crew_relay.Member:
    """Which session's phone asks; raises ProtocolError."""
    return crew_relay.caller(request.headers.get("Authorization", ""))


def body() -> bytes:
    """The body, unpacked, never more of it than the limits allow."""
    kept = request.environ
    if KEPT not in kept:
        # Should reading fail, it is not tried again: half of the stream is gone.
        kept[KEPT] = b""
        request.max_content_length = wire.MAX_BODY
        try:
            received = request.get_data(cache=False)
        except RequestEntityTooLarge:
            raise ProtocolError("too-large") from None
        kept[KEPT] = wire.unpack(received, request.headers.get("Content-Encoding", "").strip().lower())
    return kept[KEPT]


def nonce() -> str:
    """The request's nonce as far as it can be read."""
    if request.method == "GET":
        return wire.peek_nonce(msgspec.json.encode({"nonce": request.args.get("nonce", "")}))
    try:
        return wire.peek_nonce(body())
    except ProtocolError:
        return ""


def answer(content: dict[str, Any], status: int = 200) -> Response:
    """A JSON answer that a phone believes."""
    response = Response(msgspec.json.encode({**uploads.envelope(nonce()), **content}), status, content_type="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response


def seated(call: Callable[[uploads.Caller, bytes], dict[str, Any]]) -> Response:
    """Answer a phone's call that costs work, once it has come in whole: a slow line takes nobody's seat."""
    whole = body()
    with uploads.seat():
        return answer(call(g.device, whole))


def refusal(error: ProtocolError) -> Response:
    """The answer to a request that is refused as a whole."""
    response = answer({"error": {"code": error.code, "message": error.message}}, error.status)
    if error.retry_after:
        response.headers["Retry-After"] = str(error.retry_after)
    return response
