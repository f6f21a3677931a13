"""What a rule set says its own way about sah and tidak sah: flags, and the row of the table that decides each situation."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

PARTY_ROWS = {
    "outside_only": "G11",
    "outside_also": "G10",
    "stray": "G10",
    "line": "L41",
    "many": "L22",
    "twin": "L42",
    "twin_other": "L43",
}
DPD_ROWS = {
    "number": "D01",
    "name": "D02",
    "photo": "D03",
    "": "D01",
    "multi": "D04",
    "border": "D05",
    "blank": "D11",
    "many": "D06",
    "line": "D07",
    "twin": "D12",
    "twin_other": "d-twin-other",
    "tms": "D13",
    "outside_only": "G11",
    "outside_also": "G10",
    "stray": "G10",
    "swapped": "G18",
}
PPWP_ROWS = {
    "number": "P01",
    "photo": "P02",
    "name": "P03",
    "party_logo": "P04",
    "multi": "P05",
    "border": "P06",
    "": "P12",
    "blank": "P12",
    "many": "P10",
    "line": "P11",
    "twin": "P07",
    "twin_other": "P08",
    "tms": "P13",
    "outside_only": "G11",
    "outside_also": "G10",
    "stray": "P09",
}
PILKADA_ROWS = {
    "number": "K01",
    "": "K01",
    "photo": "K02",
    "name": "K03",
    "party_logo": "K04",
    "multi": "K05",
    "border": "K12",
    "blank": "k-blank",
    "many": "K06",
    "line": "P11",
    "twin": "K13",
    "twin_other": "k-twin-other",
    "tms": "k-tms",
    "outside_only": "G11",
    "outside_also": "G10",
    "stray": "K14",
    "swapped": "k-swapped",
}
TUNGGAL_ROWS = {
    **PILKADA_ROWS,
    **dict.fromkeys(("number", "photo", "name", "party_logo", "blank", ""), "T01"),
    "border": "T02",
    "multi": "T05",
    "blank_column.": "T03",
    "blank_column.border": "T04",
    "blank_column.multi": "T06",
    "many": "T07",
    "outside_also": "T09",
    "twin_other": "T10",
}
SETUJU_ROWS = {"outside_only": "G11", "outside_also": "G10", "stray": "K14", "twin": "K13", "line": "P11"}
"""The form of 2015, kept as history: `setuju` and `tidak_setuju` are the columns, the picture of the pair is none."""


@dataclass(frozen=True, slots=True)
class Family:
    """Describe one kind of paper: which zones it has and which row decides which situation."""

    kind: str
    rows: Mapping[str, str]


PAIR, DPD, PARTY = Family("pair", PPWP_ROWS), Family("dpd", DPD_ROWS), Family("party", PARTY_ROWS)
PILKADA, TUNGGAL, SETUJU = Family("pair", PILKADA_ROWS), Family("pair", TUNGGAL_ROWS), Family("setuju", SETUJU_ROWS)


@dataclass(frozen=True)
class Validity:
    """Hold the flags of one rule set."""

    ruleset: str
    papers: Mapping[str, Family]
    unsigned: str
    """The row for a paper without signature when it is judged."""
    before_open: str
    """The row when the missing signature is noticed before the paper is opened."""
    pssu_mk: str = ""
    """The row in a recount ordered by MK, where there is one."""
    tunggal: Family | None = None
    """The paper with one pair and an empty column, where there is one."""
    is_draft: bool = False

    @cached_property
    def families(self) -> dict[str, str]:
        """Election -> family of zones on its paper."""
        return {election: family.kind for election, family in self.papers.items()}


PILKADA_2015 = Validity(
    ruleset="pilkada-2015",
    papers={"GUBERNUR": SETUJU, "BUPATI": SETUJU, "WALIKOTA": SETUJU},
    unsigned="k-unsigned",
    before_open="k-unsigned",
)
"""History only (penghitungan.md 2.9, Q01-Q05): it can be asked, never played."""
