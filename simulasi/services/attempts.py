"""What staff read of attempts: lists, one attempt step by step, what is held. The caller names the territory; outside it nothing exists."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from simulasi import clock
from simulasi.engine.consequences import findings as fired_findings
from simulasi.engine.errors import Refusal
from simulasi.engine.pack import Pack
from simulasi.engine.reducer import apply, read_start, start
from simulasi.engine.scoring import score as engine_score
from simulasi.extensions import db
from simulasi.models.attempt import attempt, held, score
from simulasi.models.device import device
from simulasi.models.member import member
from simulasi.models.pack import pack
from simulasi.services import kode
from simulasi.services.desk import office
from simulasi.sync import jobs, replay, store


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
class Readiness:
    """One member of a TPS: what they played and when we last heard of their phone (0: never)."""

    member_id: UUID
    nama: str
    peran: int
    kode: str
    phones: int
    seen: int
    attempts: int
    finished: int
    points: int
    max: int
    knockouts: int
    ticked: int


@dataclass(frozen=True, slots=True)
class Frame:
    """One line of the log beside the step it answers, what came of it, and the TPS after it."""

    seq: int
    wall: int
    mono: int
    role: str
    answer: Any
    step: dict[str, Any]
    grade: dict[str, Any] | None
    played_by_pack: list[dict[str, Any]]
    new_findings: list[dict[str, Any]]
    new_knockouts: list[dict[str, Any]]
    counters: dict[str, int]
    flags: dict[str, int]
    forms: dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Opened:
    """An attempt replayed: `frames` as the member saw it, then the engine's score and findings. `refusal` if it stops playing."""

    attempt: Attempt
    pack: dict[str, Any]
    frames: list[Frame]
    score: dict[str, Any]
    findings: list[dict[str, Any]]
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Bundle:
    """Something held."""

    kab: int
    tps_id: int
    attempt_id: UUID
    member_id: UUID
    from_seq: int
    code: str
    pack_hash: str
    received: int


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


def readiness(tps_id: int) -> list[Readiness]:
    """The crew of a TPS, Ketua first: days played and finished, points over all of them, items ticked in the latest checklists."""
    kab = kode.kab_of(tps_id)
    seen = sa.select(device.c.member_id, sa.func.count().label("phones"), sa.func.max(device.c.seen).label("seen"))
    seen = seen.where(device.c.kab == kab, device.c.tps_id == tps_id, device.c.revoked_at.is_(None)).group_by(device.c.member_id)
    phones = {row.member_id: row for row in db.session.execute(seen)}
    played: dict[UUID, list[Attempt]] = {}
    for each in listed(tps_id, limit=5000):
        played.setdefault(each.member_id, []).append(each)
    ticks = _ticks(kab, tps_id)
    crew = (
        sa.select(member).where(member.c.kab == kab, member.c.tps_id == tps_id, member.c.aktif == 1).order_by(member.c.peran, member.c.kode)
    )
    return [_readiness(row, phones.get(row.id), played.get(row.id, []), ticks.get(row.id, 0)) for row in db.session.execute(crew)]


def opened(code: int, attempt_id: UUID) -> Opened | None:
    """One attempt below a code, replayed line by line; None when there is none there."""
    low, high = kode.span(code)
    query = _attempts().where(*_below(attempt, low, high), attempt.c.attempt_id == attempt_id)
    row = db.session.execute(query).mappings().first()
    if row is None:
        return None
    played = office().shelf.get(row["pack_hash"])
    assert played is not None  # a foreign key says so
    lines = store.read_lines(db.session.connection(), row["kab"], attempt_id)
    frames, state, refusal = _walk(played, lines)
    return Opened(
        attempt=_attempt(row),
        pack=played.raw,
        frames=frames,
        score=engine_score(played, state) if state else {},
        findings=fired_findings(played, state) if state else [],
        refusal=refusal,
    )


def held_bundles(code: int | None = None) -> list[Bundle]:
    """What is held below a code (or everywhere), oldest first."""
    columns = ("kab", "tps_id", "attempt_id", "member_id", "from_seq", "code", "pack_hash", "received")
    query = sa.select(*(held.c[name] for name in columns)).order_by(held.c.received, held.c.attempt_id, held.c.from_seq)
    if code is not None:
        query = query.where(*_below(held, *kode.span(code)))
    return [Bundle(*row) for row in db.session.execute(query)]


def heal(again: bool = False) -> tuple[jobs.Tally, jobs.Tally]:
    """Let go what need not be held any more, then mark what is not marked yet (or everything)."""
    now_ms = clock.now_ms()
    return jobs.release_held(office(), now_ms), jobs.mark_unmarked(office(), now_ms, again)


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


def _ticks(kab: int, tps_id: int) -> dict[UUID, int]:
    query = sa.select(attempt.c.member_id, score.c.detail).join(
        score, sa.and_(score.c.kab == attempt.c.kab, score.c.attempt_id == attempt.c.attempt_id)
    )
    query = query.where(attempt.c.kab == kab, attempt.c.tps_id == tps_id, attempt.c.kind == "daftar_periksa").order_by(attempt.c.updated)
    return {
        member_id: json.loads(detail).get("score", {}).get("checklist", {}).get("sudah", 0)
        for member_id, detail in db.session.execute(query)
    }


def _readiness(row: sa.Row, phone: sa.Row | None, played: list[Attempt], ticked: int) -> Readiness:
    days = [each for each in played if each.kind == "hari"]
    return Readiness(
        member_id=row.id,
        nama=row.nama,
        peran=row.peran,
        kode=row.kode,
        phones=phone.phones if phone else 0,
        seen=max([phone.seen if phone else 0, *(each.updated for each in played)]),
        attempts=len(days),
        finished=sum(each.done for each in days),
        points=sum(each.points for each in days),
        max=sum(each.max for each in days),
        knockouts=sum(each.knockouts for each in days),
        ticked=ticked,
    )


def _walk(played: Pack, lines: list[str]) -> tuple[list[Frame], dict[str, Any] | None, str]:
    """Replay one line at a time, keeping what changed."""
    frames: list[Frame] = []
    state: dict[str, Any] | None = None
    try:
        for event in replay.read_lines(lines, 0):
            before = state or {"answers": [], "findings": [], "knockouts": []}
            state = apply(played, state, event) if state else start(played, read_start(played, event))
            frames.append(_frame(played, event, before, state))
    except Refusal as refusal:
        return frames, state, refusal.code
    return frames, state, ""


def _frame(played: Pack, event: dict[str, Any], before: dict[str, Any], after: dict[str, Any]) -> Frame:
    at = played.index.get(event["step"])
    answers = after["answers"][len(before["answers"]) :]
    return Frame(
        seq=event["seq"],
        wall=event["wall"],
        mono=event["mono"],
        role=event["role"],
        answer=event["answer"],
        step=played.steps[at] if at is not None else {},
        grade=next((each for each in answers if not each["auto"]), None),
        played_by_pack=[each for each in answers if each["auto"]],
        new_findings=fired_findings(played, {**after, "findings": after["findings"][len(before["findings"]) :]}),
        new_knockouts=after["knockouts"][len(before["knockouts"]) :],
        counters=after["counters"],
        flags=after["flags"],
        forms=after["forms"],
    )
