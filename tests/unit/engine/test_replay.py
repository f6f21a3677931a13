"""A whole log is played by a shorter way than a single event; what is refused, and where, is the same."""

import json
from pathlib import Path
from typing import Any

import pytest

from simulasi.engine import Refusal, apply, load, replay, start
from simulasi.engine.pack import Pack

DAY = json.loads((Path(__file__).parents[2] / "packs" / "habis.json").read_text(encoding="utf-8"))
SEATS = [role["id"] for role in DAY["roles"]]


def opening() -> dict[str, Any]:
    return {"seq": 0, "step": "mulai", "answer": ["x", "1", DAY["ruleset"], "langsung", *SEATS], "role": ""}


def first(**other: Any) -> dict[str, Any]:
    step = DAY["steps"][0]
    return {"seq": 1, "step": step["id"], "answer": step["options"][0]["id"], "role": step["role"], **other}


def without(name: str) -> dict[str, Any]:
    return {key: value for key, value in first().items() if key != name}


def one_by_one(pack: Pack, events: list[Any]) -> dict[str, Any]:
    state = start(pack, SEATS)
    for event in events[1:]:
        state = apply(pack, state, event)
    return state


@pytest.mark.parametrize(
    ("event", "code"),
    [
        *[
            (event, "line-invalid")
            for event in (None, 5, "seq", [], {}, without("seq"), without("step"), without("role"), without("answer"))
        ],
        *[(first(seq=seq), "line-invalid") for seq in (True, 1.0, "1", None, -1, 10**6)],
        *[(first(seq=seq), "seq-gap") for seq in (0, 2)],
        (first(step="tidak-ada"), "step-unknown"),
        (first(step=["satu"]), "line-invalid"),
        (first(role="kpps_7"), "role-mismatch"),
        (first(answer=None), "answer-type"),
        (first(answer=["nol"]), "answer-type"),
        (first(answer="tidak-ada"), "answer-unknown"),
    ],
)
def test_a_log_is_refused_at_its_first_bad_event_as_that_event_is_by_itself(event: Any, code: str) -> None:
    pack = load(DAY)
    for play in (replay, one_by_one):
        with pytest.raises(Refusal) as refusal:
            play(pack, [opening(), event, "never looked at"])
        assert refusal.value.code == code


def test_a_log_may_be_as_long_as_its_numbers_are_natural() -> None:
    raw = {**DAY, "kind": "latihan"}
    pack, seq = load(raw), 10**6 - 1
    state = {**start(pack, SEATS), "seq": seq - 1}
    assert apply(pack, state, first(seq=seq))["seq"] == seq
    with pytest.raises(Refusal, match="line-invalid"):
        apply(pack, {**state, "seq": seq}, first(seq=seq + 1))


def test_the_same_day_comes_out() -> None:
    pack = load(DAY)
    log = [opening(), first()]
    assert replay(pack, log) == one_by_one(pack, log)
