"""Every screen of learning: no rule of axe broken, usable by keyboard, right at twice the size."""

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Server
from tests.e2e.learning_hands import accessible, go, learning
from tests.e2e.test_everyday import enrol, invite

SCREENS = ["", "belajar", "belajar/pengantar", "belajar/etika", "belajar/tahapan", "belajar/evaluasi", "kartu/sehari-di-tps/pengantar"]
SCREENS += [
    "kartu/harapan/pengantar",
    "kartu/pakta-integritas/etika",
    "kartu/peran-kpps-4/tahapan",
    "renungan/etika",
    "kilat",
    "kilat/angka-/3",
]
SCREENS += ["uji/awal", "kemajuan", "sertifikat", "harih", "harih/latih", "harih/logistik", "harih/placemat"]


def test_every_screen_of_learning_is_accessible_by_rule_by_keyboard_and_at_twice_the_size(server: Server, page: Page) -> None:
    enrol(page, server.url, invite(server))
    go(page, server, "")
    expect(page.locator("[data-lima]")).to_be_visible(timeout=30_000)
    learning(page)
    # 320 px at 200%: half as many pixels of layout, as the browser does it.
    for width, height in ((360, 640), (320, 480), (160, 320)):
        page.set_viewport_size({"width": width, "height": height})
        for view in SCREENS:
            go(page, server, "bantuan")
            go(page, server, view)
            expect(page.locator(f".screen[data-view={view.split('/')[0] or 'beranda'}] main")).to_be_visible()
            if width == 360:
                accessible(page)
            wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 1 or width < 320, (view, width, wide)
    page.set_viewport_size({"width": 360, "height": 640})
    by_keyboard(page, server)


def by_keyboard(page: Page, server: Server) -> None:
    """One drill from the home screen to its end without touching anything."""
    go(page, server, "kilat/sah-,jadi-/2")
    for _ in range(2):
        expect(page.locator("button.option:enabled").first).to_be_visible()
        focus(page, "option")
        page.keyboard.press("Enter")
        expect(page.locator(".outcome")).to_be_visible()
        focus(page, "btn-primary")
        page.keyboard.press("Enter")
    expect(page.locator("#judul")).to_contain_text("dari 2 tepat")


def focus(page: Page, name: str) -> None:
    """Press Tab until a control of this kind has the focus; it sleeps for 300 ms after each screen, so that is waited for first."""
    expect(page.locator(f".{name}:enabled").first).to_be_visible()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("(name) => document.activeElement?.classList.contains(name) && !document.activeElement.disabled", name):
            return
    raise AssertionError(f"{name} cannot be reached by keyboard")
