"""Work out what the pack itself answers where a right answer depends on the day: forms, tallies, counted numbers.

The faultless day is played once; the figures it meets become the pack's answers.
"""

from typing import Any

from simulasi.engine.answers import total
from simulasi.engine.pack import Pack, load
from simulasi.engine.reducer import apply_in_place, pending, start


def fill_auto(pack: dict[str, Any]) -> None:
    """Fill `auto` of number, form and tally steps in place."""
    pack.setdefault("sources", {})
    loaded = load(pack)
    for _ in faultless(loaded):
        pass


def faultless(loaded: Pack) -> list[dict[str, Any]]:
    """Play every seat without a mistake and give the events; `auto` of counted steps is set on the way."""
    state = start(loaded, [role["id"] for role in loaded.raw["roles"]])
    events = []
    while (step := pending(loaded, state)) is not None:
        if step["kind"] == "number":
            step["auto"] = total(state, step["expect"])
        elif step["kind"] in ("form", "tally"):
            step["auto"] = [[field["id"], total(state, field["expect"])] for field in step["fields"]]
        event = {"seq": state["seq"] + 1, "step": step["id"], "answer": step["auto"], "role": step["role"]}
        apply_in_place(loaded, state, event)
        events.append(event)
    return events
