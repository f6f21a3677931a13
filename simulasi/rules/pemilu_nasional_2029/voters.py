"""Voters in the draft for 2029: no new rule was seen, so it says what 2024 said, and nothing of it counts as verified."""

from dataclasses import replace

from simulasi.rules.pemilu_2024.voters import (
    BOOTHS,
    CITES_INSTEAD,
    DISPUTED,
    EQUAL_NAME,
    EQUAL_TO_KTP,
    KHUSUS_IDENTITY,
    REASONS,
    RESERVE,
    RESERVE_SUMBER,
    SERVICES,
    SUBSTITUTES,
    TEMPLATES,
    TPS_MAX,
)
from simulasi.rules.pemilu_2024.voters import GROUPS as OF_2024
from simulasi.rules.pemilu_2024.voters import HOURS as HOURS_OF_2024
from simulasi.rules.vocabulary import Mark

HOURS = replace(HOURS_OF_2024, movers_mark=Mark.CONFLICT)
GROUPS = {key: replace(group, mark=Mark.UNVERIFIED) for key, group in OF_2024.items()}

__all__ = [
    "BOOTHS",
    "CITES_INSTEAD",
    "DISPUTED",
    "EQUAL_NAME",
    "EQUAL_TO_KTP",
    "GROUPS",
    "HOURS",
    "KHUSUS_IDENTITY",
    "REASONS",
    "RESERVE",
    "RESERVE_SUMBER",
    "SERVICES",
    "SUBSTITUTES",
    "TEMPLATES",
    "TPS_MAX",
]
