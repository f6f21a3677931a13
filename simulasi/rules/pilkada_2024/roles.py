"""Seats and duties in Pilkada 2024: the same seating plan as in Pemilu. Sumber: pungut-s47, pungut-s48"""

from simulasi.rules.pilkada_2024.voters import CITES_INSTEAD
from simulasi.rules.shared import layout
from simulasi.rules.shared.layout import DISTANCES, FLOW
from simulasi.rules.shared.retell import under
from simulasi.rules.shared.roles import KETERTIBAN, ROLES, SPLIT

LAYOUT = dict(zip(layout.LAYOUT, under(CITES_INSTEAD, layout.LAYOUT.values()), strict=True))

__all__ = ["DISTANCES", "FLOW", "KETERTIBAN", "LAYOUT", "ROLES", "SPLIT"]
