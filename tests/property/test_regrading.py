"""Marked anew from the outcomes: wherever that gives a mark at all, it is the mark a replay by the corrected pack gives."""

import copy
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from simulasi.engine import Refusal, apply, format_line, load, pending, start
from simulasi.models import marks
from simulasi.sync import regrading, replay
from simulasi.sync.correcting import Marker
from simulasi.sync.lines import read_lines
from tests.strategies import LAW, bits, event_for, knockouts, moves, packs, seats, small
from tests.sync_kit import RIGHT, WRONG, day, line, opening

SEEN = {"regraded": 0, "moved": 0, "replayed": 0}


@st.composite
def corrections(draw: st.DrawFn, raw: dict[str, Any]) -> dict[str, Any]:
    """The pack with other marks at some choices, their options in another order and under each other's names."""
    fixed = copy.deepcopy(raw)
    fixed["rules_revision"] = raw["rules_revision"] + 1
    for step in fixed["steps"]:
        if step["kind"] not in ("choice", "judge") or not draw(bits):
            continue
        for option in step["options"]:
            option["points"], option["right"] = draw(small), draw(bits)
            option.pop("knockout", None)
            if draw(st.integers(0, 3)) == 0:
                option["knockout"] = draw(knockouts)
        if draw(bits):
            step["options"] = draw(st.permutations(step["options"]))
            names = draw(st.permutations([option["id"] for option in step["options"]]))
            for option, name in zip(step["options"], names, strict=True):
                option["id"] = name
        if draw(st.integers(0, 5)) == 0:
            step["skills"] = []
        if draw(st.integers(0, 5)) == 0:
            step["options"][0]["effects"] = []
    return fixed


def played(raw: dict[str, Any], chairs: list[str], script: list[Any]) -> list[str]:
    pack = load(raw)
    log = [{"seq": 0, "step": "mulai", "answer": ["x", "1", raw["ruleset"], "akhir", *chairs], "role": "", "wall": 1, "mono": 0}]
    state = start(pack, chairs)
    for move in script:
        event = event_for(pack, state, pending(pack, state), move)
        try:
            state = apply(pack, state, event)
        except Refusal:
            continue
        log.append({**event, "wall": 1, "mono": len(log)})
    return [format_line(event) for event in log]


@LAW
@given(data=st.data(), raw=packs(), chairs=seats, script=moves)
def test_it_is_the_mark_of_a_replay_or_none(data: st.DataObject, raw: dict[str, Any], chairs: list[str], script: list[Any]) -> None:
    assume(raw["kind"] == "hari")
    fixed = data.draw(corrections(raw))
    try:
        lines = played(raw, chairs, script)
    except Refusal:
        return
    hold_together(raw, fixed, lines)


@LAW
@given(data=st.data(), picks=st.lists(st.sampled_from((RIGHT, WRONG)), min_size=1, max_size=12))
def test_a_day_of_choices_is_marked_as_a_replay_marks_it(data: st.DataObject, picks: list[str]) -> None:
    """Twelve choices, most of them without consequences: what a correction usually meets. Answered over several hours."""
    raw = day()
    fixed = data.draw(corrections(raw))
    answered = [line(at, f"langkah_{at - 1}", pick, wall=at // 5 * 3_600_000) for at, pick in enumerate(picks, 1)]
    hold_together(raw, fixed, [opening("ab" * 32), *answered])


def hold_together(raw: dict[str, Any], fixed: dict[str, Any], lines: list[str]) -> None:
    """Regraded, it is what a replay by the corrected pack gives, byte by byte."""
    old = replay.mark(load(raw), read_lines(lines, 0))
    folded = marks.fold(old.detail)
    regrade = regrading.between(load(raw), load(fixed))
    found = regrade(folded) if regrade and folded else None
    if found is None:
        SEEN["replayed"] += 1
        return
    truth = Marker(raw, fixed)(lines)
    assert (truth.refusal, truth.scored_seq) == ("", old.scored_seq)
    assert marks.unfold(found.detail) == truth.detail
    assert (found.points, found.max, found.knockouts) == (truth.points, truth.max, truth.knockouts)
    assert (old.answered, old.done, old.findings) == (truth.answered, truth.done, truth.findings)
    SEEN["regraded"] += 1
    SEEN["moved"] += found.detail != folded


def test_both_ways_were_taken() -> None:
    """A property that never met its case would hold for nothing."""
    assert all(SEEN.values()), SEEN
