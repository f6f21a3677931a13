"""How slow to make this machine's browser: DevTools' factors mean nothing by themselves, so find the one at which it is a cheap phone.

The measure is Lighthouse's BenchmarkIndex (strings and arrays, averaged); 264 is DevTools' "low-tier mobile" preset.
"""

from playwright.sync_api import CDPSession, Page

CHEAP_PHONE = 264
PROBE_MS = 300

INDEX = """(ms) => {
  const until = (work) => {
    const start = performance.now();
    let n = 0;
    while (performance.now() - start < ms) (work(n), n++);
    return (n / 10 / (performance.now() - start)) * 1000;
  };
  const a = Array.from({ length: 100000 }, (_, i) => i), b = a.slice();
  const strings = until(() => { let s = ''; for (let j = 0; j < 10000; j++) s += 'a'; if (s.length === 1) throw new Error(); });
  const arrays = until((n) => { const [from, to] = n % 2 ? [a, b] : [b, a]; for (let j = 0; j < from.length; j++) to[j] = from[j]; });
  return (strings + arrays) / 2;
}"""


def cheap_phone(page: Page, session: CDPSession) -> tuple[float, float]:
    """Set the throttle at which the index is that of a cheap phone; give the rate and the index reached."""
    low, high, rate, index = 2.0, 40.0, 12.0, 0.0
    for _ in range(6):
        session.send("Emulation.setCPUThrottlingRate", {"rate": rate})
        index = page.evaluate(INDEX, PROBE_MS)
        if 0.85 * CHEAP_PHONE <= index <= 1.15 * CHEAP_PHONE:
            break
        low, high = (rate, high) if index > CHEAP_PHONE else (low, rate)
        rate = (low * high) ** 0.5
    return rate, index
