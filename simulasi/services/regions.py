"""What those above the PPS see: sums of places, never names, and nothing that would be about fewer than five people."""

from collections import defaultdict
from dataclasses import dataclass

import sqlalchemy as sa

from simulasi.extensions import db
from simulasi.models.member import member
from simulasi.models.rollup import r_siap, r_week
from simulasi.rules.vocabulary import SKILLS
from simulasi.services import kode, rollups, territory
from simulasi.services.readiness import READY
from simulasi.services.recount import week_start
from simulasi.services.territory import Place

# Fewer people than this, and a count, a share or an average would be about somebody.
FEW = 5
WEEKS = 8


@dataclass(frozen=True, slots=True)
class Share:
    """A place as those above the PPS see it. A count of people from 1 to 4 is not told (`None`), nor what is derived from so few."""

    place: Place
    members: int
    stations: int
    ready_stations: int
    played: int | None
    finished: int | None
    siap: int | None
    hampir: int | None
    belum: int | None
    average: int | None
    knockouts: int | None
    weakest: str
    newest: int | None


@dataclass(frozen=True, slots=True)
class Trend:
    """Percent of the points by week for a place, oldest first; None where fewer than five people finished a day."""

    place: Place
    percents: tuple[int | None, ...]


def shares(code: int) -> list[Share]:
    """What lies right below a kabupaten/kota, kecamatan or desa."""
    deeper = {2: 6, 3: 10, 4: kode.TPS_DIGITS}[kode.level(code)]
    sums = {each.code: each for each in rollups.sums(code, by=deeper)}
    skills = rollups.skills(code, by=deeper)
    people, ready, stations = _head_count(code, deeper), _ready(code, deeper), _stations(code, deeper)
    found = []
    for place in below(code):
        total, states = sums.get(place.kode), ready.get(place.kode)
        enough = total is not None and total.finished_members >= FEW and total.max > 0
        played = total.members if total else 0
        found.append(
            Share(
                place=place,
                members=people.get(place.kode, 0),
                stations=stations.get(place.kode, 0),
                ready_stations=int(states.ready) if states else 0,
                played=told(played),
                finished=told(total.finished_members if total else 0),
                siap=told(int(states.siap) if states else 0),
                hampir=told(int(states.hampir) if states else 0),
                belum=told(int(states.belum + states.berat) if states else 0),
                average=100 * total.points // total.max if total and enough else None,
                knockouts=total.knockouts if total and (played >= FEW or not total.knockouts) else None if total else 0,
                weakest=weakest(skills.get(place.kode, {})) if enough else "",
                newest=total.updated if total and total.updated else None,
            )
        )
    return found


def trends(code: int) -> tuple[list[int], list[Trend]]:
    """The last weeks (their beginnings, ms since 1970) and the percent of points in each, for what lies right below a place."""
    deeper = {2: 6, 3: 10, 4: kode.TPS_DIGITS}[kode.level(code)]
    low, high = kode.span(code)
    rollups.recount(low, high)
    group = r_week.c.tps_id // 10 ** (kode.TPS_DIGITS - deeper)
    names = ("members", "points", "max")
    query = (
        sa.select(group.label("code"), r_week.c.week, *(sa.func.sum(r_week.c[name]).label(name) for name in names))
        .where(r_week.c.kab == kode.kab_of(code), r_week.c.tps_id.between(low, high))
        .group_by(group, r_week.c.week)
    )
    cells: dict[int, dict[int, int | None]] = defaultdict(dict)
    for row in db.session.execute(query):
        percent = int(100 * row.points // row.max) if row.max and row.members >= FEW else None
        cells[int(row.code)][row.week] = percent
    weeks = sorted({week for each in cells.values() for week in each})[-WEEKS:]
    rows = [Trend(place, tuple(cells[place.kode].get(week) for week in weeks)) for place in below(code) if place.kode in cells]
    return [week_start(week) for week in weeks], rows


def below(code: int) -> list[Place]:
    """The places right below; below a desa its TPS."""
    if kode.level(code) < 4:
        return territory.children(code)
    return [Place(tps_id, f"{tps_id % 1000:03d}", "TPS") for tps_id in territory.tps_below(code)]


def told(count: int) -> int | None:
    """A count of people as it may be told."""
    return count if count == 0 or count >= FEW else None


def weakest(skills: dict[str, tuple[int, int]]) -> str:
    """The skill with the lowest share of its points, when it is below what counts as ready."""
    rows = [(100 * points // best, SKILLS.get(name, name)) for name, (points, best) in skills.items() if best]
    low = [row for row in rows if row[0] < READY]
    return min(low)[1] if low else ""


def _ready(code: int, digits: int) -> dict[int, sa.Row]:
    low, high = kode.span(code)
    group = r_siap.c.tps_id // 10 ** (kode.TPS_DIGITS - digits)
    sums = (sa.func.sum(r_siap.c[name]).label(name) for name in ("siap", "hampir", "belum", "berat"))
    ready = sa.func.sum(sa.case((r_siap.c.seats == 7, 1), else_=0)).label("ready")
    query = sa.select(group.label("code"), ready, *sums).where(r_siap.c.kab == kode.kab_of(code), r_siap.c.tps_id.between(low, high))
    return {int(row.code): row for row in db.session.execute(query.group_by(group))}


def _stations(code: int, digits: int) -> dict[int, int]:
    counts: dict[int, int] = defaultdict(int)
    for tps_id in territory.tps_below(code):
        counts[tps_id // 10 ** (kode.TPS_DIGITS - digits)] += 1
    return counts


def _head_count(code: int, digits: int) -> dict[int, int]:
    low, high = kode.span(code)
    group = member.c.tps_id // 10 ** (kode.TPS_DIGITS - digits)
    here = (member.c.kab == kode.kab_of(code), member.c.tps_id.between(low, high), member.c.aktif == 1)
    return {int(key): count for key, count in db.session.execute(sa.select(group, sa.func.count()).where(*here).group_by(group))}
