"""The opening of the rapat in the draft for 2029: three boxes."""

from simulasi.rules.model import Fact
from simulasi.rules.pemilu_nasional_2029.elections import ELECTIONS
from simulasi.rules.pemilu_nasional_2029.voters import GROUPS, HOURS
from simulasi.rules.shared.opening import CLOSING, OATH, explanation, opening
from simulasi.rules.vocabulary import Mark

BOXES = Fact("urutan membuka kotak", ("pungut-s13", "mk-135-2024"), Mark.UNVERIFIED)
_NAMED = ", ".join(election.short for election in ELECTIONS)
OPENING = opening(_NAMED, BOXES)
EXPLANATION = explanation(_NAMED, HOURS, GROUPS)

__all__ = ["BOXES", "CLOSING", "EXPLANATION", "OATH", "OPENING"]
