"""What the attempts of some TPS say about learning: before and after, and what is still known after how many days. Pure, like `hints`.

Gain and losses are pelatihan.md 5.1, retention pelatihan.md 6; people with both tests only, so that nobody is compared with somebody else.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from simulasi.services import items, mastery
from simulasi.services.desk import office
from simulasi.services.items import Asked

TEST, TICKS = "uji", "daftar_periksa"
# Days since the same thing was asked before: up to and including; the last one is open.
GAPS = (1, 3, 7, 14)
DAY_HOURS = 24
Plays = Sequence[tuple[Any, dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class _Answer:
    hour: int
    attempt: str
    at: int
    asked: Asked
    right: bool


def gains(plays: Plays) -> Iterator[dict[str, Any]]:
    """Rows of `r_gain` (without `kab`)."""
    tests: dict[tuple[int, UUID], list[tuple[Any, dict[str, Any]]]] = defaultdict(list)
    for row, detail in plays:
        if row.kind == TEST and row.done and "items" in detail:
            tests[row.tps_id, row.member_id].append((row, detail))
    sums: dict[tuple[int, str], dict[str, int]] = defaultdict(
        lambda: dict.fromkeys(("n", "x", "y", "xx", "yy", "xy", "lost", "waiting"), 0)
    )
    for (where, _), found in tests.items():
        # As on the phone and in the certificate: the first test is before, the newest of the other form is after.
        found.sort(key=lambda play: (play[0].received, play[0].attempt_id))
        before = found[0]
        after = next((each for each in reversed(found[1:]) if _form(each[0]) != _form(before[0])), None)
        if after is None:
            sums[where, ""]["waiting"] += 1
            continue
        first, then = _marks(*before), _marks(*after)
        sums[where, ""]["lost"] += _losses(before, after)
        for skill in first.keys() & then.keys():
            x, y = (100 - round(100 * right / of) for right, of in (first[skill], then[skill]))
            total = sums[where, skill]
            for name, value in (("n", 1), ("x", x), ("y", y), ("xx", x * x), ("yy", y * y), ("xy", x * y)):
                total[name] += value
    for (where, skill), total in sums.items():
        yield {"tps_id": where, "skill": skill, **total}


def curves(plays: Plays, kab: int) -> Iterator[dict[str, Any]]:
    """Rows of `r_lupa` (without `kab`)."""
    answers: dict[tuple[int, UUID], list[_Answer]] = defaultdict(list)
    for row, detail in plays:
        if row.kind != TICKS and "hours" in detail:
            answers[row.tps_id, row.member_id].extend(_answers(row, detail))
    sums: dict[tuple[int, str, int], dict[str, int]] = defaultdict(lambda: dict.fromkeys(("n", "good", "known", "kept"), 0))
    people: dict[tuple[int, str, int], set[UUID]] = defaultdict(set)
    for (where, who), found in answers.items():
        for gap, answer, known in _again(found, mastery.zone(kab)):
            for skill in {"", *answer.asked.skills}:
                total = sums[where, skill, gap]
                people[where, skill, gap].add(who)
                total["n"] += 1
                total["good"] += answer.right
                total["known"] += known
                total["kept"] += known and answer.right
    for key, total in sums.items():
        yield {"tps_id": key[0], "skill": key[1], "gap": key[2], **total, "people": len(people[key])}


def _again(found: list[_Answer], zone: int) -> Iterator[tuple[int, _Answer, bool]]:
    """The first answer of a day to something asked on an earlier day: the gap, the answer, and whether it had been right the last time."""
    found.sort(key=lambda each: (each.hour, each.attempt, each.at))
    last: dict[str, tuple[int, bool]] = {}
    day = 0
    for each in found:
        day = max(day, (each.hour + zone) // DAY_HOURS)  # a clock set wrong for an hour must not turn the order around
        before = last.get(each.asked.topic)
        if before is not None and before[0] < day:
            yield sum(day - before[0] > most for most in GAPS), each, before[1]
        last[each.asked.topic] = day, each.right


def _answers(row: Any, detail: dict[str, Any]) -> Iterator[_Answer]:
    book = items.BOOK.of(row.pack_hash)
    for place, (hour, at, right) in enumerate(items.timed(detail)):
        yield _Answer(hour, str(row.attempt_id), place, book[at], right)


def _marks(row: Any, detail: dict[str, Any]) -> dict[str, tuple[int, int]]:
    """Right answers, and of how many, for each skill and ("") for the whole."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for asked, right in _told(row, detail):
        for skill in {"", *asked.skills}:
            sums[skill][0] += right
            sums[skill][1] += 1
    return {skill: (right, of) for skill, (right, of) in sums.items()}


def _losses(before: tuple[Any, dict[str, Any]], after: tuple[Any, dict[str, Any]]) -> int:
    held = {asked.topic for asked, right in _told(*before) if right}
    return sum(not right and asked.topic in held for asked, right in _told(*after))


def _told(row: Any, detail: dict[str, Any]) -> Iterable[tuple[Asked, bool]]:
    book = items.BOOK.of(row.pack_hash)
    return [*((book[at], True) for at in detail["items"]["right"]), *((book[at], False) for at, _ in detail["items"]["wrong"])]


def _form(row: Any) -> str:
    pack = office().shelf.get(row.pack_hash)
    return str(pack.raw["size"]) if pack else ""
