"""Laws of a crew's day: the order and number of arrivals do not matter, the two engines agree, and running ahead never changes the day."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulasi.engine import Pack, Refusal, faultless_day, find_lapses, form_differences, list_slips, load, merge, seat_scores
from tests.strategies import FLAGS, LAW, ROLES, json_values, packs, scripted
from tests.twin import Twin, canonical

SESSION, HASH = "s1", "0" * 64


@pytest.fixture(scope="module")
def twin() -> Iterator[Twin]:
    process = Twin()
    yield process
    process.close()


@st.composite
def threaded(draw: st.DrawFn) -> dict[str, Any]:
    """A pack whose steps belong to voters, or to nobody."""
    raw = draw(packs())
    among = draw(st.sampled_from((("", "t1", "t2"), ("t1", "t2", "t3"), ("t1", "t2", "t3"))))
    for step in raw["steps"]:
        thread = draw(st.sampled_from(among))
        if thread and step["kind"] != "checklist":
            step["thread"] = thread
    return raw


@st.composite
def crews(draw: st.DrawFn, raw: dict[str, Any]) -> list[dict[str, Any]]:
    """Logs of a few phones, most of them honest."""
    logs = []
    for number in range(draw(st.integers(0, 3))):
        roles = draw(st.lists(st.sampled_from(ROLES), min_size=1, max_size=2, unique=True))
        turn = draw(st.integers(0, 2)) if draw(st.integers(0, 3)) == 0 else number
        events: list[Any] = [("mulai", [HASH, "1", raw["ruleset"], "regu", SESSION, *(f"{role}:{turn}" for role in roles)], "")]
        for step in raw["steps"]:
            if step["role"] in roles and step["kind"] != "checklist" and draw(st.integers(0, 4)):
                hostile = draw(st.integers(0, 9)) == 0
                answer = draw(json_values) if hostile else scripted(step, draw(st.integers(0, 999)))
                events.append((step["id"], answer, step["role"]))
        numbered = [{"seq": at, "step": step, "answer": answer, "role": role} for at, (step, answer, role) in enumerate(events)]
        logs.append({"attempt": f"p{number}", "events": numbered})
    return logs


def outcome(pack: Pack, crew: dict[str, Any], logs: list[Any]) -> dict[str, Any]:
    """What the twin answers, or its refusal."""
    try:
        day = merge(pack, crew, logs)
        return {
            "day": day,
            "slips": list_slips(pack, day["state"]),
            "beda": form_differences(day["state"], faultless_day(pack)),
            "nilai": seat_scores(pack, day["state"]),
            "kekhilafan": find_lapses(pack, day["state"]["seats"]),
        }
    except Refusal as refusal:
        return {"refused": refusal.code}


@pytest.mark.fault(47)
@LAW
@given(data=st.data(), raw=threaded(), final=st.integers(0, 1))
def test_no_order_no_copy_and_no_language_changes_the_day(twin: Twin, data: st.DataObject, raw: dict[str, Any], final: int) -> None:
    pack = load(raw)
    logs = data.draw(crews(raw))
    covers = data.draw(st.dictionaries(st.sampled_from(ROLES), st.integers(0, 9), max_size=2))
    crew = {"session": SESSION, "pack": HASH, "final": final, "covers": covers, "lapses": {}}
    expected = outcome(pack, crew, logs)
    copies = [{**log, "events": log["events"][: data.draw(st.integers(1, len(log["events"])))]} for log in logs]
    shuffled = data.draw(st.permutations([*logs, *copies]))
    assert canonical(outcome(pack, crew, shuffled)) == canonical(expected)
    twin.ask("load", pack=raw)
    answer = twin.ask("merge", crew=crew, logs=shuffled)
    answer.pop("state", None)
    assert canonical(answer) == canonical(expected)


@st.composite
def busy(draw: st.DrawFn) -> dict[str, Any]:
    """A pack where tables can run ahead of one another: three voters, choices only, guards on what others may mark."""
    raw = draw(packs())
    raw |= {"counters": dict.fromkeys(raw["counters"], 99), "kind": "hari", "steps": []}
    for at in range(draw(st.integers(3, 7))):
        options = [{"id": name, "right": int(name == "p"), "points": 1, "effects": draw(marks)} for name in ("p", "q")]
        when = draw(st.lists(st.tuples(st.sampled_from(FLAGS), st.just("=="), st.integers(0, 1)).map(list), max_size=1))
        role, thread = draw(st.sampled_from(ROLES)), draw(st.sampled_from(("t1", "t2", "t3")))
        step = {
            "id": f"s{at}",
            "kind": "choice",
            "role": role,
            "thread": thread,
            "cards": [],
            "skills": [],
            "when": when,
            "options": options,
        }
        raw["steps"].append(step)
    return raw


marks = st.lists(st.sampled_from(FLAGS).map(lambda name: [name]), max_size=2)


@LAW
@given(data=st.data(), raw=threaded() | busy())
def test_playing_live_in_any_order_comes_to_the_day_of_the_logs(data: st.DataObject, raw: dict[str, Any]) -> None:
    """Whoever may act acts, in any order; the day is then what the same answers make when they come home all at once."""
    pack = load(raw)
    logs = {role: {"attempt": role, "events": []} for role in ROLES}
    for role, log in logs.items():
        answer = [HASH, "1", raw["ruleset"], "regu", SESSION, f"{role}:0"]
        log["events"] = [{"seq": 0, "step": "mulai", "answer": answer, "role": ""}]
    crew = {"session": SESSION, "pack": HASH, "final": 0, "covers": {}, "lapses": {}}
    try:
        day = merge(pack, crew, list(logs.values()))
        while not day["state"]["done"]:
            assert day["open"], "somebody can always act"
            role = data.draw(st.sampled_from(sorted(day["open"])))
            step = pack.steps[pack.index[day["open"][role]]]
            events = logs[role]["events"]
            events.append({"seq": len(events), "step": step["id"], "answer": scripted(step, data.draw(st.integers(0, 999))), "role": role})
            day = merge(pack, crew, list(logs.values()))
        assert merge(pack, {**crew, "final": 1}, list(logs.values())) == day
    except Refusal as refusal:
        assert refusal.code == "counter-below-zero", "a pack of the linter's never comes to this"
        return
    assert day["unreached"] == [] or day["conflicts"], "what one was asked ahead of others is never void"
    assert json.loads(json.dumps(day)) == day
