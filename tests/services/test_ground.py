"""The ground: ids of 16 bytes, writes one at a time, and times as people say them."""

import threading
from uuid import UUID

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.dialects import postgresql, sqlite

from simulasi import clock as the_clock
from simulasi import display
from simulasi.extensions import db, write_lock, writing
from simulasi.models.base import Uuid16, uuid7
from simulasi.models.member import member
from simulasi.models.wilayah import wilayah
from tests.sync_kit import put_member, rows
from tests.web_kit import NOW, Clock


def test_a_uuid7_carries_its_time_and_sorts_by_it() -> None:
    made = [uuid7(ms) for ms in (0, 1, 1_790_000_000_000, (1 << 48) - 1)]
    assert [each.version for each in made] == [7] * 4 and [each.variant for each in made] == ["specified in RFC 4122"] * 4
    assert [each.int >> 80 for each in made] == [0, 1, 1_790_000_000_000, (1 << 48) - 1]
    assert made == sorted(made) and len({uuid7(5) for _ in range(1000)}) == 1000


def test_an_id_is_sixteen_bytes(app: Flask) -> None:
    key = put_member()
    assert isinstance(key, UUID) and rows(member)[0]["id"] == key
    size = sa.func.length if db.engine.dialect.name == "sqlite" else sa.func.pg_column_size
    with db.engine.connect() as connection:
        assert connection.execute(sa.select(size(sa.type_coerce(member.c.id, sa.LargeBinary)))).scalar() == 16


def test_the_id_type_leaves_nothing_as_it_is() -> None:
    for dialect in (sqlite.dialect(), postgresql.dialect()):
        assert Uuid16().process_bind_param(None, dialect) is None and Uuid16().process_result_value(None, dialect) is None


def test_what_fails_leaves_nothing(app: Flask) -> None:
    with pytest.raises(RuntimeError), writing() as session:
        session.execute(sa.insert(wilayah).values(kode=99, tingkat=1, nama="Rekaan", jenis="Provinsi"))
        raise RuntimeError
    assert 99 not in {row["kode"] for row in rows(wilayah)}
    with writing() as session:
        session.execute(sa.insert(wilayah).values(kode=99, tingkat=1, nama="Rekaan", jenis="Provinsi"))
    assert 99 in {row["kode"] for row in rows(wilayah)}


def test_readers_that_then_write_never_find_the_database_locked(app: Flask) -> None:
    """Each thread reads what the others write: a deferred transaction would fail at once on SQLite, whatever its busy timeout."""
    with writing() as session:
        session.execute(sa.insert(wilayah).values(kode=99, tingkat=1, nama="0", jenis="Provinsi"))
    failed: list[Exception] = []

    def count() -> None:
        with app.app_context():
            for _ in range(10):
                try:
                    with writing() as session:
                        here = sa.select(wilayah.c.nama).where(wilayah.c.kode == 99).with_for_update()
                        value = int(session.execute(here).scalar_one())
                        session.execute(sa.update(wilayah).where(wilayah.c.kode == 99).values(nama=str(value + 1)))
                except Exception as error:
                    failed.append(error)

    threads = [threading.Thread(target=count) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == [] and {row["kode"]: row["nama"] for row in rows(wilayah)}[99] == "80"


def test_the_lock_is_let_go_after_an_error(app: Flask) -> None:
    with pytest.raises(RuntimeError), write_lock().hold():
        raise RuntimeError
    with write_lock().hold():
        pass


def test_sqlite_is_durable(app: Flask) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL has its own")
    with db.engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 15000}


def test_the_clock_stands_where_it_is_put(clock: Clock) -> None:
    assert the_clock.now() == NOW and the_clock.now_ms() == clock.ms == 1_795_521_600_000
    clock.advance(milliseconds=1)
    assert the_clock.now_ms() == 1_795_521_600_001
    the_clock.set_source(None)
    assert abs(the_clock.now_ms() / 1000 - the_clock.now().timestamp()) < 5


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (0, "baru saja"),
        (59, "baru saja"),
        (60, "1 menit lalu"),
        (3599, "59 menit lalu"),
        (3600, "1 jam lalu"),
        (47 * 3600, "47 jam lalu"),
        (48 * 3600, "2 hari lalu"),
        (-600, "baru saja"),
    ],
)
def test_ages_as_one_says_them(clock: Clock, ago: int, said: str) -> None:
    assert display.age(clock.ms - ago * 1000) == said and display.age(None) == "belum ada"


def test_numbers_and_dates_are_indonesian(app: Flask) -> None:
    filters = app.jinja_env.filters
    assert display.number(4277) == "4.277" and display.number(7) == "7"
    assert filters["tanggal"](1_795_539_600_000) == "25 November 2026"
    assert filters["tanggal_jam"](1_795_539_600_000 + 65 * 60_000) == "25 November 2026, 01.05 WIB"
