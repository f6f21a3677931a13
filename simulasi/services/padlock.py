"""The server's padlock: phones close their vault keys with it and keep the boxes; only the server opens them, for whoever PPS invited anew.

A box is kept on its phone and nowhere else. Nothing is stored here: the lock follows from the server's secret (docs/adr/0013).
"""

import base64
import hashlib
import hmac
from collections.abc import Sequence
from functools import cache
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from simulasi.services.desk import office

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
INFO = b"simulasi-tps/gembok/1"
POINT, NONCE = 65, 12


def public() -> dict[str, Any]:
    """The newest lock as phones take it: its number and its point."""
    keys = office().keys
    kid = max(keys)
    point = _private(keys[kid]).public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return {"k": kid, "titik": _text(point)}


def open_boxes(boxes: Sequence[tuple[str, int, str]], device_id: UUID, member_id: UUID) -> list[tuple[str, str]]:
    """The vault keys in these boxes; what was closed for somebody else, or with a lock we never had, is left out."""
    opened = []
    for vault, kid, box in boxes:
        secret = office().keys.get(kid)
        key = secret and _open(secret, box, context(device_id, member_id, vault))
        if key:
            opened.append((vault, _text(key)))
    return opened


def context(device_id: UUID, member_id: UUID, vault: str) -> bytes:
    """Whose box it is: closed into it, so that it opens for nobody else."""
    return f"{device_id.hex}|{member_id.hex}|{vault}".encode()


def _open(secret: bytes, text: str, whose: bytes) -> bytes | None:
    try:
        box = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        point, nonce, closed = box[:POINT], box[POINT : POINT + NONCE], box[POINT + NONCE :]
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
        shared = _private(secret).exchange(ec.ECDH(), theirs)
        key = HKDF(hashes.SHA256(), 32, salt=point, info=INFO).derive(shared)
        return AESGCM(key).decrypt(nonce, closed, whose)
    except (ValueError, InvalidTag):
        return None


@cache
def _private(secret: bytes) -> ec.EllipticCurvePrivateKey:
    """A key of its own, as for certificates: every process derives the same, and it leads back to no other."""
    wide = hmac.digest(secret, b"simulasi-tps padlock 1", hashlib.sha512)
    return ec.derive_private_key(int.from_bytes(wide, "big") % (ORDER - 1) + 1, ec.SECP256R1())


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
