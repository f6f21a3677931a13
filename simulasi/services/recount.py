"""Recompute what the boards read of some TPS of one kabupaten/kota, from `attempt` and `score` alone. Called with their marks in hand."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, scoped_session

from simulasi.models.attempt import DETAIL, attempt, score
from simulasi.models.member import member
from simulasi.models.rollup import BY_DESA, TABLES, r_gain, r_hint, r_item, r_lupa, r_member, r_siap, r_week
from simulasi.services import hints, items, kode, learned
from simulasi.services.readiness import GROUPS, Day, standing

DAY, TICKS = "hari", "daftar_periksa"
WEEK_MS, MONDAY_MS = 7 * 86_400_000, 3 * 86_400_000  # 1 January 1970 was a Thursday
SUMS = ("n", "good", "people", "sure", "sure_wrong", "x", "xx", "xr")
Db = scoped_session[Session]


def boards(session: Db, kab: int, places: Sequence[int]) -> None:
    """Write the rows of these TPS anew."""
    for table in TABLES:
        session.execute(sa.delete(table).where(table.c.kab == kab, table.c.tps_id.in_(places)))
    # Newest first, as a person would look at them.
    rows = session.execute(
        sa.select(attempt, *(score.c[name] for name in ("done", "points", "max", "refusal")), DETAIL, score.c.knockouts.label("breaches"))
        .outerjoin(score, sa.and_(score.c.kab == attempt.c.kab, score.c.attempt_id == attempt.c.attempt_id))
        .where(attempt.c.kab == kab, attempt.c.tps_id.in_(places))
        .order_by(attempt.c.received.desc(), attempt.c.attempt_id.desc())
    ).all()
    plays = [(row, row.detail) for row in rows]
    _members(session, kab, places, plays)
    _weeks(session, kab, rows)
    _items(session, kab, plays)
    _write(session, r_hint, [{"kab": kab, **found} for found in hints.found(plays)])
    _write(session, r_gain, [{"kab": kab, **row} for row in learned.gains(plays)])
    _write(session, r_lupa, [{"kab": kab, **row} for row in learned.curves(plays, kab)])
    _desa(session, kab, sorted({kode.desa_of(place) for place in places}))


def week_of(ms: int) -> int:
    """The number of the week this moment lies in, counted in weeks that begin on a Monday."""
    return (ms + MONDAY_MS) // WEEK_MS


def week_start(week: int) -> int:
    """When that week began."""
    return week * WEEK_MS - MONDAY_MS


def _members(session: Db, kab: int, places: Sequence[int], plays: Iterable[tuple[sa.Row, dict[str, Any]]]) -> None:
    days: dict[tuple[int, UUID], list[Day]] = defaultdict(list)
    for row, detail in plays:
        if row.kind == DAY:
            codes = tuple(each["code"] for each in detail.get("score", {}).get("knockouts", ()))
            percent = 100 * row.points // row.max if row.max else None
            days[row.tps_id, row.member_id].append(Day(bool(row.done), percent, codes, row.refusal or "", row.updated))
    stands = {key: standing(found) for key, found in days.items()}
    _write(session, r_member, [{"kab": kab, "tps_id": where, "member_id": who, **asdict(each)} for (where, who), each in stands.items()])
    people = session.execute(
        sa.select(member.c.id, member.c.tps_id, member.c.peran).where(member.c.kab == kab, member.c.tps_id.in_(places), member.c.aktif == 1)
    )
    sums: dict[int, dict[str, int]] = defaultdict(lambda: {"siap": 0, "hampir": 0, "belum": 0, "berat": 0, "updated": 0})
    ready: dict[int, set[int]] = defaultdict(set)
    for person in people:
        stand = stands.get((person.tps_id, person.id))
        if stand is None:
            continue
        total = sums[person.tps_id]
        total[GROUPS[stand.state]] += 1
        total["updated"] = max(total["updated"], stand.updated)
        if stand.state == "siap":
            ready[person.tps_id].add(person.peran)
    _write(session, r_siap, [{"kab": kab, "tps_id": where, **total, "seats": len(ready[where])} for where, total in sums.items()])


def _weeks(session: Db, kab: int, rows: Iterable[sa.Row]) -> None:
    empty = {"attempts": 0, "finished": 0, "points": 0, "max": 0, "knockouts": 0}
    sums: dict[tuple[int, int], dict[str, int]] = defaultdict(lambda: dict(empty))
    people: dict[tuple[int, int], set[UUID]] = defaultdict(set)
    for row in rows:
        if row.kind != DAY:
            continue
        key = row.tps_id, week_of(row.received)
        total = sums[key]
        total["attempts"] += 1
        people[key].add(row.member_id)
        if row.done:
            total["finished"] += 1
            for name, value in (("points", row.points), ("max", row.max), ("knockouts", row.breaches)):
                total[name] += value
    _write(
        session,
        r_week,
        [{"kab": kab, "tps_id": where, "week": week, **sums[where, week], "members": len(people[where, week])} for where, week in sums],
    )


def _items(session: Db, kab: int, plays: Iterable[tuple[sa.Row, dict[str, Any]]]) -> None:
    sums: dict[tuple[int, str, str], dict[str, int]] = defaultdict(lambda: dict.fromkeys(SUMS, 0))
    people: dict[tuple[int, str, str], set[UUID]] = defaultdict(set)
    used: dict[tuple[str, str], dict[str, Any]] = {}
    for row, detail in plays:
        if row.kind == TICKS or not row.max or "items" not in detail:
            continue
        book, told, percent = items.BOOK.of(row.pack_hash), detail["items"], 100 * row.points // row.max
        sure = set(told.get("sure", ()))
        answers = [(at, "") for at in told["right"]] + [(at, outcome) for at, outcome in told["wrong"]]
        for at, wrong in answers:
            asked = book[at]
            total = sums[row.tps_id, asked.key, ""]
            people[row.tps_id, asked.key, ""].add(row.member_id)
            used.setdefault((asked.key, ""), asked.row)
            total["n"] += 1
            total["good"] += not wrong
            total["sure"] += at in sure
            total["sure_wrong"] += bool(wrong) and at in sure
            total["x"] += percent
            total["xx"] += percent * percent
            total["xr"] += 0 if wrong else percent
            if wrong:
                choice, text = asked.texts.get(wrong, ("lain", "jawaban lain"))
                sums[row.tps_id, asked.key, choice]["n"] += 1
                people[row.tps_id, asked.key, choice].add(row.member_id)
                used.setdefault((asked.key, choice), {**asked.row, "title": text})
    items.remember(session, used)
    _write(
        session,
        r_item,
        [
            {"kab": kab, "tps_id": key[0], "item": key[1], "choice": key[2], **total, "people": len(people[key])}
            for key, total in sums.items()
        ],
    )


def _desa(session: Db, kab: int, desas: Sequence[int]) -> None:
    """A member belongs to one TPS, so that even people add up."""
    for table, whole in BY_DESA:
        session.execute(sa.delete(whole).where(whole.c.kab == kab, whole.c.desa.in_(desas)))
        names = [column.name for column in table.primary_key if column.name not in ("kab", "tps_id")]
        sums = [column.name for column in table.c if not column.primary_key]
        for desa in desas:
            low, high = kode.span(desa)
            keys, counts = (table.c[name] for name in names), (sa.func.sum(table.c[name]) for name in sums)
            total = (
                sa.select(sa.literal(kab), sa.literal(desa), *keys, *counts)
                .where(table.c.kab == kab, table.c.tps_id.between(low, high))
                .group_by(*(table.c[name] for name in names))
            )
            session.execute(sa.insert(whole).from_select(["kab", "desa", *names, *sums], total))


def _write(session: Db, table: sa.Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        session.execute(sa.insert(table), rows)
