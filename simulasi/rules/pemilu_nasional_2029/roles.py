"""Seats and duties in the draft for 2029: seven, as in 2024, until a new rule says otherwise."""

from simulasi.rules.shared import layout, roles
from simulasi.rules.shared.layout import DISTANCES, FLOW
from simulasi.rules.shared.retell import as_draft, roles_as_draft
from simulasi.rules.shared.roles import SPLIT

ROLES = roles_as_draft(roles.ROLES)
KETERTIBAN = roles_as_draft(roles.KETERTIBAN)
LAYOUT = dict(zip(layout.LAYOUT, as_draft(layout.LAYOUT.values()), strict=True))

__all__ = ["DISTANCES", "FLOW", "KETERTIBAN", "LAYOUT", "ROLES", "SPLIT"]
