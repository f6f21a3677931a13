"""The sealed bundle: one attempt with its log, chain, pack and signature, the same bytes in a file and on a screen (docs/format-bundle.md).

Twin: static/js/group/bundle.js. Whoever carries it can neither read more than its header without the pack, nor change anything unnoticed.
"""

import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from simulasi.sync.bytes import Cut, Reader
from simulasi.sync.packed import MAX_SEQ, Lexicon, unpack
from simulasi.sync.shortlog import lengthen

MAX_BUNDLE = 64 * 1024
MAX_LOG = 2 * 1024 * 1024
MAX_KAB = 9999
MAGIC = b"ST\x01"
CHECK = 4
NOBODY = UUID(int=0)
# How the log travels: as text, as a short log (plus one: deflated), packed.
AS_TEXT, BY_PACK, PACKED = 0, 2, 4


class BundleError(Exception):
    """`rusak`: no bundle, or damaged; `terlalu-baru`: a later format; `rantai`: the log is not the one its head names."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Bundle:
    """What a bundle says. `signed`: the key in it has signed it; whose key that is, the bundle cannot prove."""

    raw: bytes
    attempt_id: str
    pack_hash: str
    device_id: UUID
    member_id: UUID
    kab: int
    pub: bytes
    engine: str
    name: str
    last_seq: int
    head: str
    signature: bytes
    how: int
    log: bytes
    signed: bool

    @property
    def digest(self) -> str:
        """Names what is sealed: sealed anew, it is the same (a signature differs each time); badly signed, it is something else."""
        text = statement(self.attempt_id, self.pack_hash, self.engine, self.device_id, self.member_id, self.last_seq, self.head)
        return hashlib.sha256(self.pub + text + (b"" if self.signed else self.signature)).hexdigest()

    @property
    def needs_pack(self) -> bool:
        """Can the log only be read with its pack?"""
        return self.how >= BY_PACK


def statement(attempt_id: str, pack_hash: str, engine: str, device_id: UUID, member_id: UUID, last_seq: int, head: str) -> bytes:
    """What a phone signs, here and in an upload: that its owner played exactly this."""
    words = ("simulasi-tps/ttd/1", attempt_id, pack_hash, engine, device_id.hex, member_id.hex, str(last_seq), head)
    return "\n".join(words).encode()


def signed_by(pub: bytes, signature: bytes, text: bytes) -> bool:
    """Is this text signed by the owner of this compressed public key?"""
    try:
        key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), pub)
        der = encode_dss_signature(int.from_bytes(signature[:32]), int.from_bytes(signature[32:]))
        key.verify(der, text, ec.ECDSA(SHA256()))
    except (ValueError, InvalidSignature):
        return False
    return len(signature) == 64


def is_key(pub: bytes) -> bool:
    """Is this a compressed point of P-256?"""
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), pub)
    except ValueError:
        return False
    return len(pub) == 33


def split(container: bytes) -> list[bytes]:
    """One after the other: a file or a transfer may hold several. Raises BundleError when any of it is no bundle."""
    try:
        return list(_split(container))
    except Cut:
        raise BundleError("rusak") from None


def _split(container: bytes) -> Iterator[bytes]:
    r = Reader(container)
    while r.left:
        start = r.at
        magic = r.bytes(3)
        if magic[:2] != MAGIC[:2]:
            raise Cut("awal")
        if magic != MAGIC:
            raise BundleError("terlalu-baru")
        length = r.varint()
        if length > MAX_BUNDLE:
            raise Cut("terlalu besar")
        r.bytes(length + CHECK)
        yield container[start : r.at]


def read(raw: bytes) -> Bundle:
    """Read one bundle, its checksum and its signature checked; raises BundleError."""
    if len(raw) <= CHECK or hashlib.sha256(raw[:-CHECK]).digest()[:CHECK] != raw[-CHECK:]:
        raise BundleError("rusak")
    r = Reader(raw[:-CHECK])
    try:
        r.bytes(len(MAGIC))
        r.varint()
        attempt_id, pack_hash = str(UUID(bytes=r.bytes(16))), r.bytes(32).hex()
        device_id, member_id = UUID(bytes=r.bytes(16)), UUID(bytes=r.bytes(16))
        kab, pub, engine, name = r.varint(), r.bytes(33), r.text(80), r.text(160)
        last_seq, head, signature, how = r.varint(), r.bytes(32).hex(), r.bytes(64), r.byte()
        log = r.bytes(r.left)
        if kab > MAX_KAB or last_seq > MAX_SEQ:
            raise Cut("bilangan terlalu besar")  # no column holds it, and no such place or log is
    except Cut:
        raise BundleError("rusak") from None
    signed = signed_by(pub, signature, statement(attempt_id, pack_hash, engine, device_id, member_id, last_seq, head))
    return Bundle(raw, attempt_id, pack_hash, device_id, member_id, kab, pub, engine, name, last_seq, head, signature, how, log, signed)


def lines_of(bundle: Bundle, pack: dict[str, Any] | None) -> list[str]:
    """The lines; the caller lays them on the chain. `pack` is needed unless the log travels as text. Raises BundleError."""
    if bundle.how > PACKED:
        raise BundleError("terlalu-baru")
    try:
        lines = _lines(bundle, pack)
    except (Cut, zlib.error, UnicodeDecodeError):
        raise BundleError("rusak") from None
    if len(lines) != bundle.last_seq + 1:
        raise BundleError("rantai")
    return lines


def _lines(bundle: Bundle, pack: dict[str, Any] | None) -> list[str]:
    if pack and bundle.how == PACKED:
        return unpack(bundle.log, Lexicon(pack, bundle.pack_hash))[1]
    plain = _inflate(bundle.log) if bundle.how % 2 else bundle.log
    return lengthen(plain, pack, bundle.pack_hash) if pack and bundle.needs_pack else plain.decode("ascii").split("\n")


def _inflate(log: bytes) -> bytes:
    stream = zlib.decompressobj(-15)
    plain = stream.decompress(log, MAX_LOG + 1)
    if len(plain) > MAX_LOG or not stream.eof:
        raise Cut("terlalu besar")
    return plain
