"""From a hole on a drawn ballot to the words of `zones.py`, and back: where to punch so that a zone is hit.

A hole is its middle, in whole units of the layout; a line is met exactly on its coordinate. The sheet folds at its two middle lines.
Draws come in as integers: nothing here is random.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from simulasi.rules.errors import BadInput
from simulasi.rules.reading import short
from simulasi.rules.zones import LINE, OUTSIDE, parse_zone

Layout = Mapping[str, Any]
Point = tuple[int, int]
CLEAR, CLEAR_LINE, CLEAR_OUTSIDE = 4, 5, 7
"""How far a punched hole keeps from lines it does not mean, so that nobody has to guess what they see."""
TRIES = 400
AIM = {"pair": "photo", "dpd": "photo", "party": "logo", "cand": "name", "cand_tms": "name", "cand_noname": "name"}
KINDS = ("pair", "blank_column", "dpd", "party", "party_nolist", "cand", "cand_tms", "cand_noname", "party_column_blank")
"""In the order in which the sides of a line are named."""
_BOX_OF = {"party_column_blank": "party", "party_nolist": "party"}


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with a zone: the frame of a column or row, or a cell inside one."""

    zone: str
    x: int
    y: int
    w: int
    h: int

    def has(self, x: int, y: int) -> bool:
        """Whether a point is inside or on the edge."""
        return self.x <= x <= self.x + self.w and self.y <= y <= self.y + self.h

    def on_edge(self, x: int, y: int) -> bool:
        """Whether a point is exactly on the edge."""
        return self.has(x, y) and (x in (self.x, self.x + self.w) or y in (self.y, self.y + self.h))

    def gap(self, x: int, y: int) -> int:
        """How far a point is from the edge, in the larger of its two directions."""
        if self.has(x, y):
            return min(x - self.x, self.x + self.w - x, y - self.y, self.y + self.h - y)
        return max(self.x - x, x - self.x - self.w, self.y - y, y - self.y - self.h)


class Sheet:
    """A layout, sorted for looking up."""

    def __init__(self, layout: Layout) -> None:
        self.election: str = layout["election"]
        self.width, self.height = int(layout["width"]), int(layout["height"])
        boxes = [(cell["kind"], Box(cell["zone"], cell["x"], cell["y"], cell["w"], cell["h"])) for cell in layout["cells"]]
        # The smaller box inside a larger one is what was hit, whichever way the sheet is turned.
        self.frames = sorted((box for kind, box in boxes if kind == "frame"), key=lambda box: (box.w * box.h, box.zone))
        self.cells = [box for kind, box in boxes if kind != "frame"]
        self._cells_of = {
            frame.zone: [cell for cell in self.cells if cell.zone == frame.zone or cell.zone.startswith(f"{frame.zone}.")]
            for frame in self.frames
        }
        self._names: set[str] = set()
        self._near: dict[int, list[Box]] = {}
        for frame in self.frames:
            for y in range(frame.y - CLEAR_OUTSIDE, frame.y + frame.h + CLEAR_OUTSIDE + 1):
                self._near.setdefault(y, []).append(frame)

    def zone_at(self, x: int, y: int) -> str:
        """Say where a point is, in exactly one way."""
        hit = [frame for frame in self._near.get(y, ()) if frame.has(x, y)]
        edges = dict.fromkeys(frame.zone for frame in hit if frame.on_edge(x, y))
        if len(edges) > 1:
            return _line(*edges)
        if edges:
            return f"{_column(next(iter(edges)))}.border"
        if not hit:
            return OUTSIDE
        inside = next((cell for cell in self._cells_of[hit[0].zone] if cell.has(x, y)), None)
        return inside.zone if inside else _rest(hit[0].zone)

    def clear(self, x: int, y: int, zone: str) -> bool:
        """Whether a hole here leaves no doubt: far enough from every line it does not mean, and inside its cell."""
        near = CLEAR_OUTSIDE if zone == OUTSIDE else CLEAR_LINE if _is_line(zone) else CLEAR
        if any(frame.gap(x, y) < near and not frame.on_edge(x, y) for frame in self._near.get(y, ())):
            return False
        cells = self._cells_of.get(zone.rpartition(".")[0] or zone, ())
        return all(cell.gap(x, y) >= min(2, cell.w // 3, cell.h // 3) for cell in cells if cell.zone == zone and cell.has(x, y))

    def span(self, zone: str) -> Box:
        """A rectangle that holds every point of a zone."""
        sides = {side.text for side in parse_zone(zone).sides} or {zone.removesuffix(".border").removesuffix(".blank")}
        boxes = [cell for cell in self.cells if cell.zone == zone] or [
            box for box in self.frames if box.zone in sides or _column(box.zone) in sides
        ]
        if zone == OUTSIDE or not boxes:
            return Box(zone, 0, 0, self.width, self.height)
        left, top = min(box.x for box in boxes), min(box.y for box in boxes)
        right, bottom = max(box.x + box.w for box in boxes), max(box.y + box.h for box in boxes)
        return Box(zone, left, top, right - left, bottom - top)

    def names(self) -> set[str]:
        """The zones this drawing may have: its cells, what is left of its frames, lines, and what is outside."""
        if not self._names:
            self._names = {OUTSIDE, *(cell.zone for cell in self.cells)}
            for frame in self.frames:
                self._names |= {_rest(frame.zone), f"{_column(frame.zone)}.border"}
            for one, other in combinations(self.frames, 2):
                if one.zone != other.zone and _touch(one, other):
                    self._names.add(_line(one.zone, other.zone))
        return self._names


def zone_at(layout: Layout, x: int, y: int) -> str:
    """Say in which zone a hole is."""
    return Sheet(layout).zone_at(x, y)


def describe(layout: Layout, holes: Sequence[Sequence[int]]) -> dict[str, Any]:
    """Say what the holes of a ballot touch, as `punches` and `other` of a ballot (architecture.md 9).

    Of two holes that mirror each other through the fold the one in empty space is the twin, else the later one.
    """
    sheet = Sheet(layout)
    punches = [sheet.zone_at(x, y) for x, y in holes]
    twins = set()
    for later in range(len(holes)):
        for earlier in range(later):
            if earlier not in twins and later not in twins and _mirrored(sheet, holes[earlier], holes[later]):
                twins.add(earlier if punches[earlier] == OUTSIDE and punches[later] != OUTSIDE else later)
    return {"punches": punches, "other": {"fold_twin": sorted(twins)} if twins else {}}


def hole_for(layout: Layout | Sheet, zone: str, draw: int) -> list[int]:
    """Choose a hole in a zone by a number that was drawn elsewhere; the same number gives the same hole.

    Who punches many papers of one drawing makes its `Sheet` once.
    """
    sheet = layout if isinstance(layout, Sheet) else Sheet(layout)
    wanted = _canonical(zone)
    if wanted in sheet.names():
        for x, y in _candidates(sheet, wanted, draw):
            return [x, y]
    raise BadInput(f"zona '{short(zone)}' tidak ada pada gambar surat suara {sheet.election}")


def fold_pair_for(layout: Layout | Sheet, zone: str, twin: str, draw: int) -> list[list[int]]:
    """Choose a hole in a zone and its mirror image through the fold in another."""
    sheet = layout if isinstance(layout, Sheet) else Sheet(layout)
    twin = _canonical(twin)
    for x, y in _candidates(sheet, _canonical(zone), draw):
        for other_x, other_y in _mirrors(sheet, x, y):
            if sheet.zone_at(other_x, other_y) == twin and sheet.clear(other_x, other_y, twin):
                return [[x, y], [other_x, other_y]]
    raise BadInput(f"zona '{short(zone)}' tidak dapat tembus lipatan ke '{short(twin)}' pada gambar surat suara {sheet.election}")


def zones_of(layout: Layout) -> list[str]:
    """List every zone one can punch on a drawing."""
    sheet = Sheet(layout)
    return sorted((zone for zone in sheet.names() if next(_candidates(sheet, zone, 0), None)), key=_order)


def _candidates(sheet: Sheet, zone: str, draw: int) -> Iterator[Point]:
    """Points of a zone in an order only the drawn number decides: a few tries in a stride, then every point."""
    span = sheet.span(zone)
    across, count = span.w + 1, (span.w + 1) * (span.h + 1)
    for at in range(TRIES + count):
        # A stride that shares no factor with usual sizes scatters the tries; afterwards one by one, so that none is missed.
        where = (draw + at * 7919) % count if at < TRIES else (draw + at) % count
        x, y = span.x + where % across, span.y + where // across
        if sheet.zone_at(x, y) == zone and sheet.clear(x, y, zone):
            yield x, y


def _mirrors(sheet: Sheet, x: int, y: int) -> tuple[Point, Point]:
    return (sheet.width - x, y), (x, sheet.height - y)


def _mirrored(sheet: Sheet, one: Sequence[int], other: Sequence[int]) -> bool:
    return tuple(one) != tuple(other) and tuple(other) in _mirrors(sheet, one[0], one[1])


def _rest(frame: str) -> str:
    """What is left of a frame between its cells."""
    return f"{frame}.blank" if frame.startswith(("pair:", "dpd:")) else frame


def _column(zone: str) -> str:
    kind, found, number = zone.partition(":")
    return f"{_BOX_OF.get(kind, kind)}{found}{number}"


def _touch(one: Box, other: Box) -> bool:
    return not (one.x + one.w < other.x or other.x + other.w < one.x or one.y + one.h < other.y or other.y + other.h < one.y)


def _line(*zones: str) -> str:
    return f"{LINE} {'|'.join(sorted(zones, key=_order))}"


def _canonical(zone: str) -> str:
    """Spell a zone as `zone_at` does: the sides of a line in order, a whole column by the part people aim at."""
    read = parse_zone(zone)
    if read.sides:
        return _line(*(side.text for side in read.sides))
    aim = AIM.get(read.kind)
    return f"{read.text}.{aim}" if aim and not read.part else read.text


def _is_line(zone: str) -> bool:
    return zone.endswith(".border") or zone.startswith(f"{LINE} ")


def _order(zone: str) -> tuple[int, list[int], str]:
    kind, _, rest = zone.partition(":")
    numbers = [int(part) for part in rest.split("|")[0].split(".") if part.isdigit()]
    return KINDS.index(kind) if kind in KINDS else len(KINDS), numbers, zone
