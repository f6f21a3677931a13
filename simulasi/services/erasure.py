"""Erasing people and old results (UU 27/2022). Only the id stays (`models/erased.py`): a phone that sends them again is refused.

Whatever table holds something of an attempt or a member is found by its columns, so that a new table cannot be forgotten here.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.orm import Session, scoped_session

from simulasi import clock
from simulasi.extensions import db, writing
from simulasi.models.attempt import attempt, dirty_tps, held
from simulasi.models.base import uuid7
from simulasi.models.erased import ATTEMPT, MEMBER, erased
from simulasi.models.member import member
from simulasi.services import accounts
from simulasi.sync.store import insert_for

BATCH = 300
Told = Callable[[int], None]


@dataclass(frozen=True)
class Person:
    """A participant to be erased, and how much there is of them."""

    kab: int
    id: UUID
    kode: str
    nama: str
    tps_id: int
    attempts: int


def find(kode: str, kab: int | None = None) -> list[Person]:
    """Participants of this code; a code may live in two kabupaten/kota."""
    query = sa.select(member.c.kab, member.c.id, member.c.kode, member.c.nama, member.c.tps_id).where(member.c.kode == kode)
    if kab is not None:
        query = query.where(member.c.kab == kab)
    with db.engine.connect() as conn:
        rows = conn.execute(query.order_by(member.c.kab)).all()
        return [Person(*row, len(_attempts_of(conn, row.kab, row.id))) for row in rows]


def erase_member(person: Person, by: UUID | None = None) -> int:
    """Erase a participant with everything of theirs; returns the number of attempts. `by`: the account that does it, none: a command."""
    with writing() as session:
        attempts = _attempts_of(session, person.kab, person.id)
        _tombstones(session, person.kab, attempts, ATTEMPT)
        _tombstones(session, person.kab, [person.id], MEMBER)
        for some in range(0, len(attempts), BATCH):
            _erase_attempts(session, person.kab, attempts[some : some + BATCH])
        _erase_people(session, person.kab, [person.id])
        accounts.record(session, by, person.kab, "anggota dihapus", str(person.id))
    return len(attempts)


def older_than(before_ms: int, kab: int | None = None) -> int:
    """How many attempts nothing was added to since; of one kabupaten/kota, or all."""
    with db.engine.connect() as conn:
        return conn.execute(sa.select(sa.func.count()).select_from(_old(before_ms, kab).subquery())).scalar_one()


def erase_older(
    before_ms: int, told: Told = lambda _: None, kab: int | None = None, by: UUID | None = None, most: int | None = None
) -> int:
    """Erase them (`most`: no more than about so many), a few hundred to a transaction: killed half-way, it is simply run again."""
    done = 0
    while most is None or done < most:
        with writing() as session:
            rows = session.execute(_old(before_ms, kab).limit(BATCH)).all()
            for where in sorted({row.kab for row in rows}):
                keys = [row.attempt_id for row in rows if row.kab == where]
                _tombstones(session, where, keys, ATTEMPT)
                _erase_attempts(session, where, keys)
                accounts.record(session, by, where, "hasil lama dihapus", f"{len(keys)} percobaan")
        if not rows:
            break
        done += len(rows)
        told(done)
    return done


def again(session: scoped_session[Session], gone: Iterable[Mapping[str, Any]]) -> None:
    """After a restore: what was erased since the backup, and came back with it, is erased once more."""
    for row in gone:
        _tombstones(session, row["kab"], [row["id"]], row["kind"])
        if row["kind"] == MEMBER:
            mine = _attempts_of(session, row["kab"], row["id"])
            _erase_attempts(session, row["kab"], mine)
            _erase_people(session, row["kab"], [row["id"]])
        else:
            _erase_attempts(session, row["kab"], [row["id"]])


def forget_list(kab: int, member_id: UUID, asked: list[str]) -> list[str]:
    """Which of these attempts a phone should forget: all of them, when the person was erased."""
    if not asked:
        return []
    keys = [UUID(each) for each in asked]
    query = sa.select(erased.c.id).where(erased.c.kab == kab, erased.c.id.in_([*keys, member_id]))
    # On the session's own connection: whoever holds one and asks for a second can be waiting for somebody who does the same.
    gone = set(db.session.execute(query).scalars())
    return [each for each, key in zip(asked, keys, strict=True) if member_id in gone or key in gone]


def _old(before_ms: int, kab: int | None = None) -> sa.Select:
    """Attempts, and those of which we only hold pieces."""
    stored = sa.select(attempt.c.kab, attempt.c.attempt_id).where(attempt.c.updated < before_ms)
    pieces = sa.select(held.c.kab, held.c.attempt_id).group_by(held.c.kab, held.c.attempt_id)
    lone = pieces.having(sa.func.max(held.c.received) < before_ms).where(
        ~sa.exists().where(attempt.c.kab == held.c.kab, attempt.c.attempt_id == held.c.attempt_id)
    )
    both = stored.union(lone).subquery()
    query = sa.select(both.c.kab, both.c.attempt_id).order_by(both.c.kab, both.c.attempt_id)
    return query if kab is None else query.where(both.c.kab == kab)


def _attempts_of(session: scoped_session[Session] | Connection, kab: int, member_id: UUID) -> list[UUID]:
    found: set[UUID] = set()
    for table in (attempt, held):
        query = sa.select(table.c.attempt_id).where(table.c.kab == kab, table.c.member_id == member_id)
        found.update(session.execute(query.distinct()).scalars())
    # A piece they sent under the id of somebody else's attempt is held with that one; the attempt itself is not theirs.
    others = sa.select(attempt.c.attempt_id).where(attempt.c.kab == kab, attempt.c.member_id != member_id)
    return sorted(found - set(session.execute(others.where(attempt.c.attempt_id.in_(found))).scalars()))


def _tombstones(session: scoped_session[Session], kab: int, keys: list[UUID], kind: str) -> None:
    if keys:
        now = clock.now_ms()
        statement = insert_for(session.connection().dialect.name)(erased).on_conflict_do_nothing()
        session.execute(statement, [{"kab": kab, "id": key, "kind": kind, "at": now} for key in keys])


def _erase_attempts(session: scoped_session[Session], kab: int, keys: list[UUID]) -> None:
    places = sa.select(attempt.c.tps_id).where(attempt.c.kab == kab, attempt.c.attempt_id.in_(keys))
    marks = [{"kab": kab, "tps_id": tps_id, "mark": uuid7(clock.now_ms())} for tps_id in session.execute(places.distinct()).scalars()]
    for table in _with("attempt_id"):
        session.execute(sa.delete(table).where(table.c.kab == kab, table.c.attempt_id.in_(keys)))
    if marks:
        session.execute(sa.insert(dirty_tps), marks)


def _erase_people(session: scoped_session[Session], kab: int, keys: list[UUID]) -> None:
    for table in _with("member_id"):
        session.execute(sa.delete(table).where(table.c.kab == kab, table.c.member_id.in_(keys)))
    session.execute(sa.delete(member).where(member.c.kab == kab, member.c.id.in_(keys)))


def _with(column: str) -> list[sa.Table]:
    """Tables that say whose they are in this column; those that point at others first."""
    return [table for table in reversed(db.metadata.sorted_tables) if column in table.c and "kab" in table.c]
