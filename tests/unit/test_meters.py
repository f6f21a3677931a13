"""The server's counts: any worker answers for all of them, a worker that ended is still counted, and the text is what a monitor reads."""

import os
from pathlib import Path

from simulasi.services import meters
from simulasi.services.meters import Meters


def test_one_worker_answers_for_all(tmp_path: Path) -> None:
    mine = Meters(tmp_path)
    mine.uploaded(0.2, ["diterima", "ditolak"])
    mine.put("simulasi_seats_taken", 3)
    # What a worker that ended left behind: its counts stay, what it was doing does not.
    Meters(tmp_path)._own.release()
    (tmp_path / str(os.getpid())).rename(tmp_path / "999999999")
    other = Meters(tmp_path)
    other.uploaded(0.01, ["diterima"])
    other.put("simulasi_seats_taken", 1)
    found = other.all()
    assert found['simulasi_upload_parts_total{status="diterima"}'] == 2 and found['simulasi_upload_parts_total{status="ditolak"}'] == 1
    assert found["simulasi_seats_taken"] == 1
    assert [found[f'simulasi_upload_seconds_bucket{{le="{edge}"}}'] for edge in ("0.01", "0.1", "0.25", "+Inf")] == [1, 1, 2, 2]
    assert round(found["simulasi_upload_seconds_sum"], 6) == 0.21 and found["simulasi_upload_seconds_count"] == 2


def test_a_server_begins_with_nothing(tmp_path: Path) -> None:
    Meters(tmp_path / meters.FOLDER).committed(5, 1)
    meters.begin(tmp_path)
    meters.begin(tmp_path / "no such folder")
    assert Meters(tmp_path / meters.FOLDER).all()["simulasi_commit_jobs_count"] == 0


def test_a_folder_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    alone = Meters(tmp_path / "file")
    alone.committed(3, 0)
    assert alone.all()["simulasi_commit_jobs_sum"] == 3


def test_every_family_is_told_once_before_its_numbers() -> None:
    lines = meters.text(Meters(None).all() | {"simulasi_rollup_marks": 0, "simulasi_rollup_lag_seconds": 2_000_000.5}).splitlines()
    for family, (kind, _) in meters.KINDS.items():
        at = lines.index(f"# TYPE {family} {kind}")
        assert lines[at - 1].startswith(f"# HELP {family} ") and lines[at + 1].startswith(family)
    assert "simulasi_rollup_lag_seconds 2000000" in lines and 'simulasi_commit_jobs_bucket{le="256"} 0' in lines
