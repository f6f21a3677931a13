"""The boards over a whole province in PostgreSQL: 38 kabupaten, 1 million members, 4.6 million attempts; server time of every board page.

Each member plays three days, two of three sit both tests; the measured desa has groups that met. In a second kabupaten everybody plays several times as
many days: its pages beside those of the first, in turns, say what a page costs for the number of attempts. Rows are made by the database itself; both
kabupaten are recounted from their attempts by the application, the sums of the others are copied from the first.
Run: sh .ci/postgres .venv/bin/python -m bench.province [kabupaten] [more days for each member of the second kabupaten]
On a server that stays: TEST_DATABASE_URL=... python -m bench.province buat [kabupaten] [more], then ... bench.province ukur as often as something changed.
"""

import gc
import os
import sys
import tempfile
import time
from pathlib import Path

import sqlalchemy as sa
from flask_migrate import upgrade

from bench.province_pages import FIRST, desa_of, measured
from bench.province_plays import BASE, NAMES, TABLE, TEST_AFTER, TEST_BEFORE, WEEK, published, variants
from simulasi import create_app
from simulasi.config import Config
from simulasi.extensions import db
from simulasi.models.rollup import BY_DESA, TABLES
from simulasi.services import accounts, groups, meetings, rollups
from tests.web_kit import PASSWORD, Browser

SHAPE = tuple(
    map(int, os.environ.get("BENCH_SHAPE", "20,10,19").split(","))
)  # kecamatan, desa in each, TPS in each: 3,800 TPS and 26,600 members
BUAT = "buat"


def say(text: str) -> None:
    print(text, flush=True)


def timed(text: str, statement: str, **values: object) -> None:
    began = time.perf_counter()
    with db.engine.begin() as conn:
        done = conn.execute(sa.text(statement), values).rowcount
    say(f"  {text}: {done:,} rows in {time.perf_counter() - began:.1f} s")


def people(kabs: int) -> None:
    kecamatan, desa, tps = SHAPE
    code = "(:first + k)::bigint"
    with db.engine.begin() as conn:
        conn.execute(sa.text("INSERT INTO wilayah (kode, induk, tingkat, nama, jenis) VALUES (35, NULL, 1, 'Provinsi Rekaan', 'Provinsi')"))
    rows = "generate_series(0, :kabs - 1) k"
    timed(
        "wilayah",
        f"""INSERT INTO wilayah (kode, induk, tingkat, nama, jenis)
        SELECT {code}, 35, 2, 'Rekaan ' || k, 'Kabupaten' FROM {rows}
        UNION ALL SELECT ({code})*100 + c, {code}, 3, 'Kecamatan ' || c, 'Kecamatan' FROM {rows}, generate_series(1, {kecamatan}) c
        UNION ALL SELECT (({code})*100 + c)*10000 + 2000 + d, ({code})*100 + c, 4, 'Desa ' || c || '-' || d, 'Desa'
          FROM {rows}, generate_series(1, {kecamatan}) c, generate_series(1, {desa}) d""",
        first=FIRST,
        kabs=kabs,
    )
    timed(
        "tps",
        f"INSERT INTO tps (tps_id, desa, nomor) SELECT kode*1000 + n, kode, n FROM wilayah, generate_series(1, {tps}) n WHERE tingkat = 4",
    )
    timed(
        "member",
        """INSERT INTO member (kab, id, tps_id, peran, kode, nama, generation, aktif)
        SELECT tps_id/1000000000, md5(tps_id || '-' || p)::uuid, tps_id, p, tps_id || '-' || p, 'Melati Rekaan', 0, 1
        FROM tps, generate_series(1, 7) p""",
    )


def attempts(first: int, last: int, where: str = "true") -> None:
    """The plays of these weeks: of the five of a seat the one that a member and a week happen to be; a test is sat by two of three."""
    dealt = f"""member JOIN v ON v.peran = member.peran AND v.n BETWEEN {first} AND {last} AND v.v = abs(hashtext(id || '/' || v.n)) % 5
        WHERE (v.kind = 'hari' OR abs(hashtext(id::text)) % 3 > 0) AND {where}"""
    timed(
        "attempt",
        f"""INSERT INTO attempt (kab, attempt_id, member_id, tps_id, device_id, pack_hash, kind, mode, seats, started, received, updated, last_seq, head, forked)
        SELECT kab, md5(id || '/' || n)::uuid, id, tps_id, id, decode(hash, 'hex'), kind, 'langsung', 'kpps_' || member.peran,
          :base, :base + n * {WEEK}::bigint, :base + n * {WEEK}::bigint, v.scored_seq, decode(hash, 'hex'), 0
        FROM {dealt}""",
        base=BASE,
    )
    timed(
        "score",
        f"""INSERT INTO score (kab, attempt_id, scored_seq, scored_at, engine, rules_revision, refusal, points, max, answered, done, knockouts, findings, detail)
        SELECT kab, md5(id || '/' || n)::uuid, v.scored_seq, :base, 1, v.rules_revision, '', v.points, v.max, v.answered, v.done, v.knockouts, v.findings, v.detail
        FROM {dealt}""",
        base=BASE,
    )


def forum(kab: int) -> None:
    """Four groups of the measured desa, each of which has met."""
    staff = accounts.log_in(f"pps-{kab}", PASSWORD, None)
    desa = desa_of(kab)
    for at in range(4):
        stations = [desa * 1000 + 3 * at + n for n in range(1, 4)]
        group = groups.one(staff, groups.create(staff, desa, f"Kelompok {at + 1}", stations))
        assert group is not None
        meetings.plan(staff, group, BASE + 2 * WEEK + WEEK // 2, "Balai desa", "Pemandu", "skill:tinta")


def recount(kab: int) -> None:
    timed("marks", f"INSERT INTO dirty_tps (kab, tps_id, mark) SELECT kab, tps_id, id FROM member WHERE kab = {kab} AND peran = 1")
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as conn:
        conn.execute(sa.text("ANALYZE"))  # as autovacuum has done long before on a server that was not filled a minute ago
    began = time.perf_counter()
    done = rollups.recount(kab * 10**9, kab * 10**9 + 10**9 - 1)
    say(f"  recount of kabupaten {kab}: {done:,} TPS in {time.perf_counter() - began:.1f} s")


def copy_sums(kabs: int) -> None:
    """The sums of the first kabupaten for all after the second: their pages are not measured, their rows are in the way."""
    for name in (
        "r_tps",
        "r_tps_skill",
        *(table.name for table in TABLES if table.name != "r_hint"),
        *(whole.name for _, whole in BY_DESA),
    ):
        columns = [column.name for column in db.metadata.tables[name].c]
        changed = {"kab": "kab + k", "tps_id": "tps_id + k * 1000000000::bigint", "desa": "desa + k * 1000000::bigint"}
        changed["member_id"] = "md5((tps_id + k * 1000000000::bigint) || '-' || m.peran)::uuid"
        values = ", ".join(changed.get(column, f'r."{column}"') if column != "kab" else "r.kab + k" for column in columns)
        values = values.replace("tps_id +", "r.tps_id +").replace("desa +", "r.desa +")
        more = " JOIN member m ON m.kab = r.kab AND m.id = r.member_id" if name == "r_member" else ""
        quoted = ", ".join(f'"{column}"' for column in columns)
        timed(
            name,
            f"INSERT INTO {name} ({quoted}) SELECT {values} FROM {name} r{more}, generate_series(2, {kabs - 1}) k WHERE r.kab = {FIRST}",
        )


def vacuumed() -> str:
    """As a server that was not filled a minute ago; how large it is."""
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as conn:
        conn.execute(sa.text("VACUUM ANALYZE"))
        size = conn.execute(sa.text("SELECT pg_size_pretty(pg_database_size(current_database()))")).scalar()
        counts = [conn.execute(sa.text(f"SELECT count(*) FROM {name}")).scalar() for name in ("member", "attempt")]
    return f"  {counts[0]:,} members, {counts[1]:,} attempts, database {size}"


def made(kabs: int, more: int) -> None:
    """Fill an empty database."""
    upgrade()
    people(kabs)
    day, *tests = published()
    with db.engine.begin() as conn:
        conn.execute(sa.text(TABLE))
        rows = [*variants(tests[0], [TEST_BEFORE]), *variants(day, [*range(1, 4 + more)]), *variants(tests[1], [TEST_AFTER])]
        conn.execute(sa.text(f"INSERT INTO v ({', '.join(NAMES)}) VALUES ({', '.join(':' + name for name in NAMES)})"), rows)
    attempts(TEST_BEFORE, 3)
    attempts(4, 3 + more, f"kab = {FIRST + 1}")
    attempts(TEST_AFTER, TEST_AFTER)
    for kab in (FIRST, FIRST + 1):
        accounts.create(f"kpu-{kab}", PASSWORD, "kpu", kab)
        accounts.create(f"ppk-{kab}", PASSWORD, "ppk", desa_of(kab) // 10000)
        accounts.create(f"pps-{kab}", PASSWORD, "pps", desa_of(kab))
        forum(kab)
        recount(kab)
    copy_sums(kabs)
    say(vacuumed())


def main(words: list[str]) -> int:
    """Make, measure, or both."""
    what = words.pop(0) if words and not words[0].isdigit() else ""
    kabs, more = (int(word) for word in [*words, "38", "9"][:2]) if len(words) != 1 else (int(words[0]), 9)
    url = os.environ["TEST_DATABASE_URL"]
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(
            Config(
                var=Path(folder),
                database_url=url.replace("postgresql://", "postgresql+psycopg://"),
                secret_key="ukur " * 10,
                calls_per_minute=10**9,
            )
        )
        app.testing, app.test_client_class = True, Browser
        with app.app_context():
            if what in ("", BUAT):
                made(kabs, more)
            gc.collect()
            gc.freeze()  # as each worker does when it begins (gunicorn.conf.py)
            fine = what == BUAT or measured(app)
            db.session.remove()
            db.engine.dispose()
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
