"""Mark an attempt anew from what was kept of its outcomes, without its log: where a correction changed marks and nothing else.

A replay by the corrected pack is the truth (`correcting.py`; a property test holds the two together). This is the same sum in a hundredth of
the time, and it says None wherever it could be another: the day could have taken another course, or what was chosen is not known.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from operator import add
from typing import Any

from simulasi.engine.answers import auto_answer
from simulasi.engine.pack import Pack
from simulasi.models.marks import Folded, code_of
from simulasi.models.marks import read as read_folded
from simulasi.models.marks import write as write_folded

Json = dict[str, Any]
DAY = "hari"
CHOICES = ("choice", "judge")
# What a correction may say otherwise without touching what happens; anything else that differs means a replay.
WORDS_OF_PACK = ("rules_revision", "content_revision", "title", "sources", "steps")
WORDS_OF_STEP = ("options", "prompt", "cards", "sources", "why")


@dataclass(frozen=True, slots=True)
class Told:
    """What one option of a step is worth, before and after. `blames`: who chose it is blamed for more or for less than before."""

    points: tuple[int, int]
    right: tuple[int, int]
    knockout: tuple[str | None, str | None]
    blames: bool


@dataclass(frozen=True, slots=True)
class Step:
    """A step whose marks changed. `alone`: the only option that was right, if it was one; `auto`: played by the pack, nothing changed."""

    at: int
    id: str
    skills: tuple[int | str, ...]
    best: tuple[int, int]
    options: dict[str, Told]
    alone: str | None
    auto: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """The new mark: the detail as it is stored, and the numbers that stand beside it."""

    detail: bytes
    points: int
    max: int
    knockouts: int


class Regrader:
    """From the marks by one pack to the marks by its correction."""

    def __init__(self, steps: list[Step], index: dict[str, int]):
        self.steps, self.index = steps, index

    def __call__(self, detail: bytes) -> Mark | None:
        """The new mark of a folded detail; None when only a replay can tell."""
        told = read_folded(detail)
        if told.sure is not None or told.confidence or not isinstance(told.right, bytes):
            return None
        right = int.from_bytes(told.right, "little")
        wrong: dict[Any, Any] = dict(zip(told.wrong[::2], told.wrong[1::2], strict=True))
        if 2 * len(wrong) != len(told.wrong):
            return None
        changed, before = False, (right, list(wrong))
        for step in self.steps:
            was_right = right >> step.at & 1
            own = was_right or step.at in wrong
            if not own:
                if not step.auto:
                    return None
                continue
            chosen = step.alone if was_right else str(wrong[step.at])
            found = step.options.get(chosen) if chosen is not None else None
            if chosen is None or found is None or (found.blames and told.findings):
                return None
            changed = True
            right &= ~(1 << step.at)
            wrong.pop(step.at, None)
            if found.right[1]:
                right |= 1 << step.at
            else:
                wrong[step.at] = chosen
            self._add(told, step, found)
        if changed:
            told.right = right.to_bytes((right.bit_length() + 7) // 8, "little")
            told.wrong = [part for at in sorted(wrong) for part in (at, wrong[at])]
            if told.hours is not None:
                if hours_of(told.hours, *before) != told.hours:
                    return None  # not answered in the order of the steps: only the log knows which hour lost or won
                told.hours = hours_of(told.hours, right, wrong)
        points, best, *_ = told.numbers
        return Mark(write_folded(told) if changed else detail, points, best, len(told.knockouts) // 2)

    def _add(self, told: Folded, step: Step, found: Told) -> None:
        more, most = found.points[1] - found.points[0], step.best[1] - step.best[0]
        points, best, *rest = told.numbers
        told.numbers = (points + more, best + most, *rest)  # type: ignore[assignment]
        names = told.skills[::3]
        for skill in step.skills:
            at = 3 * names.index(skill)
            told.skills[at + 1] += more  # type: ignore[operator]
            told.skills[at + 2] += most  # type: ignore[operator]
        if found.knockout[0] != found.knockout[1]:
            pairs = [pair for pair in zip(told.knockouts[::2], told.knockouts[1::2], strict=True) if pair[0] != step.id]
            if found.knockout[1] is not None:
                pairs.append((step.id, found.knockout[1]))
            pairs.sort(key=lambda pair: self.index[pair[0]])
            told.knockouts = [part for pair in pairs for part in pair]


def hours_of(hours: list[int], right: int, wrong: Iterable[int]) -> list[int]:
    """Hours with as many answers in each as before, right and wrong counted anew, for answers in the order of the steps."""
    answered = right
    for at in wrong:
        answered |= 1 << at
    found = list(hours)
    for at, part in enumerate(_parts(answered, tuple(map(add, hours[1::3], hours[2::3])))):
        good = (right & part).bit_count()
        found[3 * at + 1], found[3 * at + 2] = good, part.bit_count() - good
    return found


@lru_cache(maxsize=4096)
def _parts(answered: int, sizes: tuple[int, ...]) -> tuple[int, ...]:
    """The steps of each hour as bits. Kept: whoever sat on the same chairs until the end of a day answered the same steps."""
    order = (at for at in range(answered.bit_length()) if answered >> at & 1)
    return tuple(sum(1 << at for at in islice(order, size)) for size in sizes)


def between(first: Pack, second: Pack) -> Regrader | None:
    """What it takes to regrade; None when the correction changes more than marks, or tells apart options by the same text."""
    old, new = first.raw, second.raw
    if old["kind"] != DAY or _without(old, WORDS_OF_PACK) != _without(new, WORDS_OF_PACK) or len(first.steps) != len(second.steps):
        return None
    changed = []
    for at, (before, after) in enumerate(zip(first.steps, second.steps, strict=True)):
        if "options" in before and len({option["text"] for option in before["options"]}) != len(before["options"]):
            return None
        if before == after:
            continue
        if before["kind"] not in CHOICES or _without(before, WORDS_OF_STEP) != _without(after, WORDS_OF_STEP):
            return None
        there = {option["text"]: option for option in after["options"]}
        if {option["text"]: option["effects"] for option in before["options"]} != {text: each["effects"] for text, each in there.items()}:
            return None
        changed.append(_step(at, before, after, there))
    return Regrader(changed, first.index)


def _step(at: int, before: Json, after: Json, there: dict[str, Json]) -> Step:
    right = [option["id"] for option in before["options"] if option["right"]]
    first, second = _auto(before), _auto(after)
    return Step(
        at,
        before["id"],
        tuple(code_of(skill) for skill in before["skills"]),
        (_best(before), _best(after)),
        {option["id"]: _told(option, there[option["text"]]) for option in before["options"]},
        right[0] if len(right) == 1 else None,
        first["effects"] == second["effects"] and (first["right"] == second["right"] or not first["effects"]),
    )


def _told(before: Json, after: Json) -> Told:
    return Told(
        (before["points"], after["points"]),
        (before["right"], after["right"]),
        (before.get("knockout"), after.get("knockout")),
        before["right"] != after["right"] and bool(before["effects"]),
    )


def _auto(step: Json) -> Json:
    """The option the pack takes when nobody sits there: it does not ask how the day went."""
    name = auto_answer({}, step)  # type: ignore[typeddict-item]
    return next(option for option in step["options"] if option["id"] == name)


def _best(step: Json) -> int:
    return max(option["points"] for option in step["options"])


def _without(told: Json, names: tuple[str, ...]) -> Json:
    return {name: value for name, value in told.items() if name not in names}
