"""Everything authored, entry by entry: each compiles and lints alone, every step of it can come, and every road through it ends."""

from copy import deepcopy
from itertools import product

import pytest

from simulasi.compiler import lint
from simulasi.compiler.compile import Stage, compile_stage
from simulasi.compiler.encode import seal
from simulasi.compiler.load_content import Content, load_content
from simulasi.engine import apply, load, pending, start
from simulasi.engine.answers import right_answer
from tests.unit.compiler.day_kit import CREW, RULES, small

CONTENT = load_content("pemilu-2024")
ENTRIES = [(kind, key) for kind in ("kejadian", "dilema", "pemilih") for key in CONTENT[kind]]
ROADS = 400


def alone(kind, key):
    """A small day with this situation in it and no other."""
    entry = deepcopy(CONTENT[kind][key]) | {"golongan": "uji"}
    entry.pop("ukuran", None)
    # One mover beside it: somebody whose ballots may be miscounted, so that the frame's own findings can come.
    mover = deepcopy(CONTENT["pemilih"]["dptb-provinsi-lain"]) | {"golongan": "teman", "dari": "12:59", "sampai": "12:59"}
    kinds = {"kejadian": {}, "dilema": {}, "pemilih": {}, **{name: CONTENT[name] for name in ("narasi", "surat_suara")}}
    kinds["pemilih"]["teman"] = mover
    kinds[kind][key] = entry
    content = Content(CONTENT.revision, CONTENT.places, CONTENT.names, kinds)
    size = small(voters={"uji": 1, "teman": 1}, events={"uji": 1}, judged=(1, 1))
    return compile_stage(Stage(RULES, content, "uji", "singkat", size))


def own_steps(pack, kind):
    """The steps of the one situation that was forced into the day."""
    return [step for step in pack["steps"] if step["id"].startswith("v01_" if kind == "pemilih" else "k01_")]


def play_with(pack, answers):
    """Play the day, right but for these answers; give the end and the steps that came."""
    state = start(pack, CREW)
    while (step := pending(pack, state)) is not None:
        answer = answers.get(step["id"], right_answer(state, step))
        state = apply(pack, state, {"seq": state["seq"] + 1, "step": step["id"], "answer": answer, "role": step["role"]})
    return state


@pytest.mark.parametrize(("kind", "key"), ENTRIES, ids=[f"{kind}/{key}" for kind, key in ENTRIES])
def test_an_entry_compiles_lints_and_plays_alone(kind, key):
    raw = alone(kind, key)
    assert lint(seal(raw).bytes) == []
    steps = own_steps(raw, kind)
    assert len(steps) == len(CONTENT[kind][key]["langkah"])
    choices = [step for step in steps if step["kind"] == "choice"]
    came = set()
    pack = load(raw)
    roads = list(product(*([option["id"] for option in step["options"]] for step in choices)))
    assert len(roads) <= ROADS
    for road in roads:
        state = play_with(pack, dict(zip((step["id"] for step in choices), road, strict=True)))
        came |= {answer["step"] for answer in state["answers"]}
        assert all(value >= 0 for value in state["counters"].values())
    assert {step["id"] for step in steps} <= came
