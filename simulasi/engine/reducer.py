"""Play: start, what is pending, apply an event, replay a log. Twin: static/js/engine/reducer.js"""

from typing import Any

from simulasi.engine.answers import auto_answer, check_strings, grade, is_natural
from simulasi.engine.consequences import END, fire_findings
from simulasi.engine.effects import apply_effects, holds
from simulasi.engine.errors import Refusal
from simulasi.engine.pack import ENGINE_VERSION, Pack
from simulasi.engine.state import State, copy_state, new_state

START = "mulai"
EVERYBODY = "semua"
MODES = ("langsung", "akhir")
TICKS = ("sudah", "belum")
OPEN = ("daftar_periksa", "belajar", "latihan", "uji")
SURE = ("ragu", "yakin")


def start(pack: Pack, seats: Any) -> State:
    """Open the day for the seats a person plays; the pack plays the others."""
    roles = [role["id"] for role in pack.raw["roles"]] + [EVERYBODY]
    if not isinstance(seats, list) or not seats or any(seat not in roles for seat in seats) or len(set(seats)) != len(seats):
        raise Refusal("start-mismatch", "seats are roles of the pack, each once")
    state = new_state(pack.raw["counters"], seats)
    advance(pack, state)
    return state


def pending(pack: Pack, state: State) -> dict[str, Any] | None:
    """Give the step that waits for its player, if there is one."""
    if state["done"] or is_open_pack(pack):
        return None
    return pack.steps[state["at"]]


def apply(pack: Pack, state: State, event: Any) -> State:
    """Apply one event and give the new state; a refused event changes nothing."""
    fresh = copy_state(state)
    apply_in_place(pack, fresh, event)
    return fresh


def replay(pack: Pack, events: Any) -> State:
    """Play a whole log, its start included."""
    if not isinstance(events, list) or not events:
        raise Refusal("start-missing", "a log begins with its start")
    state = start(pack, read_start(pack, events[0]))
    for event in events[1:]:
        apply_in_place(pack, state, event)
    return state


def read_start(pack: Pack, event: Any) -> list[str]:
    """Check the first event against the pack and give its seats; the pack's hash is the caller's to check."""
    check_event(event)
    if event["seq"] != 0 or event["step"] != START or event["role"] != "":
        raise Refusal("start-missing", "a log begins with its start")
    pins = check_strings(event["answer"])
    if len(pins) < 5 or pins[3] not in MODES:
        raise Refusal("start-mismatch", "the start pins pack, engine, ruleset, mode and seats")
    if pins[1] != str(ENGINE_VERSION):
        raise Refusal("engine-version", f"this engine is version {ENGINE_VERSION}")
    if pins[2] != pack.raw["ruleset"]:
        raise Refusal("start-mismatch", "the log was played under other rules")
    return pins[4:]


def check_event(event: Any) -> None:
    """Refuse what has not the shape of an event."""
    if not isinstance(event, dict) or not is_natural(event.get("seq")):
        raise Refusal("line-invalid", "an event has a sequence number")
    if not isinstance(event.get("step"), str) or not isinstance(event.get("role"), str) or "answer" not in event:
        raise Refusal("line-invalid", "an event has a step, a role and an answer")


def apply_in_place(pack: Pack, state: State, event: Any) -> None:
    """Check, record and advance; on refusal the state is not to be used any more."""
    check_event(event)
    if event["seq"] != state["seq"] + 1:
        raise Refusal("seq-gap", f"expected {state['seq'] + 1}")
    if state["done"]:
        raise Refusal("attempt-done", "the day is over")
    at = pack.index.get(event["step"])
    if at is None:
        raise Refusal("step-unknown", "no such step")
    step = pack.steps[at]
    if event["role"] != step["role"]:
        raise Refusal("role-mismatch", "another role acts at this step")
    if step["role"] not in state["seats"] and step["role"] != EVERYBODY:
        raise Refusal("role-not-seated", "nobody of this log sits there")
    if step["kind"] == "checklist":
        tick(state, step, event["answer"])
    elif is_open_pack(pack):
        answer_open(pack, state, step, event["answer"])
    else:
        if at != state["at"]:
            raise Refusal("step-not-pending", "another step is on the table")
        record(pack, state, step, event["answer"], 0)
        pass_step(pack, state)
        advance(pack, state)
    state["seq"] = event["seq"]


def tick(state: State, step: dict[str, Any], answer: Any) -> None:
    """Note a checklist item as done or not yet; the last word counts."""
    pair = check_strings(answer)
    if len(pair) != 2:
        raise Refusal("answer-incomplete", "a tick is an item and a word")
    if pair[1] not in TICKS or all(item["id"] != pair[0] for item in step["items"]):
        raise Refusal("answer-unknown", "a tick is an item of this list and sudah or belum")
    state["checks"][pair[0]] = pair[1]


def answer_open(pack: Pack, state: State, step: dict[str, Any], answer: Any) -> None:
    """Answer an item of a bank, in any order; a drill may come again and never ends, a test asks each item once and is over with the last."""
    test = pack.raw["kind"] == "uji"
    if test and any(entry["step"] == step["id"] for entry in state["answers"]):
        raise Refusal("step-not-pending", "a test asks each item once")
    given, sure = split_sure(step, answer)
    record(pack, state, step, given, 0)
    if sure is not None:
        state["answers"][-1]["sure"] = sure
    if test and len(state["answers"]) == sum(1 for each in pack.steps if each["kind"] != "checklist"):
        state["done"] = 1
        fire_findings(pack, state, END)


def split_sure(step: dict[str, Any], answer: Any) -> tuple[Any, int | None]:
    """Take the answer and how sure its giver was apart, where the item asks for both."""
    if not step.get("sure"):
        return answer, None
    if not isinstance(answer, list) or len(answer) != 2 or not isinstance(answer[1], str):
        raise Refusal("answer-type", "an answer and how sure")
    if answer[1] not in SURE:
        raise Refusal("answer-unknown", "ragu or yakin")
    return answer[0], SURE.index(answer[1])


def record(pack: Pack, state: State, step: dict[str, Any], answer: Any, auto: int) -> None:
    """Grade an answer and let it act."""
    result = grade(pack, state, step, answer)
    apply_effects(state, result["effects"])
    if result["written"] is not None:
        state["forms"][step["form"]] = result["written"]
    if not result["right"]:
        for effect in result["effects"]:
            steps = state["blame"].setdefault(effect[0], [])
            if step["id"] not in steps:
                steps.append(step["id"])
    if result["knockout"] is not None and not auto:
        state["knockouts"].append({"step": step["id"], "code": result["knockout"]})
    state["answers"].append(
        {
            "step": step["id"],
            "outcome": result["outcome"],
            "points": result["points"],
            "max": result["max"],
            "right": result["right"],
            "auto": auto,
        }
    )


def advance(pack: Pack, state: State) -> None:
    """Walk on to the next step that waits for a person, or to the end of the day."""
    if is_open_pack(pack):
        return
    while state["at"] < len(pack.steps):
        step = pack.steps[state["at"]]
        if step["kind"] != "checklist" and holds(state, step.get("when")):
            if step["role"] in state["seats"]:
                return
            record(pack, state, step, auto_answer(state, step), 1)
        pass_step(pack, state)
    # Whoever calls had a step before them, or the day has none at all: the end comes once.
    state["done"] = 1
    fire_findings(pack, state, END)


def pass_step(pack: Pack, state: State) -> None:
    """Leave the step behind: its findings are due now."""
    fire_findings(pack, state, pack.steps[state["at"]]["id"])
    state["at"] += 1


def is_open_pack(pack: Pack) -> bool:
    """Tell a pack whose steps wait for nobody: lists to tick, cards to read, banks of items."""
    return pack.raw["kind"] in OPEN
