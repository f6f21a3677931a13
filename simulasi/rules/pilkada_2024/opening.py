"""The opening of the rapat in Pilkada 2024: that gubernur comes first is known to the author only."""

from simulasi.rules.model import Fact
from simulasi.rules.pilkada_2024.voters import CITES_INSTEAD, GROUPS, HOURS
from simulasi.rules.shared.opening import CLOSING, OATH, explanation, opening
from simulasi.rules.shared.retell import under
from simulasi.rules.vocabulary import Mark

BOXES = Fact("urutan membuka kotak", ("pungut-s87b", "pungut-penyusun"), Mark.UNVERIFIED)
_NAMED = "Gubernur, Bupati/Wali Kota"
OPENING = under(CITES_INSTEAD, opening(_NAMED, BOXES))
EXPLANATION = explanation(_NAMED, HOURS, GROUPS)

__all__ = ["BOXES", "CLOSING", "EXPLANATION", "OATH", "OPENING"]
