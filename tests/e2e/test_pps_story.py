"""One evening of a PPS, in a real browser: who needs me first, why, a note, a group; and the member's phone receives both."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from simulasi import create_app
from simulasi.compiler.drills import compile_bank
from simulasi.config import from_env
from simulasi.engine import load
from simulasi.engine.answers import right_answer
from simulasi.engine.pack import Pack
from simulasi.engine.reducer import apply_in_place, pending, start
from simulasi.extensions import db
from simulasi.services import demo, packs, roster
from simulasi.services.desk import office
from tests.e2e.conftest import CHROMIUM, FLAGS, Phone, Server
from tests.e2e.learning_hands import answer, correct, learning
from tests.e2e.test_staff import go, log_in
from tests.sync_kit import Log, encode, line, opening
from tests.sync_kit import Phone as Sender

PIN = "482915"
TPS = demo.TPS


def act(pack: Pack, peran: int, worst: bool) -> Log:
    """The demo's short day as one seat plays it: without a mistake, or with the worst answer wherever there is one to choose."""
    state, lines = start(pack, [f"kpps_{peran}"]), [opening(pack_hash_of(pack), f"kpps_{peran}")]
    while (step := pending(pack, state)) is not None:
        answer = right_answer(state, step)
        if worst and step["kind"] == "choice":
            wrong = sorted((option for option in step["options"] if not option["right"]), key=lambda option: "knockout" not in option)
            answer = wrong[0]["id"] if wrong else answer
        event = {"seq": state["seq"] + 1, "step": step["id"], "answer": answer, "role": step["role"]}
        apply_in_place(pack, state, event)
        lines.append(line(event["seq"], event["step"], answer, event["role"]))
    return Log(pack_hash_of(pack), lines)


def pack_hash_of(pack: Pack) -> str:
    return hashlib.sha256(encode(pack.raw)).hexdigest()


def play_days(server: Server) -> None:
    """TPS 003 and two neighbours have played; KPPS 4 of TPS 003 did the worst there was to do, three times."""
    app = create_app(from_env({"SIMULASI_VAR": str(server.var)}))
    with app.app_context():
        offer = next(each for each in packs.offers() if each.size == "singkat")
        pack = office().shelf.get(offer.hash)
        assert pack is not None and pack_hash_of(pack) == offer.hash
        for where in (TPS, TPS + 1, TPS + 2):
            for member in roster.members_of(where):
                for _ in range(3):
                    log = act(pack, member.peran, (where, member.peran) == (TPS, 4))
                    assert Sender(app, member.id, tps_id=where).send(log.part())[0]["status"] == "diterima"
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def desk(playwright: Playwright, server: Server) -> Iterator[Page]:
    browser: Browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield browser.new_context(viewport={"width": 1440, "height": 900}, base_url=server.url, locale="id-ID").new_page()
    browser.close()


def enrol(phone: Phone, server: Server) -> Page:
    page = phone.open().pages[0]
    page.goto(server.url + "/#" + re.search(r"/#(/undangan/\S+)", server.demo)[1])
    page.get_by_text("KPPS 4", exact=True).click()
    page.locator("#pin").press_sequentially(PIN)
    page.wait_for_timeout(600)  # the second asking slides in
    page.locator("#pin").press_sequentially(PIN)
    expect(page.get_by_text("Siap tanpa sinyal", exact=True)).to_be_visible(timeout=30_000)
    return page


def test_an_evening_of_the_pps(server: Server, phone: Phone, desk: Page, tmp_path: Path) -> None:
    play_days(server)
    page = enrol(phone, server)

    # Whom to call: the breach is on top, and the board begins with that crew.
    log_in(desk, "pps-sumberbrantas")
    first = desk.locator("#dulu + .crew a").first
    expect(first).to_contain_text("KPPS 4")
    assert first.locator(".mark-langgar").count() == 1
    expect(desk.locator(".board tbody tr").first).to_contain_text("TPS 003")
    name = first.locator("b").inner_text()

    # Why: the member, the attempt, the step.
    go(desk, first)
    go(desk, desk.locator(".plays a").first)
    assert "Tidak dirata-ratakan dengan nilai" in desk.locator(".summary").inner_text()
    expect(desk.locator(".replay-screen")).to_be_visible()
    step = desk.get_by_label("Tentang keputusan").locator("option").nth(1).inner_text()
    desk.get_by_label("Tentang keputusan").select_option(label=step)
    desk.get_by_role("textbox", name="Catatan").fill("Periksa surat pindahnya dulu, baru serahkan surat suara.")
    go(desk, desk.get_by_role("button", name="Kirim catatan"))
    expect(desk.get_by_text("belum dibaca")).to_be_visible()

    # What the desa has not understood becomes the topic of a group.
    go(desk, desk.get_by_role("link", name="Belum dipahami"))
    go(desk, desk.locator(".sums th a").first)
    go(desk, desk.get_by_role("link", name="Jadikan topik kelompok"))
    go(desk, desk.get_by_role("button", name=re.compile("^Buat kelompok TPS 003")))
    desk.get_by_label("Hari dan jam").fill("2027-01-02T19:30")
    desk.get_by_label("Tempat").fill("Balai dusun")
    desk.get_by_label("Pemandu").fill("Bu Kenanga")
    go(desk, desk.get_by_role("button", name="Rencanakan"))
    topic = desk.locator("h1").inner_text()
    expect(desk.get_by_text("belum ada hasil sesudah pertemuan")).to_be_visible()

    # The phone has both after its next hello, reads them without a network, and says so.
    page.reload()
    page.locator("#pin").press_sequentially(PIN)
    expect(page.locator("#pin")).to_have_count(0)
    page.goto(server.url + "/#/")
    expect(page.get_by_text("2 belum dibaca")).to_be_visible(timeout=20_000)
    server.stop()
    page.get_by_text("Pesan dari PPS").click()
    expect(page.get_by_text("Periksa surat pindahnya dulu, baru serahkan surat suara.")).to_be_visible()
    expect(page.get_by_text(f"Tentang keputusan: {step}")).to_be_visible()
    expect(page.get_by_text("Balai dusun")).to_be_visible()
    expect(page.get_by_role("heading", name=topic)).to_be_visible()
    server.start()
    with page.expect_response(lambda answer: answer.url.endswith("/api/sync/hello") and answer.ok, timeout=60_000):
        page.reload()
        page.locator("#pin").press_sequentially(PIN)
    page.get_by_role("link", name="Kembali").click()
    expect(page.get_by_text("Pertemuan, catatan, tugas Anda")).to_be_visible()
    desk.goto("/pps/catatan")
    expect(desk.locator(".invite").first).to_contain_text(name)
    expect(desk.locator(".invite").first).to_contain_text("dibaca 1 dari 1")

    # Taken along, and opened again.
    desk.goto("/pps")
    with desk.expect_download() as saved:
        desk.get_by_role("link", name="Unduh XLSX").click()
    saved.value.save_as(tmp_path / "papan.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "papan.xlsx").active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:4] == ("TPS", "KPPS", "Kode", "Nama") and rows[1][0] == 3
    assert [row[4] for row in rows if row[3] == name] == ["kesalahan berat"]


def test_a_drill_sent_to_the_desa_is_the_first_thing_on_the_phone(server: Server, phone: Phone, desk: Page) -> None:
    play_days(server)
    page = enrol(phone, server)
    log_in(desk, "pps-sumberbrantas")
    go(desk, desk.get_by_role("link", name="Belum dipahami"))
    go(desk, desk.locator(".sums th a").first)
    go(desk, desk.get_by_role("link", name="Kirim latihan ke semua"))
    go(desk, desk.get_by_role("button", name="Kirim ke semua anggota"))
    expect(desk.get_by_text("dikerjakan 0 dari")).to_be_visible()

    # After the next hello it stands first, and one tap opens it; the network is not needed any more.
    page.reload()
    page.locator("#pin").press_sequentially(PIN)
    expect(page.locator("#pin")).to_have_count(0)
    learning(page)
    page.goto(server.url + "/#/")
    first = page.locator("main .card").first
    expect(first).to_contain_text("Latihan dari PPS", timeout=60_000)
    expect(first).to_contain_text("Kerjakan lebih dulu")
    server.stop()
    first.click()
    expect(page.get_by_role("heading", name="Latihan kilat")).to_be_visible()
    topics = answer(page, load(compile_bank(demo.RULESET, demo.SEED).pack), correct)
    expect(page.get_by_text(f"{len(topics)} dari {len(topics)} tepat")).to_be_visible()
    page.get_by_role("link", name="Selesai").click()
    expect(page.locator("main .card").first).not_to_contain_text("Latihan dari PPS")

    # Sent home as soon as the server is back, and PPS sees who has done it.
    server.start()
    page.reload()
    page.locator("#pin").press_sequentially(PIN)
    expect(page.locator(".status-line")).to_contain_text("Semua hasil sudah terkirim", timeout=60_000)
    desk.goto("/pps/catatan")
    expect(desk.get_by_text("dikerjakan 1 dari")).to_be_visible()
