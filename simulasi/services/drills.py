"""A drill that PPS sends: which questions of the bank it is about, and who has done it, read from the answers themselves."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

import sqlalchemy as sa

from simulasi.extensions import db
from simulasi.models.attempt import DETAIL, attempt, score
from simulasi.models.device import device
from simulasi.models.member import member
from simulasi.services import items, kode, packs, topics
from simulasi.services.items import Asked

KIND = "latihan"
# Five minutes; a narrower topic than this is widened to its skill.
ENOUGH, LEAST = 5, 3
HOUR_MS = 3_600_000
# Who has done older ones is no longer looked up.
NEWEST = 10


@dataclass(frozen=True, slots=True)
class Aim:
    """What a drill asks: topics of the bank or a skill, as the phone's `#/kilat/...` takes them, and how many answers make it done."""

    families: tuple[str, ...]
    count: int

    def meets(self, asked: Asked) -> bool:
        """Is this question one of it? Twin: `onTopic` in static/js/learn/pick.js."""
        return any(each[6:] in asked.skills if each.startswith("skill:") else asked.topic.startswith(each) for each in self.families)


@dataclass(frozen=True, slots=True)
class Sent:
    """How a drill stands: how many of how many have done it, and who has not (TPS, role, name)."""

    done: int
    people: int
    open: tuple[tuple[int, int, str], ...]


def aim(code: str) -> Aim | None:
    """What the bank on offer has about a topic; None when it has nothing. Worked out once: every hello of a desa asks for the same."""
    newest = [offer.hash for offer in packs.offers() if offer.kind == KIND][-1:]
    if not newest:
        return None
    if (code, newest[0]) not in _known:
        if len(_known) >= 500:
            _known.clear()
        _known[code, newest[0]] = _aim(code, items.BOOK.of(newest[0]))
    return _known[code, newest[0]]


_known: dict[tuple[str, str], Aim | None] = {}


def _aim(code: str, bank: list[Asked]) -> Aim | None:
    topic = topics.read(code)
    if topic is None:
        return None
    kind, _, name = code.partition(":")
    if kind == "item":
        sources = set(next((row.sources for (_, choice), row in items.known([name]).items() if not choice), "").split(",")) - {""}
        near = {each.topic for each in bank if each.key == name} | {
            each.topic for each in bank if topic.skill in each.skills and sources & set(each.row["sources"].split(","))
        }
        if len(near) >= LEAST:
            return Aim(tuple(sorted(near)[:12]), min(ENOUGH, len(near)))
    found = Aim((f"skill:{topic.skill}",), ENOUGH)
    count = len({each.topic for each in bank if found.meets(each)})
    return Aim(found.families, min(ENOUGH, count)) if count else None


class Note(Protocol):
    """What is asked of a note."""

    @property
    def id(self) -> UUID: ...
    @property
    def target(self) -> int: ...
    @property
    def member_id(self) -> UUID | None: ...
    @property
    def topic(self) -> str: ...
    @property
    def at(self) -> int: ...


def standing(kab: int, notes: Sequence[Note]) -> dict[UUID, Sent]:
    """How the newest drills among these notes stand."""
    aims = {row.id: found for row in notes if row.topic and (found := aim(row.topic))}
    drills = [row for row in notes if row.id in aims][:NEWEST]
    if not drills:
        return {}
    low, high = min(kode.span(row.target)[0] for row in drills), max(kode.span(row.target)[1] for row in drills)
    answers = _answers(kab, low, high, min(row.at for row in drills))
    people = db.session.execute(
        sa.select(member.c.id, member.c.tps_id, member.c.peran, member.c.nama)
        .where(member.c.kab == kab, member.c.tps_id.between(low, high), member.c.aktif == 1)
        .order_by(member.c.tps_id, member.c.peran)
    ).all()
    stands: dict[UUID, Sent] = {}
    for row in drills:
        first, last = kode.span(row.target)
        mine = [who for who in people if first <= who.tps_id <= last and row.member_id in (None, who.id)]
        wanted, since = aims[row.id], row.at // HOUR_MS
        open_ = [
            who for who in mine if sum(hour >= since and wanted.meets(asked) for hour, asked in answers.get(who.id, ())) < wanted.count
        ]
        stands[row.id] = Sent(len(mine) - len(open_), len(mine), tuple((who.tps_id % 1000, who.peran, who.nama) for who in open_))
    return stands


def _answers(kab: int, low: int, high: int, since: int) -> dict[UUID, list[tuple[int, Asked]]]:
    """What was answered in drills since then: the hour by the server's clock, and the question."""
    query = (
        sa.select(attempt.c.member_id, attempt.c.pack_hash, DETAIL, device.c.clock_offset)
        .join(score, sa.and_(score.c.kab == attempt.c.kab, score.c.attempt_id == attempt.c.attempt_id))
        .outerjoin(
            device,
            sa.and_(device.c.kab == attempt.c.kab, device.c.device_id == attempt.c.device_id, device.c.member_id == attempt.c.member_id),
        )
        .where(attempt.c.kab == kab, attempt.c.tps_id.between(low, high), attempt.c.kind == KIND, attempt.c.updated >= since)
    )
    found: dict[UUID, list[tuple[int, Asked]]] = defaultdict(list)
    for row in db.session.execute(query):
        found[row.member_id].extend(_timed(row.pack_hash, row.detail, (row.clock_offset or 0) // HOUR_MS))
    return found


def _timed(pack_hash: str, detail: dict, ahead: int) -> Iterable[tuple[int, Asked]]:
    book = items.BOOK.of(pack_hash)
    return [(hour + ahead, book[at]) for hour, at, _ in items.timed(detail)]
