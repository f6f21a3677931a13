"""The logistics of a TPS in Pilkada 2024; booths, ink and templates are known to the author only."""

from simulasi.rules.pilkada_2024.voters import RESERVE_SUMBER
from simulasi.rules.shared.logistics import items
from simulasi.rules.vocabulary import Mark

_GUESS = Mark.UNVERIFIED

LOGISTICS = items(boxes=("pungut-s43", "pkpu-12-2024-ps-3"), booths=_GUESS, ink=_GUESS, templates=_GUESS, rate=RESERVE_SUMBER)
