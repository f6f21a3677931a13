"""Small groups of the continuing forum: who is in them, and which ones the results propose (about three TPS, at most 21 people)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from simulasi import clock
from simulasi.extensions import db, writing
from simulasi.models.base import uuid7
from simulasi.models.forum import kelompok, kelompok_member, meeting, meeting_member, rtl
from simulasi.models.member import member
from simulasi.rules.vocabulary import SKILLS
from simulasi.services import accounts, kode, rollups, territory
from simulasi.services.accounts import Staff

# Three TPS of seven: one room, one trainer.
STATIONS, MOST = 3, 21


class ForumRefused(Exception):
    """Nothing was changed; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A group the results propose: TPS that lack the same."""

    stations: tuple[int, ...]
    people: int
    skill: str
    percent: int

    @property
    def nama(self) -> str:
        """What it may be called."""
        return "TPS " + ", ".join(f"{each % 1000:03d}" for each in self.stations)

    @property
    def label(self) -> str:
        """The topic in words."""
        return SKILLS[self.skill]


@dataclass(frozen=True, slots=True)
class Group:
    """A group in a list."""

    id: UUID
    desa: int
    nama: str
    members: int
    meetings: int


def listed(desa: int) -> list[Group]:
    """The groups of a desa."""
    counts = [
        sa.select(sa.func.count()).where(table.c.kab == kelompok.c.kab, table.c.kelompok_id == kelompok.c.id).scalar_subquery()
        for table in (kelompok_member, meeting)
    ]
    query = sa.select(kelompok.c.id, kelompok.c.desa, kelompok.c.nama, *counts).where(
        kelompok.c.kab == kode.kab_of(desa), kelompok.c.desa == desa
    )
    return [Group(*row) for row in db.session.execute(query.order_by(kelompok.c.created, kelompok.c.id))]


def one(staff: Staff, group_id: UUID) -> Group | None:
    """A group of one's own desa."""
    desa = db.session.execute(sa.select(kelompok.c.desa).where(kelompok.c.kab == staff.kab, kelompok.c.id == group_id)).scalar()
    if desa is None or not staff.covers(desa):
        return None
    return next((each for each in listed(desa) if each.id == group_id), None)


def members(kab: int, group_id: UUID) -> list[sa.Row]:
    """Who is in it: id, nama, tps_id, peran."""
    query = (
        sa.select(member.c.id, member.c.nama, member.c.tps_id, member.c.peran)
        .join(kelompok_member, sa.and_(kelompok_member.c.kab == member.c.kab, kelompok_member.c.member_id == member.c.id))
        .where(kelompok_member.c.kab == kab, kelompok_member.c.kelompok_id == group_id, member.c.aktif == 1)
    )
    return list(db.session.execute(query.order_by(member.c.tps_id, member.c.peran)))


def create(staff: Staff, desa: int, nama: str, stations: Sequence[int]) -> UUID:
    """Make a group of the crews of these TPS. Raises ForumRefused."""
    name = " ".join(nama.split())
    known = set(territory.tps_below(desa))
    if not 1 <= len(name) <= 60:
        raise ForumRefused("Nama kelompok kosong atau lebih dari 60 huruf.")
    if not staff.covers(desa) or not stations or not set(stations) <= known:
        raise ForumRefused("Pilih paling sedikit satu TPS di desa Anda.")
    now = clock.now_ms()
    new = uuid7(now)
    with writing() as session:
        here = (member.c.kab == staff.kab, member.c.tps_id.in_(stations), member.c.aktif == 1)
        people = list(session.execute(sa.select(member.c.id).where(*here)).scalars())
        if not people:
            raise ForumRefused("TPS yang dipilih belum punya anggota. Impor daftar anggotanya dahulu.")
        if len(people) > MOST:
            raise ForumRefused(f"Kelompok paling banyak {MOST} orang supaya semua sempat berlatih; yang dipilih {len(people)} orang.")
        session.execute(sa.insert(kelompok).values(kab=staff.kab, id=new, desa=desa, nama=name, created=now))
        rows = [{"kab": staff.kab, "kelompok_id": new, "member_id": each} for each in people]
        session.execute(sa.insert(kelompok_member), rows)
        accounts.record(session, staff.id, staff.kab, "kelompok dibuat", str(new))
    return new


def remove(staff: Staff, group_id: UUID) -> bool:
    """Take a group apart, with its meetings."""
    if one(staff, group_id) is None:
        return False
    with writing() as session:
        meetings = sa.select(meeting.c.id).where(meeting.c.kab == staff.kab, meeting.c.kelompok_id == group_id).scalar_subquery()
        for table in (meeting_member, rtl):
            session.execute(sa.delete(table).where(table.c.kab == staff.kab, table.c.meeting_id.in_(meetings)))
        for table in (meeting, kelompok_member):
            session.execute(sa.delete(table).where(table.c.kab == staff.kab, table.c.kelompok_id == group_id))
        session.execute(sa.delete(kelompok).where(kelompok.c.kab == staff.kab, kelompok.c.id == group_id))
        accounts.record(session, staff.id, staff.kab, "kelompok dihapus", str(group_id))
    return True


def proposals(desa: int) -> list[Proposal]:
    """TPS that are weakest in the same skill go together, neighbours first; what is left over is joined by the skill it lacks most."""
    skills = {where: marks for where, marks in rollups.skills(desa).items() if marks}
    people = _people(desa)
    weakest: dict[str, list[int]] = defaultdict(list)
    for where in sorted(skills):
        shares = [(100 * points // best, name) for name, (points, best) in skills[where].items() if best and name in SKILLS]
        if shares and people.get(where):
            weakest[min(shares)[1]].append(where)
    found, rest = [], []
    for name in weakest:
        places = weakest[name]
        whole = len(places) - len(places) % STATIONS
        found += [_proposal(places[at : at + STATIONS], skills, people) for at in range(0, whole, STATIONS)]
        rest += places[whole:]
    found += [_proposal(sorted(rest)[at : at + STATIONS], skills, people) for at in range(0, len(rest), STATIONS)]
    return sorted(found, key=lambda each: (each.percent, each.stations))


def _proposal(stations: Sequence[int], skills: dict[int, dict[str, tuple[int, int]]], people: dict[int, int]) -> Proposal:
    total: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for where in stations:
        for name, (points, best) in skills[where].items():
            if name in SKILLS:
                total[name] = total[name][0] + points, total[name][1] + best
    percent, skill = min((100 * points // best, name) for name, (points, best) in total.items() if best)
    return Proposal(tuple(stations), sum(people[where] for where in stations), skill, percent)


def _people(desa: int) -> dict[int, int]:
    low, high = kode.span(desa)
    here = (member.c.kab == kode.kab_of(desa), member.c.tps_id.between(low, high), member.c.aktif == 1)
    return {
        where: count
        for where, count in db.session.execute(sa.select(member.c.tps_id, sa.func.count()).where(*here).group_by(member.c.tps_id))
    }
