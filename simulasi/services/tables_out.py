"""Tables as files for people: CSV as Indonesian Excel opens it, XLSX, and neither of them ever runs what somebody put into a name.

A text that begins like a formula is written as text: in XLSX by its type, in CSV behind an apostrophe.
"""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter

Cell = str | int | None
# What spreadsheets take for the beginning of a formula, and what may hide one.
_FORMULA = re.compile(r"^[\s\x00-\x1f]*[=+\-@|%]|^[\t\r\n]")
# Not allowed in XML, hence in no XLSX.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
MAX_CELL = 32_000
TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


@dataclass(frozen=True, slots=True)
class Table:
    """A table to be written: a title (also the file's name), columns and rows."""

    title: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]


def write(table: Table, kind: str) -> bytes:
    """The bytes of a file of this kind (a key of TYPES)."""
    return _csv(table) if kind == "csv" else _xlsx(table)


def file_name(table: Table, kind: str) -> str:
    """A name that every system can keep."""
    return re.sub(r"[^a-z0-9]+", "-", table.title.lower()).strip("-")[:80] + f".{kind}"


def clean(value: Cell) -> Cell:
    """What may stand in a cell: control characters are gone, and what is too long for Excel is cut."""
    if isinstance(value, str):
        return _CONTROL.sub("\ufffd", value)[:MAX_CELL]
    return value


def _csv(table: Table) -> bytes:
    text = io.StringIO(newline="")
    # Excel in Indonesian separates by semicolons, and takes UTF-8 only when it is told by a mark.
    out = csv.writer(text, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    out.writerow(table.columns)
    out.writerows([_safe(clean(value)) for value in row] for row in table.rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


def _safe(value: Cell) -> Cell:
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def _xlsx(table: Table) -> bytes:
    data = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(data, options) as book:
        sheet = book.add_worksheet("Data")
        bold = book.add_format({"bold": True})
        for at, name in enumerate(table.columns):
            sheet.write_string(0, at, name, bold)
        for line, row in enumerate(table.rows, 1):
            for at, value in enumerate(row):
                value = clean(value)
                if isinstance(value, str):
                    sheet.write_string(line, at, value)
                elif value is not None:
                    sheet.write_number(line, at, value)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.columns) - 1)
        for at, name in enumerate(table.columns):
            longest = max([len(name), *(len(str(row[at])) for row in table.rows[:200] if row[at] is not None)])
            sheet.set_column(at, at, min(60, longest + 2))
    return data.getvalue()
