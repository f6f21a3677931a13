"""The boards over a whole province in PostgreSQL: 38 kabupaten, about 1 million members, 3 million attempts; server time of every board page.

Rows are made by the database itself; one kabupaten is recounted from its attempts by the application, the sums of the others are copied from it.
Run: sh .ci/postgres .venv/bin/python -m bench.province [kabupaten] [more attempts for each member of the measured kabupaten]
"""

import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

import sqlalchemy as sa
from flask import Flask
from flask_migrate import upgrade

from simulasi import create_app
from simulasi.compiler import compile_day
from simulasi.config import Config
from simulasi.engine.answers import right_answer
from simulasi.engine.reducer import apply_in_place, pending, start
from simulasi.extensions import db
from simulasi.models.packed import PackedText
from simulasi.services import accounts, packs, rollups
from simulasi.services.desk import office
from simulasi.sync import replay
from tests.sync_kit import line, opening
from tests.web_kit import PASSWORD, Auth, Browser

FIRST = 3501
SHAPE = tuple(
    map(int, os.environ.get("BENCH_SHAPE", "20,10,19").split(","))
)  # kecamatan, desa in each, TPS in each: 3,800 TPS and 26,600 members
TIMES = 40
BASE = 1_790_000_000_000


def say(text: str) -> None:
    print(text, flush=True)


def timed(text: str, statement: str, **values: object) -> None:
    began = time.perf_counter()
    with db.engine.begin() as conn:
        done = conn.execute(sa.text(statement), values).rowcount
    say(f"  {text}: {done:,} rows in {time.perf_counter() - began:.1f} s")


def variants(pack_hash: str) -> list[dict[str, object]]:
    """Marks of real days of each seat with every few answers wrong, as `score` holds them."""
    pack = office().shelf.get(pack_hash)
    assert pack is not None
    found = []
    for peran in range(1, 8):
        for every in (2, 3, 5, 9, 100):
            seat, lines, n = f"kpps_{peran}", [opening(pack_hash, f"kpps_{peran}")], 0
            state = start(pack, [seat])
            while (step := pending(pack, state)) is not None:
                answer, n = right_answer(state, step), n + 1
                wrong = [option["id"] for option in step.get("options", ()) if not option["right"]]
                answer = wrong[n % len(wrong)] if wrong and n % every == 0 else answer
                event = {"seq": state["seq"] + 1, "step": step["id"], "answer": answer, "role": seat}
                apply_in_place(pack, state, event)
                lines.append(line(event["seq"], event["step"], answer, seat))
            marks = replay.mark(pack, [replay_event(each) for each in lines])
            body = PackedText().process_bind_param(marks.detail, db.engine.dialect)
            names = ("scored_seq", "rules_revision", "points", "max", "answered", "done", "knockouts", "findings")
            found.append({"peran": peran, "v": len(found) % 5, "detail": body, **{name: getattr(marks, name) for name in names}})
    return found


def replay_event(text: str) -> dict[str, object]:
    seq, step, answer, role, wall, mono = json.loads(text)
    return {"seq": seq, "step": step, "answer": answer, "role": role, "wall": wall, "mono": mono}


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


def attempts(pack_hash: str, first: int, last: int, where: str) -> None:
    timed(
        "attempt",
        f"""INSERT INTO attempt (kab, attempt_id, member_id, tps_id, device_id, pack_hash, kind, mode, seats, started, received, updated, last_seq, head, forked)
        SELECT kab, md5(id || '/' || n)::uuid, id, tps_id, id, decode(:hash, 'hex'), 'hari', 'langsung', 'kpps_' || member.peran,
          :base, :base + n * 604800000::bigint, :base + n * 604800000::bigint, v.scored_seq, decode(:hash, 'hex'), 0
        FROM member, generate_series({first}, {last}) n, v
        WHERE v.peran = member.peran AND v.v = abs(hashtext(id || '/' || n)) % 5 AND {where}""",
        hash=pack_hash,
        base=BASE,
    )
    timed(
        "score",
        f"""INSERT INTO score (kab, attempt_id, scored_seq, scored_at, engine, rules_revision, refusal, points, max, answered, done, knockouts, findings, detail)
        SELECT kab, md5(id || '/' || n)::uuid, v.scored_seq, :base, 1, v.rules_revision, '', v.points, v.max, v.answered, v.done, v.knockouts, v.findings, v.detail
        FROM member, generate_series({first}, {last}) n, v
        WHERE v.peran = member.peran AND v.v = abs(hashtext(id || '/' || n)) % 5 AND {where}""",
        base=BASE,
    )


def recount(kab: int) -> None:
    timed("marks", f"INSERT INTO dirty_tps (kab, tps_id, mark) SELECT kab, tps_id, id FROM member WHERE kab = {kab} AND peran = 1")
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as conn:
        conn.execute(sa.text("ANALYZE"))  # as autovacuum has done long before on a server that was not filled a minute ago
    began = time.perf_counter()
    done = rollups.recount(kab * 10**9, kab * 10**9 + 10**9 - 1)
    say(f"  recount of kabupaten {kab}: {done:,} TPS in {time.perf_counter() - began:.1f} s")


def copy_sums(kabs: int) -> None:
    """The sums of the first kabupaten for all the others: their pages are not measured, their rows are in the way."""
    for name in ("r_tps", "r_tps_skill", "r_siap", "r_week", "r_item", "r_item_desa", "r_member"):
        columns = [column.name for column in db.metadata.tables[name].c]
        changed = {"kab": "kab + k", "tps_id": "tps_id + k * 1000000000::bigint", "desa": "desa + k * 1000000::bigint"}
        changed["member_id"] = "md5((tps_id + k * 1000000000::bigint) || '-' || m.peran)::uuid"
        values = ", ".join(changed.get(column, f'r."{column}"') if column != "kab" else "r.kab + k" for column in columns)
        values = values.replace("tps_id +", "r.tps_id +").replace("desa +", "r.desa +")
        more = " JOIN member m ON m.kab = r.kab AND m.id = r.member_id" if name == "r_member" else ""
        quoted = ", ".join(f'"{column}"' for column in columns)
        timed(
            name,
            f"INSERT INTO {name} ({quoted}) SELECT {values} FROM {name} r{more}, generate_series(1, {kabs - 1}) k WHERE r.kab = {FIRST}",
        )


def pages(app: Flask) -> dict[str, float]:
    """The p95 of each page in milliseconds, warm, one at a time, on a logged-in browser."""
    kec, desa = FIRST * 100 + 1, (FIRST * 100 + 1) * 10000 + 2001
    auth, found = Auth(app), {}
    with db.engine.connect() as conn:
        member = conn.execute(sa.text(f"SELECT id FROM member WHERE tps_id = {desa * 1000 + 1} AND peran = 1")).scalar()
        item = conn.execute(sa.text(f"SELECT item FROM r_item_desa WHERE desa = {desa} ORDER BY n DESC LIMIT 1")).scalar()
    kpu, pps = auth.log_in("bench-kpu"), auth.log_in("bench-pps")
    for browser, paths in (
        (
            kpu,
            (f"/pps/wilayah/{FIRST}", f"/pps/wilayah/{kec}", f"/pps/wilayah/{desa}", f"/pps/butir/{FIRST}", f"/pps/butir/{FIRST}/{item}"),
        ),
        (
            pps,
            (
                f"/pps/desa/{desa}",
                f"/pps/tps/{desa * 1000 + 1}",
                f"/pps/anggota/{member}",
                f"/pps/butir/{desa}",
                "/pps/kelompok",
                "/pps/tanya",
                f"/pps/laporan/{desa}",
                f"/pps/unduh/papan/{desa}.xlsx",
            ),
        ),
    ):
        for path in paths:
            taken = []
            for _ in range(TIMES):
                began = time.perf_counter()
                answer = browser.get(path)
                taken.append(1000 * (time.perf_counter() - began))
                assert answer.status_code == 200, (path, answer.status_code)
            name = path.replace(str(member), "<anggota>").replace(str(item), "<butir>")
            found[name] = statistics.quantiles(taken, n=20)[18]
    return found


def main() -> None:
    kabs, more = int(sys.argv[1]) if len(sys.argv) > 1 else 38, int(sys.argv[2]) if len(sys.argv) > 2 else 9
    url = os.environ["TEST_DATABASE_URL"]
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(
            Config(var=Path(folder), database_url=url.replace("postgresql://", "postgresql+psycopg://"), secret_key="ukur " * 10)
        )
        app.testing, app.test_client_class = True, Browser
        with app.app_context():
            upgrade()
            people(kabs)
            offer = packs.publish(compile_day("pemilu-2024", "ukur", "singkat").bytes)
            with db.engine.begin() as conn:
                conn.execute(
                    sa.text(
                        "CREATE TABLE v (peran int, v int, detail bytea, scored_seq int, rules_revision int, points int, max int, answered int, done int, knockouts int, findings int)"
                    )
                )
                names = "peran, v, detail, scored_seq, rules_revision, points, max, answered, done, knockouts, findings"
                conn.execute(
                    sa.text(f"INSERT INTO v ({names}) VALUES ({', '.join(':' + name for name in names.split(', '))})"), variants(offer.hash)
                )
            for name, peran, code in (("bench-kpu", "kpu", FIRST), ("bench-pps", "pps", (FIRST * 100 + 1) * 10000 + 2001)):
                accounts.create(name, PASSWORD, peran, code)
            attempts(offer.hash, 1, 3, "true")
            recount(FIRST)
            copy_sums(kabs)
            with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as conn:
                conn.execute(sa.text("VACUUM ANALYZE"))
                size = conn.execute(sa.text("SELECT pg_size_pretty(pg_database_size(current_database()))")).scalar()
                counts = [conn.execute(sa.text(f"SELECT count(*) FROM {name}")).scalar() for name in ("member", "attempt")]
            say(f"  {counts[0]:,} members, {counts[1]:,} attempts, database {size}")
            few = pages(app)
            attempts(offer.hash, 4, 3 + more, f"kab = {FIRST}")
            recount(FIRST)
            with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as conn:
                conn.execute(sa.text("VACUUM ANALYZE"))
            many = pages(app)
            say(f"{'page':<44}{'p95 ms, 3 each':>16}{f'{3 + more} each':>12}")
            for name, value in few.items():
                say(f"{name:<44}{value:>16.0f}{many[name]:>12.0f}")
            db.session.remove()
            db.engine.dispose()


if __name__ == "__main__":
    main()
