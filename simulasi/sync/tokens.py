"""Device tokens: signed, readable without a database, valid for a whole season without signal.

`kd1.` + base64url(payload + HMAC-SHA256/128). The payload names the key that signed it, so that keys can be changed yearly
while phones that were silent for weeks still get through with the old one.
"""

import base64
import binascii
import hashlib
import hmac
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

PREFIX = "kd1."
_PAYLOAD = struct.Struct(">B16s16sIQHI")
_MAC_BYTES = 16
_LENGTH = _PAYLOAD.size + _MAC_BYTES


class TokenRefused(Exception):
    """The token is not one of ours (`token-invalid`) or too old (`token-expired`)."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Claims:
    """Who holds the token; `issued` in seconds since 1970."""

    device_id: UUID
    member_id: UUID
    kab: int
    tps_id: int
    generation: int
    issued: int


def keyring(secrets: Sequence[str]) -> dict[int, bytes]:
    """Derive the signing keys, oldest first; the last one signs, all of them verify."""
    return {kid: hmac.digest(secret.encode(), b"simulasi-tps device token", hashlib.sha256) for kid, secret in enumerate(secrets, 1)}


def issue(keys: Mapping[int, bytes], claims: Claims) -> str:
    """Sign the claims with the newest key."""
    kid = max(keys)
    payload = _PAYLOAD.pack(
        kid, claims.device_id.bytes, claims.member_id.bytes, claims.kab, claims.tps_id, claims.generation, claims.issued
    )
    return PREFIX + base64.urlsafe_b64encode(payload + _mac(keys[kid], payload)).rstrip(b"=").decode()


def verify(keys: Mapping[int, bytes], token: str, *, now: int, max_age: int) -> Claims:
    """Read a token, or refuse it."""
    raw = _raw(token)
    payload, mac = raw[: _PAYLOAD.size], raw[_PAYLOAD.size :]
    kid, device, member, kab, tps_id, generation, issued = _PAYLOAD.unpack(payload)
    key = keys.get(kid)
    if key is None or not hmac.compare_digest(mac, _mac(key, payload)):
        raise TokenRefused("token-invalid")
    if now - issued > max_age:
        raise TokenRefused("token-expired")
    return Claims(UUID(bytes=device), UUID(bytes=member), kab, tps_id, generation, issued)


def _raw(token: str) -> bytes:
    text = token.removeprefix(PREFIX)
    if text == token or not token.isascii():
        raise TokenRefused("token-invalid")
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error:
        raise TokenRefused("token-invalid") from None
    # One token has one spelling: base64 has spare bits at the end, and a second spelling of a revoked token must not pass for another.
    if len(raw) != _LENGTH or base64.urlsafe_b64encode(raw).rstrip(b"=").decode() != text:
        raise TokenRefused("token-invalid")
    return raw


def _mac(key: bytes, payload: bytes) -> bytes:
    return hmac.digest(key, PREFIX.encode() + payload, hashlib.sha256)[:_MAC_BYTES]
