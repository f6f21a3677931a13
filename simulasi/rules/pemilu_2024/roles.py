"""Seats and duties in Pemilu 2024."""

from simulasi.rules.shared.roles import KETERTIBAN, ROLES, SPLIT

__all__ = ["KETERTIBAN", "ROLES", "SPLIT"]
