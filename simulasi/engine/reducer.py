"""Play: start, what is pending, apply an event, replay a log. Twin: static/js/engine/reducer.js"""

from typing import Any

from simulasi.engine.answers import NATURAL_LIMIT, auto_answer, check_strings, grade
from simulasi.engine.consequences import END, fire_findings
from simulasi.engine.effects import apply_effects, holds
from simulasi.engine.errors import Refusal
from simulasi.engine.pack import ENGINE_VERSION, Pack
from simulasi.engine.pack import OPEN as OPEN
from simulasi.engine.ready import Ready
from simulasi.engine.state import State, copy_state, new_state
from simulasi.engine.swift import play_swiftly

START = "mulai"
EVERYBODY = "semua"
MODES = ("langsung", "akhir")
TICKS = ("sudah", "belum")
SURE = ("ragu", "yakin")


def start(pack: Pack, seats: Any) -> State:
    """Open the day for the seats a person plays; the pack plays the others."""
    check_seats(pack, seats)
    state = new_state(pack.raw["counters"], seats)
    if not is_open_pack(pack):
        advance(pack, state)
    return state


def check_seats(pack: Pack, seats: Any) -> None:
    """Refuse seats that are not roles of the pack, each once."""
    roles = [role["id"] for role in pack.raw["roles"]] + [EVERYBODY]
    if not isinstance(seats, list) or not seats or any(seat not in roles for seat in seats) or len(set(seats)) != len(seats):
        raise Refusal("start-mismatch", "seats are roles of the pack, each once")


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
    seats = read_start(pack, events[0])
    check_seats(pack, seats)
    state = play_swiftly(pack, seats, events[1:])
    if state is None:
        state = start(pack, seats)
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
    if not isinstance(event, dict) or type(seq := event.get("seq")) is not int or not 0 <= seq < NATURAL_LIMIT:
        raise Refusal("line-invalid", "an event has a sequence number")
    if not isinstance(event.get("step"), str) or not isinstance(event.get("role"), str) or "answer" not in event:
        raise Refusal("line-invalid", "an event has a step, a role and an answer")


def apply_in_place(pack: Pack, state: State, event: Any) -> None:
    """Check, record and advance; on refusal the state is not to be used any more."""
    check_event(event)
    role, at = event["role"], pack.index.get(event["step"])
    if event["seq"] != state["seq"] + 1:
        raise Refusal("seq-gap", f"expected {state['seq'] + 1}")
    if state["done"]:
        raise Refusal("attempt-done", "the day is over")
    if at is None:
        raise Refusal("step-unknown", "no such step")
    ready = pack.ready[at]
    if role != ready.role:
        raise Refusal("role-mismatch", "another role acts at this step")
    if role not in state["seats"] and role != EVERYBODY:
        raise Refusal("role-not-seated", "nobody of this log sits there")
    if ready.listed:
        tick(state, ready.step, event["answer"])
    elif is_open_pack(pack):
        answer_open(pack, state, ready, event["answer"])
    else:
        if at != state["at"]:
            raise Refusal("step-not-pending", "another step is on the table")
        record(state, ready, event["answer"], 0)
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


def answer_open(pack: Pack, state: State, ready: Ready, answer: Any) -> None:
    """Answer an item of a bank, in any order; a drill may come again and never ends, a test asks each item once and is over with the last."""
    test = pack.raw["kind"] == "uji"
    if test and any(entry["step"] == ready.id for entry in state["answers"]):
        raise Refusal("step-not-pending", "a test asks each item once")
    given, sure = split_sure(ready.step, answer)
    record(state, ready, given, 0)
    if sure is not None:
        state["answers"][-1]["sure"] = sure
    if test and len(state["answers"]) == sum(1 for each in pack.ready if not each.listed):
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


def record(state: State, ready: Ready, answer: Any, auto: int) -> None:
    """Grade an answer and let it act."""
    outcome, points, best, right, effects, knockout, written = grade(state, ready, answer)
    if effects:
        apply_effects(state, effects)
    if written is not None:
        state["forms"][ready.step["form"]] = written
    if not right:
        for name, _ in effects:
            steps = state["blame"].setdefault(name, [])
            if ready.id not in steps:
                steps.append(ready.id)
    if knockout is not None and not auto:
        state["knockouts"].append({"step": ready.id, "code": knockout})
    state["answers"].append({"step": ready.id, "outcome": outcome, "points": points, "max": best, "right": right, "auto": auto})


def advance(pack: Pack, state: State) -> None:
    """Walk on to the next step that waits for a person, or to the end of the day."""
    while state["at"] < len(pack.ready):
        ready = pack.ready[state["at"]]
        if not ready.listed and holds(state, ready.when):
            if ready.role in state["seats"]:
                return
            record(state, ready, ready.script[0] if ready.script else auto_answer(state, ready.step), 1)
        pass_step(pack, state)
    # Whoever calls had a step before them, or the day has none at all: the end comes once.
    state["done"] = 1
    fire_findings(pack, state, END)


def pass_step(pack: Pack, state: State) -> None:
    """Leave the step behind: its findings are due now."""
    ready = pack.ready[state["at"]]
    if ready.findings:
        fire_findings(pack, state, ready.id)
    state["at"] += 1


def is_open_pack(pack: Pack) -> bool:
    """Tell a pack whose steps wait for nobody: lists to tick, cards to read, banks of items."""
    return pack.is_open
