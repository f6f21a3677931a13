"""Notes from PPS to a member, a crew or a whole desa, about a step, an attempt or a topic; seen on the phone, and that it was seen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from simulasi import clock
from simulasi.extensions import db, writing
from simulasi.models.account import account
from simulasi.models.attempt import attempt
from simulasi.models.base import uuid7
from simulasi.models.forum import note, note_read
from simulasi.models.member import member
from simulasi.services import accounts, drills, inbox, kode, topics
from simulasi.services.accounts import Staff
from simulasi.services.desk import office
from simulasi.sync.store import insert_for

MAX_TEXT = 600


class NoteRefused(Exception):
    """The note is not sent; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note as its writer sees it. `readers` of `people` have seen it."""

    id: UUID
    target: int
    member_id: UUID | None
    attempt_id: UUID | None
    step: str
    topic: str
    text: str
    at: int
    by: str
    nama: str
    people: int
    readers: int


def send(
    staff: Staff,
    target: int,
    text: str,
    member_id: UUID | None = None,
    attempt_id: UUID | None = None,
    step: str = "",
    topic: str = "",
) -> UUID:
    """Write a note to a member, to everybody of a TPS or of the own desa. Raises NoteRefused."""
    words = " ".join(text.split())
    if not 1 <= len(words) <= MAX_TEXT:
        raise NoteRefused(f"Catatan kosong atau lebih dari {MAX_TEXT} huruf.")
    if not staff.covers(target):
        raise NoteRefused("Catatan hanya untuk anggota di wilayah Anda.")
    if topic and topics.read(topic) is None:
        raise NoteRefused("Topik itu tidak ada.")
    now = clock.now_ms()
    new = uuid7(now)
    row = {"kab": staff.kab, "id": new, "target": target, "member_id": member_id, "attempt_id": attempt_id, "step": step[:80]}
    with writing() as session:
        session.execute(sa.insert(note).values(**row, topic=topic, text=words, by=staff.id, at=now))
        accounts.record(session, staff.id, staff.kab, "catatan dikirim", str(new))
    return new


def withdraw(staff: Staff, note_id: UUID) -> bool:
    """Take a note back: phones put it away at their next hello."""
    with writing() as session:
        here = (note.c.kab == staff.kab, note.c.id == note_id)
        target = session.execute(sa.select(note.c.target).where(*here)).scalar()
        if target is None or not staff.covers(target):
            return False
        session.execute(sa.delete(note_read).where(note_read.c.kab == staff.kab, note_read.c.note_id == note_id))
        session.execute(sa.delete(note).where(*here))
        accounts.record(session, staff.id, staff.kab, "catatan ditarik", str(note_id))
    return True


def listed(code: int, member_id: UUID | None = None, limit: int = 100) -> list[Note]:
    """The newest notes to somebody below a code (or to one member), with who has seen them."""
    low, high = kode.span(code)
    here = sa.or_(note.c.target.between(low, high), note.c.target == code)
    mine = () if member_id is None else (note.c.member_id == member_id,)
    seen = sa.select(sa.func.count()).where(note_read.c.kab == note.c.kab, note_read.c.note_id == note.c.id).scalar_subquery()
    query = (
        sa.select(note, account.c.username, member.c.nama, seen.label("readers"))
        .outerjoin(account, account.c.id == note.c.by)
        .outerjoin(member, sa.and_(member.c.kab == note.c.kab, member.c.id == note.c.member_id))
        .where(note.c.kab == kode.kab_of(code), here, *mine)
        .order_by(note.c.at.desc(), note.c.id)
        .limit(limit)
    )
    return [_note(row) for row in db.session.execute(query).mappings()]


@inbox.provides("umpan_balik")
def provided(who: inbox.Recipient) -> Iterable[inbox.Item]:
    """What this member has been told."""
    places = (who.tps_id, kode.desa_of(who.tps_id))
    query = sa.select(note).where(
        note.c.kab == who.kab,
        note.c.target.in_(places),
        sa.or_(note.c.member_id.is_(None), note.c.member_id == who.member_id),
    )
    rows = db.session.execute(query.order_by(note.c.at.desc()).limit(50)).all()
    known = topics.many(row.topic for row in rows if row.topic)
    titles = _step_titles(who.kab, rows)
    aims = {code: drills.aim(code) for code in known}
    for row in rows:
        body: dict[str, Any] = {
            "teks": row.text,
            "pada": row.at,
            "untuk": "anda" if row.member_id else "regu" if row.target == who.tps_id else "desa",
        }
        if row.attempt_id:
            body["percobaan"] = str(row.attempt_id)
        if row.step:
            body |= {"langkah": row.step, "judul_langkah": titles.get((row.attempt_id, row.step), "")}
        if row.topic in known:
            body |= {"topik": known[row.topic].label, "keterampilan": known[row.topic].skill}
            if drill := aims[row.topic]:
                body["latihan"] = {"pokok": ",".join(drill.families), "soal": drill.count}
        yield inbox.Item(str(row.id), 1, body)


@inbox.receives("umpan_balik")
def was_read(who: inbox.Recipient, marks: Sequence[tuple[str, int]]) -> None:
    """This member has read these notes; said twice, counted once."""
    with writing() as session:
        known = set(session.execute(sa.select(note.c.id).where(note.c.kab == who.kab, note.c.id.in_(_uuids(marks)))).scalars())
        rows = [{"kab": who.kab, "note_id": key, "member_id": who.member_id, "at": clock.now_ms()} for key in sorted(known)]
        if rows:
            session.execute(insert_for(session.connection().dialect.name)(note_read).on_conflict_do_nothing(), rows)


def _step_titles(kab: int, rows: Sequence[sa.Row]) -> dict[tuple[UUID, str], str]:
    """What the steps of these notes are called in the packs that were played."""
    ids = {row.attempt_id for row in rows if row.step and row.attempt_id}
    if not ids:
        return {}
    query = sa.select(attempt.c.attempt_id, attempt.c.pack_hash).where(attempt.c.kab == kab, attempt.c.attempt_id.in_(ids))
    hashes = {key: pack_hash for key, pack_hash in db.session.execute(query)}
    found = {}
    for row in rows:
        pack = office().shelf.get(hashes[row.attempt_id]) if row.attempt_id in hashes else None
        if pack and row.step in pack.index:
            found[row.attempt_id, row.step] = str(pack.steps[pack.index[row.step]].get("title", ""))
    return found


def _uuids(marks: Sequence[tuple[str, int]]) -> list[UUID]:
    found = []
    for key, _ in marks:
        try:
            found.append(UUID(key))
        except ValueError:
            continue  # not an id of ours: nothing to mark
    return found


def _note(row: sa.RowMapping) -> Note:
    people = 1 if row["member_id"] else _people(row["target"])
    names = ("id", "target", "member_id", "attempt_id", "step", "topic", "text", "at")
    return Note(
        **{name: row[name] for name in names}, by=row["username"] or "", nama=row["nama"] or "", people=people, readers=row["readers"]
    )


def _people(target: int) -> int:
    low, high = kode.span(target)
    here = (member.c.kab == kode.kab_of(target), member.c.tps_id.between(low, high), member.c.aktif == 1)
    return db.session.execute(sa.select(sa.func.count()).select_from(member).where(*here)).scalar_one()
