"""The state of a TPS day: plain data, JSON round-trippable. Twin: static/js/engine/state.js"""

from typing import Any

State = dict[str, Any]


def new_state(counters: dict[str, int], seats: list[str]) -> State:
    """Make the state before the first step."""
    return {
        "counters": dict(counters),
        "flags": {},
        "forms": {},
        "checks": {},
        "answers": [],
        "blame": {},
        "findings": [],
        "knockouts": [],
        "seats": list(seats),
        "at": 0,
        "seq": 0,
        "done": 0,
    }


def copy_state(state: State) -> State:
    """Copy what apply may change; entries inside the lists are never mutated."""
    return {
        "counters": dict(state["counters"]),
        "flags": dict(state["flags"]),
        "forms": dict(state["forms"]),
        "checks": dict(state["checks"]),
        "answers": list(state["answers"]),
        "blame": {name: list(steps) for name, steps in state["blame"].items()},
        "findings": list(state["findings"]),
        "knockouts": list(state["knockouts"]),
        "seats": list(state["seats"]),
        "at": state["at"],
        "seq": state["seq"],
        "done": state["done"],
    }
