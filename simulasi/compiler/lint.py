"""The linter: a pack that breaks its form, or the law's own checks, is not published."""

import json
from dataclasses import dataclass
from typing import Any

from simulasi.compiler.faultless import faultless
from simulasi.compiler.schema import first_fault
from simulasi.engine.answers import grade
from simulasi.engine.errors import Refusal
from simulasi.engine.pack import load
from simulasi.engine.reducer import start

MAX_BYTES = 4_000_000
TITLE, OPTION = 90, 140


@dataclass(frozen=True)
class Defect:
    """One thing wrong with a pack: a stable code, where, and a plain sentence."""

    code: str
    place: str
    message: str


def lint(data: bytes) -> list[Defect]:
    """List what is wrong with a pack; nothing means it may be published."""
    if len(data) > MAX_BYTES:
        return [Defect("paket-terlalu-besar", "berkas", f"Paket lebih dari {MAX_BYTES} bita.")]
    try:
        pack = json.loads(data)
    except (ValueError, RecursionError):
        return [Defect("bukan-json", "berkas", "Isi berkas bukan paket: tidak dapat dibaca sebagai JSON UTF-8.")]
    if place := first_fault(pack):
        return [Defect("skema", place, "Bagian ini tidak sesuai dengan bentuk paket.")]
    defects = [*lint_steps(pack), *lint_names(pack), *lint_sources(pack)]
    return defects or lint_play(pack)


def lint_steps(pack: dict[str, Any]) -> list[Defect]:
    """Ids once, the clock never backwards, words that fit a phone."""
    defects = []
    seen: set[str] = set()
    last = (-99, 0)
    for step in pack["steps"]:
        place = step["id"]
        if place in seen:
            defects.append(Defect("id-ganda", place, "Dua langkah bernama sama."))
        seen.add(place)
        moment = (int(step["day"][1:] or 0), step["minute"])
        if moment < last:
            defects.append(Defect("jam-mundur", place, "Langkah ini terjadi sebelum langkah di depannya."))
        last = moment
        if len(step["title"]) > TITLE:
            defects.append(Defect("judul-panjang", place, f"Judul lebih dari {TITLE} huruf."))
        for option in step.get("options", ()):
            if len(option["text"]) > OPTION:
                defects.append(Defect("pilihan-panjang", place, f"Pilihan lebih dari {OPTION} huruf."))
    return defects


def lint_names(pack: dict[str, Any]) -> list[Defect]:
    """Counters and flags are declared; roles, layouts and ballots exist."""
    known = set(pack["counters"]) | set(pack["flags"])
    defects = [Defect("nama-ganda", name, "Nama dipakai penghitung dan penanda.") for name in set(pack["counters"]) & set(pack["flags"])]
    roles = {role["id"] for role in pack["roles"]} | {"semua"}
    for step in pack["steps"]:
        for name in names_used(step):
            if name not in known:
                defects.append(Defect("nama-tak-dikenal", step["id"], f"{name} tidak dinyatakan di paket."))
        if step["role"] not in roles:
            defects.append(Defect("peran-tak-dikenal", step["id"], f"Peran {step['role']} tidak ada."))
        for card in step["cards"]:
            if card["type"] == "surat_suara" and card["ballot"] not in pack["ballots"]:
                defects.append(Defect("surat-suara-hilang", step["id"], f"Surat suara {card['ballot']} tidak ada."))
    return defects


def names_used(step: dict[str, Any]) -> set[str]:
    """Every counter and flag one step reads or changes."""
    names = {part for name, _, value in step.get("when", ()) for part in (name, value) if isinstance(part, str)}
    parts = [*step.get("options", ()), *step.get("items", ()), *step.get("outcomes", {}).values()]
    names |= {effect[0] for part in parts for effect in part.get("effects", ())}
    if isinstance(step.get("expect"), list) and step["kind"] == "number":
        names |= set(step["expect"])
    names |= {name for field in step.get("fields", ()) for name in field["expect"]}
    return names | {identity["flag"] for identity in step.get("identities", ())}


def lint_sources(pack: dict[str, Any]) -> list[Defect]:
    """Every step cites a source the pack carries, and only what was seen is scored."""
    defects = []
    for step in pack["steps"]:
        if not step["sources"]:
            defects.append(Defect("tanpa-sumber", step["id"], "Langkah tidak menyebut sumber."))
        for source in step["sources"]:
            if source not in pack["sources"]:
                defects.append(Defect("sumber-tak-dikenal", step["id"], f"Sumber {source} tidak ada di paket."))
            elif step["kind"] != "checklist" and pack["sources"][source]["mark"] != "seen":
                defects.append(
                    Defect("dinilai-belum-terverifikasi", step["id"], f"Sumber {source} belum diverifikasi, tetapi langkahnya dinilai.")
                )
    return defects


def lint_play(pack: dict[str, Any]) -> list[Defect]:
    """The faultless day can be played to its end and leaves nothing to find."""
    loaded = load(pack)
    try:
        state = start(loaded, [role["id"] for role in pack["roles"]])
        for step in pack["steps"]:
            if "auto" in step:
                # A scripted answer that is none is a defect even at a step this day never reaches.
                grade(loaded, state, step, step["auto"])
        if pack["kind"] == "hari":
            events = faultless(loaded)
            final = start(loaded, ["semua"])
            if not events or final["findings"]:
                return [Defect("hari-bersalah", "paket", "Hari tanpa kesalahan pun meninggalkan temuan.")]
    except Refusal as refusal:
        return [Defect("tidak-dapat-dimainkan", "paket", f"Mesin menolak: {refusal.code}.")]
    return []
