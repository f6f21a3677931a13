"""Who says that a new phone is the same person's: an older phone of theirs, by the mark on the new one's screen, or PPS.

An older phone hands on only what it may fetch itself (`log_grants.py`): whoever claimed a name gains nothing by speaking for another phone.
"""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from simulasi.extensions import db, writing
from simulasi.models.attempt import attempt
from simulasi.models.device import device
from simulasi.services import accounts, log_grants, phones
from simulasi.services.accounts import Staff
from simulasi.services.uploads import Caller
from simulasi.sync import protocol
from simulasi.sync.protocol import ProtocolError


def vouch(caller: Caller, body: bytes) -> dict[str, Any]:
    """An older phone of this person says: the one that shows this mark is mine as well."""
    asked = protocol.decode(body, protocol.Permit)
    if caller.barred:
        raise ProtocolError("token-invalid")
    claims = caller.claims
    mine = log_grants.sources(claims)
    if not mine:
        return {"hasil": "belum-diakui"}
    alive = sa.select(device.c.device_id).where(
        device.c.kab == claims.kab,
        device.c.member_id == claims.member_id,
        device.c.device_id != claims.device_id,
        device.c.revoked_at.is_(None),
    )
    named = [each for each in db.session.execute(alive).scalars() if phones.mark(each) == asked.tanda]
    if len(named) != 1:
        return {"hasil": "tidak-ada"}
    db.session.rollback()
    with writing() as session:
        log_grants.grant(session, claims.kab, claims.member_id, named[0], mine)
    return {"hasil": "diizinkan"}


def allow(staff: Staff, device_id: UUID, member_id: UUID) -> bool:
    """PPS has seen whose phone it is: everything this person sent until now opens there. False: no such phone in their territory."""
    theirs = phones.listed(staff.wilayah, member_id)
    found = next((each for each in theirs if each.device_id == device_id and each.revoked_at is None), None)
    if found is None:
        return False
    sent = sa.select(attempt.c.device_id).where(attempt.c.kab == found.kab, attempt.c.member_id == member_id).distinct()
    every = {each.device_id for each in theirs} | set(db.session.execute(sent).scalars())
    with writing() as session:
        log_grants.grant(session, found.kab, member_id, device_id, every, by=staff.id)
        accounts.record(session, staff.id, found.kab, "hasil lama diizinkan", f"{device_id.hex} {member_id}")
    return True
