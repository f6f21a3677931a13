"""The forms of the draft for 2029: those of 2024, nothing of them verified."""

from dataclasses import replace

from simulasi.rules.pemilu_nasional_2029.voters import GROUPS
from simulasi.rules.shared.forms import catalogue
from simulasi.rules.vocabulary import Mark

C_HASIL = {"PPWP": "C.HASIL-PPWP", "DPR": "C.HASIL-DPR", "DPD": "C.HASIL-DPD"}
FORMS = tuple(replace(form, mark=Mark.UNVERIFIED) for form in catalogue("KPU", GROUPS, "C.HASIL", "C.HASIL SALINAN"))
RESERVE_TEXT = "2%"
LINES_MARK = Mark.UNVERIFIED
CROSS = ("I16", "I17", "I18", "I19")
MOVERS_ORDER = (("PPWP", "DPD"), ("DPD", "DPR"))
