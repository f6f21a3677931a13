"""What stands on the invented papers of Pilkada 2024; without logos, because whether they are printed is unsettled (conflict C6)."""

from simulasi.rules import ballots
from simulasi.rules.shared.names import couples

PAPERS: dict[str, ballots.Paper] = {
    "GUBERNUR": ballots.Pairs(couples(200, 3), logos=False),
    "BUPATI": ballots.Pairs(couples(210, 2), logos=False),
    "WALIKOTA": ballots.Pairs(couples(220, 2), logos=False),
}
