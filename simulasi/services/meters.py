"""What the server counts of itself, for a monitor to read: in memory that all workers of one server share, so that any of them can answer for all.

A worker counts in a small file of its own (an addition to memory; nothing waits for a disk); who is asked adds the files up. A worker that
ended leaves its file behind, or the counts would go backwards; `gunicorn.conf.py` begins with an empty folder.
"""

import mmap
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

# Seconds of a call, and jobs of a commit: cumulative, as the text form wants them.
SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
JOBS = (1, 2, 4, 8, 16, 32, 64, 128, 256)
STATUSES = ("diterima", "sudah_ada", "ditahan", "bercabang", "ditolak")

_COUNTS = [f'simulasi_upload_parts_total{{status="{status}"}}' for status in STATUSES]
_COUNTS += ["simulasi_calls_sent_back_total", "simulasi_commits_failed_total"]


def _histogram(name: str, edges: tuple[float, ...]) -> list[str]:
    return [*(f'{name}_bucket{{le="{edge:g}"}}' for edge in edges), f'{name}_bucket{{le="+Inf"}}', f"{name}_sum", f"{name}_count"]


_UPLOAD = _histogram("simulasi_upload_seconds", SECONDS)
_COMMIT = _histogram("simulasi_commit_jobs", JOBS)
# A worker that ended is in no call and has no queue: these count only for the living.
GAUGES = ("simulasi_seats_taken", "simulasi_queue_jobs")
NAMES = [*_COUNTS, *_UPLOAD, *_COMMIT, *GAUGES]
_PLACE = {name: at for at, name in enumerate(NAMES)}
KINDS = {
    "simulasi_upload_parts_total": ("counter", "Parts of uploads, by what became of them."),
    "simulasi_calls_sent_back_total": ("counter", "Calls of phones sent back with Retry-After."),
    "simulasi_commits_failed_total": ("counter", "Jobs of the writer that were not committed."),
    "simulasi_upload_seconds": ("histogram", "An upload from its seat to its answer."),
    "simulasi_commit_jobs": ("histogram", "Jobs in one group commit."),
    "simulasi_seats_taken": ("gauge", "Calls of phones being worked on."),
    "simulasi_queue_jobs": ("gauge", "Jobs waiting for a commit."),
    "simulasi_rollup_marks": ("gauge", "Changes that no sum has seen yet."),
    "simulasi_rollup_lag_seconds": ("gauge", "Age of the oldest of them."),
}
FOLDER = "ukuran"


class Meters:
    """This worker's counts; without a folder only in its own memory."""

    def __init__(self, folder: Path | None):
        self.folder = folder
        self._map = mmap.mmap(-1, 8 * len(NAMES))
        if folder is not None:
            try:
                self._map = _mapped(folder / str(os.getpid()))
            except OSError:  # a folder that cannot be written stops nobody's upload: this worker answers for itself
                self.folder = None
        self._own = memoryview(self._map).cast("d")

    def add(self, name: str, value: float = 1.0) -> None:
        """Count."""
        self._own[_PLACE[name]] += value

    def put(self, name: str, value: float) -> None:
        """Say how much there is just now."""
        self._own[_PLACE[name]] = value

    def uploaded(self, seconds: float, statuses: list[str]) -> None:
        """An upload was answered."""
        for status in statuses:
            self.add(f'simulasi_upload_parts_total{{status="{status}"}}')
        self._observe("simulasi_upload_seconds", SECONDS, seconds)

    def committed(self, jobs: int, failed: int) -> None:
        """A batch was written, or tried."""
        self._observe("simulasi_commit_jobs", JOBS, jobs)
        self.add("simulasi_commits_failed_total", failed)

    def _observe(self, name: str, edges: tuple[float, ...], value: float) -> None:
        for edge in edges:
            if value <= edge:
                self.add(f'{name}_bucket{{le="{edge:g}"}}')
        self.add(f'{name}_bucket{{le="+Inf"}}')
        self.add(f"{name}_sum", value)
        self.add(f"{name}_count")

    def all(self) -> dict[str, float]:
        """The sums over all workers of this server."""
        total = dict.fromkeys(NAMES, 0.0)
        for pid, values in self._workers():
            for name, value in zip(NAMES, values, strict=False):
                if name not in GAUGES or _lives(pid):
                    total[name] += value
        return total

    def _workers(self) -> Iterator[tuple[int, list[float]]]:
        if self.folder is None:
            yield os.getpid(), list(self._own)
            return
        for path in sorted(self.folder.iterdir()):
            with suppress(OSError, ValueError):
                yield int(path.name), list(memoryview(path.read_bytes()).cast("d"))


def text(values: dict[str, float]) -> str:
    """The text exposition format, version 0.0.4."""
    lines, told = [], set()
    for name, value in values.items():
        family = next(each for each in KINDS if name.partition("{")[0].startswith(each))
        if family not in told:
            told.add(family)
            kind, help_ = KINDS[family]
            lines += [f"# HELP {family} {help_}", f"# TYPE {family} {kind}"]
        lines.append(f"{name} {value:g}" if value < 1e6 else f"{name} {value:.0f}")
    return "\n".join(lines) + "\n"


def begin(var: Path) -> None:
    """A server starts: what earlier ones counted is over."""
    for path in (var / FOLDER).glob("*"):
        path.unlink(missing_ok=True)


def _mapped(path: Path) -> mmap.mmap:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        file.truncate(8 * len(NAMES))
        return mmap.mmap(file.fileno(), 8 * len(NAMES))


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True
