"""A restore while a crew plays: the rooms in memory follow the table back, what phones hold comes home again, what is gone is said."""

import threading
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from simulasi.extensions import db, writing
from simulasi.models.crew import crew_event
from simulasi.models.pack import pack
from simulasi.services import backup, crew_control, crew_relay
from simulasi.services.crew_room import room_of
from simulasi.services.group_sessions import Session
from tests.crew_kit import Seat, small_session, trainer
from tests.sync_kit import NONCE
from tests.web_kit import Clock


def stored(session: Session) -> list[tuple[int, str, int, str]]:
    """What the table holds of a session."""
    columns = (crew_event.c.n, crew_event.c.attempt_id, crew_event.c.seq, crew_event.c.body)
    with db.engine.connect() as conn:
        found = conn.execute(sa.select(*columns).where(crew_event.c.session_id == session.id).order_by(crew_event.c.n))
        return [(n, str(attempt), seq, body) for n, attempt, seq, body in found]


def lines_of(session: Session, seat: Seat) -> list[str]:
    return [body for _, attempt, _, body in stored(session) if attempt == seat.attempt]


@pytest.fixture
def at(tmp_path: Path) -> Path:
    return tmp_path / "tadi.cadangan"


@pytest.mark.fault(24)
def test_the_room_goes_back_with_the_table_and_the_phones_bring_the_rest(app: Flask, at: Path) -> None:
    session = small_session()
    four, five = Seat(app, session, "kpps_4:0", nama="Melati"), Seat(app, session, "kpps_5:0")
    four.swap()
    backup.make(at)
    four.answer("a_1", "layani", "kpps_4")
    five.answer("a_2", "catat", "kpps_5")
    five.swap()
    before = four.swap(from_seq=1)
    assert before["n"] == len(stored(session)) == 6
    db.session.remove()
    backup.restore(at)
    # Another decision, before anybody knows: the relay says how far it really is, and that its numbers are others now.
    four.answer("b_1", "layani", "kpps_4")
    told = four.swap(after=before["n"], from_seq=2)
    assert told["hasil"] == [{"attempt_id": four.attempt, "last_seq": 0, "code": "gap"}] and told["kejadian"] == []
    assert told["zaman"] not in ("", before["zaman"]) and len(stored(session)) == 2
    four.swap()
    anew = five.swap()
    assert [event[0] for event in anew["kejadian"]] == [row[0] for row in stored(session)] == list(range(1, 8))
    assert [tuple(event) for event in anew["kejadian"]] == stored(session)
    assert (lines_of(session, four), lines_of(session, five)) == (four.lines, five.lines)


@pytest.mark.fault(24)
def test_only_the_epoch_is_new_and_nothing_is_told_twice(app: Flask, at: Path) -> None:
    session = small_session()
    four = Seat(app, session, "kpps_4:0")
    before = four.swap()
    backup.make(at)
    db.session.remove()
    backup.restore(at)
    after = four.swap()
    assert after["zaman"] != before["zaman"] and after["kejadian"] == before["kejadian"]


@pytest.mark.fault(24)
def test_who_waits_for_news_hears_of_a_restore(app: Flask, at: Path, monkeypatch: pytest.MonkeyPatch, clock: Clock) -> None:
    session = small_session()
    four = Seat(app, session, "kpps_4:0")
    four.swap()
    backup.make(at)
    four.answer("a_1", "layani", "kpps_4")
    before = four.swap()
    waited = []

    def later(seconds: float) -> None:
        waited.append(seconds)
        clock.advance(seconds=seconds)
        if len(waited) == 3:
            backup.restore(at)

    monkeypatch.setattr(crew_relay.clock, "pause", later)
    headers = {"Authorization": f"Bearer {four.token}"}
    body = {"nonce": NONCE, "after": before["n"], "wait": 1}
    answer = four.client.post("/api/regu/tukar", json=body, headers=headers).get_json()
    assert answer["zaman"] != before["zaman"] and len(waited) <= 5
    # And who comes with the numbers of before is not kept waiting for them.
    answer = four.client.post("/api/regu/tukar", json=body, headers=headers).get_json()
    assert answer["kejadian"] == [] and len(waited) <= 6


@pytest.mark.fault(24)
def test_a_session_that_the_backup_never_had_is_said_to_be_gone(app: Flask, at: Path, clock: Clock) -> None:
    backup.make(at)
    session = small_session()
    four = Seat(app, session, "kpps_4:0")
    four.swap()
    db.session.remove()
    backup.restore(at)
    clock.advance(seconds=1)
    headers = {"Authorization": f"Bearer {four.token}"}
    part = {"attempt_id": four.attempt, "from_seq": 0, "lines": four.lines}
    for body in ({"after": 0}, {"after": 2, "wait": 1}, {"after": 2, "logs": [part]}, {"after": 2, "tangani": [1]}):
        answer = four.client.post("/api/regu/tukar", json={"nonce": NONCE, **body}, headers=headers)
        assert (answer.status_code, answer.get_json()["error"]["code"]) == (404, "sesi-hilang"), body
    assert "dipulihkan dari cadangan" in answer.get_json()["error"]["message"]
    assert stored(session) == []
    with pytest.raises(crew_control.ActRefused):
        crew_control.act(session, trainer(), "catat", text="Ramai")


@pytest.mark.fault(24)
def test_who_comes_back_in_the_middle_of_the_day_goes_on_where_they_were(app: Flask, at: Path) -> None:
    """Without their log the pack plays their table; with it again they still decide what they had not decided."""
    session, by = small_session(), trainer()
    four = Seat(app, session, "kpps_4:0")
    four.swap()
    crew_control.act(session, by, "mulai")
    backup.make(at)
    five = Seat(app, session, "kpps_5:0")
    five.swap()
    for step in ("a_1", "b_1"):
        four.answer(step, "layani", "kpps_4")
    five.answer("a_2", "catat", "kpps_5")
    four.swap()
    five.swap()
    room = room_of(session.kab, session.id, session.pack_hash, db.session)
    before = room.day()
    assert before["open"] == {"kpps_5": "b_2"}
    db.session.remove()
    backup.restore(at)
    four.swap()
    five.swap()
    after = room_of(session.kab, session.id, session.pack_hash, db.session).day()
    assert after["open"] == {"kpps_5": "b_2"} and after["ahead"]["answers"] == before["ahead"]["answers"]


@pytest.mark.fault(24)
def test_the_trainers_board_is_told_under_which_epoch_its_numbers_count(app: Flask, at: Path) -> None:
    session, by = small_session(), trainer()
    Seat(app, session, "kpps_4:0").swap()
    backup.make(at)
    crew_control.act(session, by, "mulai")
    before = crew_control.news(session)
    db.session.remove()
    backup.restore(at)
    after = crew_control.news(session, before["n"])
    assert (before["n"], after["n"]) == (3, 2) and after["zaman"] != before["zaman"]
    assert before["pulih"] is None and after["pulih"][0] <= after["pulih"][1]


class Between:
    """Reads as on PostgreSQL, each statement as of its own moment; after the first something happens elsewhere."""

    def __init__(self, conn: sa.Connection, happens: Callable[[], None]):
        self.conn, self.happens = conn, happens

    def execute(self, statement: sa.Select[Any]) -> Any:
        found = self.conn.execute(statement).freeze()
        self.conn.rollback()
        happens, self.happens = self.happens, lambda: None
        happens()
        return found()


@pytest.mark.fault(24)
def test_rows_read_before_a_restore_never_join_a_room_that_began_anew_meanwhile(app: Flask, at: Path) -> None:
    session = small_session()
    four = Seat(app, session, "kpps_4:0")
    four.swap()
    backup.make(at)
    room = room_of(session.kab, session.id, session.pack_hash, db.session)
    four.answer("a_1", "layani", "kpps_4")
    row = {
        "kab": session.kab,
        "session_id": session.id,
        "n": 3,
        "attempt_id": uuid.UUID(four.attempt),
        "seq": 1,
        "body": four.lines[1],
        "at": 1,
    }
    with writing() as other:
        other.execute(sa.insert(crew_event).values(row))

    def elsewhere() -> None:
        backup.restore(at)
        room.refresh(db.session)
        db.session.remove()

    with db.engine.connect() as conn:
        room.refresh(Between(conn, elsewhere))
    assert [tuple(event) for event in room.events] == stored(session) and room.n == len(room.events) == 2


def meets_a_restore(app: Flask, at: Path, first: Callable[[Any], object], then: Callable[[Any], object]) -> list[BaseException]:
    """Write one thing, let a restore come as far as it can, write the other, and see it through; what the restore died of."""
    if db.engine.dialect.name != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    backup.make(at)
    failed: list[BaseException] = []

    def restore() -> None:
        try:
            with app.app_context():
                backup.restore(at)
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=restore)
    waits = sa.text("SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE NOT granted AND datname = current_database()")
    with writing() as conn:
        first(conn)
        thread.start()
        with db.engine.connect() as other:
            while thread.is_alive() and not other.execute(waits).scalar_one():
                other.rollback()
        then(conn)
    thread.join(60)
    assert not thread.is_alive()
    return failed


def line_of(session: Session) -> sa.Insert:
    return sa.insert(crew_event).values(kab=session.kab, session_id=session.id, n=1, attempt_id=session.id, seq=0, body="{}", at=1)


@pytest.mark.fault(24)
def test_whoever_holds_a_session_for_writing_finishes_before_the_restore_begins(app: Flask, at: Path) -> None:
    """On PostgreSQL a row that is locked for an insert to come, and a restore that has locked the table of the insert, would wait for each other."""
    session = small_session()
    failed = meets_a_restore(app, at, lambda conn: crew_relay._lock(conn, session), lambda conn: conn.execute(line_of(session)))
    assert failed == [] and stored(session) == []


@pytest.mark.fault(24)
def test_a_restore_meets_no_writer_half_way_in_whatever_order_it_writes(app: Flask, at: Path) -> None:
    """From the last table a restore comes to, to the first: locks taken table by table would make a circle."""
    session = small_session()
    early, late = (sa.update(table).values({column: column}) for table, column in ((pack, pack.c.title), (crew_event, crew_event.c.at)))
    tables = db.metadata.sorted_tables
    assert tables.index(pack) < tables.index(crew_event)
    failed = meets_a_restore(app, at, lambda conn: [conn.execute(line_of(session)), conn.execute(late)], lambda conn: conn.execute(early))
    assert failed == [] and stored(session) == []
