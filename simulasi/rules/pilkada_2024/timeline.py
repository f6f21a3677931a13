"""The calendar of Pilkada 2024; the quiet days are known to the author only."""

from simulasi.rules.pilkada_2024.voters import CITES_INSTEAD, GROUPS, HOURS
from simulasi.rules.shared.retell import under
from simulasi.rules.shared.timeline import before, voting_day
from simulasi.rules.vocabulary import Mark

TIMELINE = under(CITES_INSTEAD, (*before(Mark.SEEN, Mark.UNVERIFIED), *voting_day(HOURS, GROUPS)))
