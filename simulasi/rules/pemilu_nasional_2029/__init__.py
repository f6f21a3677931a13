"""Rule set pemilu-nasional-2029: a draft (rancangan) with three ballots, the proof that a new election is data."""

from simulasi.rules.model import Ruleset
from simulasi.rules.pemilu_nasional_2029 import elections, entitlement, roles, voters

RULESET = Ruleset(
    id="pemilu-nasional-2029",
    title="Pemilu nasional 2029 (rancangan)",
    status="rancangan",
    revision=1,
    election_day="",
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
