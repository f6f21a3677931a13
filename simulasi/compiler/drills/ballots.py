"""Ballots with holes, drawn: sah or tidak sah, and for whom. The law judges each drawing; the authored recipe only says where the holes are."""

from simulasi.compiler import ballots
from simulasi.compiler.draw import Draw
from simulasi.compiler.drills.item import Desk, Item, Topic, choices, frame, seen
from simulasi.rules.vocabulary import Mark

ORDINARY = "biasa"


def topics(desk: Desk) -> list[Topic]:
    """One topic for each way a ballot can be punched, and the ordinary vote."""
    # A single candidate's empty column is on no ballot of an ordinary election.
    recipes = desk.content["surat_suara"].items()
    names = [ORDINARY, *(name for name, recipe in recipes if not any("blank_column" in zone for zone in recipe["coblos"]))]
    return [Topic(f"sah-{name.lower()}", "sah_tidak_sah", make, name, once=True) for name in names]


def make(desk: Desk, draw: Draw, key: str) -> Item | None:
    """Draw a ballot, ask the law, offer the tempting verdicts beside the right one."""
    recipes = desk.content["surat_suara"]
    held = [election.id for election in desk.ruleset.elections]
    if key == ORDINARY:
        election = draw.pick(held)
        recipe = ballots.plain_recipe(desk.law, draw, election)
    else:
        recipe = recipes[key]
        election = draw.pick([each for each in recipe["jenis"] if each in held])
    paper = ballots.make_paper(desk.law, draw, election, recipe, signed=not draw.chance(1, 12))
    sources = [*paper.verdict.sumber, *paper.sources]
    if paper.verdict.mark != Mark.SEEN or not seen(sources):
        return None
    right, *wrong = order(paper.credited_to, ballots.options_of(desk.law, draw.child("urut"), election, paper))
    label = desk.ruleset.election(election).short
    step = frame(
        "judge",
        "penghitungan",
        f"Surat suara {label} ke-{draw.between(2, 260)}",
        "Apa yang Anda serukan?",
        f"{paper.why} {paper.verdict.alasan}".strip(),
        sources,
        cards=[*paper.cards, {"type": "surat_suara", "ballot": "surat"}],
        options=choices(
            draw.child("pilih"),
            desk.law.label(election, right),
            [desk.law.label(election, whom) for whom in wrong],
            f"{desk.law.label(election, right)}. {paper.verdict.alasan}",
        ),
    )
    return Item(step, {"surat": paper.ballot})


def order(right: str | None, offered: list[str | None]) -> list[str | None]:
    """Put the right verdict first."""
    return [right, *(whom for whom in offered if whom != right)]
