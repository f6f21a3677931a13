"""Dasar aturan on a phone without a signal: from a checklist item to its source, searched, and the public page on a desk."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Phone, Server


@pytest.fixture
def page(server: Server, phone: Phone) -> Iterator[Page]:
    """A phone that was invited and has installed everything."""
    opened = phone.open().pages[0]
    opened.goto(server.url + "/#" + re.search(r"/#(/undangan/\S+)", server.demo)[1])
    opened.get_by_text("KPPS 4", exact=True).click()
    for _ in range(2):
        opened.locator("#pin").press_sequentially("482915")
        opened.wait_for_timeout(600)  # the second asking slides in
    expect(opened.get_by_text("Siap tanpa sinyal", exact=True)).to_be_visible(timeout=30_000)
    yield opened


def test_every_source_is_on_the_phone_and_an_item_leads_to_its_own(server: Server, page: Page) -> None:
    server.stop()
    page.goto(server.url + "/#/periksa")
    page.locator(".phase[open] .tick-source summary").first.click()
    link = page.locator(".phase[open] .tick-source a").first
    wanted = link.get_attribute("href").removeprefix("#/dasar/")
    link.click()
    here = page.locator(f'[data-source="{wanted}"]')
    expect(here).to_be_focused()
    expect(page.get_by_role("status")).to_contain_text("sumber")
    total = page.locator("[data-source]").count()
    assert total > 50
    page.get_by_role("searchbox").fill("Pasal 25")
    assert 0 < page.locator("[data-source]").count() < total
    page.get_by_role("searchbox").fill("tidak ada di mana pun")
    expect(page.locator("[data-source]")).to_have_count(0)
    expect(page.get_by_role("status")).to_contain_text("0 dari")
    page.get_by_role("link", name="Kembali").click()
    expect(page).to_have_url(re.compile("#/periksa$"))
    page.goto(server.url + "/#/bantuan")
    page.get_by_role("link", name="Dasar aturan").click()
    expect(page.get_by_role("heading", name="Dasar aturan", exact=True)).to_be_visible()
