"""The two engines, state by state: the same packs, the same events, the same answer or the same refusal."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulasi.engine import Pack, Refusal, apply, findings, format_line, load, parse_line, pending, replay, score, start
from tests.strategies import LAW, event_for, json_values, moves, packs, seats
from tests.twin import Twin, canonical


@pytest.fixture(scope="module")
def twin() -> Iterator[Twin]:
    process = Twin()
    yield process
    process.close()


def view(pack: Pack, state: dict[str, Any]) -> dict[str, Any]:
    """What the twin answers."""
    return {
        "state": state,
        "pending": (pending(pack, state) or {"id": ""})["id"],
        "findings": findings(pack, state),
        "score": score(pack, state),
    }


def agree(answer: dict[str, Any], expected: dict[str, Any]) -> None:
    assert canonical(answer) == canonical(expected)


@LAW
@given(raw=packs(), chairs=seats, script=moves)
def test_every_state_and_every_refusal_is_the_same(twin: Twin, raw: dict[str, Any], chairs: list[str], script: list[Any]) -> None:
    pack = load(raw)
    agree(twin.ask("load", pack=raw), {})
    answer = twin.ask("start", seats=chairs)
    try:
        state = start(pack, chairs)
    except Refusal as refusal:
        assert answer["refused"] == refusal.code
        return
    agree(answer, view(pack, state))
    log = [{"seq": 0, "step": "mulai", "answer": ["x", "1", raw["ruleset"], "akhir", *chairs], "role": ""}]
    for at, move in enumerate(script):
        event = event_for(pack, state, pending(pack, state), move)
        answer = twin.ask("apply", event=event)
        try:
            state = apply(pack, state, event)
            log.append(event)
        except Refusal as refusal:
            agree(answer, {"refused": refusal.code, "state": state})
            continue
        agree(answer, view(pack, state))
        if at % 3 == 2:
            agree(twin.ask("revive"), view(pack, state))
    agree(twin.ask("replay", events=log), view(pack, state))


@LAW
@given(raw=packs(), events=st.lists(json_values, max_size=3) | json_values)
def test_a_log_of_anything_is_refused_alike(twin: Twin, raw: dict[str, Any], events: Any) -> None:
    twin.ask("load", pack=raw)
    twin_says = twin.ask("replay", events=events)
    with pytest.raises(Refusal) as refusal:
        replay(load(raw), events)
    assert twin_says["refused"] == refusal.value.code


@LAW
@given(
    raw=packs(),
    chairs=json_values,
    pins=st.lists(st.sampled_from(("1", "2", "pemilu-2024", "akhir", "kpps_1", "semua", "__proto__")), max_size=6),
)
def test_any_seats_and_any_opening_are_treated_alike(twin: Twin, raw: dict[str, Any], chairs: Any, pins: list[str]) -> None:
    pack = load(raw)
    twin.ask("load", pack=raw)
    for answer, play in (
        (twin.ask("start", seats=chairs), lambda: start(pack, chairs)),
        (twin.ask("replay", events=opening(pins)), lambda: replay(pack, opening(pins))),
        (twin.ask("replay", events=opening(["x", "1", "pemilu-2024", "akhir", *pins])), lambda: replay(pack, opening(["x", "1", "pemilu-2024", "akhir", *pins]))),
    ):  # fmt: skip
        try:
            agree(answer, view(pack, play()))
        except Refusal as refusal:
            assert answer["refused"] == refusal.code


def opening(pins: list[str]) -> list[dict[str, Any]]:
    return [{"seq": 0, "step": "mulai", "answer": pins, "role": ""}]


@LAW
@given(
    raw=json_values | st.fixed_dictionaries({"format": st.just(1) | json_values, "engine": st.just(1) | json_values, "steps": json_values})
)
def test_what_is_no_pack_is_refused_alike(twin: Twin, raw: Any) -> None:
    answer = twin.ask("load", pack=raw)
    with pytest.raises(Refusal) as refusal:
        load(raw)
    assert answer["refused"] == refusal.value.code


LINE = '[12,"serah-pindahan",[["PPWP",1],["DPR",0]],"kpps_1",1771290000000,12345]'
SIGNS = st.sampled_from('[]{}",:0123456789.eE+- \\\n\té\ufeffxtfn')
near_lines = st.tuples(
    st.sampled_from((LINE, '[1,"a",["b"],"c",0,0]', '[1,"a",5,"c",0,0]', '[0,"a","b","",-1,0]')),
    st.lists(st.tuples(st.integers(0, 80), st.integers(0, 2), SIGNS | st.sampled_from(("9007199254740992", "null", "true", "1e5", "[[", "]]"))), max_size=3),
)  # fmt: skip


def edit(line: str, changes: list[tuple[int, int, str]]) -> str:
    for at, cut, put in changes:
        line = line[:at] + put + line[at + cut :]
    return line


@LAW
@given(line=near_lines.map(lambda pair: edit(*pair)) | st.text(SIGNS, max_size=12) | json_values.map(json.dumps) | json_values)
def test_a_line_is_read_alike_or_refused_alike(twin: Twin, line: Any) -> None:
    answer = twin.ask("line", line=line)
    try:
        event = parse_line(line)
    except Refusal as refusal:
        assert answer["refused"] == refusal.code == "line-invalid"
        return
    agree(answer, {"event": event})
    assert format_line(event) == line
