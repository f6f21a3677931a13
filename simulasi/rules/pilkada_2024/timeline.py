"""The calendar of Pilkada 2024; the quiet days are known to the author only."""

from simulasi.rules.pilkada_2024.voters import GROUPS, HOURS
from simulasi.rules.shared.timeline import before, voting_day
from simulasi.rules.vocabulary import Mark

TIMELINE = (*before(Mark.SEEN, Mark.UNVERIFIED), *voting_day(HOURS, GROUPS))
