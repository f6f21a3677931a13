"""The faultless day: every seat played, every answer right as things stand."""

from typing import Any

from simulasi.engine.answers import right_answer
from simulasi.engine.pack import Pack
from simulasi.engine.reducer import apply_in_place, pending, start


def faultless(loaded: Pack) -> list[dict[str, Any]]:
    """Play all seats without a mistake and give the events."""
    state = start(loaded, [role["id"] for role in loaded.raw["roles"]])
    events = []
    while (step := pending(loaded, state)) is not None:
        event = {"seq": state["seq"] + 1, "step": step["id"], "answer": right_answer(state, step), "role": step["role"]}
        apply_in_place(loaded, state, event)
        events.append(event)
    return events
