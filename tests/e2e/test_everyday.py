"""The everyday screens against the real server: invitation, PIN, checklist, sending; with the faults of real networks."""

import re
import sqlite3

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Phone, Server, whole_file
from tests.e2e.fault_proxy import Proxy, stop_now

PIN = "482913"
OTHER_PIN = "730561"


server = whole_file()


def invite(server: Server) -> str:
    """An invitation to a TPS of Sumberbrantas that this server has not invited yet; there are fourteen."""
    used = server.__dict__.setdefault("invited", 3)  # the demo's own is the third
    server.__dict__["invited"] = used + 1
    made = server.flask("undangan", "buat", f"3579022009{used + 1:03d}")
    return re.search(r"[0-9A-Z]{5}-[0-9A-Z]{5}", made)[0]  # type: ignore[index]


def press(page: Page, pin: str) -> None:
    for digit in pin:
        page.locator(".key", has_text=digit).click()


def enrol(page: Page, url: str, code: str, role: str = "KPPS 4", pin: str = PIN) -> str:
    """Up to the install page; gives the name that was chosen."""
    page.goto(f"{url}/#/undangan/{code}")
    person = page.locator(".person").filter(has=page.get_by_text(role, exact=True))
    name = person.locator("b").inner_text()
    person.click()
    press(page, pin)
    expect(page.locator("main")).to_contain_text("Ketik sekali lagi")
    press(page, pin)
    expect(page.get_by_text("Siap tanpa sinyal", exact=True)).to_be_visible(timeout=60_000)
    return name


def unlock(page: Page, pin: str = PIN) -> None:
    page.locator(".keypad").wait_for()
    press(page, pin)
    # Opening goes on to the screen that was asked for; another address given before that would be overtaken.
    expect(page.locator(".keypad")).to_have_count(0, timeout=15_000)


def tick(page: Page, url: str, item: int = 0) -> None:
    page.goto(f"{url}/#/periksa")
    box = page.locator(".phase[open] [role=checkbox]").nth(item)
    box.click()
    expect(box).to_have_attribute("aria-checked", "true")


def stored(server: Server) -> list[tuple[str, int]]:
    with sqlite3.connect(server.var / "simulasi.sqlite") as db:
        return db.execute("SELECT hex(attempt_id), last_seq FROM attempt").fetchall()


def test_an_invitation_that_does_not_open_says_so_and_what_to_do(server: Server, proxy: Proxy, page: Page) -> None:
    page.goto(f"{server.url}/#/undangan")
    page.locator("input[name=kode]").fill("abc")
    page.get_by_role("button", name="Lanjut").click()
    expect(page.locator("#kode-bad")).to_contain_text("5 + 5")
    page.locator("input[name=kode]").fill("zzzzz 22222")
    page.get_by_role("button", name="Lanjut").click()
    expect(page.locator("h2")).to_have_text("Kode undangan tidak dikenal")
    expect(page.locator("main")).to_contain_text("minta undangan baru kepada PPS")
    for change, title in (("expires = 1000", "Undangan sudah lewat masanya"), ("revoked = 1000", "Undangan sudah dicabut")):
        code = invite(server)
        with sqlite3.connect(server.var / "simulasi.sqlite", timeout=30) as db:
            newest = "SELECT max(created) FROM invitation"
            assert db.execute(f"UPDATE invitation SET {change} WHERE created = ({newest})").rowcount == 1
        page.goto(f"{server.url}/#/undangan/{code}")
        expect(page.locator("h2")).to_have_text(title)
    # Behind a Wi-Fi portal, and with no network at all.
    page.goto(f"{proxy.url}/#/undangan")
    page.locator("input[name=kode]").fill("zzzzz22222")
    proxy.portal = True
    page.get_by_role("button", name="Lanjut").click()
    expect(page.locator("h2")).to_have_text("Wi-Fi ini belum tersambung ke internet")
    proxy.dead = True
    page.get_by_role("button", name="Coba lagi").click()
    expect(page.locator("h2")).to_have_text("Belum ada sinyal")


def test_a_pin_is_asked_twice_and_not_the_easy_ones(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/#/undangan/{invite(server)}")
    page.locator(".person").first.click()
    press(page, "123456")
    expect(page.locator("#pin-bad")).to_contain_text("berurutan")
    press(page, PIN)
    expect(page.locator("main")).to_contain_text("Ketik sekali lagi")
    press(page, OTHER_PIN)
    expect(page.locator("#pin-bad")).to_contain_text("tidak sama")


@pytest.mark.fault(1, 11, 32)
def test_ticks_survive_and_are_called_sent_only_when_the_server_has_them(server: Server, proxy: Proxy, phone: Phone, page: Page) -> None:
    before = len(stored(server))
    enrol(page, proxy.url, invite(server))
    proxy.portal = True
    tick(page, proxy.url)
    page.goto(f"{proxy.url}/#/kirim")
    page.get_by_role("button", name="Kirim sekarang").click()
    expect(page.locator(".notice")).to_contain_text("Wi-Fi ini meminta masuk")
    expect(page.locator("main")).to_contain_text("Belum terkirim")
    assert len(stored(server)) == before
    # The reply is lost after the server has committed: still not called sent.
    proxy.portal = False
    proxy.lose_replies, proxy.dies_with_it = 1, True
    page.get_by_role("button", name="Kirim sekarang").click()
    expect(page.locator(".notice")).to_contain_text("Belum ada sinyal")
    expect(page.locator("main")).not_to_contain_text("Sudah di PPS")
    assert len(stored(server)) == before + 1
    # A killed browser later, with the PIN given again, it goes by itself.
    proxy.dead = False
    phone.kill()
    again = phone.open().pages[0]
    again.goto(f"{proxy.url}/#/kirim")
    unlock(again)
    expect(again.locator("main")).to_contain_text("Sudah di PPS", timeout=30_000)
    assert [last for _, last in stored(server)[before:]] == [1]
    again.goto(f"{proxy.url}/#/periksa")
    expect(again.locator("[aria-checked=true]")).to_have_count(1)


def test_the_checklist_is_the_same_by_stage_and_by_principle(server: Server, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    enrol(page, server.url, invite(server))
    tick(page, server.url)
    ticked = page.locator("[aria-checked=true]").get_attribute("data-item")
    stage, principle = (page.get_by_role("button", name=name, exact=True) for name in ("Per tahap", "Per asas"))
    expect(stage).to_have_attribute("aria-pressed", "true")
    assert [button.bounding_box()["height"] < 60 for button in (stage, principle)] == [True, True], "on one line each"  # type: ignore[index]
    total = page.locator(".bar .chip").inner_text()

    def tallies() -> list[list[int]]:
        return [[int(n) for n in re.findall(r"\d+", each)] for each in page.locator(".phase > summary .chip").all_inner_texts()]

    stages = tallies()
    principle.click()
    expect(principle).to_have_attribute("aria-pressed", "true")
    expect(stage).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".phase > summary h3").last).to_have_text("Pekerjaan di TPS")
    assert tallies() != stages
    assert [[sum(column) for column in zip(*found, strict=True)] for found in (stages, tallies())] == [[1, int(total.split(" / ")[1])]] * 2
    expect(page.locator(f"[data-item={ticked}]")).to_have_attribute("aria-checked", "true")
    stage.click()
    expect(page.locator(".phase")).to_have_count(len(stages))
    assert tallies() == stages


@pytest.mark.fault(52, 53)
def test_people_who_share_a_phone_do_not_see_each_other(server: Server, page: Page) -> None:
    code = invite(server)
    first = enrol(page, server.url, code, "KPPS 4")
    tick(page, server.url)
    second = enrol(page, server.url, code, "KPPS 5", OTHER_PIN)
    page.goto(f"{server.url}/#/periksa")
    expect(page.locator("[role=checkbox]").first).to_be_attached()
    expect(page.locator("[aria-checked=true]")).to_have_count(0)
    page.goto(f"{server.url}/#/profil")
    page.locator(".person", has_text=first).click()
    for _ in range(3):
        press(page, OTHER_PIN)
        expect(page.locator("#pin-bad")).to_contain_text("PIN salah")
    expect(page.locator("#pin-bad")).to_contain_text("Tunggu")
    expect(page.locator(".key").first).to_be_disabled()
    page.get_by_role("button", name="Bukan saya").click()
    expect(page.locator(".person", has_text=second)).to_contain_text("sedang dipakai")


def test_a_guest_plays_first_and_takes_it_along_when_invited(server: Server, page: Page) -> None:
    page.goto(server.url)
    page.get_by_role("button", name="Coba tanpa undangan").click()
    expect(page.get_by_text("Siap tanpa sinyal", exact=True)).to_be_visible(timeout=60_000)
    tick(page, server.url)
    page.goto(f"{server.url}/#/undangan/{invite(server)}")
    page.locator(".person").filter(has=page.get_by_text("KPPS 4", exact=True)).click()
    expect(page.locator("main")).to_contain_text("Bawa 1 latihan")
    press(page, PIN)
    expect(page.locator("main")).to_contain_text("Ketik sekali lagi")
    press(page, PIN)
    expect(page.get_by_text("Siap tanpa sinyal", exact=True)).to_be_visible(timeout=60_000)
    page.goto(f"{server.url}/#/kirim")
    expect(page.locator("main")).to_contain_text("Sudah di PPS", timeout=30_000)


@pytest.mark.fault(16)
def test_a_refused_token_never_blocks_play(server: Server, proxy: Proxy, page: Page) -> None:
    enrol(page, proxy.url, invite(server))
    with sqlite3.connect(server.var / "simulasi.sqlite") as db:
        assert db.execute("SELECT count(*) FROM device").fetchone()[0] > 0
    key = server.var / "secret_key"
    before = key.read_bytes()
    # The server's signing key was lost and made anew: no token of the field is good any more.
    stop_now(server)
    key.unlink()
    server.start()
    try:
        tick(page, proxy.url)
        page.goto(f"{proxy.url}/#/kirim")
        page.get_by_role("button", name="Kirim sekarang").click()
        expect(page.locator(".notice")).to_contain_text("Minta undangan baru kepada PPS")
        expect(page.get_by_role("link", name="Masuk lagi dengan undangan")).to_be_visible()
        tick(page, proxy.url, 1)
        enrol(page, proxy.url, invite(server))
    finally:
        stop_now(server)
        key.write_bytes(before)
        server.start()
