"""The paper twin of a compiled day: nothing is left out, and what a group counted is checked against the truth."""

import pytest
from flask import Flask

from simulasi.engine import faultless_day, load
from simulasi.services import group_sessions, paper
from simulasi.services.group_sessions import Session
from tests.crew_kit import planned
from tests.web_kit import Auth


@pytest.fixture
def session(app: Flask) -> Session:
    return planned(seed="kertas")


def test_every_voter_ballot_seat_and_form_is_printed(session: Session) -> None:
    raw = group_sessions.pack_of(session.pack_hash)
    printed = paper.sheets(session)
    threads = {step["thread"] for step in raw["steps"] if "thread" in step}
    assert len(printed["pemilih"]) == len(threads)
    assert all(voter["adegan"] for voter in printed["pemilih"])
    assert {ballot["id"] for ballot in printed["surat_suara"]} == set(raw["ballots"])
    assert len(printed["peran"]) == 9 and all(role["tugas"] for role in printed["peran"])
    assert {tile.form.id for tile in printed["plano"]} == {f"c_hasil_{e['id'].lower()}" for e in raw["elections"]}
    names = {row[1] for row in printed["biasa"]}
    assert names and not names & {voter["orang"]["nama"] for voter in printed["pemilih"]}


def test_the_tally_before_and_the_printed_ballots_make_the_truth(session: Session) -> None:
    """What stands in the tally and what the right judgement of each printed ballot adds are the lines of C.HASIL."""
    pack = load(group_sessions.pack_of(session.pack_hash))
    before = paper.sheets(session)["turus"]
    final = faultless_day(pack)
    assert before
    for election, rows in before.items():
        counted = sum(n for _, n in rows)
        judged = [step for step in pack.steps if step["id"].startswith(f"hakimi_{election}_")]
        held = {answer["step"] for answer in final["answers"]}
        right = [next(option for option in step["options"] if option["right"]) for step in judged if step["id"] in held]
        added = sum(effect[1] for option in right for effect in option["effects"] if effect[0].startswith(f"suara_{election}_"))
        assert counted + added == sum(n for name, n in final["counters"].items() if name.startswith(f"suara_{election}_"))


def test_a_count_is_checked_against_the_truth(session: Session) -> None:
    truth = faultless_day(load(group_sessions.pack_of(session.pack_hash)))["forms"]
    typed = {f"{form}/{field}": str(n) for form, fields in truth.items() for field, n in fields.items()}
    checked = paper.check(session, typed)
    assert (checked.filled, checked.wrong, checked.broken, checked.unreadable) == (len(typed), [], [], [])
    name = next(each for each in typed if each.startswith("c_hasil_ppwp/"))
    checked = paper.check(session, typed | {name: str(int(typed[name]) + 1)})
    assert [(each[0], each[2] - each[3]) for each in checked.wrong] == [(name, 1)]
    checked = paper.check(session, {name: "dua", "lain/baris": "7", "c_hasil_ppwp/tiada": "1"})
    assert (checked.filled, len(checked.unreadable)) == (0, 1)
    assert paper.check(session, {name: " "}).filled == 0


def test_a_plano_is_cut_into_sheets_that_hold_every_line_once(session: Session) -> None:
    tiles = paper.sheets(session)["plano"]
    for form in (form for form in paper.forms(session) if form.id.startswith("c_hasil")):
        mine = [tile for tile in tiles if tile.form.id == form.id]
        assert [line["id"] for tile in mine for line in tile.lines] == [line["id"] for line in form.lines]
        assert [(tile.number, tile.of) for tile in mine] == [(number, len(mine)) for number in range(1, len(mine) + 1)]
        assert all(0 < len(tile.lines) <= paper.TILE_LINES for tile in mine)
        assert [tile.tally for tile in mine] == [any(map(paper.is_tallied, tile.lines)) for tile in mine]
    assert any(tile.of > 1 for tile in tiles)


def test_every_sheet_says_simulasi_and_where_it_is_glued(session: Session, auth: Auth) -> None:
    browser = auth.as_pps()
    page = browser.get(f"/fasilitator/sesi/{session.id}/cetak").get_data(as_text=True)
    sheets = page.split('<section tabindex="0" class="lembar')[1:]
    assert len(sheets) > 20
    for sheet in sheets:
        assert "<b>SIMULASI</b>" in sheet and "BUKAN DOKUMEN RESMI" in sheet
    tiles = [sheet for sheet in sheets if sheet.startswith(" petak")]
    assert len(tiles) == len(paper.sheets(session)["plano"])
    glued = sum("GARIS LEM" in sheet for sheet in tiles)
    joints = sum(tile.number > 1 for tile in paper.sheets(session)["plano"])
    assert glued == sum("menutupi garis lem" in sheet for sheet in tiles) == joints > 0
    assert "cetak-a3.css" not in page
    here = f"/fasilitator/sesi/{session.id}/cetak"
    assert "cetak-a3.css" in browser.get(f"{here}?bagian=plano&kertas=a3").get_data(as_text=True)
    assert browser.get(f"{here}?kertas=a3").status_code == 404, "only the plano is made larger"
