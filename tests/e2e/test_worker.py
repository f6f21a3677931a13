"""The service worker against real misfortunes: it installs all or nothing, and an old version keeps working."""

import base64
import hashlib
import json
import re
import threading
import urllib.request

import pytest
from playwright.sync_api import Error, Page, expect

from simulasi import security
from simulasi.assets import MARK_BYTES
from tests.e2e.conftest import Phone, Server, whole_file
from tests.e2e.fault_proxy import Proxy, stop_now

TOUCHED = "/static/js/fallback.js"  # a small file of the shell, changed to make "the next build"
STATE = """async () => {
  const reg = await navigator.serviceWorker.getRegistration('/');
  const names = (await caches.keys()).filter((n) => n.startsWith('shell-'));
  const count = {};
  const done = {};
  for (const n of names) {
    const keys = (await (await caches.open(n)).keys()).map((r) => new URL(r.url).pathname);
    done[n] = keys.includes('/__m');
    count[n] = keys.length;
  }
  return { active: reg?.active?.state ?? null, installing: Boolean(reg?.installing), waiting: Boolean(reg?.waiting), controlled: Boolean(navigator.serviceWorker.controller), names, done, count };
}"""


server = whole_file(demo=False)


def visit(phone: Phone, url: str) -> Page:
    page = (phone.context or phone.open()).new_page()
    page.goto(url)
    return page


def until(page: Page, what: str, tries: int = 300) -> dict:
    """Look until a condition on STATE holds (the worker reports to nobody but the page)."""
    state: dict = {}
    for _ in range(tries):
        try:
            state = page.evaluate(STATE)
        except Error as error:
            assert "context was destroyed" in str(error), error  # the page reloads itself into the new version
            continue
        if eval(what, {"s": state}):
            return state
        page.wait_for_timeout(50)
    raise AssertionError(f"never: {what}; last {state}")


def installed(page: Page) -> dict:
    return until(page, "s['active'] == 'activated' and s['controlled'] and all(s['done'].values())")


LATER = """() => new Promise((ok) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = (e) => ok(e.data.all);
  navigator.serviceWorker.controller.postMessage('later', [port2]);
})"""


def precache(worker: str) -> list[list[str]]:
    return json.loads(re.search(r'(\[\["/",.*?\]\])', worker)[1])  # type: ignore[index]


def next_build(proxy: Proxy, broken: bool = False) -> None:
    """From now on the server has a newer build in which one file differs; `broken`: the file itself has not been deployed yet."""

    def fault(path: str, body: bytes) -> bytes:
        if path == TOUCHED and not broken:
            return body + b"\n// next build\n"
        if path == "/sw.js":
            text = body.decode()
            old = dict(precache(text))[TOUCHED]
            with_line = get(proxy.upstream, TOUCHED) + b"\n// next build\n"
            new = base64.b64encode(hashlib.sha256(with_line).digest()[:MARK_BYTES]).decode()
            return re.sub(r"""(["'])([0-9a-f]{12})\1""", r"\1baru-\2\1", text.replace(old, new)).encode()
        return body

    proxy.fault = fault


def get(port: int, path: str) -> bytes:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}") as answer:
        return answer.read()


def test_after_the_install_the_app_opens_without_a_server(server: Server, phone: Phone) -> None:
    page = visit(phone, server.url)
    state = installed(page)
    files = len([url for url, _ in precache(get(server.port, "/sw.js").decode()) if not url.endswith(".png")])
    assert state["count"] == {state["names"][0]: files + 1}
    stop_now(server)
    try:
        page.reload()
        page.locator(".hero").wait_for()
        page.goto(server.url + "/?source=pwa#/bantuan")
        expect(page.locator("main")).to_contain_text("Tanpa sinyal")
        # Pages of the staff are never answered from the phone, and neither is the interface.
        with pytest.raises(Error, match="ERR_CONNECTION_REFUSED"):
            visit(phone, server.url + "/masuk")
        assert page.evaluate("() => fetch('/api/packs').then(() => 'answered', () => 'refused')") == "refused"
    finally:
        server.start()


def test_the_page_a_phone_starts_from_is_whole_and_lets_nothing_else_in(server: Server, phone: Phone) -> None:
    page = visit(phone, server.url)
    installed(page)
    page.goto(f"{server.url}/?lagi")
    expect(page.get_by_role("button", name="Coba tanpa undangan")).to_be_visible()
    asked = page.evaluate("() => performance.getEntriesByType('resource').map((e) => new URL(e.name).pathname)")
    assert [path for path in asked if path.endswith((".js", ".css"))] == ["/gabung/awal.js"]
    # What stood outside means the same inside: the sheets of the themes are switched where they are.
    ground = "(theme) => (pilihTema(theme), getComputedStyle(document.documentElement).getPropertyValue('--ground').trim())"
    assert len({page.evaluate(ground, theme) for theme in ("terang", "gelap", "matahari")}) == 3
    # Only these texts: another one, however small, is refused.
    foreign = """() => new Promise((ok) => {
      document.addEventListener('securitypolicyviolation', (e) => ok(e.effectiveDirective), { once: true });
      const made = document.createElement('style');
      made.append('body{color:red}');
      document.head.append(made);
    })"""
    assert page.evaluate(foreign) == "style-src-elem"
    kept = "(name) => caches.match('/', { cacheName: name }).then((page) => page.headers.get('Content-Security-Policy'))"
    build = page.evaluate("() => caches.keys().then((names) => names.find((name) => name.startsWith('gabung-')))")
    policy = page.evaluate(kept, build)
    named = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert re.fullmatch(r"'self'( 'sha256-[\w+/]{43}='){3}", named["script-src"]) and re.fullmatch(
        r"'self'( 'sha256-[\w+/]{43}='){3}", named["style-src"]
    )
    assert re.sub(r" 'sha256-[^']+'", "", policy) == security.CSP


@pytest.mark.fault(51)
def test_an_altered_file_stops_the_install_and_a_retry_finishes_it(proxy: Proxy, phone: Phone) -> None:
    altered = "/static/js/ui/views/bantuan.js"
    proxy.fault = lambda path, body: body + b"\n" if path == altered else 404 if path.startswith("/shell.json") else body
    page = visit(phone, proxy.url + "/#/pasang")
    expect(page.locator("[role=alert]")).to_contain_text("Belum selesai", timeout=20_000)  # the worker is tried twice
    expect(page.locator("body")).not_to_contain_text("Siap tanpa sinyal")
    state = page.evaluate(STATE)
    assert state["active"] is None and not any(state["done"].values())
    proxy.fault = lambda path, body: body
    page.get_by_role("button", name="Coba lagi").click()
    installed(page)


@pytest.mark.fault(50)
@pytest.mark.parametrize("n", [0, 1, 2, 9, 40, 100])
def test_a_link_that_dies_at_the_nth_file_activates_nothing_and_loses_nothing(proxy: Proxy, phone: Phone, n: int) -> None:
    """After n files for the worker nothing answers any more, whoever asks; what the page got for itself before that is not counted."""

    left, dead, turn = n, False, threading.Lock()

    def fault(path: str, body: bytes) -> bytes | int:
        nonlocal left, dead
        if path.startswith("/shell.json"):
            return 503  # file by file, so that there is an nth one
        with turn:
            if proxy.asking.by_script and path.startswith("/static/"):
                left, dead = left - 1, left == 0 or dead
            return 503 if dead else body

    proxy.fault = fault
    page = visit(phone, proxy.url + "/#/pasang")
    expect(page.locator("h1:visible")).to_have_text("Halaman ini belum terbuka", timeout=60_000)
    state = until(page, "not s['installing']")
    assert state["active"] is None and not any(state["done"].values())
    kept = sum(state["count"].values())
    assert kept >= n
    proxy.fault = lambda path, body: 503 if path.startswith("/shell.json") else body
    proxy.fetched.clear()
    page.get_by_role("link", name="Muat ulang").click()
    total = installed(page)["count"]
    expect(page.locator(".bar h1")).to_have_text("Siapkan ponsel")  # still where the person wanted to be
    again = [path for path in proxy.fetched if path.startswith("/static/")]
    assert len(again) <= max(total.values()) - kept, "what was there was fetched again"


@pytest.mark.fault(21)
def test_the_next_build_waits_for_home_and_costs_only_what_changed(proxy: Proxy, phone: Phone) -> None:
    page = visit(phone, proxy.url)
    first = installed(page)["names"]
    assert page.evaluate(LATER)  # as the page does when the phone is ready: everything is here, the second part too
    # Somebody plays in another tab: nothing may be swapped under them.
    other = visit(phone, proxy.url)
    other.evaluate(
        "() => new Promise((ok) => navigator.locks.request('percobaan:x', () => (ok(), new Promise((end) => (window.end = end)))))"
    )
    next_build(proxy)
    proxy.seen.clear()
    page.evaluate("() => navigator.serviceWorker.getRegistration('/').then((r) => r.update())")
    state = until(page, "s['waiting'] and len(s['names']) == 2 and all(s['done'].values())")
    assert sorted({path for path in proxy.seen if not path.startswith("/api/packs")}) == sorted(["/sw.js", TOUCHED])
    page.goto(proxy.url + "/#/bantuan")
    page.goto(proxy.url + "/#/")
    page.locator(".hero").wait_for()
    assert page.evaluate(STATE)["waiting"] and first[0] in state["names"]
    other.evaluate("() => window.end()")
    other.close()
    page.goto(proxy.url + "/#/bantuan")
    state = until(page, "not s['waiting'] and len(s['names']) == 1")
    assert state["names"] != first and state["controlled"]
    assert "next build" in page.evaluate("(path) => fetch(path).then((r) => r.text())", TOUCHED)


@pytest.mark.fault(21, 51)
def test_a_half_deployed_server_changes_nothing(proxy: Proxy, phone: Phone) -> None:
    page = visit(phone, proxy.url)
    before = installed(page)
    next_build(proxy, broken=True)
    page.evaluate("() => navigator.serviceWorker.getRegistration('/').then((r) => r.update()).catch(() => {})")
    # The failed install leaves an unfinished cache behind; the finished one stays in charge.
    state = until(page, "len(s['names']) == 2")
    page.wait_for_timeout(500)
    state = page.evaluate(STATE)
    assert state["active"] == "activated" and not state["waiting"]
    assert [name for name, done in state["done"].items() if done] == before["names"]
    page.reload()
    page.locator(".hero").wait_for()


@pytest.mark.fault(32)
def test_a_portal_that_answers_everything_reaches_neither_cache_nor_screen(proxy: Proxy, phone: Phone) -> None:
    page = visit(phone, proxy.url)
    before = installed(page)
    proxy.portal = True
    page.evaluate("() => navigator.serviceWorker.getRegistration('/').then((r) => r.update()).catch(() => {})")
    page.goto(proxy.url + "/?x=1")
    page.locator(".hero").wait_for()
    assert page.evaluate(STATE)["names"] == before["names"]
    found = page.evaluate(
        """async () => {
          for (const n of await caches.keys()) for (const r of await (await caches.open(n)).keys())
            if ((await (await caches.match(r)).text()).includes('silakan masuk')) return r.url;
          return '';
        }"""
    )
    assert found == ""


@pytest.mark.fault(5)
def test_a_hole_made_by_the_browser_is_noticed_and_mended(server: Server, phone: Phone) -> None:
    page = visit(phone, server.url)
    name = installed(page)["names"][0]
    page.evaluate("(n) => caches.open(n).then((c) => c.delete('/static/js/engine/reducer.js'))", name)
    page.reload()
    for _ in range(100):
        if page.evaluate("(n) => caches.open(n).then((c) => c.match('/static/js/engine/reducer.js')).then(Boolean)", name):
            break
        page.wait_for_timeout(50)
    assert page.evaluate("(n) => caches.open(n).then((c) => c.match('/static/js/engine/reducer.js')).then(Boolean)", name)
