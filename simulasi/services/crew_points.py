"""What members earned in group sessions: their own decisions on the crew's true day, shown with what they earned alone.

Nothing is stored but whose log it was; the points come from the day as it is merged now, so a log that arrives late changes them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from simulasi.engine import parse_line, score
from simulasi.extensions import db, writing
from simulasi.models.crew import crew_log
from simulasi.models.member import member
from simulasi.services import group_sessions, kode
from simulasi.services.crew_room import Room, room_of
from simulasi.services.group_sessions import Session

NEWEST = 10


@dataclass(frozen=True, slots=True)
class Part:
    """One member's part in one session. `percent` is None while nothing that counts was decided."""

    session: Session
    member_id: UUID
    nama: str
    seats: list[str]
    points: int
    max: int
    answered: int
    knockouts: list[str]

    @property
    def percent(self) -> int | None:
        """Of the points there were."""
        return self.points * 100 // self.max if self.max else None


def claim(found: Session, member_id: UUID, logs: Sequence[str]) -> None:
    """Note that these logs of a session are this member's; what somebody has claimed before, or nobody handed in, is left alone."""
    room = room_of(found.kab, found.id, found.pack_hash, db.session)
    here = (crew_log.c.kab == found.kab, crew_log.c.session_id == found.id)
    with writing() as session:
        taken = set(session.execute(sa.select(crew_log.c.attempt_id).where(*here)).scalars())
        fresh = [UUID(each) for each in dict.fromkeys(logs) if each in room.logs and UUID(each) not in taken]
        for attempt_id in fresh:
            values = {"kab": found.kab, "session_id": found.id, "attempt_id": attempt_id, "member_id": member_id}
            session.execute(sa.insert(crew_log).values(values))


def of_member(kab: int, member_id: UUID) -> list[Part]:
    """Their sessions, newest first."""
    return _parts(crew_log.c.kab == kab, crew_log.c.member_id == member_id)


def of_tps(tps_id: int) -> list[Part]:
    """The newest of everybody in a TPS."""
    return _parts(crew_log.c.kab == kode.kab_of(tps_id), member.c.tps_id == tps_id)[:NEWEST]


def _parts(*where: sa.ColumnElement[bool]) -> list[Part]:
    joined = crew_log.join(member, sa.and_(member.c.kab == crew_log.c.kab, member.c.id == crew_log.c.member_id))
    columns = (crew_log.c.kab, crew_log.c.session_id, crew_log.c.attempt_id, member.c.id, member.c.nama)
    logs: dict[tuple[int, UUID, UUID, str], list[str]] = {}
    for kab, session_id, attempt_id, member_id, nama in db.session.execute(sa.select(*columns).select_from(joined).where(*where)):
        logs.setdefault((kab, session_id, member_id, nama), []).append(str(attempt_id))
    parts = []
    for (kab, session_id, member_id, nama), mine in logs.items():
        found = group_sessions.find(kab, session_id)
        if found is not None and (part := _part(found, member_id, nama, mine)):
            parts.append(part)
    return sorted(parts, key=lambda part: (-part.session.starts, part.nama))


def _part(found: Session, member_id: UUID, nama: str, mine: list[str]) -> Part | None:
    room = room_of(found.kab, found.id, found.pack_hash, db.session)
    day = room.day(final=found.status == "selesai")
    if "refused" in day:
        return None
    state = day["ahead"]
    own = {line_step for attempt in mine for line_step in _steps(room, attempt)}
    answers = [answer for answer in state["answers"] if not answer["auto"] and answer["step"] in own]
    seats = [seat for attempt in mine for seat in _seats(room, attempt)]
    part = {**state, "seats": seats, "answers": answers, "knockouts": [each for each in state["knockouts"] if each["step"] in own]}
    marks = score(room.pack, part)
    codes = [each["code"] for each in part["knockouts"]]
    return Part(found, member_id, nama, seats, marks["points"], marks["max"], len(answers), codes)


def _steps(room: Room, attempt: str) -> list[str]:
    return [parse_line(line)["step"] for line in room.logs.get(attempt, [])[1:]]


def _seats(room: Room, attempt: str) -> list[str]:
    """The seats this log was opened for."""
    lines = room.logs.get(attempt, [])
    return [claim.split(":")[0] for claim in parse_line(lines[0])["answer"][5:]] if lines else []
