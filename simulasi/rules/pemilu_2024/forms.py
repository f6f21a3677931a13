"""The forms of Pemilu 2024: names, and what their lines and identities say differently from other elections."""

from simulasi.rules.pemilu_2024.voters import GROUPS
from simulasi.rules.shared.forms import catalogue
from simulasi.rules.vocabulary import Mark

C_HASIL = {
    "PPWP": "C.HASIL-PPWP",
    "DPR": "C.HASIL-DPR",
    "DPD": "C.HASIL-DPD",
    "DPRD_PROV": "C.HASIL-DPRD-PROV",
    "DPRD_KAB": "C.HASIL-DPRD-KAB/KOTA",
}
FORMS = catalogue("KPU", GROUPS, "C.HASIL", "C.HASIL SALINAN")
RESERVE_TEXT = "2%"
LINES_MARK = Mark.SEEN
CROSS = ("I16", "I17", "I18", "I19")
"""The identities that hold between the forms of one TPS."""
MOVERS_ORDER = (("PPWP", "DPD"), ("DPD", "DPR"), ("DPD", "DPRD_PROV"), ("PPWP", "DPRD_KAB"))
"""I18: I.B.2 of the first is never smaller than of the second."""
