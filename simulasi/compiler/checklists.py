"""The checklist pack: the code of conduct by phase and role, and the working lists counted and ordered by the law room.

Completeness only, never points: the engine has no way to give a tick any.
"""

from typing import Any

from simulasi.compiler.encode import Compiled
from simulasi.compiler.errors import ContentError
from simulasi.compiler.listing import PLACES, Step, list_pack, list_step
from simulasi.compiler.load_content import Entry, load_content, load_lists
from simulasi.rules import get_ruleset
from simulasi.rules.errors import BadInput
from simulasi.rules.model import Ruleset
from simulasi.rules.shared.forms import COPIES
from simulasi.rules.shared.logistics import count_items
from simulasi.rules.voter_decision import names

PARTS = {
    "S": ("persiapan", "H-3", "sebelum hari pemungutan"),
    "H": ("pemungutan", "H", "hari pemungutan"),
    "P": ("penyegelan", "H+1", "sesudahnya"),
}
ALL = "semua"
CONDUCT = {True: "etik-tatakelola", False: "etik-tatakelola-b"}


def compile_checklists(ruleset: Ruleset | str) -> Compiled:
    """Compile the lists of one rule set."""
    if isinstance(ruleset, str):
        try:
            ruleset = get_ruleset(ruleset)
        except BadInput as error:
            raise ContentError(str(error)) from error
    lists = load_lists()
    steps = [*working_steps(ruleset, lists["daftar"]), old_names(ruleset, lists["kamus"]), *conduct_steps(lists["butir"])]
    steps.sort(key=lambda step: [day for _, day, _ in PARTS.values()].index(step["day"]))
    names = ("daftar_periksa", "tetap", "daftar", f"Daftar periksa {ruleset.title}")
    return list_pack(ruleset, load_content(PLACES).revision, names, steps)


def working_steps(ruleset: Ruleset, lists: list[Entry]) -> list[Step]:
    """The lists of the whole crew: from the law what it counts, orders, hands out or forbids; the rest as authored."""
    opening, counting = ruleset.part("opening"), ruleset.part("counting")
    made = [
        working("logistik", "S", "Perlengkapan TPS", [(quantity(item, count), item.sumber) for item, count in count_items(ruleset, 0)]),
        working("denah", "S", "Denah TPS", [(fact.text, fact.sumber) for fact in ruleset.part("roles").LAYOUT.values()]),
        working("pembukaan", "H", "Pembukaan rapat", [(task.text, task.sumber) for task in opening.OPENING]),
        working(
            "penjelasan",
            "H",
            "Yang dijelaskan Ketua",
            [(fact.text[0].upper() + fact.text[1:], fact.sumber) for fact in opening.EXPLANATION],
        ),
        working("penutupan", "H", "Penutupan pemungutan", [(task.text, task.sumber) for task in opening.CLOSING]),
        working("penghitungan", "P", "Urutan penghitungan", [(task.text, task.sumber) for task in counting.SEQUENCE]),
        working("salinan", "P", "Salinan C.HASIL", [(f"Salinan untuk {copy.to}: {copy.when}", copy.fact.sumber) for copy in COPIES]),
        working("penyegelan", "P", "Penyegelan dan penyerahan", [(task.text, task.sumber) for task in counting.SEALING]),
        working("larangan", "P", "Yang tidak boleh", [(f"Tidak {fact.text}", fact.sumber) for fact in counting.MUST_NOT]),
    ]
    return made + [working(each["id"], each["fase"], each["judul"], [(text, each["sumber"]) for text in each["butir"]]) for each in lists]


def old_names(ruleset: Ruleset, entries: list[Entry]) -> Step:
    """The old names of forms that are still heard, with what they are called now: to recognise, never to answer with."""
    words = names(ruleset) | {"daftar_hadir": ", ".join(group.attendance_form for group in ruleset.groups.values())}
    rows = [(f"“{each['lama']}” sekarang {each['baru'].format_map(words)}: {each['arti']}", tuple(each["sumber"])) for each in entries]
    return working("kamus", "S", "Nama formulir lama", rows)


def quantity(item: Any, count: int) -> str:
    """Write an item with its number, or how the number comes from the DPT."""
    if item.per == "ballot":
        return f"{item.text}: tiap jenis sejumlah DPT ditambah cadangan, dihitung sendiri"
    if item.per == "dpt":
        return f"{item.text}: sejumlah pemilih dalam DPT"
    return f"{item.text}: {count}" if count else item.text


def conduct_steps(items: list[Entry]) -> list[Step]:
    """The code of conduct, one list per phase and role; an item of two phases stands in both."""
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for each in items:
        for phase in each["fase"]:
            for role in each["peran"]:
                sources = each.get("sumber", [CONDUCT[each["tanda"] == "seen"]])
                item = {"id": f"{each['id']}-{phase.lower()}-{role}", "text": each["teks"], "asas": each["asas"], "sources": list(sources)}
                groups.setdefault((phase, role), []).append(item)
    return [
        step(f"etik-{phase.lower()}-{role}", phase, role, f"Kode etik, {PARTS[phase][2]}{'' if role == ALL else ', tugas Anda'}", made)
        for (phase, role), made in sorted(groups.items())
    ]


def working(name: str, phase: str, title: str, rows: list[tuple[str, tuple[str, ...]]]) -> Step:
    """Make one working list for the whole crew."""
    items = [{"id": f"{name}-{at}", "text": text, "sources": list(sources)} for at, (text, sources) in enumerate(rows, 1)]
    return step(f"kerja-{name}", phase, ALL, title, items)


def step(name: str, phase: str, role: str, title: str, items: list[dict[str, Any]]) -> Step:
    """Make one checklist step."""
    part, day, _ = PARTS[phase]
    words = (title, "Centang yang sudah. “Belum” juga jawaban yang jujur.", "Daftar ini untuk kelengkapan, tidak dinilai.")
    return list_step(name.replace("_", "-"), role, (part, day), words, items)
