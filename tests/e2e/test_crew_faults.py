"""What can go wrong around a crew is clear and harmless: a server that dies under the trainer's board, logs of other sessions and days, seats without a log."""

from playwright.sync_api import Page, expect

from tests.crew_kit import PACK
from tests.e2e.conftest import Server
from tests.e2e.crew_hands import CAUGHT, NAMES, PASSED, Crew, debrief, plan

SEATS = [f"kpps_{n}" for n in range(1, 8)]


def test_the_server_dies_under_the_open_board(crew: Crew, server: Server) -> None:
    (session,) = plan(server, "APELAA")
    page = crew.sit("kpps_4", session.card())
    crew.log_in()
    board = crew.trainer
    board.goto(f"/fasilitator/sesi/{session.id}/papan")
    board.get_by_role("button", name="Mulai hari").click()
    expect(board.locator('[data-status="berjalan"]')).to_be_visible()
    expect(page.locator("#judul")).to_be_visible()
    server.stop()
    expect(board.get_by_text("Papan menampilkan keadaan terakhir")).to_be_visible(timeout=40_000)
    expect(board.locator('[data-seat="kpps_4"]')).to_contain_text(NAMES["kpps_4"])
    board.get_by_role("button", name="Jeda", exact=True).click()
    expect(board.get_by_text("Belum terkirim.")).to_be_visible()
    expect(board.locator('[data-status="berjalan"]')).to_be_visible()
    crew.answer("a_1", CAUGHT["a_1"])  # the phone plays on
    server.start()
    expect(board.get_by_text("Papan menampilkan keadaan terakhir")).to_have_count(0, timeout=40_000)
    expect(board.locator('[data-seat="kpps_4"]')).to_contain_text("Bapak Sawo", timeout=40_000)
    board.get_by_role("button", name="Jeda", exact=True).click()
    expect(page.get_by_text("Dijeda oleh pelatih")).to_be_visible(timeout=40_000)
    assert crew.complaints == []


def hand_in(page: Page) -> bytes:
    """The file a member hands in."""
    page.get_by_role("link", name="Serahkan catatan").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Simpan berkas").click()
    return download.value.path().read_bytes()


def alone(crew: Crew, card: str, seat: str, *answers: str) -> bytes:
    """One seat played without a network, and its file."""
    page = crew.pages[seat] = crew.page()
    page.goto(f"/#{card}")
    page.get_by_label("Tempat ini tanpa jaringan").check()
    page.get_by_label("Nama panggilan").fill(NAMES[seat])
    page.get_by_label("Nama panggilan").blur()
    page.locator("button.crew-seat").nth(int(seat[-1]) - 1).click()
    page.get_by_role("button", name="Duduk", exact=True).click()
    for step in answers:
        crew.answer(step, PASSED[step])
    expect(page.get_by_text("Hari regu selesai")).to_be_visible()
    return hand_in(page)


def test_what_does_not_belong_here_is_named_and_not_used(crew: Crew, server: Server) -> None:
    here, elsewhere = plan(server, "MANGGA", "DURIAN")
    (another_day,) = plan(server, "SALAKA", raw=PACK)
    mine = alone(crew, here.card(), "kpps_6", "a_4", "b_4")
    other = alone(crew, elsewhere.card(), "kpps_7", "a_5", "b_5")
    page = crew.page()
    page.goto(f"/#{another_day.card()}")
    page.get_by_label("Tempat ini tanpa jaringan").check()
    page.locator("button.crew-seat").nth(0).click()
    page.get_by_role("button", name="Duduk", exact=True).click()
    page.goto(f"/#/kumpul/{another_day.id}")
    with page.expect_download() as download:
        page.get_by_role("button", name="Simpan berkas").click()
    third = download.value.path().read_bytes()
    desk = crew.page()
    desk.goto(f"/#{here.card()}")
    expect(desk.get_by_role("heading", name="Pilih kursi")).to_be_visible()
    desk.goto(f"/#/kumpul/{here.id}")
    for body, fate in ((mine, "baru"), (mine, "sudah"), (other, "crew-session"), (third, "crew-pack")):
        file = {"name": "catatan.simtps", "mimeType": "application/octet-stream", "buffer": body}
        desk.locator("input[type=file]").set_input_files(file)
        expect(desk.locator(f'[data-fate="{fate}"]')).to_be_visible()
    desk.locator("input[type=file]").set_input_files(
        {"name": "catatan.simtps", "mimeType": "application/octet-stream", "buffer": mine[:-9] + bytes(9)}
    )
    expect(
        desk.get_by_text("Tidak ada yang berubah; minta diserahkan sekali lagi").or_(desk.get_by_text("tidak dipakai")).first
    ).to_be_visible()
    expect(desk.locator("[data-seat] .chip-ok")).to_have_count(1)
    desk.get_by_role("link", name="Tinjau regu").click()
    told = debrief(desk)
    assert {seat for seat, points in told["nilai"].items() if points != "–"} == {"kpps_6"}
    missing = desk.get_by_text("Dimainkan paket karena tidak ada catatannya")
    expect(missing).to_contain_text("KPPS 7")
    expect(missing).not_to_contain_text("KPPS 6")
    assert crew.complaints == []
