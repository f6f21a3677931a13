"""DPR and DPRD ballots: one party, then one candidate or none; always one vote (penghitungan.md 2.2 step 7, 2.6)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from simulasi.rules.zones import LINE, Zone

COMBINATIONS: dict[frozenset[str], str] = {
    frozenset(words.split()): row
    for words, row in (
        ("P", "L01"),
        ("C", "L04"),
        ("P C", "L06"),
        ("P CC", "L07"),
        ("CC", "L08"),
        ("B", "L12"),
        ("F", "L13"),
        ("CF", "L14"),
        ("L", "L15"),
        ("T", "L16"),
        ("P T", "L18"),
        ("T C", "L19"),
        ("C B", "L20"),
        ("N", "L21"),
        ("P B", "L32"),
        ("CC B", "L33"),
        ("TT", "L34"),
        ("T CC", "L35"),
        ("P T C", "L36"),
        ("F C", "L37"),
        ("L P", "L38"),
        ("LP", "L40"),
        ("C CF", "L45"),
    )
}
"""Which row of the table speaks of which combination of places touched inside one party's box.

P party, F its frame, B grey block, N box without a list, C one candidate, CF one candidate's frame, CC several candidates,
T/TT one or several rows that can take no vote, L a line between two candidates, LP a line between anything else.
"""
PARTY_PART = {"number": "L01", "logo": "L02", "name": "L03"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """Give the row that decides, and for whom when the vote is sah."""

    row: str
    credited_to: str = ""

    @property
    def is_sah(self) -> bool:
        """Whether somebody is credited."""
        return bool(self.credited_to)


def judge_party(zones: Sequence[Zone], main: Sequence[Zone], rows: Mapping[str, str], folded: bool, swapped: bool, hidden: bool) -> Outcome:
    """Collect the parties touched, then the eligible candidates punched on their own row or frame.

    Sumber: hitung-s07
    """
    parties = dict.fromkeys(column for zone in zones for column in zone.columns)
    if len(parties) > 1:
        return Outcome(_why_many(zones, main, rows, folded))
    party = next(iter(parties))
    if swapped:
        return Outcome("G17", party)
    credited = _credit(zones, party, hidden)
    if folded:
        return Outcome(rows["twin"], credited) if credited == _credit(main, party, hidden) else Outcome("L44")
    tokens, candidates = _tokens(zones, hidden)
    if len(candidates) == 1 and tokens & {"L", "LP"}:
        return Outcome("L39")
    return Outcome(_row(zones, tokens, len(candidates)), credited)


def _credit(zones: Iterable[Zone], party: str, hidden: bool) -> str:
    _, candidates = _tokens(zones, hidden)
    return f"cand:{next(iter(candidates))}" if len(candidates) == 1 else party


def _tokens(zones: Iterable[Zone], hidden: bool) -> tuple[frozenset[str], dict[str, None]]:
    """Sort the places touched into the words of COMBINATIONS.

    `hidden`: a row on this paper can take no vote. It is the row named so (`cand_tms`, `cand_noname`), else every candidate row punched.
    """
    zones = tuple(zones)
    if any(zone.kind in ("cand_tms", "cand_noname") for zone in zones):
        hidden = False
    tokens: set[str] = set()
    candidates: dict[str, None] = {}
    void: set[str] = set()
    for zone in zones:
        if zone.kind == LINE:
            tokens.add("L" if all(side.row for side in zone.sides) else "LP")
        elif zone.row and (hidden or zone.kind != "cand"):
            void.add(zone.row)
        elif zone.row:
            candidates[zone.row] = None
            tokens.add("CF" if zone.part == "border" else "C")
        elif zone.kind == "party":
            tokens.add("F" if zone.part == "border" else "P")
        else:
            tokens.add("B" if zone.kind == "party_column_blank" else "N")
    if void:
        tokens.add("T" if len(void) == 1 else "TT")
    if len(candidates) > 1:
        tokens = (tokens - {"C"}) | {"CC"}
    return frozenset(tokens), candidates


def _row(zones: Sequence[Zone], tokens: frozenset[str], candidates: int) -> str:
    row = COMBINATIONS.get(tokens)
    if row is None:
        return "l-one" if candidates == 1 else "l-party"
    if row == "L01":
        return "L10" if len(zones) > 1 else PARTY_PART.get(zones[0].part, row)
    if row == "L04":
        return "L11" if len(zones) > 1 else ("L05" if zones[0].part == "name" else row)
    return row


def _why_many(zones: Sequence[Zone], main: Sequence[Zone], rows: Mapping[str, str], folded: bool) -> str:
    if folded and len({column for zone in main for column in zone.columns}) == 1:
        return rows["twin_other"]
    touched = {column for zone in zones if zone.kind != LINE for column in zone.columns}
    if len(touched) < 2:
        return rows["line"]
    with_row = {column for zone in zones if zone.row for column in zone.columns}
    if not with_row:
        return rows["many"]
    return "L24" if len(with_row) > 1 else "L25"
