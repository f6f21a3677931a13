"""The opening of the rapat in Pemilu 2024: five boxes in the order of the 2019 booklet."""

from simulasi.rules.model import Fact
from simulasi.rules.pemilu_2024.elections import ELECTIONS
from simulasi.rules.pemilu_2024.voters import GROUPS, HOURS
from simulasi.rules.shared.opening import CLOSING, OATH, explanation, opening
from simulasi.rules.vocabulary import Mark

BOXES = Fact("urutan membuka kotak", ("pungut-s13", "pungut-s87b"), Mark.SEEN)
_NAMED = ", ".join(election.short for election in ELECTIONS)
OPENING = opening(_NAMED, BOXES)
EXPLANATION = explanation(_NAMED, HOURS, GROUPS)

__all__ = ["BOXES", "CLOSING", "EXPLANATION", "OATH", "OPENING"]
