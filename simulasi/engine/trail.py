"""What a crew's day came to: what slipped past which table, who caught it, what it did to the forms. Twin: static/js/engine/trail.js"""

from typing import Any

from simulasi.engine.answers import right_answer
from simulasi.engine.consequences import END, fire_findings
from simulasi.engine.effects import holds
from simulasi.engine.pack import Pack
from simulasi.engine.reducer import pass_step, record
from simulasi.engine.scoring import score
from simulasi.engine.state import State, new_state

CAUGHT = "tertangkap"
PASSED = "lolos"
UNNOTICED = "tanpa_jaring"


def faultless_day(pack: Pack) -> State:
    """Play the day as it goes when every table is right."""
    state = new_state(pack.raw["counters"], [])
    while state["at"] < len(pack.steps):
        ready = pack.ready[state["at"]]
        if not ready.listed and holds(state, ready.when):
            record(state, ready, right_answer(state, ready.step), 1)
        pass_step(pack, state)
    state["done"] = 1
    fire_findings(pack, state, END)
    return state


def find_lapses(pack: Pack, seats: list[str]) -> dict[str, str]:
    """Give the mistakes the pack makes for other tables, so that these seats meet what they should catch."""
    held = {answer["step"] for answer in faultless_day(pack)["answers"]}
    lapses: dict[str, str] = {}
    todo = [
        step for step in pack.steps if step["kind"] != "checklist" and step["role"] in seats and step["id"] not in held and "thread" in step
    ]
    for step in todo:
        wanted = [name for name, op, operand in step.get("when") or () if op == "==" and operand == 1]
        for earlier in pack.steps[: pack.index[step["id"]]]:
            if earlier.get("thread") != step["thread"] or earlier["role"] in seats or earlier["kind"] != "choice":
                continue
            for option in earlier["options"]:
                opens = any(effect[0] in wanted and len(effect) == 1 for effect in option["effects"])
                if opens and not option["right"] and earlier["id"] not in lapses:
                    lapses[earlier["id"]] = option["id"]
                    # What happens only after another table's mistake needs that one too.
                    if earlier["id"] not in held:
                        todo.append(earlier)
    return lapses


def list_slips(pack: Pack, state: State) -> list[dict[str, Any]]:
    """List every wrong act with the tables after it that could have seen it, and what became of it."""
    answers = {answer["step"]: answer for answer in state["answers"]}
    slips = []
    for answer in state["answers"]:
        if answer["right"]:
            continue
        step = pack.steps[pack.index[answer["step"]]]
        nets = [net for net in nets_of(pack, state, step) if net in answers]
        caused = [fired["id"] for fired in state["findings"] if step["id"] in fired["causes"]]
        right = [net for net in nets if answers[net]["right"]]
        if right and not caused:
            fate = CAUGHT
        elif nets or caused:
            fate = PASSED
        else:
            fate = UNNOTICED
        slips.append(
            {
                "step": step["id"],
                "role": step["role"],
                "thread": step.get("thread", ""),
                "auto": answer["auto"],
                "nets": [{"step": net, "role": pack.steps[pack.index[net]]["role"], "right": answers[net]["right"]} for net in nets],
                "findings": caused,
                "fate": fate,
            }
        )
    return slips


def nets_of(pack: Pack, state: State, step: dict[str, Any]) -> list[str]:
    """Name the later steps of other tables with the same voter that came only because of what this wrong act touched."""
    marks = {name for name, steps in state["blame"].items() if step["id"] in steps}
    found = []
    for later in pack.steps[pack.index[step["id"]] + 1 :]:
        same = "thread" in step and later.get("thread") == step["thread"] and later["role"] != step["role"]
        if same and any(name in marks for name, _, _ in later.get("when") or ()):
            found.append(later["id"])
    return found


def form_differences(state: State, best: State) -> list[list[Any]]:
    """List the lines of the forms that differ from another day: form, field, here, there; a line not written counts as -1."""
    found = []
    for form in sorted({*state["forms"], *best["forms"]}):
        here = state["forms"].get(form, {})
        there = best["forms"].get(form, {})
        for field in sorted({*here, *there}):
            if here.get(field, -1) != there.get(field, -1):
                found.append([form, field, here.get(field, -1), there.get(field, -1)])
    return found


def seat_scores(pack: Pack, state: State) -> dict[str, Any]:
    """Give each seat what its own answers earned."""
    scores = {}
    for seat in state["seats"]:
        own = {step["id"] for step in pack.steps if step["role"] == seat}
        part = {
            **state,
            "seats": [seat],
            "answers": [answer for answer in state["answers"] if answer["step"] in own],
            "knockouts": [knockout for knockout in state["knockouts"] if knockout["step"] in own],
        }
        scores[seat] = score(pack, part)
    return scores
