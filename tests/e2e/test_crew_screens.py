"""Every screen of a crew: readable and touchable at 320 px (200% of a small laptop), by keyboard, without a fault axe finds; the calendar; the paper count."""

import re

from playwright.sync_api import Page, expect

from simulasi import clock, create_app
from simulasi.config import from_env
from simulasi.engine import faultless_day, load
from simulasi.extensions import db
from simulasi.services import demo, group_sessions
from tests.crew_kit import SEVEN, planned, trainer
from tests.e2e.conftest import Server
from tests.e2e.crew_hands import CAUGHT, Crew, plan
from tests.e2e.learning_hands import AXE
from tests.e2e.test_everyday import enrol

SEATS = [f"kpps_{n}" for n in range(1, 8)]
# Pages wider than the screen, and targets lower than 44 px (a wrapped link inside a sentence is not a target of its own).
NARROW = """() => {
  const faults = [];
  if (document.documentElement.scrollWidth > innerWidth) faults.push(`wider than the screen: ${document.documentElement.scrollWidth} of ${innerWidth}`);
  for (const e of document.querySelectorAll('button, input:not([type=hidden]), select, a.btn')) {
    const box = (e.closest('label') ?? e).getBoundingClientRect();
    if (box.width > 1 && box.height < 47.5) faults.push(`${e.outerHTML.slice(0, 80)}: ${box.width}x${box.height}`);
  }
  return faults;
}"""


class Eye:
    """Looks at one screen after the other and remembers what is wrong with it."""

    def __init__(self) -> None:
        self.faults: dict[str, list[str]] = {}

    def look(self, page: Page, name: str) -> None:
        before = page.viewport_size
        page.evaluate(AXE)
        found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")["violations"]
        wrong = [f"{each['id']}: {node['html'][:160]}" for each in found for node in each["nodes"]]
        page.set_viewport_size({"width": 320, "height": 568})
        wrong += page.evaluate(NARROW)
        page.set_viewport_size(before)
        if wrong:
            self.faults[name] = wrong


def test_every_screen_of_the_phone_in_a_crew(crew: Crew, server: Server) -> None:
    (session,) = plan(server, "APELAA")
    eye = Eye()
    page = crew.page()
    page.goto("/#/gabung")
    expect(page.get_by_label("Kode sesi")).to_be_visible()
    eye.look(page, "gabung")
    page.get_by_label("Kode sesi").fill("QQQQQQ")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Belum bisa bergabung.")).to_be_visible()
    eye.look(page, "gabung, kode keliru")
    page.get_by_label("Kode sesi").fill("apel aa")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Pilih kursi")).to_be_visible()
    eye.look(page, "kursi")
    page.get_by_role("button", name="Mengamati saja").click()
    expect(page.get_by_text("Pilih satu meja untuk diperhatikan.")).to_be_visible()
    eye.look(page, "mengamati, belum mulai")
    page.get_by_role("button", name="Kursi", exact=True).click()
    # By keyboard alone: a seat is chosen and taken.
    page.get_by_label("Nama panggilan").fill("Pandan")
    for _ in range(40):
        page.keyboard.press("Tab")
        if "KPPS 4" in page.evaluate(
            "() => document.activeElement.className.includes('crew-seat') ? document.activeElement.innerText : ''"
        ):
            break
    page.keyboard.press("Space")
    expect(page.locator("button.crew-seat").nth(3)).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Duduk", exact=True).press("Enter")
    expect(page.get_by_text("Menunggu pelatih memulai hari")).to_be_visible()
    eye.look(page, "menunggu mulai")
    crew.pages["kpps_4"] = page
    for seat in SEATS:
        if seat != "kpps_4":
            crew.sit(seat, session.card())
    crew.log_in()
    crew.trainer.goto(f"/fasilitator/sesi/{session.id}/papan")
    crew.trainer.get_by_role("button", name="Mulai hari").click()
    expect(page.get_by_text("Menunggu Ketua")).to_be_visible()
    eye.look(page, "menunggu meja lain")
    crew.answer("buka", CAUGHT["buka"])
    expect(page.locator("#judul")).to_be_visible()
    eye.look(page, "bermain")
    watcher = crew.page()
    watcher.goto(f"/#{session.card()}")
    watcher.get_by_role("button", name="Mengamati saja").click()
    expect(watcher.locator('[data-seat="kpps_4"][data-does="buka"]')).to_be_visible()
    expect(watcher.get_by_text("Belum disadari regu")).to_have_count(0)
    eye.look(watcher, "mengamati")
    for step in [step["id"] for step in SEVEN["steps"] if step["id"] in CAUGHT and step["id"] != "buka"]:
        crew.answer(step, CAUGHT[step])
    expect(page.get_by_text("Hari regu selesai")).to_be_visible()
    eye.look(page, "selesai")
    page.get_by_role("link", name="Serahkan catatan").click()
    expect(page.get_by_role("heading", name="Kumpulkan catatan")).to_be_visible()
    page.get_by_role("button", name="Tampilkan kode QR").click()
    eye.look(page, "serahkan dan terima")
    page.get_by_role("link", name="Tinjau regu").click()
    expect(page.locator(".crew-debrief")).to_be_visible()
    eye.look(page, "tinjau")
    assert eye.faults == {}
    assert crew.complaints == []


def test_every_page_of_the_trainer(crew: Crew, server: Server) -> None:
    sessions = plan(server, "APELAA", "JERUKA")
    eye, page = Eye(), crew.trainer
    crew.log_in()
    page.goto("/fasilitator")
    eye.look(page, "daftar")
    here = f"/fasilitator/sesi/{sessions[0].id}"
    for path in ("", "/papan", "/tinjau", f"/tinjau?banding={sessions[1].id}", "/hitung", "/cetak"):
        page.goto(f"{here}{path}")
        if "papan" in path:
            expect(page.locator(".crew-tables")).to_be_visible()
        if "tinjau" in path:
            expect(page.locator(".crew-debrief")).to_be_visible()
        eye.look(page, path or "sesi")
    page.goto(here)
    page.get_by_role("link", name="Buat regu kedua pada hari ini").click()
    expect(page.get_by_label("Tempat")).to_have_value("Balai dusun")
    assert eye.faults == {}
    assert crew.complaints == []


def made(server: Server, **change: object) -> group_sessions.Session:
    """A session as a trainer plans it, its short day compiled, in the server's own database."""
    app = create_app(from_env({"SIMULASI_VAR": str(server.var)}))
    with app.app_context():
        session = planned(trainer(wilayah=demo.TPS // 1000), **change)
        raw = group_sessions.pack_of(session.pack_hash)
        truth = faultless_day(load(raw))["forms"]
        db.session.remove()
        db.engine.dispose()
    server.truth = truth  # type: ignore[attr-defined]
    return session


def test_what_a_group_counted_on_paper_is_typed_in_and_told_apart(crew: Crew, server: Server) -> None:
    session = made(server, seed="kertas")
    truth: dict[str, dict[str, int]] = server.truth  # type: ignore[attr-defined]
    form = truth["c_hasil_ppwp"]
    page = crew.trainer
    crew.log_in()
    page.goto(f"/fasilitator/sesi/{session.id}/hitung")

    def check() -> None:
        with page.expect_navigation():
            page.get_by_role("button", name=re.compile("Periksa")).click()

    for line, number in form.items():
        page.locator(f'[id="c_hasil_ppwp/{line}"]').fill(str(number))
    check()
    expect(page.locator("[role=status]")).to_contain_text(f"{len(form)} angka sama dengan yang sebenarnya")
    # One vote too many for the valid ones: the line is named, and the sums that no longer fit.
    line = "v_a"
    page.locator(f'[id="c_hasil_ppwp/{line}"]').fill(str(form[line] + 1))
    check()
    told = page.locator("[role=status]")
    expect(told).to_contain_text("Berbeda dari yang sebenarnya")
    expect(told.locator("tbody tr")).to_have_count(1)
    expect(told.locator("tbody tr td")).to_have_text([str(form[line] + 1), str(form[line])])
    expect(told).to_contain_text("Tidak cocok satu sama lain")
    page.locator(f'[id="c_hasil_ppwp/{line}"]').fill("dua belas")
    check()
    expect(told).to_contain_text("Isi dengan bilangan biasa")
    expect(page.locator(f'[id="c_hasil_ppwp/{line}"]')).to_have_value("dua belas")
    assert crew.complaints == []


def test_a_paper_set_printed_at_once_has_its_drawings_and_else_says_so(crew: Crew, server: Server) -> None:
    session = made(server, seed="cetak")
    page = crew.trainer
    crew.log_in()
    page.goto(f"/fasilitator/sesi/{session.id}/cetak", wait_until="load")
    # Asked at once, without waiting: whoever prints a loaded page has what stands in it now.
    drawn, ballots = (page.locator(css).count() for css in (".surat svg.ballot-paper", "[data-ballot]"))
    assert drawn == ballots > 4
    expect(page.locator("#siap-cetak")).to_have_text(f"Siap dicetak: {ballots} surat suara sudah digambar.")
    expect(page.get_by_role("button", name="Cetak")).to_be_enabled()
    page.emulate_media(media="print")
    expect(page.locator(".lembar-surat").first).to_be_visible()
    expect(page.locator(".belum-siap")).to_be_hidden()
    page.evaluate("() => delete document.body.dataset.siap")
    expect(page.locator(".lembar-surat").first).to_be_hidden()
    expect(page.locator(".belum-siap")).to_be_visible()
    expect(page.locator(".lembar-peran").first).to_be_visible()
    assert crew.complaints == []


def test_the_calendar_is_on_the_phones_of_those_invited(crew: Crew, server: Server) -> None:
    made(server, seed="jadwal", tps=[demo.TPS], starts=clock.now_ms() + group_sessions.DAY_MS)
    code = re.search(r"/#/undangan/(\S+)", server.demo)[1]  # type: ignore[attr-defined,index]
    page = crew.page()
    enrol(page, server.url, code)
    page.goto(f"{server.url}/#/gabung")
    card = page.locator("li.card", has_text="TPS 001")
    expect(card).to_contain_text("Balai dusun", timeout=30_000)
    expect(card).to_contain_text("Unduh paket ini sebelum berangkat")
    card.get_by_role("button", name="Unduh paket").click()
    expect(card).to_contain_text("Paket hari ini sudah di ponsel ini")
    page.context.set_offline(True)  # at a place without a network
    card.get_by_role("link", name="Gabung").click()
    expect(page.get_by_role("heading", name="Pilih kursi")).to_be_visible(timeout=40_000)
    page.get_by_label("Tempat ini tanpa jaringan").check()
    page.locator("button.crew-seat").nth(3).click()
    page.get_by_role("button", name="Duduk", exact=True).click()
    expect(page.locator("#judul")).to_be_visible()
    expect(page.locator("body")).to_contain_text("KPPS 4")
    assert crew.complaints == []
