"""The whole day of one rule set as a list to look things up in: calendar, seats, layout, logistics, opening, counting, recount and repeat voting, forms.

One shape for every part, so that the command `aturan hari` and the page say the same.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from simulasi.rules.c_hasil import form_catalogue
from simulasi.rules.clock import clock
from simulasi.rules.errors import BadInput
from simulasi.rules.model import Fact, Role, Ruleset, Task, Trigger
from simulasi.rules.shared.logistics import count_items
from simulasi.rules.vocabulary import PHASES, Mark

DEFAULT_DPT = 250


@dataclass(frozen=True, slots=True)
class Item:
    """One line: what, who, when, how many, from where, how sure."""

    teks: str
    sumber: tuple[str, ...]
    tanda: Mark
    siapa: tuple[str, ...] = ()
    kapan: str = ""
    jumlah: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the day."""

    id: str
    judul: str
    butir: tuple[Item, ...] = field(default=())


def handbook(ruleset: Ruleset, dpt: int = DEFAULT_DPT) -> tuple[Section, ...]:
    """List every part of the day; quantities are for a TPS with so many voters in its DPT."""
    if not 1 <= dpt <= ruleset.tps_max:
        raise BadInput(f"dpt harus 1 sampai {ruleset.tps_max} untuk aturan {ruleset.id}")
    opening, counting, roles, revote = (ruleset.part(name) for name in ("opening", "counting", "roles", "revote"))
    parts: Iterable[tuple[str, str, Iterator[Item]]] = (
        ("jadwal", "Jadwal H-5 sampai H+1 pukul 12.00", moments(ruleset)),
        ("petugas", "Tujuh anggota KPPS dan dua petugas ketertiban", duties(ruleset)),
        ("denah", "Denah TPS", facts(ruleset, roles.LAYOUT.values())),
        ("logistik", f"Perlengkapan untuk DPT {dpt}", logistics(ruleset, dpt)),
        ("pembukaan", "Pembukaan rapat", tasks(ruleset, opening.OPENING)),
        ("penjelasan", "Yang dijelaskan Ketua", facts(ruleset, opening.EXPLANATION)),
        ("penutupan", "Penutupan pemungutan", tasks(ruleset, opening.CLOSING)),
        ("penghitungan", "Urutan penghitungan C00 sampai C22", tasks(ruleset, counting.SEQUENCE)),
        ("turus", "Turus dan pembetulan", facts(ruleset, (counting.ORDER, *counting.FRAME, *counting.TURUS, counting.CORRECTION))),
        ("keberatan", "Keberatan", tasks(ruleset, counting.OBJECTION)),
        ("penyegelan", "Penyegelan dan penyerahan", tasks(ruleset, counting.SEALING)),
        ("larangan", "Yang tidak boleh", facts(ruleset, counting.MUST_NOT)),
        ("hitung-ulang", "Penghitungan suara ulang", grounds(ruleset, counting.RECOUNT, counting.RECOUNT_PROCESS)),
        ("psu", "Pemungutan suara ulang", grounds(ruleset, revote.TRIGGERS, revote.PROCESS)),
        ("formulir", "Formulir", forms(ruleset)),
    )
    return tuple(Section(name, title, tuple(made)) for name, title, made in parts)


def moments(ruleset: Ruleset) -> Iterator[Item]:
    """The calendar."""
    for each in ruleset.part("timeline").TIMELINE:
        when = each.day if (each.start, each.end) == (0, 24 * 60 - 1) else f"{each.day} {clock(each.start)}-{clock(each.end)}"
        yield Item(each.title, each.sumber, ruleset.mark(each.mark), each.who, when)


def duties(ruleset: Ruleset) -> Iterator[Item]:
    """What each seat does, phase by phase."""
    people: tuple[Role, ...] = (*ruleset.roles, *ruleset.ketertiban)
    for role in people:
        for phase, told in role.duties.items():
            for fact in told:
                yield Item(fact.text, fact.sumber, ruleset.mark(fact.mark), (role.id,), PHASES.get(phase, phase))
    split: Fact = ruleset.part("roles").SPLIT
    yield Item(split.text, split.sumber, ruleset.mark(split.mark))


def logistics(ruleset: Ruleset, dpt: int) -> Iterator[Item]:
    """What must come, with numbers where a source gives one."""
    for each, count in count_items(ruleset, dpt):
        yield Item(each.text, each.sumber, ruleset.mark(each.mark), jumlah=count)


def tasks(ruleset: Ruleset, listed: Iterable[Task]) -> Iterator[Item]:
    """A fixed order of work."""
    for number, each in enumerate(listed, 1):
        yield Item(each.text, each.sumber, ruleset.mark(each.mark), each.who, f"{number}")


def facts(ruleset: Ruleset, listed: Iterable[Fact]) -> Iterator[Item]:
    """Facts without an order."""
    for each in listed:
        yield Item(each.text, each.sumber, ruleset.mark(each.mark))


def grounds(ruleset: Ruleset, triggers: Iterable[Trigger], process: Fact) -> Iterator[Item]:
    """What leads to counting or voting again, then who decides and until when."""
    for each in triggers:
        yield Item(f"{each.text} ({'wajib' if each.wajib else 'dapat'})", each.sumber, ruleset.mark(each.mark))
    yield Item(process.text, process.sumber, ruleset.mark(process.mark))


def forms(ruleset: Ruleset) -> Iterator[Item]:
    """Every form: what for, who fills and signs it, to whom copies go."""
    for form in form_catalogue(ruleset):
        copies = "; ".join(f"{copy.to}: {copy.count}" for copy in form.copies)
        text = f"{form.name}: {form.purpose}. Ditandatangani {', '.join(form.signed_by)}." + (f" Salinan: {copies}." if copies else "")
        yield Item(text, form.sumber, ruleset.mark(form.mark), form.filled_by, form.when)
