"""What was written down more than once: strokes beside figures, copies and Sirekap beside C.HASIL, bundles beside the sums. I13, I14 and I15.

A day's own C.HASIL is written once on a phone, so nothing of it could differ; here both are shown, one slip of the pen at most between them.
"""

from collections.abc import Callable
from typing import Any

from simulasi.compiler.draw import Draw
from simulasi.compiler.drills.figures import FINE, Form, first_pairs, true_form
from simulasi.compiler.drills.item import Desk, Item, Topic, choices, frame, seen
from simulasi.rules.identities import check_c_hasil
from simulasi.rules.shared.c_hasil import IDENTITIES

ASKED = {
    "I13": "Turus tidak sama dengan angkanya",
    "I14": "Salinan atau Sirekap tidak sama dengan C.HASIL",
    "I15": "Ikatan surat suara tidak sama dengan V.A atau V.B",
}
SLIPS = (-10, -1, 1, 10)
PAIRS = ("pair:1", "pair:2", "pair:3")


def topics(desk: Desk) -> list[Topic]:
    """One topic for each place where two numbers must be one, and an evening on which all of them are."""
    return [Topic(f"banding-{name.lower()}", "c_hasil", make, name) for name in ("sama", *ASKED)]


def true_copies(form: Form) -> dict[str, Any]:
    """Write everything down again, without a slip: the keys are those of the law's own input."""
    votes = dict(form["IV"])
    return {
        "turus": {"IV": dict(votes), "V.B": form["V.B"]},
        "salinan": [{"IV": dict(votes), "V.A": form["V.A"], "V.B": form["V.B"]}],
        "sirekap": {"IV": dict(votes), "V.A": form["V.A"], "V.B": form["V.B"]},
        "ikatan": {"IV": dict(votes), "V.B": form["V.B"]},
    }


def slip(draw: Draw, sheet: dict[str, Any], lines: tuple[str, ...]) -> None:
    """Write one number of a sheet otherwise, never below nothing."""
    line = draw.pick(lines)
    place = sheet["IV"] if line in PAIRS else sheet
    by = draw.pick(SLIPS)
    place[line] += by if place[line] + by >= 0 else -by


ERRORS: dict[str, Callable[[Draw, dict[str, Any]], None]] = {
    "sama": lambda draw, copies: None,
    "I13": lambda draw, copies: slip(draw, copies["turus"], (*PAIRS, "V.B")),
    "I14": lambda draw, copies: slip(draw, draw.pick((copies["salinan"][0], copies["sirekap"])), (*PAIRS, "V.A", "V.B")),
    "I15": lambda draw, copies: slip(draw, copies["ikatan"], (*PAIRS, "V.B")),
}


def make(desk: Desk, draw: Draw, key: str) -> Item | None:
    """Draw a form and what was written beside it, let one of them slip, ask the law which rule is broken."""
    form = true_form(draw, desk)
    copies = true_copies(form)
    ERRORS[key](draw, copies)
    found = check_c_hasil([{"id": "a", "election": first_pairs(desk), "baris": form, **copies}], desk.ruleset)
    broken = [each.identitas for each in found if each.identitas in ASKED]
    sources = [source for name in broken or ASKED for source in IDENTITIES[name].sumber]
    if not seen(sources):
        return None
    answer = ASKED[broken[0]] if broken else FINE
    why = (
        f"{IDENTITIES[broken[0]].text}. Sebab yang biasa: {IDENTITIES[broken[0]].cause}."
        if broken
        else "Setiap angka yang ditulis dua kali sama."
    )
    card, counters = table(form, copies)
    step = frame(
        "choice",
        "c_hasil",
        "Bandingkan dengan C.HASIL",
        "Turus, ikatan, salinan, dan bacaan Sirekap ditaruh di sebelah C.HASIL. Apa yang tidak cocok?",
        why,
        sources,
        cards=[card],
        options=choices(draw.child("pilih"), answer, [*ASKED.values(), FINE], why),
    )
    return Item(step, counters=counters)


def table(form: Form, copies: dict[str, Any]) -> tuple[dict[str, Any], dict[str, int]]:
    """Write all of it as one card of numbers, number by number as one compares them."""
    rows, counters = [], {}

    def put(label: str, name: str, value: int) -> None:
        counters[name] = value
        rows.append([label, name])

    sheets = (("turus", copies["turus"]), ("salinan", copies["salinan"][0]), ("Sirekap", copies["sirekap"]))
    for at, who in enumerate(PAIRS, 1):
        put(f"C.HASIL, pasangan {at}", f"c_{at}", form["IV"][who])
        for label, sheet in sheets:
            put(f"Pasangan {at}, {label}", f"{label.lower()}_{at}", sheet["IV"][who])
    put("C.HASIL, suara sah (V.A)", "c_va", form["V.A"])
    put("Lembar dalam semua ikatan sah", "ikatan_va", sum(copies["ikatan"]["IV"].values()))
    for label, sheet in sheets[1:]:
        put(f"Suara sah, {label}", f"{label.lower()}_va", sheet["V.A"])
    put("C.HASIL, tidak sah (V.B)", "c_vb", form["V.B"])
    put("Lembar dalam ikatan tidak sah", "ikatan_vb", copies["ikatan"]["V.B"])
    for label, sheet in sheets:
        put(f"Tidak sah, {label}", f"{label.lower()}_vb", sheet["V.B"])
    return {"type": "angka", "title": "C.HASIL dan yang di sebelahnya", "rows": rows}, counters
