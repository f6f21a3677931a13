"""Sums per TPS, recomputed and never incremented: right after late data, re-scoring and deletion, and cheap to read for a whole kota.

An upload leaves a mark in `dirty_tps` in its own transaction. Reading a sum first recounts what is marked below it, so that no
timer is needed; `flask sinkron hitung` recounts everything.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, scoped_session

from simulasi import clock
from simulasi.extensions import db, writing
from simulasi.models.attempt import DETAIL, attempt, dirty_tps, r_tps, r_tps_skill, score
from simulasi.models.base import uuid7
from simulasi.models.device import server_state
from simulasi.services import kode
from simulasi.services.recount import boards
from simulasi.sync.store import insert_for

DAY = "hari"
BATCH = 100


@dataclass(frozen=True, slots=True)
class Sum:
    """What is known below one code (a `tps_id`, or a desa, kecamatan, kabupaten/kota). `members` are counted once for each TPS."""

    code: int
    attempts: int
    members: int
    finished: int
    finished_members: int
    points: int
    max: int
    knockouts: int
    forked: int
    updated: int


_COUNTS = ("attempts", "members", "finished", "finished_members", "points", "max", "knockouts", "forked")


def sums(code: int, by: int = kode.TPS_DIGITS, key: str = DAY) -> list[Sum]:
    """The sums for each code of `by` digits below a code (13 TPS, 10 desa, 6 kecamatan, 4 kabupaten/kota); key: a kind or a pack hash."""
    low, high = kode.span(code)
    recount(low, high)
    group = r_tps.c.tps_id // 10 ** (kode.TPS_DIGITS - by)
    query = (
        sa.select(group.label("code"), *(sa.func.sum(r_tps.c[name]) for name in _COUNTS), sa.func.max(r_tps.c.updated))
        .where(*_below(r_tps, low, high), r_tps.c.key == key)
        .group_by(group)
        .order_by(group)
    )
    return [Sum(*map(int, row)) for row in db.session.execute(query)]


def skills(code: int, by: int = kode.TPS_DIGITS) -> dict[int, dict[str, tuple[int, int]]]:
    """Points and maximum per skill over all days played, for each code of `by` digits below a code."""
    low, high = kode.span(code)
    recount(low, high)
    group = r_tps_skill.c.tps_id // 10 ** (kode.TPS_DIGITS - by)
    query = (
        sa.select(group, r_tps_skill.c.skill, sa.func.sum(r_tps_skill.c.points), sa.func.sum(r_tps_skill.c.max))
        .where(*_below(r_tps_skill, low, high))
        .group_by(group, r_tps_skill.c.skill)
        .order_by(group, r_tps_skill.c.skill)
    )
    found: dict[int, dict[str, tuple[int, int]]] = defaultdict(dict)
    for below, skill, points, best in db.session.execute(query):
        found[int(below)][skill] = (int(points), int(best))
    return dict(found)


def recount(low: int, high: int) -> int:
    """Recompute the marked TPS of a range; returns how many there were."""
    done = 0
    marked = sa.select(dirty_tps.c.kab).where(*_below(dirty_tps, low, high))
    # The session may have been reading, and so be living in the past; a second connection could be one that is not to be had.
    db.session.rollback()
    kabs = sorted(db.session.execute(marked.distinct()).scalars())
    for kab in kabs:
        while batch := _recount_batch(kab, low, high):
            done += batch
    return done


def mark_all() -> int:
    """Mark every TPS that has an attempt or a sum; the next reading, or `recount`, builds the sums from nothing."""
    with writing() as session:
        known = sa.select(attempt.c.kab, attempt.c.tps_id).union(sa.select(r_tps.c.kab, r_tps.c.tps_id))
        places = [(kab, tps_id) for kab, tps_id in session.execute(known)]
        mark(session, places)
    return len(places)


def mark(session: scoped_session[Session], places: Iterable[tuple[int, int]]) -> None:
    """Mark these (kab, tps_id) within the caller's transaction: something their sums are made of has changed."""
    rows = [{"kab": kab, "tps_id": tps_id, "mark": uuid7(clock.now_ms())} for kab, tps_id in places]
    if rows:
        session.execute(sa.insert(dirty_tps), rows)


def _below(table: sa.Table, low: int, high: int) -> tuple[sa.ColumnElement[bool], sa.ColumnElement[bool]]:
    """`kab` first, as the keys are built."""
    return table.c.kab.between(low // 10**9, high // 10**9), table.c.tps_id.between(low, high)


def _recount_batch(kab: int, low: int, high: int) -> int:
    with writing() as session:
        _one_at_a_time(session, kab)
        here = (dirty_tps.c.kab == kab, dirty_tps.c.tps_id.between(low, high))
        places = list(
            session.execute(sa.select(dirty_tps.c.tps_id).where(*here).distinct().order_by(dirty_tps.c.tps_id).limit(BATCH)).scalars()
        )
        if not places:
            return 0
        # The marks first, then what they mark: an upload that commits in between leaves a mark that is not deleted here.
        marks = list(session.execute(sa.select(dirty_tps.c.mark).where(dirty_tps.c.kab == kab, dirty_tps.c.tps_id.in_(places))).scalars())
        for table in (r_tps, r_tps_skill):
            session.execute(sa.delete(table).where(table.c.kab == kab, table.c.tps_id.in_(places)))
        for key in (attempt.c.kind, attempt.c.pack_hash):
            _count(session, kab, places, key)
        _count_skills(session, kab, places)
        boards(session, kab, places)
        for some in range(0, len(marks), 500):
            session.execute(sa.delete(dirty_tps).where(dirty_tps.c.kab == kab, dirty_tps.c.mark.in_(marks[some : some + 500])))
    return len(places)


def _one_at_a_time(session: scoped_session[Session], kab: int) -> None:
    """Two recounts of one kabupaten/kota would overwrite each other with older sums: the second one waits on this row."""
    row = {"key": f"recount/{kab}", "value": ""}
    session.execute(insert_for(session.connection().dialect.name)(server_state).values(row).on_conflict_do_nothing())
    session.execute(sa.select(server_state.c.value).where(server_state.c.key == row["key"]).with_for_update())


def _joined() -> sa.Join:
    return attempt.outerjoin(score, sa.and_(score.c.kab == attempt.c.kab, score.c.attempt_id == attempt.c.attempt_id))


def _count(session: scoped_session[Session], kab: int, places: list[int], key: sa.ColumnElement) -> None:
    done = sa.func.coalesce(score.c.done, 0)
    total = {
        "attempts": sa.func.count(),
        "members": sa.func.count(attempt.c.member_id.distinct()),
        "finished": sa.func.sum(done),
        "finished_members": sa.func.count(sa.case((done == 1, attempt.c.member_id)).distinct()),
        **{name: sa.func.sum(sa.func.coalesce(score.c[name], 0)) for name in ("points", "max", "knockouts")},
        "forked": sa.func.sum(attempt.c.forked),
        "updated": sa.func.max(attempt.c.updated),
    }
    query = (
        sa.select(attempt.c.kab, attempt.c.tps_id, key.label("key"), *(value.label(name) for name, value in total.items()))
        .select_from(_joined())
        .where(attempt.c.kab == kab, attempt.c.tps_id.in_(places))
        .group_by(attempt.c.kab, attempt.c.tps_id, key)
    )
    rows = [dict(row) for row in session.execute(query).mappings()]
    if rows:
        session.execute(sa.insert(r_tps), rows)


def _count_skills(session: scoped_session[Session], kab: int, places: list[int]) -> None:
    total: dict[tuple[int, str], list[int]] = defaultdict(lambda: [0, 0])
    query = (
        sa.select(attempt.c.tps_id, DETAIL)
        .select_from(_joined())
        .where(attempt.c.kab == kab, attempt.c.tps_id.in_(places), attempt.c.kind == DAY, score.c.detail.is_not(None))
    )
    for tps_id, detail in session.execute(query):
        for skill, mark in detail.get("score", {}).get("skills", {}).items():
            entry = total[tps_id, skill]
            entry[0] += mark["points"]
            entry[1] += mark["max"]
    rows = [
        {"kab": kab, "tps_id": tps_id, "skill": skill, "points": points, "max": best} for (tps_id, skill), (points, best) in total.items()
    ]
    if rows:
        session.execute(sa.insert(r_tps_skill), rows)
