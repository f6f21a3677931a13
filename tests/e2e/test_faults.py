"""Rows of the fault list that need a real browser and are nobody else's: eviction, refusal to persist, new packs, two tabs, poor browsers."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Server, whole_file
from tests.e2e.fault_proxy import Proxy
from tests.e2e.test_everyday import enrol, invite, stored, tick, unlock

server = whole_file()


@pytest.mark.fault(5)
def test_a_phone_whose_storage_was_cleared_begins_anew_and_the_server_still_has_what_was_sent(server: Server, page: Page) -> None:
    code = invite(server)
    enrol(page, server.url, code)
    tick(page, server.url)
    page.goto(f"{server.url}/#/kirim")
    expect(page.locator("main")).to_contain_text("Sudah di PPS", timeout=30_000)
    before = stored(server)
    session = page.context.new_cdp_session(page)
    session.send("Storage.clearDataForOrigin", {"origin": server.url, "storageTypes": "all"})
    page.goto("about:blank")
    page.goto(server.url)
    # Nothing pretends: the app is as on its first day, and says what to do.
    expect(page.locator("main")).not_to_contain_text("Siap tanpa sinyal")
    expect(page.get_by_role("button", name="Coba tanpa undangan")).to_be_visible()
    assert stored(server) == before
    enrol(page, server.url, code)
    tick(page, server.url)
    page.goto(f"{server.url}/#/kirim")
    expect(page.locator("main")).to_contain_text("Sudah di PPS", timeout=30_000)
    assert len(stored(server)) == len(before) + 1


@pytest.mark.fault(6)
def test_a_browser_that_will_not_promise_to_keep_the_data_changes_nothing_but_the_advice(server: Server, page: Page) -> None:
    page.add_init_script("navigator.storage.persist = async () => false; navigator.storage.persisted = async () => false;")
    enrol(page, server.url, invite(server))
    expect(page.locator("main")).to_contain_text("Jangan menghapus data situs ini di peramban")
    tick(page, server.url)
    page.goto(f"{server.url}/#/kirim")
    expect(page.locator("main")).to_contain_text("Sudah di PPS", timeout=30_000)


@pytest.mark.fault(29)
def test_two_tabs_send_each_line_once(server: Server, proxy: Proxy, page: Page) -> None:
    enrol(page, proxy.url, invite(server))
    proxy.dead = True
    tick(page, proxy.url)
    other = page.context.new_page()
    other.goto(f"{proxy.url}/#/kirim")
    unlock(other)
    page.goto(f"{proxy.url}/#/kirim")
    proxy.seen.clear()
    proxy.dead = False
    for each in (page, other):
        each.get_by_role("button", name="Kirim sekarang").click(no_wait_after=True)
    for each in (page, other):
        expect(each.locator("main")).to_contain_text("Sudah di PPS", timeout=40_000)
    assert proxy.seen.count("/api/sync/upload") == 1


@pytest.mark.fault(58)
@pytest.mark.parametrize(
    "poor",
    [
        "delete window.CompressionStream",
        "Object.defineProperty(Navigator.prototype, 'locks', { value: undefined })",
        "delete window.BarcodeDetector",
        "Object.defineProperty(Navigator.prototype, 'storage', { value: undefined })",
    ],
    ids=["CompressionStream", "locks", "BarcodeDetector", "storage"],
)
def test_a_browser_that_lacks_a_power_still_plays_and_sends(server: Server, page: Page, poor: str) -> None:
    page.add_init_script(poor)
    enrol(page, server.url, invite(server))
    tick(page, server.url)
    page.goto(f"{server.url}/#/kirim")
    expect(page.locator("main")).to_contain_text("Sudah di PPS", timeout=30_000)


@pytest.mark.fault(58)
def test_a_browser_without_storage_is_told_what_to_do(server: Server, page: Page) -> None:
    page.add_init_script("Object.defineProperty(window, 'indexedDB', { value: undefined })")
    page.goto(server.url)
    expect(page.locator("body")).to_contain_text(re.compile("peramban|Chrome", re.I))


@pytest.mark.fault(20)
def test_an_attempt_ends_on_the_pack_it_began_with(server: Server, page: Page, tmp_path: Path) -> None:
    enrol(page, server.url, invite(server))
    read = "async () => { const A = await import('/static/js/store/attempts.js'); return (await A.allAttempts()).map((a) => [a.id, a.pack_hash]); }"
    tick(page, server.url)
    ((attempt, pack_hash),) = page.evaluate(read)
    published = server.flask(
        "paket", "susun", "--aturan", "pemilu-2024", "--benih", "lain", "--ukuran", "singkat", "--keluar", str(tmp_path / "p.json")
    )
    server.flask("sinkron", "terbitkan", str(tmp_path / "p.json"))
    page.goto(f"{server.url}/#/kirim")
    page.get_by_role("button", name="Kirim sekarang").click()
    expect(page.locator("main")).to_contain_text("Sudah di PPS", timeout=30_000)
    page.reload()
    unlock(page)
    tick(page, server.url, 1)
    assert page.evaluate(read)[0] == [attempt, pack_hash] and published
    page.goto(f"{server.url}/#/kirim")
    expect(page.locator("main")).to_contain_text("Sudah di PPS", timeout=30_000)


@pytest.mark.fault(20)
def test_a_list_that_was_begun_is_gone_on_with_when_its_pack_is_withdrawn(server: Server, page: Page) -> None:
    enrol(page, server.url, invite(server))
    tick(page, server.url)
    read = "async () => { const A = await import('/static/js/store/attempts.js'); return (await A.allAttempts()).map((a) => a.pack_hash); }"
    (pack_hash,) = page.evaluate(read)
    server.flask("sinkron", "tarik", pack_hash)
    page.goto(f"{server.url}/#/kirim")
    page.get_by_role("button", name="Kirim sekarang").click()
    expect(page.locator("main")).to_contain_text("Sudah di PPS", timeout=30_000)
    page.reload()
    unlock(page)
    page.goto(f"{server.url}/#/periksa")
    expect(page.locator("main")).to_contain_text("PPS sudah menarik daftar ini")
    done = page.locator("[role=checkbox][aria-checked=true]")
    expect(done).to_have_count(1)
    tick(page, server.url, 1)
    assert page.evaluate(read) == [pack_hash]
    page.goto(f"{server.url}/#/kirim")
    expect(page.locator("main")).to_contain_text("Sudah di PPS", timeout=30_000)
