"""Guards read counters and flags, effects change them. Twin: static/js/engine/effects.js"""

from simulasi.engine.errors import Refusal
from simulasi.engine.ready import Effects, Guard
from simulasi.engine.state import State


def value_of(state: State, name: str) -> int:
    """Read a counter, or a flag as 0 or 1."""
    if name in state["counters"]:
        return state["counters"][name]
    return 1 if name in state["flags"] else 0


def holds(state: State, guard: Guard) -> bool:
    """Tell whether every comparison of a guard holds; no guard always holds."""
    counters = state["counters"]
    for name, compare, operand, named in guard:
        left = counters[name] if name in counters else value_of(state, name)
        if not compare(left, value_of(state, operand) if named else operand):
            return False
    return True


def apply_effects(state: State, effects: Effects) -> None:
    """Apply effects in place; refuse to let a counter fall below zero."""
    counters = state["counters"]
    for name, amount in effects:
        if amount is None:
            state["flags"][name] = 1
            continue
        try:
            result = counters[name] + amount
        except KeyError:
            result = amount
        if result < 0:
            raise Refusal("counter-below-zero", f"{name} would be {result}")
        counters[name] = result
