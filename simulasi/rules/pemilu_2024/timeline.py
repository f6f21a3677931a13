"""The calendar of Pemilu 2024. The sources give two days for handing out C.PEMBERITAHUAN: 10 and 11 February."""

from simulasi.rules.pemilu_2024.voters import GROUPS, HOURS
from simulasi.rules.shared.timeline import before, voting_day
from simulasi.rules.vocabulary import Mark

TIMELINE = (*before(Mark.CONFLICT, Mark.SEEN), *voting_day(HOURS, GROUPS))
