"""The staff pages on a small phone and a laptop, by day and by night: nothing runs off the screen, every target fits a thumb,
every word is large and dark enough, and all of it works without JavaScript."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, Playwright

from simulasi import create_app
from simulasi.config import from_env
from simulasi.extensions import db
from simulasi.services import demo, roster
from tests.e2e.conftest import CHROMIUM, FLAGS, Server
from tests.sync_kit import RIGHT, WRONG, Phone, day, played, put_pack

TPS = demo.TPS

# Text smaller than 16 px or below 7:1, things to touch lower or narrower than they must be, and pages wider than the screen.
FAULTS = """() => {
  const faults = [];
  const rgb = (text) => { const n = text.match(/[\\d.]+/g).map(Number); return n.length < 4 ? [...n, 1] : n; };
  const light = ([r, g, b]) => { const f = [r, g, b].map((v) => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * f[0] + 0.7152 * f[1] + 0.0722 * f[2]; };
  const ground = (element) => { for (let e = element; e; e = e.parentElement) { const s = getComputedStyle(e), c = rgb(s.backgroundColor);
    const hatch = s.backgroundImage.match(/rgba?\\([^)]*\\)/g); if (hatch) return hatch.map(rgb); if (c[3] === 1) return [c]; } return [[255, 255, 255]]; };
  const shown = (e) => { const r = e.getBoundingClientRect(); return r.width > 1 && r.height > 1 && getComputedStyle(e).visibility !== 'hidden' && r.right > 0; };
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const e = walk.currentNode.parentElement;
    if (!walk.currentNode.textContent.trim() || !shown(e) || e.closest('.hide-visually, noscript, script')) continue;
    const style = getComputedStyle(e), said = walk.currentNode.textContent.trim().slice(0, 30);
    if (parseFloat(style.fontSize) < 16) faults.push(`${said}: ${style.fontSize}`);
    for (const back of ground(e)) {
      const [a, b] = [light(rgb(style.color)), light(back)].sort((x, y) => y - x), ratio = (a + 0.05) / (b + 0.05);
      if (ratio < 7) faults.push(`${said}: ${ratio.toFixed(2)}:1`);
    }
  }
  for (const e of document.querySelectorAll('a[href], button, input:not([type=hidden])')) {
    const box = (e.closest('label') ?? e).getBoundingClientRect();
    if (box.width > 1 && box.right > 0 && (box.height < 47.5 || box.width < 40)) faults.push(`${e.outerHTML.slice(0, 60)}: ${box.width}x${box.height}`);
  }
  if (document.documentElement.scrollWidth > innerWidth) faults.push(`wider than the screen: ${document.documentElement.scrollWidth}`);
  return faults;
}"""


def fill(app: Flask) -> None:
    """One crew in every state there is: ready, so-so, in need, three breaches, under way, nothing."""
    raw = day()
    raw["steps"][5]["options"][1]["knockout"] = "pidana"
    raw["steps"][7]["options"][1]["knockout"] = "integritas"
    with app.app_context():
        pack = put_pack(raw)
        plays = [(12, ()), (12, (0, 1, 2)), (12, (0, 1, 2, 4, 6, 8)), (12, (3,)), (12, (5,)), (5, ())]
        for member, (steps, wrong) in zip(roster.members_of(TPS), plays, strict=False):
            phone = Phone(app, member.id, tps_id=TPS).register()
            assert phone.send(played(pack, [WRONG if at in wrong else RIGHT for at in range(steps)]).part())[0]["status"] == "diterima"
        phone = Phone(app, roster.members_of(TPS + 1)[0].id, tps_id=TPS + 1).register()
        phone.send(played(pack, [WRONG if at == 7 else RIGHT for at in range(12)]).part())
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def page(server: Server, playwright: Playwright, request: pytest.FixtureRequest) -> Iterator[Page]:
    width, height, scheme = request.param
    fill(create_app(from_env({"SIMULASI_VAR": str(server.var)})))
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, java_script_enabled=True, base_url=server.url, locale="id-ID"
    )
    yield context.new_page()
    browser.close()


def go(page: Page, target: Locator) -> None:
    """Follow a link or press a button, and wait until the next page stands, styles included."""
    with page.expect_navigation(wait_until="load"):
        target.click()


def log_in(page: Page, name: str) -> None:
    page.goto("/masuk")
    page.keyboard.press("Tab")
    page.get_by_label("Nama akun").fill(name)
    page.get_by_label("Kata sandi").fill(demo.PASSWORD)
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Enter")


# Other themes, 320 px and the rest of the pages are the walk of test_access_staff.py.
@pytest.mark.parametrize("page", [(360, 640, "light"), (1280, 800, "light")], indirect=True)
def test_every_staff_page_can_be_read_and_touched(page: Page) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    faults: dict[str, list[str]] = {}

    def look(name: str) -> None:
        faults[name] = page.evaluate(FAULTS)

    page.goto("/masuk")
    look("masuk")
    page.goto("/pps/tiada")
    look("galat")
    complaints.clear()  # the browser itself notes the 404
    log_in(page, "pps-sumberbrantas")
    look("papan")
    go(page, page.get_by_role("link", name="TPS 003", exact=True))
    look("tps")
    go(page, page.locator(".crew a").nth(3))
    look("anggota")
    go(page, page.locator(".plays a").first)
    look("percobaan")
    page.goto("/pps/kelompok")
    look("kelompok")
    go(page, page.get_by_role("button", name="Buat kelompok TPS 003").first)
    look("satu kelompok")
    page.get_by_label("Hari dan jam").fill("2027-01-02T19:30")
    page.get_by_label("Tempat").fill("Balai dusun")
    page.get_by_label("Pemandu").fill("Bu Kenanga")
    go(page, page.get_by_role("button", name="Rencanakan"))
    page.get_by_label("Apa yang dilakukan").fill("Latih tiga pemilih pindahan")
    page.get_by_label("Sampai tanggal").fill("2027-01-05")
    go(page, page.get_by_role("button", name="Tambah tindak lanjut"))
    look("pertemuan")
    for name in ("catatan", "tanya", f"butir/{TPS // 1000}"):
        page.goto(f"/pps/{name}")
        look(name)
    go(page, page.locator("td ~ td, .sums th a").locator("xpath=self::a").first)
    look("satu butir")
    page.goto("/pps/undangan")
    look("undangan")
    page.get_by_label("003").check()
    go(page, page.get_by_role("button", name="Buat dan tampilkan"))
    assert page.locator("article svg").count() == 1
    look("cetak")
    page.goto("/pps/undangan")
    look("undangan terpakai")
    go(page, page.get_by_role("button", name="Keluar"))
    log_in(page, "kpu-batu")
    look("kota")
    page.goto(f"/pps/wilayah/{TPS // 1000}")
    look("desa")
    assert {name: found for name, found in faults.items() if found} == {}
    assert complaints == []


def test_everything_but_the_replay_works_without_javascript(server: Server, playwright: Playwright) -> None:
    fill(create_app(from_env({"SIMULASI_VAR": str(server.var)})))
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    page = browser.new_context(viewport={"width": 360, "height": 640}, java_script_enabled=False, base_url=server.url).new_page()
    log_in(page, "pps-sumberbrantas")
    go(page, page.locator("tr", has_text="TPS 003").get_by_role("link", name="KPPS 4"))
    assert page.get_by_role("heading", level=1).inner_text() == "Kencur Pandan"
    go(page, page.locator(".plays a").first)
    assert "PSU: kesalahan yang dapat berakibat pemungutan suara ulang" in page.locator(".summary").inner_text()
    assert "memerlukan JavaScript" in page.locator("#putar-ulang").inner_text()
    go(page, page.get_by_role("button", name="Keluar"))
    assert page.get_by_role("heading", level=1).inner_text() == "Masuk petugas"
    browser.close()
