"""What stands on the three invented papers of the draft for 2029."""

from simulasi.rules import ballots
from simulasi.rules.shared.names import couples, lists, person

PAPERS: dict[str, ballots.Paper] = {
    "PPWP": ballots.Pairs(couples(140, 3), logos=True),
    "DPR": ballots.Parties(lists(150)),
    "DPD": ballots.Persons(tuple(person(number) for number in range(190, 198))),
}
