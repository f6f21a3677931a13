"""Item analysis: what is not understood, per rule and role, for a desa or the places above it. All from sums; nothing of few people."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from math import sqrt

import sqlalchemy as sa

from simulasi.extensions import db
from simulasi.models.rollup import item, r_item, r_item_desa
from simulasi.rules.sources import REGISTRY
from simulasi.rules.vocabulary import MARK_LABELS, SKILLS
from simulasi.services import hiding, kode, rollups
from simulasi.services.hiding import FEW
from simulasi.services.recount import SUMS
from simulasi.services.regions import below
from simulasi.services.territory import Place

# Fewer answers than this and a discrimination says nothing; fewer than the other and neither does a difficulty.
N_DISCRIMINATION, N_DIFFICULTY = 30, 5
# A place, the percent right there, and of how many answers.
Share = tuple[Place, int | None, int | None]


@dataclass(frozen=True, slots=True)
class Analysis:
    """An item in a place. `right` in percent; `discrimination` in hundredths (point-biserial), None where there are too few answers."""

    key: str
    title: str
    role: str
    skill: str
    sources: tuple[str, ...]
    n: int
    people: int
    right: int
    discrimination: int | None
    sure_wrong: int | None
    wrong: tuple[tuple[str, int, int], ...] = ()  # what was chosen instead, how often and by how many people, most often first

    @property
    def code(self) -> str:
        """As a topic."""
        return f"item:{self.key}"

    @property
    def verdict(self) -> str:
        """What the figures advise, in words."""
        if self.discrimination is not None and self.discrimination < 0:
            return "yang pandai justru salah: periksa soal dan kuncinya"
        if self.right < 60:
            return "belum dipahami: jadikan topik"
        return "sebagian belum paham" if self.right < 80 else "dipahami"


def listed(code: int, role: str = "", skill: str = "", *, top: int) -> list[Analysis]:
    """The items of a place, least understood first. `top`: what somebody above the PPS watches over (0: the own desa); for them what fewer
    than five people answered is left out."""
    rows = [each for each in _items(code) if (not role or each.role == role) and (not skill or each.skill == skill)]
    rows = [each for each in rows if each.n >= N_DIFFICULTY]
    if top:
        secret = hiding.concealed(kode.path(top, code), _people)
        rows = [_few_left_out(each) for each in rows if each.people >= FEW and each.key not in secret]
    return sorted(rows, key=lambda each: (each.right, -each.n, each.key))


def one(code: int, key: str, *, top: int) -> tuple[Analysis, list[Share]] | None:
    """An item in a place, and (place, percent right, n) for what lies right below; None where too few people answered."""
    found = _items(code, key)
    if not top:
        return (found[0], _places(code, key)) if found else None
    secret = hiding.concealed(kode.path(top, code), lambda above: _people(above, key))
    if not found or found[0].people < FEW or key in secret:
        return None
    return _few_left_out(found[0]), _places(code, key, hiding.hidden(_people(code, key).get(key, {})))


def source_lines(keys: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """The sources of an item in words: id, title, mark."""
    known = [REGISTRY[key] for key in keys if key in REGISTRY]
    return [(each.id, " ".join(filter(None, (each.instrument, each.article, each.title))), MARK_LABELS[each.mark]) for each in known]


def _items(code: int, key: str = "") -> list[Analysis]:
    low, high = kode.span(code)
    rollups.recount(low, high)
    table, here = _here(code)
    sums = [sa.func.sum(table.c[name]).label(name) for name in SUMS]
    query = sa.select(table.c.item, table.c.choice, *sums).where(*here, *((table.c.item == key,) if key else ()))
    sub = query.group_by(table.c.item, table.c.choice).subquery()
    rows = db.session.execute(
        sa.select(sub, *(item.c[name] for name in ("title", "role", "skill", "sources"))).join(
            item, sa.and_(item.c.item == sub.c.item, item.c.choice == sub.c.choice)
        )
    ).all()
    wrong: dict[str, list[tuple[str, int, int]]] = {}
    for row in rows:
        if row.choice:
            wrong.setdefault(row.item, []).append((row.title, int(row.n), int(row.people)))
    return [_analysis(row, sorted(wrong.get(row.item, []), key=lambda each: (-each[1], each[0]))) for row in rows if not row.choice]


def _here(code: int) -> tuple[sa.Table, tuple[sa.ColumnElement[bool], ...]]:
    """Sums of desa where that is enough: what a page costs must not grow with the number of TPS."""
    if kode.level(code) == 4 or kode.level(code) == 0:
        low, high = kode.span(code)
        return r_item, (r_item.c.kab == kode.kab_of(code), r_item.c.tps_id.between(low, high))
    low, high = (each // 1000 for each in kode.span(code))
    return r_item_desa, (r_item_desa.c.kab == kode.kab_of(code), r_item_desa.c.desa.between(low, high))


def _analysis(row: sa.Row, wrong: list[tuple[str, int, int]]) -> Analysis:
    n, good = int(row.n), int(row.good)
    return Analysis(
        key=row.item,
        title=row.title,
        role=row.role,
        skill=row.skill,
        sources=tuple(filter(None, row.sources.split(","))),
        n=n,
        people=int(row.people),
        right=100 * good // n,
        discrimination=_biserial(n, good, int(row.x), int(row.xx), int(row.xr)),
        sure_wrong=100 * int(row.sure_wrong) // n if row.sure else None,
        wrong=tuple(wrong[:4]),
    )


def _biserial(n: int, good: int, x: int, xx: int, xr: int) -> int | None:
    """The point-biserial correlation of one answer with the whole attempt, from sums alone."""
    variance = n * xx - x * x
    if n < N_DISCRIMINATION or good in (0, n) or variance <= 0:
        return None
    p = good / n
    return round(100 * (xr / good - x / n) / (sqrt(variance) / n) * sqrt(p / (1 - p)))


def _few_left_out(found: Analysis) -> Analysis:
    return replace(found, wrong=tuple(each for each in found.wrong if each[2] >= FEW))


def _people(code: int, key: str = "") -> dict[str, dict[int, int]]:
    """For each item how many people answered it in each of the places right below."""
    people: dict[str, dict[int, int]] = defaultdict(dict)
    for row in _by_place(code, key):
        people[row.item][int(row.code)] = int(row.people)
    return people


def _by_place(code: int, key: str = "") -> Sequence[sa.Row]:
    table, here = _here(code)
    digits = {2: 6, 3: 10, 4: kode.TPS_DIGITS}[kode.level(code)]
    column, width = (table.c.desa, 10) if table is r_item_desa else (table.c.tps_id, kode.TPS_DIGITS)
    group = column // 10 ** (width - digits)
    sums = (sa.func.sum(table.c[name]).label(name) for name in ("n", "good", "people"))
    query = sa.select(table.c.item, group.label("code"), *sums).where(*here, table.c.choice == "", *((table.c.item == key,) if key else ()))
    return db.session.execute(query.group_by(table.c.item, group)).all()


def _places(code: int, key: str, secret: Collection[int] = ()) -> list[Share]:
    """(place, percent right, n) for what lies right below: n is 0 where nobody answered, None where it is not told."""
    rows = {int(row.code): row for row in _by_place(code, key)}
    found: list[Share] = []
    for place in below(code):
        row = rows.get(place.kode)
        if row is None or place.kode in secret:
            found.append((place, None, 0 if row is None else None))
        else:
            found.append((place, int(100 * row.good // row.n), int(row.n)))
    return found


def skill_label(name: str) -> str:
    """A skill in words."""
    return SKILLS.get(name, "")
