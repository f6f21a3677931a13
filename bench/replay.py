"""How long Python takes to replay a `sedang` log: parse, hash, play, score. Ratios to the engine alone; `.venv/bin/python bench/replay.py`."""

import time
from collections.abc import Callable

import days
from budget import say

from simulasi.engine.reducer import replay
from simulasi.engine.scoring import score
from simulasi.sync.lines import read_lines
from simulasi.sync.replay import mark
from simulasi.sync.states import chain


def best(function: Callable[[], object], seconds: float = 2.0) -> float:
    """The fastest of many runs, in milliseconds: what the code costs when nobody disturbs it."""
    found, end = float("inf"), time.perf_counter() + seconds
    while time.perf_counter() < end:
        before = time.perf_counter()
        function()
        found = min(found, time.perf_counter() - before)
    return found * 1000


def main() -> None:
    """Print the table."""
    _, pack_hash, pack = days.day("sedang")
    played = days.events(pack, pack_hash)
    ((name, lines, _),) = days.logs(played, 1)
    parsed = read_lines(lines, 0)
    state = replay(pack, parsed)
    rows = {
        "memutar ulang (mesin saja)": best(lambda: replay(pack, parsed)),
        "menilai": best(lambda: score(pack, state), 0.5),
        "membaca baris": best(lambda: read_lines(lines, 0)),
        "rantai sidik": best(lambda: chain(name, lines), 0.5),
        "semua: baca + putar + nilai": best(lambda: mark(pack, read_lines(lines, 0))),
    }
    decisions = len(lines) - 1
    print(f"log sedang: {decisions} keputusan, {sum(map(len, lines))} bita; {len(pack.steps)} langkah dalam paket")
    engine = rows["memutar ulang (mesin saja)"]
    for label, ms in rows.items():
        say(f"putar ulang sedang: {label}", ms / engine, "x", note=f"{ms:.3f} ms per log, {1000 * ms / decisions:.1f} us per keputusan")


if __name__ == "__main__":
    main()
