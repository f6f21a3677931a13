"""Group sessions: what a trainer plans, who is invited, and what a phone must know to play it without a network (docs/regu.md)."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from simulasi import clock
from simulasi.extensions import db, writing
from simulasi.models.base import uuid7
from simulasi.models.crew import attendance, group_session
from simulasi.models.member import member
from simulasi.services import accounts, inbox, packs
from simulasi.services.desk import office
from simulasi.services.evening import PLAN_SEATS, propose
from simulasi.services.inbox import Item, Recipient

# No I, L, O, U: read aloud in a hall, typed with a thumb.
ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 6
DAY_MS = 86_400_000
OPEN = ("rencana", "berjalan", "jeda")
STATUS = {"rencana": "direncanakan", "berjalan": "berjalan", "jeda": "dijeda", "selesai": "selesai", "batal": "dibatalkan"}


class CannotPlan(Exception):
    """No day can be made of these wishes; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Session:
    """A session as its trainer sees it."""

    kab: int
    id: UUID
    wilayah: int
    code: str
    pack_hash: str
    nama: str
    starts: int
    place: str
    status: str
    plan: dict[str, Any]
    rev: int

    @property
    def seats(self) -> list[str]:
        """The seats people are expected at."""
        seats: list[str] = self.plan["kursi"]
        return seats

    def card(self) -> str:
        """What the QR says after the `#`: everything a phone needs to play without ever asking the server (docs/regu.md)."""
        digits = "".join(seat[-1] for seat in self.seats)
        return "/".join(("/gabung", self.code, self.id.hex, self.pack_hash, "1", str(self.starts), digits, str(self.plan["laju"])))

    def wire(self) -> dict[str, Any]:
        """As a phone is told of it."""
        raw = pack_of(self.pack_hash)
        return {
            "id": str(self.id),
            "kode": self.code,
            "nama": self.nama,
            "mulai": self.starts,
            "tempat": self.place,
            "status": self.status,
            "paket": self.pack_hash,
            "mesin": "1",
            "aturan": raw["ruleset"],
            "benih": raw["seed"],
            "judul": raw["title"],
            "kursi": self.seats,
            "laju": self.plan["laju"],
            "susunan": self.plan["susunan"],
            "kartu": self.card(),
        }


@dataclass(frozen=True, slots=True)
class Wish:
    """What the trainer filled in."""

    nama: str
    ruleset: str
    size: str
    seed: str
    seats: Sequence[str]
    pace: int
    focus: Sequence[str]
    starts: int
    place: str
    tps: Sequence[int]


def create(wish: Wish, by: accounts.Staff) -> Session:
    """Plan a session: its pack is compiled and kept (not offered to everybody), its code drawn. Raises CannotPlan."""
    from simulasi.compiler import ContentError

    try:
        plan_pack = propose(wish.ruleset, wish.size, wish.seed, wish.focus)
    except ContentError as error:
        raise CannotPlan(f"Hari ini tidak bisa disusun: {error}. Belum ada yang tersimpan; coba benih atau aturan lain.") from error
    pack_hash = packs.keep(plan_pack.body)
    now = clock.now_ms()
    plan = {
        "kursi": [seat for seat in PLAN_SEATS if seat in wish.seats],
        "laju": wish.pace,
        "benih": wish.seed,
        "fokus": [*wish.focus],
        "susunan": plan_pack.phases,
        "pertanyaan": plan_pack.questions,
        "tps": [*wish.tps],
    }
    session_id = uuid7(now)
    row: dict[str, Any] = {
        "kab": by.kab,
        "id": session_id,
        "wilayah": by.wilayah,
        "pack_hash": pack_hash,
        "nama": wish.nama,
        "starts": wish.starts,
    }
    row |= {"place": wish.place, "status": "rencana", "plan": json.dumps(plan), "rev": 1, "created": now, "created_by": by.id}
    with writing() as session:
        row["code"] = _free_code(session)
        session.execute(sa.insert(group_session).values(row))
        accounts.record(session, by.id, by.kab, "sesi regu dibuat", str(session_id))
    found = find(by.kab, session_id)
    assert found is not None
    return found


def rulesets() -> list[tuple[str, str]]:
    """The rule sets a day can be compiled for."""
    from simulasi.rules import RULESETS

    return [(name, f"Aturan {name.replace('-', ' ').title()}") for name in RULESETS]


def find(kab: int, session_id: UUID) -> Session | None:
    """One session."""
    return _one(group_session.c.kab == kab, group_session.c.id == session_id)


def of_staff(by: accounts.Staff, session_id: UUID) -> Session | None:
    """One session of this trainer's own territory; None elsewhere."""
    return _one(group_session.c.kab == by.kab, group_session.c.id == session_id, group_session.c.wilayah == by.wilayah)


def by_code(code: str) -> Session | None:
    """The open session behind a six-letter code."""
    text = "".join(sign for sign in code.upper() if sign.isalpha())
    return _one(group_session.c.code == text, group_session.c.status.in_(OPEN))


def listed(by: accounts.Staff) -> list[Session]:
    """A trainer's sessions, newest first."""
    here = (group_session.c.kab == by.kab, group_session.c.wilayah == by.wilayah)
    rows = db.session.execute(sa.select(*_COLUMNS).where(*here).order_by(group_session.c.starts.desc()))
    return [_session(row) for row in rows]


def move(found: Session, *, starts: int, place: str, status: str, by: accounts.Staff) -> None:
    """Change when and where, or call it off; phones learn of it at their next hello."""
    here = (group_session.c.kab == found.kab, group_session.c.id == found.id)
    with writing() as session:
        session.execute(
            sa.update(group_session).where(*here).values(starts=starts, place=place, status=status, rev=group_session.c.rev + 1)
        )
        accounts.record(session, by.id, by.kab, "sesi regu diubah", str(found.id))


def attend(kab: int, session_id: UUID, members: Sequence[UUID], cara: str) -> int:
    """Note who was there; somebody noted already stays as they are. Gives how many were new."""
    new = 0
    with writing() as session:
        known = set(
            session.execute(
                sa.select(attendance.c.member_id).where(attendance.c.kab == kab, attendance.c.session_id == session_id)
            ).scalars()
        )
        people = sa.select(member.c.id).where(member.c.kab == kab, member.c.id.in_([*members]), member.c.aktif == 1)
        for person in session.execute(people).scalars().all():
            if person not in known:
                values = {"kab": kab, "session_id": session_id, "member_id": person, "cara": cara, "at": clock.now_ms()}
                session.execute(sa.insert(attendance).values(values))
                new += 1
    return new


def absent(kab: int, session_id: UUID, members: Sequence[UUID]) -> None:
    """Take back ticks made by hand; a QR shown by the phone itself stays."""
    here = (attendance.c.kab == kab, attendance.c.session_id == session_id, attendance.c.member_id.in_([*members]))
    with writing() as session:
        session.execute(sa.delete(attendance).where(*here, attendance.c.cara == "centang"))


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody of an invited TPS."""

    id: UUID
    nama: str
    peran: int
    tps_id: int
    cara: str


def invited(found: Session) -> list[Invited]:
    """The members of the invited TPS, with how they were noted as present."""
    join = sa.and_(attendance.c.kab == member.c.kab, attendance.c.member_id == member.c.id, attendance.c.session_id == found.id)
    rows = db.session.execute(
        sa.select(member.c.id, member.c.nama, member.c.peran, member.c.tps_id, sa.func.coalesce(attendance.c.cara, ""))
        .outerjoin(attendance, join)
        .where(member.c.kab == found.kab, member.c.tps_id.in_(found.plan["tps"]), member.c.aktif == 1)
        .order_by(member.c.tps_id, member.c.peran, member.c.kode)
    )
    return [Invited(*row) for row in rows]


@inbox.provides("jadwal")
def schedule(who: Recipient) -> list[Item]:
    """The sessions this member is invited to: past ones go after two days."""
    here = (group_session.c.kab == who.kab, group_session.c.starts > clock.now_ms() - 2 * DAY_MS, group_session.c.status != "batal")
    found = [_session(row) for row in db.session.execute(sa.select(*_COLUMNS).where(*here).order_by(group_session.c.starts))]
    return [Item(str(each.id), each.rev, each.wire()) for each in found if who.tps_id in each.plan["tps"]]


def pack_of(pack_hash: str) -> dict[str, Any]:
    """The parsed pack of a session."""
    shelf = office().shelf.get(pack_hash)
    assert shelf is not None, "a session's pack is never deleted"
    return shelf.raw


_COLUMNS = tuple(group_session.c[name] for name in Session.__dataclass_fields__)


def _session(row: sa.Row) -> Session:
    return Session(**{**row._mapping, "plan": json.loads(row.plan)})


def _one(*here: sa.ColumnElement[bool]) -> Session | None:
    row = db.session.execute(sa.select(*_COLUMNS).where(*here).order_by(group_session.c.created.desc())).first()
    return _session(row) if row else None


def _free_code(session: Any) -> str:
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        if session.execute(sa.select(group_session.c.id).where(group_session.c.code == code)).first() is None:
            return code
