"""The vocabulary of places a hole can be in (penghitungan.md 2.3)."""

import re
from dataclasses import dataclass

COLUMN = re.compile(r"(pair|party|dpd):(\d+)(?:\.([a-z_]+))?\Z")
CANDIDATE = re.compile(r"(cand|cand_tms|cand_noname):(\d+)\.(\d+)(?:\.([a-z_]+))?\Z")
PARTY_SPACE = re.compile(r"(party_column_blank|party_nolist):(\d+)\Z")


class ZoneError(ValueError):
    """A word that is no zone."""


@dataclass(frozen=True, slots=True)
class Zone:
    """Where a hole is: in which columns, and on which eligible candidate."""

    kind: str
    columns: tuple[str, ...] = ()
    candidate: str | None = None


def parse_zone(text: str) -> Zone:
    """Read a zone word; refuse what the vocabulary does not hold."""
    if text in ("outside", "blank"):
        return Zone(text)
    if text in ("blank_column", "blank_column.border"):
        return Zone("column", ("blank_column",))
    if text.startswith("line "):
        sides = [parse_zone(side) for side in text.removeprefix("line ").split("|")]
        columns = tuple(dict.fromkeys(column for side in sides for column in side.columns))
        return Zone("line", columns)
    if found := COLUMN.match(text):
        return Zone("column", (f"{found[1]}:{found[2]}",))
    if found := CANDIDATE.match(text):
        eligible = f"{found[2]}.{found[3]}" if found[1] == "cand" else None
        return Zone("row", (f"party:{found[2]}",), eligible)
    if found := PARTY_SPACE.match(text):
        return Zone("space", (f"party:{found[2]}",))
    raise ZoneError(f"{text!r} bukan zona surat suara")
