"""A crew on a bad evening: a phone drops out and returns, one dies and is replaced, one holds two tables, the trainer changes the pace."""

from playwright.sync_api import Page, expect

from tests.crew_kit import SEVEN
from tests.e2e.conftest import Server
from tests.e2e.crew_hands import CAUGHT, HAND_CAUGHT, HAND_PASSED, NAMES, PASSED, Crew, debrief, plan

SEATS = [f"kpps_{n}" for n in range(1, 8)]
ORDER = [step["id"] for step in SEVEN["steps"]]


def begin(crew: Crew, here: str) -> None:
    crew.log_in()
    crew.trainer.goto(f"{here}/papan")
    crew.trainer.get_by_role("button", name="Mulai hari").click()
    expect(crew.trainer.locator('[data-status="berjalan"]')).to_be_visible()


def test_a_phone_that_drops_out_blocks_nobody_and_loses_nothing(crew: Crew, server: Server) -> None:
    (session,) = plan(server, "APELAA")
    here = f"/fasilitator/sesi/{session.id}"
    for seat in SEATS:
        crew.sit(seat, session.card())
    begin(crew, here)
    crew.answer("buka", CAUGHT["buka"])
    crew.answer("a_1", CAUGHT["a_1"])
    five = crew.pages["kpps_5"]
    expect(five.locator("#judul")).to_contain_text(next(step["title"] for step in SEVEN["steps"] if step["id"] == "a_2"))
    five.context.set_offline(True)
    expect(five.get_by_text("sambungan putus")).to_be_visible(timeout=40_000)
    crew.answer("b_1", CAUGHT["b_1"])  # KPPS 4 goes on with the next voter
    crew.answer("a_2", CAUGHT["a_2"])  # and KPPS 5 decides what already stood at the table, without a network
    expect(five.get_by_text("Menunggu KPPS 4")).to_be_visible()
    expect(crew.trainer.locator('[data-seat="kpps_5"][data-does="buka"]')).to_be_visible()
    five.reload()
    expect(five.get_by_text("sambungan putus")).to_be_visible(timeout=40_000)
    five.context.set_offline(False)
    title = next(step["title"] for step in SEVEN["steps"] if step["id"] == "b_2")
    expect(five.locator("#judul")).to_contain_text(title, timeout=40_000)  # what KPPS 4 did meanwhile
    for step in ORDER[ORDER.index("a_2") + 1 :]:
        if step in CAUGHT and step != "b_1":
            crew.answer(step, CAUGHT[step])
    expect(crew.trainer.get_by_text("hari selesai")).to_be_visible()
    crew.trainer.goto(f"{here}/tinjau")
    assert debrief(crew.trainer) == HAND_CAUGHT
    assert crew.complaints == []


def test_a_dead_phone_is_replaced_and_the_seat_goes_on(crew: Crew, server: Server) -> None:
    (session,) = plan(server, "JERUKA")
    here = f"/fasilitator/sesi/{session.id}"
    for seat in SEATS:
        crew.sit(seat, session.card())
    begin(crew, here)
    for step in ORDER[: ORDER.index("a_2") + 1]:
        crew.answer(step, PASSED[step])
    dead = crew.pages["kpps_5"]
    dead.context.set_offline(True)
    crew.sit("kpps_5", session.card())
    expect(crew.trainer.locator('[data-seat="kpps_5"]')).to_contain_text(NAMES["kpps_5"])
    for step in ORDER[ORDER.index("a_2") + 1 :]:
        crew.answer(step, PASSED[step])
    expect(crew.trainer.get_by_text("hari selesai")).to_be_visible()
    dead.context.set_offline(False)
    expect(dead.get_by_text("Hari regu selesai")).to_be_visible(timeout=40_000)
    crew.trainer.goto(f"{here}/tinjau")
    assert debrief(crew.trainer) == HAND_PASSED, "what the dead phone had sent counts, and the rest is its successor's"
    assert crew.complaints == []


def two_tables(crew: Crew, address: str) -> Page:
    """One phone for KPPS 4 and KPPS 5."""
    page = crew.page()
    crew.pages |= {"kpps_4": page, "kpps_5": page}
    page.goto(f"/#{address}")
    page.get_by_label("Nama panggilan").fill("Dua meja")
    page.get_by_label("Nama panggilan").blur()
    for number in (4, 5):
        page.locator("button.crew-seat").nth(number - 1).click()
    page.get_by_role("button", name="Duduk di 2 kursi").click()
    return page


def test_one_phone_for_two_tables_and_the_rest_for_the_pack(crew: Crew, server: Server) -> None:
    (session,) = plan(server, "MANGGA")
    here = f"/fasilitator/sesi/{session.id}"
    page = two_tables(crew, session.card())
    begin(crew, here)
    for step, seat in (("a_1", "KPPS 4"), ("b_1", "KPPS 4"), ("a_2", "KPPS 5"), ("b_2", "KPPS 5")):
        expect(page.locator("[data-seat-now]")).to_contain_text(seat)
        crew.answer(step, CAUGHT[step])
    expect(crew.trainer.get_by_text("hari selesai")).to_be_visible()
    crew.trainer.goto(f"{here}/tinjau")
    told = debrief(crew.trainer)
    assert told["lolos"] == [("b_1", "tertangkap")]
    assert {seat: points for seat, points in told["nilai"].items() if points != "–"} == {"kpps_4": "2 / 4", "kpps_5": "3 / 3"}
    assert crew.complaints == []


def test_the_trainer_slows_the_day_down_stops_it_and_hears_what_was_dealt_with(crew: Crew, server: Server) -> None:
    (session,) = plan(server, "SALAKA")
    page = two_tables(crew, session.card())
    begin(crew, f"/fasilitator/sesi/{session.id}")
    board = crew.trainer

    def press(name: str) -> None:
        with board.expect_navigation():
            board.get_by_role("button", name=name, exact=True).click()

    board.get_by_label("Jeda antarpemilih, detik").fill("120")
    press("Ubah jeda")
    expect(board.locator("[data-laju]")).to_have_text("120")
    crew.answer("a_1", CAUGHT["a_1"])
    # The next voter of KPPS 4 is still walking; KPPS 5 has somebody at the table.
    expect(page.locator("[data-seat-now]")).to_contain_text("KPPS 5")
    crew.answer("a_2", CAUGHT["a_2"])
    expect(page.get_by_text("Pemilih berikut berjalan ke meja Anda")).to_be_visible()
    board.get_by_label("Jeda antarpemilih, detik").fill("0")
    press("Ubah jeda")
    expect(page.locator("[data-seat-now]")).to_contain_text("KPPS 4")
    press("Jeda")
    expect(page.get_by_text("Dijeda oleh pelatih")).to_be_visible()
    board.get_by_label("Kejadian untuk kursi").select_option("kpps_4")
    board.get_by_label("Apa yang terjadi di mejanya").fill("Listrik padam di bagian ini.")
    press("Kirim ke kursi itu")
    expect(board.locator('[data-handled="0"]')).to_be_visible()
    page.get_by_role("button", name="Sudah kami tangani").click()
    expect(board.locator('[data-handled="1"]')).to_be_visible()
    press("Lanjutkan")
    crew.answer("b_1", CAUGHT["b_1"])
    board.get_by_label("Jeda antarpemilih, detik").fill("999")
    press("Ubah jeda")
    expect(board.get_by_text("Belum ada yang berubah. Isi jeda antarpemilih")).to_be_visible()
    assert crew.complaints == []
