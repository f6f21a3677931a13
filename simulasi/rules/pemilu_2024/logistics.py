"""The logistics of a TPS in Pemilu 2024."""

from simulasi.rules.pemilu_2024.voters import RESERVE_SUMBER
from simulasi.rules.shared.logistics import items
from simulasi.rules.vocabulary import Mark

LOGISTICS = items(boxes=("pungut-s39",), booths=Mark.SEEN, ink=Mark.SEEN, templates=Mark.SEEN, rate=RESERVE_SUMBER)
