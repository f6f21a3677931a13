"""What stands on the five invented papers of Pemilu 2024."""

from simulasi.rules import ballots
from simulasi.rules.shared.names import couples, lists, person

PAPERS: dict[str, ballots.Paper] = {
    "PPWP": ballots.Pairs(couples(0, 3), logos=True),
    "DPR": ballots.Parties(lists(10)),
    "DPD": ballots.Persons(tuple(person(number) for number in range(50, 58))),
    "DPRD_PROV": ballots.Parties(lists(60)),
    "DPRD_KAB": ballots.Parties(lists(100)),
}
