"""The crew's cases of the book, in every order the logs may arrive. Twin: tests/js/crew.vectors.test.js"""

import copy
import itertools
import json
from pathlib import Path
from typing import Any

import pytest

from simulasi.engine import Refusal, faultless_day, find_lapses, form_differences, list_slips, load, merge, seat_scores

TESTS = Path(__file__).parents[2]
SESSION = "s1"
PACK = "0" * 64
CASES = [
    (path.name, case)
    for path in sorted((TESTS / "vectors" / "crew").glob("*.json"))
    for case in json.loads(path.read_text(encoding="utf-8"))
]
CODES = {"crew-session", "crew-pack", "crew-fork", "seat-held-twice"}


def log_of(raw: dict[str, Any], told: dict[str, Any]) -> dict[str, Any]:
    """Make a seat's log of its claims and picks; `kejadian` are events exactly as they stand."""
    if "kejadian" in told:
        return {"attempt": told["nama"], "events": told["kejadian"]}
    roles = {step["id"]: step["role"] for step in raw["steps"]} | {"+kursi": ""}
    answer = [PACK, "1", raw["ruleset"], "regu", SESSION, *told["kursi"]]
    events = [{"seq": 0, "step": "mulai", "answer": answer, "role": ""}]
    for at, pick in enumerate(told["putar"], 1):
        events.append({"seq": at, "step": pick[0], "answer": pick[1], "role": roles[pick[0]]})
    return {"attempt": told["nama"], "events": events}


@pytest.mark.parametrize(("path", "case"), CASES, ids=[f"{path}: {case['nama']}" for path, case in CASES])
def test_case(path: str, case: dict[str, Any]) -> None:
    raw = json.loads((TESTS / "packs" / f"{case['pack']}.json").read_text(encoding="utf-8"))
    for where, value in case.get("ubah", ()):
        place = raw
        for key in where[:-1]:
            place = place[key]
        place[where[-1]] = value
    pack = load(raw)
    crew = {"session": SESSION, "pack": PACK, **case["regu"]}
    hope = case["harap"]
    logs = [log_of(raw, told) for told in case["log"]]
    for order in itertools.permutations(logs):
        untouched = copy.deepcopy([raw, crew, logs])
        if "tolak" in hope:
            with pytest.raises(Refusal) as refusal:
                merge(pack, crew, list(order))
            assert refusal.value.code == hope["tolak"]
        else:
            check(pack, merge(pack, crew, list(order)), hope)
        assert [raw, crew, logs] == untouched


def check(pack: Any, day: dict[str, Any], hope: dict[str, Any]) -> None:
    state = day["state"]
    for name in ("missing", "unreached", "covered", "conflicts", "open", "waits"):
        if name in hope:
            assert day[name] == hope[name], name
    assert state["done"] == hope.get("done", 1)
    if "checks" in hope:
        assert state["checks"] == hope["checks"]
    if "seats" in hope:
        assert state["seats"] == hope["seats"]
    if "findings" in hope:
        assert [[each["id"], each["causes"]] for each in state["findings"]] == hope["findings"]
    if "knockouts" in hope:
        assert [each["step"] for each in state["knockouts"]] == hope["knockouts"]
    if "outcomes" in hope:
        assert [[each["step"], each["outcome"], each["right"], each["auto"]] for each in state["answers"]] == hope["outcomes"]
    if "slips" in hope:
        slips = list_slips(pack, state)
        assert [[slip["step"], slip["fate"], [net["step"] for net in slip["nets"]]] for slip in slips] == hope["slips"]
    if "beda" in hope:
        assert form_differences(state, faultless_day(pack)) == hope["beda"]
    if "nilai" in hope:
        assert {seat: [each["points"], each["max"]] for seat, each in seat_scores(pack, state).items()} == hope["nilai"]
    if "kekhilafan" in hope:
        assert find_lapses(pack, state["seats"]) == hope["kekhilafan"]


@pytest.mark.fault(46)
def test_every_refusal_of_a_crew_has_its_case() -> None:
    assert {case["harap"].get("tolak") for _, case in CASES} >= CODES
