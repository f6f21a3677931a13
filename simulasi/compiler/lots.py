"""Ordinary papers of a box, called in lots: nobody disputes them, and only now do their votes exist."""

from simulasi.compiler import fixed
from simulasi.compiler.books import Effects
from simulasi.compiler.day import Day, outcome

LOT = 100


def add_lots(day: Day, elections: tuple[str, ...], name: str, minute: int) -> int:
    """Call the ordinary papers of these boxes, a hundred at a time. Return the minute after."""
    called = [vote for election in elections for vote in day.called[election]]
    lots = [called[at : at + LOT] for at in range(0, len(called), LOT)]
    text = day.content.text("buka_banyak")
    for number, lot in enumerate(lots, 1):
        fill = {"jumlah": str(len(lot)), "jenis": " dan ".join(day.ruleset.election(election).short for election in elections)}
        step = fixed.base(day, "buka_banyak", "penghitungan", "kpps_1", ("H", minute), id=f"buka_{name}_{number}")
        effects: Effects = [effect for vote in lot for effect in vote]
        # Nothing is decided here: papers nobody disputes are called, in one seat or by turns.
        options = [
            outcome(each["hasil"], each["umpan"], 0, effects) | {"id": f"p{at}", "text": each["teks"], "right": 1}
            for at, each in enumerate(text["pilihan"], 1)
        ]
        step |= {key: step[key].format(**fill) for key in ("title", "prompt")}
        day.add({**step, "kind": "choice", "options": options})
        minute += 1
    return minute
