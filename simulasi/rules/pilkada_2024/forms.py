"""The forms of Pilkada 2024. The exact order of lines of its C.HASIL was not seen (conflict C8), so no line of it is verified."""

from simulasi.rules.pilkada_2024.voters import GROUPS
from simulasi.rules.shared.forms import catalogue
from simulasi.rules.vocabulary import Mark

C_HASIL = {"GUBERNUR": "C.HASIL-KWK-GUBERNUR", "BUPATI": "C.HASIL-KWK-BUPATI", "WALIKOTA": "C.HASIL-KWK-WALIKOTA"}
FORMS = catalogue("KWK", GROUPS, "C.HASIL-KWK", "C.HASIL SALINAN-KWK")
RESERVE_TEXT = "2,5%"
LINES_MARK = Mark.UNVERIFIED
CROSS = ("I16", "I17", "I21")
MOVERS_ORDER = (("GUBERNUR", "BUPATI"), ("GUBERNUR", "WALIKOTA"))
"""I21: a mover of another kab/kota gets the paper of the governor only."""
