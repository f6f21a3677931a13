"""The seats' side of a session: joining by code, and one call that hands in lines and brings back what the others did (docs/regu.md)."""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

import sqlalchemy as sa
from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer
from msgspec import Meta, Struct

from simulasi import clock
from simulasi.engine import CLAIM, Refusal, parse_line, read_log
from simulasi.extensions import db, writing
from simulasi.models.crew import crew_event, group_session
from simulasi.services import crew_points, group_sessions, throttle
from simulasi.services.crew_room import Room, room_of
from simulasi.services.group_sessions import Session
from simulasi.services.uploads import Caller
from simulasi.sync import protocol
from simulasi.sync.protocol import AttemptId, Code, Nonce, ProtocolError, Seq, Short

# A hall full of crews is one address; codes are six letters, open for an evening, and what they open is invented.
PER_ADDRESS = 600
MAX_EVENTS = 500
MAX_LINES = 3000
WAIT_STEPS, WAIT_S = 60, 0.2

SAID = {
    "sesi-tidak-dikenal": (404, "Kode sesi ini tidak dikenal atau sesinya sudah selesai. Tanyakan kodenya kepada pelatih."),
    "sesi-hilang": (
        404,
        "Sesi ini tidak ada lagi di server, karena server dipulihkan dari cadangan yang lebih lama. Jawaban tetap ada di ponsel ini: "
        "serahkan catatannya kepada pelatih.",
    ),
    "kursi-tidak-sah": (401, "Tanda masuk ke sesi ini tidak berlaku lagi. Masukkan kode sesi sekali lagi. Jawaban tetap ada di ponsel."),
}


@dataclass(frozen=True, slots=True)
class Member:
    """Whoever joined a session: what the token says, so that asking what is new needs no look at the session."""

    kab: int
    id: UUID
    pack_hash: str


class Join(Struct, forbid_unknown_fields=True, frozen=True):
    """`POST /api/regu/gabung`: by code, or by the session's id from its QR."""

    nonce: Nonce
    kode: Code = ""
    sesi: Annotated[str, Meta(pattern=r"\A([0-9a-f]{32})?\Z")] = ""


class Lines(Struct, forbid_unknown_fields=True, frozen=True):
    """Lines of one seat's log."""

    attempt_id: AttemptId
    from_seq: Seq
    lines: Annotated[list[Annotated[str, Meta(min_length=2, max_length=protocol.MAX_LINE)]], Meta(max_length=500)]
    nama: Short = ""


class Exchange(Struct, forbid_unknown_fields=True, frozen=True):
    """`POST /api/regu/tukar`."""

    nonce: Nonce
    after: Annotated[int, Meta(ge=0, le=10_000_000)]
    wait: Annotated[int, Meta(ge=0, le=1)] = 0
    logs: Annotated[list[Lines], Meta(max_length=40)] = []
    # Incidents (their `n`) this phone's people have dealt with.
    tangani: Annotated[list[Annotated[int, Meta(ge=1, le=10_000_000)]], Meta(max_length=40)] = []


class Present(Struct, forbid_unknown_fields=True, frozen=True):
    """`POST /api/regu/hadir`; `log` names the logs of this session that are this member's."""

    nonce: Nonce
    sesi: protocol.DeviceId
    log: Annotated[list[AttemptId], Meta(max_length=20)] = []


def join(body: bytes, address: str) -> dict[str, Any]:
    """Let a phone in that knows the code, or scanned the card."""
    asked = protocol.decode(body, Join)
    try:
        throttle.hit({f"regu {throttle.network(address)}": PER_ADDRESS}, clock.now_ms())
    except throttle.TooOften as often:
        raise ProtocolError("too-many", often.retry_after) from None
    found = group_sessions.by_code(asked.kode) if asked.kode else _by_id(asked.sesi)
    if found is None or found.status == "batal":
        raise ProtocolError("sesi-tidak-dikenal", said=SAID["sesi-tidak-dikenal"])
    return {"sesi": found.wire(), "token": _signer().dumps([found.kab, found.id.hex, found.pack_hash])}


def caller(authorization: str) -> Member:
    """Whose token this is; raises ProtocolError. No database is asked: sessions are never deleted."""
    scheme, _, token = authorization.partition(" ")
    try:
        kab, name, pack_hash = _signer().loads(token if scheme.lower() == "bearer" else "")
    except (BadSignature, ValueError, TypeError):
        raise ProtocolError("kursi-tidak-sah", said=SAID["kursi-tidak-sah"]) from None
    return Member(kab, UUID(name), pack_hash)


def exchange(found: Member, body: bytes) -> dict[str, Any]:
    """Store the lines handed in, then say what happened after `after`; with `wait`, once something has.

    The numbers are those of `zaman`: a phone that counted under another one begins anew.
    """
    asked = protocol.decode(body, Exchange)
    results = [_store(found, each) for each in asked.logs]
    if asked.tangani:
        _handled(found, asked.tangani)
    room = room_of(found.kab, found.id, found.pack_hash, db.session if results or asked.tangani else None)
    epoch = room.epoch
    for step in range(WAIT_STEPS if asked.wait and not results and not asked.tangani else 0):
        # Who counted further than this room, and a moment later still does, comes from before a restore.
        if room.n > asked.after or room.epoch != epoch or (step and room.n < asked.after):
            break
        db.session.remove()  # nobody who waits holds a connection
        clock.pause(WAIT_S)
        room = room_of(found.kab, found.id, found.pack_hash)
    still_here(room)
    news = [event for event in room.events[asked.after :] if event[0] > asked.after][:MAX_EVENTS]
    told = {"n": news[-1][0] if news else asked.after, "kejadian": news, "lagi": int(bool(news) and news[-1][0] < room.n)}
    return {**told, "hasil": results, "zaman": room.epoch}


def present(who: Caller, body: bytes) -> dict[str, Any]:
    """A member's own phone scanned the card: they are here."""
    asked = protocol.decode(body, Present)
    found = group_sessions.find(who.claims.kab, UUID(asked.sesi))
    if found is None or who.barred or who.claims.tps_id not in found.plan["tps"]:
        return {"hadir": 0}
    group_sessions.attend(found.kab, found.id, [who.claims.member_id], "qr")
    if asked.log:
        crew_points.claim(found, who.claims.member_id, asked.log)
    return {"hadir": 1}


def note(found: Session | Member, act: dict[str, Any]) -> None:
    """Add an act of the trainer's to a session."""
    with writing() as session:
        _lock(session, found)
        room = still_here(room_of(found.kab, found.id, found.pack_hash, session))
        _insert(session, room, [(room.id, len(room.acts), _act(act))])
    room.refresh(db.session)


def _store(found: Member, part: Lines) -> dict[str, Any]:
    with writing() as session:
        _lock(session, found)
        room = still_here(room_of(found.kab, found.id, found.pack_hash, session))
        known = room.logs.get(part.attempt_id, [])
        code = _refusal(room, part, known)
        new = [] if code else part.lines[len(known) - part.from_seq :]
        rows = [(UUID(part.attempt_id), len(known) + at, line) for at, line in enumerate(new)]
        notes = [note for line in new if _claims(line) for note in _seated(room, part, line)]
        rows += [(room.id, len(room.acts) + at, _act(each)) for at, each in enumerate(notes)]
        if rows:
            _insert(session, room, rows)
    # Only what is committed is ever told to anybody.
    room.refresh(db.session)
    last = len(room.logs.get(part.attempt_id, [])) - 1
    return {"attempt_id": part.attempt_id, "last_seq": last, **({"code": code} if code else {})}


def _handled(found: Member, numbers: Sequence[int]) -> None:
    """Note incidents as dealt with: each once, and only what is an incident."""
    with writing() as session:
        _lock(session, found)
        room = still_here(room_of(found.kab, found.id, found.pack_hash, session))
        done = {act["n_kejadian"] for act in room.acts if act["act"] == "tangani"}
        fresh = [act for act in room.acts if act["act"] == "kejadian" and act["n"] in {*numbers} - done]
        told = [{"act": "tangani", "kursi": act["kursi"], "n_kejadian": act["n"]} for act in fresh]
        if told:
            _insert(session, room, [(room.id, len(room.acts) + at, _act(each)) for at, each in enumerate(told)])
    room.refresh(db.session)


def _seated(room: Room, part: Lines, line: str) -> list[dict[str, Any]]:
    """Who sat down; somebody who takes a seat the pack is playing in the middle of the day begins behind what it has played there.

    A log that comes back after a restore was not being played by the pack: its person begins where they began.
    """
    claims = _claims(line)
    seats = [claim.split(":")[0] for claim in claims]
    late = [seat for seat in seats if room.began and (seat not in room.seats() or room.left_to_pack(seat))]
    own = {seat: room.pack.index[event["step"]] for event in map(parse_line, part.lines[:0:-1]) if (seat := event["role"]) in late}
    back = [{"act": "kembali", "kursi": seat, "sampai": min(room.covered_up_to(seat), own.get(seat, sys.maxsize))} for seat in late]
    return [*back, {"act": "duduk", "log": part.attempt_id, "kursi": claims, "nama": part.nama}]


def still_here(room: Room) -> Room:
    """The room of a session that is in the table; raises ProtocolError."""
    if not room.known:
        raise ProtocolError("sesi-hilang", said=SAID["sesi-hilang"])
    return room


def _act(act: dict[str, Any]) -> str:
    return json.dumps(act, ensure_ascii=False, separators=(",", ":"))


def _refusal(room: Room, part: Lines, known: list[str]) -> str:
    """Why these lines cannot be stored; empty when they can."""
    if part.from_seq > len(known):
        return "gap"
    overlap = known[part.from_seq : part.from_seq + len(part.lines)]
    if part.lines[: len(overlap)] != overlap:
        return "crew-fork"
    lines = known[: part.from_seq] + part.lines if len(part.lines) > len(overlap) else known
    if len(lines) > MAX_LINES:
        return "too-large"
    try:
        events = [parse_line(line) for line in lines]
        read_log(room.pack, room.crew(False), {"attempt": part.attempt_id, "events": events})
    except Refusal as refusal:
        return refusal.code
    mine = {claim for line in lines for claim in _claims(line)}
    others = {claim for attempt, theirs in room.logs.items() if attempt != part.attempt_id for line in theirs for claim in _claims(line)}
    return "seat-held-twice" if mine & others else ""


def _claims(line: str) -> list[str]:
    """The seats a line claims."""
    if not line.startswith('[0,"mulai"') and f'"{CLAIM}"' not in line:
        return []
    event = parse_line(line)
    return list(event["answer"][5:]) if event["seq"] == 0 else [event["answer"]] if event["step"] == CLAIM else []


def _insert(session: Any, room: Room, rows: Sequence[tuple[UUID, int, str]]) -> None:
    now = clock.now_ms()
    values = [
        {"kab": room.kab, "session_id": room.id, "n": room.n + at, "attempt_id": attempt_id, "seq": seq, "body": body, "at": now}
        for at, (attempt_id, seq, body) in enumerate(rows, 1)
    ]
    session.execute(sa.insert(crew_event), values)


def _lock(session: Any, found: Session | Member) -> None:
    """One writer at a time for each session: the numbers are dense on PostgreSQL too."""
    here = (group_session.c.kab == found.kab, group_session.c.id == found.id)
    session.execute(sa.select(group_session.c.id).where(*here).with_for_update())


def _by_id(name: str) -> Session | None:
    row = db.session.execute(sa.select(group_session.c.kab).where(group_session.c.id == UUID(name))).first() if name else None
    return group_sessions.find(row[0], UUID(name)) if row else None


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer([*current_app.extensions["simulasi"].keys], salt="kursi regu")
