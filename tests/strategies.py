"""Hypothesis: packs, legal and hostile events for the engines. What is drawn here fits pack.schema.json."""

import math
import os
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from simulasi.engine.answers import right_answer

EXAMPLES = int(os.environ.get("CONTOH", "60"))
LAW = settings(max_examples=EXAMPLES)  # the rest stands in conftest.py, for every property

ROLES = ("kpps_1", "kpps_2", "kpps_4")
COUNTERS = ("a", "b", "c", "constructor")
FLAGS = ("f", "g", "valueof")
NAMES = (*COUNTERS, *FLAGS, "tidak_dinyatakan")
FORMS = ("c_hasil", "turus", "constructor")
FIELDS = ("x", "y", "constructor")
IDS = ("p", "q", "r", "toString", "constructor")
ROWS = ("001", "002", "003")
SKILLS = ("turus", "constructor")
IN_A_BANK = ("choice", "judge", "set", "number", "order")
PART = {"id": "satu", "title": "x", "minutes": 5, "goals": ["x"], "work": [{"type": "uji", "title": "x", "moment": "awal"}]}
CURRICULUM = {"id": "x", "title": "x", "parts": [PART]}
SIZES = {"hari": "singkat", "daftar_periksa": "daftar", "belajar": "kartu", "latihan": "bank", "uji": "bentuk_a"}
TRICKY = (
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "length",
    "0",
    "1",
    "-1",
    "",
    "mulai",
    "selesai",
    "semua",
    "tidak_ada",
    "sudah",
)

names = st.sampled_from(NAMES)
bits = st.integers(0, 1)
small = st.integers(0, 4)


def distinct(pool: tuple[str, ...], least: int = 1) -> st.SearchStrategy[list[str]]:
    """Some members of a pool, each once, in any order."""
    return st.permutations(pool).flatmap(lambda order: st.integers(least, len(order)).map(lambda n: list(order[:n])))


counter_effects = st.tuples(st.sampled_from((*COUNTERS, "tidak_dinyatakan")), st.sampled_from((1, 2, 3, -1))).map(list)
effects = st.lists(st.sampled_from(FLAGS).map(lambda name: [name]) | counter_effects, max_size=3)
guards = st.lists(st.tuples(names, st.sampled_from(("==", "!=", ">=", "<=", ">", "<")), small | names).map(list), max_size=2)
knockouts = st.sampled_from(("psu", "integritas", "pidana"))


@st.composite
def outcomes(draw: st.DrawFn, *keys: str) -> dict[str, Any]:
    made = {}
    for key in keys:
        made[key] = {"points": draw(small), "effects": draw(effects), "feedback": "", "result": ""}
        if draw(st.integers(0, 4)) == 0:
            made[key]["knockout"] = draw(knockouts)
    return made


@st.composite
def steps(draw: st.DrawFn, name: str) -> dict[str, Any]:
    """One step of any kind."""
    kind = draw(st.sampled_from(("choice", "set", "find", "number", "form", "order", "judge", "tally", "checklist")))
    step: dict[str, Any] = {"id": name, "kind": kind, "phase": "pemungutan", "day": "H", "minute": 480, "title": name}
    if kind == "checklist":
        items = [{"id": f"{each}-{name}", "text": each, "sources": []} for each in draw(distinct(IDS))]
        return {**step, "role": draw(st.sampled_from((*ROLES, "semua"))), "items": items}
    step |= {
        "role": draw(st.sampled_from(ROLES)),
        "prompt": name,
        "cards": [],
        "sources": [],
        "why": "",
        "skills": draw(distinct(SKILLS, 0)),
    }
    if draw(bits):
        step["when"] = draw(guards)
    step |= draw(insides(kind))
    if draw(st.integers(0, 3)) == 0:
        step["auto"] = scripted(step, draw(st.integers(0, 999)))
    return step


@st.composite
def insides(draw: st.DrawFn, kind: str) -> dict[str, Any]:
    """What only this kind of step has."""
    if kind in ("choice", "judge"):
        ids = draw(distinct(IDS, 2))
        rights = draw(st.lists(bits, min_size=len(ids), max_size=len(ids)).filter(any))
        made = draw(outcomes(*ids))
        return {"options": [{"id": each, "text": each, "right": right, **made[each]} for each, right in zip(ids, rights, strict=True)]}
    if kind == "set":
        items = [{"id": each, "text": each, "right": draw(bits), "effects": draw(effects)} for each in draw(distinct(IDS))]
        return {"items": items, "outcomes": draw(outcomes("tepat", "kurang", "lebih"))}
    made = {"outcomes": draw(outcomes("tepat", "salah"))}
    if kind == "find":
        return {**made, "expect": draw(st.sampled_from((*ROWS, "tidak_ada")))}
    if kind == "number":
        return {**made, "expect": draw(st.lists(names, min_size=1, max_size=3))}
    if kind == "order":
        expect = draw(distinct(IDS, 2))
        return {**made, "expect": expect, "items": [{"id": each, "text": each} for each in draw(st.permutations(expect))]}
    fields = [
        {"id": each, "label": each, "line": "", "expect": draw(st.lists(names, max_size=2)), "points": draw(small)}
        for each in draw(distinct(FIELDS))
    ]
    return {**made, "form": draw(st.sampled_from(FORMS)), "fields": fields, "identities": draw(st.lists(identities(), max_size=3))}


refs = st.sampled_from(FIELDS) | st.tuples(st.sampled_from(FORMS), st.sampled_from((*FIELDS, "tostring"))).map("/".join)


@st.composite
def identities(draw: st.DrawFn) -> dict[str, Any]:
    """An identity over written numbers, some of which may not be there."""
    sides = {side: draw(st.lists(refs, min_size=1, max_size=2)) for side in ("left", "right")}
    return {"id": "i", **sides, "op": draw(st.sampled_from(("==", "<="))), "text": "i", "flag": draw(st.sampled_from(FLAGS)), "sources": []}


@st.composite
def packs(draw: st.DrawFn) -> dict[str, Any]:
    """A small pack; now and then a bank, a test, a list of checklists, a day without steps, or one that its own tables make impossible."""
    ids = draw(distinct(("satu", "dua", "tiga", "empat", "lima", "__proto__", "constructor", "7"), draw(st.sampled_from((0, 4, 6)))))
    day = [draw(steps(each)) for each in ids]
    kinds = (
        ("hari", "hari", "latihan", "uji") if any(step["kind"] != "checklist" for step in day) else ("hari", "daftar_periksa", "belajar")
    )
    kind = draw(st.sampled_from(kinds))
    if kind in ("latihan", "uji"):
        day = [{**step, "role": "semua", "topic": "t", "sure": draw(bits)} for step in day if step["kind"] in IN_A_BANK]
        for step in day:
            step.pop("when", None)
            step.pop("auto", None)
    moments = st.sampled_from((*(step["id"] for step in day), "selesai"))
    more = {"curriculum": CURRICULUM} if kind == "belajar" else {}
    return more | {
        "format": 1,
        "engine": 1,
        "kind": kind,
        "ruleset": "pemilu-2024",
        "rules_revision": 1,
        "content_revision": 1,
        "seed": "x",
        "size": SIZES[kind],
        "title": "x",
        "tps": {"nama": "x", "desa": "x", "kecamatan": "x", "kabkota": "x", "dpt_total": 3, "dpt_l": 0, "dpt_p": 3},
        "elections": [],
        "roles": [{"id": role, "label": role, "short": role} for role in ROLES],
        "skills": [{"id": skill, "label": skill} for skill in SKILLS],
        "phases": [],
        "sources": {},
        "counters": {name: draw(st.sampled_from((0, 2, 9))) for name in COUNTERS},
        "flags": sorted(FLAGS),
        "dpt": {"pages": [{"page": 1, "rows": [[row, "MELATI", "P"] for row in ROWS]}]},
        "layouts": {},
        "ballots": {},
        "steps": day,
        "findings": [
            {"id": f"t{at}", "at": draw(moments), "when": draw(guards), "watch": draw(distinct(NAMES, 0)), "title": "t", "text": "t", "severity": "catat", "sources": []}
            for at in range(draw(st.integers(0, 4)))
        ],
    }  # fmt: skip


seats = st.just(list(ROLES)) | distinct((*ROLES, "semua"))


def legal_answer(state: dict[str, Any], step: dict[str, Any], n: int) -> Any:
    """The n-th legal answer, counted in some way: right about half of the time."""
    return right_answer(state, step) if n % 2 else scripted(step, n // 2)


def scripted(step: dict[str, Any], n: int) -> Any:
    """The n-th legal answer, whatever the counters say."""
    kind = step["kind"]
    if kind in ("choice", "judge"):
        return step["options"][n % len(step["options"])]["id"]
    if kind == "set":
        return [item["id"] for at, item in enumerate(step["items"]) if n >> at & 1]
    if kind == "find":
        return (*ROWS, "tidak_ada")[n % 4]
    if kind == "number":
        return n % 7
    if kind in ("form", "tally"):
        return [[field["id"], n // 3**at % 3] for at, field in enumerate(step["fields"])]
    if kind == "order":
        left, order = list(step["expect"]), []
        while left:
            order.append(left.pop(n % len(left)))
        return order
    return [step["items"][n % len(step["items"])]["id"], ("sudah", "belum")[n % 2]]


def visible(number: float) -> bool:
    """Tell a fraction that both languages can see: 5.0 is 5 to one of them, and only text tells (docs/format-events.md)."""
    return not number.is_integer() or math.fabs(number) >= 2**53


strings = st.sampled_from((*TRICKY, *IDS, *ROWS, *ROLES)) | st.text(st.characters(), max_size=4)
atoms = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(-1, 3)
    | st.floats(allow_nan=False, allow_infinity=False).filter(visible)
    | strings
)
json_values = st.recursive(
    atoms, lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.sampled_from((*TRICKY, "seq", "step")) | strings, inside, max_size=3), max_leaves=8
)  # fmt: skip

# What to do next: play on legally (most of the time), tick a list, or be hostile to one part of an event, or to all of it.
moves = st.lists(
    st.one_of(
        st.tuples(st.just("main"), st.integers(0, 9999)),
        st.tuples(st.just("main"), st.integers(0, 9999)),
        st.tuples(st.just("main"), st.integers(0, 9999)),
        st.tuples(st.just("centang"), st.integers(0, 9999)),
        st.tuples(st.sampled_from(("seq", "step", "role", "answer")), json_values),
        st.tuples(st.just("langkah"), st.integers(0, 9999)),
        st.tuples(st.just("semua"), json_values),
    ),
    min_size=4,
    max_size=14,
)


def event_for(pack: Any, state: dict[str, Any], pending: dict[str, Any] | None, move: tuple[str, Any]) -> Any:
    """Turn a move into the event it means in this state."""
    what, value = move
    if what == "semua":
        return value
    step = pending
    lists = [each for each in pack.steps if each["kind"] == "checklist"]
    if what == "centang" and lists:
        step = lists[value % len(lists)]
    if what == "langkah" and pack.steps:
        step = pack.steps[value % len(pack.steps)]
    if step is None and pack.raw["kind"] != "hari" and pack.steps and isinstance(value, int) and value % 5:
        step = pack.steps[value % len(pack.steps)]
    if step is None:
        return {"seq": state["seq"] + 1, "step": "tidak-ada", "answer": 0, "role": "kpps_1"}
    n = value if isinstance(value, int) else 1
    answer = scripted(step, n) if step["kind"] == "checklist" else legal_answer(state, step, n)
    if step.get("sure") and pack.raw["kind"] in ("latihan", "uji") and n % 11:
        answer = [answer, ("ragu", "yakin", "entah")[n % 7 % 3]]
    event = {"seq": state["seq"] + 1, "step": step["id"], "answer": answer, "role": step["role"]}
    if what in event:
        event[what] = value
    return event
