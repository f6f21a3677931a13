"""What the board of a desa shows: whom to call tonight. Names are only here, for the PPS of that desa; above it there are `regions`.

No data is no data and not a bad mark; a breach (knock-out) is a word and not a low number.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

import sqlalchemy as sa

from simulasi import clock
from simulasi.extensions import db
from simulasi.models.device import device
from simulasi.models.rollup import item, r_item, r_member
from simulasi.rules.vocabulary import SKILLS
from simulasi.services import kode, rollups, roster, territory
from simulasi.services.readiness import KNOCKOUTS, READY, Standing
from simulasi.services.roster import Member
from simulasi.services.territory import Place

__all__ = ["KNOCKOUTS", "READY", "Board", "Cell", "Station", "board", "cells_of", "skill_rows", "station"]

SILENT_MS = 3 * 86_400_000
# Who needs the PPS first: a breach, then a low mark, then silence, then what is unfinished.
NEED = {"langgar": 5, "dampingi": 4, "periksa": 3, "kosong": 2, "jalan": 2, "sedang": 1, "siap": 0}
WHY = {
    "langgar": "kesalahan berat pada hari terakhir: bicarakan langsung",
    "dampingi": "nilai di bawah 60: dampingi mengulang",
    "periksa": "catatannya perlu diperiksa",
    "kosong": "belum ada data: tanyakan, jangan anggap gagal",
    "jalan": "belum ada hari bernilai yang selesai",
    "sedang": "cukup, ulangi yang lemah",
    "siap": "siap",
}


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

    @property
    def need(self) -> tuple[int, int, int]:
        """The larger, the sooner to call: what is wrong, how low, how long silent."""
        return NEED[self.state], 100 - (self.last if self.last is not None else 100), -(self.seen or 0)

    @property
    def why(self) -> str:
        """Why they are on the list."""
        return WHY[self.state]


@dataclass(frozen=True, slots=True)
class Station:
    """A row of the board: a TPS and its seven seats (a seat may be empty)."""

    tps_id: int
    seats: tuple[Cell | None, ...]
    weakest: str
    table: tuple[str, int] | None = None  # the role whose answers are right least often, and how often

    @property
    def seen(self) -> int | None:
        """When this crew was last heard of."""
        return max((cell.seen for cell in self.seats if cell and cell.seen), default=None)

    @property
    def ready(self) -> int:
        """Seats of seven with somebody ready."""
        return sum(cell is not None and cell.state == "siap" for cell in self.seats)

    @property
    def need(self) -> tuple[int, ...]:
        """Sorted by this, largest first, the crew that needs somebody most is on top."""
        cells = [cell for cell in self.seats if cell]
        return (
            *(sum(cell.state == state for cell in cells) for state in ("langgar", "dampingi", "periksa")),
            sum(cell.silent for cell in cells),
        )

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
    def calls(self) -> list[Cell]:
        """Whom to call first, at most six."""
        return sorted((cell for cell in self.cells if NEED[cell.state] >= 2), key=lambda cell: cell.need, reverse=True)[:6]

    @property
    def ready_stations(self) -> int:
        """TPS whose seven seats are all ready."""
        return sum(each.ready == 7 for each in self.stations)

    @property
    def worst(self) -> tuple[int, int]:
        """The TPS with most members to call tonight, and how many (0: nobody)."""
        calls: dict[int, int] = defaultdict(int)
        for cell in self.cells:
            calls[cell.member.tps_id] += cell.state in ("dampingi", "langgar")
        tps_id = max(calls, key=lambda key: (calls[key], -key), default=0)
        return tps_id % 1000, calls.get(tps_id, 0)


def board(desa: int, by_need: bool = True) -> Board | None:
    """The board of a desa: the crew that needs somebody most first, or by number."""
    place = territory.place(desa)
    if place is None:
        return None
    cells = cells_of(desa)
    by_seat = {(cell.member.tps_id, cell.member.peran): cell for cell in cells}
    skills = rollups.skills(desa)
    tables = weakest_tables(desa)
    stations = [
        Station(tps_id, tuple(by_seat.get((tps_id, peran)) for peran in range(1, 8)), _weakest(skills.get(tps_id, {})), tables.get(tps_id))
        for tps_id in territory.tps_below(desa)
    ]
    if by_need:
        stations.sort(key=lambda each: (*(-count for count in each.need), each.tps_id))
    return Board(place, stations, _weak_skills(skills.values()), max((cell.seen for cell in cells if cell.seen), default=None), cells)


def station(tps_id: int) -> tuple[Place, Station, list[tuple[str, int, int, int]]] | None:
    """A TPS: its place, its crew, its skills."""
    place = territory.place(kode.desa_of(tps_id))
    if place is None or tps_id not in territory.tps_below(tps_id):
        return None
    by_seat = {cell.member.peran: cell for cell in cells_of(tps_id)}
    skills = rollups.skills(tps_id).get(tps_id, {})
    seats = tuple(by_seat.get(peran) for peran in range(1, 8))
    return place, Station(tps_id, seats, _weakest(skills), weakest_tables(tps_id).get(tps_id)), skill_rows(skills)


def cells_of(code: int) -> list[Cell]:
    """Everybody below a TPS or a desa, as they stand."""
    low, high = kode.span(code)
    rollups.recount(low, high)
    names = ("days", "finished", "last", "best", "knockouts", "refusal", "updated")
    here = (r_member.c.kab == kode.kab_of(code), r_member.c.tps_id.between(low, high))
    rows = db.session.execute(sa.select(r_member.c.member_id, *(r_member.c[name] for name in names)).where(*here))
    stands = {row[0]: Standing(*row[1:]) for row in rows}
    phones = _phones_below(code)
    return [_cell(each, stands.get(each.id, Standing()), phones.get(each.id)) for each in roster.members_of(code)]


def _cell(person: Member, stand: Standing, phone: int | None) -> Cell:
    seen = max(stand.updated, phone or 0) or None
    last, best = (value if value >= 0 else None for value in (stand.last, stand.best))
    return Cell(person, stand.state, stand.text, last, best, stand.finished, seen, phone is not None)


def weakest_tables(code: int) -> dict[int, tuple[str, int]]:
    """For each TPS the role whose items were answered right least often (of at least five answers), with the percent."""
    low, high = kode.span(code)
    n, good = sa.func.sum(r_item.c.n), sa.func.sum(r_item.c.good)
    query = (
        sa.select(r_item.c.tps_id, item.c.role, n, good)
        .join(item, sa.and_(item.c.item == r_item.c.item, item.c.choice == r_item.c.choice))
        .where(r_item.c.kab == kode.kab_of(code), r_item.c.tps_id.between(low, high), r_item.c.choice == "")
        .group_by(r_item.c.tps_id, item.c.role)
        .having(n >= 5)
    )
    found: dict[int, tuple[str, int]] = {}
    for where, role, count, right in db.session.execute(query):
        share = int(100 * right // count)
        if share < READY and (where not in found or share < found[where][1]):
            found[where] = role, share
    return found


def _phones_below(code: int) -> dict[UUID, int]:
    """When each member's phones were last heard of."""
    low, high = kode.span(code)
    here = (device.c.kab == kode.kab_of(code), device.c.tps_id.between(low, high), device.c.revoked_at.is_(None))
    query = sa.select(device.c.member_id, sa.func.max(device.c.seen)).where(*here).group_by(device.c.member_id)
    return {key: seen for key, seen in db.session.execute(query)}


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
