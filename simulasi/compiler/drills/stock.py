"""Stock and order: how many ballots a TPS gets, how many are reserve, and what comes after what when the meeting is opened and closed."""

from simulasi.compiler.draw import Draw
from simulasi.compiler.drills.item import Desk, Item, Topic, frame, outcomes, seen
from simulasi.rules.model import Task
from simulasi.rules.vocabulary import Mark
from simulasi.rules.voters import ballots_supplied, reserve

RATE = ("pungut-s36", "pungut-s35")
ORDERS = {"pembukaan": ("OPENING", "pembukaan", "Urutan membuka rapat"), "penutupan": ("CLOSING", "penutupan", "Urutan menutup pemungutan")}
LENGTH = 5


def topics(desk: Desk) -> list[Topic]:
    """Reserve, supply, and the two orders."""
    made = [Topic(f"stok-{name}", "persiapan", make_count, name) for name in ("cadangan", "diterima")]
    return [*made, *(Topic(f"urut-{name}", ORDERS[name][1], make_order, name) for name in ORDERS)]


def make_count(desk: Desk, draw: Draw, key: str) -> Item | None:
    """Draw a DPT and ask for the reserve, or for all there should be."""
    rules = desk.ruleset
    dpt = draw.between(120, rules.tps_max)
    if not seen(RATE):
        return None
    extra, total = reserve(dpt, rules), ballots_supplied(dpt, rules)
    rate = f"{rules.reserve_numerator * 100 // rules.reserve_denominator}% dari DPT, dibulatkan ke atas"
    answer = extra if key == "cadangan" else total
    asked = (
        "Berapa lembar cadangan untuk satu jenis surat suara?"
        if key == "cadangan"
        else "Berapa lembar satu jenis surat suara yang harus diterima?"
    )
    text = f"cadangan {extra} lembar, seluruhnya {dpt} + {extra} = {total}"
    step = frame(
        "number",
        "persiapan",
        "Hitung surat suara yang diterima",
        f"DPT TPS {draw.between(1, 60):03d} berisi {dpt} pemilih. {asked}",
        f"Cadangan {rate}.",
        RATE,
        expect=["jawab"],
        outcomes=outcomes({"tepat": f"Tepat: {text}.", "salah": f"Cadangan {rate}: {text}."}),
    )
    return Item(step, counters={"jawab": answer})


def make_order(desk: Desk, draw: Draw, key: str) -> Item | None:
    """Draw some of the acts and ask for their order."""
    name, phase, title = ORDERS[key]
    tasks: list[Task] = [task for task in getattr(desk.ruleset.part("opening"), name) if task.mark == Mark.SEEN and seen(task.sumber)]
    if len(tasks) < LENGTH - 1:
        return None
    kept = set(draw.shuffle(range(len(tasks)))[: LENGTH - draw.below(2)])
    chosen = [task for at, task in enumerate(tasks) if at in kept]
    said = "; ".join(f"{at}) {task.text[0].lower()}{task.text[1:]}" for at, task in enumerate(chosen, 1))
    shuffled = draw.child("acak").shuffle(chosen)
    if shuffled == chosen:
        shuffled.reverse()
    step = frame(
        "order",
        phase,
        title,
        f"Pukul {draw.between(6, 7):02d}.{draw.between(0, 59):02d}. Ketuk menurut urutan yang benar."
        if key == "pembukaan"
        else f"Pukul 13.{draw.between(0, 59):02d}, pemilih terakhir sudah pulang. Ketuk menurut urutan yang benar.",
        "Urutan ini membuat setiap langkah dapat disaksikan sebelum langkah berikutnya.",
        [source for task in chosen for source in task.sumber],
        items=[{"id": task.id, "text": task.text} for task in shuffled],
        expect=[task.id for task in chosen],
        outcomes={
            name: {**each, "points": 0}
            for name, each in outcomes({"tepat": "Urutannya tepat.", "salah": f"Yang tepat: {said}."[:415]}).items()
        },
    )
    return Item(step)
