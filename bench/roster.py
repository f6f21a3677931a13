"""Importing the whole roster of a kota: 4,277 participants read, judged row by row and stored, all or nothing."""

import csv
import io
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent.parent)]

from budget import done, say  # noqa: E402

from simulasi import create_app  # noqa: E402
from simulasi.config import Config  # noqa: E402
from simulasi.extensions import db  # noqa: E402
from simulasi.services import demo, roster, territory  # noqa: E402


def table() -> bytes:
    """Seven invented people for each TPS, as a KPU would send them."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(roster.COLUMNS)
    names = demo.invented_names()
    for station in territory.tps_below(demo.KAB):
        for role in range(1, 8):
            writer.writerow([f"{station % 10**9}-{role}", next(names), station // 1000, station % 1000, role])
    return text.getvalue().encode()


def main() -> int:
    """Print the lines."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Config(var=Path(folder), database_url=f"sqlite:///{folder}/bench.sqlite", secret_key="bench " * 8))
        with app.app_context():
            db.metadata.create_all(db.engine)
            territory.load_shipped()
            body = table()
            begun = time.perf_counter()
            report = roster.bring_in(body)
            seconds = time.perf_counter() - begun
            assert report.done and len(report.accepted) == 4_277, report.refused[:3]
    return done([say("impor 4.277 anggota dari CSV", seconds, "s", 2, 20)])


if __name__ == "__main__":
    sys.exit(main())
