"""Meetings of a group: planned, held, followed up. The loop closes when the results on the topic rise, and the page says whether they did."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from simulasi import clock
from simulasi.extensions import db, writing
from simulasi.models.attempt import DETAIL, attempt, score
from simulasi.models.base import uuid7
from simulasi.models.forum import kelompok, kelompok_member, meeting, meeting_member, rtl
from simulasi.services import accounts, groups, inbox, topics
from simulasi.services.accounts import Staff
from simulasi.services.groups import ForumRefused, Group
from simulasi.sync.store import insert_for

STATES = {"rencana": "direncanakan", "selesai": "sudah berlangsung", "batal": "dibatalkan"}
PRESENCE = {"hadir": "hadir", "izin": "izin", "alpa": "tidak hadir", "susulan": "susulan"}
# So much better, or this good, and the loop is closed; fewer answers than this say nothing.
RISE, GOOD, LEAST = 10, 80, 5


@dataclass(frozen=True, slots=True)
class Loop:
    """The results of the group on the topic before and after; percents are None where there are too few answers. `gain` in hundredths."""

    before: int | None
    after: int | None
    n_before: int
    n_after: int

    @property
    def gain(self) -> int | None:
        """Normalised gain g = (after - before) / (100 - before)."""
        if self.before is None or self.after is None or self.before >= 90:
            return None
        return round(100 * (self.after - self.before) / (100 - self.before))

    @property
    def closed(self) -> bool:
        """Did the results rise?"""
        if self.after is None or self.before is None:
            return False
        return self.after - self.before >= RISE or self.after >= GOOD

    @property
    def words(self) -> str:
        """What to say of it."""
        if self.after is None:
            return "belum ada hasil sesudah pertemuan"
        if self.before is None:
            return "tidak ada hasil sebelum pertemuan untuk dibandingkan"
        return "hasil naik: lingkaran tertutup" if self.closed else "hasil belum naik: ulangi topiknya"


@dataclass(frozen=True, slots=True)
class Plan:
    """A line of the follow-up plan."""

    id: UUID
    text: str
    member_id: UUID | None
    nama: str
    due: int
    proof: str
    closed: int | None

    @property
    def state(self) -> str:
        """selesai, lewat or terbuka."""
        if self.closed is not None:
            return "selesai"
        return "lewat" if self.due < clock.now_ms() else "terbuka"


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as its page shows it."""

    id: UUID
    kab: int
    group: Group
    start: int
    place: str
    facilitator: str
    topic: str
    label: str
    skill: str
    status: str
    outcome: str
    next_step: str


def listed(staff: Staff, desa: int) -> list[Meeting]:
    """The meetings of a desa, newest first."""
    rows = db.session.execute(_meetings().where(meeting.c.kab == staff.kab, kelompok.c.desa == desa).order_by(meeting.c.start.desc()))
    known = {each.id: each for each in groups.listed(desa)}
    return _read(rows.all(), known)


def begun(kab: int, desa: int) -> list[Meeting]:
    """The meetings of a desa that have begun and were not cancelled, newest first."""
    here = (meeting.c.kab == kab, kelompok.c.desa == desa, meeting.c.start <= clock.now_ms(), meeting.c.status != "batal")
    rows = db.session.execute(_meetings().where(*here).order_by(meeting.c.start.desc()))
    return _read(rows.all(), {each.id: each for each in groups.listed(desa)})


def one(staff: Staff, meeting_id: UUID) -> Meeting | None:
    """A meeting of one's own desa."""
    row = db.session.execute(_meetings().where(meeting.c.kab == staff.kab, meeting.c.id == meeting_id)).first()
    group = groups.one(staff, row.kelompok_id) if row else None
    return _read([row], {group.id: group})[0] if row and group else None


def plan(staff: Staff, group: Group, start: int, place: str, facilitator: str, topic: str) -> UUID:
    """Plan a meeting. Raises ForumRefused."""
    where, who = " ".join(place.split()), " ".join(facilitator.split())
    if not 1 <= len(where) <= 120 or not 1 <= len(who) <= 60:
        raise ForumRefused("Isi tempat (paling banyak 120 huruf) dan pemandu (paling banyak 60 huruf).")
    if topics.read(topic) is None:
        raise ForumRefused("Pilih topik dari daftar.")
    now = clock.now_ms()
    new = uuid7(now)
    row = {"kab": staff.kab, "id": new, "kelompok_id": group.id, "start": start, "place": where, "facilitator": who}
    with writing() as session:
        session.execute(sa.insert(meeting).values(**row, topic=topic, status="rencana", outcome="", next_step="", updated=now))
        accounts.record(session, staff.id, staff.kab, "pertemuan direncanakan", str(new))
    return new


def report(staff: Staff, found: Meeting, status: str, outcome: str, next_step: str, present: Mapping[UUID, str]) -> None:
    """Write down what came of it and who was there. Raises ForumRefused."""
    said, then = " ".join(outcome.split()), " ".join(next_step.split())
    if status not in STATES or len(said) > 600 or len(then) > 300:
        raise ForumRefused("Hasil paling banyak 600 huruf, langkah berikut paling banyak 300 huruf.")
    if status == "batal" and not said:
        raise ForumRefused("Tulis alasan pembatalan pada hasil.")
    known = {row.id for row in groups.members(found.kab, found.group.id)}
    rows = [{"kab": found.kab, "meeting_id": found.id, "member_id": who, "status": how} for who, how in present.items() if how in PRESENCE]
    if not {row["member_id"] for row in rows} <= known:
        raise ForumRefused("Kehadiran hanya untuk anggota kelompok ini.")
    here = (meeting.c.kab == found.kab, meeting.c.id == found.id)
    with writing() as session:
        session.execute(sa.update(meeting).where(*here).values(status=status, outcome=said, next_step=then, updated=clock.now_ms()))
        session.execute(sa.delete(meeting_member).where(meeting_member.c.kab == found.kab, meeting_member.c.meeting_id == found.id))
        if rows:
            session.execute(sa.insert(meeting_member), rows)
        accounts.record(session, staff.id, staff.kab, f"pertemuan {status}", str(found.id))


def presence(found: Meeting) -> dict[UUID, str]:
    """Who was there."""
    here = (meeting_member.c.kab == found.kab, meeting_member.c.meeting_id == found.id)
    return {row.member_id: row.status for row in db.session.execute(sa.select(meeting_member).where(*here))}


def loop(found: Meeting) -> Loop:
    """The group's results on the topic before the meeting and since; read from the attempts of these few people alone."""
    query = (
        sa.select(attempt.c.pack_hash, attempt.c.received, DETAIL)
        .join(score, sa.and_(score.c.kab == attempt.c.kab, score.c.attempt_id == attempt.c.attempt_id))
        .join(kelompok_member, sa.and_(kelompok_member.c.kab == attempt.c.kab, kelompok_member.c.member_id == attempt.c.member_id))
        .where(kelompok_member.c.kab == found.kab, kelompok_member.c.kelompok_id == found.group.id, score.c.refusal == "")
    )
    sums = {False: [0, 0], True: [0, 0]}
    for pack_hash, received, detail in db.session.execute(query):
        points, best = topics.marks(found.topic, pack_hash, detail)
        total = sums[received >= found.start]
        total[0] += points
        total[1] += best
    percents = {when: 100 * points // best if best >= LEAST else None for when, (points, best) in sums.items()}
    return Loop(percents[False], percents[True], sums[False][1], sums[True][1])


@inbox.provides("kelompok")
def provided(who: inbox.Recipient) -> Iterable[inbox.Item]:
    """The meetings of this member's groups, and what they took upon themselves."""
    mine = sa.select(kelompok_member.c.kelompok_id).where(kelompok_member.c.kab == who.kab, kelompok_member.c.member_id == who.member_id)
    query = _meetings().where(meeting.c.kab == who.kab, meeting.c.kelompok_id.in_(mine.scalar_subquery()))
    rows = db.session.execute(query.order_by(meeting.c.start.desc()).limit(20)).all()
    known = topics.many(row.topic for row in rows)
    plans: dict[UUID, list[sa.Row]] = {}
    wanted = rtl.c.meeting_id.in_([row.id for row in rows])
    for each in db.session.execute(sa.select(rtl).where(rtl.c.kab == who.kab, wanted, rtl.c.member_id == who.member_id)) if rows else ():
        plans.setdefault(each.meeting_id, []).append(each)
    for row in rows:
        own = plans.get(row.id, [])
        topic = known.get(row.topic)
        body = {
            "nama": row.group,
            "mulai": row.start,
            "tempat": row.place,
            "pemandu": row.facilitator,
            "topik": topic.label if topic else "",
            "keterampilan": topic.skill if topic else "",
            "keadaan": row.status,
            "langkah": row.next_step,
            "tugas": [{"isi": each.text, "tenggat": each.due, "selesai": int(each.closed is not None)} for each in own],
        }
        # Any change of either is newer than both were.
        yield inbox.Item(str(row.id), max([row.updated, *(each.updated for each in own)]), body)


@inbox.receives("hadir")
def was_there(who: inbox.Recipient, marks: Sequence[tuple[str, int]]) -> None:
    """This member's phone says they were there, perhaps days later; what the PPS has written down already stays."""
    keys = [key for key, _ in marks]
    mine = sa.select(kelompok_member.c.kelompok_id).where(kelompok_member.c.kab == who.kab, kelompok_member.c.member_id == who.member_id)
    query = sa.select(meeting.c.id).where(
        meeting.c.kab == who.kab, meeting.c.status != "batal", meeting.c.kelompok_id.in_(mine.scalar_subquery())
    )
    with writing() as session:
        known = [each for each in session.execute(query).scalars() if str(each) in keys]
        rows = [{"kab": who.kab, "meeting_id": each, "member_id": who.member_id, "status": "hadir"} for each in known]
        if rows:
            session.execute(insert_for(session.connection().dialect.name)(meeting_member).on_conflict_do_nothing(), rows)


def _meetings() -> sa.Select:
    return sa.select(meeting, kelompok.c.nama.label("group")).join(
        kelompok, sa.and_(kelompok.c.kab == meeting.c.kab, kelompok.c.id == meeting.c.kelompok_id)
    )


def _read(rows: Iterable[sa.Row], known: dict[UUID, Group]) -> list[Meeting]:
    rows = list(rows)
    labels = topics.many(row.topic for row in rows)
    names = ("id", "kab", "start", "place", "facilitator", "topic", "status", "outcome", "next_step")
    return [
        Meeting(
            **{name: getattr(row, name) for name in names},
            group=known[row.kelompok_id],
            label=labels[row.topic].label if row.topic in labels else "",
            skill=labels[row.topic].skill if row.topic in labels else "",
        )
        for row in rows
    ]
