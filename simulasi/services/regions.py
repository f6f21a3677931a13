"""What those above the PPS see: sums of places, never names, and nothing that would be about fewer than five people."""

from collections import defaultdict
from dataclasses import dataclass

import sqlalchemy as sa

from simulasi.extensions import db
from simulasi.models.member import member
from simulasi.models.rollup import r_siap, r_week
from simulasi.rules.vocabulary import SKILLS
from simulasi.services import hiding, kode, rollups, territory
from simulasi.services.hiding import FEW
from simulasi.services.readiness import READY
from simulasi.services.recount import week_start
from simulasi.services.rollups import Sum
from simulasi.services.territory import Place

WEEKS = 8
_PEOPLE = ("played", "finished", "siap", "hampir", "belum")


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


def shares(code: int, top: int) -> list[Share]:
    """What lies right below a kabupaten/kota, kecamatan or desa, for somebody who watches over `top`."""
    deeper = {2: 6, 3: 10, 4: kode.TPS_DIGITS}[kode.level(code)]
    rows, sums, ready = _people(code)
    forced = hiding.concealed(kode.path(top, code), _columns)
    secret = hiding.in_table(rows, ("siap", "hampir", "belum"), "played", forced)
    secret["finished"] = hiding.hidden({key: row["finished"] for key, row in rows.items()}, "finished" in forced)
    skills, people, stations = rollups.skills(code, by=deeper), _head_count(code, deeper), _stations(code, deeper)
    places = below(code)
    found = []
    for place in places:
        key = place.kode
        row, total, states = rows.get(key, dict.fromkeys(_PEOPLE, 0)), sums.get(key), ready.get(key)
        told = {name: None if key in secret[name] else row[name] for name in _PEOPLE}
        enough = total is not None and total.max > 0 and row["finished"] >= FEW and told["finished"] is not None
        breaches = total.knockouts if total else 0
        found.append(
            Share(
                place=place,
                members=people.get(key, 0),
                stations=stations.get(key, 0),
                ready_stations=int(states.ready) if states else 0,
                **told,
                average=100 * total.points // total.max if total and enough else None,
                knockouts=breaches if told["played"] is not None or not breaches else None,
                weakest=weakest(skills.get(key, {})) if enough else "",
                newest=total.updated if total and total.updated else None,
            )
        )
    return found


def _people(code: int) -> tuple[dict[int, dict[str, int]], dict[int, Sum], dict[int, sa.Row]]:
    """For each place right below with anything to tell: how many people stand behind each figure, and what they are made of."""
    deeper = {2: 6, 3: 10, 4: kode.TPS_DIGITS}[kode.level(code)]
    sums, ready = {each.code: each for each in rollups.sums(code, by=deeper)}, _ready(code, deeper)
    return {key: _counts(sums.get(key), ready.get(key)) for key in sums.keys() | ready.keys()}, sums, ready


def _columns(code: int) -> dict[str, dict[int, int]]:
    rows, _, _ = _people(code)
    return {name: {key: row[name] for key, row in rows.items()} for name in _PEOPLE}


def _counts(total: Sum | None, states: sa.Row | None) -> dict[str, int]:
    """How many people stand behind each figure of a place."""
    return {
        "played": total.members if total else 0,
        "finished": total.finished_members if total else 0,
        "siap": int(states.siap) if states else 0,
        "hampir": int(states.hampir) if states else 0,
        "belum": int(states.belum + states.berat) if states else 0,
    }


def trends(code: int, top: int) -> tuple[list[int], list[Trend]]:
    """The last weeks (their beginnings, ms since 1970) and the percent of points in each, for what lies right below a place."""
    forced = hiding.concealed(kode.path(top, code), lambda above: _week_people(_weeks(above)))
    rows = _weeks(code)
    secret = {week: hiding.hidden(people, week in forced) for week, people in _week_people(rows).items()}
    cells: dict[int, dict[int, int | None]] = defaultdict(dict)
    for row in rows:
        told = row.max and row.members and int(row.code) not in secret[row.week]
        cells[int(row.code)][row.week] = int(100 * row.points // row.max) if told else None
    weeks = sorted({week for each in cells.values() for week in each})[-WEEKS:]
    lines = [Trend(place, tuple(cells[place.kode].get(week) for week in weeks)) for place in below(code) if place.kode in cells]
    return [week_start(week) for week in weeks], lines


def _weeks(code: int) -> list[sa.Row]:
    deeper = {2: 6, 3: 10, 4: kode.TPS_DIGITS}[kode.level(code)]
    low, high = kode.span(code)
    rollups.recount(low, high)
    group = r_week.c.tps_id // 10 ** (kode.TPS_DIGITS - deeper)
    sums = (sa.func.sum(r_week.c[name]).label(name) for name in ("members", "points", "max"))
    here = (r_week.c.kab == kode.kab_of(code), r_week.c.tps_id.between(low, high))
    return list(db.session.execute(sa.select(group.label("code"), r_week.c.week, *sums).where(*here).group_by(group, r_week.c.week)))


def _week_people(rows: list[sa.Row]) -> dict[int, dict[int, int]]:
    people: dict[int, dict[int, int]] = defaultdict(dict)
    for row in rows:
        people[row.week][int(row.code)] = int(row.members)
    return people


def below(code: int) -> list[Place]:
    """The places right below; below a desa its TPS."""
    if kode.level(code) < 4:
        return territory.children(code)
    return [Place(tps_id, f"{tps_id % 1000:03d}", "TPS") for tps_id in territory.tps_below(code)]


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
