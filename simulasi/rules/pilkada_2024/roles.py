"""Seats and duties in Pilkada 2024: the same seating plan as in Pemilu. Sumber: pungut-s47, pungut-s48"""

from simulasi.rules.shared.roles import KETERTIBAN, ROLES, SPLIT

__all__ = ["KETERTIBAN", "ROLES", "SPLIT"]
