"""What heals by itself: logs that were stored but not marked, and bundles held for a reason that is gone. Safe to run at any time."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from simulasi.engine.errors import Refusal
from simulasi.models.attempt import attempt, held, score
from simulasi.models.base import uuid7
from simulasi.sync import replay, states, store
from simulasi.sync.change import Change, Row
from simulasi.sync.draft import Desk, Draft, Owner, score_row
from simulasi.sync.lines import read_lines

log = logging.getLogger(__name__)
PAGE = 200


@dataclass
class Tally:
    """What a run came to; `failed` names attempts that the engine could not digest."""

    done: int = 0
    refused: int = 0
    failed: list[str] = field(default_factory=list)


def mark_unmarked(desk: Desk, now_ms: int, again: bool = False) -> Tally:
    """Replay every log whose mark is missing or behind (`again`: every log), page by page; a killed run is simply run again."""
    tally = Tally()
    for page in _pages(desk, again):
        changes = [change for row in page if (change := _mark(desk, row, now_ms, tally))]
        for problem in desk.writer.submit(changes):
            if problem is not None:
                raise problem
    return tally


def release_held(desk: Desk, now_ms: int, pack_hash: str = "") -> Tally:
    """Look again at bundles held for a missing piece, pack or engine; only of one pack if it is named."""
    tally = Tally()
    query = sa.select(held.c.kab, held.c.attempt_id, held.c.member_id, held.c.tps_id, held.c.device_id).where(
        held.c.code.in_(states.SELF_HEALING)
    )
    if pack_hash:
        query = query.where(held.c.pack_hash == pack_hash)
    with desk.connect() as conn:
        rows = conn.execute(query.order_by(held.c.kab, held.c.attempt_id, held.c.member_id, held.c.received)).all()
    for _, group in groupby(rows, key=lambda row: (row.kab, row.attempt_id, row.member_id)):
        _release(desk, next(group), now_ms, tally)
    return tally


def _release(desk: Desk, row: sa.Row, now_ms: int, tally: Tally) -> None:
    owner = Owner(row.kab, row.member_id, row.tps_id, row.device_id)
    name = str(row.attempt_id)
    draft = _draft(desk, owner, name, now_ms)
    draft.release()
    problem = _submit(desk, draft)
    if isinstance(problem, IntegrityError):
        # After a restore our shelf may hold a pack that the table has lost.
        desk.shelf.clear()
        draft = _draft(desk, owner, name, now_ms)
        draft.release()
        problem = _submit(desk, draft)
    if isinstance(problem, IntegrityError):
        # Released, it would be somebody's who is no longer on the list.
        draft = _draft(desk, owner, name, now_ms)
        draft.set_aside(states.MEMBER_UNKNOWN)
        problem = _submit(desk, draft)
    if not draft.change:
        return
    if problem is not None:
        tally.failed.append(name)
    else:
        tally.done += 1


def _submit(desk: Desk, draft: Draft) -> Exception | None:
    return desk.writer.submit([draft.change])[0] if draft.change else None


def _draft(desk: Desk, owner: Owner, name: str, now_ms: int) -> Draft:
    with desk.connect() as conn:
        known = store.read_known(conn, owner.kab, [name])[name]
    return Draft(desk, owner, name, known, now_ms)


def _pages(desk: Desk, again: bool) -> Iterator[Sequence[sa.Row]]:
    """By the key, so that an attempt which fails is passed and not met for ever."""
    behind = sa.or_(score.c.scored_seq.is_(None), score.c.scored_seq < attempt.c.last_seq)
    query = sa.select(attempt.c.kab, attempt.c.attempt_id, attempt.c.tps_id, attempt.c.pack_hash).select_from(
        attempt.outerjoin(score, sa.and_(score.c.kab == attempt.c.kab, score.c.attempt_id == attempt.c.attempt_id))
    )
    if not again:
        query = query.where(behind)
    query = query.order_by(attempt.c.kab, attempt.c.attempt_id).limit(PAGE)
    last: tuple[int, UUID] | None = None
    while True:
        page = query
        if last:
            kab, key = last
            page = query.where(sa.or_(attempt.c.kab > kab, sa.and_(attempt.c.kab == kab, attempt.c.attempt_id > key)))
        with desk.connect() as conn:
            rows = conn.execute(page).all()
        if not rows:
            return
        yield rows
        last = rows[-1].kab, rows[-1].attempt_id


def _mark(desk: Desk, row: sa.Row, now_ms: int, tally: Tally) -> Change | None:
    pack = desk.shelf.get(row.pack_hash)
    if pack is None:  # stored by a newer server than this one
        tally.failed.append(str(row.attempt_id))
        return None
    with desk.connect() as conn:
        lines = store.read_lines(conn, row.kab, row.attempt_id)
    try:
        marks = replay.mark(pack, read_lines(lines, 0))
        tally.done += 1
    except Refusal as refusal:
        marks = replay.refused(pack, lines, refusal.code)
        tally.refused += 1
    except Exception:
        log.exception("replay failed: attempt %s", row.attempt_id)
        tally.failed.append(str(row.attempt_id))
        return None
    dirty: Row = {"kab": row.kab, "tps_id": row.tps_id, "mark": uuid7(now_ms)}
    return Change(score=score_row(row.kab, row.attempt_id, marks, now_ms), dirty=dirty)
