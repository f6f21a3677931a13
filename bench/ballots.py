"""Ballots judged per second on one core: the function alone, and the whole command from bytes to bytes.

Run: python bench/ballots.py [ballots]
"""

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from simulasi.rules.validity import get_validity, judge_surat_suara  # noqa: E402


def ballots(count: int) -> list[dict[str, object]]:
    """The rows of the truth table of Pemilu 2024, over and over, each with its own id."""
    rows = json.loads((ROOT / "tests/unit/rules/tabel_surat_suara.json").read_text("utf-8"))
    kept = [{key: row[key] for key in ("election", "punches", "signed", "other")} for row in rows if row["aturan"] == "pemilu-2024"]
    return [{"id": at, **kept[at % len(kept)]} for at in range(count)]


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    os.sched_setaffinity(0, {0})
    given = ballots(count)
    validity = get_validity("pemilu-2024")
    began = time.process_time()
    for each in given:
        judge_surat_suara({key: value for key, value in each.items() if key != "id"}, validity)
    alone = time.process_time() - began
    raw = json.dumps(given).encode()
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    done = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", "aturan", "surat-suara", "--aturan", "pemilu-2024"],
        input=raw,
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    whole = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    assert len(json.loads(done.stdout)) == count
    print(
        f"function: {count / alone:,.0f} ballots/s ({alone:.2f} s CPU); command, start and JSON included: {count / whole:,.0f} ballots/s ({whole:.2f} s CPU)"
    )


if __name__ == "__main__":
    main()
