"""Reading a table somebody exported: whatever encoding and separator Excel chose, and a reason for each row that cannot be used.

Nothing here knows what the rows mean; `territory` and `roster` do.
"""

import codecs
import csv
import io
import unicodedata
from dataclasses import dataclass, field

MAX_BYTES = 20 * 1024 * 1024
BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
SEPARATORS = ";,\t"


class TableRefused(Exception):
    """The file as a whole cannot be read; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row with its line number in the file; cells by column name, without spaces around."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(slots=True)
class Report:
    """What an import would do, or did."""

    accepted: list[tuple[int, str, str]] = field(default_factory=list)  # line, what, baru | berubah | sama
    refused: list[tuple[int, str, str]] = field(default_factory=list)  # line, what, why
    ignored: list[str] = field(default_factory=list)  # columns nobody reads
    done: bool = False

    def accept(self, line: Line, what: str, change: str) -> None:
        """This row is fine."""
        self.accepted.append((line.number, what, change))

    def refuse(self, line: Line, what: str, why: str) -> None:
        """This row is not, and with it the whole file."""
        self.refused.append((line.number, what, why))

    def count(self, change: str) -> int:
        """How many accepted rows are `baru`, `berubah` or `sama`."""
        return sum(1 for _, _, found in self.accepted if found == change)


def read(
    body: bytes, required: tuple[str, ...], optional: tuple[str, ...] = (), forbidden: tuple[str, ...] = ()
) -> tuple[list[Line], list[str]]:
    """The rows, and the columns nobody asked for. Raises TableRefused."""
    text = _decode(body)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    lines: list[Line] = []
    columns: list[str] | None = None
    try:
        for row in reader:
            cells = [" ".join(unicodedata.normalize("NFC", cell).split()) for cell in row]
            if not any(cells):
                continue
            if columns is None:
                columns = _columns(cells, required, forbidden)
                continue
            if len(cells) > len(columns) and any(cells[len(columns) :]):
                raise TableRefused(f"Baris {reader.line_num} punya {len(cells)} isian, padahal kolomnya {len(columns)}.")
            lines.append(Line(reader.line_num, dict(zip(columns, cells, strict=False))))
    except csv.Error:
        raise TableRefused(f"Baris {reader.line_num} tidak dapat dibaca: tanda kutipnya tidak berpasangan.") from None
    if columns is None:
        raise TableRefused("Berkas ini kosong.")
    if not lines:
        raise TableRefused("Berkas ini hanya berisi judul kolom, tanpa baris.")
    return lines, [name for name in columns if name and name not in required + optional]


def natural(text: str, low: int, high: int) -> int | None:
    """A whole number within bounds, or None."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 and low <= int(text) <= high else None


def _decode(body: bytes) -> str:
    if len(body) > MAX_BYTES:
        raise TableRefused("Berkas ini terlalu besar: paling banyak 20 MB.")
    if body.startswith(b"PK\x03\x04"):
        raise TableRefused("Ini berkas Excel (xlsx). Simpan dahulu sebagai CSV, lalu impor lagi.")
    encoding = next((name for mark, name in BOMS if body.startswith(mark)), "") or _guess(body)
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        line = body[: error.start].count(b"\n") + 1
        raise TableRefused(f"Huruf pada baris {line} tidak dapat dibaca. Simpan berkasnya sebagai CSV UTF-8, lalu impor lagi.") from None
    if "\x00" in text:
        raise TableRefused("Ini bukan berkas teks. Simpan sebagai CSV, lalu impor lagi.")
    return text


def _guess(body: bytes) -> str:
    # Text in Latin letters as UTF-16 without a mark: every other byte is zero.
    head = body[:2000]
    if len(head) >= 4 and head.count(0) > len(head) // 3:
        return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _separator(text: str) -> str:
    header = next((line for line in text.splitlines() if line.strip()), "")
    return max(SEPARATORS, key=header.count)


def _columns(cells: list[str], required: tuple[str, ...], forbidden: tuple[str, ...]) -> list[str]:
    columns = [cell.lower().replace(" ", "_") for cell in cells]
    twice = sorted({name for name in columns if name and columns.count(name) > 1})
    if twice:
        raise TableRefused(f"Kolom {', '.join(twice)} ada dua kali.")
    banned = [name for name in columns if any(word in name.split("_") or word == name for word in forbidden)]
    if banned:
        raise TableRefused(
            f"Kolom {', '.join(banned)} tidak boleh ada: data pribadi itu tidak disimpan di sini. Hapus kolomnya, lalu impor lagi."
        )
    missing = [name for name in required if name not in columns]
    if missing:
        raise TableRefused(f"Kolom {', '.join(missing)} tidak ada. Kolom yang terbaca: {', '.join(filter(None, columns)) or 'tidak ada'}.")
    return columns
