"""A whole log is played by a shorter way than a single event; what is refused, and where, is the same."""

import json
from pathlib import Path
from typing import Any

import pytest

from simulasi.engine import Refusal, apply, load, pending, replay, start
from simulasi.engine.answers import right_answer
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


KINDS = json.loads((Path(__file__).parents[2] / "packs" / "semua-jenis.json").read_text(encoding="utf-8"))
FORM = [["digunakan", 0], ["sah", 0], ["tidak_sah", 0], ["jumlah", 0]]


def up_to(pack: Pack, name: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The faultless log up to a step, and the event that answers that step next."""
    chairs = [role["id"] for role in pack.raw["roles"]]
    state = start(pack, chairs)
    log = [{"seq": 0, "step": "mulai", "answer": ["x", "1", pack.raw["ruleset"], "langsung", *chairs], "role": ""}]
    while (step := pending(pack, state)) is not None:
        event = {"seq": len(log), "step": step["id"], "answer": right_answer(state, step), "role": step["role"]}
        if step["id"] == name:
            return log, event
        log.append(event)
        state = apply(pack, state, event)
    raise AssertionError(name)


@pytest.mark.parametrize(
    ("step", "answer", "code"),
    [
        *[("hitung", answer, "answer-type") for answer in (None, True, 1.0, -1, 10**6, "0", [0])],
        *[("cari", answer, "answer-type") for answer in (None, 2, ["002"])],
        ("cari", "999", "answer-unknown"),
        *[("urut", answer, "answer-type") for answer in ("a", [1], [["a"]])],
        ("urut", ["a", "b"], "answer-incomplete"),
        ("serah", ["tidak-ada"], "answer-unknown"),
        *[("isi", answer, "answer-type") for answer in (None, "isi", {}, {"digunakan": 0}, ["digunakan"], [["digunakan"]], [[0, 0]])],
        *[("isi", [*FORM[:3], ["jumlah", number]], "answer-type") for number in (True, 0.0, -1, 10**6, "0", None, [0])],
        *[("isi", answer, "answer-incomplete") for answer in ([], FORM[:3], [*FORM, FORM[0]], FORM[::-1])],
    ],
)
def test_no_answer_is_taken_the_shorter_way_that_is_refused_the_longer(step: str, answer: Any, code: str) -> None:
    pack = load(KINDS)
    log, event = up_to(pack, step)
    with pytest.raises(Refusal) as by_itself:
        apply(pack, replay(pack, log), {**event, "answer": answer})
    with pytest.raises(Refusal) as in_a_log:
        replay(pack, [*log, {**event, "answer": answer}])
    assert by_itself.value.code == in_a_log.value.code == code


@pytest.mark.parametrize("step", ["hitung", "isi"])
def test_what_nobody_could_write_the_pack_does_not_write_either(step: str) -> None:
    pack = load({**KINDS, "counters": {**KINDS["counters"], "di_kotak_ppwp": 10**6}})
    others = [role["id"] for role in KINDS["roles"] if role["id"] != "kpps_5"]
    log, _ = up_to(load(KINDS), "nilai")
    mine = [event for event in log[1:] if event["role"] != "kpps_5"]
    raw = {**pack.raw, "steps": [each for each in KINDS["steps"] if each["kind"] not in ("number", "form") or each["id"] == step]}
    with pytest.raises(Refusal, match="answer-type"):
        replay(load(raw), [{**log[0], "answer": [*log[0]["answer"][:4], *others]}, *mine])
