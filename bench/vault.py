"""Tap to durable with and without a vault, in one page, in turns: what encryption costs per decision, as a ratio. `python -m bench.vault`"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.e2e.conftest import Phone, Server

DECISIONS, ROUNDS = 60, 6
MEASURE = """async ([decisions, rounds]) => {
  const [A, L, V] = await Promise.all(['attempts', 'event_log', 'vault'].map((name) => import(`/static/js/store/${name}.js`)));
  const key = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32)))).replace(/\\+/g, '-').replace(/\\//g, '_').replace(/=/g, '');
  await V.openVaults('tersegel', [['aa', key]]);
  const out = { terbuka: [], tersegel: [], baca: { terbuka: [], tersegel: [] } };
  for (let n = 0; n < rounds; n += 1) {
    for (const who of n % 2 ? ['terbuka', 'tersegel'] : ['tersegel', 'terbuka']) {
      const mine = A.attemptsFor(who);
      const { id } = await mine.create({ pack_hash: 'a'.repeat(64), ruleset: 'pemilu-2024', seats: ['kpps_4'] });
      for (let i = 0; i < decisions; i += 1) {
        const from = performance.now();
        await mine.append(id, { step: `pemilih-${i}-periksa`, answer: 'c_pemberitahuan', role: 'kpps_4' });
        if (n) out[who].push(performance.now() - from);
      }
      const from = performance.now();
      await L.lines(id);
      out.baca[who].push((performance.now() - from) / decisions);
    }
  }
  return out;
}"""


def middle(values: list[float]) -> float:
    """The median."""
    return sorted(values)[len(values) // 2]


def main() -> int:
    """Print the lines; 1 when sealing doubles the time to durable."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        server, phone = Server(Path(name)), Phone(playwright, Path(name) / "profil")
        server.flask("database", "siapkan")
        server.start()
        try:
            page = phone.open().pages[0]
            page.goto(f"{server.url}/static/icons/simulasi.svg")
            got = page.evaluate(MEASURE, [DECISIONS, ROUNDS])
        finally:
            phone.close()
            server.stop()
    plain, sealed = middle(got["terbuka"]), middle(got["tersegel"])
    tail = [sorted(got[who])[int(0.95 * len(got[who]))] for who in ("terbuka", "tersegel")]
    print(f"ketuk sampai tersimpan, tanpa brankas   {plain:.2f} ms (p95 {tail[0]:.2f})")
    print(f"ketuk sampai tersimpan, dengan brankas  {sealed:.2f} ms (p95 {tail[1]:.2f})  {sealed / plain:.2f} kali")
    print(f"membaca satu baris                      {middle(got['baca']['terbuka']):.3f} -> {middle(got['baca']['tersegel']):.3f} ms")
    return sealed > 2 * plain


if __name__ == "__main__":
    sys.exit(main())
