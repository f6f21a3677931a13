"""Which of a member's logs a phone may fetch: those of the phones it was allowed to read, its own among them (docs/adr/0092).

A name is not a proof: whoever holds the crew's code can claim any name of the crew. So what another phone sent opens only when somebody who knows
says so (`vouching.py`), and a phone that was claimed once more begins with nothing.
"""

from collections.abc import Iterable, Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, scoped_session

from simulasi import clock
from simulasi.extensions import db
from simulasi.models.attempt import attempt
from simulasi.models.device import device, log_grant
from simulasi.sync.store import insert_for
from simulasi.sync.tokens import Claims


def sources(claims: Claims) -> set[UUID]:
    """The phones whose logs this one may fetch."""
    query = sa.select(log_grant.c.source).where(*_of(log_grant, claims), log_grant.c.device_id == claims.device_id)
    return set(db.session.execute(query).scalars())


def closed(claims: Claims, allowed: set[UUID], have: Sequence[str]) -> bool:
    """Is there a log of this member that this phone has not got, and may not fetch?"""
    here = (*_of(attempt, claims), attempt.c.device_id.not_in(allowed), attempt.c.attempt_id.not_in([UUID(each) for each in have]))
    # Phones first: their index knows the member, and most people have one phone.
    others = sa.select(device.c.device_id).where(*_of(device, claims), device.c.device_id.not_in(allowed))
    if db.session.execute(others.limit(1)).first() is None:
        return False
    return db.session.execute(sa.select(attempt.c.attempt_id).where(*here).limit(1)).first() is not None


def grant(
    session: scoped_session[Session], kab: int, member_id: UUID, device_id: UUID, every: Iterable[UUID], by: UUID | None = None
) -> None:
    """Let this phone fetch what these phones have sent."""
    rows = [
        {"kab": kab, "member_id": member_id, "device_id": device_id, "source": source, "at": clock.now_ms(), "by": by}
        for source in sorted(every)
    ]
    session.execute(insert_for(session.connection().dialect.name)(log_grant).on_conflict_do_nothing(), rows)


def claimed(session: scoped_session[Session], kab: int, member_id: UUID, device_id: UUID, *, anew: bool) -> None:
    """A phone was given to a name, perhaps not for the first time. Unless PPS let exactly them in anew, it may be in other hands than before:
    then nothing that was sent until now opens on it by itself.
    """
    if anew:
        grant(session, kab, member_id, device_id, [device_id])
        return
    here = (log_grant.c.kab == kab, log_grant.c.member_id == member_id, log_grant.c.device_id == device_id)
    session.execute(sa.delete(log_grant).where(*here))
    sent = sa.select(attempt.c.attempt_id).where(attempt.c.kab == kab, attempt.c.member_id == member_id, attempt.c.device_id == device_id)
    if session.execute(sent.limit(1)).first() is None:
        grant(session, kab, member_id, device_id, [device_id])


def _of(table: sa.Table, claims: Claims) -> tuple[sa.ColumnElement[bool], ...]:
    return table.c.kab == claims.kab, table.c.member_id == claims.member_id
