"""Rencana tindak lanjut: who does what until when, with which proof. Closed by the one who checked it."""

from uuid import UUID

import sqlalchemy as sa

from simulasi import clock
from simulasi.extensions import db, writing
from simulasi.models.base import uuid7
from simulasi.models.forum import kelompok, meeting, rtl
from simulasi.models.member import member
from simulasi.services import accounts, groups
from simulasi.services.accounts import Staff
from simulasi.services.groups import ForumRefused
from simulasi.services.meetings import Meeting, Plan


def add(staff: Staff, found: Meeting, text: str, due: int, owner: UUID | None) -> UUID:
    """Write a line. Raises ForumRefused."""
    words = " ".join(text.split())
    if not 1 <= len(words) <= 300:
        raise ForumRefused("Isi tindak lanjut kosong atau lebih dari 300 huruf.")
    if owner is not None and owner not in {row.id for row in groups.members(found.kab, found.group.id)}:
        raise ForumRefused("Pemilik tindak lanjut harus anggota kelompok ini.")
    now = clock.now_ms()
    new = uuid7(now)
    with writing() as session:
        row = {"kab": found.kab, "id": new, "meeting_id": found.id, "member_id": owner, "text": words, "due": due}
        session.execute(sa.insert(rtl).values(**row, proof="", closed=None, updated=now))
        accounts.record(session, staff.id, staff.kab, "tindak lanjut ditulis", str(new))
    return new


def close(staff: Staff, found: Meeting, line: UUID, proof: str) -> bool:
    """It is done, and this is the proof. Raises ForumRefused."""
    words = " ".join(proof.split())
    if not 1 <= len(words) <= 200:
        raise ForumRefused("Tulis buktinya, paling banyak 200 huruf. Contoh: “lulus latihan 10 pemilih pindahan, 4 Februari”.")
    now = clock.now_ms()
    with writing() as session:
        here = (rtl.c.kab == found.kab, rtl.c.id == line, rtl.c.meeting_id == found.id)
        done = session.execute(sa.update(rtl).where(*here).values(proof=words, closed=now, updated=now))
        accounts.record(session, staff.id, staff.kab, "tindak lanjut selesai", str(line))
    return done.rowcount == 1  # type: ignore[attr-defined]


def listed(found: Meeting) -> list[Plan]:
    """The lines of a meeting, by due date."""
    return [
        _plan(row)
        for row in db.session.execute(_plans().where(rtl.c.kab == found.kab, rtl.c.meeting_id == found.id).order_by(rtl.c.due, rtl.c.id))
    ]


def of_desa(kab: int, desa: int) -> list[tuple[Plan, str, UUID]]:
    """Every line of a desa with the name of its group and its meeting; open ones first, by due date."""
    query = (
        _plans(kelompok.c.nama.label("group"), rtl.c.meeting_id)
        .join(meeting, sa.and_(meeting.c.kab == rtl.c.kab, meeting.c.id == rtl.c.meeting_id))
        .join(kelompok, sa.and_(kelompok.c.kab == meeting.c.kab, kelompok.c.id == meeting.c.kelompok_id))
        .where(rtl.c.kab == kab, kelompok.c.desa == desa)
    )
    rows = db.session.execute(query.order_by(rtl.c.closed.isnot(None), rtl.c.due, rtl.c.id))
    return [(_plan(row), row.group, row.meeting_id) for row in rows]


def _plans(*more: sa.ColumnElement) -> sa.Select:
    return sa.select(rtl.c.id, rtl.c.text, rtl.c.member_id, member.c.nama, rtl.c.due, rtl.c.proof, rtl.c.closed, *more).outerjoin(
        member, sa.and_(member.c.kab == rtl.c.kab, member.c.id == rtl.c.member_id)
    )


def _plan(row: sa.Row) -> Plan:
    return Plan(row.id, row.text, row.member_id, row.nama or "", row.due, row.proof, row.closed)
