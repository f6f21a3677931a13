"""What stands on the five invented papers of Pemilu 2024."""

from typing import Any

from simulasi.rules import ballots
from simulasi.rules.shared.names import FRUIT, SEATS, couples, lists, person

PAPERS: dict[str, ballots.Paper] = {
    "PPWP": ballots.Pairs(couples(0, 3), logos=True),
    "DPR": ballots.Parties(lists(10)),
    "DPD": ballots.Persons(tuple(person(number) for number in range(50, 58))),
    "DPRD_PROV": ballots.Parties(lists(60)),
    "DPRD_KAB": ballots.Parties(lists(100)),
}

PAIRS = tuple(" dan ".join(pair) for pair in couples(0, 3))
PARTIES = FRUIT
CANDIDATES = min(SEATS)
"""Every party has at least so many candidates."""


def layout(election: str) -> dict[str, Any]:
    """Draw the paper of one election of this rule set."""
    return ballots.layout("pemilu-2024", election)
