"""Banks of items and curricula: each item is worth something, the right answer earns it, no two items read alike, every card exists."""

import json
from collections.abc import Iterator
from typing import Any

from simulasi.compiler.defect import Defect
from simulasi.compiler.lint_law import is_scored
from simulasi.engine import Refusal, load, start
from simulasi.engine.answers import grade, right_answer

Pack = dict[str, Any]
BANKS = ("latihan", "uji")


def lint_bank(pack: Pack) -> Iterator[Defect]:
    """Check what only banks and curricula have."""
    if pack["kind"] in BANKS:
        yield from items(pack)
        yield from twins(pack)
    known = {step["id"] for step in pack["steps"]}
    for part in pack.get("curriculum", {}).get("parts", ()):
        for work in part["work"]:
            if work.get("step", "") not in known | {""}:
                yield Defect("langkah-kurikulum-hilang", part["id"], f"Kartu {work['step']} tidak ada di paket.")


def items(pack: Pack) -> Iterator[Defect]:
    """The right answer to an item is right and earns all there is; an item worth nothing teaches nobody."""
    loaded = load(pack)
    state = start(loaded, ["semua"])
    for ready in loaded.ready:
        step = ready.step
        if not is_scored(step):
            yield Defect("butir-tak-dinilai", step["id"], "Butir ini tidak memberi nilai.")
        try:
            result = grade(state, ready, right_answer(state, step))
        except Refusal as refusal:
            yield Defect("butir-bersalah", step["id"], f"Mesin menolak jawaban yang benar: {refusal.code}.")
            continue
        wrong = all(option["right"] for option in step["options"]) if "options" in step else False
        if not result.right or result.points != result.max or wrong:
            yield Defect("butir-bersalah", step["id"], "Jawaban yang benar kehilangan nilai, atau semua pilihan dianggap benar.")


def twins(pack: Pack) -> Iterator[Defect]:
    """No two items show and ask the same."""
    first: dict[str, str] = {}
    for step in pack["steps"]:
        other = first.setdefault(face(pack, step), step["id"])
        if other != step["id"]:
            yield Defect("butir-kembar", step["id"], f"Butir ini sama dengan {other}.")


def face(pack: Pack, step: dict[str, Any]) -> str:
    """Write down all that a player sees of an item, whatever its ids and the order of its parts."""
    ballots = [pack["ballots"].get(card["ballot"]) for card in step["cards"] if card["type"] == "surat_suara"]
    cards = [card for card in step["cards"] if card["type"] != "surat_suara"]
    parts = sorted(each["text"] for name in ("options", "items") for each in step.get(name, ()))
    said = step.get("person", {}).get("says", "")
    return json.dumps([step["title"], step["prompt"], said, cards, ballots, parts], sort_keys=True)
