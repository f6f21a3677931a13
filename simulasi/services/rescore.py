"""Re-scoring: a pack whose rules were corrected is named with the pack that is right, and attempts on the first are marked by the second.

A trial lists what would change; applying writes the new mark and keeps the old one with the reason (`score_past`). What is done is known by the
revision of its mark, so that a killed run is simply run again.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, scoped_session

from simulasi import clock
from simulasi.extensions import db, writing
from simulasi.models.attempt import attempt, score
from simulasi.models.forum import score_past
from simulasi.models.pack import correction
from simulasi.services import accounts, inbox, rollups
from simulasi.services.desk import office
from simulasi.sync import correcting, store
from simulasi.sync.replay import Marks

PAGE = 400


class RescoreRefused(Exception):
    """Nothing was done; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Change:
    """An attempt whose mark changes; `refused` when the corrected pack cannot play its log."""

    kab: int
    attempt_id: UUID
    tps_id: int
    member_id: UUID
    before: tuple[int, int, int]  # points, max, knock-outs
    after: tuple[int, int, int]
    refused: str = ""


@dataclass
class Tally:
    """What a run came to."""

    seen: int = 0
    changed: int = 0
    same: int = 0
    refused: list[str] = field(default_factory=list)


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
        marker = correcting.Marker(old.raw, by.raw)
        with _pool(workers, marker) as mark:
            for page in _pages(row.wrong, by.raw["rules_revision"]):
                changes = [_change(*pair) for pair in zip(page, mark(_logs(page)), strict=True)]
                tally.seen += len(changes)
                _count(tally, changes, each)
                if apply:
                    _write(
                        [(change, found, marks) for (change, marks), found in zip(changes, page, strict=True)],
                        row.reason,
                        by.raw["rules_revision"],
                    )
                told(tally.seen)
    return tally


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
    """By the key; what is marked by the correction already is not met again."""
    query = (
        sa.select(attempt.c.kab, attempt.c.attempt_id, attempt.c.tps_id, attempt.c.member_id, score)
        .join(score, sa.and_(score.c.kab == attempt.c.kab, score.c.attempt_id == attempt.c.attempt_id))
        .where(attempt.c.pack_hash == pack_hash, score.c.rules_revision < revision, score.c.refusal == "")
        .order_by(attempt.c.kab, attempt.c.attempt_id)
        .limit(PAGE)
    )
    last: tuple[int, UUID] | None = None
    while True:
        page = query
        if last:
            kab, key = last
            page = query.where(sa.or_(attempt.c.kab > kab, sa.and_(attempt.c.kab == kab, attempt.c.attempt_id > key)))
        with db.engine.connect() as conn:
            rows = conn.execute(page).all()
        if not rows:
            return
        yield rows
        last = rows[-1].kab, rows[-1].attempt_id


def _logs(page: Sequence[sa.Row]) -> list[list[str]]:
    with db.engine.connect() as conn:
        return [store.read_lines(conn, row.kab, row.attempt_id) for row in page]


class _pool:
    """Marks pages of logs, here or on several processors; the packs are read once by each."""

    def __init__(self, workers: int, marker: correcting.Marker):
        self.marker, self.workers = marker, max(1, min(workers, os.cpu_count() or 1))
        self.pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Callable[[list[list[str]]], Iterable[Marks]]:
        if self.workers == 1:
            return lambda logs: map(self.marker, logs)
        self.pool = ProcessPoolExecutor(self.workers, initializer=correcting.prepare, initargs=(self.marker.old, self.marker.new))
        pool = self.pool
        return lambda logs: pool.map(correcting.mark, logs, chunksize=25)

    def __exit__(self, *_: object) -> None:
        if self.pool:
            self.pool.shutdown()


def _change(row: sa.Row, marks: Marks) -> tuple[Change, Marks]:
    before = row.points, row.max, row.knockouts
    after = before if marks.refusal else (marks.points, marks.max, marks.knockouts)
    return Change(row.kab, row.attempt_id, row.tps_id, row.member_id, before, after, marks.refusal), marks


def _count(tally: Tally, changes: Iterable[tuple[Change, Marks]], each: Callable[[Change], None]) -> None:
    for change, _ in changes:
        if change.refused:
            tally.refused.append(str(change.attempt_id))
        elif change.before == change.after:
            tally.same += 1
        else:
            tally.changed += 1
            each(change)


def _write(rows: Iterable[tuple[Change, sa.Row, Marks]], reason: str, revision: int) -> None:
    """One transaction a page: the new mark, the old one with the reason, and the marks for the sums."""
    now = clock.now_ms()
    with writing() as session:
        places, past = set(), []
        for change, row, marks in rows:
            if change.refused:
                continue
            # Only what still is what was read: a log that grew meanwhile waits for the next run.
            here = (score.c.kab == row.kab, score.c.attempt_id == row.attempt_id, score.c.scored_seq == row.scored_seq)
            values = {**asdict(marks), "scored_at": now}
            if session.execute(sa.update(score).where(*here).values(values)).rowcount != 1:  # type: ignore[attr-defined]
                continue
            places.add((row.kab, row.tps_id))
            if change.before != change.after:
                names = ("points", "max", "knockouts")
                past.append(
                    {
                        "kab": row.kab, "attempt_id": row.attempt_id, "at": now, "member_id": row.member_id, "reason": reason,
                        "from_revision": row.rules_revision, "to_revision": revision,
                        **{f"from_{name}": value for name, value in zip(names, change.before, strict=True)},
                        **{f"to_{name}": value for name, value in zip(names, change.after, strict=True)},
                    }
                )  # fmt: skip
        known = _told_already(session, past)
        past = [row for row in past if (row["attempt_id"], row["to_revision"], row["to_points"]) not in known]
        if past:
            session.execute(sa.insert(score_past), past)
        rollups.mark(session, places)
        for kab in sorted({kab for kab, _ in places}):
            accounts.record(session, None, kab, "nilai ulang", f"{len(past)} nilai berubah: {reason}"[:120])


def _told_already(session: scoped_session[Session], past: list[dict[str, Any]]) -> set[tuple[UUID, int, int]]:
    """A mark that was made anew from the old pack and corrected once more is the same news."""
    names = ("attempt_id", "to_revision", "to_points")
    kabs, ids = {row["kab"] for row in past}, [row["attempt_id"] for row in past]
    query = sa.select(*(score_past.c[name] for name in names)).where(score_past.c.kab.in_(kabs), score_past.c.attempt_id.in_(ids))
    return {(row.attempt_id, row.to_revision, row.to_points) for row in session.execute(query)}
