"""Invitations: a code per TPS that lets a phone enrol once, shown when it is made and kept only as an HMAC.

A code that is unknown costs the same work as one that is used up; who holds a real code is told what is wrong with it.
"""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.orm import Session, scoped_session

from simulasi import clock
from simulasi.extensions import db, writing
from simulasi.models.base import uuid7
from simulasi.models.member import invitation, invitation_use, member
from simulasi.models.wilayah import tps, wilayah
from simulasi.services import accounts, kode

# Crockford's base32: no I, L, O, U; what is misread is read as what was meant.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MISREAD = str.maketrans("ILO", "110")
LENGTH = 10
SEATS, MAX_SEATS = 7, 50
DAY_MS = 86_400_000
AGAIN_MS = 15 * 60_000

REASONS = {
    "undangan-tidak-dikenal": "Kode undangan ini tidak dikenal. Periksa lagi hurufnya, atau minta undangan baru kepada PPS.",
    "undangan-kedaluwarsa": "Undangan ini sudah lewat masanya. Minta undangan baru kepada PPS.",
    "undangan-habis": "Undangan ini sudah dipakai semua. Minta undangan baru kepada PPS.",
    "undangan-dicabut": "Undangan ini sudah dicabut oleh PPS. Minta undangan baru kepada PPS.",
    "anggota-tidak-dikenal": "Nama itu tidak ada di daftar TPS ini. Pilih nama dari daftar atau hubungi PPS.",
}


class InvitationRefused(Exception):
    """The invitation cannot be used; `code` is a key of REASONS, `message` its plain sentence."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code, self.message = code, REASONS[code]


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation as those see it who may know of it: never with its code."""

    kab: int
    id: UUID
    tps_id: int
    seats: int
    used: int
    created: int
    expires: int
    revoked: int | None

    def status(self, now_ms: int) -> str:
        """`berlaku`, or the reason why not."""
        if self.revoked is not None:
            return "undangan-dicabut"
        if now_ms >= self.expires:
            return "undangan-kedaluwarsa"
        return "undangan-habis" if self.used >= self.seats else "berlaku"


@dataclass(frozen=True, slots=True)
class Card:
    """What is printed: the only moment at which the code can be seen."""

    tps_id: int
    nomor: int
    desa: str
    kecamatan: str
    code: str
    seats: int
    expires: int


@dataclass(frozen=True, slots=True)
class Use:
    """Who took a seat, and when."""

    invitation_id: UUID
    nama: str
    peran: int
    device_id: UUID
    used_at: int


def create(
    tps_ids: Sequence[int], by: accounts.Staff | None, *, seats: int = SEATS, days: int | None = None, replace: bool = False
) -> list[Card]:
    """Make one invitation for each TPS; `replace` revokes what is open there. All of them or none."""
    now = clock.now_ms()
    settings = current_app.extensions["simulasi"]
    expires = now + (days or settings.invitation_days) * DAY_MS
    places = _places(tps_ids)
    if len(places) != len(set(tps_ids)) or not 1 <= seats <= MAX_SEATS:
        raise ValueError("TPS tidak dikenal, atau jumlah tempat di luar batas")
    cards = []
    with writing() as session:
        for place in places:
            code = _new_code()
            if replace:
                _revoke_open(session, place.tps_id, now)
            session.execute(
                sa.insert(invitation).values(
                    kab=kode.kab_of(place.tps_id),
                    id=uuid7(now),
                    tps_id=place.tps_id,
                    code_hmac=_hmac(code, settings.keys[-1]),
                    seats=seats,
                    used=0,
                    created=now,
                    expires=expires,
                    revoked=None,
                    created_by=by.id if by else None,
                )
            )
            cards.append(Card(place.tps_id, place.nomor, place.desa, place.kecamatan, code, seats, expires))
        if cards:
            kab = kode.kab_of(cards[0].tps_id)
            thing = str(cards[0].tps_id) if len(cards) == 1 else f"{len(cards)} TPS dari {cards[0].tps_id}"
            accounts.record(session, by.id if by else None, kab, "undangan dibuat", thing)
    return cards


def open_invitation(code: str, device_id: UUID | None = None) -> Invitation:
    """The invitation behind this code, when it can still be used. Raises InvitationRefused.

    A phone that already has a seat may open a used-up invitation: its answer was lost, and `claim` gives it the same seat again.
    """
    found = _find(code)
    status = found.status(clock.now_ms()) if found else "undangan-tidak-dikenal"
    if status == "undangan-habis" and device_id is not None and found and _has_seat(found, device_id):
        return found
    if found is None or status != "berlaku":
        raise InvitationRefused(status)
    return found


def claim(code: str, member_id: UUID, device_id: UUID) -> Invitation:
    """Take a seat for this person on this phone; asked again by the same phone, it is the same seat. Raises InvitationRefused."""
    found = _find(code)
    if found is None:
        raise InvitationRefused("undangan-tidak-dikenal")
    now = clock.now_ms()
    with writing() as session:
        # Read again inside: seats are counted where nobody else can take one.
        current = _row(session, sa.and_(invitation.c.kab == found.kab, invitation.c.id == found.id), lock=True)
        assert current is not None
        status = current.status(now)
        if status not in ("berlaku", "undangan-habis"):
            raise InvitationRefused(status)
        person = sa.select(member.c.id).where(
            member.c.kab == found.kab, member.c.id == member_id, member.c.tps_id == found.tps_id, member.c.aktif == 1
        )
        if session.execute(person).first() is None:
            raise InvitationRefused("anggota-tidak-dikenal")
        use = {"kab": found.kab, "invitation_id": found.id, "member_id": member_id, "device_id": device_id}
        same = sa.select(invitation_use.c.used_at).where(*(invitation_use.c[name] == value for name, value in use.items()))
        if session.execute(same).first() is not None:
            return current
        if status != "berlaku":
            raise InvitationRefused(status)
        session.execute(sa.insert(invitation_use).values(**use, used_at=now))
        here = (invitation.c.kab == found.kab, invitation.c.id == found.id)
        session.execute(sa.update(invitation).where(*here).values(used=invitation.c.used + 1))
    return current


def is_anew(used: Invitation, member_id: UUID, device_id: UUID) -> bool:
    """Was this invitation, now used, made after this person had already set up this phone with another? Then PPS let them in again.

    For a while only, and only while nobody else has used it before them: a code that went round is known to others.
    """
    use = invitation_use.c
    here = (use.kab == used.kab, use.member_id == member_id, use.device_id == device_id)
    first = sa.select(use.member_id, use.device_id).where(use.kab == used.kab, use.invitation_id == used.id).order_by(use.used_at).limit(1)
    if tuple(db.session.execute(first).one()) != (member_id, device_id):
        return False
    moments = {row.invitation_id: row.used_at for row in db.session.execute(sa.select(use.invitation_id, use.used_at).where(*here))}
    taken = moments.pop(used.id)
    return bool(moments) and used.created > max(moments.values()) and clock.now_ms() - taken < AGAIN_MS


def revoke(invitation_id: UUID, by: accounts.Staff) -> bool:
    """Shut an invitation of one's own territory; phones that enrolled stay enrolled. False: not there, or not theirs."""
    low, high = kode.span(by.wilayah)
    with writing() as session:
        done = session.execute(
            sa.update(invitation)
            .where(
                invitation.c.kab == by.kab,
                invitation.c.id == invitation_id,
                invitation.c.tps_id.between(low, high),
                invitation.c.revoked.is_(None),
            )
            .values(revoked=clock.now_ms())
        )
        if done.rowcount:  # type: ignore[attr-defined]
            accounts.record(session, by.id, by.kab, "undangan dicabut", str(invitation_id))
    return bool(done.rowcount)  # type: ignore[attr-defined]


def listed(desa: int) -> list[Invitation]:
    """The invitations of a desa, newest first."""
    low, high = kode.span(desa)
    here = (invitation.c.kab == kode.kab_of(desa), invitation.c.tps_id.between(low, high))
    rows = db.session.execute(sa.select(*_COLUMNS).where(*here).order_by(invitation.c.created.desc(), invitation.c.tps_id))
    return [Invitation(*row) for row in rows]


def uses(desa: int) -> list[Use]:
    """Who enrolled through them, oldest first."""
    low, high = kode.span(desa)
    rows = db.session.execute(
        sa.select(invitation_use.c.invitation_id, member.c.nama, member.c.peran, invitation_use.c.device_id, invitation_use.c.used_at)
        .join(member, sa.and_(member.c.kab == invitation_use.c.kab, member.c.id == invitation_use.c.member_id))
        .where(invitation_use.c.kab == kode.kab_of(desa), member.c.tps_id.between(low, high))
        .order_by(invitation_use.c.used_at, member.c.peran)
    )
    return [Use(*row) for row in rows]


def link(base: str, code: str) -> str:
    """What is shared and drawn as a QR: after the `#`, so that no server on the way ever logs the code."""
    return f"{base}/#/undangan/{code}"


def normal(code: str) -> str | None:
    """The code as it was made, however it was typed; None when it cannot be one."""
    text = "".join(sign for sign in code.upper() if sign not in " -‐‑–—\t\n").translate(MISREAD)
    return text if len(text) == LENGTH and all(sign in ALPHABET for sign in text) else None


_COLUMNS = tuple(invitation.c[name] for name in ("kab", "id", "tps_id", "seats", "used", "created", "expires", "revoked"))


def _new_code() -> str:
    text = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return f"{text[:5]}-{text[5:]}"


def _hmac(code: str, key: str) -> bytes:
    return hmac.digest(hashlib.sha256(f"undangan {key}".encode()).digest(), (normal(code) or "").encode(), "sha256")


def _find(code: str) -> Invitation | None:
    keys = current_app.extensions["simulasi"].keys
    found = _row(db.session, invitation.c.code_hmac.in_([_hmac(code, key) for key in keys]))
    return found if normal(code) else None


def _row(session: Any, condition: sa.ColumnElement[bool], lock: bool = False) -> Invitation | None:
    query = sa.select(*_COLUMNS).where(condition)
    row = session.execute(query.with_for_update() if lock else query).first()
    return Invitation(*row) if row else None


def _has_seat(found: Invitation, device_id: UUID) -> bool:
    use = invitation_use.c
    here = (use.kab == found.kab, use.invitation_id == found.id, use.device_id == device_id)
    return db.session.execute(sa.select(use.used_at).where(*here)).first() is not None


def _revoke_open(session: scoped_session[Session], tps_id: int, now: int) -> None:
    here = (invitation.c.kab == kode.kab_of(tps_id), invitation.c.tps_id == tps_id, invitation.c.revoked.is_(None))
    session.execute(sa.update(invitation).where(*here, invitation.c.expires > now).values(revoked=now))


def _places(tps_ids: Sequence[int]) -> Sequence[sa.Row]:
    above = wilayah.alias()
    return db.session.execute(
        sa.select(tps.c.tps_id, tps.c.nomor, wilayah.c.nama.label("desa"), above.c.nama.label("kecamatan"))
        .join(wilayah, wilayah.c.kode == tps.c.desa)
        .join(above, above.c.kode == wilayah.c.induk)
        .where(tps.c.tps_id.in_(list(tps_ids)))
        .order_by(tps.c.tps_id)
    ).all()
