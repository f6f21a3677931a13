"""The phones of a desa for its PPS: who uses which, when it was last heard of, and shutting one out with an audit row."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from simulasi.extensions import db, writing
from simulasi.models.attempt import attempt
from simulasi.models.device import device, log_grant
from simulasi.models.member import member
from simulasi.services import accounts, enrolment, kode
from simulasi.services.accounts import Staff

# A clock that is further off than this is shown: the member's times on the pages are then corrected ones.
CLOCK_OFF_MS = 10 * 60_000


@dataclass(frozen=True, slots=True)
class Owned:
    """A phone in the hands of a member."""

    kab: int
    device_id: UUID
    member_id: UUID
    tps_id: int
    nama: str
    peran: int
    created: int
    seen: int
    clock_offset: int
    flagged: bool
    revoked_at: int | None
    # Their logs that were sent by other phones, or by this one before it was claimed once more, do not open on it.
    closed: bool

    @property
    def mark(self) -> str:
        """What the phone shows of itself, so that a person can tell it from another."""
        return mark(self.device_id)

    @property
    def minutes_off(self) -> int:
        """How far its clock is off, in minutes (0 while it is about right); positive when it is behind."""
        return round(self.clock_offset / 60_000) if abs(self.clock_offset) > CLOCK_OFF_MS else 0


def mark(device_id: UUID) -> str:
    """The beginning of its name: enough to tell a person's few phones apart, and short enough to be read out."""
    return device_id.hex[:6]


def listed(code: int, member_id: UUID | None = None) -> list[Owned]:
    """The phones below a code, by TPS, role and age; those shut out as well."""
    low, high = kode.span(code)
    columns = (device.c.kab, device.c.device_id, device.c.member_id, device.c.tps_id, member.c.nama, member.c.peran)
    rest = (device.c.created, device.c.seen, device.c.clock_offset, device.c.flagged, device.c.revoked_at)
    joined = device.join(member, sa.and_(member.c.kab == device.c.kab, member.c.id == device.c.member_id))
    query = sa.select(*columns, *rest).select_from(joined)
    query = query.where(device.c.kab == kode.kab_of(code), member.c.tps_id.between(low, high))
    if member_id is not None:
        query = query.where(device.c.member_id == member_id)
    rows = db.session.execute(query.order_by(member.c.tps_id, member.c.peran, device.c.created))
    sent, granted = _sent(code), _granted(code)
    return [
        Owned(
            *row[:9],
            flagged=bool(row.flagged),
            revoked_at=row.revoked_at,
            closed=bool(sent[row.member_id] - granted[row.member_id, row.device_id]),
        )
        for row in rows
    ]


def _sent(code: int) -> dict[UUID, set[UUID]]:
    """Member -> the phones that have sent something of theirs."""
    low, high = kode.span(code)
    found: dict[UUID, set[UUID]] = defaultdict(set)
    query = sa.select(attempt.c.member_id, attempt.c.device_id).where(
        attempt.c.kab == kode.kab_of(code), attempt.c.tps_id.between(low, high)
    )
    for member_id, device_id in db.session.execute(query.distinct()):
        found[member_id].add(device_id)
    return found


def _granted(code: int) -> dict[tuple[UUID, UUID], set[UUID]]:
    """(member, phone) -> the phones whose logs it may fetch."""
    low, high = kode.span(code)
    here = sa.select(member.c.id).where(member.c.kab == kode.kab_of(code), member.c.tps_id.between(low, high))
    found: dict[tuple[UUID, UUID], set[UUID]] = defaultdict(set)
    columns = (log_grant.c.member_id, log_grant.c.device_id, log_grant.c.source)
    for member_id, device_id, source in db.session.execute(
        sa.select(*columns).where(log_grant.c.kab == kode.kab_of(code), log_grant.c.member_id.in_(here))
    ):
        found[member_id, device_id].add(source)
    return found


def revoke(staff: Staff, device_id: UUID, member_id: UUID) -> bool:
    """Shut out a phone of one's own territory; False when there is none."""
    found = next((each for each in listed(staff.wilayah, member_id) if each.device_id == device_id), None)
    if found is None or not enrolment.revoke(found.kab, device_id, member_id):
        return False
    with writing() as session:
        accounts.record(session, staff.id, found.kab, "ponsel dicabut", f"{device_id.hex} {member_id}")
    return True
