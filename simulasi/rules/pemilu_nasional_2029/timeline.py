"""The calendar in the draft for 2029: that of 2024, nothing of it verified."""

from simulasi.rules.pemilu_nasional_2029.voters import GROUPS, HOURS
from simulasi.rules.shared.retell import as_draft
from simulasi.rules.shared.timeline import before, voting_day
from simulasi.rules.vocabulary import Mark

TIMELINE = as_draft((*before(Mark.CONFLICT, Mark.UNVERIFIED), *voting_day(HOURS, GROUPS)))
