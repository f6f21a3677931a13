"""The book of cases, played by the Python engine. Twin: tests/js/engine.vectors.test.js"""

import copy
import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from simulasi.engine import Refusal, apply, chain_next, chain_start, load, parse_line, pending, replay, score, start
from simulasi.rules.sources import REGISTRY

TESTS = Path(__file__).parents[2]
BOOK = TESTS / "vectors"
MANIFEST = json.loads((BOOK / "MANIFEST.json").read_text())
CODES = {
    *("seq-gap", "step-unknown", "step-not-pending", "role-mismatch", "role-not-seated", "answer-type", "answer-unknown"),
    *("answer-incomplete", "attempt-done", "line-invalid", "engine-version", "pack-format", "start-missing", "start-mismatch"),
    "counter-below-zero",
}


def read(path: str) -> list[dict[str, Any]]:
    return json.loads((BOOK / path).read_text(encoding="utf-8"))


PLAYS = [(path, case) for path in sorted(MANIFEST) if path.startswith(("engine/", "invalid/")) for case in read(path)]
ran: set[str] = set()


@cache
def pack_text(name: str) -> str:
    return (TESTS / "packs" / f"{name}.json").read_text(encoding="utf-8")


def play(case: dict[str, Any]) -> dict[str, Any]:
    """Play a case: `pack` and `state` as far as they exist, and `refused` as [when, code] where the engine said no."""
    raw = json.loads(pack_text(case["pack"]))
    for path, value in case.get("ubah", ()):
        place = raw
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = value
    if "baris" in case:
        return read_lines(case["baris"])
    done: dict[str, Any] = {"refused": None}
    fresh = copy.deepcopy(raw)
    when = "muat"
    try:
        pack = done["pack"] = load(raw)
        if "log" in case:
            when = "log"
            done["state"] = replay(pack, case["log"])
            return done
        when = "mulai"
        done["state"] = start(pack, case["kursi"])
        when = "putar"
        for at, pick in enumerate(case["putar"]):
            event = event_of(raw, done["state"]["seq"] + 1, pick) if isinstance(pick, list) else pick
            held = done["state"]
            before = json.dumps(held)
            try:
                done["state"] = apply(pack, done["state"], event)
            except Refusal:
                assert at == len(case["putar"]) - 1, "only the last pick may be refused"
                raise
            finally:
                assert json.dumps(held) == before, "the state handed in never changes, refused or not"
                assert raw == fresh, "nor does the pack"
    except Refusal as refusal:
        done["refused"] = [when, refusal.code]
    return done


def event_of(raw: dict[str, Any], seq: int, pick: list[Any]) -> dict[str, Any]:
    """Make the event of a pick [step, answer, role?]; the role is the step's own unless said otherwise."""
    role = pick[2] if len(pick) > 2 else next(step["role"] for step in raw["steps"] if step["id"] == pick[0])
    return {"seq": seq, "step": pick[0], "answer": pick[1], "role": role}


def read_lines(lines: list[Any]) -> dict[str, Any]:
    """Read every line by itself; all are accepted, or all are refused with one code."""
    events, codes = [], set()
    for line in lines:
        text = "".join(part * times for part, times in line["ulang"]) if isinstance(line, dict) and "ulang" in line else line
        try:
            events.append(parse_line(text))
        except Refusal as refusal:
            codes.add(refusal.code)
    assert not (events and codes) and len(codes) < 2, (events, codes)
    return {"refused": ["baris", *codes] if codes else None, "events": events}


@pytest.mark.parametrize(("path", "case"), PLAYS, ids=[f"{path}: {case['nama']}" for path, case in PLAYS])
def test_case(path: str, case: dict[str, Any]) -> None:
    untouched = copy.deepcopy(case)
    done = play(case)
    hope = case["harap"]
    assert case == untouched, "the engine keeps its hands off packs and events"
    assert done["refused"] == hope.get("tolak")
    state = done.get("state")
    for name in ("forms", "checks", "blame"):
        if name in hope:
            assert state[name] == hope[name]
    if "counters" in hope:
        assert {name: state["counters"].get(name) for name in hope["counters"]} == hope["counters"]
    if "flags" in hope:
        assert state["flags"] == dict.fromkeys(hope["flags"], 1)
    if "findings" in hope:
        assert [[each["id"], each["causes"]] for each in state["findings"]] == hope["findings"]
    if "outcomes" in hope:
        assert [[each["step"], each["outcome"], each["right"], each["auto"]] for each in state["answers"]] == hope["outcomes"]
    if "pending" in hope:
        assert (pending(done["pack"], state) or {"id": ""})["id"] == hope["pending"]
    if "score" in hope:
        marks = score(done["pack"], state)
        assert {name: marks[name] for name in hope["score"]} == hope["score"]
    if "kejadian" in hope:
        assert done["events"] == hope["kejadian"]
    if "diterima" in hope:
        assert len(done["events"]) == hope["diterima"]
    ran.add(f"{path}: {case['nama']}")


@pytest.mark.parametrize("case", read("digest/rantai.json"), ids=lambda case: case["nama"])
def test_chain(case: dict[str, Any]) -> None:
    heads = [chain_start(case["attempt_id"])]
    for line in case["lines"]:
        heads.append(chain_next(heads[-1], line))
    assert heads == case["heads"]


@pytest.mark.parametrize("case", read("digest/sha256.json"), ids=lambda case: case["nama"])
def test_digest(case: dict[str, Any]) -> None:
    assert hashlib.sha256(case["text"].encode()).hexdigest() == case["sha256"]


def test_the_manifest_counts_every_case(capsys: pytest.CaptureFixture[str]) -> None:
    files = {str(path.relative_to(BOOK)): len(json.loads(path.read_text(encoding="utf-8"))) for path in BOOK.glob("*/*.json")}
    assert files == MANIFEST
    assert sum(len(read(path)) for path in MANIFEST if path.startswith(("digest/", "crew/", "qr/"))) + len(PLAYS) == sum(MANIFEST.values())
    with capsys.disabled():
        print(f"\n   buku kasus: {len(ran)} dari {len(PLAYS)} kasus dimainkan mesin Python")


def test_names_are_unique_and_sources_exist() -> None:
    names = [case["nama"] for path in MANIFEST for case in read(path)]
    assert len(names) == len(set(names))
    assert {source for path in MANIFEST for case in read(path) for source in case["sumber"]} <= set(REGISTRY)


def test_a_case_without_picks_says_why() -> None:
    for _, case in PLAYS:
        if not case["putar"] and not {"ubah", "log", "baris"} & set(case) and "tolak" not in case["harap"]:
            assert case["catatan"], case["nama"]


def test_every_refusal_has_its_case() -> None:
    assert {case["harap"]["tolak"][1] for _, case in PLAYS if "tolak" in case["harap"]} == CODES


def test_every_kind_of_step_is_played_right_and_wrong() -> None:
    kinds: dict[str, set[int]] = {}
    for _, case in PLAYS:
        done = play(case)
        for answer in done.get("state", {}).get("answers", ()):
            step = done["pack"].steps[done["pack"].index[answer["step"]]]
            kinds.setdefault(step["kind"], set()).add(answer["right"])
    assert kinds == {kind: {0, 1} for kind in ("choice", "set", "find", "number", "form", "order", "judge", "tally")}
