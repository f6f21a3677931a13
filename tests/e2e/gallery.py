"""Every screen as a picture, in each theme and width, to be looked at: `make gallery OUT=folder`. Not a test: nothing is compared.

A real server and a real Chromium; the screens come in the order in which people meet them. The folder gets an index.html.
"""

import html
import json
import re
import sys
import tempfile
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright

from simulasi.engine import apply, load, pending
from simulasi.engine.answers import right_answer
from tests.e2e.conftest import CHROMIUM, FLAGS, Phone, Server
from tests.e2e.player import Player

THEMES = ("terang", "gelap", "matahari")
PHONE_WIDTHS = {320: 568, 360: 640, 768: 1024, 1440: 900}
DESK_WIDTHS = {360: 640, 768: 1024, 1440: 900}
PIN = "482915"
SEATS = [f"kpps_{n}" for n in range(1, 8)]


class Gallery:
    """Takes one picture for each theme and width of what a page shows now."""

    def __init__(self, out: Path, themes: tuple[str, ...]) -> None:
        self.out, self.themes = out, themes
        self.names: list[str] = []

    def take(self, page: Page, name: str, widths: dict[int, int]) -> None:
        """Photograph this state."""
        self.names.append(name)
        before = page.viewport_size
        for theme in self.themes:
            page.evaluate("tema => globalThis.pilihTema(tema)", theme)
            for width, height in widths.items():
                page.set_viewport_size({"width": width, "height": height})
                page.wait_for_timeout(250)  # a layout and the short transitions of the tokens
                # What a person sees on a phone; the whole page where there is room to look at it.
                page.screenshot(path=self.out / f"{len(self.names):02}-{name}-{theme}-{width}.png", full_page=width > 400)
        page.evaluate("() => globalThis.pilihTema('')")
        page.set_viewport_size(before)

    def index(self) -> None:
        """A page that shows them side by side."""
        rows = []
        for at, name in enumerate(self.names, 1):
            pictures = sorted(self.out.glob(f"{at:02}-{name}-*.png"))
            cells = "".join(f'<a href="{p.name}"><img src="{p.name}" alt="{html.escape(p.stem)}" loading="lazy"></a>' for p in pictures)
            rows.append(f"<h2>{html.escape(name)}</h2><div>{cells}</div>")
        style = (
            "body{font:16px system-ui;margin:16px}img{height:320px;margin:4px;border:1px solid #999}div{white-space:nowrap;overflow-x:auto}"
        )
        page = f'<!doctype html><html lang="id"><meta charset="utf-8"><title>Galeri</title><style>{style}</style>{"".join(rows)}</html>'
        (self.out / "index.html").write_text(page, encoding="utf-8")


def short_day(server: Server) -> dict[str, Any]:
    """The demo's short day."""
    with urllib.request.urlopen(f"{server.url}/api/packs") as answer:
        short = next(pack for pack in json.load(answer)["packs"] if pack["size"] == "singkat")
    with urllib.request.urlopen(f"{server.url}/packs/{short['hash']}.json") as answer:
        return json.load(answer)


def arrive(page: Page, server: Server, shot: Callable[[str], None]) -> None:
    """From a stranger to a phone that is ready."""
    page.goto(server.url + "/")
    page.get_by_role("link", name="Saya punya undangan").wait_for()
    shot("sambutan")
    page.goto(server.url + "/#/bantuan")
    page.locator("main h2, main h1, main summary").first.wait_for()
    shot("bantuan")
    page.goto(server.url + "/#/undangan/SALAH-KODE1")
    page.locator("main").wait_for()
    page.wait_for_timeout(800)
    shot("undangan-salah")
    page.goto(server.url + "/#" + re.search(r"/#(/undangan/\S+)", server.demo)[1])  # type: ignore[attr-defined]
    page.get_by_text("KPPS 4", exact=True).wait_for()
    shot("undangan-nama")
    page.get_by_text("KPPS 4", exact=True).click()
    page.locator("#pin").wait_for()
    shot("undangan-pin")
    page.locator("#pin").press_sequentially(PIN)
    page.wait_for_timeout(600)
    page.locator("#pin").press_sequentially(PIN)
    page.get_by_text("Siap tanpa sinyal", exact=True).wait_for(timeout=60_000)
    shot("pasang-siap")


def screens_of_member(page: Page, server: Server, shot: Callable[[str], None]) -> None:
    """What a member can open, and a short day with one mistake of each kind."""
    for name, path in (("beranda-baru", ""), ("mulai", "mulai"), ("periksa", "periksa"), ("kirim", "kirim"), ("profil", "profil")):
        page.goto(f"{server.url}/#/{path}")
        page.locator("main").wait_for()
        page.wait_for_timeout(700)
        shot(name)
    raw = short_day(server)
    page.goto(server.url + "/#/mulai")
    page.get_by_role("radio", name="Seluruh regu").check(force=True)
    page.locator(".dock .btn-primary:enabled").click()
    player = Player(page, load(raw), SEATS)
    seen: set[str] = set()
    while (step := pending(player.pack, player.state)) is not None:
        key = f"{step['kind']}-{step['phase']}"
        new = key not in seen
        seen.add(key)
        page.locator("#judul").filter(has_text=step["title"]).wait_for()
        if new:
            page.wait_for_timeout(400)
            shot(f"main-{key}")
        answer = right_answer(player.state, step)
        if new and step["kind"] in ("choice", "judge"):
            answer = next((o["id"] for o in step["options"] if not o["right"]), answer)
        player.tap(step, answer)
        event = {"seq": player.state["seq"] + 1, "step": step["id"], "answer": answer, "role": step["role"]}
        player.state = apply(player.pack, player.state, event)
        page.locator(".outcome").wait_for()
        if new:
            page.wait_for_timeout(400)
            shot(f"hasil-{key}")
        player.primary()
    page.wait_for_url(re.compile("#/tinjau/"))
    page.wait_for_timeout(500)
    shot("tinjau")
    page.goto(server.url + "/#/")
    page.get_by_text("Sudah dijalani").wait_for()
    shot("beranda-sesudah")


STAFF = {
    "pps-sumberbrantas": ["/pps", "/pps/tps/3579022009003", "/pps/undangan"],
    "kpu-batu": ["/pps"],
}


def screens_of_staff(playwright: Playwright, server: Server, gallery: Gallery, paths: dict[str, list[str]]) -> None:
    """Log-in and the pages named on the command line or above."""
    desk = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    try:
        page = desk.new_page(base_url=server.url, viewport={"width": 1440, "height": 900})
        page.goto("/masuk")
        gallery.take(page, "masuk", DESK_WIDTHS)
        for user, urls in paths.items():
            page.context.clear_cookies()
            page.goto("/masuk")
            page.locator("input[type=text]").fill(user)
            page.locator("input[type=password]").fill("demo-simulasi-tps")
            page.get_by_role("button", name="Masuk", exact=True).click()
            page.wait_for_url(re.compile("/pps"))
            for url in urls:
                page.goto(url)
                gallery.take(page, f"staf-{user}-{url.strip('/').replace('/', '-')}", DESK_WIDTHS)
    finally:
        desk.close()


def main(out: Path, themes: tuple[str, ...]) -> None:
    """Make the gallery."""
    out.mkdir(parents=True, exist_ok=True)
    for old in out.glob("*.png"):
        old.unlink()
    gallery = Gallery(out, themes)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        var = Path(folder) / "var"
        var.mkdir()
        server = Server(var)
        server.flask("database", "siapkan")
        server.demo = server.flask("demo", "muat")  # type: ignore[attr-defined]
        server.start()
        phone = Phone(playwright, Path(folder) / "profil")
        try:
            context: BrowserContext = phone.open()
            page = context.pages[0]
            arrive(page, server, lambda name: gallery.take(page, name, PHONE_WIDTHS))
            screens_of_member(page, server, lambda name: gallery.take(page, name, PHONE_WIDTHS))
            screens_of_staff(playwright, server, gallery, STAFF)
        finally:
            phone.close()
            server.stop()
    gallery.index()
    print(f"{len(gallery.names)} layar, {len(list(out.glob('*.png')))} gambar di {out}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), tuple(sys.argv[2:]) or THEMES)
