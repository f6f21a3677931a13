"""Re-scoring: a pack whose rules were corrected is named with the pack that is right, and attempts on the first are marked by the second.

A trial lists what would change; applying writes the new mark and keeps the old one with the reason (`score_past`). What is done is known by the
revision of its mark, so that a killed run is simply run again. Where only marks were corrected, the new mark follows from what was kept of the
outcomes (`sync/regrading.py`); a log is read and played only where the day could have taken another course.
"""

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, scoped_session

from simulasi import clock
from simulasi.extensions import db, writing
from simulasi.models.attempt import attempt, attempt_log, score
from simulasi.models.base import AsDriver
from simulasi.models.forum import score_past
from simulasi.models.pack import correction
from simulasi.models.packed import FOLDED
from simulasi.services import accounts, inbox, rollups
from simulasi.services.desk import office
from simulasi.sync import correcting, regrading
from simulasi.sync.correcting import Piece

# Read, marked and written at once: one transaction.
PAGE = 5000
Values = dict[str, Any]
RAW = AsDriver()


class RescoreRefused(Exception):
    """Nothing was done; the sentence says why."""


class Change(NamedTuple):
    """An attempt whose mark changes; `refused` when the corrected pack cannot play its log."""

    kab: int
    key: Any
    tps_id: int
    before: tuple[int, int, int]  # points, max, knock-outs
    after: tuple[int, int, int]
    refused: str = ""

    @property
    def attempt_id(self) -> UUID:
        """The key, as it is told."""
        return self.key if isinstance(self.key, UUID) else UUID(bytes=self.key)


@dataclass
class Tally:
    """What a run came to."""

    seen: int = 0
    changed: int = 0
    same: int = 0
    refused: list[str] = field(default_factory=list)
    # How many logs had to be read and played.
    replayed: int = 0


@dataclass(frozen=True, slots=True)
class Correction:
    """A pack, the pack that is right, and why."""

    wrong: str
    right: str
    reason: str


def checked(wrong: str, right: str, reason: str) -> Correction:
    """A correction that makes sense, not written down yet. Raises RescoreRefused."""
    why = " ".join(reason.split())
    if not 1 <= len(why) <= 300:
        raise RescoreRefused("Tulis alasannya, paling banyak 300 huruf: alasan itu dibaca anggota di ponselnya.")
    first, second = (office().shelf.get(name) for name in (wrong, right))
    if first is None or second is None or wrong == right:
        raise RescoreRefused("Kedua paket harus sudah diterbitkan, dan keduanya berbeda.")
    for name in ("kind", "ruleset", "seed", "size"):
        if first.raw[name] != second.raw[name]:
            raise RescoreRefused(f"Kedua paket berbeda {name}; paket perbaikan harus disusun dari benih dan ukuran yang sama.")
    if second.raw["rules_revision"] <= first.raw["rules_revision"]:
        raise RescoreRefused("Paket perbaikan harus memakai revisi aturan yang lebih baru.")
    return Correction(wrong, right, why)


def name_correction(found: Correction) -> None:
    """Write it down: from now on attempts on the one are marked by the other."""
    with writing() as session:
        session.execute(sa.delete(correction).where(correction.c.pack_hash == found.wrong))
        session.execute(sa.insert(correction).values(pack_hash=found.wrong, by_hash=found.right, reason=found.reason, at=clock.now_ms()))


def corrections() -> list[Correction]:
    """What was corrected, by what and why; oldest first."""
    columns = (correction.c.pack_hash, correction.c.by_hash, correction.c.reason)
    return [Correction(*row) for row in db.session.execute(sa.select(*columns).order_by(correction.c.at))]


def run(
    apply: bool,
    workers: int = 1,
    told: Callable[[int], None] = lambda _: None,
    each: Callable[[Change], None] = lambda _: None,
    only: Correction | None = None,
) -> Tally:
    """Mark again what stands on a corrected pack and was not marked by its correction yet; `told` hears how many were seen."""
    tally = Tally()
    for row in [only] if only else corrections():
        by, old = office().shelf.get(row.right), office().shelf.get(row.wrong)
        if by is None or old is None:
            continue
        regrade = regrading.between(old, by)
        reader = correcting.Reader(correcting.Marker(old.raw, by.raw), office().shelf.key(row.wrong))
        with _pool(workers, reader) as replay, _no_collecting():
            for page in _pages(row.wrong, by.raw["rules_revision"]):
                marked = [_regraded(regrade, one, old.raw["rules_revision"]) for one in page]
                rest = [one for one, values in zip(page, marked, strict=True) if values is None]
                played = iter(replay(_logs(rest)))
                changes = [_change(one, next(played) if values is None else values) for one, values in zip(page, marked, strict=True)]
                tally.seen += len(changes)
                tally.replayed += len(rest)
                _count(tally, changes, each)
                if apply:
                    _write(page, changes, row.reason, by.raw["rules_revision"])
                told(tally.seen)
    return tally


@contextmanager
def _no_collecting() -> Iterator[None]:
    """A page is ten thousands of live objects without a cycle: looking for cycles among them took a third of the time."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


@inbox.provides("nilai_ulang")
def provided(who: inbox.Recipient) -> Iterable[inbox.Item]:
    """What was marked anew of this member's attempts."""
    query = sa.select(score_past).where(score_past.c.kab == who.kab, score_past.c.member_id == who.member_id)
    for row in db.session.execute(query.order_by(score_past.c.at.desc()).limit(50)):
        body = {
            "percobaan": str(row.attempt_id),
            "alasan": row.reason,
            "pada": row.at,
            "dari": [row.from_points, row.from_max],
            "ke": [row.to_points, row.to_max],
        }
        yield inbox.Item(f"{row.attempt_id}:{row.at}", 1, body)


def _pages(pack_hash: str, revision: int) -> Iterator[Sequence[sa.Row]]:
    """By the key, one kabupaten/kota after the other; what is marked by the correction already is not met again."""
    columns = (score.c.scored_seq, score.c.rules_revision, score.c.points, score.c.max, score.c.knockouts)
    query = (
        sa.select(attempt.c.kab, _KEY.label("key"), attempt.c.tps_id, _MEMBER.label("member"), attempt.c.last_seq, *columns, _AS_STORED)
        .join(score, sa.and_(score.c.kab == attempt.c.kab, score.c.attempt_id == attempt.c.attempt_id))
        .where(attempt.c.pack_hash == pack_hash, score.c.rules_revision < revision, score.c.refusal == "")
        .order_by(attempt.c.attempt_id)
        .limit(PAGE)
    )
    kab = -1
    while (kab := _rows(sa.select(sa.func.min(attempt.c.kab)).where(attempt.c.kab > kab))[0][0]) is not None:
        here = query.where(attempt.c.kab == kab)
        rows = _rows(here)
        while rows:
            yield rows
            rows = _rows(here.where(_KEY.op(">")(rows[-1].key))) if len(rows) == PAGE else ()


_KEY, _MEMBER = (sa.type_coerce(column, RAW) for column in (attempt.c.attempt_id, attempt.c.member_id))
_AS_STORED = sa.type_coerce(score.c.detail, sa.LargeBinary).label("detail")


def _rows(query: sa.Select[Any]) -> Sequence[sa.Row]:
    """With a connection of its own, given back at once; the session's is given back first, or this could be one that is not to be had."""
    db.session.rollback()
    with office().connect() as conn:
        return conn.execute(query).all()


def _regraded(regrade: regrading.Regrader | None, row: sa.Row, revision: int) -> Values | None:
    """The new values without a replay; None when it takes one, also because the mark is not (only) that of the pack as it was."""
    detail = bytes(row.detail)
    if regrade is None or row.rules_revision != revision or row.scored_seq != row.last_seq or detail[:1] != FOLDED:
        return None
    found = regrade(detail[1:])
    if found is None:
        return None
    return {"detail": FOLDED + found.detail, "points": found.points, "max": found.max, "knockouts": found.knockouts}


def _logs(page: Sequence[sa.Row]) -> list[list[Piece]]:
    """What is stored of these logs, read in the order of the key."""
    found: dict[Any, list[Piece]] = {row.key: [] for row in page}
    if page:
        key = sa.type_coerce(attempt_log.c.attempt_id, RAW)
        query = (
            sa.select(key, attempt_log.c.enc, attempt_log.c.log)
            .where(attempt_log.c.kab == page[0].kab, key.between(page[0].key, page[-1].key))
            .order_by(attempt_log.c.attempt_id, attempt_log.c.from_seq)
        )
        for name, enc, log in _rows(query):
            if name in found:
                found[name].append((enc, bytes(log)))
    return list(found.values())


class _pool:
    """Marks pages of logs, here or on several processors; the packs are read once by each, and nobody is started before there is work."""

    def __init__(self, workers: int, reader: correcting.Reader):
        self.reader, self.workers = reader, max(1, min(workers, os.cpu_count() or 1))
        self.pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Callable[[list[list[Piece]]], Iterable[Values]]:
        return self._here if self.workers == 1 else self._elsewhere

    def _here(self, logs: list[list[Piece]]) -> Iterable[Values]:
        return (correcting.values_of(self.reader(each)) for each in logs)

    def _elsewhere(self, logs: list[list[Piece]]) -> Iterable[Values]:
        if logs and self.pool is None:
            self.pool = ProcessPoolExecutor(self.workers, initializer=correcting.prepare, initargs=(self.reader,))
        return self.pool.map(correcting.values, logs, chunksize=25) if self.pool else ()

    def __exit__(self, *_: object) -> None:
        if self.pool:
            self.pool.shutdown()


def _change(row: sa.Row, values: Values) -> tuple[Change, Values]:
    before = row.points, row.max, row.knockouts
    refused = values.get("refusal", "")
    after = before if refused else (values["points"], values["max"], values["knockouts"])
    return Change(row.kab, row.key, row.tps_id, before, after, refused), values


def _count(tally: Tally, changes: Iterable[tuple[Change, Values]], each: Callable[[Change], None]) -> None:
    for change, _ in changes:
        if change.refused:
            tally.refused.append(str(change.attempt_id))
        elif change.before == change.after:
            tally.same += 1
        else:
            tally.changed += 1
            each(change)


def _write(page: Sequence[sa.Row], changes: Sequence[tuple[Change, Values]], reason: str, revision: int) -> None:
    """One transaction a page: the new marks, the old ones with the reason, and the marks for the sums."""
    now, kab = clock.now_ms(), page[0].kab
    span = (page[0].key, page[-1].key)
    with writing() as session:
        still = _as_read(session, kab, span)
        places: set[tuple[int, int]] = set()
        kinds: dict[bool, list[Values]] = {False: [], True: []}
        past = []
        for row, (change, values) in zip(page, changes, strict=True):
            # Only what still is what was read: a log that grew meanwhile waits for the next run.
            if change.refused or still.get(row.key) != (row.scored_seq, row.rules_revision):
                continue
            kinds["scored_seq" in values].append({**values, "b_kab": kab, "b_id": row.key, "rules_revision": revision, "scored_at": now})
            if values["detail"] != bytes(row.detail):
                places.add((kab, row.tps_id))
            if change.before != change.after:
                past.append(_past(row, change, reason, revision, now))
        for rows in kinds.values():
            if rows:
                session.execute(_update(tuple(name for name in rows[0] if not name.startswith("b_"))), rows)
        known = _told_already(session, kab, span)
        past = [row for row in past if (row["attempt_id"], row["to_revision"], row["to_points"]) not in known]
        if past:
            session.execute(_NEWS, past)
        rollups.mark(session, places)
        if any(kinds.values()):
            accounts.record(session, None, kab, "nilai ulang", f"{len(past)} nilai berubah: {reason}"[:120])


def _as_read(session: scoped_session[Session], kab: int, span: tuple[Any, Any]) -> dict[Any, tuple[int, int]]:
    key = sa.type_coerce(score.c.attempt_id, RAW)
    query = sa.select(key, score.c.scored_seq, score.c.rules_revision).where(score.c.kab == kab, key.between(*span)).with_for_update()
    return {name: (seq, revision) for name, seq, revision in session.execute(query)}


def _update(names: tuple[str, ...]) -> sa.Update:
    values = {name: sa.bindparam(name, type_=sa.LargeBinary() if name == "detail" else score.c[name].type) for name in names}
    return (
        sa.update(score).where(score.c.kab == sa.bindparam("b_kab"), score.c.attempt_id == sa.bindparam("b_id", type_=RAW)).values(values)
    )


_COLUMNS = [column.name for column in score_past.c]
_NEWS = sa.insert(score_past).values({name: sa.bindparam(name, type_=RAW) for name in _COLUMNS})


def _past(row: sa.Row, change: Change, reason: str, revision: int, now: int) -> Values:
    before, after = change.before, change.after
    return {
        "kab": row.kab, "attempt_id": row.key, "at": now, "member_id": row.member, "reason": reason,
        "from_revision": row.rules_revision, "to_revision": revision,
        "from_points": before[0], "from_max": before[1], "from_knockouts": before[2],
        "to_points": after[0], "to_max": after[1], "to_knockouts": after[2],
    }  # fmt: skip


def _told_already(session: scoped_session[Session], kab: int, span: tuple[Any, Any]) -> set[tuple[Any, int, int]]:
    """A mark that was made anew from the old pack and corrected once more is the same news."""
    key = sa.type_coerce(score_past.c.attempt_id, RAW)
    query = sa.select(key, score_past.c.to_revision, score_past.c.to_points)
    return {tuple(row) for row in session.execute(query.where(score_past.c.kab == kab, key.between(*span)))}
