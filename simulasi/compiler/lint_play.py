"""A pack can be played: the clock runs forward, every step can come, no counter falls below zero, a faultless day leaves nothing to find."""

from collections.abc import Iterator
from typing import Any

from simulasi.compiler.bounds import below_zero, walk
from simulasi.compiler.day import DAYS
from simulasi.compiler.defect import Defect
from simulasi.compiler.faultless import faultless
from simulasi.engine import Refusal, load, score, start
from simulasi.engine.answers import grade
from simulasi.engine.reducer import apply_in_place

Pack = dict[str, Any]


def lint_play(pack: Pack) -> Iterator[Defect]:
    """Check how a pack plays."""
    yield from clock(pack)
    yield from reach(pack)
    for name, (step, low) in sorted(below_zero(pack).items()):
        yield Defect("penghitung-minus", step, f"{name} dapat turun sampai {low}.")
    yield from autos(pack)
    if pack["kind"] == "hari":
        yield from faultless_day(pack)


def clock(pack: Pack) -> Iterator[Defect]:
    """The clock never runs backwards along the list."""
    last = (0, 0)
    for step in pack["steps"]:
        moment = (DAYS.index(step["day"]) if step["day"] in DAYS else -1, step["minute"])
        if moment < last:
            yield Defect("jam-mundur", step["id"], "Langkah ini terjadi sebelum langkah di depannya, atau harinya tidak dikenal.")
        last = max(last, moment)


def reach(pack: Pack) -> Iterator[Defect]:
    """Every step can come, every finding can fire."""
    waiting: dict[str, list[dict[str, Any]]] = {}
    for finding in pack["findings"]:
        waiting.setdefault(finding["at"], []).append(finding)
    previous = ""
    for step, bounds, reached in walk(pack):
        # A finding is due right after its step: what can be true then is what can be true before the next one.
        for finding in waiting.get(previous, ()):
            if not bounds.may_hold(finding["when"]):
                yield Defect("temuan-tak-tercapai", finding["id"], "Temuan ini tidak dapat terjadi.")
        if not reached and step["kind"] != "checklist":
            yield Defect("langkah-tak-tercapai", step["id"], "Syarat langkah ini tidak pernah terpenuhi.")
        previous = step["id"]
    for finding in waiting.get("selesai", ()):
        if not bounds.may_hold(finding["when"]):
            yield Defect("temuan-tak-tercapai", finding["id"], "Temuan ini tidak dapat terjadi.")


def autos(pack: Pack) -> Iterator[Defect]:
    """A scripted answer is an answer, also at a step this day never reaches."""
    loaded = load(pack)
    state = start(loaded, ["semua"]) if pack["kind"] != "hari" else {"counters": dict(pack["counters"]), "flags": {}, "forms": {}}
    for ready in loaded.ready:
        if "auto" in ready.step:
            try:
                grade(state, ready, ready.step["auto"])
            except Refusal as refusal:
                yield Defect("otomatis-tak-sah", ready.id, f"Jawaban otomatisnya ditolak mesin: {refusal.code}.")


def faultless_day(pack: Pack) -> Iterator[Defect]:
    """Played without a mistake, the day earns everything and leaves nothing to find, and its forms add up."""
    loaded = load(pack)
    try:
        state = start(loaded, [role["id"] for role in pack["roles"]])
        for event in faultless(loaded):
            apply_in_place(loaded, state, event)
    except Refusal as refusal:
        yield Defect("tidak-dapat-dimainkan", "paket", f"Mesin menolak hari tanpa kesalahan: {refusal.code}.")
        return
    result = score(loaded, state)
    flags = {identity["flag"] for step in pack["steps"] for identity in step.get("identities", ())}
    if not state["answers"]:
        yield Defect("hari-kosong", "paket", "Tidak ada yang dapat dimainkan pada hari ini.")
    if result["points"] != result["max"] or result["knockouts"]:
        yield Defect("hari-bersalah", "paket", "Hari tanpa kesalahan pun kehilangan nilai.")
    for finding in state["findings"]:
        yield Defect("hari-bersalah", finding["id"], "Hari tanpa kesalahan pun meninggalkan temuan.")
    for flag in sorted(flags & set(state["flags"])):
        yield Defect("formulir-tak-cocok", flag, "Hari tanpa kesalahan menghasilkan formulir yang tidak cocok.")
