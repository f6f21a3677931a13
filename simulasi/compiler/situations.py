"""Incidents and dilemmas: an authored chain of choices. Pressure that was resisted comes back; what was given in to leaves its mark."""

from typing import Any

from simulasi.compiler import cards, words
from simulasi.compiler.day import POINTS, Day, outcome
from simulasi.compiler.errors import ContentError
from simulasi.compiler.load_content import Entry
from simulasi.rules.clock import minute
from simulasi.rules.errors import BadInput
from simulasi.rules.incidents import IncidentDecision, decide_kejadian

# Where an incident without a clock of its own falls, by phase: first and last minute.
WINDOWS = {
    "persiapan": (15 * 60, 17 * 60),
    "pembukaan": (6 * 60 + 5, 7 * 60 - 5),
    "pemungutan": (7 * 60 + 45, 12 * 60 + 30),
    "penutupan": (12 * 60 + 40, 13 * 60 + 10),
    "penghitungan": (15 * 60, 19 * 60),
    "c_hasil": (19 * 60, 19 * 60 + 45),
    "penyegelan": (20 * 60, 20 * 60 + 20),
}
DEFAULT_DAY = {"persiapan": "H-1"}
STAFF = {
    "kpps_1": "meja_123",
    "kpps_2": "meja_123",
    "kpps_3": "meja_123",
    "kpps_4": "meja_4",
    "kpps_5": "meja_5",
    "kpps_6": "kotak",
    "kpps_7": "tinta",
}


def add_situation(day: Day, entry: Entry, name: str) -> None:
    """Add the chain of one incident or dilemma."""
    draw = day.draw.child(f"kejadian/{name}")
    first, last = WINDOWS[entry["fase"]]
    earliest = minute(entry["dari"]) if "dari" in entry else first
    latest = minute(entry["sampai"]) if "sampai" in entry else max(earliest, last)
    at = draw.between(earliest, latest)
    person = day.register.person(entry.get("orang", {}).get("jk", ""))
    scope = words.Scope(day, name, f"'{entry['id']}'")
    ruling = ask_law(day, entry)
    for index, told in enumerate(entry["langkah"]):
        at = minute(told["jam"]) if "jam" in told else at + told.get("setelah", 3 if index else 0)
        add_step(scope, entry, index, told, min(at, 1439), person, ruling)
    for number, found in enumerate(entry.get("temuan", ()), 1):
        needed = words.guard(scope, found["jika"])
        day.find(
            id=f"{name}_{number}",
            at="selesai",
            when=needed,
            watch=[comparison[0] for comparison in needed],
            title=found["judul"],
            text=found["teks"],
            severity=found["tingkat"],
            sources=found.get("sumber", entry["sumber"]),
        )


def ask_law(day: Day, entry: Entry) -> IncidentDecision | None:
    """Ask the law room about incidents it knows: its sources and its mark go with the author's words."""
    if "hukum" not in entry:
        return None
    try:
        return decide_kejadian(entry["hukum"], day.ruleset)
    except BadInput as error:
        raise ContentError(f"'{entry['id']}': {error}") from error


def add_step(scope: words.Scope, entry: Entry, index: int, told: Entry, at: int, person: Any, ruling: IncidentDecision | None) -> None:
    """Add one choice of the chain."""
    day = scope.day
    role = told.get("peran", entry["peran"])
    where = {
        "tps": day.place.tps,
        "desa": day.place.desa,
        "nama": person.nama.title(),
        "sapaan": person.sapaan,
        "panggilan": person.panggilan,
        "tps_lain": cards.other_tps(day),
    }
    sources = [*told.get("sumber", entry["sumber"]), *(ruling.sumber if ruling else ())]
    marks = {told.get("tanda", entry.get("tanda", "seen")), str(ruling.mark) if ruling else "seen"}
    scored = marks == {"seen"} and day.seen(sources)
    why = told.get("mengapa", entry["mengapa"]) + (f" {entry['angka']}" if "angka" in entry else "")
    step: dict[str, Any] = {
        "id": f"{scope.prefix}_{index + 1}",
        "kind": "choice",
        "phase": told.get("fase", entry["fase"]),
        "role": role,
        "day": told.get("hari", entry.get("hari", DEFAULT_DAY.get(entry["fase"], "H"))),
        "minute": at,
        "place": told.get("tempat", STAFF[role]),
        "title": told.get("judul", entry["judul"]).format_map(where),
        "prompt": told.get("tanya", "Apa yang Anda lakukan?").format_map(where),
        "skills": told.get("keterampilan", entry["keterampilan"]),
        "sources": sources,
        "why": why.format_map(where) + ("" if scored else " (Belum diverifikasi: tidak dinilai.)"),
        "when": words.guard(scope, told.get("jika", [])),
        "cards": [cards.free_card(day, card) for card in told.get("kartu", ())],
        "options": day.draw.child(f"urut/{scope.prefix}/{index}").shuffle(options(scope, told, index, scored, where)),
    }
    speaks = told.get("orang", entry.get("orang", {}))
    if "ucapan" in told or "ucapan" in speaks:
        says = told.get("ucapan", speaks.get("ucapan", "")).format_map(where)
        step["person"] = {
            "nama": speaks.get("nama", where["nama"]),
            "sapaan": "" if "nama" in speaks else where["sapaan"],
            "says": says,
            "jk": person.jk,
        }
    if "otomatis" in told:
        step["auto"] = told["otomatis"]
    day.add(step)


def options(scope: words.Scope, told: Entry, index: int, scored: bool, where: dict[str, str]) -> list[dict[str, Any]]:
    """Make the options of one choice; one of them at least is right."""
    made = []
    for at, each in enumerate(told.get("pilihan", ()), 1):
        right = each.get("benar", False)
        points = each.get("poin", POINTS if right else 0) if scored else 0
        effects = words.translate(scope, each.get("akibat", []))
        option = outcome(
            each["hasil"].format_map(where), each["umpan"].format_map(where), points, effects, each.get("pelanggaran", "") if scored else ""
        )
        option |= {"id": each.get("id", f"p{at}"), "text": each["teks"].format_map(where), "right": int(right)}
        made.append({**option, "sources": each["sumber"]} if "sumber" in each else option)
    if not any(option["right"] for option in made):
        raise ContentError(f"{scope.where} langkah {index + 1}: belum ada pilihan yang benar")
    return made
