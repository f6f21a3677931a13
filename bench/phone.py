"""What a phone pays: bytes and seconds to be ready on slow 3G with a slow CPU, and again without a network. Ratios first.

The floor of "ready" is four round trips and the bytes over the link (docs: stack budgets); the floor of "offline again" is a hello page from the same worker's cache.
"""

import gzip
import json
import os
import re
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import brotli  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

from bench.slow_link import SlowLink  # noqa: E402
from tests.e2e.conftest import Phone, Server  # noqa: E402

BITS, ROUND_TRIP, CPU = 400_000, 0.4, 4
READY = "Siap tanpa sinyal"


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder))
        server.flask("database", "siapkan")
        demo = server.flask("demo", "muat")
        server.start()
        try:
            packs(server)
            scripts()
            first_install(server, playwright, Path(folder), re.search(r"/#(/undangan/\S+)", demo)[1])
        finally:
            server.stop()


def packs(server: Server) -> None:
    """Sizes of the packs as they travel."""
    with urllib.request.urlopen(f"{server.url}/api/packs") as answer:
        for pack in json.load(answer)["packs"]:
            with urllib.request.urlopen(f"{server.url}/packs/{pack['hash']}.json") as body:
                size = len(brotli.compress(body.read(), quality=11))
            print(f"paket {pack['size']:8} {size / 1024:6.1f} KB brotli   (anggaran sedang: 60, gagal 90)")


def scripts() -> None:
    """All script the phone may load, gzip -9."""
    files = [path for path in (ROOT / "static").rglob("*.js") if "replay" not in path.name]
    total = sum(len(gzip.compress(path.read_bytes(), 9)) for path in files)
    print(f"skrip seluruhnya {total / 1024:6.1f} KB gzip dalam {len(files)} berkas   (anggaran 60, gagal 80)")


def first_install(server: Server, playwright, folder: Path, invitation: str) -> None:
    """From the link to a first screen, to ready without signal, and to a screen with the server gone."""
    profile = folder / "profil"
    profile.mkdir()
    phone = Phone(playwright, profile)
    with SlowLink(server.port, BITS, ROUND_TRIP) as link:
        page = phone.open().pages[0]
        page.set_default_timeout(60_000)
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": CPU})
        began = time.monotonic()
        page.goto(f"{link.url}/#{invitation}")
        page.get_by_text("KPPS 4", exact=True).wait_for()
        first, first_bytes = time.monotonic() - began, link.received
        page.get_by_text("KPPS 4", exact=True).click()
        for _ in range(2):
            page.locator("#pin").press_sequentially("482915")
            page.wait_for_timeout(900)
        page.get_by_text(READY, exact=True).wait_for()
        ready, total = time.monotonic() - began, link.received
        floor_first = 4 * ROUND_TRIP + first_bytes * 8 / BITS
        floor_total = 4 * ROUND_TRIP + total * 8 / BITS
        print(
            f"layar pertama {first:5.1f} s, {first_bytes / 1024:5.0f} KB, {first / floor_first:4.2f} x lantai   (anggaran 1.3, gagal 1.6)"
        )
        print(
            f"siap tanpa sinyal {ready:5.1f} s (PIN termasuk), {total / 1024:5.0f} KB, {ready / floor_total:4.2f} x lantai   (anggaran 120 KB, gagal 160)"
        )
        server.stop()
        times = []
        for _ in range(5):
            began = time.monotonic()
            page.reload()
            page.locator("#pin").wait_for()
            times.append(time.monotonic() - began)
        print(f"buka lagi tanpa server, CPU {CPU}x lebih lambat: median {sorted(times)[2]:4.2f} s")
    phone.close()


if __name__ == "__main__":
    os.chdir(ROOT)
    main()
