"""C.HASIL arithmetic: one form, at most one line that does not add up. `check_c_hasil` says which; the errors are those of published TPS.

Weights: which sums failed in 70 of 348 TPS read on 16-2-2024 (hitung-s42): B4/V.C 34, IV/V.A 28, L+P 20, V.A+V.B 7, B1+B2+B3 6, B1>A 6.
"""

from collections.abc import Callable
from typing import Any

from simulasi.compiler.draw import Draw
from simulasi.compiler.drills.item import Desk, Item, Topic, choices, frame, outcomes, seen
from simulasi.rules.identities import check_c_hasil
from simulasi.rules.shared.c_hasil import IDENTITIES
from simulasi.rules.voters import ballots_supplied

ASKED = {
    "I01": "Laki-laki dan perempuan tidak menjadi jumlahnya",
    "I02": "I.B.4 bukan jumlah I.B.1, I.B.2, dan I.B.3",
    "I03": "I.B.1 lebih besar daripada DPT",
    "I05": "II.1 bukan jumlah II.2, II.3, dan II.4",
    "I06": "II.2 tidak sama dengan I.B.4",
    "I07": "V.C bukan jumlah V.A dan V.B",
    "I08": "V.C tidak sama dengan surat suara digunakan",
    "I09": "V.A bukan jumlah suara di bagian IV",
}
FINE = "Semuanya cocok"
Form = dict[str, Any]


def topics(desk: Desk) -> list[Topic]:
    """What does not add up, one topic for each sum; a form that is right; and the number that is missing."""
    made = [Topic(f"angka-{name.lower()}", "c_hasil", make, name) for name in ("cocok", *ASKED)]
    return [*made, Topic("angka-sisa", "c_hasil", make_missing, "")]


def true_form(draw: Draw, desk: Desk) -> Form:
    """Draw a form on which everything adds up, in the ranges of real TPS (penghitungan.md 7.5)."""
    dpt_l, dpt_p = draw.between(118, 150), draw.between(118, 150)
    dpt, come = dpt_l + dpt_p, draw.between(68, 88)
    users_l, users_p = dpt_l * come // 100, dpt_p * come // 100
    movers, special = (draw.between(0, 6), draw.between(0, 5)), (draw.between(0, 4), draw.between(1, 4))
    voters = users_l + users_p + sum(movers) + sum(special)
    spoiled, invalid, received = draw.between(0, 4), draw.between(1, 12), ballots_supplied(dpt, desk.ruleset)
    first = (voters - invalid) * draw.between(20, 55) // 100
    second = (voters - invalid - first) * draw.between(30, 70) // 100

    def row(l: int, p: int) -> dict[str, int]:  # noqa: E741  (L and P are what the form calls them)
        return {"l": l, "p": p, "j": l + p}

    return {
        "I.A.1": row(dpt_l, dpt_p),
        "I.B.1": row(users_l, users_p),
        "I.B.2": row(*movers),
        "I.B.3": row(*special),
        "I.B.4": row(users_l + movers[0] + special[0], users_p + movers[1] + special[1]),
        "II.1": received,
        "II.2": voters,
        "II.3": spoiled,
        "II.4": received - voters - spoiled,
        "IV": {"pair:1": first, "pair:2": second, "pair:3": voters - invalid - first - second},
        "V.A": voters - invalid,
        "V.B": invalid,
        "V.C": voters,
    }


def slip_pen(draw: Draw, form: Form) -> None:
    """A row whose total was read wrongly: I01."""
    form["I.A.1"]["j"] += draw.pick((-10, -2, -1, 1, 2, 10))


def drop_special(draw: Draw, form: Form) -> None:
    """I.B.3 left out of the sum, the usual cause of I02; the rest was copied from it."""
    less = dict(form["I.B.3"])
    for x in "lpj":
        form["I.B.4"][x] -= less[x]
    form["II.2"] -= less["j"]
    form["II.4"] += less["j"]
    form["V.C"] -= less["j"]
    form["V.A"] -= less["j"]
    form["IV"]["pair:1"] -= less["j"]


def too_many(draw: Draw, form: Form) -> None:
    """One digit of I.B.1 was read wrongly and carried through: more users than voters, I03."""
    more = form["I.A.1"]["l"] - form["I.B.1"]["l"] + draw.between(1, 9)
    for line in ("I.B.1", "I.B.4"):
        form[line]["l"] += more
        form[line]["j"] += more
    for line in ("II.2", "V.C", "V.A"):
        form[line] += more
    form["IV"]["pair:1"] += more
    form["II.4"] -= more


def count_returned(draw: Draw, form: Form) -> None:
    """What was left over was counted wrongly: I05."""
    form["II.4"] += draw.pick((-5, -2, -1, 1, 2, 5))


def taken_home(draw: Draw, form: Form) -> None:
    """Ballots handed over that nobody signed for: II.2 and I.B.4 differ, I06 (and V.C follows I.B.4, so I08 is named beside it)."""
    lost = draw.between(1, 4)
    form["II.2"] += lost
    form["II.4"] -= lost


def wrong_sum(draw: Draw, form: Form) -> None:
    """V.A + V.B added wrongly where the box was right: I07."""
    form["V.B"] += draw.pick((1, 2, 9, 10))


def stray_paper(draw: Draw, form: Form) -> None:
    """A paper strayed into another box or out of it: V.C is what was counted, I08."""
    gap = -draw.between(1, 4)
    form["V.C"] += gap
    form["V.A"] += gap
    form["IV"]["pair:2"] += gap


def misread(draw: Draw, form: Form) -> None:
    """A figure of IV with a digit too many or another digit, as in 28 of 348 TPS: I09."""
    who = draw.pick(("pair:1", "pair:2", "pair:3"))
    form["IV"][who] += draw.pick((-10, -1, 1, 10, 100))


ERRORS: dict[str, Callable[[Draw, Form], None]] = {
    "cocok": lambda draw, form: None,
    "I01": slip_pen,
    "I02": drop_special,
    "I03": too_many,
    "I05": count_returned,
    "I06": taken_home,
    "I07": wrong_sum,
    "I08": stray_paper,
    "I09": misread,
}


def broken(desk: Desk, form: Form) -> list[str]:
    """Ask the law which sums fail, of those that are asked about."""
    found = check_c_hasil([{"id": "a", "election": first_pairs(desk), "baris": form}], desk.ruleset)
    return [each.identitas for each in found if each.identitas in ASKED]


def first_pairs(desk: Desk) -> str:
    """The election whose form has pairs only."""
    return next(election.id for election in desk.ruleset.elections if not desk.law.has_lists(election.id))


def make(desk: Desk, draw: Draw, key: str) -> Item | None:
    """Draw a form, spoil it as TPS do, ask the law what is wrong, offer sums that are right beside it."""
    form = true_form(draw, desk)
    ERRORS[key](draw, form)
    if form["II.4"] < 0 or min(form["IV"].values()) < 0:
        return None  # nobody writes that
    wrong = broken(desk, form)
    # One error may break two sums: the one it was made in is the answer, the other is not offered.
    right = key if key in wrong else FINE
    sources = list(IDENTITIES[right].sumber) if right != FINE else ["hitung-s42"]
    if not seen(sources):
        return None
    others = [ASKED[name] for name in draw.shuffle(name for name in ASKED if name not in wrong)][:3]
    answer = FINE if right == FINE else ASKED[right]
    offered = others if right == FINE else [*others[:2], FINE]
    why = f"{IDENTITIES[right].text}. Sebab yang biasa: {IDENTITIES[right].cause}." if right != FINE else "Setiap jumlah sudah cocok."
    card, counters = table(form)
    step = frame(
        "choice",
        "c_hasil",
        "Temukan yang tidak cocok",
        "Periksa C.HASIL ini baris demi baris. Apa yang tidak cocok?",
        why,
        ["hitung-s42", *sources],
        cards=[card],
        options=choices(draw.child("pilih"), answer, offered, why),
    )
    return Item(step, counters=counters)


def table(form: Form) -> tuple[dict[str, Any], dict[str, int]]:
    """Write the form as a card of numbers."""
    rows, counters = [], {}

    def put(label: str, name: str, value: int) -> None:
        counters[name] = value
        rows.append([label, name])

    for line, label in (
        ("I.A.1", "DPT"),
        ("I.B.1", "pengguna DPT"),
        ("I.B.2", "pengguna DPTb"),
        ("I.B.3", "pengguna DPK"),
        ("I.B.4", "jumlah"),
    ):
        for x in "lpj":
            put(f"{line} {label}, {'L+P' if x == 'j' else x.upper()}", f"{line.replace('.', '').lower()}_{x}", form[line][x])
    for line, label in (("II.1", "diterima"), ("II.2", "digunakan"), ("II.3", "dikembalikan, rusak"), ("II.4", "tidak digunakan")):
        put(f"{line} {label}", line.replace(".", "_").lower(), form[line])
    for who, votes in form["IV"].items():
        put(f"IV pasangan {who[-1]}", f"iv_{who[-1]}", votes)
    for line, label in (("V.A", "sah"), ("V.B", "tidak sah"), ("V.C", "sah dan tidak sah")):
        put(f"{line} {label}", line.replace(".", "_").lower(), form[line])
    return {"type": "angka", "title": "C.HASIL", "rows": rows}, counters


def make_missing(desk: Desk, draw: Draw, key: str) -> Item | None:
    """Draw the morning's and the evening's numbers and ask for the one that follows."""
    form = true_form(draw, desk)
    if not seen(IDENTITIES["I05"].sumber):
        return None
    text = f"{form['II.1']} - {form['II.2']} - {form['II.3']} = {form['II.4']}"
    step = frame(
        "number",
        "c_hasil",
        "Berapa yang tidak digunakan?",
        f"TPS {draw.between(1, 60):03d}: diterima {form['II.1']} lembar, digunakan {form['II.2']}, dikembalikan karena rusak atau keliru coblos {form['II.3']}. Berapa II.4?",
        f"{IDENTITIES['I05'].text}.",
        IDENTITIES["I05"].sumber,
        expect=["sisa"],
        outcomes=outcomes({"tepat": f"Tepat: {text}.", "salah": f"Yang tepat: {text}."}),
    )
    return Item(step, counters={"sisa": form["II.4"]})
