"""Certificates of completion: signed with a key that follows from the server's secret, checked by any phone without a network.

`STPS1.<payload>.<signature>`, both base64url; the payload is JSON, the signature P-256 over its bytes. No table: what the logs say is signed anew.
"""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

import sqlalchemy as sa
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from simulasi.extensions import db
from simulasi.models.member import member
from simulasi.services import mastery
from simulasi.services.desk import office
from simulasi.services.uploads import Caller
from simulasi.sync import protocol
from simulasi.sync.protocol import ProtocolError
from simulasi.sync.tokens import Claims

PREFIX = "STPS1"
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate, or the codes of what is missing."""

    text: str
    missing: tuple[str, ...]


def asked(caller: Caller, body: bytes) -> dict[str, Any]:
    """Answer a phone that asks for its member's certificate."""
    protocol.decode(body, protocol.Certificate)
    if caller.barred:
        raise ProtocolError("token-invalid")
    made = issue(caller.claims)
    return {"sertifikat": made.text, "kurang": made.missing, "kunci": public_keys()}


def issue(claims: Claims) -> Issued:
    """Sign what this member's logs show; nothing is signed while anything is missing."""
    shown = mastery.standing(claims.kab, claims.member_id)
    person = db.session.execute(sa.select(member).where(member.c.kab == claims.kab, member.c.id == claims.member_id)).first()
    if person is None or shown.missing:
        return Issued("", shown.missing or ("anggota",))
    content = {
        "nama": person.nama,
        "peran": person.peran,
        "tps": person.tps_id,
        "tanggal": (date(1970, 1, 1) + timedelta(days=shown.last_day)).isoformat(),
        "awal": shown.pre,
        "akhir": shown.post,
    }
    return Issued(sign(content), ())


def sign(content: dict[str, Any]) -> str:
    """Write and sign a certificate with the newest key."""
    keys = office().keys
    kid = max(keys)
    payload = json.dumps({"k": kid, **content}, ensure_ascii=False, separators=(",", ":")).encode()
    r, s = decode_dss_signature(_private(keys[kid]).sign(payload, ec.ECDSA(hashes.SHA256())))
    return f"{PREFIX}.{_text(payload)}.{_text(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"


def public_keys() -> dict[str, str]:
    """What any phone needs to check a certificate: each key by its number, as an uncompressed point."""
    points = {
        kid: _private(secret).public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        for kid, secret in office().keys.items()
    }
    return {f"k{kid}": _text(point) for kid, point in points.items()}


@cache
def _private(secret: bytes) -> ec.EllipticCurvePrivateKey:
    """A key of its own, which nobody can work back to the secret from; every process derives the same."""
    wide = hmac.digest(secret, b"simulasi-tps certificate 1", hashlib.sha512)
    return ec.derive_private_key(int.from_bytes(wide, "big") % (ORDER - 1) + 1, ec.SECP256R1())


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
