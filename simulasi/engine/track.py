"""The track of a day: its steps with every counter and flag as a place in one list, for playing whole logs (`swift.py`). Only here, see ADR 0096."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from simulasi.engine.ready import Finding, Form, Grade, Guard, Ready

# What few answers do: the flags they raise, with their places; the names they are blamed for; their knock-out.
Rest = tuple[Sequence[tuple[str, int]], Sequence[str], str | None]
# What an answer does: its entry, the counters it changes, by place, and the rest if there is any.
Move = tuple[dict[str, Any], Sequence[tuple[int, int]], Rest | None]
# A place, how it is compared, with what, and whether that is a place too.
Test = tuple[int, Callable[[int, int], bool], int, bool]
# The place of the only counter, or -1 and how to read them all.
Sum = tuple[int, Callable[[list[int]], tuple[int, ...]]]
# What may come to light at one moment.
Moments = tuple[tuple[Finding, tuple[Test, ...]], ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A step on the track. `moves`: by option, or by outcome; `script`: what the pack does itself, unless that depends on the day."""

    ready: Ready
    at: int
    id: str
    role: str
    listed: bool
    chosen: bool
    when: tuple[Test, ...]
    findings: Moments
    moves: dict[str, Move]
    script: Move | None
    best: tuple[list[str], Move] | None
    sums: tuple[Sum, ...]
    form: Form | None


@dataclass(frozen=True, slots=True)
class Track:
    """A day without a detour: the counters by name, how the list begins, the steps, what comes to light at the end."""

    names: tuple[str, ...]
    begin: list[int]
    places: dict[str, int]
    spots: list[Spot]
    last: Moments


def lay(steps: list[Ready], counters: dict[str, int], last: tuple[Finding, ...]) -> Track | None:
    """Lay the track of a day; None if its effects do not tell counters, all of them declared, from flags."""
    flags: dict[str, int] = {}

    def place(name: str) -> int:
        """A counter stands at its place; whatever else is named is a flag, and stands behind them."""
        return numbers[name] if name in numbers else flags.setdefault(name, len(numbers) + len(flags))

    numbers = {name: at for at, name in enumerate(counters)}
    grades = [grade for ready in steps for grade in ready.grades.values()]
    effects = [grade.effects for grade in grades] + [each for ready in steps for each in ready.items.values()]
    effects += [(check[-1],) for ready in steps if ready.form for check in ready.form.checks]
    if any((amount is None) == (name in numbers) for each in effects for name, amount in each):
        return None
    for each in effects:
        for name, _ in each:
            place(name)
    spots, end = [lay_step(ready, place) for ready in steps], lay_moments(last, place)
    # Only now every name that is looked at has its place.
    return Track(tuple(numbers), [*counters.values(), *[0] * len(flags)], numbers | flags, spots, end)


def lay_step(ready: Ready, place: Callable[[str], int]) -> Spot:
    """Lay one step."""
    form = ready.form
    grades = {name: lay_form(form, grade) for name, grade in ready.grades.items()} if form else ready.grades
    moves = {name: lay_grade(ready, grade, place) for name, grade in grades.items()}
    wanted = [names for _, names, _ in form.sums] if form else [ready.step["expect"]] if ready.kind == "number" else []
    return Spot(
        ready=ready,
        at=ready.at,
        id=ready.id,
        role=ready.role,
        listed=ready.listed,
        chosen=ready.chosen,
        when=lay_guard(ready.when, place),
        findings=lay_moments(ready.findings, place),
        moves=moves,
        script=moves.get(ready.script[0]) if ready.script and ready.chosen else None,
        best=(ready.best[0], lay_grade(ready, ready.best[1], place)) if ready.best else None,
        sums=tuple(lay_sum(names, place) for names in wanted),
        form=form,
    )


def lay_form(form: Form, grade: Grade) -> Grade:
    """Add to the grade of an outcome what the lines of a form are worth: all of them where all are right, else those that are."""
    return grade._replace(points=grade.points + (form.best if grade.right else 0), max=grade.max + form.best)


def lay_moments(findings: tuple[Finding, ...], place: Callable[[str], int]) -> Moments:
    """Give findings with their guards by place."""
    return tuple((finding, lay_guard(finding.when, place)) for finding in findings)


def lay_grade(ready: Ready, grade: Grade, place: Callable[[str], int]) -> Move:
    """Give what a grade does."""
    entry = {"step": ready.id, "outcome": grade.outcome, "points": grade.points, "max": grade.max, "right": grade.right, "auto": 0}
    changes = tuple((place(name), amount) for name, amount in grade.effects if amount is not None)
    blamed = () if grade.right else tuple(name for name, _ in grade.effects)
    flags = tuple((name, place(name)) for name, amount in grade.effects if amount is None)
    return entry, changes, (flags, blamed, grade.knockout) if flags or blamed or grade.knockout is not None else None


def lay_guard(guard: Guard, place: Callable[[str], int]) -> tuple[Test, ...]:
    """Give the comparisons of a guard by place."""
    return tuple((place(name), compare, place(operand) if named else operand, named) for name, compare, operand, named in guard)


def lay_sum(names: Sequence[str], place: Callable[[str], int]) -> Sum:
    """Give how a number adds up."""
    places = [place(name) for name in names]
    if len(places) == 1:
        return places[0], itemgetter(places[0], places[0])
    return -1, itemgetter(*places) if places else nothing


def nothing(values: list[int]) -> tuple[int, ...]:
    """Give what a line without counters adds up."""
    return ()
