"""Papers on which a candidate was struck from the list: drawn as such, announced beside the paper, and judged as the law reads them."""

import pytest

from simulasi.compiler import ballots, compile_day, lint
from simulasi.compiler.draw import Draw
from simulasi.compiler.law import Law
from simulasi.compiler.load_content import load_content
from simulasi.rules import get_ruleset
from simulasi.rules.geometry import Sheet

RULES = get_ruleset("pemilu-2024")
RECIPES = load_content("pemilu-2024")["surat_suara"]
STRUCK = {
    "L16": ("cand_tms:{A}.{K}", "party:{A}"),
    "L17": ("cand_noname:{A}.{K}", "party:{A}"),
    "L18": ("cand_tms:{A}.{K}", "party:{A}"),
    "L19": ("cand_tms:{A}.{K}", "cand:{A}.{L}"),
    "L21": ("party_nolist:{A}", "party:{A}"),
}


@pytest.fixture
def law():
    return Law(RULES, tuple(election.id for election in RULES.elections))


@pytest.mark.parametrize("row", STRUCK)
def test_the_sheet_shows_what_the_row_speaks_of_and_the_vote_goes_where_the_row_says(law, row):
    draw = Draw(f"coret/{row}")
    paper = ballots.make_paper(law, draw, "DPR", RECIPES[row])
    fill = ballots.draw_numbers(law, Draw(f"coret/{row}"), "DPR")
    zone, credited = (text.format(**fill) for text in STRUCK[row])
    layout = law.layouts[paper.ballot["layout"].upper()]
    assert zone in {cell["zone"] for cell in layout["cells"]}
    assert zone in {Sheet(layout).zone_at(*hole).partition(".n")[0] for hole in paper.ballot["holes"]}
    assert (paper.verdict.verdict, paper.credited_to) == ("sah", credited)
    assert fill["A"] in paper.ballot["layout"]


def test_an_ordinary_paper_lies_on_the_ordinary_sheet_and_nothing_hangs_beside_it(law):
    before = set(law.layouts)
    paper = ballots.make_paper(law, Draw("biasa"), "DPR", RECIPES["L12"])
    assert paper.ballot["layout"] == "dpr"
    assert paper.cards == ()
    assert set(law.layouts) == before


def test_the_announcement_names_the_candidate_whose_row_it_is(law):
    paper = ballots.make_paper(law, Draw("coret/L16"), "DPR", RECIPES["L16"])
    fill = ballots.draw_numbers(law, Draw("coret/L16"), "DPR")
    assert f"Calon nomor {fill['K']} {law.party('DPR', fill['A'])}" in paper.cards[0]["text"]


def test_such_papers_come_up_in_days_that_lint():
    made = (compile_day("pemilu-2024", f"coret{number}", "sedang") for number in range(20))
    day = next(each for each in made if any("_" in paper["layout"].removeprefix("dprd_") for paper in each.pack["ballots"].values()))
    assert lint(day.bytes) == []
    named = {paper["layout"] for paper in day.pack["ballots"].values()}
    assert named <= set(day.pack["layouts"])
