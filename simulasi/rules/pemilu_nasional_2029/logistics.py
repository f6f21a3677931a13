"""The logistics of a TPS in the draft for 2029: that of 2024."""

from simulasi.rules.pemilu_nasional_2029.voters import RESERVE_SUMBER
from simulasi.rules.shared.logistics import items
from simulasi.rules.shared.retell import as_draft
from simulasi.rules.vocabulary import Mark

LOGISTICS = as_draft(items(boxes=("pungut-s39",), booths=Mark.SEEN, ink=Mark.SEEN, templates=Mark.SEEN, rate=RESERVE_SUMBER))
