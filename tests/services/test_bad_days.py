"""Bad days of the database: full, locked, migrated half-way. Nothing half-done, said as temporary, and over when its cause is over."""

from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask_migrate import downgrade, upgrade

from simulasi.extensions import WRITES, db
from simulasi.models.attempt import attempt, attempt_log, score
from simulasi.services.desk import office
from simulasi.sync.writer import Busy
from tests.bundle_kit import Signer
from tests.crew_kit import Seat, small_session
from tests.sync_kit import RIGHT, Phone, day, played, put_pack, rows
from tests.web_kit import Clock


@pytest.fixture
def sqlite(app: Flask) -> Flask:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("made with SQLite's own limits; PostgreSQL answers with the same OperationalError")
    return app


@pytest.mark.fault(27)
def test_a_full_disk_stores_whole_attempts_or_none_and_recovers(sqlite: Flask) -> None:
    """SQLite's own SQLITE_FULL, raised where a full disk raises it: in the middle of a transaction."""
    pack = put_pack(day(40))
    phone = Phone(sqlite)
    phone.send(played(pack, [RIGHT] * 40).part())
    db.session.remove()
    db.engine.dispose()
    limit = {"pages": 1}

    @sa.event.listens_for(db.engine, "connect")
    def small(connection: Any, _record: Any) -> None:
        connection.execute(f"PRAGMA max_page_count={limit['pages']}")  # never below what is there: a disk that is full now

    logs = [played(pack, [RIGHT] * 40) for _ in range(400)]
    stored, refused = [], None
    for log in logs:
        answer = phone.post("/api/sync/upload", phone.upload_body(log.part()))
        if answer.status_code != 200:
            refused = log, answer
            break
        stored.append(log)
    assert refused is not None, "the disk never filled up"
    log, answer = refused
    assert (answer.status_code, answer.json["error"]["code"]) == (503, "busy") and int(answer.headers["Retry-After"]) > 0
    assert log.attempt_id not in {str(row["attempt_id"]) for table in (attempt, attempt_log, score) for row in rows(table)}
    assert {str(row["attempt_id"]) for row in rows(attempt)} >= {each.attempt_id for each in stored}
    assert len(rows(attempt)) == len(rows(attempt_log)) == len(rows(score)) == len(stored) + 1
    # Reading goes on.
    assert phone.client.get("/api/packs").status_code == 200
    limit["pages"] = 1_000_000
    db.session.remove()
    db.engine.dispose()
    assert phone.send(log.part())[0]["head"] == log.head


@pytest.mark.fault(27)
def test_a_locked_database_is_said_to_be_busy_and_nothing_is_lost(sqlite: Flask) -> None:
    pack = put_pack(day())
    phone = Phone(sqlite)
    log = played(pack, [RIGHT] * 12)
    db.session.remove()
    db.engine.dispose()

    @sa.event.listens_for(db.engine, "connect")
    def impatient(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA busy_timeout=100")

    other = sa.create_engine(db.engine.url)
    with other.connect().execution_options(imm=WRITES) as conn:
        conn.begin()
        conn.exec_driver_sql("UPDATE server_state SET value = value")
        answer = phone.post("/api/sync/upload", phone.upload_body(log.part()))
        assert (answer.status_code, answer.json["error"]["code"]) == (503, "busy") and answer.headers["Retry-After"]
        # Reading is not in anybody's way.
        assert phone.client.get("/api/packs").status_code == 200
        conn.rollback()
    other.dispose()
    assert rows(attempt) == []
    assert phone.send(log.part())[0]["head"] == log.head


@pytest.mark.fault(27)
def test_no_connection_in_time_is_busy_and_not_a_fault(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pool is exhausted: 503 with a time to come back, for phones and for people."""
    phone = Phone(app)
    db.session.remove()

    def exhausted(*_given: Any) -> Any:
        raise sa.exc.TimeoutError("QueuePool limit reached")

    monkeypatch.setattr(office(), "connect", exhausted)
    answer = phone.post("/api/sync/upload", phone.upload_body(played("ab" * 32, [RIGHT]).part()))
    assert (answer.status_code, answer.json["error"]["code"], answer.headers["Retry-After"]) == (503, "busy", "30")


@pytest.mark.fault(54)
def test_nobody_holds_a_connection_while_the_commit_is_awaited(app: Flask) -> None:
    """Or a burst of more phones than connections waits for itself until all of them fail (bench/burst.py found it)."""
    phone = Phone(app).register()
    log = played(put_pack(day()), [RIGHT] * 12)
    db.session.remove()
    writer, seen = office().writer, []
    begin = writer._begin

    def watched() -> Any:
        seen.append(db.engine.pool.checkedout())  # type: ignore[attr-defined]
        return begin()

    writer._begin = watched
    phone.hello(log)
    phone.send(log.part())
    assert seen == [0, 0]


@pytest.mark.fault(54)
@pytest.mark.parametrize("pause", [0, 20], ids=["revocations as read", "revocations to be read again"])
def test_no_call_of_a_phone_holds_two_connections_at_once(app: Flask, clock: Clock, pause: int) -> None:
    """Fifteen phones that each hold one and ask for a second wait for each other until all of them fail."""
    phone = Phone(app).register()
    log = played(put_pack(day()), [RIGHT] * 12)
    seat = Seat(app, small_session(), "kpps_4:0")
    db.session.remove()
    most = [0]

    @sa.event.listens_for(db.engine, "checkout")
    def taken(*_given: Any) -> None:
        most[0] = max(most[0], db.engine.pool.checkedout())  # type: ignore[attr-defined]

    for call in (
        lambda: phone.send(log.part(0, 5)),
        lambda: phone.hello(log, key=Signer(phone.member_id).pub_text, siapa=1),
        lambda: phone.send(log.part(5), played("ab" * 32, [RIGHT]).part()),
        lambda: phone.hello(log),
        lambda: phone.client.get("/api/packs"),
        lambda: phone.post("/api/enrol/open", {"nonce": "0123456789abcdef", "code": "AAAAA-AAAAA"}),
        lambda: seat.swap(),
    ):
        clock.advance(seconds=pause)
        call()
        assert most == [1]


@pytest.mark.fault(54)
def test_a_hello_is_answered_even_when_its_moment_cannot_be_written_down(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    phone = Phone(app).register()
    log = played(put_pack(day()), [RIGHT] * 12)
    phone.send(log.part())

    def full(_jobs: Any) -> Any:
        raise Busy

    monkeypatch.setattr(office().writer, "submit", full)
    assert phone.hello(log)["have"][log.attempt_id] == [12, log.head]


class Cut(Exception):
    """The power went."""


@pytest.fixture
def at_first_release(app: Flask) -> Iterator[None]:
    db.session.remove()
    downgrade(revision="0001")
    yield
    upgrade()


@pytest.mark.fault(49)
def test_a_migration_cut_at_any_statement_leaves_the_old_tables_or_the_new(app: Flask, at_first_release: None) -> None:
    before = _shape()
    left = {"statements": 0}

    @sa.event.listens_for(db.engine, "before_cursor_execute")
    def cut(_conn: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if statement.lstrip().split(" ", 1)[0].upper() in ("CREATE", "ALTER", "DROP", "INSERT", "UPDATE"):
            left["statements"] -= 1
            if left["statements"] < 0:
                raise Cut

    cuts = 0
    while True:
        left["statements"] = cuts
        try:
            upgrade()
            break
        except Cut:
            assert _shape() == before, cuts
            cuts += 1 if cuts < 3 else 7
    assert cuts > 3 and set(sa.inspect(db.engine).get_table_names()) == {"alembic_version", *db.metadata.tables}
    left["statements"] = 10**9


def _shape() -> tuple[str, ...]:
    db.engine.dispose()
    found = sa.inspect(db.engine)
    columns = {name: sorted(column["name"] for column in found.get_columns(name)) for name in sorted(found.get_table_names())}
    with db.engine.connect() as conn:
        revision = conn.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
    return (revision, repr(columns))
