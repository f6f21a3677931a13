"""Seats and duties in Pemilu 2024."""

from simulasi.rules.shared.layout import DISTANCES, FLOW, LAYOUT
from simulasi.rules.shared.roles import KETERTIBAN, ROLES, SPLIT

__all__ = ["DISTANCES", "FLOW", "KETERTIBAN", "LAYOUT", "ROLES", "SPLIT"]
