"""The other forms of the day, each written down once: three C.DAFTAR HADIR, C.KEJADIAN KHUSUS, tanda terima. Names come from the catalogue of forms."""

from typing import Any

from simulasi.compiler import cards, fixed
from simulasi.compiler.books import LISTS, low
from simulasi.compiler.day import POINTS, Day, outcome
from simulasi.rules.c_hasil import form_catalogue
from simulasi.rules.shared.c_hasil import GROUP_LINE, IDENTITIES
from simulasi.rules.shared.forms import ATTENDANCE
from simulasi.rules.vocabulary import Group, Mark

SEXES = (("l", "laki-laki"), ("p", "perempuan"))
MOST_WITNESSES = 3
NOTES = "kejadian_khusus"
COUNTERS_OF = {"kpps_2": Group.DPT, "kpps_3": Group.PINDAHAN, "kpps_5": Group.KHUSUS}
"""Who counts which list; sources differ on the pair (penghitungan.md 1.2), so every list has one counter and is announced."""


def form_name(day: Day, form: str) -> str:
    """Name a form as it is printed for this election."""
    return next(each.name for each in form_catalogue(day.ruleset) if each.id == form)


def field(name: str, label: str, line: str, expect: list[str]) -> dict[str, Any]:
    """Make one number of a form."""
    return {"id": name, "label": label, "line": line, "expect": expect, "points": 0}


def add_attendance(day: Day, minute: int) -> None:
    """After the last voter: signatures counted in each of the three lists, men, women and together."""
    text = day.content.text("hadir_semua")
    e = low(day.elections[0])
    for role, group in COUNTERS_OF.items():
        counters = [f"pengguna_hak_pilih_{LISTS[group]}_{sex}_{e}" for sex, _ in SEXES]
        fields = [
            field(f"tanda_tangan_{sex}", f"Tanda tangan {word}", "L" if sex == "l" else "P", [counter])
            for (sex, word), counter in zip(SEXES, counters, strict=True)
        ]
        fields.append(field("tanda_tangan_j", "Jumlah tanda tangan", "L + P", counters))
        step = fixed.base(day, "hadir_semua", "penutupan", role, ("H", minute), id=f"hadir_{LISTS[group]}")
        name = form_name(day, ATTENDANCE[group])
        fill = {"formulir": name, "kelompok": day.ruleset.groups[group].label}
        step["cards"].append(cards.numbers(name, [(f"Tanda tangan {word}", each) for (_, word), each in zip(SEXES, counters, strict=True)]))
        step |= {key: step[key].format(**fill) for key in ("title", "prompt")}
        sums = IDENTITIES["I01"]
        adds_up = {
            "id": "I01",
            "left": ["tanda_tangan_l", "tanda_tangan_p"],
            "right": ["tanda_tangan_j"],
            "op": "==",
            "text": f"{sums.text}.",
            "flag": "janggal_daftar_hadir",
            "sources": day.cite(sums.sumber),
        }
        made = {
            "tepat": outcome(text["hasil"], text["tepat"].format(**fill), POINTS if day.seen(step["sources"]) else 0),
            "salah": outcome(text["hasil"], text["salah"].format(**fill)),
        }
        checks = [adds_up] if day.ruleset.mark(sums.mark) == Mark.SEEN else []
        day.add({**step, "kind": "form", "form": ATTENDANCE[group], "fields": fields, "identities": checks, "outcomes": made})


def signatures(day: Day, election: str, field_of: Any) -> list[dict[str, Any]]:
    """I04: what C.HASIL says of users is what the lists hold; a mover's line only where every mover gets the paper."""
    rule = IDENTITIES["I04"]
    if day.ruleset.mark(rule.mark) != Mark.SEEN:
        return []
    made = []
    for group, line in GROUP_LINE.items():
        if group == Group.PINDAHAN and election != day.elections[0]:
            continue
        for column in "lpj":
            made.append(
                {
                    "id": f"I04-{LISTS[group]}-{column}",
                    "left": [field_of(line, column)],
                    "right": [f"{ATTENDANCE[group]}/tanda_tangan_{column}"],
                    "op": "==",
                    "text": f"{rule.text}.",
                    "flag": f"janggal_{low(election)}",
                    "sources": day.cite(rule.sumber),
                }
            )
    return made


def add_notes(day: Day, minute: int) -> None:
    """C.KEJADIAN KHUSUS is closed: how many lines it has; none is written NIHIL, and signed all the same."""
    day.initial.setdefault(NOTES, 0)
    add_paper(
        day,
        "kejadian_khusus",
        "c_kejadian_khusus",
        "kpps_1",
        minute,
        [field("catatan", "Banyaknya catatan; 0 ditulis NIHIL", "Isi", [NOTES])],
    )


def add_receipt(day: Day, minute: int) -> None:
    """Copies to whoever was there, sealed boxes to PPS, each against a signature."""
    draw = day.draw.child("saksi")
    witnesses = {election: draw.between(1, min(MOST_WITNESSES, candidates(day, election))) for election in day.elections}
    day.initial |= {
        "salinan_saksi": sum(witnesses.values()),
        "salinan_pengawas": len(day.elections),
        "salinan_pps": len(day.elections),
        "kotak_tersegel": len(day.elections),
    }
    told = ", ".join(f"{day.ruleset.election(election).short} {count}" for election, count in witnesses.items())
    fields = [
        field("saksi", "C.HASIL SALINAN untuk semua saksi yang hadir", "1", ["salinan_saksi"]),
        field("pengawas", "C.HASIL SALINAN untuk Pengawas TPS", "2", ["salinan_pengawas"]),
        field("pps", "C.HASIL SALINAN untuk PPS", "3", ["salinan_pps"]),
        field("kotak", "Kotak suara tersegel untuk PPK melalui PPS", "4", ["kotak_tersegel"]),
    ]
    present = {"type": "catatan", "title": "Saksi yang hadir", "text": f"{told}. Satu salinan untuk setiap saksi."}
    add_paper(day, "tanda_terima", "c_tanda_terima", "kpps_3", minute, fields, present)


def candidates(day: Day, election: str) -> int:
    """Count who may send a witness: the empty column sends none."""
    return sum(":" in who for who in day.law.columns(election))


def add_paper(day: Day, key: str, form: str, role: str, minute: int, fields: list[dict[str, Any]], *shown: dict[str, Any]) -> None:
    """Add the step in which one of these forms is written; a form that was not seen is taught, not scored."""
    text = day.content.text(key)
    step = fixed.base(day, key, "penyegelan", role, ("H", minute))
    spec = next(each for each in form_catalogue(day.ruleset) if each.id == form)
    scored = day.ruleset.mark(spec.mark) == Mark.SEEN and day.seen(step["sources"])
    if not scored:
        step["why"] += " (Belum diverifikasi: tidak dinilai.)"
    step |= {name: step[name].format(formulir=spec.name) for name in ("title", "prompt")}
    step["cards"] += shown or [cards.numbers(spec.name, [("Catatan sepanjang hari", fields[0]["expect"][0])])]
    made = {"tepat": outcome(text["hasil"], text["tepat"], POINTS if scored else 0), "salah": outcome(text["hasil"], text["salah"])}
    day.add({**step, "kind": "form", "form": form, "fields": fields, "identities": [], "outcomes": made})
