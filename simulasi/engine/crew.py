"""The logs of a crew's seats -> the crew's true day. Twin: static/js/engine/crew.js

A crew is {session, pack, final, covers, lapses}: `covers` gives for a role the index of the step up to which the pack answers what its
seat has not; `lapses` are answers the pack gives for tables nobody sits at (docs/format-crew.md).
"""

from typing import Any

from simulasi.engine.answers import auto_answer, grade
from simulasi.engine.consequences import END, fire_findings
from simulasi.engine.effects import apply_effects, holds
from simulasi.engine.errors import Refusal
from simulasi.engine.pack import Pack
from simulasi.engine.ready import Ready
from simulasi.engine.reducer import pass_step, record, tick
from simulasi.engine.seats import Crew, Day, Log, gather, read_log, unite
from simulasi.engine.state import State, copy_state, new_state

Step = dict[str, Any]


def merge(pack: Pack, crew: Crew, logs: list[Log]) -> Day:
    """Join the logs of a crew into its true day, whatever order they came in."""
    given = gather(pack, [read_log(pack, crew, log) for log in unite(logs)])
    day = play_crew(pack, crew, given)
    day |= look_ahead(pack, crew, given, day["state"])
    passed = {answer["step"] for answer in day["state"]["answers"] if not answer["auto"]}
    refused = {conflict[0] for conflict in day["conflicts"] if conflict[1] != "answered-twice"}
    behind = [step["id"] for step in pack.steps[: day["state"]["at"]] if step["id"] in given["answers"]]
    return {
        **day,
        "missing": [role["id"] for role in pack.raw["roles"] if role["id"] not in given["seats"]],
        "unreached": [step for step in behind if step not in passed and step not in refused],
    }


def play_crew(pack: Pack, crew: Crew, given: Day) -> Day:
    """Walk the pack with what was given, up to the first step that waits for its seat."""
    state = new_state(pack.raw["counters"], given["seats"])
    day: Day = {"state": state, "conflicts": list(given["conflicts"]), "covered": []}
    for step, answer in given["ticks"]:
        try:
            tick(state, pack.steps[pack.index[step]], answer)
        except Refusal as refusal:
            day["conflicts"].append([step, refusal.code])
    waiting = False
    while not waiting and state["at"] < len(pack.steps):
        ready = pack.ready[state["at"]]
        due = not ready.listed and holds(state, ready.when)
        waiting = due and not settle(crew, given, state, ready, day)
        if not waiting:
            pass_step(pack, state)
    if not waiting:
        state["done"] = 1
        fire_findings(pack, state, END)
    day["conflicts"].sort(key=lambda conflict: (pack.index[conflict[0]], conflict[1]))
    return day


def settle(crew: Crew, given: Day, state: State, ready: Ready, day: Day) -> bool:
    """Settle one step by its seat's answer, or by the pack where it may; tell whether it is settled."""
    name = ready.id
    if name in given["answers"]:
        code = objection(state, ready, given["answers"][name])
        if code == "":
            record(state, ready, given["answers"][name], 0)
            state["seq"] += 1
            return True
        day["conflicts"].append([name, code])
    elif ready.role in given["seats"] and not crew["final"] and ready.at >= crew["covers"].get(ready.role, 0):
        return False
    if ready.role in given["seats"]:
        day["covered"].append(name)
    record(state, ready, crew["lapses"][name] if name in crew["lapses"] else auto_answer(state, ready.step), 1)
    return True


def objection(state: State, ready: Ready, answer: Any) -> str:
    """Give the code by which an answer cannot stand here, or nothing."""
    try:
        trial = {"counters": dict(state["counters"]), "flags": {}}
        apply_effects(trial, grade(state, ready, answer).effects)
    except Refusal as refusal:
        return refusal.code
    return ""


def look_ahead(pack: Pack, crew: Crew, given: Day, state: State) -> Day:
    """Tell what each seat may do now, for whom the others wait, and the day as far as it is known.

    A seat may run ahead of other voters' threads, never of its own voter, of a step without a thread, or of anything its step reads.
    """
    ahead = copy_state(state)
    scratch: Day = {"conflicts": [], "covered": []}
    opened: dict[str, str] = {}
    waits: dict[str, str] = {}
    blocked: dict[str, str] = {}
    touched: dict[str, str] = {}
    barrier = ""
    for ready in pack.ready[state["at"] :]:
        step = ready.step
        role = ready.role
        thread = step.get("thread", "")
        if ready.listed:
            continue
        blocker = barrier or blocked.get(thread, "") or next((touched[name] for name in reads(step) if name in touched), "")
        if blocker == "" and thread == "" and blocked:
            blocker = next(iter(blocked.values()))
        if blocker == "":
            if not holds(ahead, ready.when) or settle(crew, given, ahead, ready, scratch):
                continue
            opened.setdefault(role, step["id"])
        elif role in given["seats"]:
            waits.setdefault(role, blocker)
        for name in touches(step):
            touched.setdefault(name, blocker or role)
        blocked.setdefault(thread, blocker or role)
        if thread == "":
            barrier = barrier or blocker or role
    return {"open": opened, "waits": {role: waits[role] for role in waits if role not in opened}, "ahead": ahead}


def reads(step: Step) -> list[str]:
    """List the counters and flags that decide whether a step comes, what is right, and what lies on the table."""
    names = []
    for name, _, operand in step.get("when") or ():
        names.append(name)
        if isinstance(operand, str):
            names.append(operand)
    if step["kind"] == "number":
        names.extend(step["expect"])
    for card in step["cards"]:
        names.extend(row[1] for row in card.get("rows", ()) if card["type"] in ("angka", "turus"))
    return names


def touches(step: Step) -> list[str]:
    """List the counters and flags a step may change."""
    parts = [*step.get("options", ()), *step.get("items", ()), *step.get("outcomes", {}).values()]
    names = [effect[0] for part in parts for effect in part.get("effects", ())]
    return names + [identity["flag"] for identity in step.get("identities", ())]
