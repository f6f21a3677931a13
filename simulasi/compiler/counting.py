"""The count of one election: papers judged one by one, C.HASIL written, and what to do when it does not add up."""

from typing import Any

from simulasi.compiler import ballots, cards, fixed, forms, lots
from simulasi.compiler.books import Effects, cast, low, vote, vote_counter
from simulasi.compiler.day import POINTS, Day, outcome
from simulasi.compiler.words import gap
from simulasi.rules.vocabulary import Mark

BETWEEN = 8
MOST_MINUTES = 60


def add_count(day: Day, election: str, minute: int) -> int:
    """Add the count of one election that starts at `minute`; return the minute it ends."""
    minute = add_strays(day, election, minute)
    add_form(day, election, minute)
    add_mismatch(day, election, minute + 2)
    minute = lots.add_lots(day, (election,), low(election), add_papers(day, election, minute + 4))
    if election == day.elections[0]:
        add_bundles(day, election, minute)
    add_tally(day, election, minute)
    add_typing_error(day, election, minute + 2)
    return minute + BETWEEN


def short(day: Day, election: str) -> str:
    """Name an election in few letters."""
    return day.ruleset.election(election).short


def add_strays(day: Day, election: str, minute: int) -> int:
    """A paper of another election lies in this box, if somebody let it in: shown, and put where it belongs."""
    for other in day.elections:
        e, own = low(election), low(other)
        flag = f"nyasar_{own}_{e}"
        if flag not in day.used_flags():
            continue
        text = day.content.text("nyasar")
        fill = {"jenis": short(day, other), "kotak": short(day, election)}
        whom = ballots.draw_vote(day.law, day.draw.child(f"nyasar/{flag}"), other)
        acts: dict[str, tuple[int, Effects]] = {
            "pindah": (1, [[f"surat_suara_di_kotak_{e}", -1], *cast((other,)), *vote(other, whom)]),
            "tidak_sah": (0, [*vote(election, None), [gap(election)], [gap(other)]]),
            "sisih": (0, [[f"surat_suara_di_kotak_{e}", -1], [gap(other)]]),
        }
        options = []
        for (name, (right, effects)), words, said in zip(
            acts.items(), text["urut"], (text["tepat"], text["salah"], text["salah"]), strict=True
        ):
            made = outcome(text["hasil"].format(**fill), said.format(**fill), POINTS * right, effects)
            options.append({**made, "id": name, "text": words.format(**fill), "right": right})
        step = fixed.base(day, "nyasar", "penghitungan", "kpps_1", ("H", minute), id=f"nyasar_{own}_{e}")
        guard = [[flag, "==", 1], [f"surat_suara_di_kotak_{e}", ">=", 1]]
        day.add(
            {
                **step,
                "kind": "choice",
                "when": guard,
                "title": step["title"].format(**fill),
                "prompt": step["prompt"].format(**fill),
                "options": day.draw.child(f"urut/{flag}").shuffle(options),
            }
        )
        minute += 1
    return minute


def add_papers(day: Day, election: str, minute: int) -> int:
    """Judge the papers drawn for this box, then those that are in it because of what was decided in the morning."""
    draw = day.draw.child(f"kotak/{election}")
    recipes = draw.sample(ballots.recipes_for(day.content["surat_suara"], election, election in day.law.tunggal), day.judged[election])
    while len(recipes) < day.judged[election]:
        recipes.append(ballots.plain_recipe(day.law, draw, election))
    papers: list[tuple[Any, list[list[Any]], bool]] = [(recipe, [], True) for recipe in draw.shuffle(recipes)]
    for box, guard, signed in day.extra_papers:
        if box == election:
            papers.append((ballots.plain_recipe(day.law, draw, election), guard, signed))
    pace = max(1, min(MOST_MINUTES // len(papers), day.size.ordinary // (3 * len(papers))))
    for number, (recipe, guard, signed) in enumerate(papers, 1):
        add_judge(day, election, number, ballots.make_paper(day.law, draw.child(str(number)), election, recipe, signed), guard, minute)
        minute += pace
    return minute


def add_judge(day: Day, election: str, number: int, paper: ballots.Paper, guard: list[list[Any]], minute: int) -> None:
    """Ketua shows one opened ballot and calls the verdict."""
    e = low(election)
    name = f"ss_{e}_{number}"
    day.ballots[name] = paper.ballot
    text = day.content.text("hakimi")
    scored = paper.verdict.mark == Mark.SEEN and day.seen(paper.sources)
    options = []
    for at, whom in enumerate(ballots.options_of(day.law, day.draw.child(f"urut/{name}"), election, paper), 1):
        right = whom == paper.credited_to
        called = day.law.label(election, whom)
        feedback = text["tepat"] if right else text["salah"].format(benar=day.law.label(election, paper.credited_to))
        made = outcome(
            text["hasil"].format(disebut=called),
            f"{feedback} {paper.verdict.alasan}",
            POINTS if right and scored else 0,
            vote(election, whom),
        )
        options.append({**made, "id": f"p{at}", "text": called, "right": int(right)})
    step = fixed.base(day, "hakimi", "penghitungan", "kpps_1", ("H", minute), id=f"hakimi_{e}_{number}")
    day.add(
        {
            **step,
            "kind": "judge",
            "when": guard,
            "title": step["title"].format(jenis=short(day, election)),
            "why": f"{paper.why} {paper.verdict.alasan}".strip(),
            "sources": [*paper.verdict.sumber, *paper.sources],
            "cards": [*paper.cards, {"type": "surat_suara", "ballot": name}],
            "options": options,
        }
    )


def add_bundles(day: Day, election: str, minute: int) -> None:
    """The papers of the first box are sorted and tied: what KPPS 6 is sure to be asked in every day, whoever came to the boxes."""
    add_authored(day, "ikat", election, minute, [], role="kpps_6", phase="penghitungan")


def add_form(day: Day, election: str, minute: int) -> None:
    """Before the papers are judged: lines I to III of C.HASIL, from what was counted at the close."""
    e = low(election)
    fields = forms.fields(day, election, ("I", "II", "III"))
    shown = [(each["label"], each["expect"][0]) for each in fields if len(each["expect"]) == 1]
    table = cards.numbers("Yang sudah dihitung dan diumumkan", shown)
    add_written(day, "isi_awal", "form", "kpps_3", election, minute, fields, forms.identities(day, election, after=False), table)
    find_gap(day, election, f"isi_awal_{e}")


def find_gap(day: Day, election: str, at: str) -> None:
    """Users and ballots differ: said as soon as both are written."""
    e = low(election)
    text = day.content.text("temuan_selisih")
    day.find(
        id=f"selisih_{e}",
        at=at,
        when=[[f"surat_suara_digunakan_{e}", "!=", f"pengguna_hak_pilih_{e}"]],
        watch=[gap(election)],
        title=text["judul"].format(jenis=short(day, election)),
        text=text["tanya"].format(jenis=short(day, election)),
        severity="hitung_ulang",
        sources=text["sumber"],
    )


def add_tally(day: Day, election: str, minute: int) -> None:
    """After the last paper: strokes become figures, lines IV and V of C.HASIL."""
    e = low(election)
    rows = [(day.law.row_label(election, who), vote_counter(election, who)) for who in day.law.contestants[election]]
    strokes = cards.numbers(f"Turus {short(day, election)}", [*rows, ("Tidak sah", f"suara_tidak_sah_{e}")], "turus")
    add_written(
        day,
        "isi_akhir",
        "tally",
        "kpps_4",
        election,
        minute,
        forms.fields(day, election, ("IV", "V")),
        forms.identities(day, election, after=True),
        strokes,
    )


def add_written(day: Day, key: str, kind: str, role: str, election: str, minute: int, fields: Any, identities: Any, card: Any) -> None:
    """Add one writing step of a form."""
    text = day.content.text(key)
    step = fixed.base(day, key, "c_hasil", role, ("H", minute), id=f"{key}_{low(election)}")
    step["cards"].append(card)
    worth = int(any(field["points"] for field in fields) and day.seen(step["sources"]))
    made = {"tepat": outcome(text["hasil"], text["tepat"], worth), "salah": outcome(text["hasil"], text["salah"])}
    fill = {"jenis": short(day, election)}
    step |= {name: step[name].format(**fill) for name in ("title", "prompt")}
    day.add({**step, "kind": kind, "form": forms.form_id(election), "fields": fields, "identities": identities, "outcomes": made})


def add_mismatch(day: Day, election: str, minute: int) -> None:
    """Users and ballots really differ: the honest way is slow, and somebody says "samakan saja"."""
    e = low(election)
    used, users, box = f"surat_suara_digunakan_{e}", f"pengguna_hak_pilih_{e}", f"surat_suara_di_kotak_{e}"
    add_authored(day, "selisih", election, minute, [[used, "!=", users]])
    add_authored(day, "selisih", election, minute, [[used, "==", users], [box, "!=", used]], "kotak_")


def add_typing_error(day: Day, election: str, minute: int) -> None:
    """The form as written does not add up, although the TPS does: a slip of the pen, corrected in the open."""
    e = low(election)
    used = f"surat_suara_digunakan_{e}"
    if not any(each["flag"] == f"janggal_{e}" for step in day.steps for each in step.get("identities", ())):
        return
    guard: list[list[Any]] = [[f"janggal_{e}", "==", 1], [used, "==", f"pengguna_hak_pilih_{e}"], [used, "==", f"surat_suara_di_kotak_{e}"]]
    add_authored(day, "salah_tulis", election, minute, guard)


def add_authored(
    day: Day,
    key: str,
    election: str,
    minute: int,
    guard: list[list[Any]],
    prefix: str = "",
    role: str = "kpps_1",
    phase: str = "c_hasil",
) -> None:
    """Add a choice of the frame that content writes with `[[narasi.pilihan]]`."""
    text = day.content.text(key)
    fill = {"jenis": short(day, election)}
    step = fixed.base(day, key, phase, role, ("H", minute), id=f"{prefix}{key}_{low(election)}")
    scored = day.seen(step["sources"])
    options = []
    for at, each in enumerate(text["pilihan"], 1):
        right = each.get("benar", False)
        effects = [
            [word.removeprefix("bendera:").format(e=low(election))] for word in each.get("akibat", ()) if word.startswith("bendera:")
        ]
        effects += [["kejadian_khusus", 1]] if "catat" in each.get("akibat", ()) else []
        made = outcome(
            each["hasil"].format(**fill),
            each["umpan"].format(**fill),
            POINTS if right and scored else 0,
            effects,
            each.get("pelanggaran", "") if scored else "",
        )
        options.append({**made, "id": f"p{at}", "text": each["teks"].format(**fill), "right": int(right)})
    step |= {name: step[name].format(**fill) for name in ("title", "prompt")}
    day.add({**step, "kind": "choice", "when": guard, "options": day.draw.child(f"urut/{step['id']}").shuffle(options)})
