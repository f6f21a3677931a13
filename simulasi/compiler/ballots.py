"""Ballots with holes: a recipe from content is drawn into numbers, punched into the layout, and the law is asked what it is worth."""

import re
from dataclasses import dataclass
from typing import Any

from simulasi.compiler.draw import Draw
from simulasi.compiler.errors import ContentError
from simulasi.compiler.law import Law
from simulasi.compiler.load_content import Entry
from simulasi.rules.errors import BadInput
from simulasi.rules.validity import Verdict

# Shares of invalid papers in a thousand (penghitungan.md 7.5), and of party votes among the valid ones.
INVALID = {"PPWP": 25, "DPR": 95, "DPD": 130, "DPRD_PROV": 100, "DPRD_KAB": 70}
PARTY_SHARE = 249
# No published share of blank-column votes was read; a third keeps both columns in the count.
BLANK_SHARE = 333
MAX_OPTIONS = 4


@dataclass(frozen=True)
class Paper:
    """One ballot of a box: the drawing, what the law says, and what might be called instead."""

    ballot: dict[str, Any]
    verdict: Verdict
    tempting: tuple[str | None, ...]
    why: str
    sources: tuple[str, ...]
    cards: tuple[dict[str, Any], ...] = ()
    """What hangs beside the paper: the announcement that a candidate was struck from the list."""

    @property
    def credited_to(self) -> str | None:
        """Whom the vote goes to; None when it is tidak sah."""
        return self.verdict.credited_to


def recipes_for(recipes: dict[str, Entry], election: str, tunggal: bool = False) -> list[tuple[Entry, int]]:
    """List the recipes of one election with their weights; those for calon tunggal say so in `lain`."""
    fit = (each for each in recipes.values() if election in each["jenis"] and each.get("lain", {}).get("calon_tunggal", False) == tunggal)
    return [(recipe, recipe.get("bobot", 1)) for recipe in fit]


def make_paper(law: Law, draw: Draw, election: str, recipe: Entry, signed: bool = True) -> Paper:
    """Draw the numbers of a recipe, punch the ballot and judge it."""
    fill = draw_numbers(law, draw, election)
    other = dict(recipe.get("lain", {}))
    zones = [put(zone, fill) for zone in recipe["coblos"]]
    try:
        verdict = law.judge(election, zones, signed, other)
    except BadInput as error:
        raise ContentError(f"surat_suara '{recipe['id']}': {error}") from error
    if verdict.verdict not in ("sah", "tidak_sah"):
        raise ContentError(f"surat_suara '{recipe['id']}': aturan belum memutuskan surat suara ini, jadi tidak boleh dinilai")
    marks = [recipe["tulisan"]] if "tulisan" in recipe else []
    sheet = law.sheet_for(election, zones)
    ballot = {
        "layout": sheet.lower(),
        "election": election,
        "holes": punch(law, draw, sheet, zones, other),
        "signed": int(signed),
        "marks": marks,
        "text": describe(law, election, zones, marks, signed, other),
    }
    tempting = tuple(None if word == "tidak_sah" else put(word, fill) for word in recipe.get("goda", ()))
    return Paper(ballot, verdict, tempting, recipe["mengapa"], tuple(recipe["sumber"]), announced(law, election, recipe, fill))


def announced(law: Law, election: str, recipe: Entry, fill: dict[str, str]) -> tuple[dict[str, Any], ...]:
    """Hang up what KPU announced about this paper; the crew cannot see it from the paper itself."""
    if "pengumuman" not in recipe:
        return ()
    text = recipe["pengumuman"].format(calon=fill["K"], partai=law.party(election, fill["A"]))
    return ({"type": "catatan", "title": "Pengumuman di papan TPS", "text": text},)


def draw_numbers(law: Law, draw: Draw, election: str) -> dict[str, str]:
    """Draw what the letters of a recipe stand for: A, B, C different contestants, K and L two candidates below each other."""
    numbers = draw.shuffle(who.partition(":")[2] for who in law.columns(election) if ":" in who)
    seats = min((law.seats(election, number) for number in numbers), default=1)
    upper = draw.between(1, max(1, seats - 1))
    return dict(zip("ABC", numbers, strict=False)) | {"K": str(upper), "L": str(upper + 1)}


def put(zone: str, fill: dict[str, str]) -> str:
    """Write drawn numbers for the letters in a zone: "cand:A.K.name" -> "cand:3.2.name"."""
    return re.sub(r"\b[A-L]\b", lambda found: fill.get(found[0], found[0]), zone)


def punch(law: Law, draw: Draw, sheet: str, zones: list[str], other: dict[str, Any]) -> list[list[int]]:
    """Punch the holes of the zones; a fold twin is the mirror image of the hole before it."""
    twins = set(other.get("fold_twin", ())) if other.get("aligned", True) else set()
    holes: list[list[int]] = []
    for at, zone in enumerate(zones):
        if at in twins:
            holes[-1:] = law.folded(draw, sheet, zones[at - 1], zone)
        else:
            holes.append(law.hole(draw, sheet, zone))
    return holes


def describe(law: Law, election: str, zones: list[str], marks: list[str], signed: bool, other: dict[str, Any]) -> str:
    """Say all one must know to decide, for who cannot see the drawing."""
    holes = "; ".join(law.say_zone(election, zone) for zone in zones)
    text = f"{len(zones)} lubang: {holes}." if zones else "Tidak ada lubang."
    if other.get("fold_twin") and other.get("aligned", True):
        text += " Kedua lubang segaris dan setangkup pada lipatan."
    if marks:
        text += " " + " ".join(marks)
    return f"{text} {'Ada' if signed else 'Tidak ada'} tanda tangan Ketua KPPS."


def plain_recipe(law: Law, draw: Draw, election: str) -> Entry:
    """Draw an ordinary vote: one hole, or two at one candidate's party and name."""
    if law.has_lists(election):
        zone = "party:A.logo" if draw.chance(PARTY_SHARE, 1000) else "cand:A.K.name"
    elif election in law.tunggal:
        zone = "blank_column" if draw.chance(BLANK_SHARE, 1000) else f"pair:A.{draw.pick(('photo', 'name'))}"
    else:
        kind = law.columns(election)[0].partition(":")[0]
        zone = f"{kind}:A.{draw.pick(('number', 'photo', 'name'))}"
    return {
        "id": "biasa",
        "coblos": [zone],
        "goda": ["tidak_sah"],
        "sumber": ["hitung-s03"],
        "mengapa": "Satu lubang di satu tempat yang sah.",
    }


def draw_vote(law: Law, draw: Draw, election: str) -> str | None:
    """Draw whom an ordinary paper is for, without drawing the paper; None when it is tidak sah."""
    if draw.chance(INVALID.get(election, 50), 1000):
        return None
    contestants = law.contestants[election]
    if not law.has_lists(election):
        return draw.pick(contestants)
    wanted = "party:" if draw.chance(PARTY_SHARE, 1000) else "cand:"
    return draw.pick([who for who in contestants if who.startswith(wanted)])


def options_of(law: Law, draw: Draw, election: str, paper: Paper) -> list[str | None]:
    """List the verdicts offered: the right one, the tempting ones, tidak sah, and another contestant to make three."""
    wanted: list[str | None] = [paper.credited_to, *paper.tempting, None]
    others = draw.shuffle(law.columns(election))
    offered = list(dict.fromkeys(wanted))
    offered += [who for who in others if who not in offered][: max(0, 3 - len(offered))]
    return draw.shuffle(offered[:MAX_OPTIONS])
