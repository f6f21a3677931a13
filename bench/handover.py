"""What handing over a `sedang` attempt costs: bytes on each way home, and seconds from screen to camera with and without lost frames.

Floor of the same run: as many frames as there are blocks, at that rate. `.venv/bin/python bench/handover.py`
"""

import gzip
import json
import sys
import tempfile
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from budget import say  # noqa: E402
from playwright.sync_api import Page, Playwright, expect, sync_playwright  # noqa: E402

from tests.e2e import camera  # noqa: E402
from tests.e2e.conftest import Phone, Server  # noqa: E402
from tests.e2e.test_everyday import enrol, invite  # noqa: E402
from tests.e2e.test_handover import played, show_codes  # noqa: E402

CREW = [f"kpps_{n}" for n in range(1, 8)]
SIZES = """async () => {
  const { attemptsOf } = await import('/static/js/store/attempts.js');
  const { getMeta, identity } = await import('/static/js/store/meta.js');
  const { getProfile } = await import('/static/js/store/profiles.js');
  const { lines } = await import('/static/js/store/event_log.js');
  const { packLines, sealAttempts } = await import('/static/js/app/handover.js');
  const { signer } = await import('/static/js/app/signing.js');
  const { headOf } = await import('/static/js/group/bundle.js');
  const profile = await getProfile(await getMeta('last_profile'));
  const [attempt] = await attemptsOf(profile.id);
  const all = await lines(attempt.id);
  const head = await headOf(attempt.id, all);
  const { device_id } = await identity();
  const part = { attempt_id: attempt.id, pack_hash: attempt.pack_hash, engine: '1', from_seq: 0, head };
  const sig = await signer(profile, device_id)(attempt, all.length - 1, head);
  const nonce = [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, '0')).join('');
  const body = (p) => JSON.stringify({ nonce, device_id, parts: [p] });
  const packed = await packLines(attempt, all, all[0]);
  const begun = performance.now();
  const sealed = await sealAttempts([attempt], profile);
  return { sealed: sealed.length, ms: performance.now() - begun, lined: body({ ...part, lines: all, sig }), plain: body({ ...part, packed }), signed: body({ ...part, packed, sig }), lines: all.length };
}"""

# Time passes between the decisions as it does for a person: 9 to 40 seconds each, without a pattern.
SLOWLY = """() => {
  const [wall, mono] = [Date.now.bind(Date), performance.now.bind(performance)];
  let [ahead, chance] = [0, 12345];
  Date.now = () => {
    chance = (chance * 48271) % 2147483647;
    ahead += 9000 + (chance % 31000);
    return wall() + ahead;
  };
  performance.now = () => mono() + ahead; // asked after the wall clock, in the same line
  globalThis.seketika = () => Object.assign(Date, { now: wall }) && (performance.now = mono);
}"""
THERE = """async (hash) => (await (await import('/static/js/store/packs.js')).soundPacks()).some((p) => p.hash === hash)"""

# On the page's own clock: from the camera's first picture to the word on the screen.
TIMED = """() => {
  const look = () => {
    document.querySelector('video')?.addEventListener('playing', () => (globalThis.mulai ??= performance.now()), { once: true });
    if (document.querySelector('.notice-ok')) globalThis.selesai ??= performance.now();
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
}"""


def main() -> int:
    """Print the lines."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        (folder / "var").mkdir()
        server = Server(folder / "var")
        server.flask("database", "siapkan")
        server.flask("demo", "muat")
        server.start()
        try:
            measure(playwright, server, folder)
        finally:
            server.stop()
    return 0


def measure(playwright: Playwright, server: Server, folder: Path) -> None:
    """Sizes first, then the camera."""
    giver = Phone(playwright, folder / "pemberi")
    page = giver.open().new_page()
    enrol(page, server.url, invite(server))
    pack = next(each["hash"] for each in offers(server) if each["kind"] == "hari" and each["size"] == "sedang")
    # What is played is here: a day whose pack never arrived cannot be opened, let alone played.
    for _ in range(240):
        if page.evaluate(THERE, pack):
            break
        page.wait_for_timeout(250)
    else:
        raise SystemExit("paket `sedang` tidak pernah tiba di ponsel")
    page.context.set_offline(True)
    page.goto(f"{server.url}/#/kirim")
    page.evaluate(SLOWLY)
    _, lines = played(page, server, CREW, "sedang")
    page.evaluate("globalThis.seketika()")
    sizes = page.evaluate(SIZES)
    lined, plain, signed = (len(gzip.compress(sizes[kind].encode(), 6, mtime=0)) for kind in ("lined", "plain", "signed"))
    print(f"serah terima `sedang` ({lines - 1} keputusan, 7 kursi)")
    say("HTTPS: satu percobaan di jalan, bertanda tangan", signed, "bita", note=f"tanda tangan {signed - plain}; sebagai baris {lined}")
    say("berkas: satu percobaan tersegel", sizes["sealed"], "bita", 1024, 2048, note=f"disegel dalam {sizes['ms']:.0f} ms")
    pictures = show_codes(page, server, 36)
    count = int(page.locator(".hand [role=status]").inner_text().split("·")[1].split()[0])
    say("QR: kode versi 10-L untuk satu percobaan", count, "kode", 4, 8, note=f"{count * 248} bita")
    giver.close()
    for rate in (5, 10):
        for loss in (0.0, 0.3):
            film = folder / f"{rate}-{loss}.y4m"
            lost = camera.film(film, pictures, rate, loss)
            seconds = receive(playwright, server, folder / f"penerima-{rate}-{loss}", film)
            label = f"QR {rate} kode/detik, {'tanpa hilang' if not loss else f'hilang {100 * lost // len(pictures)} %'}"
            say(label, seconds, "detik", 4 * count / rate, 8.0, note=f"lantai {count / rate:.1f}")


def offers(server: Server) -> list[dict[str, str]]:
    """What this server has published."""
    with urllib.request.urlopen(f"{server.url}/api/packs?nonce={'0' * 16}") as answer:
        return json.load(answer)["packs"]


def receive(playwright: Playwright, server: Server, profile: Path, film: Path) -> float:
    """Seconds from the camera's first picture to `Lengkap`."""
    context = camera.open_with_camera(playwright, profile, film)
    try:
        page: Page = context.new_page()
        page.goto(f"{server.url}/#/")
        page.get_by_role("button", name="Coba tanpa undangan").click()
        expect(page.get_by_text("Siap tanpa sinyal", exact=True)).to_be_visible(timeout=90_000)
        page.goto(f"{server.url}/#/terima")
        page.evaluate(TIMED)
        page.get_by_role("button", name="Nyalakan kamera").click()
        expect(page.locator(".notice-ok")).to_contain_text("Lengkap", timeout=60_000)
        return float(page.evaluate("(selesai - mulai) / 1000"))
    finally:
        context.close()


if __name__ == "__main__":
    sys.exit(main())
