"""Counting in the draft for 2029: as in 2024 with three boxes, nothing of it verified."""

from simulasi.rules.pemilu_2024 import counting as base
from simulasi.rules.pemilu_nasional_2029.elections import ELECTIONS
from simulasi.rules.pemilu_nasional_2029.voters import GROUPS
from simulasi.rules.shared import counting as shared
from simulasi.rules.shared.retell import as_draft
from simulasi.rules.vocabulary import Mark

SEQUENCE = as_draft(shared.sequence(", ".join(election.short for election in ELECTIONS), GROUPS))
ORDER = shared.order_of_elections(Mark.CONFLICT)
FRAME, TURUS, MUST_NOT = as_draft(shared.FRAME), as_draft(shared.TURUS), as_draft(shared.MUST_NOT)
OBJECTION, SEALING = as_draft(shared.OBJECTION), as_draft(shared.SEALING)
CORRECTION = base.CORRECTION
RECOUNT, PSU = as_draft(base.RECOUNT), as_draft(base.PSU)
RECOUNT_PROCESS, PSU_PROCESS = as_draft((base.RECOUNT_PROCESS, base.PSU_PROCESS))
