"""The phone's two calls: hello (what do we both hold?) and upload (take these lines)."""

from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from simulasi import clock
from simulasi.extensions import db
from simulasi.models.attempt import attempt
from simulasi.services import bundles, enrolment, erasure, inbox, packs, padlock, phone_keys, server_state
from simulasi.services.desk import office
from simulasi.sync import ingest, protocol, states, tokens
from simulasi.sync.change import Change
from simulasi.sync.draft import Owner, Result
from simulasi.sync.protocol import ProtocolError
from simulasi.sync.tokens import Claims
from simulasi.sync.writer import Busy

# Enough of a name to know a pack by, and more packs than any phone holds.
PACK_NAME, MOST_PACKS = 16, 60
TOKEN_REFRESH_S = 7 * 86_400


@dataclass(frozen=True, slots=True)
class Caller:
    """A phone whose token is good; `barred` as in `sync.draft.Owner`, `moved`: its member belongs to another TPS than the token says."""

    claims: Claims
    barred: str
    moved: bool = False


def caller(authorization: str) -> Caller:
    """Check an `Authorization` header; raises ProtocolError. No database is asked."""
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise ProtocolError("token-missing")
    desk, now_ms = office(), clock.now_ms()
    try:
        claims = tokens.verify(desk.keys, token, now=now_ms // 1000, max_age=desk.max_age)
    except tokens.TokenRefused as refused:
        raise ProtocolError(refused.code) from None
    if wait := desk.pace.wait(claims.device_id, now_ms):
        raise ProtocolError("too-many", retry_after=wait)
    desk.revocations.refresh(now_ms)
    home = desk.revocations.at_home(claims)
    return Caller(home, desk.revocations.barred(claims), home != claims)


def seat() -> AbstractContextManager[None]:
    """A place among those this worker works for; raises ProtocolError when there is none."""
    return office().gate.seat()


def hello(caller: Caller, body: bytes) -> dict[str, Any]:
    """Answer a hello: what we hold of the attempts asked for, what there is to install."""
    asked = protocol.decode(body, protocol.Hello)
    if not asked.protocol[0] <= protocol.VERSION <= asked.protocol[1]:
        raise ProtocolError("protocol-unsupported")
    _same_device(caller.claims, asked.device_id)
    desk, now_ms = office(), clock.now_ms()
    answer = {
        "server_time": now_ms,
        "have": _have(caller.claims, [attempt_id for attempt_id, _, _ in asked.attempts]),
        "packs": [offer.wire() for offer in packs.offers()],
        "forget": erasure.forget_list(caller.claims.kab, caller.claims.member_id, [attempt_id for attempt_id, _, _ in asked.attempts]),
        "speaks": protocol.SPEAKS,
        "keadaan": caller.barred,
        **_inbox(caller, asked),
    }
    # Given back before another is asked for: who holds one connection and waits for a second may wait for somebody who does the same.
    db.session.rollback()
    if not caller.barred and phone_keys.register(caller.claims, asked.key):
        # What a trainer brought before this phone was ever heard of may have waited for its key.
        bundles.look_again(caller.claims.kab, member_id=caller.claims.member_id)
    if asked.siapa or caller.moved:
        answer["anggota"] = enrolment.who(caller.claims.kab, caller.claims.member_id)
    if asked.gembok:
        answer["gembok"] = padlock.public()
    stale = caller.moved or now_ms // 1000 - caller.claims.issued > TOKEN_REFRESH_S
    if stale and not caller.barred:
        answer["token"] = _renew(caller.claims, now_ms)
    with suppress(Busy):  # in a burst the moment is not written down; the answer is worth more
        desk.writer.submit([Change(seen=_seen(caller.claims, asked, now_ms))])
    return answer


def upload(caller: Caller, body: bytes) -> dict[str, Any]:
    """Take an upload; each part is answered by itself, after the commit."""
    sent = protocol.decode(body, protocol.Upload)
    _same_device(caller.claims, sent.device_id)
    claims = caller.claims
    parts = protocol.decode_parts(sent)
    signed = any(isinstance(part, protocol.Part) and part.sig for part in parts)
    keys = tuple(phone_keys.keys_of(claims.kab, claims.device_id, claims.member_id)) if signed else ()
    owner = Owner(claims.kab, claims.member_id, claims.tps_id, claims.device_id, caller.barred, keys)
    began = clock.now_ms()
    results = ingest.upload(office(), owner, parts, began)
    office().meters.uploaded((clock.now_ms() - began) / 1000, [result.status for result in results])
    return {"results": [_wire(result) for result in results]}


def carry(caller: Caller, body: bytes) -> dict[str, Any]:
    """Take bundles of others from this phone. Whoever was shut out may still bring what others gave them."""
    claims = caller.claims
    return bundles.carry(bundles.Bearer(claims.device_id, claims.tps_id, bundles.PHONE), body, claims.device_id)


def envelope(nonce: str) -> dict[str, Any]:
    """What every answer of /api/ carries; the epoch is left out when not even that can be read.

    Every 15 seconds it is read again, over a connection of its own: whoever still holds the one they worked with gives it back first, or a
    burst waits for itself (see `hello`).
    """
    db.session.rollback()
    try:
        epoch = server_state.epoch()
    except sa.exc.SQLAlchemyError:
        epoch = ""
    return {"marker": protocol.MARKER, "protocol": protocol.VERSION, "nonce": nonce, "server_epoch": epoch}


def _have(claims: Claims, ids: list[str]) -> dict[str, list[Any]]:
    """Nothing of other members, not even that it exists."""
    have: dict[str, list[Any]] = {attempt_id: [states.EMPTY, states.Prefix.empty(attempt_id).head] for attempt_id in ids}
    query = sa.select(attempt.c.attempt_id, attempt.c.last_seq, attempt.c.head).where(
        attempt.c.kab == claims.kab, attempt.c.member_id == claims.member_id, attempt.c.attempt_id.in_([UUID(each) for each in have])
    )
    with office().connect() as conn:
        for attempt_id, last_seq, head in conn.execute(query) if have else ():
            have[str(attempt_id)] = [last_seq, head]
    return have


def _inbox(caller: Caller, asked: protocol.Hello) -> dict[str, Any]:
    """Nothing for a phone that was shut out."""
    if caller.barred:
        return {"kiriman": [], "dicabut": [], "lagi": 0}
    claims = caller.claims
    return inbox.exchange(inbox.Recipient(claims.kab, claims.member_id, claims.tps_id, claims.device_id), asked.kotak, asked.dibaca)


def _renew(claims: Claims, now_ms: int) -> str:
    fresh = Claims(claims.device_id, claims.member_id, claims.kab, claims.tps_id, claims.generation, now_ms // 1000)
    return tokens.issue(office().keys, fresh)


def _same_device(claims: Claims, device_id: str) -> None:
    if UUID(device_id) != claims.device_id:
        raise ProtocolError("device-mismatch")


def _seen(claims: Claims, asked: protocol.Hello, now_ms: int) -> dict[str, Any]:
    return {
        "b_kab": claims.kab,
        "b_device": claims.device_id,
        "b_member": claims.member_id,
        "seen": now_ms,
        "app": asked.app,
        "db_epoch": asked.db_epoch,
        "clock_offset": now_ms - asked.wall,
        "packs": ",".join(sorted({name[:PACK_NAME] for name in asked.packs})[:MOST_PACKS]),
    }


def _wire(result: Result) -> dict[str, Any]:
    answer = {"attempt_id": result.attempt_id, "status": result.status, "last_seq": result.last_seq, "head": result.head}
    if result.code:
        answer["code"] = result.code
    if result.score is not None:
        answer["score"] = result.score
    return answer
