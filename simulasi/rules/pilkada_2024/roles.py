"""Seats and duties in Pilkada 2024: the same seating plan as in Pemilu. Sumber: pungut-s47, pungut-s48"""

from simulasi.rules.shared.layout import DISTANCES, FLOW, LAYOUT
from simulasi.rules.shared.roles import KETERTIBAN, ROLES, SPLIT

__all__ = ["DISTANCES", "FLOW", "KETERTIBAN", "LAYOUT", "ROLES", "SPLIT"]
