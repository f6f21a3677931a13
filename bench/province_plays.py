"""The plays of the province: marks of real days and tests of each seat, made by the engine, as rows for the database to deal out."""

import json
from typing import Any

from simulasi.compiler import compile_day
from simulasi.compiler.drills import compile_test
from simulasi.engine.answers import right_answer
from simulasi.engine.reducer import apply_in_place, pending, start
from simulasi.extensions import db
from simulasi.models.packed import PackedText
from simulasi.services import packs
from simulasi.services.desk import office
from simulasi.sync import replay
from tests.sync_kit import line, opening

BASE = 1_790_000_000_000
WEEK = 7 * 86_400_000
# One in so many answers is wrong: five people of a seat, from who guesses to who knows.
EVERY = (2, 3, 5, 9, 100)
TEST_BEFORE, TEST_AFTER = 0, 90
TABLE = """CREATE TABLE v (peran int, v int, n int, kind text, hash text, detail bytea, scored_seq int, rules_revision int, points int, max int,
  answered int, done int, knockouts int, findings int)"""
MARKS = ("scored_seq", "rules_revision", "points", "max", "answered", "done", "knockouts", "findings")
NAMES = ("peran", "v", "n", "kind", "hash", "detail", *MARKS)
Row = dict[str, Any]


def published() -> tuple[str, str, str]:
    """The day and both forms of the test: their hashes."""
    first, second = (packs.publish(compile_test("pemilu-2024", "ukur", form).bytes).hash for form in ("a", "b"))
    return packs.publish(compile_day("pemilu-2024", "ukur", "singkat").bytes).hash, first, second


def variants(pack_hash: str, weeks: list[int]) -> list[Row]:
    """For each seat and each week the marks of the five; in a later week the fourth errs less, as somebody does who practises."""
    return [
        {"peran": peran, "v": at, "n": week, **_played(pack_hash, peran, every + (week if at == 3 else 0), BASE + week * WEEK)}
        for week in weeks
        for peran in range(1, 8)
        for at, every in enumerate(EVERY)
    ]


def _played(pack_hash: str, peran: int, every: int, wall: int) -> Row:
    pack = office().shelf.get(pack_hash)
    assert pack is not None
    seat, lines, n = f"kpps_{peran}", [opening(pack_hash, f"kpps_{peran}")], 0
    state = start(pack, [seat])
    # A test is answered in any order and has no next step.
    ahead = iter(pack.steps)
    day = pack.raw["kind"] == "hari"
    while (step := pending(pack, state) if day else next(ahead, None)) is not None:
        answer, n = right_answer(state, step), n + 1
        wrong = [option["id"] for option in step.get("options", ()) if not option["right"]]
        answer = wrong[n % len(wrong)] if wrong and n % every == 0 else answer
        answer = [answer, "yakin" if n % 2 else "ragu"] if step.get("sure") else answer
        role = seat if day else step["role"]
        event = {"seq": state["seq"] + 1, "step": step["id"], "answer": answer, "role": role}
        apply_in_place(pack, state, event)
        lines.append(line(event["seq"], event["step"], answer, role, wall))
    marks = replay.mark(pack, [_event(each) for each in lines])
    body = PackedText().process_bind_param(marks.detail, db.engine.dialect)
    return {"kind": pack.raw["kind"], "hash": pack_hash, "detail": body, **{name: getattr(marks, name) for name in MARKS}}


def _event(text: str) -> Row:
    return dict(zip(("seq", "step", "answer", "role", "wall", "mono"), json.loads(text), strict=True))
