"""Every screen as a picture, in each theme and width, to be looked at: `make gallery OUT=folder`. Not a test: nothing is compared.

A real server and a real Chromium; the screens come in the order in which people meet them. The folder gets an index.html.
"""

import argparse
import html
import tempfile
from pathlib import Path

from playwright.sync_api import Page, Playwright, sync_playwright

from tests.e2e.access_kit import THEMES
from tests.e2e.conftest import CHROMIUM, FLAGS, Phone, Server
from tests.e2e.staff_tour import StaffTour
from tests.e2e.tour import Tour

SCREENS = {320: 568, 360: 640, 768: 1024, 1440: 900}


class Gallery:
    """Takes one picture for each theme and width of what a page shows now."""

    def __init__(self, out: Path, themes: list[str], widths: list[int]) -> None:
        self.out, self.themes, self.widths = out, themes, widths
        self.names: list[str] = []

    def take(self, page: Page, name: str) -> None:
        """Photograph this state."""
        self.names.append(name)
        before = page.viewport_size
        assert before
        for width in self.widths:
            page.set_viewport_size({"width": width, "height": SCREENS[width]})
            for theme in self.themes:
                page.evaluate("tema => globalThis.pilihTema(tema)", theme)
                page.evaluate("() => new Promise((ok) => requestAnimationFrame(() => requestAnimationFrame(ok)))")
                # What a person sees on a phone; the whole page where there is room to look at it.
                page.screenshot(path=self.out / f"{len(self.names):03}-{name}-{theme}-{width}.png", full_page=width > 400)
        page.evaluate("() => globalThis.pilihTema('')")
        page.set_viewport_size(before)

    def index(self) -> None:
        """A page that shows them side by side."""
        rows = []
        for at, name in enumerate(self.names, 1):
            pictures = sorted(self.out.glob(f"{at:03}-*.png"))
            cells = "".join(f'<a href="{p.name}"><img src="{p.name}" alt="{html.escape(p.stem)}" loading="lazy"></a>' for p in pictures)
            rows.append(f"<h2>{html.escape(name)}</h2><div>{cells}</div>")
        style = (
            "body{font:16px system-ui;margin:16px}img{height:320px;margin:4px;border:1px solid #999}div{white-space:nowrap;overflow-x:auto}"
        )
        page = f'<!doctype html><html lang="id"><meta charset="utf-8"><title>Galeri</title><style>{style}</style>{"".join(rows)}</html>'
        (self.out / "index.html").write_text(page, encoding="utf-8")


def phone_pictures(playwright: Playwright, server: Server, folder: Path, gallery: Gallery) -> None:
    """The phone, from a stranger to the end."""
    phone = Phone(playwright, folder / "profil")
    try:
        page = phone.open().pages[0]
        page.emulate_media(reduced_motion="reduce")
        Tour(page, server, lambda name: gallery.take(page, name)).whole()
    finally:
        phone.close()


def desk_pictures(playwright: Playwright, server: Server, gallery: Gallery) -> None:
    """The pages of the desk, for each role."""
    desk = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    try:
        page = desk.new_page(base_url=server.url, viewport={"width": 1440, "height": 900}, locale="id-ID", reduced_motion="reduce")
        StaffTour(page, server, lambda name: gallery.take(page, f"meja-{name}")).whole()
    finally:
        desk.close()


def main() -> None:
    """Make the gallery."""
    parser = argparse.ArgumentParser(prog="galeri")
    parser.add_argument("out", type=Path, help="folder; pictures in it are replaced")
    parser.add_argument("--tema", nargs="+", default=list(THEMES), choices=THEMES)
    parser.add_argument("--lebar", nargs="+", default=list(SCREENS), type=int, choices=list(SCREENS))
    parser.add_argument("--hanya", choices=["ponsel", "meja"])
    wish = parser.parse_args()
    wish.out.mkdir(parents=True, exist_ok=True)
    for old in wish.out.glob("*.png"):
        old.unlink()
    gallery = Gallery(wish.out, wish.tema, wish.lebar)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        (folder / "var").mkdir()
        server = Server(folder / "var")
        server.flask("database", "siapkan")
        server.demo = server.flask("demo", "muat")  # type: ignore[attr-defined]
        server.start()
        try:
            if wish.hanya != "meja":
                phone_pictures(playwright, server, folder, gallery)
            if wish.hanya != "ponsel":
                desk_pictures(playwright, server, gallery)
        finally:
            server.stop()
    gallery.index()
    print(f"{len(gallery.names)} layar, {len(list(wish.out.glob('*.png')))} gambar di {wish.out}")


if __name__ == "__main__":
    main()
