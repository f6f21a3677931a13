"""Rule set pemilu-2024: 14 February 2024, five ballots."""

from simulasi.rules.model import Ruleset
from simulasi.rules.pemilu_2024 import elections, entitlement, roles, voters

RULESET = Ruleset(
    id="pemilu-2024",
    title="Pemilu 2024",
    status="berlaku",
    revision=1,
    election_day="2024-02-14",
    suffix="KPU",
    elections=elections.ELECTIONS,
    groups=voters.GROUPS,
    hours=voters.HOURS,
    tps_max=voters.TPS_MAX,
    booths=voters.BOOTHS,
    reserve_numerator=voters.RESERVE[0],
    reserve_denominator=voters.RESERVE[1],
    questions=entitlement.QUESTIONS,
    roles=roles.ROLES,
    ketertiban=roles.KETERTIBAN,
    voters=voters,
)
