"""What the law says: pure data and predicates. Standard library only; every fact cites a source."""

from importlib import import_module

from simulasi.rules.errors import BadInput
from simulasi.rules.model import Ruleset
from simulasi.rules.reading import short

RULESETS = ("pemilu-2024", "pilkada-2024", "pemilu-nasional-2029")


def get_ruleset(ruleset_id: str) -> Ruleset:
    """Return the rule set of this id; refuse any other by name."""
    if ruleset_id not in RULESETS:
        raise BadInput(f"aturan '{short(ruleset_id)}' tidak dikenal; yang ada: {', '.join(RULESETS)}")
    ruleset: Ruleset = import_module(f"simulasi.rules.{ruleset_id.replace('-', '_')}").RULESET
    return ruleset
