"""Results come home without a network: by codes from screen to camera with a third of the frames lost, and as a file; each counts once."""

import json
import sqlite3
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, Playwright, expect

from simulasi.engine import apply, load, pending, start
from simulasi.engine.answers import right_answer
from simulasi.services import demo
from tests.e2e import camera
from tests.e2e.conftest import Phone, Server, whole_file
from tests.e2e.test_everyday import enrol, invite, unlock

# Every decision through the phone's own store, each durable before the next, as the player writes them.
PLAY = """async ([hash, ruleset, seats, events]) => {
  const { attemptsFor } = await import('/static/js/store/attempts.js');
  const { getMeta } = await import('/static/js/store/meta.js');
  const attempts = attemptsFor(await getMeta('last_profile'));
  const { id } = await attempts.create({ pack_hash: hash, engine: '1', ruleset, mode: 'langsung', seats });
  for (const event of events) await attempts.append(id, event);
  await attempts.finish(id);
  return id;
}"""


server = whole_file()


def played(page: Page, server: Server, seats: list[str], size: str = "singkat") -> tuple[str, int]:
    """A whole day on this phone; gives the attempt and the number of its lines."""
    packs = json.load(urllib.request.urlopen(f"{server.url}/api/packs?nonce={'0' * 16}"))["packs"]
    offer = next(each for each in packs if each["kind"] == "hari" and each["size"] == size)
    raw = json.load(urllib.request.urlopen(f"{server.url}/packs/{offer['hash']}.json"))
    pack = load(raw)
    state, events = start(pack, seats), []
    while (step := pending(pack, state)) is not None:
        event = {"step": step["id"], "answer": right_answer(state, step), "role": step["role"]}
        state = apply(pack, state, {"seq": len(events) + 1, **event})
        events.append(event)
    return page.evaluate(PLAY, [offer["hash"], raw["ruleset"], seats, events]), len(events) + 1


def stored(server: Server, attempt: str) -> list[tuple[int, int]]:
    """(last_seq, is it signed) of this attempt on the server."""
    query = "SELECT a.last_seq, p.last_seq IS NOT NULL FROM attempt a LEFT JOIN proof p USING (kab, attempt_id) WHERE hex(a.attempt_id) = ?"
    with sqlite3.connect(server.var / "simulasi.sqlite") as base:
        return base.execute(query, (attempt.replace("-", "").upper(),)).fetchall()


def leave_the_network(page: Page, server: Server) -> None:
    page.context.set_offline(True)
    page.goto(f"{server.url}/#/kirim")


def show_codes(page: Page, server: Server, count: int) -> list[bytes]:
    page.goto(f"{server.url}/#/serahkan")
    expect(page.locator("canvas.hand-code")).to_be_visible()
    for _ in range(6):
        page.get_by_role("button", name="Cepat", exact=True).click()
    return camera.watch(page, count)


def test_by_codes_with_a_third_of_the_frames_lost(server: Server, phone: Phone, playwright: Playwright, tmp_path: Path) -> None:
    giver = phone.open().new_page()
    name = enrol(giver, server.url, invite(server))
    leave_the_network(giver, server)
    attempt, lines = played(giver, server, ["kpps_4"])
    pictures = show_codes(giver, server, 30)
    assert stored(server, attempt) == []
    film = tmp_path / "layar.y4m"
    assert camera.film(film, pictures, 10, 0.3) >= 7

    trainer = camera.open_with_camera(playwright, tmp_path / "pelatih", film)
    try:
        taker = trainer.new_page()
        enrol(taker, server.url, invite(server), role="Ketua KPPS")
        taker.goto(f"{server.url}/#/terima")
        taker.get_by_role("button", name="Nyalakan kamera").click()
        expect(taker.locator(".notice-ok")).to_contain_text("Lengkap", timeout=60_000)
        expect(taker.locator(".notice-ok")).to_contain_text(f"{name}, {lines - 1} keputusan")
        expect(taker.get_by_text("sudah di PPS")).to_be_visible(timeout=30_000)
        taker.screenshot(path=tmp_path / "terima.png")
    finally:
        trainer.close()
    assert stored(server, attempt) == [(lines - 1, 1)]

    # The giver knows nothing of it until the server itself says so; then it is counted once.
    giver.goto(f"{server.url}/#/kirim")
    expect(giver.get_by_text("Belum terkirim", exact=True)).to_be_visible()
    giver.context.set_offline(False)
    giver.get_by_role("button", name="Kirim sekarang").click()
    expect(giver.locator(".chip", has_text="Sudah di PPS")).to_be_visible(timeout=30_000)
    assert stored(server, attempt) == [(lines - 1, 1)]


def log_in(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/masuk")
    page.get_by_label("Nama akun").fill("pps-sumberbrantas")
    page.get_by_label("Kata sandi").fill(demo.PASSWORD)
    page.get_by_role("button", name="Masuk").click()


def test_as_a_file_by_the_staff_page_and_by_another_phone(server: Server, phone: Phone, playwright: Playwright, tmp_path: Path) -> None:
    giver = phone.open().new_page()
    name = enrol(giver, server.url, invite(server))
    leave_the_network(giver, server)
    attempt, lines = played(giver, server, ["kpps_4", "kpps_5"])
    giver.goto(f"{server.url}/#/serahkan")
    with giver.expect_download() as download:
        giver.get_by_role("button", name="Simpan berkas").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert file.suffix == ".simtps" and stored(server, attempt) == []

    other = Phone(playwright, tmp_path / "pembawa")
    try:
        bearer = other.open().new_page()
        enrol(bearer, server.url, invite(server), role="KPPS 5")
        bearer.context.set_offline(True)
        bearer.goto(f"{server.url}/#/terima")
        bearer.set_input_files("input[type=file]", file)
        expect(bearer.get_by_text("belum dibawa ke PPS")).to_be_visible()
        bearer.set_input_files("input[type=file]", file)
        expect(bearer.locator(".notice-ok")).to_contain_text("Sudah pernah diterima")
        bearer.set_input_files("input[type=file]", {"name": "foto.simtps", "mimeType": "x/y", "buffer": b"bukan"})
        expect(bearer.locator(".notice-no")).to_contain_text("Tidak ada yang disimpan")
        assert stored(server, attempt) == []
        bearer.context.set_offline(False)
        bearer.reload()
        unlock(bearer)
        bearer.goto(f"{server.url}/#/terima")
        expect(bearer.get_by_text("sudah di PPS")).to_be_visible(timeout=40_000)
    finally:
        other.close()
    assert stored(server, attempt) == [(lines - 1, 1)]

    staff = phone.context.new_page()  # type: ignore[union-attr]
    staff.context.set_offline(False)
    log_in(staff, server)
    staff.goto(f"{server.url}/pps/berkas")
    staff.set_input_files("input[type=file]", file)
    staff.get_by_role("button", name="Unggah").click()
    expect(staff.locator(".invite")).to_contain_text(name)
    expect(staff.locator(".chip-ok")).to_contain_text("sudah ada")
    assert stored(server, attempt) == [(lines - 1, 1)]


LOG = """async ([id]) => {
  const { getAttempt } = await import('/static/js/store/attempts.js');
  const { lines } = await import('/static/js/store/event_log.js');
  return (await getAttempt(id)) ? lines(id) : [];
}"""


def test_a_second_phone_of_the_same_person_takes_every_line_home_once_the_first_has_said_that_it_is_theirs(
    server: Server, phone: Phone, playwright: Playwright, tmp_path: Path
) -> None:
    code = invite(server)
    first = phone.open().new_page()
    name = enrol(first, server.url, code)
    attempt, lines = played(first, server, ["kpps_4"])
    first.goto(f"{server.url}/#/kirim")
    first.get_by_role("button", name="Kirim sekarang").click()
    expect(first.locator(".chip", has_text="Sudah di PPS")).to_be_visible(timeout=30_000)
    with sqlite3.connect(server.var / "simulasi.sqlite") as base:
        query = "SELECT enc, length(log) / ? FROM attempt_log WHERE hex(attempt_id) = ?"
        (row,) = base.execute(query, (lines, attempt.replace("-", "").upper())).fetchall()
    assert row[0] == 3 and row[1] < 12, "it travelled and is kept packed"

    second = Phone(playwright, tmp_path / "baru")
    try:
        page = second.open().new_page()
        with page.expect_request("**/api/sync/mine") as asked:
            assert enrol(page, server.url, code) == name
        assert json.loads(asked.value.post_data or "{}")["packed"] == 1
        # The name alone opens nothing: anybody with the crew's code could have chosen it. The phone says what to do, and works meanwhile.
        page.goto(f"{server.url}/#/kirim")
        page.get_by_role("link", name="Lihat caranya").click()
        mark = page.locator(".hand-mark").inner_text()
        page.screenshot(path=tmp_path / "izin-baru.png")
        assert page.evaluate(LOG, [attempt]) == []
        first.get_by_role("link", name="Saya berganti ponsel").click()
        first.get_by_label("Tanda ponsel baru").fill("000000")
        first.get_by_role("button", name="Izinkan ponsel itu").click()
        expect(first.locator(".notice-no")).to_contain_text("Tidak ada ponsel lain atas nama Anda")
        first.get_by_label("Tanda ponsel baru").fill(f" {mark[:3]}-{mark[3:]} ")
        first.get_by_role("button", name="Izinkan ponsel itu").click()
        expect(first.locator(".notice-ok")).to_contain_text("Diizinkan")
        page.get_by_role("button", name="ambil hasil lama").click()
        expect(page.locator("h2")).to_have_text("Ponsel baru Anda", timeout=15_000)
        assert page.evaluate(LOG, [attempt]) == first.evaluate(LOG, [attempt]) and lines == len(page.evaluate(LOG, [attempt]))
    finally:
        second.close()


def test_a_phone_without_a_camera_says_what_to_do(server: Server, phone: Phone) -> None:
    page = phone.open().new_page()
    enrol(page, server.url, invite(server))
    page.goto(f"{server.url}/#/terima")
    page.get_by_role("button", name="Nyalakan kamera").click()
    expect(page.locator(".notice-no")).to_contain_text("Pakai berkas")
    # What is no result at all changes nothing.
    assert page.evaluate("async () => (await (await import('/static/js/store/carried.js')).listCarried()).length") == 0
