"""The seats of a group session (docs/regu.md)."""

from flask import Blueprint, Response, g, request

from simulasi import access
from simulasi.blueprints.api import envelope
from simulasi.services import crew_relay
from simulasi.services.wire import ProtocolError

bp = Blueprint("regu", __name__, url_prefix="/api/regu")
bp.register_error_handler(ProtocolError, envelope.refusal)


@bp.post("/gabung")
@access.public
def gabung() -> Response:
    """Which session is this?"""
    return envelope.answer(crew_relay.join(envelope.body(), request.remote_addr or ""))


@bp.post("/tukar")
@access.seat
def tukar() -> Response:
    """Take these lines; what did the others do?"""
    return envelope.answer(crew_relay.exchange(g.session, envelope.body()))


@bp.post("/hadir")
@access.device
def hadir() -> Response:
    """I am here."""
    return envelope.answer(crew_relay.present(g.device, envelope.body()))
