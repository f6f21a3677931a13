"""Marks are derived: the same log and pack give the same mark, and a pack is parsed once."""

import hashlib
import json

import pytest

from simulasi.engine.errors import Refusal
from simulasi.engine.pack import load
from simulasi.sync import replay
from simulasi.sync.lines import read_lines
from simulasi.sync.outcomes import pace
from tests.sync_kit import RIGHT, WRONG, checklist, day, encode, line, opening

HASH = "ab" * 32


def events(*picks: str) -> list[dict]:
    return read_lines(lines(*picks), 0)


def lines(*picks: str) -> list[str]:
    return [opening(HASH), *(line(at, f"langkah_{at - 1}", pick) for at, pick in enumerate(picks, 1))]


def test_a_mark_by_hand() -> None:
    marks = replay.mark(load(day(4)), events(RIGHT, WRONG, RIGHT, WRONG))
    assert (marks.points, marks.max, marks.answered, marks.done, marks.knockouts, marks.findings) == (4, 8, 4, 1, 1, 1)
    assert (marks.scored_seq, marks.rules_revision, marks.refusal) == (4, 7, "")
    assert marks.score is not None and marks.score["skills"] == {"tinta": {"points": 4, "max": 4}, "integritas": {"points": 0, "max": 4}}


def test_a_mark_of_half_a_day_is_not_done() -> None:
    assert replay.mark(load(day(4)), events(RIGHT)).done == 0


def test_the_mark_of_a_log_that_does_not_play_carries_the_reason() -> None:
    marks = replay.refused(load(day(4)), lines(RIGHT), "step-unknown")
    assert (marks.refusal, marks.scored_seq, marks.points, marks.score) == ("step-unknown", 1, 0, None)


def test_lines_are_numbered_without_a_gap() -> None:
    log = lines(RIGHT, RIGHT)
    assert [event["seq"] for event in read_lines(log[1:], 1)] == [1, 2]
    with pytest.raises(Refusal, match="seq-gap"):
        read_lines(log[1:], 2)


def test_a_pack_is_fetched_once_and_forgotten_when_many_others_came() -> None:
    bodies = {f"{n:064x}": encode(day(1, seed=str(n))) for n in range(20)}
    fetched: list[str] = []

    def fetch(name: str) -> bytes | None:
        fetched.append(name)
        return bodies.get(name)

    shelf = replay.Shelf(fetch)
    first = next(iter(bodies))
    assert shelf.get(first) is shelf.get(first) and fetched == [first]
    for name in bodies:
        assert shelf.get(name) is not None
    assert shelf.get(first) is not None and fetched.count(first) == 2


def test_an_unknown_pack_is_asked_for_again() -> None:
    bodies: dict[str, bytes] = {}
    shelf = replay.Shelf(bodies.get)
    assert shelf.get(HASH) is None
    bodies[HASH] = encode(checklist())
    assert shelf.get(HASH) is not None


def test_a_pack_for_another_engine_is_as_good_as_unknown() -> None:
    assert replay.Shelf({HASH: encode({**day(), "engine": 2})}.get).get(HASH) is None


def test_which_engines_we_have() -> None:
    assert replay.engine_known("1") and replay.engine_known(1) and not replay.engine_known("2")


def test_the_prints_of_a_log_are_those_of_earlier_days() -> None:
    """Two people's prints are compared over weeks: how they are made may become faster, not different."""
    played = [
        {"seq": at, "step": f"s{at}", "answer": answer, "role": "kpps_4", "wall": 10 * at, "mono": 3001 * at}
        for at, answer in enumerate(["", "p1 ~/'", 7, ["a", "b"], [["x", 3], ["y", 0]], -2])
    ]
    told = json.dumps([[event["step"], event["answer"]] for event in played[1:]], separators=(",", ":"))
    found = pace(played)
    assert found["said"] == hashlib.sha256(told.encode()).hexdigest()[:12]
    assert found["beat"] == hashlib.sha256(json.dumps([3001] * 4).encode()).hexdigest()[:12]
