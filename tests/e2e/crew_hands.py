"""A trainer and seven members with a browser context each, on one real server: hands for the crew's tests."""

from typing import Any

from playwright.sync_api import Browser, Locator, Page, Playwright, expect

from simulasi import create_app
from simulasi.config import from_env
from simulasi.extensions import db
from simulasi.services import demo
from tests.crew_kit import SEVEN, small_session, trainer
from tests.e2e.conftest import CHROMIUM, FLAGS, Server

# What each seat answers; run A: KPPS 5 stops the man KPPS 4 let in. Run B: he goes all the way.
CAUGHT = {
    "buka": "sumpah", "a_1": "layani", "b_1": "layani", "a_2": "catat", "b_2": "kembalikan", "a_3": "beri", "a_4": "kotak", "a_5": "tinta",
    "hitung": [1, 1], "segel": "segel",
}  # fmt: skip
PASSED = CAUGHT | {"b_2": "terus", "b_3": "beri", "b_4": "kotak", "b_5": "tinta", "hitung": [2, 2]}
NAMES = {f"kpps_{n}": name for n, name in enumerate(("Apel", "Belimbing", "Ceri", "Duku", "Jambu", "Kelapa", "Lengkeng"), 1)}


def plan(server: Server, *codes: str, raw: dict[str, Any] = SEVEN) -> list[Any]:
    """Sessions of a small day (that of seven tables), in the server's own database."""
    app = create_app(from_env({"SIMULASI_VAR": str(server.var)}))
    with app.app_context():
        made = [small_session(trainer(wilayah=demo.TPS // 1000), raw=raw, code=code) for code in codes]
        db.session.remove()
        db.engine.dispose()
    return made


class Crew:
    """The browser, the trainer's page and the members' pages."""

    def __init__(self, playwright: Playwright, server: Server) -> None:
        self.browser: Browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        self.server = server
        self.pages: dict[str, Page] = {}
        self.complaints: list[str] = []
        self.trainer = self.page(1280, 800)

    def page(self, width: int = 360, height: int = 640) -> Page:
        context = self.browser.new_context(
            viewport={"width": width, "height": height}, base_url=self.server.url, locale="id-ID", accept_downloads=True
        )
        context.set_default_timeout(20_000)
        page = context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def log_in(self) -> None:
        self.trainer.goto("/masuk")
        self.trainer.get_by_label("Nama akun").fill("pps-sumberbrantas")
        self.trainer.get_by_label("Kata sandi").fill(demo.PASSWORD)
        with self.trainer.expect_navigation():
            self.trainer.keyboard.press("Enter")

    def sit(self, seat: str, address: str, alone: bool = False) -> Page:
        """A member opens the card and takes a seat."""
        page = self.pages[seat] = self.page()
        page.goto(f"/#{address}")
        if alone:
            page.get_by_label("Tempat ini tanpa jaringan").check()
        page.get_by_label("Nama panggilan").fill(NAMES[seat])
        page.get_by_label("Nama panggilan").blur()
        page.locator("button.crew-seat").nth(int(seat[-1]) - 1).click()
        page.get_by_role("button", name="Duduk", exact=True).click()
        return page

    def answer(self, step_id: str, answer: Any) -> None:
        """The member whose step this is answers it, when it comes."""
        step = next(each for each in SEVEN["steps"] if each["id"] == step_id)
        page = self.pages[step["role"]]
        expect(page.locator("#judul")).to_contain_text(step["title"])
        if step["kind"] == "choice":
            text = next(option["text"] for option in step["options"] if option["id"] == answer)
            page.locator("button.option:enabled").get_by_text(text, exact=True).click()
        else:
            for at, value in enumerate(answer):
                page.locator("#isian input.figure").nth(at).fill(str(value))
            page.locator(".dock .btn-primary:enabled").click()
        expect(page.locator(".outcome")).to_be_visible()
        page.locator(".dock .btn-primary:enabled").click()

    def close(self) -> None:
        self.browser.close()


def debrief(root: Page | Locator) -> dict[str, Any]:
    """What a debrief says, read off the screen."""
    expect(root.locator(".crew-debrief")).to_be_visible()
    return {
        "nilai": {row.get_attribute("data-seat"): row.locator("td").nth(1).inner_text() for row in root.locator("tr[data-seat]").all()},
        "lolos": [(each.get_attribute("data-step"), each.get_attribute("data-fate")) for each in root.locator("li.slip").all()],
        "beda": {row.get_attribute("data-line"): row.locator("td").all_inner_texts() for row in root.locator("tr[data-line]").all()},
        "temuan": [each.get_attribute("data-finding") for each in root.locator("[data-finding]").all()],
    }


# Worked out by hand from tests/packs/regu-tujuh.json.
HAND_CAUGHT = {
    "nilai": {
        "kpps_1": "3 / 3",
        "kpps_2": "1 / 1",
        "kpps_3": "2 / 2",
        "kpps_4": "2 / 4",
        "kpps_5": "3 / 3",
        "kpps_6": "1 / 1",
        "kpps_7": "1 / 1",
    },
    "lolos": [("b_1", "tertangkap")],
    "beda": {},
    "temuan": [],
}
HAND_PASSED = {
    "nilai": {
        "kpps_1": "3 / 3",
        "kpps_2": "2 / 2",
        "kpps_3": "2 / 2",
        "kpps_4": "2 / 4",
        "kpps_5": "1 / 3",
        "kpps_6": "2 / 2",
        "kpps_7": "2 / 2",
    },
    "lolos": [("b_1", "lolos"), ("b_2", "lolos")],
    "beda": {"c_hasil_ppwp/digunakan": ["2", "1"], "c_hasil_ppwp/pengguna": ["2", "1"]},
    "temuan": ["b_tak_berhak"],
}

__all__ = ["CAUGHT", "HAND_CAUGHT", "HAND_PASSED", "NAMES", "PASSED", "Crew", "debrief", "plan"]
