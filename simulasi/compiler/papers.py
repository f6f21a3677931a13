"""Ballots with holes: zones are drawn, holes punched into the layout, the right verdict asked of the law."""

from dataclasses import dataclass
from typing import Any

from simulasi.compiler.lots import Draw
from simulasi.rules.pemilu_2024.ballots import CANDIDATES, PAIRS, PARTIES
from simulasi.rules.validity import Verdict, judge_surat_suara

RULESET = "pemilu-2024"
# What counting officers really get wrong (penghitungan.md 2.5, 2.6, 2.10); only rows that were seen.
TRICKY: dict[str, list[dict[str, Any]]] = {
    "PPWP": [
        {"punches": ["pair:1.photo", "pair:1.name"], "sumber": ["hitung-s03"]},
        {"punches": ["pair:2.border"], "sumber": ["hitung-s03"]},
        {"punches": ["pair:1.photo", "pair:2.photo"], "sumber": ["hitung-s10"]},
        {"punches": ["pair:3.name"], "other": {"writing": True}, "sumber": ["pkpu-25-2023-ps-55", "hitung-s09"]},
        {"punches": ["pair:2.photo", "outside"], "sumber": ["hitung-s10"]},
        {"punches": ["pair:3.party_logo"], "sumber": ["hitung-s03"]},
    ],
    "DPR": [
        {"punches": ["party:3.logo", "cand:3.2.name"], "sumber": ["hitung-s03", "hitung-s07"]},
        {"punches": ["party_column_blank:2"], "sumber": ["hitung-s07"]},
        {"punches": ["line cand:1.1|cand:1.2"], "sumber": ["hitung-s07"]},
        {"punches": ["party:1.name", "party:4.name"], "sumber": ["hitung-s10"]},
        {"punches": ["party:2.logo", "cand:2.1.name", "cand:2.3.name"], "sumber": ["hitung-s07"]},
        {"punches": ["cand:4.3.name", "outside"], "sumber": ["hitung-s10"]},
    ],
}
WORDS = {"number": "nomor", "photo": "foto", "name": "nama", "party_logo": "tanda gambar", "logo": "lambang", "border": "garis tepi"}


@dataclass(frozen=True)
class Paper:
    """One ballot in a box: what it looks like and what the law says of it."""

    ballot: dict[str, Any]
    verdict: Verdict
    sources: tuple[str, ...]
    zones: tuple[str, ...]


def make_paper(draw: Draw, layout: dict[str, Any], spec: dict[str, Any], signed: int = 1) -> Paper:
    """Punch a ballot as specified and judge it."""
    election = layout["election"]
    other = spec.get("other", {})
    verdict = judge_surat_suara({"election": election, "punches": spec["punches"], "signed": bool(signed), "other": other}, RULESET)
    marks = ["Ada coretan tulisan tangan di tepi."] if other.get("writing") else []
    text = ". ".join(["Tercoblos: " + "; ".join(describe(zone) for zone in spec["punches"]), *marks])
    text += ". Ada tanda tangan Ketua KPPS." if signed else ". Tidak ada tanda tangan Ketua KPPS."
    ballot = {
        "layout": election.lower(),
        "election": election,
        "holes": [punch(draw, layout, zone) for zone in spec["punches"]],
        "signed": signed,
        "marks": marks,
        "text": text,
    }
    return Paper(ballot, verdict, tuple(spec["sumber"]), tuple(spec["punches"]))


def plain_spec(draw: Draw, election: str) -> dict[str, Any]:
    """Draw an ordinary vote: one hole in one place."""
    if election == "PPWP":
        zone = f"pair:{draw.between(1, len(PAIRS))}.{draw.pick(('photo', 'number', 'name'))}"
    elif draw.below(4) == 0:  # a quarter of the valid votes of 2019 were for the party (penghitungan.md 7.5)
        zone = f"party:{draw.between(1, len(PARTIES))}.logo"
    else:
        zone = f"cand:{draw.between(1, len(PARTIES))}.{draw.between(1, CANDIDATES)}.name"
    return {"punches": [zone], "sumber": ["hitung-s03"]}


def punch(draw: Draw, layout: dict[str, Any], zone: str) -> list[int]:
    """Give coordinates of a hole in a zone: well inside a cell, on a frame, on a line, or outside all."""
    cells = {each["zone"]: each for each in layout["cells"]}
    if zone == "outside":
        return [layout["width"] // 2, 24]
    if zone.startswith("line "):
        upper = cells[zone.removeprefix("line ").split("|")[0] + ".name"]
        return [upper["x"] + upper["w"] // 2, upper["y"] + upper["h"] + 1]
    if zone.endswith(".border"):
        frame = cells[zone.removesuffix(".border")]
        return [frame["x"], frame["y"] + frame["h"] // 2]
    cell = cells[zone]
    return [cell["x"] + draw.between(5, cell["w"] - 5), cell["y"] + draw.between(5, cell["h"] - 5)]


def describe(zone: str) -> str:
    """Say in words where a hole is, without saying what follows."""
    if zone == "outside":
        return "di luar semua kolom"
    if zone.startswith("line "):
        first, second = (side.split(":")[1] for side in zone.removeprefix("line ").split("|"))
        party, upper = first.split(".")
        return f"pada garis antara calon {upper} dan calon {second.split('.')[1]} Partai {PARTIES[int(party) - 1]}"
    kind, _, rest = zone.partition(":")
    numbers, _, part = rest.partition(".") if kind != "cand" else rest.rpartition(".")
    if kind == "party_column_blank":
        return f"bagian kosong di bawah calon terakhir Partai {PARTIES[int(rest) - 1]}"
    if kind == "pair":
        return f"{WORDS[part]} pasangan nomor {numbers}"
    if kind == "party":
        return f"{WORDS[part]} Partai {PARTIES[int(numbers) - 1]}"
    party, candidate = numbers.split(".")
    return f"{WORDS[part]} calon {candidate} Partai {PARTIES[int(party) - 1]}"


def label(credited_to: str | None) -> str:
    """Say what Ketua calls out."""
    if credited_to is None:
        return "Tidak sah"
    kind, _, number = credited_to.partition(":")
    if kind == "pair":
        return f"Sah · untuk pasangan nomor {number}"
    if kind == "party":
        return f"Sah · untuk Partai {PARTIES[int(number) - 1]}"
    party, candidate = number.split(".")
    return f"Sah · Partai {PARTIES[int(party) - 1]}, calon {candidate}"


def tally_effects(election: str, credited_to: str | None) -> list[list[Any]]:
    """Count one called vote."""
    e = election.lower()
    if credited_to is None:
        return [[f"suara_tidak_sah_{e}", 1]]
    kind, _, number = credited_to.partition(":")
    return [[f"suara_sah_{e}", 1], [f"suara_{e}_{kind}_{number.replace('.', '_')}", 1]]


def tally_counters(election: str) -> list[str]:
    """Name every contestant's counter of one election."""
    e = election.lower()
    if election == "PPWP":
        return [f"suara_{e}_pair_{n}" for n in range(1, len(PAIRS) + 1)]
    if election == "DPD":
        return [f"suara_{e}_dpd_{n}" for n in range(1, 7)]
    parties = range(1, len(PARTIES) + 1)
    return [f"suara_{e}_party_{n}" for n in parties] + [f"suara_{e}_cand_{n}_{k}" for n in parties for k in range(1, CANDIDATES + 1)]
