"""Sah and tidak sah in Pilkada 2024: a missing signature is cured before opening, never in a recount ordered by MK; calon tunggal."""

from simulasi.rules.validity_flags import PILKADA, TUNGGAL, Validity

VALIDITY = Validity(
    ruleset="pilkada-2024",
    papers={"GUBERNUR": PILKADA, "BUPATI": PILKADA, "WALIKOTA": PILKADA},
    unsigned="k-unsigned",
    before_open="G03",
    pssu_mk="G05",
    tunggal=TUNGGAL,
)
