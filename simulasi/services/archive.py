"""The backup's file: a zip of pages of rows, and last of all a manifest that vouches for them (docs/operator.md).

Last, because whatever was cut short then has none, and nothing without one is accepted. Values are stored as the tables hold them, so
that one file fits SQLite and PostgreSQL, and the tables of the release that wrote it.
"""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa

from simulasi.models.base import Uuid16

FORMAT = "simulasi-tps-cadangan/1"
MANIFEST = "daftar.json"
PAGE = 500
MAX_MANIFEST = 16 * 1024 * 1024

# How a value travels -> the type it is written to a table with.
KINDS: dict[str, sa.types.TypeEngine[Any]] = {
    "uuid": Uuid16(),
    "bytes": sa.LargeBinary(),
    "int": sa.BigInteger(),
    "text": sa.Text(),
}


class ArchiveRefused(Exception):
    """The file cannot be used; the sentence says why."""


@dataclass
class Table:
    """What the manifest says of one table."""

    columns: list[tuple[str, str]]
    rows: int = 0
    # One SHA-256 for each page.
    pages: list[str] = field(default_factory=list)

    def bare(self, name: str) -> sa.TableClause:
        """The table as a statement needs it, whatever today's models say."""
        return sa.table(name, *(sa.column(column, KINDS[kind]) for column, kind in self.columns))


@dataclass
class Manifest:
    """When, of which tables' shape, how much."""

    revision: str
    made: int
    tables: dict[str, Table] = field(default_factory=dict)
    format: str = FORMAT

    @property
    def rows(self) -> int:
        """Of all tables."""
        return sum(table.rows for table in self.tables.values())


def kind_of(column: sa.Column[Any]) -> str:
    """How the values of this column travel; a type nobody thought of is an error and not a guess."""
    kinds = {"Uuid16": "uuid", "Digest": "bytes", "PackedText": "bytes", "Seats": "text"}
    name = type(column.type).__name__
    if name in kinds:
        return kinds[name]
    for base, kind in ((sa.LargeBinary, "bytes"), (sa.Integer, "int"), (sa.String, "text")):
        if isinstance(column.type, base):
            return kind
    raise TypeError(f"{column}: {name}")


class Writer:
    """Writes pages, and the manifest when everything else is there."""

    def __init__(self, path: Path, manifest: Manifest):
        self.manifest = manifest
        self._zip = zipfile.ZipFile(path, "x", zipfile.ZIP_DEFLATED, compresslevel=1)

    def page(self, name: str, rows: Sequence[Sequence[Any]]) -> None:
        """The next rows of a table."""
        table = self.manifest.tables[name]
        body = msgspec.msgpack.encode([list(row) for row in rows])
        self._zip.writestr(_entry(name, len(table.pages)), body)
        table.pages.append(hashlib.sha256(body).hexdigest())
        table.rows += len(rows)

    def finish(self) -> None:
        """From here on the file counts."""
        self._zip.writestr(MANIFEST, json.dumps(asdict(self.manifest)))
        self._zip.close()

    def abandon(self) -> None:
        """Leave it without a manifest."""
        self._zip.close()


class Reader:
    """Reads what a Writer finished; anything else is refused."""

    def __init__(self, path: Path):
        try:
            self._zip = zipfile.ZipFile(path)
            if self._zip.getinfo(MANIFEST).file_size > MAX_MANIFEST:
                raise ValueError
            self.manifest = _manifest(json.loads(self._zip.read(MANIFEST)))
        except OSError as error:
            raise ArchiveRefused(f"{path}: {error.strerror or 'tidak dapat dibaca'}") from None
        # Any file may be handed in: each of these is what the zip or JSON reader raises for one kind of damage.
        except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, AttributeError, EOFError, NotImplementedError):
            raise ArchiveRefused(f"{path}: bukan cadangan Simulasi TPS yang utuh. Mungkin pencadangannya terputus.") from None

    def pages(self, name: str) -> Iterator[list[dict[str, Any]]]:
        """The rows of a table as they were written."""
        table = self.manifest.tables[name]
        columns = [column for column, _ in table.columns]
        uuids = [at for at, (_, kind) in enumerate(table.columns) if kind == "uuid"]
        for number, digest in enumerate(table.pages):
            rows = self._page(_entry(name, number), digest)
            for row in rows:
                for at in uuids:
                    row[at] = UUID(row[at]) if row[at] is not None else None
            yield [dict(zip(columns, row, strict=True)) for row in rows]

    def close(self) -> None:
        """Let go of the file."""
        self._zip.close()

    def _page(self, entry: str, digest: str) -> list[list[Any]]:
        try:
            body = self._zip.read(entry)
        except (zipfile.BadZipFile, zlib.error, KeyError, EOFError):
            body = b""
        if hashlib.sha256(body).hexdigest() != digest:
            raise ArchiveRefused(f"Cadangan rusak pada {entry}.")
        rows: list[list[Any]] = msgspec.msgpack.decode(body)
        return rows


def paged(rows: Iterable[Any]) -> Iterator[list[Any]]:
    """In pages that fit the memory."""
    page: list[Any] = []
    for row in rows:
        page.append(row)
        if len(page) == PAGE:
            yield page
            page = []
    if page:
        yield page


def _entry(name: str, number: int) -> str:
    return f"{name}/{number:06d}.msgpack"


def _manifest(raw: dict[str, Any]) -> Manifest:
    if raw.pop("format") != FORMAT:
        raise ValueError
    tables = {name: Table(**about) for name, about in raw.pop("tables").items()}
    if any(kind not in KINDS for table in tables.values() for _, kind in table.columns):
        raise ValueError
    return Manifest(**raw, tables=tables)
