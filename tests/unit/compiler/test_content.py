"""Everything authored, entry by entry: each compiles and lints alone, every step of it can come, and every road through it ends."""

from copy import deepcopy

import pytest

from simulasi.compiler import lint
from simulasi.compiler.compile import Stage, compile_stage
from simulasi.compiler.encode import seal
from simulasi.compiler.load_content import Content, load_content
from simulasi.engine import apply, load, pending, start
from simulasi.engine.answers import right_answer
from simulasi.engine.reducer import apply_in_place
from tests.unit.compiler.day_kit import CREW, RULES, small

CONTENT = load_content("pemilu-2024")
ENTRIES = [(kind, key) for kind in ("kejadian", "dilema", "pemilih") for key in CONTENT[kind]]


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


def roads(pack, own):
    """Play every road through the steps of `own`, the rest of the day right: the steps that came, and one end for each different outcome."""
    last = max(pack.index[name] for name in own)
    came, outcomes, waiting = set(), {}, [start(pack, CREW)]
    while waiting:
        state = waiting.pop()
        while (step := pending(pack, state)) is not None and state["at"] <= last:
            came |= own & {step["id"]}
            if step["id"] in own and step["kind"] == "choice":
                waiting += [apply(pack, state, event(state, step, option["id"])) for option in step["options"]]
                break
            apply_in_place(pack, state, event(state, step, right_answer(state, step)))
        else:
            outcomes[repr((sorted(state["counters"].items()), sorted(state["flags"])))] = state
    for state in outcomes.values():
        while (step := pending(pack, state)) is not None:
            apply_in_place(pack, state, event(state, step, right_answer(state, step)))
    return came, list(outcomes.values())


def event(state, step, answer):
    """The next line of a log."""
    return {"seq": state["seq"] + 1, "step": step["id"], "answer": answer, "role": step["role"]}


@pytest.mark.parametrize(("kind", "key"), ENTRIES, ids=[f"{kind}/{key}" for kind, key in ENTRIES])
def test_an_entry_compiles_lints_and_plays_alone(kind, key):
    raw = alone(kind, key)
    assert lint(seal(raw).bytes) == []
    own = {step["id"] for step in own_steps(raw, kind)}
    assert len(own) == len(CONTENT[kind][key]["langkah"])
    came, ends = roads(load(raw), own)
    assert came == own
    for state in ends:
        assert state["done"]
        assert all(value >= 0 for value in state["counters"].values())
        # What is noted is noted before the form of notes is closed.
        assert state["forms"]["c_kejadian_khusus"]["catatan"] == state["counters"]["kejadian_khusus"]
