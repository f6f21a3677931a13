"""One session's log in the memory of this process: everything that happened in order, and the crew's day it makes.

The table only grows, so a room reads what is new and never forgets; it can be dropped at any time. Only a restore makes the table another's:
then the server has another epoch, and a room begins anew (docs/regu.md).
"""

import json
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import current_app

from simulasi import clock
from simulasi.engine import Refusal, merge, parse_line
from simulasi.engine.pack import Pack
from simulasi.extensions import db
from simulasi.models.crew import crew_event, group_session
from simulasi.services import server_state
from simulasi.services.desk import office

KEPT = 200
# How old a room may be for those who only ask what is new: one look at the table serves them all.
FRESH_MS = 200
# A room nobody asked for this long is not looked after any more.
ASLEEP_MS = 30_000

Event = tuple[int, str, int, str]


@dataclass
class Room:
    """`events` in order; `logs` the lines of each seat's log; `acts` what the trainer (and the relay) noted.

    `epoch` is the server's under which all of it was read, and the numbers `n` mean something only together with it; `known` tells whether
    the session itself is in the table: a restore may have taken it away.
    """

    kab: int
    id: UUID
    pack_hash: str
    epoch: str | None = None
    known: bool = True
    n: int = 0
    read: int = 0
    asked: int = 0
    events: list[Event] = field(default_factory=list)
    times: list[int] = field(default_factory=list)
    logs: dict[str, list[str]] = field(default_factory=dict)
    acts: list[dict[str, Any]] = field(default_factory=list)
    days: dict[str, Any] = field(default_factory=dict)

    @property
    def pack(self) -> Pack:
        """The pack that is played."""
        pack = office().shelf.get(self.pack_hash)
        assert pack is not None, "a session's pack is never deleted"
        return pack

    def refresh(self, session: Any) -> None:
        """Read what is new, or everything again under another epoch. The epoch is asked last: rows of a restored table never pass for the old one's."""
        columns = (crew_event.c.n, crew_event.c.attempt_id, crew_event.c.seq, crew_event.c.body, crew_event.c.at)
        while True:
            under = self.epoch
            here = (crew_event.c.kab == self.kab, crew_event.c.session_id == self.id, crew_event.c.n > self.n)
            found = session.execute(sa.select(*columns).where(*here).order_by(crew_event.c.n)).all() if under is not None else []
            epoch = server_state.stored_epoch(session)
            if under == epoch == self.epoch:
                break
            if epoch == self.epoch:  # another request of this process began anew while this one read
                continue
            place = (group_session.c.kab == self.kab, group_session.c.id == self.id)
            self._begin_anew(epoch, session.execute(sa.select(group_session.c.id).where(*place)).first() is not None)
        for n, attempt_id, seq, body, at in found:
            if n <= self.n:  # another request of this process was faster
                continue
            self.n = n
            self.events.append((n, str(attempt_id), seq, body))
            self.times.append(at)
            if attempt_id == self.id:
                self.acts.append({**json.loads(body), "n": n, "at": at})
            else:
                self.logs.setdefault(str(attempt_id), []).append(body)
            self.days.clear()
        self.read = clock.now_ms()

    def _begin_anew(self, epoch: str, known: bool) -> None:
        self.epoch, self.known, self.n = epoch, known, 0
        self.events, self.times, self.logs, self.acts, self.days = [], [], {}, [], {}

    def crew(self, final: bool) -> dict[str, Any]:
        """The crew as the engine wants it: which seats the pack covers for, and up to where."""
        covers: dict[str, int] = {}
        for act in self.acts:
            if act["act"] == "paket":
                covers[act["kursi"]] = len(self.pack.steps)
            elif act["act"] == "kembali":
                covers[act["kursi"]] = act["sampai"]
        return {"session": str(self.id), "pack": self.pack_hash, "final": int(final), "covers": covers, "lapses": {}}

    def day(self, final: bool = False) -> dict[str, Any]:
        """The crew's day so far, or as a whole when `final`; with `refused` when the logs do not go together."""
        return self._made("akhir" if final else "kini", lambda: self._merge(final))

    def covered_up_to(self, seat: str) -> int:
        """The index behind the last step the pack has played for a seat: there its person comes in."""
        day = self.day()
        if "refused" in day:
            return 0
        played = [self.pack.index[answer["step"]] for answer in day["ahead"]["answers"] if answer["auto"]]
        return max([at + 1 for at in played if self.pack.steps[at]["role"] == seat], default=0)

    def seats(self) -> set[str]:
        """The seats somebody has claimed so far."""
        return {claim.split(":")[0] for act in self.acts if act["act"] == "duduk" for claim in act["kursi"]}

    def left_to_pack(self, seat: str) -> bool:
        """Did the trainer let the pack play this seat from here on?"""
        covered: int = self.crew(False)["covers"].get(seat, 0)
        return covered >= len(self.pack.steps)

    @property
    def began(self) -> bool:
        """Has the trainer started the day?"""
        return any(act["act"] == "mulai" for act in self.acts)

    def _made(self, name: str, make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        if name not in self.days:
            self.days[name] = make()
        found: dict[str, Any] = self.days[name]
        return found

    def _merge(self, final: bool) -> dict[str, Any]:
        logs = [{"attempt": attempt, "events": [parse_line(line) for line in lines]} for attempt, lines in self.logs.items()]
        try:
            return merge(self.pack, self.crew(final), logs)
        except Refusal as refusal:
            return {"refused": refusal.code}


def room_of(kab: int, session_id: UUID, pack_hash: str, session: Any = None) -> Room:
    """The room of a session, up to date when a transaction's `session` is given, else at most a moment old."""
    rooms: OrderedDict[tuple[int, UUID], Room] = current_app.extensions.setdefault("simulasi.rooms", OrderedDict())
    room = rooms.setdefault((kab, session_id), Room(kab, session_id, pack_hash))
    rooms.move_to_end((kab, session_id))
    if len(rooms) > KEPT:
        rooms.popitem(last=False)
    if session is not None:
        room.refresh(session)
    elif abs(clock.now_ms() - room.read) >= FRESH_MS:
        look_around(rooms, room)
    return room


def look_around(rooms: OrderedDict[tuple[int, UUID], Room], asked: Room) -> None:
    """Read what is new everywhere in this kabupaten/kota at once: twenty crews that wait cost one question, not twenty."""
    now = clock.now_ms()
    near = {room.id: room for room in rooms.values() if room.kab == asked.kab and abs(now - room.asked) < ASLEEP_MS}
    asked.asked, near[asked.id] = now, asked
    here = (crew_event.c.kab == asked.kab, crew_event.c.session_id.in_([*near]))
    latest = sa.select(crew_event.c.session_id, sa.func.max(crew_event.c.n)).where(*here).group_by(crew_event.c.session_id)
    for room in near.values():
        room.read = now
    reached = {session_id: n for session_id, n in db.session.execute(latest)}
    epoch = server_state.stored_epoch(db.session)
    for room in near.values():
        if room.epoch != epoch or reached.get(room.id, 0) > room.n:
            room.refresh(db.session)
