"""What a commit on a native thread costs, and what it spares the others: the same writes in turns on the loop and on the thread, in one process.

Run: .venv/bin/python bench/commits.py [writes of each]. A greenlet that only wants to wake every millisecond says how long the loop stood still.
"""

from gevent import monkey

monkey.patch_all()

import statistics  # noqa: E402
import sys  # noqa: E402
import tempfile  # noqa: E402
import time  # noqa: E402
from pathlib import Path  # noqa: E402

import gevent  # noqa: E402
import sqlalchemy as sa  # noqa: E402

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from flask_migrate import upgrade  # noqa: E402

from simulasi import create_app  # noqa: E402
from simulasi.config import Config  # noqa: E402
from simulasi.extensions import db, wait_elsewhere, wait_here, write_lock, writing  # noqa: E402
from simulasi.models.attempt import dirty_tps  # noqa: E402
from simulasi.models.base import uuid7  # noqa: E402


class Pulse:
    """How late the loop wakes somebody who asked for a millisecond, at the worst since it was last read."""

    def __init__(self) -> None:
        self.worst = 0.0
        gevent.spawn(self._beat)

    def _beat(self) -> None:
        while True:
            began = time.perf_counter()
            gevent.sleep(0.001)
            self.worst = max(self.worst, time.perf_counter() - began - 0.001)

    def read(self) -> float:
        """The worst, and begin again."""
        worst, self.worst = self.worst, 0.0
        return worst


def main(count: int) -> int:
    """Print both ways."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Config(var=Path(folder), database_url=f"sqlite:///{folder}/ukur.sqlite", secret_key="ukur " * 10))
        with app.app_context():
            upgrade()
            ways = {"di putaran": wait_here, "di utas asli": wait_elsewhere()}
            took: dict[str, list[float]] = {name: [] for name in ways}
            stood: dict[str, list[float]] = {name: [] for name in ways}
            pulse = Pulse()
            for at in range(2 * count):
                name = list(ways)[at % 2]
                write_lock().wait_for = ways[name]
                gevent.sleep(0.004)
                pulse.read()
                began = time.perf_counter()
                with writing() as session:
                    session.execute(sa.insert(dirty_tps).values(kab=3579, tps_id=3579022009001, mark=uuid7(1_790_000_000_000 + at)))
                took[name].append(1000 * (time.perf_counter() - began))
                gevent.sleep(0.002)
                stood[name].append(1000 * pulse.read())
            db.session.remove()
            db.engine.dispose()
    for name in ways:
        print(
            f"{name:<14} tulis p50 {_p(took[name], 50):.1f} p95 {_p(took[name], 95):.1f} ms, putaran berhenti p50 {_p(stood[name], 50):.1f} p95 {_p(stood[name], 95):.1f} terlama {max(stood[name]):.1f} ms"
        )
    return 0


def _p(values: list[float], percent: int) -> float:
    return statistics.quantiles(values, n=100)[percent - 1]


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
