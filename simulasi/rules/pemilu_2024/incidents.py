"""What to do when something happens: the shared tables, as this election says them."""

from simulasi.rules.shared.incidents_ballots import BALLOTS
from simulasi.rules.shared.incidents_conduct import CONDUCT
from simulasi.rules.shared.incidents_force import FORCE

INCIDENTS = {**BALLOTS, **CONDUCT, **FORCE}
