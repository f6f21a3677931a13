"""One line of the table: what was measured, beside its budget (docs/bench.md). Ratios where possible; `all.py` adds the lines up."""

import json
import os
from dataclasses import asdict, dataclass

OVER = 3
MARKS = {"ok": "ok   ", "lewat": "LEWAT", "gagal": "GAGAL", "": "     "}


@dataclass(frozen=True)
class Line:
    """`target` is the aim, `fail` the line that must not be crossed; without them a line only informs."""

    label: str
    value: float
    unit: str = ""
    target: float | None = None
    fail: float | None = None
    more_is_better: bool = False
    note: str = ""

    @property
    def mark(self) -> str:
        """`ok`, `lewat` (over the target) or `gagal` (over the fail line)."""
        if self.fail is not None and self._beyond(self.fail):
            return "gagal"
        if self.target is not None and self._beyond(self.target):
            return "lewat"
        return "" if self.target is None and self.fail is None else "ok"

    def _beyond(self, limit: float) -> bool:
        return self.value < limit if self.more_is_better else self.value > limit

    def __str__(self) -> str:
        value = f"{self.value:,.0f}" if abs(self.value) >= 1000 or float(self.value).is_integer() else f"{self.value:.2f}"
        budget = "" if self.fail is None else f"anggaran {'>=' if self.more_is_better else '<='} {self.target:g}, gagal {self.fail:g}"
        return f"  {MARKS[self.mark]} {self.label:<58} {value:>8} {self.unit:<5} {budget:<34} {self.note}".rstrip()


def say(label: str, value: float, unit: str = "", target: float | None = None, fail: float | None = None, **more: object) -> Line:
    """Print a line, and leave it for the whole table when `all.py` runs us."""
    line = Line(label, value, unit, target, fail, **more)  # type: ignore[arg-type]
    print(line, flush=True)
    if os.environ.get("BENCH_LINES"):
        with open(os.environ["BENCH_LINES"], "a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(line)) + "\n")
    return line


def done(lines: list[Line]) -> int:
    """The exit code of a bench that ran to its end: OVER when a fail line was crossed."""
    return OVER if any(line.mark == "gagal" for line in lines) else 0
