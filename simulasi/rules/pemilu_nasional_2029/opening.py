"""The opening of the rapat in the draft for 2029: three boxes."""

from simulasi.rules.model import Fact
from simulasi.rules.pemilu_nasional_2029.elections import ELECTIONS
from simulasi.rules.pemilu_nasional_2029.voters import GROUPS, HOURS
from simulasi.rules.shared import opening as shared
from simulasi.rules.shared.retell import as_draft
from simulasi.rules.vocabulary import Mark

BOXES = Fact("urutan membuka kotak", ("pungut-s13", "mk-135-2024"), Mark.UNVERIFIED)
_NAMED = ", ".join(election.short for election in ELECTIONS)
OPENING = as_draft(shared.opening(_NAMED, BOXES))
EXPLANATION = as_draft(shared.explanation(_NAMED, HOURS, GROUPS))
OATH = as_draft(shared.OATH)
CLOSING = as_draft(shared.CLOSING)
