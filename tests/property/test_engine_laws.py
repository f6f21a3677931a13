"""Laws of the engine that hold for every pack of the contract and every event, whatever it is."""

import copy
import json
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from simulasi.compiler.schema import first_fault
from simulasi.engine import Pack, Refusal, apply, format_line, load, parse_line, pending, replay, score, start
from simulasi.engine.answers import grade, right_answer
from tests.strategies import LAW, event_for, json_values, moves, packs, seats

BANKS = ("latihan", "uji")


def opened(raw: dict[str, Any], chairs: list[str]) -> tuple[Pack, dict[str, Any]]:
    """Start a day, unless the pack's own tables make it impossible."""
    pack = load(raw)
    try:
        return pack, start(pack, chairs)
    except Refusal as refusal:
        assume(refusal.code not in ("counter-below-zero", "answer-type"))
        raise


def played(pack: Pack, state: dict[str, Any], script: list[Any]) -> list[tuple[Any, dict[str, Any]]]:
    """Give the events that were accepted, each with the state after it."""
    steps = []
    for move in script:
        event = event_for(pack, state, pending(pack, state), move)
        try:
            state = apply(pack, state, event)
        except Refusal:
            continue
        steps.append((event, state))
    return steps


@LAW
@given(raw=packs())
def test_what_is_drawn_here_fits_the_schema(raw: dict[str, Any]) -> None:
    assert first_fault(raw) == ""


@pytest.mark.fault(2)
@LAW
@given(raw=packs(), chairs=seats, script=moves)
def test_replay_equals_playing_event_by_event(raw: dict[str, Any], chairs: list[str], script: list[Any]) -> None:
    pack, state = opened(raw, chairs)
    steps = played(pack, state, script)
    log = [{"seq": 0, "step": "mulai", "answer": ["x", "1", raw["ruleset"], "langsung", *chairs], "role": ""}]
    assert replay(pack, log) == state
    for event, after in steps:
        log.append(event)
        assert replay(pack, log) == after


@LAW
@given(raw=packs(), chairs=seats, script=moves, hostile=json_values)
def test_nothing_handed_in_is_ever_changed(raw: dict[str, Any], chairs: list[str], script: list[Any], hostile: Any) -> None:
    untouched = copy.deepcopy(raw)
    pack, state = opened(raw, chairs)
    for move in [*script, ("semua", hostile), ("answer", hostile)]:
        event = event_for(pack, state, pending(pack, state), move)
        before, given_event = copy.deepcopy(state), copy.deepcopy(event)
        try:
            after = apply(pack, state, event)
        except Refusal:
            after = state
        assert state == before
        assert event == given_event
        state = after
    assert raw == untouched


@LAW
@given(raw=packs(), chairs=seats, script=moves)
def test_no_counter_ever_falls_below_zero(raw: dict[str, Any], chairs: list[str], script: list[Any]) -> None:
    pack, state = opened(raw, chairs)
    for _, after in [(None, state), *played(pack, state, script)]:
        assert min(after["counters"].values()) >= 0


@pytest.mark.fault(57)
@LAW
@given(raw=packs(), chairs=seats, script=moves)
def test_a_day_can_be_put_away_as_json_and_taken_up_again(raw: dict[str, Any], chairs: list[str], script: list[Any]) -> None:
    pack, state = opened(raw, chairs)
    stored = json.loads(json.dumps(state))
    assert stored == state
    for event, after in played(pack, state, script):
        stored = json.loads(json.dumps(apply(pack, stored, event)))
        assert stored == after
        assert json.dumps(stored) == json.dumps(after)


@LAW
@given(raw=packs(), chairs=seats, script=moves)
def test_the_score_is_the_sum_of_own_answers_only(raw: dict[str, Any], chairs: list[str], script: list[Any]) -> None:
    pack, state = opened(raw, chairs)
    state = ([state] + [after for _, after in played(pack, state, script)])[-1]
    marks = score(pack, state)
    own = [answer for answer in state["answers"] if pack.steps[pack.index[answer["step"]]]["role"] in (*chairs, "semua")]
    assert own == [answer for answer in state["answers"] if not answer["auto"]]
    assert (marks["points"], marks["max"], marks["answered"]) == (sum(a["points"] for a in own), sum(a["max"] for a in own), len(own))
    assert {each["step"] for each in marks["knockouts"]} <= {answer["step"] for answer in own}
    for skill, entry in marks["skills"].items():
        with_skill = [a for a in own if skill in pack.steps[pack.index[a["step"]]]["skills"]]
        assert entry == {"points": sum(a["points"] for a in with_skill), "max": sum(a["max"] for a in with_skill)}


@LAW
@given(raw=packs(), script=moves)
def test_a_day_nobody_plays_earns_nothing(raw: dict[str, Any], script: list[Any]) -> None:
    assume(raw["kind"] not in BANKS)  # their items are everybody's
    pack, state = opened(raw, ["semua"])
    state = ([state] + [after for _, after in played(pack, state, script)])[-1]
    marks = score(pack, state)
    assert (marks["points"], marks["max"], marks["answered"], marks["skills"], marks["knockouts"]) == (0, 0, 0, {}, [])


@LAW
@given(raw=packs(), chairs=seats, script=moves)
def test_causes_are_wrong_answers_in_the_order_of_the_day(raw: dict[str, Any], chairs: list[str], script: list[Any]) -> None:
    pack, state = opened(raw, chairs)
    state = ([state] + [after for _, after in played(pack, state, script)])[-1]
    wrong = sorted({answer["step"] for answer in state["answers"] if not answer["right"]}, key=lambda step: pack.index[step])
    for finding in state["findings"]:
        assert finding["causes"] == [step for step in wrong if step in finding["causes"]]
    fired = [each["id"] for each in state["findings"]]
    assert len(fired) == len(set(fired))


@LAW
@given(raw=packs(), chairs=seats, script=moves)
def test_each_step_is_answered_at_most_once_and_in_order(raw: dict[str, Any], chairs: list[str], script: list[Any]) -> None:
    pack, state = opened(raw, chairs)
    state = ([state] + [after for _, after in played(pack, state, script)])[-1]
    places = [pack.index[answer["step"]] for answer in state["answers"]]
    if raw["kind"] == "uji":
        assert len(places) == len(set(places))
        assert state["done"] == (0 < len(places) == len(pack.steps))
    if raw["kind"] in BANKS:
        assert state["at"] == 0
        return
    assert places == sorted(set(places))
    assert all(place < state["at"] for place in places)
    assert state["done"] == (raw["kind"] == "hari" and state["at"] == len(pack.steps))


@LAW
@given(raw=packs(), chairs=seats, script=moves)
def test_the_right_answer_is_graded_right(raw: dict[str, Any], chairs: list[str], script: list[Any]) -> None:
    pack, state = opened(raw, chairs)
    for _, after in [(None, state), *played(pack, state, script)]:
        for ready in pack.ready:
            if not ready.listed:
                assert grade(after, ready, right_answer(after, ready.step)).right == 1


@LAW
@given(raw=packs(), chairs=seats, script=moves, wall=st.integers(-(2**53) + 1, 2**53 - 1), mono=st.integers(0, 2**53 - 1))
def test_every_event_that_can_be_played_is_a_line(raw: dict[str, Any], chairs: list[str], script: list[Any], wall: int, mono: int) -> None:
    pack, state = opened(raw, chairs)
    for event, _ in played(pack, state, script):
        line = format_line({**event, "wall": wall, "mono": mono})
        assert parse_line(line) == {**event, "wall": wall, "mono": mono}


@LAW
@given(hostile=json_values)
def test_anything_that_is_no_line_is_refused(hostile: Any) -> None:
    with pytest.raises(Refusal) as refusal:
        parse_line(hostile)
    assert refusal.value.code == "line-invalid"
