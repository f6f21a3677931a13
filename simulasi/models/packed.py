"""JSON text in few bytes: small marks come by the million and all look alike. The first byte says how."""

import json
import zlib
from typing import Any

from sqlalchemy import Dialect, LargeBinary
from sqlalchemy.types import TypeDecorator

from simulasi.models import marks

# FIRST: deflated against a fixed dictionary, which is part of it and never changes. FOLDED: the detail of a mark (`marks.py`).
FIRST, FOLDED = b"\x01", b"\x02"
WORDS = (
    b'"step":"","code":"psu"},{"code":"pidana"},{"code":"integritas"}"causes":["","id":"'
    b'{"score":{"points":0,"max":0,"skills":{"persiapan":{"points":1,"max":2},"pembukaan":{"points":3,"max":4},"memeriksa_pemilih":{"points":5,"max":6},'
    b'"hak_surat_suara":{"points":7,"max":8},"daftar_hadir":{"points":9,"max":10},"surat_suara_dan_kotak":{"points":11,"max":12},"tinta":{"points":13,"max":14},'
    b'"aksesibilitas":{"points":15,"max":16},"penutupan":{"points":17,"max":18},"sah_tidak_sah":{"points":19,"max":20},"turus":{"points":21,"max":22},'
    b'"c_hasil":{"points":24,"max":24},"kejadian_khusus":{"points":26,"max":28},"salinan_dan_segel":{"points":30,"max":32},"integritas":{"points":34,"max":36}},'
    b'"knockouts":[],"answered":0,"done":1,"checklist":{"sudah":0,"total":0}},"findings":[]}'
)


class PackedText(TypeDecorator[str]):
    """Text to everybody, bytes to the table."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """To the database."""
        if value is None:
            return None
        folded = marks.fold(value)
        if folded is not None:
            return FOLDED + folded
        stream = zlib.compressobj(6, zlib.DEFLATED, -15, 8, zlib.Z_DEFAULT_STRATEGY, WORDS)
        return FIRST + stream.compress(value.encode()) + stream.flush()

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """From the database."""
        if value is None:
            return None
        how, rest = value[:1], value[1:]
        return marks.unfold(rest) if how == FOLDED else _inflated(rest)


class PackedJson(TypeDecorator[dict[str, Any]]):
    """The same column, read as what its text says: `sa.type_coerce(score.c.detail, PackedJson)`. Nothing at all says nothing."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        """A detail is written as text."""
        raise TypeError("PackedJson only reads")

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> dict[str, Any]:
        """From the database."""
        if value is None:
            return {}
        how, rest = value[:1], value[1:]
        found: dict[str, Any] = marks.told(rest) if how == FOLDED else json.loads(_inflated(rest))
        return found


def _inflated(rest: bytes) -> str:
    return zlib.decompressobj(-15, zdict=WORDS).decompress(rest).decode()
