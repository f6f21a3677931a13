"""A phone becomes somebody's: the invitation is opened, a name is claimed, a token is given.

Losing a phone must not lock anybody out: who is enrolled already may enrol again; the device is flagged and both stay listed.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from simulasi import clock
from simulasi.extensions import db, writing
from simulasi.models.device import device
from simulasi.models.member import member
from simulasi.models.wilayah import wilayah
from simulasi.services import bundles, invitations, log_grants, padlock, phone_keys, server_state, throttle
from simulasi.services.desk import office
from simulasi.services.invitations import InvitationRefused
from simulasi.sync import protocol, tokens
from simulasi.sync.protocol import ProtocolError
from simulasi.sync.store import insert_for
from simulasi.sync.tokens import Claims

PER_CODE = 10
PER_ADDRESS = 60


@dataclass(frozen=True, slots=True)
class Phone:
    """A device of a member, for those who watch over the TPS."""

    device_id: UUID
    member_id: UUID
    created: int
    seen: int
    app: str
    clock_offset: int
    flagged: bool
    revoked: bool


def open_code(body: bytes, address: str) -> dict[str, Any]:
    """Say what an invitation invites to."""
    asked = protocol.decode(body, protocol.EnrolOpen)
    _limit(asked.code, address)
    try:
        invitation = invitations.open_invitation(asked.code)
    except InvitationRefused as refused:
        raise _said(refused) from None
    people = sa.select(member.c.id, member.c.nama, member.c.peran).where(
        member.c.kab == invitation.kab, member.c.tps_id == invitation.tps_id, member.c.aktif == 1
    )
    taken = sa.select(device.c.member_id).where(
        device.c.kab == invitation.kab, device.c.tps_id == invitation.tps_id, device.c.revoked_at.is_(None)
    )
    enrolled = set(db.session.execute(taken).scalars())
    return {
        "tps": {"kode": invitation.tps_id, **_place(invitation.tps_id)},
        "members": [
            {"id": str(each), "nama": nama, "peran": peran, "terdaftar": int(each in enrolled)}
            for each, nama, peran in db.session.execute(people.order_by(member.c.peran, member.c.kode))
        ],
        "kedaluwarsa": invitation.expires,
    }


def claim(body: bytes, address: str) -> dict[str, Any]:
    """Give a phone the token of the member it says it is; asked again, it gets a token again."""
    asked = protocol.decode(body, protocol.EnrolClaim)
    _limit(asked.code, address)
    member_id, device_id = UUID(asked.member_id), UUID(asked.device_id)
    try:
        invitation = invitations.claim(asked.code, member_id, device_id)
    except InvitationRefused as refused:
        raise _said(refused) from None
    person = db.session.execute(sa.select(member).where(member.c.kab == invitation.kab, member.c.id == member_id)).one()
    # The crew's first code is known to the whole crew: it gives a phone to its person, but opens nothing that a colleague wrote.
    anew = invitations.is_anew(invitation, member_id, device_id)
    _register(person, device_id, anew)
    claims = Claims(device_id, member_id, person.kab, person.tps_id, person.generation, clock.now_ms() // 1000)
    phone_keys.register(claims, asked.key)
    bundles.look_again(claims.kab, member_id=member_id)
    answer: dict[str, Any] = {"token": tokens.issue(office().keys, claims), "member": _said_of(person), "gembok": padlock.public()}
    if asked.gembok:
        answer["kunci"] = padlock.open_boxes(asked.gembok, device_id, member_id) if anew else []
    return answer


def who(kab: int, member_id: UUID) -> dict[str, Any] | None:
    """A member as their phone shows them, as the roster stands now."""
    person = db.session.execute(sa.select(member).where(member.c.kab == kab, member.c.id == member_id)).first()
    return _said_of(person) if person else None


def phones(kab: int, tps_id: int) -> list[Phone]:
    """The phones of a TPS, newest first."""
    columns = ("device_id", "member_id", "created", "seen", "app", "clock_offset", "flagged", "revoked_at")
    rows = db.session.execute(
        sa.select(*(device.c[name] for name in columns))
        .where(device.c.kab == kab, device.c.tps_id == tps_id)
        .order_by(device.c.created.desc())
    )
    return [
        Phone(
            device_id=row.device_id,
            member_id=row.member_id,
            created=row.created,
            seen=row.seen,
            app=row.app,
            clock_offset=row.clock_offset,
            flagged=bool(row.flagged),
            revoked=row.revoked_at is not None,
        )
        for row in rows
    ]


def revoke(kab: int, device_id: UUID, member_id: UUID) -> bool:
    """Shut a phone out: what it still sends is held for a person to look at, never thrown away."""
    with writing() as session:
        done = session.execute(
            sa.update(device)
            .where(device.c.kab == kab, device.c.device_id == device_id, device.c.member_id == member_id, device.c.revoked_at.is_(None))
            .values(revoked_at=clock.now_ms())
        )
        server_state.count_revocation(session)
    office().revocations.forget()
    return done.rowcount == 1  # type: ignore[attr-defined]


def shut_out(kab: int, member_id: UUID) -> bool:
    """Shut out all phones of a person at once; a new invitation lets them in again."""
    with writing() as session:
        here = (member.c.kab == kab, member.c.id == member_id)
        done = session.execute(sa.update(member).where(*here).values(generation=member.c.generation + 1))
        server_state.count_revocation(session)
    office().revocations.forget()
    return done.rowcount == 1  # type: ignore[attr-defined]


def _said_of(person: sa.Row) -> dict[str, Any]:
    place = _place(person.tps_id)
    return {"id": str(person.id), "nama": person.nama, "peran": person.peran, "tps": place.pop("nomor"), **place, "kab": person.kab}


def _said(refused: InvitationRefused) -> ProtocolError:
    """The invitation's own code and sentence; 410: it was good once."""
    status = 404 if refused.code in ("undangan-tidak-dikenal", "anggota-tidak-dikenal") else 410
    return ProtocolError(refused.code, said=(status, refused.message))


def _register(person: sa.Row, device_id: UUID, anew: bool) -> None:
    now_ms = clock.now_ms()
    others = sa.select(sa.func.count()).where(device.c.kab == person.kab, device.c.member_id == person.id, device.c.device_id != device_id)
    with writing() as session:
        row = {
            "kab": person.kab,
            "device_id": device_id,
            "member_id": person.id,
            "tps_id": person.tps_id,
            "created": now_ms,
            "seen": now_ms,
        }
        row |= {"app": "", "db_epoch": "", "clock_offset": 0, "flagged": int(session.execute(others).scalar_one() > 0)}
        statement = insert_for(session.connection().dialect.name)(device).values(row)
        # A phone that was shut out and was given a new invitation is let in again.
        again = {"tps_id": person.tps_id, "revoked_at": None}
        session.execute(statement.on_conflict_do_update(index_elements=["kab", "device_id", "member_id"], set_=again))
        log_grants.claimed(session, person.kab, person.id, device_id, anew=anew)
        server_state.count_revocation(session)
    office().revocations.forget()


def _place(tps_id: int) -> dict[str, Any]:
    desa = tps_id // 1000
    codes = {"desa": desa, "kecamatan": desa // 10_000, "kabkota": desa // 1_000_000}
    rows = db.session.execute(sa.select(wilayah.c.kode, wilayah.c.nama, wilayah.c.jenis).where(wilayah.c.kode.in_(codes.values())))
    # "Batu" alone is half a name: there is a Kabupaten and a Kota of many names.
    names = {kode: f"{jenis} {nama}" if kode == codes["kabkota"] else nama for kode, nama, jenis in rows}
    return {"nomor": tps_id % 1000, **{key: names.get(code, "") for key, code in codes.items()}}


def _limit(code: str, address: str) -> None:
    """By the start of the code, so that guessing the rest is slow; by address only generously: a village shares one."""
    prefix = (invitations.normal(code) or code.upper())[:5]
    try:
        throttle.hit({f"enrol/code/{prefix}": PER_CODE, f"enrol/net/{throttle.network(address)}": PER_ADDRESS}, clock.now_ms())
    except throttle.TooOften as too_often:
        raise ProtocolError("too-many", retry_after=too_often.retry_after) from None
