"""The pages of the province, measured: what the server needs for each in a kabupaten of three days for each member, and beside it, in turns, in one of several times as many.

`server` is the time until the answer is there, `CPU` that of our own process in it, `DB` the time from handing a statement to the driver until its rows are here (of which the driver's own part
is CPU as well). Of a page asked TIMES times.
"""

import statistics
import time
from dataclasses import dataclass, field

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from bench import province_recount
from simulasi.extensions import db
from tests.web_kit import Auth

FIRST = 3501
TIMES = 40
FAIL_MS = 300
TESTS = (
    "SELECT encode(pack_hash, 'hex') FROM attempt WHERE tps_id / 1000 = :desa AND kind <> 'hari' GROUP BY pack_hash ORDER BY min(received)"
)


def desa_of(kab: int) -> int:
    """The desa of a kabupaten whose pages are measured."""
    return (kab * 100 + 1) * 10000 + 2001


@dataclass
class Taken:
    """Milliseconds of each time a page was asked for."""

    server: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    database: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{statistics.median(self.server):>7.0f}{self.p95:>6.0f}{statistics.mean(self.cpu):>6.0f}{statistics.mean(self.database):>6.0f}"
        )

    @property
    def p95(self) -> float:
        """Of the server's time."""
        return statistics.quantiles(self.server, n=20)[18]


class Statements:
    """The time spent in the database, by the engine's own events."""

    def __init__(self) -> None:
        self.ms, self._began = 0.0, 0.0
        sa.event.listen(db.engine, "before_cursor_execute", self._before)
        sa.event.listen(db.engine, "after_cursor_execute", self._after)

    def _before(self, *_: object) -> None:
        self._began = time.perf_counter()

    def _after(self, *_: object) -> None:
        self.ms += 1000 * (time.perf_counter() - self._began)


def measured(app: Flask) -> bool:
    """Ask for all pages, print them, compare the sums; is everything as promised?"""
    few, many = FIRST, FIRST + 1
    asked = {kab: _pages(Auth(app), kab) for kab in (few, many)}
    taken = {(kab, name): Taken() for kab in asked for name in asked[kab]}
    statements = Statements()
    for name in asked[few]:
        for _ in range(TIMES):
            for kab in (few, many):
                _ask(*asked[kab][name], taken[kab, name], statements)
    print(f"{'page, ms of the server':<34}{'each member: ' + _days(few):>25}{_days(many):>25}", flush=True)
    print(f"{'':<34}" + f"{'p50':>7}{'p95':>6}{'CPU':>6}{'DB':>6}" * 2)
    for name in asked[few]:
        one, other = taken[few, name], taken[many, name]
        late = "" if max(one.p95, other.p95) < FAIL_MS else "  LEWAT"
        print(f"{name:<34}{one}{other}{late}", flush=True)
    return all([_same_as_counted(desa_of(kab)) for kab in (few, many)] + [taken[key].p95 < FAIL_MS for key in taken])


def _ask(browser: FlaskClient, path: str, taken: Taken, statements: Statements) -> None:
    statements.ms = 0.0
    began, cpu = time.perf_counter(), time.process_time()
    answer = browser.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    taken.server.append(1000 * (time.perf_counter() - began))
    taken.cpu.append(1000 * (time.process_time() - cpu))
    taken.database.append(statements.ms)


def _pages(auth: Auth, kab: int) -> dict[str, tuple[FlaskClient, str]]:
    """Each page by a name that is the same in both kabupaten: the logged-in browser and the address."""
    desa = desa_of(kab)
    kec, tps = desa // 10000, desa * 1000 + 1
    with db.engine.connect() as conn:
        member = conn.execute(sa.text(f"SELECT id FROM member WHERE tps_id = {tps} AND peran = 1")).scalar()
        attempt = conn.execute(sa.text(f"SELECT attempt_id FROM attempt WHERE tps_id = {tps} AND kind = 'hari' LIMIT 1")).scalar()
        item = conn.execute(sa.text(f"SELECT item FROM r_item_desa WHERE desa = {desa} ORDER BY n DESC LIMIT 1")).scalar()
        group = conn.execute(sa.text(f"SELECT id FROM kelompok WHERE desa = {desa} ORDER BY id LIMIT 1")).scalar()
    where = {"kab": kab, "kec": kec, "desa": desa, "tps": tps, "anggota": member, "percobaan": attempt, "butir": item, "kelompok": group}
    return {
        f"{who}: {path.removeprefix('/pps/')}": (browser, path.format_map({name: str(value) for name, value in where.items()}))
        for who, browser in ((who, auth.log_in(f"{who.lower()}-{kab}")) for who in PAGES)
        for path in PAGES[who]
    }


PAGES = {
    "KPU": (
        "/pps/wilayah/{kab}",
        "/pps/wilayah/{kec}",
        "/pps/wilayah/{desa}",
        "/pps/butir/{kab}",
        "/pps/butir/{kab}/{butir}",
        "/pps/kemajuan/{kab}",
        "/pps/kemajuan/{kec}",
        "/pps/kemajuan/{desa}",
        "/pps/kelola",
    ),
    "PPK": ("/pps/wilayah/{kec}", "/pps/wilayah/{desa}", "/pps/butir/{kec}", "/pps/kemajuan/{kec}"),
    "PPS": (
        "/pps/desa/{desa}",
        "/pps/tps/{tps}",
        "/pps/anggota/{anggota}",
        "/pps/percobaan/{percobaan}",
        "/pps/butir/{desa}",
        "/pps/butir/{desa}/{butir}",
        "/pps/kemajuan/{desa}",
        "/pps/kelompok",
        "/pps/kelompok/{kelompok}",
        "/pps/tanya",
        "/pps/laporan/{desa}",
        "/pps/unduh/papan/{desa}.xlsx",
        "/pps/undangan",
        "/pps/catatan",
    ),
}


def _days(kab: int) -> str:
    with db.engine.connect() as conn:
        members = conn.execute(sa.text("SELECT count(*) FROM member WHERE kab = :kab"), {"kab": kab}).scalar_one()
        return f"{conn.execute(sa.text('SELECT count(*) FROM attempt WHERE kab = :kab'), {'kab': kab}).scalar_one() / members:.1f} attempts"


def _same_as_counted(desa: int) -> bool:
    with db.engine.connect() as conn:
        first, second = conn.execute(sa.text(TESTS), {"desa": desa}).scalars().all()
    found = province_recount.compared(desa, (first, second))
    for name, (sums, wrong) in found.items():
        print(f"  {name}: {sums} sums of desa {desa}, {wrong} other than counted from the attempts", flush=True)
    return all(sums and not wrong for sums, wrong in found.values())
