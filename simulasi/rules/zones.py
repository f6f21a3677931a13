"""The words for the places a hole can be in (penghitungan.md 2.3); `docs/zona.md` explains each to people.

Reading a word knows nothing of validity: it says which column was touched, which row, and what lies there.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from simulasi.rules.errors import BadInput
from simulasi.rules.reading import short

NONE, OUTSIDE, BLANK_COLUMN, LINE = "(none)", "outside", "blank_column", "line"
COLUMN_KIND = {"pair": "pair", "party": "party", "dpd": "dpd", "setuju": "pair"}
"""Kind of column by family of ballot."""
PARTS = {
    "pair": frozenset({"number", "photo", "name", "party_logo", "blank", "border"}),
    "dpd": frozenset({"number", "photo", "name", "blank", "border"}),
    "party": frozenset({"number", "logo", "name", "border"}),
    "cand": frozenset({"number", "name", "border"}),
    "cand_tms": frozenset({"number", "name", "border"}),
    "cand_noname": frozenset({"number", "name", "border"}),
    "party_column_blank": frozenset({"border"}),
    "party_nolist": frozenset({"border"}),
}
FAMILIES = {
    "pair": frozenset({"pair", BLANK_COLUMN}),
    "dpd": frozenset({"dpd"}),
    "party": frozenset({"party", "cand", "cand_tms", "cand_noname", "party_column_blank", "party_nolist"}),
    "setuju": frozenset({"pair", "setuju", "tidak_setuju"}),
}
"""The kinds of zone that exist on each family of ballot; `setuju` is the form of 2015 (penghitungan.md 2.9)."""
CHOICES = frozenset({BLANK_COLUMN, "setuju", "tidak_setuju"})
_NUMBER = r"[1-9]\d{0,2}"
_WORD = re.compile(rf"(?P<kind>[a-z_]+):(?P<n>{_NUMBER})(?:\.(?P<k>{_NUMBER}))?(?:\.(?P<part>[a-z_]+))?\Z", re.ASCII)
_SHORT = re.compile(rf"(?P<n>{_NUMBER})(?:\.(?P<k>{_NUMBER}))?\Z", re.ASCII)
_ROWS = ("cand", "cand_tms", "cand_noname")


@dataclass(frozen=True, slots=True)
class Zone:
    """Say where a hole is: kind of place, the columns it touches, the row, the part, and the sides of a line."""

    text: str
    kind: str
    columns: tuple[str, ...] = ()
    """`pair:2`, `party:3`, `dpd:7`, `blank_column`: one, or the columns a line belongs to."""
    row: str = ""
    """`3.2` for whatever stands in that row of a party."""
    part: str = ""
    sides: tuple["Zone", ...] = ()

    @property
    def candidate(self) -> str | None:
        """The eligible candidate on whose own row or frame the hole is, as `3.2`."""
        return self.row if self.kind == "cand" else None


@lru_cache(maxsize=8192)
def parse_zone(text: str, family: str = "") -> Zone:
    """Read one word; refuse what the vocabulary does not hold, and what this family of ballot does not have."""
    plain = " ".join(text.split())
    zone = _line(plain, family) if plain.startswith("line ") else _word(plain)
    if family:
        for each in zone.sides or (zone,):
            if each.columns and each.kind not in FAMILIES[family]:
                raise BadInput(f"zona '{short(text)}' tidak ada pada surat suara jenis ini")
    return zone


def _word(text: str) -> Zone:
    if text in (NONE, OUTSIDE):
        return Zone(text, text)
    base, _, part = text.partition(".")
    if base in CHOICES and part in ("", "border"):
        return Zone(text, base, (base,), part=part)
    found = _WORD.match(text)
    if not found or found["kind"] not in PARTS:
        raise BadInput(f"zona '{short(text)}' tidak dikenal")
    kind, part = found["kind"], found["part"] or ""
    if (kind in _ROWS) != bool(found["k"]) or (part and part not in PARTS[kind]):
        raise BadInput(f"zona '{short(text)}' tidak dikenal")
    column = f"{kind}:{found['n']}" if kind in ("pair", "dpd") else f"party:{found['n']}"
    return Zone(text, kind, (column,), f"{found['n']}.{found['k']}" if found["k"] else "", part)


def _line(text: str, family: str) -> Zone:
    sides: dict[str, Zone] = {}
    for side in text.removeprefix("line ").split("|"):
        zone = _word(_full(side.strip(), family))
        if not zone.columns:
            raise BadInput(f"zona '{short(text)}' tidak dikenal: garis hanya ada di antara kolom atau baris")
        sides[zone.text.partition(".border")[0]] = zone
    if len(sides) == 1:
        raise BadInput(f"zona '{short(text)}' tidak dikenal: garis punya dua sisi; untuk garis satu kolom tulis '.border'")
    columns = tuple(dict.fromkeys(column for zone in sides.values() for column in zone.columns))
    return Zone(text, LINE, columns, sides=tuple(sides.values()))


def _full(side: str, family: str) -> str:
    """Spell out the short forms of a line, as in `line 3.1|3.2`."""
    found = _SHORT.match(side)
    if not found:
        return side
    if found["k"]:
        return f"cand:{side}"
    return f"{COLUMN_KIND.get(family, 'party')}:{side}"
