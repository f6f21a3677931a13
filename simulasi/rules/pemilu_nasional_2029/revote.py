"""Repeat voting in the draft for 2029: the grounds of 2024, nothing of them verified."""

from simulasi.rules.pemilu_2024 import revote
from simulasi.rules.shared.retell import as_draft

TRIGGERS = as_draft(revote.TRIGGERS)
[PROCESS] = as_draft([revote.PROCESS])
