"""The first minute: from the invitation's link to the first decision, and what a chat app's own window is told."""

import re

from playwright.sync_api import Playwright, expect

from tests.e2e.conftest import CHROMIUM, FLAGS, Phone, Server

PIN = "482915"
FACEBOOK = "Mozilla/5.0 (Linux; Android 11; RMX3231; wv) AppleWebKit/537.36 Version/4.0 Chrome/120.0.0.0 Mobile Safari/537.36 [FBAN/FB4A]"


def invitation(server: Server) -> str:
    return server.url + "/#" + re.search(r"/#(/undangan/\S+)", server.demo)[1]


def test_three_taps_and_a_pin_lie_between_the_link_and_the_first_decision(server: Server, phone: Phone) -> None:
    page = phone.open().pages[0]
    page.goto(invitation(server))
    page.evaluate("() => addEventListener('click', () => (globalThis.__ketuk = (globalThis.__ketuk ?? 0) + 1), true)")
    page.get_by_text("KPPS 4", exact=True).click()
    page.locator("#pin").press_sequentially(PIN)
    expect(page.get_by_text("Ketik sekali lagi")).to_be_visible()
    page.locator("#pin").press_sequentially(PIN)
    ready = page.get_by_text("Siap tanpa sinyal", exact=True).first
    expect(ready).to_be_visible(timeout=60_000)
    expect(page.locator(".ready-box")).to_contain_text("Tanpa sinyal Anda tetap bisa berlatih, meninjau, dan mencentang daftar periksa")
    page.get_by_role("link", name="Mulai").click()
    page.locator(".dock .btn-primary:enabled").click()
    expect(page.locator("#judul")).to_be_visible()
    assert page.evaluate("() => globalThis.__ketuk") == 3
    # In the seat that the roster gave them, not in one they had to look for.
    expect(page.locator(".bar")).to_contain_text("KPPS 4")


def test_a_chat_apps_own_window_sends_the_person_to_chrome_before_they_enrol(server: Server, playwright: Playwright) -> None:
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    try:
        page = browser.new_context(user_agent=FACEBOOK, viewport={"width": 360, "height": 640}).new_page()
        page.goto(invitation(server))
        expect(page.get_by_text("Siapa Anda?")).to_be_visible(timeout=60_000)
        link = page.get_by_role("link", name="Buka di Chrome")
        expect(link).to_be_in_viewport()
        # The invitation comes along.
        code = invitation(server).partition("/#")[2]
        assert f"/#{code}#Intent;" in link.get_attribute("href")
    finally:
        browser.close()
