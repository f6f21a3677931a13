"""Names that must fit together: ids once, counters and flags declared and of use, cards and findings that point at something."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from simulasi.compiler.day import outcomes_of
from simulasi.compiler.defect import Defect

Pack = dict[str, Any]


def lint_names(pack: Pack) -> Iterator[Defect]:
    """Check every name of a pack against what it stands for."""
    yield from ids_once(pack)
    yield from declared(pack)
    yield from closed_lists(pack)
    for step in pack["steps"]:
        yield from cards(pack, step)
    rows = {row[0] for page in pack["dpt"]["pages"] for row in page["rows"]} | {"tidak_ada"}
    for step in pack["steps"]:
        if step["kind"] == "find" and step["expect"] not in rows:
            yield Defect("baris-tak-dikenal", step["id"], f"Nomor {step['expect']} tidak ada di DPT paket ini.")
        if step["kind"] == "order" and sorted(step["expect"]) != sorted(item["id"] for item in step["items"]):
            yield Defect("urutan-tak-cocok", step["id"], "Urutan yang benar tidak memuat butir yang sama dengan yang ditunjukkan.")
    known = {step["id"] for step in pack["steps"]} | {"selesai"}
    for finding in pack["findings"]:
        if finding["at"] not in known:
            yield Defect("temuan-tanpa-tempat", finding["id"], f"Temuan menunggu langkah {finding['at']} yang tidak ada.")


def ids_once(pack: Pack) -> Iterator[Defect]:
    """Ids are names: each once, among its own kind."""
    yield from twice("langkah", [step["id"] for step in pack["steps"]])
    yield from twice("temuan", [finding["id"] for finding in pack["findings"]])
    ticks = [item["id"] for step in pack["steps"] if step["kind"] == "checklist" for item in step["items"]]
    yield from twice("butir daftar periksa", ticks)
    for step in pack["steps"]:
        for part in ("options", "items", "fields", "identities"):
            if part != "items" or step["kind"] != "checklist":
                yield from twice(f"{step['id']} {part}", [each["id"] for each in step.get(part, ())])


def twice(place: str, ids: list[str]) -> Iterator[Defect]:
    """Name the ids that stand more than once in a list."""
    for name, count in Counter(ids).items():
        if count > 1:
            yield Defect("id-ganda", f"{place} {name}", f"Nama ini dipakai {count} kali.")


def declared(pack: Pack) -> Iterator[Defect]:
    """Counters and flags are declared, not both at once, and a counter that is changed is also read somewhere."""
    counters, flags = set(pack["counters"]), set(pack["flags"])
    for name in sorted(counters & flags):
        yield Defect("nama-ganda", name, "Nama ini dipakai penghitung dan penanda sekaligus.")
    read: set[str] = set()
    changed: set[str] = set()
    for step in pack["steps"]:
        asked, told = names_read(step), names_changed(step)
        for name in sorted((asked | told) - counters - flags):
            yield Defect("nama-tak-dikenal", step["id"], f"{name} tidak dinyatakan di paket.")
        for name in sorted((numbers_read(step) & flags) - counters):
            yield Defect("nama-tak-dikenal", step["id"], f"{name} ialah penanda, bukan angka.")
        read |= asked
        changed |= told
    for finding in pack["findings"]:
        asked = names_in_guard(finding["when"]) | set(finding["watch"])
        for name in sorted(asked - counters - flags):
            yield Defect("nama-tak-dikenal", finding["id"], f"{name} tidak dinyatakan di paket.")
        read |= asked
    for name in sorted((changed - read) & counters):
        if not in_the_books(name):
            yield Defect(
                "penghitung-tak-dijelaskan", name, "Penghitung ini berubah, tetapi tidak ada formulir, syarat, atau kartu yang membacanya."
            )
    for name in sorted((counters | flags) - read - changed):
        if not in_the_books(name):
            yield Defect("nama-menganggur", name, "Nama ini dinyatakan, tetapi tidak dipakai.")


def in_the_books(name: str) -> bool:
    """Tell a row of a form (docs/glossary.md): the forms of elections counted by the pack itself have no step."""
    return name.startswith(("surat_suara_", "pengguna_hak_pilih_", "suara_", "pemilih_", "pengguna_disabilitas_", "kejadian_khusus"))


def names_in_guard(guard: list[list[Any]]) -> set[str]:
    """Name everything a guard compares."""
    return {part for name, _, value in guard for part in (name, value) if isinstance(part, str)}


def numbers_read(step: dict[str, Any]) -> set[str]:
    """Name what must be a counter because its number is asked or shown."""
    found = set(step["expect"]) if step["kind"] == "number" else set()
    found |= {name for field in step.get("fields", ()) for name in field["expect"]}
    return found | {row[1] for card in step["cards"] if card["type"] in ("angka", "turus") for row in card["rows"]}


def names_read(step: dict[str, Any]) -> set[str]:
    """Name every counter and flag one step reads."""
    return names_in_guard(step.get("when", [])) | numbers_read(step)


def names_changed(step: dict[str, Any]) -> set[str]:
    """Name every counter and flag one step may change."""
    found = {effect[0] for each in outcomes_of(step) for effect in each["effects"]}
    return found | {identity["flag"] for identity in step.get("identities", ())}


def closed_lists(pack: Pack) -> Iterator[Defect]:
    """Roles, phases, skills and elections come from the lists of the pack."""
    roles = {role["id"] for role in pack["roles"]} | {"semua"}
    phases = {phase["id"] for phase in pack["phases"]}
    skills = {skill["id"] for skill in pack["skills"]}
    elections = {election["id"] for election in pack["elections"]}
    for step in pack["steps"]:
        if step["role"] not in roles:
            yield Defect("peran-tak-dikenal", step["id"], f"Peran {step['role']} tidak ada.")
        if step["phase"] not in phases:
            yield Defect("tahap-tak-dikenal", step["id"], f"Tahap {step['phase']} tidak ada.")
        for skill in step["skills"]:
            if skill not in skills:
                yield Defect("keterampilan-tak-dikenal", step["id"], f"Keterampilan {skill} tidak ada.")
    for name, ballot in pack["ballots"].items():
        if ballot["election"] not in elections:
            yield Defect("pemilihan-tak-dikenal", name, f"Pemilihan {ballot['election']} tidak ada di paket ini.")


def cards(pack: Pack, step: dict[str, Any]) -> Iterator[Defect]:
    """Cards show what the pack holds."""
    pages = {page["page"] for page in pack["dpt"]["pages"]}
    forms = {each["form"] for each in pack["steps"] if "form" in each}
    for card in step["cards"]:
        if card["type"] == "surat_suara":
            ballot = pack["ballots"].get(card["ballot"])
            if ballot is None or ballot["layout"] not in pack["layouts"]:
                yield Defect("surat-suara-hilang", step["id"], f"Surat suara {card['ballot']} atau gambarnya tidak ada.")
        elif card["type"] == "dpt_page" and card["page"] not in pages:
            yield Defect("halaman-dpt-hilang", step["id"], f"Halaman {card['page']} DPT tidak ada.")
        elif card["type"] == "c_hasil" and card["form"] not in forms:
            yield Defect("formulir-hilang", step["id"], f"Formulir {card['form']} tidak pernah diisi.")
