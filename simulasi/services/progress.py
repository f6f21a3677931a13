"""Gain and retention of a place and of what lies below it: before and after the course, and what is still known after how many days.

Class gain g = (after - before) / (100 - before) and losses: pelatihan.md 5.1. Retention: pelatihan.md 6. All from sums; above the own
desa nothing of fewer than five people.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa

from simulasi.extensions import db
from simulasi.models.rollup import r_gain, r_gain_desa, r_lupa, r_lupa_desa
from simulasi.rules.vocabulary import SKILLS
from simulasi.services import hiding, interval, kode, rollups
from simulasi.services.hiding import FEW
from simulasi.services.regions import below
from simulasi.services.territory import Place

# So high before, and a gain means nothing; below and above: low, medium, high (pelatihan.md 5.1). Retention below this: repeat (6).
HIGH, LOW, MUCH, KEPT = 90, 30, 70, 85
GAP_WORDS = ("1 hari", "2–3 hari", "4–7 hari", "8–14 hari", "lebih dari 14 hari")
ALL = "semua keterampilan"


@dataclass(frozen=True, slots=True)
class _Sums:
    """Where sums are kept, of TPS and of desa; `people` is the column that says how many people stand behind them."""

    tps: sa.Table
    desa: sa.Table
    people: str
    names: tuple[str, ...]


_GAINS = _Sums(r_gain, r_gain_desa, "n", ("n", "x", "y", "xx", "yy", "xy", "lost", "waiting"))
_LUPAS = _Sums(r_lupa, r_lupa_desa, "people", ("n", "good", "known", "kept", "people"))


@dataclass(frozen=True, slots=True)
class Gain:
    """Before and after, in percent; `g`, `low` and `high` in hundredths. None: too few people to say."""

    label: str
    n: int | None
    before: int | None = None
    after: int | None = None
    g: int | None = None
    low: int | None = None
    high: int | None = None
    lost: int | None = None
    waiting: int | None = 0

    @property
    def words(self) -> str:
        """What to make of it."""
        if self.before is None:
            return "belum ada yang menyelesaikan kedua uji" if self.n == 0 else "kurang dari 5 orang"
        if self.before >= HIGH:
            return "sudah tinggi sebelum belajar"
        if self.g is None or self.low is None:
            return "terlalu sedikit orang untuk disimpulkan"
        size = "rendah" if self.g < LOW else "sedang" if self.g <= MUCH else "tinggi"
        return size if self.low > 0 else f"{size}, belum tentu naik"


@dataclass(frozen=True, slots=True)
class Point:
    """What is known after so many days. `right`: share right of all answers; `kept`: of those right the last time. None: too few people."""

    gap: int
    n: int | None
    people: int | None
    right: int | None
    kept: int | None

    @property
    def label(self) -> str:
        """The gap in words."""
        return GAP_WORDS[self.gap]


@dataclass(frozen=True, slots=True)
class Curve:
    """How a skill is forgotten; always one point for each gap."""

    skill: str
    label: str
    points: tuple[Point, ...]

    @property
    def kept(self) -> list[int | None]:
        """For the picture: on the day itself everything was known."""
        return [100, *(point.kept for point in self.points)]

    @property
    def low(self) -> Point | None:
        """Where it first falls below what is asked for."""
        return next((point for point in self.points if point.kept is not None and point.kept < KEPT), None)


def gains(code: int, top: int) -> list[Gain]:
    """The whole test first, then the skills as the day goes. `top`: what somebody above the PPS watches over; 0 in the own desa."""
    found = {key[0]: row for key, row in _sums(code, _GAINS, "skill").items()}
    secret = hiding.concealed(kode.path(top, code), _people_in(_GAINS, "skill")) if top else set()
    whole = _gain(ALL, found.get("", dict.fromkeys(_GAINS.names, 0)), not top, ("",) in secret)
    return [whole, *(_gain(SKILLS[name], found[name], not top, (name,) in secret) for name in SKILLS if name in found)]


def gains_below(code: int, top: int) -> list[tuple[Place, Gain]]:
    """The whole test for each place right below."""
    rows = {int(key[0]): row for key, row in _sums(code, _GAINS, "place", "skill").items() if key[1] == ""}
    forced = bool(top) and ("",) in hiding.concealed(kode.path(top, code), _people_in(_GAINS, "skill"))
    secret = hiding.hidden({place: row["n"] for place, row in rows.items()}, forced) if top else set()
    nothing = dict.fromkeys(_GAINS.names, 0)
    return [(place, _gain(place.judul, rows.get(place.kode, nothing), not top, place.kode in secret)) for place in below(code)]


def curves(code: int, top: int) -> list[Curve]:
    """All skills together first, then each of which there is something to say."""
    rows = _sums(code, _LUPAS, "skill", "gap")
    secret = hiding.concealed(kode.path(top, code), _people_in(_LUPAS, "skill", "gap")) if top else set()
    found = []
    for name, label in (("", ALL), *SKILLS.items()):
        cells = {gap: rows.get((name, gap), dict.fromkeys(_LUPAS.names, 0)) for gap in range(len(GAP_WORDS))}
        if any(cell["n"] for cell in cells.values()):
            points = (_point(gap, cell, not top, (name, gap) in secret) for gap, cell in cells.items())
            found.append(Curve(name, label, tuple(points)))
    return found


def _gain(label: str, row: dict[str, int], named: bool, secret: bool) -> Gain:
    n, waiting = row["n"], row["waiting"] if named or not 0 < row["waiting"] < FEW else None
    if secret or (0 < n < FEW and not named):
        return Gain(label, None, waiting=waiting)
    if not n:
        return Gain(label, 0, waiting=waiting)
    before, after = 100 - row["x"] / n, 100 - row["y"] / n
    g = round(100 * (1 - row["y"] / row["x"])) if row["x"] and before < HIGH else None
    around = interval.of_gain(n, *(row[name] for name in ("x", "y", "xx", "yy", "xy"))) if g is not None else None
    low, high = around or (None, None)
    return Gain(label, n, round(before), round(after), g, low, high, row["lost"], waiting)


def _point(gap: int, row: dict[str, int], named: bool, secret: bool) -> Point:
    if not row["n"]:
        return Point(gap, 0, 0, None, None)
    if secret or (row["people"] < FEW and not named):
        return Point(gap, None, None, None, None)
    kept = round(100 * row["kept"] / row["known"]) if row["known"] >= FEW else None
    return Point(gap, row["n"], row["people"], round(100 * row["good"] / row["n"]), kept)


def _people_in(sums: _Sums, *keys: str) -> Callable[[int], dict[tuple[str | int, ...], dict[int, int]]]:
    """For `hiding.concealed`: how many people stand behind each figure in each of the places right below."""

    def columns_of(code: int) -> dict[tuple[str | int, ...], dict[int, int]]:
        columns: dict[tuple[str | int, ...], dict[int, int]] = defaultdict(dict)
        for key, row in _sums(code, sums, "place", *keys).items():
            columns[key[1:]][int(key[0])] = row[sums.people]
        return columns

    return columns_of


def _sums(code: int, sums: _Sums, *keys: str) -> dict[tuple[str | int, ...], dict[str, int]]:
    """Sums by these keys (`place`: what lies right below), from sums of desa where that is enough."""
    low, high = kode.span(code)
    rollups.recount(low, high)
    whole = kode.level(code) in (2, 3)
    table, column, width = (sums.desa, sums.desa.c.desa, 10) if whole else (sums.tps, sums.tps.c.tps_id, kode.TPS_DIGITS)
    room = 10 ** (kode.TPS_DIGITS - width)
    digits = {2: 6, 3: 10}.get(kode.level(code), kode.TPS_DIGITS)
    groups = [(column // 10 ** (width - digits)).label("place") if key == "place" else table.c[key] for key in keys]
    query = sa.select(*groups, *(sa.func.sum(table.c[name]) for name in sums.names)).where(
        table.c.kab == kode.kab_of(code), column.between(low // room, high // room)
    )
    found = {}
    for row in db.session.execute(query.group_by(*groups)):
        key, counts = row[: len(keys)], row[len(keys) :]
        found[tuple(key)] = dict(zip(sums.names, map(int, counts), strict=True))
    return found
