"""Sah and tidak sah in Pemilu 2024: an unsigned paper is tidak sah; what to do before it is opened was not found (conflict C3)."""

from simulasi.rules.validity_flags import DPD, PAIR, PARTY, Validity

VALIDITY = Validity(
    ruleset="pemilu-2024",
    papers={"PPWP": PAIR, "DPR": PARTY, "DPD": DPD, "DPRD_PROV": PARTY, "DPRD_KAB": PARTY},
    unsigned="G02",
    before_open="G04",
)
