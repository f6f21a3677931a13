"""The server goes back to an older backup while a crew plays: what the phones hold comes home, what cannot come back is said on phone and board."""

import pytest
from playwright.sync_api import expect

from tests.e2e.access_kit import faults
from tests.e2e.conftest import Server
from tests.e2e.crew_hands import CAUGHT, Crew, debrief, plan


@pytest.mark.fault(24)
def test_the_evening_goes_on_after_a_restore_and_no_decision_is_asked_twice(crew: Crew, server: Server) -> None:
    (session,) = plan(server, "APELAA")
    here = f"/fasilitator/sesi/{session.id}"
    four = crew.sit("kpps_4", session.card())
    expect(four.get_by_text("Menunggu pelatih memulai hari")).to_be_visible()
    server.flask("cadangkan", str(server.var / "tadi.cadangan"))
    five = crew.sit("kpps_5", session.card())  # the backup knows neither this seat nor that the day began
    expect(five.get_by_text("Menunggu pelatih memulai hari")).to_be_visible()
    crew.log_in()
    crew.trainer.goto(f"{here}/papan")
    crew.trainer.get_by_role("button", name="Mulai hari").click()
    for step in ("a_1", "b_1", "a_2"):
        crew.answer(step, CAUGHT[step])
    expect(crew.trainer.locator('[data-seat="kpps_5"]')).to_contain_text("Bapak Sawo")
    server.flask("pulihkan", str(server.var / "tadi.cadangan"), "--ya")
    # Without anybody's doing: the phones hear of it, hand everything in again and say what they cannot bring back.
    for page in (four, five):
        expect(page.get_by_text("Menunggu pelatih memulai hari")).to_be_visible()
        expect(page.get_by_text("Server dipulihkan dari cadangan.")).to_be_visible()
    assert faults(five) == []
    expect(crew.trainer.get_by_text("Muat ulang halaman ini, lalu masuk lagi")).to_be_visible()
    assert faults(crew.trainer) == []
    crew.log_in()
    crew.trainer.goto(f"{here}/papan")
    expect(crew.trainer.locator("[data-pulih]")).to_contain_text("ulangi yang masih perlu")
    assert faults(crew.trainer) == []
    crew.trainer.get_by_role("button", name="Mulai hari").click()
    four.get_by_role("button", name="Mengerti").click()
    crew.answer("b_2", CAUGHT["b_2"])
    expect(crew.trainer.get_by_text("hari selesai")).to_be_visible()
    expect(four.get_by_text("Server dipulihkan dari cadangan.")).to_have_count(0)
    crew.trainer.goto(f"{here}/tinjau")
    told = debrief(crew.trainer)
    assert told["lolos"] == [("b_1", "tertangkap")]
    assert {seat: points for seat, points in told["nilai"].items() if points != "–"} == {"kpps_4": "2 / 4", "kpps_5": "3 / 3"}
    assert crew.complaints == []


@pytest.mark.fault(24)
def test_a_session_younger_than_the_backup_is_said_to_be_gone_and_its_answers_stay(crew: Crew, server: Server) -> None:
    server.flask("cadangkan", str(server.var / "tadi.cadangan"))
    (session,) = plan(server, "MANGGA")
    here = f"/fasilitator/sesi/{session.id}"
    page = crew.sit("kpps_4", session.card())
    crew.log_in()
    crew.trainer.goto(f"{here}/papan")
    crew.trainer.get_by_role("button", name="Mulai hari").click()
    crew.answer("a_1", CAUGHT["a_1"])
    server.flask("pulihkan", str(server.var / "tadi.cadangan"), "--ya")
    expect(page.get_by_text("Sesi ini tidak ada lagi di server")).to_be_visible()
    assert faults(page) == []
    crew.answer("b_1", CAUGHT["b_1"])  # the phone plays on
    page.goto(f"/#/kumpul/{session.id}")
    expect(page.locator('[data-seat="kpps_4"]')).to_contain_text("2 keputusan")
    expect(page.get_by_role("button", name="Simpan berkas")).to_be_enabled()
    crew.trainer.goto("/masuk")
    crew.log_in()
    assert crew.trainer.goto(f"{here}/papan").status == 404  # type: ignore[union-attr]
    assert crew.complaints == []
