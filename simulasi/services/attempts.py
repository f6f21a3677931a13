"""What staff read of attempts: lists, and what is held. The caller names the territory; outside it nothing exists."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from simulasi import clock
from simulasi.extensions import db
from simulasi.models.attempt import attempt, held, score
from simulasi.models.bundle import held_bundle
from simulasi.models.member import member
from simulasi.models.pack import pack
from simulasi.services import bundles, kode, rescore
from simulasi.services.desk import office
from simulasi.sync import jobs


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt in a list. Times in ms since 1970; `started` is the phone's own clock. `marked` is False until replay has been."""

    attempt_id: UUID
    kab: int
    tps_id: int
    member_id: UUID
    nama: str
    peran: int
    pack_hash: str
    kind: str
    size: str
    title: str
    mode: str
    seats: tuple[str, ...]
    started: int
    received: int
    updated: int
    last_seq: int
    forked: bool
    marked: bool
    refusal: str
    points: int
    max: int
    answered: int
    done: bool
    knockouts: int
    findings: int


@dataclass(frozen=True, slots=True)
class Bundle:
    """Something held."""

    kab: int
    tps_id: int
    attempt_id: UUID
    member_id: UUID
    # -1: a sealed bundle, whole.
    from_seq: int
    code: str
    pack_hash: str
    received: int
    digest: str


def listed(code: int, kind: str = "", limit: int = 200) -> list[Attempt]:
    """The newest attempts below a code."""
    low, high = kode.span(code)
    query = _attempts().where(*_below(attempt, low, high))
    if kind:
        query = query.where(attempt.c.kind == kind)
    rows = db.session.execute(query.order_by(attempt.c.updated.desc(), attempt.c.attempt_id).limit(limit))
    return [_attempt(row) for row in rows.mappings()]


def of_member(code: int, member_id: UUID) -> list[Attempt]:
    """All attempts of a member below a code, newest first."""
    low, high = kode.span(code)
    query = _attempts().where(*_below(attempt, low, high), attempt.c.member_id == member_id)
    return [_attempt(row) for row in db.session.execute(query.order_by(attempt.c.updated.desc(), attempt.c.attempt_id)).mappings()]


def held_bundles(code: int | None = None) -> list[Bundle]:
    """What is held below a code (or everywhere), pieces and sealed bundles, oldest first."""
    found: list[Bundle] = []
    for table, first in ((held, held.c.from_seq), (held_bundle, sa.literal(-1).label("from_seq"))):
        start = [table.c[name] for name in ("kab", "tps_id", "attempt_id", "member_id")]
        query = sa.select(*start, first, *(table.c[name] for name in ("code", "pack_hash", "received", "digest")))
        if code is not None:
            query = query.where(*_below(table, *kode.span(code)))
        found += [Bundle(**row) for row in db.session.execute(query).mappings()]
    return sorted(found, key=lambda each: (each.received, each.attempt_id, each.from_seq))


def heal(again: bool = False) -> tuple[jobs.Tally, jobs.Tally]:
    """Let go what need not be held any more, then mark what is not marked yet (or everything)."""
    now_ms = clock.now_ms()
    bundles.look_again_everywhere()
    tallies = jobs.release_held(office(), now_ms), jobs.mark_unmarked(office(), now_ms, again)
    # Those were marked by the pack they were played on; where it was corrected, the correction has the last word.
    rescore.run(apply=True)
    return tallies


def _below(table: sa.Table, low: int, high: int) -> tuple[sa.ColumnElement[bool], sa.ColumnElement[bool]]:
    return table.c.kab.between(low // 10**9, high // 10**9), table.c.tps_id.between(low, high)


def _attempts() -> sa.Select:
    joined = (
        attempt.join(member, sa.and_(member.c.kab == attempt.c.kab, member.c.id == attempt.c.member_id))
        .join(pack, pack.c.hash == attempt.c.pack_hash)
        .outerjoin(score, sa.and_(score.c.kab == attempt.c.kab, score.c.attempt_id == attempt.c.attempt_id))
    )
    marks = [score.c[name] for name in ("scored_seq", "refusal", "points", "max", "answered", "done", "knockouts", "findings")]
    return sa.select(attempt, member.c.nama, member.c.peran, pack.c.size, pack.c.title, *marks).select_from(joined)


def _attempt(row: sa.RowMapping) -> Attempt:
    values: dict[str, Any] = {name: row[name] or 0 for name in ("points", "max", "answered", "knockouts", "findings")}
    plain = ("attempt_id", "kab", "tps_id", "member_id", "nama", "peran", "pack_hash", "kind", "size", "title", "mode")
    return Attempt(
        **{name: row[name] for name in (*plain, "started", "received", "updated", "last_seq")},
        **values,
        seats=tuple(row["seats"].split(",")),
        forked=bool(row["forked"]),
        marked=row["scored_seq"] is not None and row["scored_seq"] == row["last_seq"],
        refusal=row["refusal"] or "",
        done=bool(row["done"]),
    )
