"""Sah and tidak sah in the draft for 2029: the rules of 2024 until there are others, none of them verified."""

from simulasi.rules.validity_flags import DPD, PAIR, PARTY, Validity

VALIDITY = Validity(
    ruleset="pemilu-nasional-2029",
    papers={"PPWP": PAIR, "DPR": PARTY, "DPD": DPD},
    unsigned="G02",
    before_open="G04",
    is_draft=True,
)
