"""The shapes on the wire (docs/protocol.md), their limits, and each refusal's plain sentence.

Strict on purpose: unknown fields are refused, so that a misspelt field of a newer phone is noticed and not silently dropped.
"""

import zlib
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta, Raw, Struct, structs

from simulasi.engine.errors import Refusal
from simulasi.sync.bytes import Cut
from simulasi.sync.lines import Event
from simulasi.sync.packed import Lexicon, span
from simulasi.sync.packed import unpack as unfold

MARKER = "simulasi-tps"
VERSION = 1
# What this server understands, told in the hello. 2: parts may be signed (`sig`), and phones may carry bundles (`/api/sync/carry`).
# 3: the lines of a part, and of a bundle, may come packed (docs/format-packed.md).
SPEAKS = (1, 3)

MAX_BODY = 256 * 1024
MAX_UNPACKED = 2 * 1024 * 1024
MAX_LINES = 2000
MAX_PARTS = 25
MAX_LINE = 16 * 1024
MAX_PACKED = 64 * 1024

# code -> (HTTP status, what a person reads). Every sentence says what happened and what to do; none of them loses anything.
ERRORS: dict[str, tuple[int, str]] = {
    "json-invalid": (400, "Kiriman rusak di jalan. Tidak ada yang disimpan dan tidak ada yang hilang; coba kirim lagi."),
    "body-invalid": (400, "Isi kiriman tidak dikenali. Perbarui aplikasi, lalu coba lagi. Hasil tetap tersimpan di ponsel."),
    "encoding-unknown": (415, "Cara pemampatan kiriman ini tidak dikenal. Perbarui aplikasi, lalu coba lagi."),
    "too-large": (413, "Kiriman terlalu besar. Hasil tetap tersimpan di ponsel dan akan dikirim sedikit demi sedikit."),
    "protocol-unsupported": (400, "Aplikasi ini terlalu lama. Buka saat ada sinyal agar diperbarui. Hasil tetap tersimpan di ponsel."),
    "token-missing": (401, "Ponsel ini belum terdaftar. Buka undangan dari PPS. Hasil tetap tersimpan di ponsel."),
    "token-invalid": (401, "Pendaftaran ponsel ini tidak dikenali. Minta undangan baru kepada PPS. Hasil tetap tersimpan di ponsel."),
    "token-expired": (401, "Pendaftaran ponsel ini sudah lewat masanya. Minta undangan baru kepada PPS. Hasil tetap tersimpan di ponsel."),
    "device-mismatch": (401, "Pendaftaran ini dibuat untuk ponsel lain. Minta undangan baru kepada PPS. Hasil tetap tersimpan di ponsel."),
    "too-many": (429, "Terlalu banyak percobaan. Tunggu sebentar, lalu coba lagi."),
    "busy": (503, "Server sedang penuh. Hasil tetap tersimpan di ponsel dan akan dikirim lagi sendiri."),
    "not-found": (404, "Alamat ini tidak ada."),
    "method-not-allowed": (405, "Cara memanggil alamat ini keliru."),
    "server-error": (500, "Ada gangguan di server. Hasil tetap tersimpan di ponsel dan akan dikirim lagi sendiri."),
}


class ProtocolError(Exception):
    """A request that is refused as a whole; `code` is a key of ERRORS, or comes with its own status and sentence."""

    def __init__(self, code: str, retry_after: int = 0, said: tuple[int, str] | None = None):
        super().__init__(code)
        self.code, self.retry_after = code, retry_after
        self.status, self.message = said or ERRORS[code]


_HEX32 = "[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}"
Nonce = Annotated[str, Meta(pattern=r"\A[0-9a-f]{16,64}\Z")]
DeviceId = Annotated[str, Meta(pattern=rf"\A{_HEX32}\Z")]
MemberId = Annotated[str, Meta(pattern=rf"\A{_HEX32}\Z")]
# The text itself is hashed at the start of the chain, so one attempt must have one spelling.
AttemptId = Annotated[str, Meta(pattern=r"\A[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\Z")]
Sha256 = Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]
Seq = Annotated[int, Meta(ge=0, le=1_000_000)]
# No control characters: PostgreSQL stores no NUL, and nobody needs the others.
Short = Annotated[str, Meta(max_length=80, pattern=r"\A[^\x00-\x1f\x7f]*\Z")]
Wall = Annotated[int, Meta(ge=-(2**53), le=2**53)]
Code = Annotated[str, Meta(max_length=40)]
Kind = Annotated[str, Meta(pattern=r"\A[a-z_]{1,24}\Z")]
ItemId = Annotated[str, Meta(pattern=r"\A[A-Za-z0-9._:-]{1,80}\Z")]
# base64url without padding: a compressed P-256 point, an ECDSA signature.
PubKey = Annotated[str, Meta(pattern=r"\A(?:[A-Za-z0-9_-]{44})?\Z")]
Signature = Annotated[str, Meta(pattern=r"\A(?:[A-Za-z0-9_-]{86})?\Z")]
Rev = Annotated[int, Meta(ge=0, le=2**53)]
# A phone's vault key, closed with the server's padlock (services/padlock.py): the vault's name, the lock's number, the box.
Vault = Annotated[str, Meta(pattern=r"\A[0-9a-f]{16}\Z")]
Box = Annotated[str, Meta(max_length=400, pattern=r"\A[A-Za-z0-9_-]*\Z")]


class EnrolOpen(Struct, forbid_unknown_fields=True, frozen=True):
    """`POST /api/enrol/open`."""

    nonce: Nonce
    code: Code


class EnrolClaim(Struct, forbid_unknown_fields=True, frozen=True):
    """`POST /api/enrol/claim`."""

    nonce: Nonce
    code: Code
    member_id: MemberId
    device_id: DeviceId
    key: PubKey = ""
    # Vaults of this phone whose PIN was forgotten.
    gembok: Annotated[list[tuple[Vault, Annotated[int, Meta(ge=0, le=255)], Box]], Meta(max_length=8)] = []


class Hello(Struct, frozen=True):
    """`POST /api/sync/hello`; `attempts` holds `[id, last_seq, head]` with last_seq -1 for an attempt without lines.

    The one shape that lets unknown fields pass: it is how the two find out what the other understands.
    """

    nonce: Nonce
    protocol: tuple[int, int]
    app: Short
    engine: Short | int
    device_id: DeviceId
    db_epoch: Short
    wall: Wall
    packs: Annotated[list[Sha256], Meta(max_length=500)] = []
    attempts: Annotated[list[tuple[AttemptId, Annotated[int, Meta(ge=-1)], Sha256]], Meta(max_length=500)] = []
    key: PubKey = ""
    # 1: tell the phone whom it belongs to, as the roster stands now.
    siapa: int = 0
    # 1: tell the phone the server's padlock, it has none yet.
    gembok: int = 0
    # What the phone has of its inbox, and what its person has read since the last hello: [kind, id, rev].
    kotak: Annotated[list[tuple[Kind, ItemId, Rev]], Meta(max_length=500)] = []
    dibaca: Annotated[list[tuple[Kind, ItemId, Rev]], Meta(max_length=500)] = []


class Upload(Struct, forbid_unknown_fields=True, frozen=True):
    """`POST /api/sync/upload`; the parts stay raw, so that one bad part is answered by itself and does not block the others."""

    nonce: Nonce
    device_id: DeviceId
    parts: Annotated[list[Raw], Meta(min_length=1, max_length=MAX_PARTS)]


class Part(Struct, forbid_unknown_fields=True, frozen=True):
    """Some lines of one attempt, from `from_seq` on, as they are or packed; `head` is the chain's value after the last of them."""

    attempt_id: AttemptId
    pack_hash: Sha256
    engine: Short | int
    from_seq: Seq
    head: Sha256
    lines: Annotated[list[Annotated[str, Meta(min_length=2, max_length=MAX_LINE)]], Meta(max_length=MAX_LINES)] = []
    # The phone's signature over `bundle.statement` of the attempt up to the last of these lines; empty when it has none.
    sig: Signature = ""
    # Base64 on the wire. It may stay closed for long: until its pack is here.
    packed: Annotated[bytes, Meta(max_length=MAX_PACKED)] = b""

    def opened(self, lexicon: Lexicon) -> tuple["Part", list[Event]]:
        """The same with its lines, and their events, of a part that came packed; raises the engine's Refusal."""
        try:
            events, lines = unfold(self.packed, lexicon)
        except Cut:
            raise Refusal("line-invalid", "no log on this pack") from None
        return structs.replace(self, lines=lines), events

    def measure(self) -> int:
        """How many lines it says it has; raises Cut when it is not one of the two, or another piece than it says."""
        if not self.packed:
            return len(self.lines)
        first, count = span(self.packed)
        if self.lines or first != self.from_seq:
            raise Cut("bagian")
        return count


class Carry(Struct, forbid_unknown_fields=True, frozen=True):
    """`POST /api/sync/carry`; sealed bundles in base64, whoever's they are."""

    nonce: Nonce
    device_id: DeviceId
    bundles: Annotated[list[Annotated[str, Meta(max_length=96 * 1024)]], Meta(min_length=1, max_length=MAX_PARTS)]


class Named(Struct, frozen=True):
    """A part of which only the name can be read."""

    attempt_id: AttemptId


class Mine(Struct, forbid_unknown_fields=True, frozen=True):
    """`POST /api/sync/mine`: the attempts this phone has of its member."""

    nonce: Nonce
    have: Annotated[list[AttemptId], Meta(max_length=2000)] = []
    # 1: pieces may come packed, as they are stored.
    packed: int = 0


class Permit(Struct, forbid_unknown_fields=True, frozen=True):
    """`POST /api/sync/izin`: the mark that the person's new phone shows."""

    nonce: Nonce
    tanda: Annotated[str, Meta(pattern=r"\A[0-9a-f]{6}\Z")]


class Certificate(Struct, forbid_unknown_fields=True, frozen=True):
    """`POST /api/sertifikat`: whose it is the token says."""

    nonce: Nonce


class _Nonced(Struct, frozen=True):
    nonce: Nonce


Shape = TypeVar("Shape", bound=Struct)

_nonced = msgspec.json.Decoder(_Nonced)
_part = msgspec.json.Decoder(Part)
_named = msgspec.json.Decoder(Named)


def peek_nonce(body: bytes) -> str:
    """The nonce of a body that may be wrong otherwise, so that a refusal can be believed too; empty when there is none."""
    try:
        return _nonced.decode(body).nonce
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return ""


def decode(body: bytes, shape: type[Shape]) -> Shape:
    """Read a body of this shape, or refuse it."""
    try:
        return msgspec.json.decode(body, type=shape)
    except msgspec.ValidationError:
        raise ProtocolError("body-invalid") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise ProtocolError("json-invalid") from None


def decode_parts(upload: Upload) -> list[Part | Named]:
    """Read the parts one by one: a part that is wrong but has a name stays answerable."""
    parts: list[Part | Named] = []
    lines = 0
    for raw in upload.parts:
        try:
            part = _part.decode(raw)
            size = part.measure()
            if not size:
                raise Cut("kosong")
            lines += size
            parts.append(part)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, Cut):
            try:
                parts.append(_named.decode(raw))
            except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
                raise ProtocolError("body-invalid") from None
    if lines > MAX_LINES:
        raise ProtocolError("too-large")
    return parts


def unpack(body: bytes, encoding: str) -> bytes:
    """Undo `Content-Encoding`, never holding more than the limit: a few bytes of gzip can stand for gigabytes."""
    if encoding in ("", "identity"):
        return body
    if encoding != "gzip":
        raise ProtocolError("encoding-unknown")
    stream = zlib.decompressobj(31)
    try:
        out = stream.decompress(body, MAX_UNPACKED + 1)
    except zlib.error:
        raise ProtocolError("json-invalid") from None
    if len(out) > MAX_UNPACKED:
        raise ProtocolError("too-large")
    if not stream.eof or stream.unused_data:
        raise ProtocolError("json-invalid")
    return out
