"""The shapes on the wire: strict, bounded, and every refusal a known code with a sentence."""

import gzip
import zlib

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulasi.sync import protocol
from simulasi.sync.protocol import (
    ERRORS,
    EnrolClaim,
    EnrolOpen,
    Hello,
    Named,
    Part,
    ProtocolError,
    Upload,
    decode,
    decode_parts,
    peek_nonce,
    unpack,
)

NONCE = "0123456789abcdef"
ATTEMPT = "01900000-0000-7000-8000-000000000001"
PART = {"attempt_id": ATTEMPT, "pack_hash": "ab" * 32, "engine": 1, "from_seq": 0, "lines": ["[]"], "head": "cd" * 32}


def code(function, *given) -> str:
    with pytest.raises(ProtocolError) as refused:
        function(*given)
    assert refused.value.code in ERRORS and refused.value.message.endswith(".")
    return refused.value.code


def upload(*parts: object) -> Upload:
    return decode(msgspec.json.encode({"nonce": NONCE, "device_id": "a" * 32, "parts": parts}), Upload)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(st.characters(codec="utf-8")),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["nonce", "parts", "code", "device_id", "x"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@pytest.mark.fault(38)
@given(json_values, st.sampled_from([EnrolOpen, EnrolClaim, Hello, Upload]))
@settings(deadline=None)
def test_any_json_is_read_or_refused(value: object, shape: type) -> None:
    body = msgspec.json.encode(value)
    try:
        decode(body, shape)
    except ProtocolError as refused:
        assert refused.status == 400
    assert peek_nonce(body) == "" or len(peek_nonce(body)) >= 16


@pytest.mark.fault(38)
@given(st.binary(max_size=64))
@settings(deadline=None)
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    assert code(decode, body, Hello) in ("json-invalid", "body-invalid")
    assert peek_nonce(body) == ""
    if body:
        assert unpack(body, "") == body


@given(json_values)
@settings(deadline=None)
def test_any_part_is_read_named_or_refused(value: object) -> None:
    try:
        (part,) = decode_parts(upload(value))
        assert isinstance(part, Part | Named)
    except ProtocolError as refused:
        assert refused.code == "body-invalid"


def test_a_good_part_is_read() -> None:
    (part,) = decode_parts(upload(PART))
    assert isinstance(part, Part) and part.lines == ["[]"]


@pytest.mark.parametrize(
    "change",
    [{"lines": "[]"}, {"from_seq": 2**70}, {"engine": None}, {"head": "x"}, {"more": 1}, {"lines": ["x"] * 2001}, {"engine": "a\x00"}],
)
def test_a_bad_part_keeps_its_name(change: dict) -> None:
    (part,) = decode_parts(upload(PART | change))
    assert part == Named(ATTEMPT)


@pytest.mark.parametrize(
    "name", ["", "01900000-0000-7000-8000-00000000000A", ATTEMPT.replace("-7", "-4"), ATTEMPT + "\n", ATTEMPT.replace("-", "")]
)
def test_an_attempt_has_one_spelling(name: str) -> None:
    assert code(decode_parts, upload(PART | {"attempt_id": name})) == "body-invalid"


def test_limits_of_a_request() -> None:
    assert code(decode_parts, upload(*[PART | {"lines": ["[]"] * 81}] * 25)) == "too-large"
    assert code(upload) == "body-invalid"
    assert code(upload, *[PART] * 26) == "body-invalid"


def test_deep_nesting_is_refused() -> None:
    assert code(decode, b"[" * 100_000, Hello) in ("json-invalid", "body-invalid")
    body = b'{"nonce":"' + NONCE.encode() + b'","device_id":"' + b"a" * 32 + b'","parts":[' + b"[" * 50_000 + b"]" * 50_000 + b"]}"
    try:
        assert code(decode_parts, decode(body, Upload)) == "body-invalid"
    except ProtocolError as refused:
        assert refused.status == 400


@pytest.mark.fault(37)
def test_packing_is_undone_within_limits() -> None:
    assert unpack(gzip.compress(b"{}"), "gzip") == b"{}"
    assert unpack(b"{}", "identity") == b"{}"
    assert unpack(gzip.compress(b"x" * protocol.MAX_UNPACKED), "gzip") == b"x" * protocol.MAX_UNPACKED
    assert code(unpack, gzip.compress(b"x" * (protocol.MAX_UNPACKED + 1)), "gzip") == "too-large"
    assert code(unpack, b"{}", "deflate") == "encoding-unknown"
    assert code(unpack, zlib.compress(b"{}"), "gzip") == "json-invalid"
    assert code(unpack, gzip.compress(b"{}")[:-1], "gzip") == "json-invalid"
    assert code(unpack, gzip.compress(b"{}") + b"\0", "gzip") == "json-invalid"
    assert code(unpack, gzip.compress(b"{}") * 2, "gzip") == "json-invalid"


def test_a_refusal_may_bring_its_own_sentence() -> None:
    refused = ProtocolError("undangan-habis", said=(410, "Sudah dipakai."))
    assert (refused.status, refused.message, refused.retry_after) == (410, "Sudah dipakai.", 0)
