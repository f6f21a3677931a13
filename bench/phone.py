"""What a phone pays for the app: bytes and seconds to be ready on slow 3G with a slow CPU, again without a network, and for an update.

Floors are of the same run: four round trips and the bytes over the link; a hello page from the same worker's cache. No human in the way:
the person goes on without an invitation, then the same with an invitation up to the names.
"""

import base64
import contextlib
import gzip
import hashlib
import json
import os
import re
import shutil
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

import brotli  # noqa: E402
from budget import done, say  # noqa: E402
from playwright.sync_api import Page, Playwright, sync_playwright  # noqa: E402
from slow_link import SlowLink  # noqa: E402

from simulasi.assets import MARK_BYTES  # noqa: E402
from tests.e2e.conftest import Phone, Server  # noqa: E402
from tests.e2e.fault_proxy import Proxy  # noqa: E402

BITS, ROUND_TRIP, CPU = 400_000, 0.4, 4
PAIRS = 7
TOUCHED = "/static/js/ui/views/bantuan.js"
HELLO = b"<!doctype html><html lang=id><title>Halo</title><p id=halo>Halo</p>"
REGISTER = """() => {
  const policy = trustedTypes.createPolicy('sw', { createScriptURL: (s) => s });
  return navigator.serviceWorker.register(policy.createScriptURL('/sw.js')).then(() => navigator.serviceWorker.ready).then(() => {});
}"""
# The moment the frame with the wanted element has been painted, on the page's own clock (0: the navigation began).
SEEN = """(() => {
  const look = () => {
    if (!document.querySelector('#halo, a[href="#/mulai"]')) return;
    watch.disconnect();
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => console.debug('tampil', performance.now()); // told, not asked for: a question would run in the page it times
      port2.postMessage(0);
    });
  };
  const watch = new MutationObserver(look);
  watch.observe(document, { childList: true, subtree: true });
})()"""
# Is what follows when the phone is ready here too?
ALL = """() => new Promise((ok) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = (e) => ok(e.data.all);
  navigator.serviceWorker.controller.postMessage('status', [port2]);
})"""
TEXTS = "(urls) => Promise.all(urls.map((url) => fetch(url).then((answer) => answer.text())))"
SCRIPTS = """() => performance.getEntriesByType('resource').map((e) => new URL(e.name).pathname).filter((p) => p.endsWith('.js'))"""


def main() -> int:
    """Print the lines."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        server = Server(folder)
        server.flask("database", "siapkan")
        demo = server.flask("demo", "muat")
        server.start()
        try:
            lines = [
                *packs(server),
                *first_install(server, playwright, folder),
                *invitation(server, playwright, folder, re.search(r"/#(/undangan/\S+)", demo)[1]),
                *update(server, playwright, folder),
            ]
        finally:
            server.stop()
    return done(lines)


def packs(server: Server) -> list:
    """Sizes of the packs as they travel."""
    with urllib.request.urlopen(f"{server.url}/api/packs") as answer:
        offered = json.load(answer)["packs"]
    lines = []
    for pack in offered:
        with urllib.request.urlopen(f"{server.url}/packs/{pack['hash']}.json") as body:
            size = len(brotli.compress(body.read(), quality=11)) / 1024
        lines.append(say(f"paket {pack['size']}, brotli", size, "KB", *((60, 90) if pack["size"] == "sedang" else ())))
    return lines


def scripts(server: Server, eager: list[str]) -> list:
    """Gzip of the scripts: the texts the first screen ran, and the files as they are served, each in one piece as the bundles carry them."""
    worker = urllib.request.urlopen(f"{server.url}/sw.js").read().decode()
    first, later = (set(re.findall(r'"(/static/[^"]+\.js)",', part)) for part in worker.split(",TOGETHER=", 1)[0].split("LATER=[[", 1))
    texts = {url: urllib.request.urlopen(server.url + url).read().decode() for url in first | later}

    def size(parts: list[str]) -> float:
        return len(gzip.compress("".join(parts).encode(), 9)) / 1024

    def served(urls: set[str]) -> float:
        return size([texts[url] for url in sorted(urls)])

    return [
        say("skrip layar pertama, gzip", size(eager), "KB", 35, 50, note=f"{len(eager)} berkas"),
        say("skrip pasang pertama, gzip", served(first), "KB", 60, 80, note=f"{len(first)} berkas"),
        say("skrip yang menyusul setelah siap, gzip", served(later), "KB", note=f"{len(later)} berkas"),
        say(
            "semua skrip, gzip",
            served(first | later),
            "KB",
            150,
            175,
            note=f"{len(texts)} berkas, pustaka kamera, QR dan jadwal termasuk (ADR 94)",
        ),
    ]


def opened(phone: Phone, rate: int = CPU) -> tuple[Page, object]:
    page = phone.open().pages[0]
    page.set_default_timeout(90_000)
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": rate})
    return page, session


def first_install(server: Server, playwright: Playwright, folder: Path) -> list:
    """A stranger opens the app on slow 3G and goes on until it says that no signal is needed; then the signal goes."""
    phone = Phone(playwright, folder / "profil")
    lines = []
    with SlowLink(server.port, BITS, ROUND_TRIP) as link:
        page, _ = opened(phone)
        began = time.monotonic()
        page.goto(f"{link.url}/")
        begin = page.get_by_role("button", name="Coba tanpa undangan")
        begin.wait_for()
        first, first_bytes = time.monotonic() - began, link.received
        eager = page.evaluate(SCRIPTS)
        begin.click()
        page.get_by_text("Siap tanpa sinyal", exact=True).first.wait_for()
        ready, total, asked = time.monotonic() - began, link.received, link.requests
        floor = 4 * ROUND_TRIP + total * 8 / BITS
        lines += scripts(server, page.evaluate(TEXTS, eager))
        lines += [
            say("layar pertama, 3G lambat, CPU 4x lebih lambat", first, "s", note=f"{first_bytes / 1024:.0f} KB"),
            say("pasang pertama sampai siap, dengan satu hari", total / 1024, "KB", 120, 160, note=f"{asked} permintaan"),
            say("siap tanpa sinyal / (4 RTT + bita/lebar pita)", ready / floor, "x", 1.3, 1.6, note=f"{ready:.1f} s, lantai {floor:.1f} s"),
        ]
        while not page.evaluate(ALL):
            page.wait_for_timeout(200)
        lines.append(say("yang menyusul setelah siap", (link.received - total) / 1024, "KB", note=f"{link.requests - asked} permintaan"))
        phone.close()
        # Cold: the browser itself starts, nothing answers.
        server.stop()
        page, _ = opened(phone)
        began = time.monotonic()
        page.goto(f"{link.url}/")
        page.get_by_text("Mulai hari baru").wait_for()
        lines.append(say("mulai dingin tanpa server, CPU 4x lebih lambat", time.monotonic() - began, "s", 2, 3))
        lines += warm(page, link.url, hello(playwright, folder))
        phone.close()
        server.start()
    return lines


def hello(playwright: Playwright, folder: Path) -> tuple[Phone, Page, str]:
    """A page of one word, kept and answered by the same worker: the floor of any start without a network."""
    server = Server(folder / "halo")
    shutil.copytree(folder, server.var, ignore=shutil.ignore_patterns("profil*", "halo*"))
    server.start()
    with contextlib.closing(Proxy(server.port)) as proxy:
        proxy.fault = lambda path, body: HELLO if path == "/" else only_the_page(body) if path == "/sw.js" else body
        phone = Phone(playwright, folder / "profil-halo")
        page, _ = opened(phone)
        page.goto(proxy.url)
        page.evaluate(REGISTER)
        page.reload()
        page.wait_for_function("() => navigator.serviceWorker.controller")
        server.stop()
    return phone, page, proxy.url


def only_the_page(worker: bytes) -> bytes:
    """The worker of a build that has one file and nothing to join: its page must not wait for anything else."""
    mark = base64.b64encode(hashlib.sha256(HELLO).digest()[:MARK_BYTES]).decode()
    alone = re.sub(rb'\[\["/",.*?\]\]', json.dumps([["/", mark]]).encode(), worker)
    return re.sub(rb",TOGETHER=\[.*?\];", b",TOGETHER=[];", alone)


def warm(page: Page, url: str, floor: tuple[Phone, Page, str]) -> list:
    """The home screen beside the hello page, in turn, from the start of the navigation to the frame that shows it."""
    other, plain, plain_url = floor
    pairs = []
    for each in (page, plain):
        each.add_init_script(SEEN)
    for _ in range(PAIRS):
        pairs.append(tuple(shown(each, where) for each, where in ((page, url), (plain, plain_url))))
    other.close()
    ours, theirs = median(one for one, _ in pairs), median(two for _, two in pairs)
    return [
        say(
            "mulai hangat tanpa server / halaman halo",
            ours / theirs,
            "x",
            2.0,
            3.0,
            note=f"{ours:.0f} ms / {theirs:.0f} ms, {PAIRS} pasang",
        )
    ]


def shown(page: Page, url: str) -> float:
    """Milliseconds from navigation to the painted frame."""
    with page.expect_console_message(lambda message: message.text.startswith("tampil ")) as told:
        page.goto(f"{url}/?{time.monotonic_ns()}", wait_until="commit")
    page.wait_for_load_state()
    return float(told.value.text.split()[1])


def invitation(server: Server, playwright: Playwright, folder: Path, link_path: str) -> list:
    """From the invitation's link to the names, and from the PIN to ready: what a member waits for."""
    phone = Phone(playwright, folder / "profil-anggota")
    with SlowLink(server.port, BITS, ROUND_TRIP) as link:
        page, _ = opened(phone)
        began = time.monotonic()
        page.goto(f"{link.url}/#{link_path}")
        page.get_by_text("KPPS 4", exact=True).wait_for()
        names, floor = time.monotonic() - began, 4 * ROUND_TRIP + link.received * 8 / BITS
        page.get_by_text("KPPS 4", exact=True).click()
        for _ in range(2):
            page.locator("#pin").press_sequentially("482915")
            page.wait_for_timeout(900)
        typed = time.monotonic()
        page.get_by_text("Siap tanpa sinyal", exact=True).first.wait_for()
        waited = time.monotonic() - typed
    phone.close()
    return [
        say("undangan sampai nama anggota", names, "s", note=f"{names / floor:.2f} x lantai"),
        say("setelah PIN diketik, menunggu siap", waited, "s"),
    ]


def update(server: Server, playwright: Playwright, folder: Path) -> list:
    """One file of the app changes on the server: the bytes of the update beyond that file's own."""
    phone = Phone(playwright, folder / "profil-baru")
    with SlowLink(server.port, 100_000_000, 0.002) as link:
        page, _ = opened(phone, 1)
        page.goto(f"{link.url}/")
        page.wait_for_function("() => caches.keys().then((names) => names.length && caches.match('/__m')).then(Boolean)")
        server.stop()
        copy = folder / "salinan"
        for name in ("static", "templates", "simulasi"):
            shutil.copytree(ROOT / name, copy / name)
        for name in ("wsgi.py", "gunicorn.conf.py"):
            shutil.copy(ROOT / name, copy / name)
        with open(copy / TOUCHED.lstrip("/"), "a", encoding="utf-8") as file:
            file.write("\nexport const versi = 'berikutnya';\n")
        server.root = copy
        server.start()
        request = urllib.request.Request(f"{server.url}{TOUCHED}", headers={"Accept-Encoding": "br"})
        own = len(urllib.request.urlopen(request).read())
        link.received = link.requests = 0
        page.evaluate("() => navigator.serviceWorker.getRegistration('/').then((r) => r.update())")
        page.wait_for_function("() => navigator.serviceWorker.getRegistration('/').then((r) => Boolean(r.waiting))")
        sent, asked = link.received, link.requests
    phone.close()
    return [
        say("pembaruan satu berkas, di luar berkas itu", (sent - own) / 1024, "KB", 3, 6, note=f"{asked} permintaan, berkas {own} bita")
    ]


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main())
