"""A phone's own sealing, in Python, for tests: only phones seal, so the product has this in JavaScript alone (static/js/group/bundle.js)."""

import base64
import hashlib
import zlib
from typing import Any
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from simulasi.sync.bundle import AS_TEXT, MAGIC, PACKED, statement
from simulasi.sync.bytes import Writer
from simulasi.sync.lines import read_lines
from simulasi.sync.packed import Lexicon, pack
from tests.sync_kit import TPS, Log


class Signer:
    """A member's key on a phone."""

    def __init__(self, member_id: UUID, tps_id: int = TPS, device_id: UUID | None = None, name: str = "Melati Anggrek"):
        self.member_id, self.kab, self.device_id, self.name = member_id, tps_id // 10**9, device_id or uuid4(), name
        self.key = ec.generate_private_key(ec.SECP256R1())

    @property
    def pub(self) -> bytes:
        """Compressed."""
        return self.key.public_key().public_bytes(Encoding.X962, PublicFormat.CompressedPoint)

    @property
    def pub_text(self) -> str:
        """As hello and enrolment carry it."""
        return base64.urlsafe_b64encode(self.pub).rstrip(b"=").decode()

    def sign(self, log: Log, last_seq: int, head: str) -> bytes:
        """64 bytes, as WebCrypto makes them."""
        text = statement(log.attempt_id, log.pack_hash, "1", self.device_id, self.member_id, last_seq, head)
        r, s = decode_dss_signature(self.key.sign(text, ec.ECDSA(SHA256())))
        return r.to_bytes(32) + s.to_bytes(32)

    def signature_text(self, log: Log) -> str:
        """As an upload carries it, over the whole log."""
        return base64.urlsafe_b64encode(self.sign(log, len(log.lines) - 1, log.head)).rstrip(b"=").decode()

    def seal(self, log: Log, raw: dict[str, Any] | None = None, **changes: Any) -> bytes:
        """A bundle; `changes`: `head`, `signature`, `name`, `member_id`, `device_id`, `kab`, `packed`, `how`."""
        last, head = len(log.lines) - 1, log.head
        packed = pack(read_lines(log.lines, 0), Lexicon(raw, log.pack_hash)) if raw else None
        stream = zlib.compressobj(9, zlib.DEFLATED, -15)
        text = stream.compress("\n".join(log.lines).encode()) + stream.flush()
        v: dict[str, Any] = {"head": head, "name": self.name, "member_id": self.member_id, "device_id": self.device_id, "kab": self.kab}
        v |= {
            "signature": self.sign(log, last, head),
            "packed": packed or text,
            "how": PACKED if packed else AS_TEXT + 1,
            "last_seq": last,
        }
        v |= changes
        w = Writer()
        w.out += UUID(log.attempt_id).bytes + bytes.fromhex(log.pack_hash) + v["device_id"].bytes + v["member_id"].bytes
        w.varint(v["kab"])
        w.out += self.pub
        w.text("1")
        w.text(v["name"])
        w.varint(v["last_seq"])
        w.out += bytes.fromhex(v["head"]) + v["signature"] + bytes([v["how"]]) + v["packed"]
        return close(bytes(w.out))


def close(body: bytes) -> bytes:
    """Magic, length and checksum around a body."""
    w = Writer()
    w.out += MAGIC
    w.varint(len(body))
    w.out += body
    return bytes(w.out) + hashlib.sha256(w.out).digest()[:4]
