"""What the boards show: whom to call tonight. A PPS sees its people; above it there are sums of TPS, never names.

No data is no data and not a bad mark; a breach (knock-out) is a word and not a low number.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

import sqlalchemy as sa

from simulasi import clock
from simulasi.extensions import db
from simulasi.models.attempt import attempt, score
from simulasi.models.device import device
from simulasi.models.member import member
from simulasi.rules.vocabulary import SKILLS
from simulasi.services import kode, rollups, roster, territory
from simulasi.services.roster import Member
from simulasi.services.territory import Place

# In percent of the points: what the colours of the board say.
READY, HELP = 80, 60
SILENT_MS = 3 * 86_400_000
# Fewer people than this and a share or an average would be about somebody.
FEW = 5
KNOCKOUTS = {"psu": "PSU", "integritas": "Etik", "pidana": "Pi\u00addana"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One member on the board. `state`: kosong, jalan, siap, sedang, dampingi, langgar, periksa."""

    member: Member
    state: str
    text: str
    last: int | None
    best: int | None
    finished: int
    seen: int | None
    enrolled: bool

    @property
    def silent(self) -> bool:
        """Has nothing been heard for more than three days (or ever)?"""
        return self.seen is None or clock.now_ms() - self.seen > SILENT_MS


@dataclass(frozen=True, slots=True)
class Station:
    """A row of the board: a TPS and its seven seats (a seat may be empty)."""

    tps_id: int
    seats: tuple[Cell | None, ...]
    weakest: str

    @property
    def nomor(self) -> int:
        """As printed on the TPS."""
        return self.tps_id % 1000


@dataclass(frozen=True, slots=True)
class Board:
    """A desa as its PPS sees it."""

    place: Place
    stations: list[Station]
    weak: list[tuple[str, int]]
    newest: int | None
    cells: list[Cell] = field(default_factory=list)

    def count(self, *states: str) -> int:
        """How many members are in one of these states."""
        return sum(cell.state in states for cell in self.cells)

    @property
    def silent(self) -> int:
        """How many we have not heard of for three days."""
        return sum(cell.silent for cell in self.cells)

    @property
    def worst(self) -> tuple[int, int]:
        """The TPS with most members to call tonight, and how many (0: nobody)."""
        calls: dict[int, int] = defaultdict(int)
        for cell in self.cells:
            calls[cell.member.tps_id] += cell.state in ("dampingi", "langgar")
        tps_id = max(calls, key=lambda key: (calls[key], -key), default=0)
        return tps_id % 1000, calls.get(tps_id, 0)


@dataclass(frozen=True, slots=True)
class Share:
    """A place as those above the PPS see it."""

    place: Place
    members: int
    played: int
    finished: int
    average: int | None
    knockouts: int
    weakest: str
    newest: int | None


def board(desa: int) -> Board | None:
    """The board of a desa."""
    place = territory.place(desa)
    if place is None:
        return None
    cells = cells_of(desa)
    by_seat = {(cell.member.tps_id, cell.member.peran): cell for cell in cells}
    skills = rollups.skills(desa)
    stations = [
        Station(tps_id, tuple(by_seat.get((tps_id, peran)) for peran in range(1, 8)), _weakest(skills.get(tps_id, {})))
        for tps_id in territory.tps_below(desa)
    ]
    return Board(place, stations, _weak_skills(skills.values()), max((cell.seen for cell in cells if cell.seen), default=None), cells)


def station(tps_id: int) -> tuple[Place, Station, list[tuple[str, int, int, int]]] | None:
    """A TPS: its place, its crew, its skills."""
    place = territory.place(kode.desa_of(tps_id))
    if place is None or tps_id not in territory.tps_below(tps_id):
        return None
    by_seat = {cell.member.peran: cell for cell in cells_of(tps_id)}
    skills = rollups.skills(tps_id).get(tps_id, {})
    return place, Station(tps_id, tuple(by_seat.get(peran) for peran in range(1, 8)), _weakest(skills)), skill_rows(skills)


def shares(code: int) -> list[Share]:
    """What lies right below a kabupaten/kota, kecamatan or desa, summed: no names, and no shares of fewer than five people."""
    deeper = {2: 6, 3: 10, 4: kode.TPS_DIGITS}[kode.level(code)]
    sums = {each.code: each for each in rollups.sums(code, by=deeper)}
    skills = rollups.skills(code, by=deeper)
    people = _head_count(code, deeper)
    below = territory.children(code) if kode.level(code) < 4 else [_as_place(tps_id) for tps_id in territory.tps_below(code)]
    found = []
    for place in below:
        total = sums.get(place.kode)
        enough = total is not None and total.finished_members >= FEW and total.max > 0
        found.append(
            Share(
                place=place,
                members=people.get(place.kode, 0),
                played=total.members if total else 0,
                finished=total.finished_members if total else 0,
                average=100 * total.points // total.max if total and enough else None,
                knockouts=total.knockouts if total else 0,
                weakest=_weakest(skills.get(place.kode, {})) if enough else "",
                newest=total.updated if total and total.updated else None,
            )
        )
    return found


def cells_of(code: int) -> list[Cell]:
    people = roster.members_of(code)
    days: dict[UUID, list[sa.Row]] = defaultdict(list)
    for row in _days(code):
        days[row.member_id].append(row)
    phones = _phones_below(code)
    return [_cell(each, days.get(each.id, []), phones.get(each.id)) for each in people]


def _cell(person: Member, days: list[sa.Row], phone: int | None) -> Cell:
    """`days` newest first. The last finished day decides, and a breach in it outweighs its number."""
    finished = [row for row in days if row.done]
    percents = [100 * row.points // row.max for row in finished if row.max]
    seen = max([row.updated for row in days] + ([phone] if phone else []), default=None)
    state, text = "kosong", "–"
    if finished:
        last = percents[0] if percents else 0
        state, text = "siap" if last >= READY else "sedang" if last >= HELP else "dampingi", str(last)
        if finished[0].knockouts:
            codes = {each["code"] for each in json.loads(finished[0].detail)["score"]["knockouts"]}
            state, text = "langgar", next((word for code, word in KNOCKOUTS.items() if code in codes), "Berat")
    elif days:
        state, text = ("periksa", "cek") if days[0].refusal else ("jalan", "jalan")
    return Cell(person, state, text, percents[0] if percents else None, max(percents, default=None), len(finished), seen, phone is not None)


def _days(code: int) -> Iterable[sa.Row]:
    low, high = kode.span(code)
    marks = (score.c.points, score.c.max, score.c.done, score.c.refusal, score.c.knockouts)
    detail = sa.case((score.c.knockouts > 0, score.c.detail)).label("detail")
    return db.session.execute(
        sa.select(attempt.c.member_id, attempt.c.updated, *marks, detail)
        .outerjoin(score, sa.and_(score.c.kab == attempt.c.kab, score.c.attempt_id == attempt.c.attempt_id))
        .where(attempt.c.kab == kode.kab_of(code), attempt.c.tps_id.between(low, high), attempt.c.kind == "hari")
        .order_by(attempt.c.received.desc(), attempt.c.attempt_id.desc())
    )


def _phones_below(code: int) -> dict[UUID, int]:
    """When each member's phones were last heard of."""
    low, high = kode.span(code)
    here = (device.c.kab == kode.kab_of(code), device.c.tps_id.between(low, high), device.c.revoked_at.is_(None))
    query = sa.select(device.c.member_id, sa.func.max(device.c.seen)).where(*here).group_by(device.c.member_id)
    return {key: seen for key, seen in db.session.execute(query)}


def _head_count(code: int, digits: int) -> dict[int, int]:
    low, high = kode.span(code)
    group = member.c.tps_id // 10 ** (kode.TPS_DIGITS - digits)
    here = (member.c.kab == kode.kab_of(code), member.c.tps_id.between(low, high), member.c.aktif == 1)
    return {int(key): count for key, count in db.session.execute(sa.select(group, sa.func.count()).where(*here).group_by(group))}


def skill_rows(skills: dict[str, tuple[int, int]]) -> list[tuple[str, int, int, int]]:
    """In the order of the day."""
    return [(SKILLS[name], 100 * skills[name][0] // skills[name][1], *skills[name]) for name in SKILLS if skills.get(name, (0, 0))[1]]


def _weakest(skills: dict[str, tuple[int, int]]) -> str:
    """The skill with the lowest share of its points, when it is below what counts as ready."""
    rows = [(percent, label) for label, percent, _, _ in skill_rows(skills) if percent < READY]
    return min(rows)[1] if rows else ""


def _weak_skills(skills: Iterable[dict[str, tuple[int, int]]], most: int = 5) -> list[tuple[str, int]]:
    """The weakest skills of a desa with the percent of points missed, worst first."""
    total: dict[str, tuple[int, int]] = {}
    for each in skills:
        for name, (points, best) in each.items():
            before = total.get(name, (0, 0))
            total[name] = (before[0] + points, before[1] + best)
    missed = [(100 - percent, label) for label, percent, _, _ in skill_rows(total) if percent < 100]
    return [(label, percent) for percent, label in sorted(missed, key=lambda row: (-row[0], row[1]))[:most]]


def _as_place(tps_id: int) -> Place:
    return Place(tps_id, f"{tps_id % 1000:03d}", "TPS")
