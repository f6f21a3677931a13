"""`make bench`: every measurement in one run, then the table beside the budgets. Exit 1 when a fail line is crossed or a bench breaks."""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from budget import OVER, Line, done  # noqa: E402

BENCHES = ("replay", "uploads", "roster", "phone", "play", "handover")
LIMIT_S = 600


def main() -> int:
    """Run all; name the one that broke."""
    broken, begun = [], time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "lines"
        kept.touch()
        for name in BENCHES:
            print(f"== {name}", flush=True)
            env = {**os.environ, "BENCH_LINES": str(kept)}
            if subprocess.run([sys.executable, str(HERE / f"{name}.py")], check=False, timeout=LIMIT_S, env=env).returncode not in (
                0,
                OVER,
            ):
                broken.append(name)
        lines = [Line(**json.loads(text)) for text in kept.read_text().splitlines()]
    print(f"\n== tabel ({time.monotonic() - begun:.0f} s); ok: di bawah anggaran, LEWAT: di atas anggaran, GAGAL: batas terlampaui")
    for line in lines:
        if line.mark:
            print(line)
    counts = {mark: sum(line.mark == mark for line in lines) for mark in ("ok", "lewat", "gagal")}
    print(
        f"{counts['ok']} ok, {counts['lewat']} lewat, {counts['gagal']} gagal" + (f"; tidak selesai: {', '.join(broken)}" if broken else "")
    )
    return int(bool(done(lines) or broken))


if __name__ == "__main__":
    sys.exit(main())
