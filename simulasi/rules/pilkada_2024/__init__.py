"""Rule set pilkada-2024: 27 November 2024, two ballots."""

from simulasi.rules.model import Ruleset
from simulasi.rules.pilkada_2024 import elections, entitlement, roles, voters

RULESET = Ruleset(
    id="pilkada-2024",
    title="Pilkada serentak 2024",
    status="berlaku",
    revision=1,
    election_day="2024-11-27",
    suffix="KWK",
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
