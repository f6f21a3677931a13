"""Playing on a cheap phone: from the tap to the painted result with a strict write between, what the page holds, and a 300-voter day.

The throttle is searched until the browser is as slow as a low-end phone (throttle.py); the big day is looked at 6 times slower, frame by frame.
"""

import json
import os
import sys
import tempfile
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from budget import done, say  # noqa: E402
from playwright.sync_api import CDPSession, Page, sync_playwright  # noqa: E402
from throttle import cheap_phone  # noqa: E402

from simulasi.compiler.faultless import faultless  # noqa: E402
from simulasi.engine import apply, load, start  # noqa: E402
from tests.e2e.conftest import Phone, Server  # noqa: E402
from tests.e2e.player import Player  # noqa: E402

SEATS = [f"kpps_{n}" for n in range(1, 8)]
DECISIONS, BIG_DECISIONS, BIG_CPU = 30, 12, 6
BEAT_MS = 50  # the browser's own name for a dropped beat: a task that keeps the finger waiting

# From a press that brings a result to the frame that shows it; tasks longer than a beat; gaps between frames while scrolling.
WATCH = """() => {
  const seen = (globalThis.__ukur = { acts: [], long: [] });
  let pressed = 0;
  addEventListener('click', () => (pressed = performance.now()), true);
  const painted = (fn) => requestAnimationFrame(() => { const c = new MessageChannel(); c.port1.onmessage = fn; c.port2.postMessage(0); });
  let last = null;
  new MutationObserver(() => {
    const now = document.querySelector('.outcome');
    if (now && now !== last) { const from = pressed; painted(() => seen.acts.push(performance.now() - from)); }
    last = now;
  }).observe(document.body, { childList: true, subtree: true });
  new PerformanceObserver((list) => list.getEntries().forEach((e) => seen.long.push(e.duration))).observe({ type: 'longtask' });
}"""
SCROLL = """async (ms) => {
  const gaps = [];
  const way = Math.max(1, document.documentElement.scrollHeight - innerHeight);
  const start = performance.now();
  await new Promise((ok) => {
    let last = start;
    const step = (now) => {
      gaps.push(now - last);
      last = now;
      scrollTo(0, way * (0.5 - 0.5 * Math.cos(((now - start) / ms) * 2 * Math.PI)));
      if (now - start < ms) requestAnimationFrame(step); else ok();
    };
    requestAnimationFrame(step);
  });
  scrollTo(0, 0);
  return gaps.slice(2);
}"""
SEED = """async ([hash, seats, events]) => {
  const { fetchPack } = await import('/static/js/sync/packs.js');
  const { putPack } = await import('/static/js/store/packs.js');
  const { attemptsFor } = await import('/static/js/store/attempts.js');
  await fetchPack(hash, putPack);
  const mine = attemptsFor('tamu');
  const attempt = await mine.create({ pack_hash: hash, engine: '1', ruleset: 'pemilu-2024', seats });
  for (const event of events) await mine.append(attempt.id, event);
  mine.release(attempt.id);
  return attempt.id;
}"""


def main() -> int:
    """Print the lines."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        server = Server(folder)
        server.flask("database", "siapkan")
        server.flask("demo", "muat")
        server.flask(
            "paket", "susun", "--aturan", "pemilu-2024", "--benih", "bench", "--ukuran", "penuh", "--keluar", str(folder / "penuh.json")
        )
        server.flask("sinkron", "terbitkan", str(folder / "penuh.json"))
        server.start()
        phone = Phone(playwright, folder / "profil")
        try:
            page = phone.open().pages[0]
            page.set_default_timeout(60_000)
            session = page.context.new_cdp_session(page)
            page.goto(server.url)
            page.get_by_role("button", name="Coba tanpa undangan").click()
            page.get_by_text("Siap tanpa sinyal", exact=True).first.wait_for()
            return done([*ordinary(page, session, server), *big(page, session, server, folder)])
        finally:
            phone.close()
            server.stop()


def published(server: Server, size: str) -> tuple[str, dict]:
    """Hash and pack of this size."""
    with urllib.request.urlopen(f"{server.url}/api/packs") as answer:
        name = next(pack["hash"] for pack in json.load(answer)["packs"] if pack["size"] == size)
    with urllib.request.urlopen(f"{server.url}/packs/{name}.json") as answer:
        return name, json.load(answer)


def share(values: list[float], part: float) -> float:
    """The value that this part of them does not exceed."""
    return sorted(values)[min(len(values) - 1, int(part * len(values)))]


def seeded(page: Page, server: Server, name: str, raw: dict, until: int) -> tuple[Player, str]:
    """A day of which the first part has been played."""
    pack = load(raw)
    events = faultless(pack)[:until]
    attempt = page.evaluate(SEED, [name, SEATS, [{key: event[key] for key in ("step", "answer", "role")} for event in events]])
    player = Player(page, pack, SEATS)
    player.state = start(pack, SEATS)
    for at, event in enumerate(events):
        player.state = apply(pack, player.state, {"seq": at + 1, "step": event["step"], "answer": event["answer"], "role": event["role"]})
    return player, attempt


def ordinary(page: Page, session: CDPSession, server: Server) -> list:
    """A `sedang` day on a cheap phone."""
    name, raw = published(server, "sedang")
    player, attempt = seeded(page, server, name, raw, 0)
    page.goto(f"{server.url}/#/main/{attempt}")
    page.locator("#judul").wait_for()
    page.evaluate(WATCH)
    rate, index = cheap_phone(page, session)
    heap, nodes = 0.0, 0
    for _ in range(DECISIONS // 5):
        player.play({}, limit=5)
        heap = max(heap, held(session))
        nodes = max(nodes, page.evaluate("() => document.querySelectorAll('*').length"))
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    acts = page.evaluate("() => globalThis.__ukur.acts")
    note = f"CPU {rate:.0f}x lebih lambat (indeks {index:.0f}), {len(acts)} keputusan"
    p95 = share(acts, 0.95)
    return [
        say("memilih -> tersimpan -> terlihat, p75", share(acts, 0.75), "ms", 100, 300, note=note),
        say("memilih -> tersimpan -> terlihat, p95", p95, "ms", 200, 300),
        say("timbunan skrip, tertinggi", heap, "MB", 8, 16),
        say("simpul DOM, tertinggi", nodes, "", 1500, 2500),
    ]


def held(session: CDPSession) -> float:
    """Megabytes of script heap that are really in use; what waits for the collector says nothing."""
    session.send("Performance.enable")
    session.send("HeapProfiler.collectGarbage")
    return next(each["value"] for each in session.send("Performance.getMetrics")["metrics"] if each["name"] == "JSHeapUsedSize") / 1e6


def big(page: Page, session: CDPSession, server: Server, folder: Path) -> list:
    """The heaviest hour of a `penuh` day: the ballots and the count."""
    name, raw = published(server, "penuh")
    asked = [event["step"] for event in faultless(load(raw))]
    steps = {step["id"]: step for step in raw["steps"]}
    dpr = next(at for at, step in enumerate(asked) if steps[step]["kind"] == "judge" and "dpr" in step)
    player, attempt = seeded(page, server, name, raw, dpr)
    session.send("Emulation.setCPUThrottlingRate", {"rate": BIG_CPU})
    page.goto(f"{server.url}/#/beranda")
    page.goto(f"{server.url}/#/main/{attempt}")
    page.locator("#judul").wait_for()
    page.evaluate(WATCH)
    gaps: list[float] = []
    for _ in range(BIG_DECISIONS):
        gaps += page.evaluate(SCROLL, 700)
        player.play({}, limit=1)
    seen = page.evaluate("() => globalThis.__ukur")
    nodes = page.evaluate("() => document.querySelectorAll('*').length")
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    note = f"CPU {BIG_CPU}x lebih lambat, {BIG_DECISIONS} keputusan di penghitungan DPR"
    return [
        say("hari penuh: memilih -> terlihat, p95", share(seen["acts"], 0.95), "ms", 200, 300, note=note),
        say(
            "hari penuh: tugas terlama",
            max(seen["long"], default=0.0),
            "ms",
            2 * BEAT_MS,
            300,
            note=f"{len(seen['long'])} di atas {BEAT_MS} ms",
        ),
        say("hari penuh: jeda antarbingkai saat menggulir, p95", share(gaps, 0.95), "ms", 34, 100, note=f"terlama {max(gaps):.0f} ms"),
        say("hari penuh: simpul DOM", nodes, "", 1500, 2500),
    ]


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main())
