"""Repeat voting in the draft for 2029: the grounds of 2024."""

from simulasi.rules.pemilu_2024.revote import PROCESS, TRIGGERS

__all__ = ["PROCESS", "TRIGGERS"]
