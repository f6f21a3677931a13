"""Guards read counters and flags, effects change them. Twin: static/js/engine/effects.js"""

from typing import Any

from simulasi.engine.errors import Refusal
from simulasi.engine.state import State


def value_of(state: State, name: str) -> int:
    """Read a counter, or a flag as 0 or 1."""
    if name in state["counters"]:
        return state["counters"][name]
    return 1 if name in state["flags"] else 0


def holds(state: State, guard: list[list[Any]] | None) -> bool:
    """Tell whether every comparison of a guard holds; no guard always holds."""
    for name, op, operand in guard or ():
        left = value_of(state, name)
        right = value_of(state, operand) if isinstance(operand, str) else operand
        if not COMPARE[op](left, right):
            return False
    return True


COMPARE = {
    "==": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
    ">=": lambda left, right: left >= right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    "<": lambda left, right: left < right,
}


def apply_effects(state: State, effects: list[list[Any]]) -> None:
    """Apply effects in place; refuse to let a counter fall below zero."""
    counters = state["counters"]
    for effect in effects:
        name = effect[0]
        if len(effect) == 1:
            state["flags"][name] = 1
            continue
        result = counters.get(name, 0) + effect[1]
        if result < 0:
            raise Refusal("counter-below-zero", f"{name} would be {result}")
        counters[name] = result
