"""The fixed frame of a day: what must come, the opening, the quiet hours, the closing work, the sealing. Orders come from the law room."""

from typing import Any

from simulasi.compiler import ballots, cards
from simulasi.compiler.books import Effects, attend, cast, hand_out, low, vote
from simulasi.compiler.day import POINTS, Day, outcome
from simulasi.compiler.people import Person
from simulasi.rules.clock import clock
from simulasi.rules.model import Task
from simulasi.rules.vocabulary import Mark

BUNDLE = 10
QUIET_FROM, QUIET_TO = 7 * 60 + 40, 12 * 60 + 20
FEWEST = 3
ORDER_LENGTH = {"singkat": 5, "sedang": 6}
LONGEST = 10
ANY_TIME = ("C10", "C16", "C22")
"""Work of the count that has no place of its own in an order: strays, objections, the next box."""
COUNT_ANNOUNCED = 13 * 60 + 38


def base(day: Day, key: str, phase: str, role: str, when: tuple[str, int], **more: Any) -> dict[str, Any]:
    """Start a fixed step from the words authored for it."""
    text = day.content.text(key)
    return {
        "id": key,
        "phase": phase,
        "role": role,
        "day": when[0],
        "minute": when[1],
        "title": text["judul"],
        "prompt": text["tanya"],
        "skills": text["keterampilan"],
        "sources": list(text["sumber"]),
        "why": text["mengapa"],
        "cards": [cards.free_card(day, card) for card in text.get("kartu", ())],
        **more,
    }


def numbered(day: Day, step: dict[str, Any], key: str, expect: list[str], **fill: str) -> None:
    """Ask for a number that the counters know."""
    text = day.content.text(key)
    points = POINTS if day.seen(step["sources"]) else 0
    hasil = text.get("hasil", "Angkanya dicatat.")
    made = {"tepat": outcome(hasil, text["tepat"], points), "salah": outcome(hasil, text["salah"])}
    day.add(
        {
            **step,
            "kind": "number",
            "expect": expect,
            "outcomes": made,
            **{name: step[name].format(**fill) for name in ("title", "prompt") if fill},
        }
    )


def ordered(day: Day, step: dict[str, Any], key: str, items: list[tuple[str, str]]) -> None:
    """Ask for an order; the items are shown in a drawn order that is never the right one. An order nobody has seen is not asked for."""
    if len(items) < FEWEST or not day.seen(step["sources"]):
        return
    text = day.content.text(key)
    shown = day.draw.child(f"urut/{step['id']}").shuffle(items)
    if shown == items:
        shown = items[1:] + items[:1]
    made = {"tepat": outcome(text["hasil"], text["tepat"]), "salah": outcome(text["hasil"], text["salah"])}
    day.add(
        {
            **step,
            "kind": "order",
            "items": [{"id": name, "text": words} for name, words in shown],
            "expect": [name for name, _ in items],
            "outcomes": made,
        }
    )


def tasks(day: Day, part: str, name: str) -> list[tuple[str, str]]:
    """Draw as many tasks of a fixed order as the size allows; only those seen are asked for."""
    known: list[Task] = [
        task for task in getattr(day.ruleset.part(part), name) if day.ruleset.mark(task.mark) == Mark.SEEN and task.id not in ANY_TIME
    ]
    wanted = ORDER_LENGTH.get(day.size_name, LONGEST)
    kept = set(day.draw.child(f"tugas/{part}/{name}").sample([(task.id, 1) for task in known], wanted))
    return [(task.id, task.text) for task in known if task.id in kept]


def add_preparation(day: Day) -> None:
    """H-1: how many ballots of each kind must come."""
    card = cards.numbers(f"DPT {day.place.tps}", [("Pemilih laki-laki", "pemilih_dpt_l"), ("Pemilih perempuan", "pemilih_dpt_p")])
    step = base(day, "logistik", "persiapan", "kpps_2", ("H-1", 14 * 60 + 30))
    step["cards"].append(card)
    numbered(day, step, "logistik", ["surat_suara_seharusnya"])


def add_opening(day: Day) -> None:
    """07.00: the order of the opening, then the ballots counted, kind by kind."""
    hours = day.ruleset.hours
    ordered(day, base(day, "buka", "pembukaan", "kpps_1", ("H", hours.open)), "buka", tasks(day, "opening", "OPENING"))
    draw = day.draw.child("hitung-awal")
    for at, election in enumerate(draw.sample([(each, 1) for each in day.elections], 1 if day.size_name == "singkat" else 2)):
        total = day.initial[f"surat_suara_diterima_{low(election)}"]
        step = base(day, "terima", "pembukaan", ("kpps_2", "kpps_3")[at], ("H", hours.open + 12 + at))
        step["id"] = f"terima_{low(election)}"
        step["cards"].append(bundles(draw, election, total))
        numbered(day, step, "terima", [f"surat_suara_diterima_{low(election)}"], jenis=day.ruleset.election(election).short)


def bundles(draw: Any, election: str, total: int) -> dict[str, Any]:
    """Lay the ballots out in bundles and loose sheets, to be added up."""
    size = BUNDLE if total < 80 else 5 * BUNDLE
    full, loose = divmod(total, size)
    if full > 1 and loose < size // 2:
        full, loose = full - 1, loose + size
    apart = draw.between(1, max(1, loose - 1))
    text = f"{full} ikat berisi {size} lembar, {loose - apart} lembar lepas di meja, dan {apart} lembar di sampul cadangan."
    return {"type": "benda", "title": f"Surat suara {election}", "text": text}


def add_quiet_hours(day: Day, voters: list[Person], judged: dict[str, int]) -> None:
    """Ordinary voters are served while nothing is asked; of each election so many papers (`judged`) are kept for the judging."""
    left = dict(judged)
    parts = 2 if len(voters) < 10 else 3 if len(voters) < 40 else 6
    span = (QUIET_TO - QUIET_FROM) // parts
    for part in range(parts):
        here = voters[part::parts]
        effects: Effects = []
        for person in here:
            effects += ordinary(day, person, left)
        began = QUIET_FROM + part * span
        step = base(day, "ramai", "pemungutan", "kpps_1", ("H", began + span - 1))
        fill = {"jumlah": str(len(here)), "dari": clock(began).replace(":", "."), "sampai": clock(began + span - 1).replace(":", ".")}
        text = day.content.text("ramai")
        # Nothing is decided here: both ways go on, one lets the crew rest by turns.
        options = [
            outcome(each["hasil"], each["umpan"], 0, effects) | {"id": f"p{at}", "text": each["teks"], "right": 1}
            for at, each in enumerate(text["pilihan"], 1)
        ]
        day.add({**step, "id": f"ramai_{part + 1}", "kind": "choice", "prompt": step["prompt"].format(**fill), "options": options})


def ordinary(day: Day, person: Person, left: dict[str, int]) -> Effects:
    """Let one DPT voter vote without incident; what the papers say comes out when the box is opened."""
    effects = attend("DPT", person.jk, day.elections) + hand_out(day.elections) + cast(day.elections)
    draw = day.draw.child(f"biasa/{person.row}")
    for election in day.elections:
        if left.get(election, 0) > 0:
            left[election] -= 1
        else:
            day.called[election].append(vote(election, ballots.draw_vote(day.law, draw, election)))
    return effects


def add_closing(day: Day) -> None:
    """13.00: the order of the closing work, the ballots used."""
    close = day.ruleset.hours.close
    ordered(day, base(day, "tutup", "penutupan", "kpps_1", ("H", close + 12)), "tutup", tasks(day, "opening", "CLOSING"))
    counted = list(day.judged)
    for at, election in enumerate(counted[:1] if day.size_name == "singkat" else counted):
        e = low(election)
        short = day.ruleset.election(election).short
        rows = [
            ("Diterima", f"surat_suara_diterima_{e}"),
            ("Sisa di meja", f"surat_suara_tidak_digunakan_{e}"),
            ("Rusak atau keliru coblos", f"surat_suara_rusak_{e}"),
        ]
        step = base(day, "pakai", "penutupan", "kpps_2", ("H", close + 15 + at), id=f"pakai_{e}")
        step["cards"].append(cards.numbers(f"Surat suara {short}", rows))
        numbered(day, step, "pakai", [f"surat_suara_digunakan_{e}"], jenis=short)


def add_order_of_count(day: Day) -> None:
    """Before the first box: the order in which one box is counted."""
    ordered(
        day,
        base(day, "urutan_hitung", "penghitungan", "kpps_1", ("H", COUNT_ANNOUNCED)),
        "urutan_hitung",
        tasks(day, "counting", "SEQUENCE"),
    )


def add_sealing(day: Day, minute: int) -> None:
    """The order of the last work at the TPS."""
    ordered(day, base(day, "segel", "penyegelan", "kpps_7", ("H", minute)), "segel", tasks(day, "counting", "SEALING"))
