"""Seats and duties in the draft for 2029: seven, as in 2024, until a new rule says otherwise."""

from simulasi.rules.shared.layout import DISTANCES, FLOW, LAYOUT
from simulasi.rules.shared.roles import KETERTIBAN, ROLES, SPLIT

__all__ = ["DISTANCES", "FLOW", "KETERTIBAN", "LAYOUT", "ROLES", "SPLIT"]
