"""The server's own small facts: its epoch, and the counter that tells every process to look at the revocations again."""

import secrets
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, scoped_session

from simulasi import clock
from simulasi.extensions import writing
from simulasi.models.device import server_state
from simulasi.services.desk import office
from simulasi.sync.revocations import COUNTER, EPOCH
from simulasi.sync.store import insert_for

RESTORED = "pulih"


def epoch() -> str:
    """Random; a phone that sees a new one offers again what it sent before. Made at the first question."""
    facts = office().revocations
    facts.refresh(clock.now_ms())
    if not facts.epoch:
        with writing() as session:
            _put_if_absent(session, EPOCH, secrets.token_hex(8))
        facts.forget()
        facts.refresh(clock.now_ms())
    return facts.epoch


def stored_epoch(session: scoped_session[Any]) -> str:
    """As the table has it within this transaction, whatever this process remembers."""
    return session.execute(sa.select(server_state.c.value).where(server_state.c.key == EPOCH)).scalar() or ""


def new_epoch() -> str:
    """To be called by a restore: the fleet of phones is then the newest backup there is."""
    value = secrets.token_hex(8)
    with writing() as session:
        _put_if_absent(session, EPOCH, value)
        session.execute(sa.update(server_state).where(server_state.c.key == EPOCH).values(value=value))
    office().revocations.forget()
    return value


def count_revocation(session: scoped_session[Session]) -> None:
    """Inside the transaction that revokes: the other processes will notice within seconds."""
    _put_if_absent(session, COUNTER, "0")
    current = sa.select(server_state.c.value).where(server_state.c.key == COUNTER).with_for_update()
    value = int(session.execute(current).scalar_one()) + 1
    session.execute(sa.update(server_state).where(server_state.c.key == COUNTER).values(value=str(value)))


def revocation_count(session: scoped_session[Session]) -> int:
    """How far that counter is."""
    return int(session.execute(sa.select(server_state.c.value).where(server_state.c.key == COUNTER)).scalar() or 0)


def start_anew(session: scoped_session[Session], counted: int, made: int) -> None:
    """Inside the transaction of a restore: another epoch, a counter that no process has seen yet, and that it happened: a backup of `made`, now."""
    newest = max(counted, revocation_count(session)) + 1
    for key, value in ((EPOCH, secrets.token_hex(8)), (COUNTER, str(newest)), (RESTORED, f"{made} {clock.now_ms()}")):
        _put_if_absent(session, key, value)
        session.execute(sa.update(server_state).where(server_state.c.key == key).values(value=value))


def last_restore(session: scoped_session[Any]) -> list[int] | None:
    """The moment of the backup that was restored last, and of its restore."""
    found = session.execute(sa.select(server_state.c.value).where(server_state.c.key == RESTORED)).scalar()
    return [int(each) for each in found.split()] if found else None


def _put_if_absent(session: scoped_session[Session], key: str, value: str) -> None:
    statement = insert_for(session.connection().dialect.name)(server_state).values(key=key, value=value).on_conflict_do_nothing()
    session.execute(statement)
