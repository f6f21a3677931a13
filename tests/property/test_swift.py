"""A log played swiftly comes to the very state it comes to event by event; whatever is not ordinary is left to the reducer."""

import copy
import json
import random
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulasi.compiler import compile_day
from simulasi.engine import Pack, Refusal, load, pending, replay, start
from simulasi.engine.answers import right_answer
from simulasi.engine.reducer import apply_in_place
from simulasi.engine.swift import play_swiftly
from tests.strategies import LAW, event_for, moves, packs, scripted, seats


def opening(pack: Pack, chairs: list[str]) -> dict[str, Any]:
    return {"seq": 0, "step": "mulai", "answer": ["x", "1", pack.raw["ruleset"], "langsung", *chairs], "role": ""}


def one_by_one(pack: Pack, chairs: list[str], events: list[Any]) -> Any:
    """What the reducer says: the state, or the code it refuses with."""
    try:
        state = start(pack, chairs)
        for event in events:
            apply_in_place(pack, state, event)
    except Refusal as refusal:
        return refusal.code
    return state


def at_once(pack: Pack, chairs: list[str], events: list[Any]) -> Any:
    """What `replay` says, which is swift where it can be."""
    try:
        return replay(pack, [opening(pack, chairs), *events])
    except Refusal as refusal:
        return refusal.code


def played(pack: Pack, chairs: list[str], script: list[Any]) -> tuple[list[Any], list[list[Any]]]:
    """Events that are accepted, and logs that end with one that is not."""
    state, events, refused = start(pack, chairs), list[Any](), list[list[Any]]()
    for move in script:
        event = event_for(pack, state, pending(pack, state), move)
        trial = copy.deepcopy(state)
        try:
            apply_in_place(pack, trial, event)
        except Refusal:
            refused.append([*events, event])
            continue
        state = trial
        events.append(event)
    return events, refused


@LAW
@given(raw=packs(), chairs=seats, script=moves)
def test_every_pack_every_log_every_refusal(raw: dict[str, Any], chairs: list[str], script: list[Any]) -> None:
    # What every published pack does: declare what it counts.
    pack = load({**raw, "counters": {**raw["counters"], "tidak_dinyatakan": 0}})
    if isinstance(one_by_one(pack, chairs, []), str):
        assert at_once(pack, chairs, []) == one_by_one(pack, chairs, [])
        return
    events, refused = played(pack, chairs, script)
    for log in (events[:-1], events, *refused):
        slow = one_by_one(pack, chairs, log)
        assert json.dumps(at_once(pack, chairs, log)) == json.dumps(slow)
        swift = play_swiftly(pack, chairs, log)
        assert swift is None or swift == slow
        ticked = any(pack.ready[pack.index[event["step"]]].listed for event in log) if isinstance(slow, dict) else True
        assert ticked or raw["kind"] != "hari" or swift is not None


@LAW
@given(raw=packs(), chairs=seats, name=st.sampled_from(("a", "f")))
def test_a_pack_that_does_not_tell_counters_from_flags_is_left_to_the_reducer(raw: dict[str, Any], chairs: list[str], name: str) -> None:
    effect = [name] if name == "a" else [name, 1]
    step = {**CHOICE, "options": [{**CHOICE["options"][0], "effects": [effect]}]}
    pack = load({**raw, "kind": "hari", "steps": [step], "findings": []})
    assert pack.track is None
    assert at_once(pack, chairs, []) == one_by_one(pack, chairs, [])


OPTION = {"id": "p", "text": "p", "right": 1, "points": 1, "effects": [], "feedback": "", "result": ""}
CHOICE = {
    **{"id": "satu", "kind": "choice", "phase": "pemungutan", "day": "H", "minute": 480, "title": "x", "role": "kpps_1"},
    **{"prompt": "x", "cards": [], "sources": [], "why": "", "skills": [], "options": [OPTION]},
}


@pytest.mark.parametrize("op", ["==", "!="])
def test_what_only_the_end_looks_at_has_a_place_too(op: str) -> None:
    finding = {
        "id": "t",
        "at": "selesai",
        "when": [["nobody_raises_this", op, 0]],
        "watch": [],
        "title": "t",
        "text": "t",
        "severity": "catat",
        "sources": [],
    }
    pack = load({**day("singkat").raw, "steps": [CHOICE], "findings": [finding]})
    event = {"seq": 1, "step": "satu", "answer": "p", "role": "kpps_1"}
    state = play_swiftly(pack, ["kpps_1"], [event])
    assert state == one_by_one(pack, ["kpps_1"], [event])
    assert [fired["id"] for fired in state["findings"]] == (["t"] if op == "==" else [])


@cache
def day(size: str) -> Pack:
    return load(json.loads(compile_day("pemilu-2024", "swift", size).bytes))


@pytest.mark.parametrize("number", range(24))
def test_whole_days_with_and_without_mistakes(number: int) -> None:
    """Days as people play them: some seats, some mistakes, none in the first ones."""
    pack, draw = day("singkat"), random.Random(number)
    roles = [role["id"] for role in pack.raw["roles"]]
    chairs = draw.sample(roles, draw.randint(1, len(roles))) if number % 3 else roles
    state, events = start(pack, chairs), list[Any]()
    while (step := pending(pack, state)) is not None:
        answer = right_answer(state, step)
        if draw.random() < (0, 0.1, 0.5)[number % 3]:
            answer = (
                scripted(step, draw.randrange(1000)) if step["kind"] not in ("find", "number", "form", "tally") else wrong(draw, answer)
            )
        event = {"seq": len(events) + 1, "step": step["id"], "answer": answer, "role": step["role"]}
        before = copy.deepcopy(state)
        try:
            apply_in_place(pack, state, event)
        except Refusal:
            state = before
            continue
        events.append(event)
    swift = play_swiftly(pack, chairs, events)
    assert json.dumps(swift) == json.dumps(state) and state["done"]
    half = events[: len(events) // 2]
    assert json.dumps(play_swiftly(pack, chairs, half)) == json.dumps(one_by_one(pack, chairs, half))


def wrong(draw: random.Random, answer: Any) -> Any:
    if isinstance(answer, str):
        return "tidak_ada"
    return answer + 1 if isinstance(answer, int) else [[name, number + draw.randrange(2)] for name, number in answer]
