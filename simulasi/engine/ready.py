"""A step made ready to be played: what stands in it, in the form in which playing asks for it. Only here, see `compiled.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

# A name and what is added to its counter; None raises a flag.
Effect = tuple[str, int | None]
Effects = tuple[Effect, ...]
# A name, how it is compared, with what, and whether that is a name too.
Comparison = tuple[str, Callable[[int, int], bool], Any, bool]
Guard = tuple[Comparison, ...]
# Written numbers, each by its form and its field.
Refs = tuple[tuple[str, str], ...]
# What adds up to a number: the one counter, if it is one; all names; and how to read them at once, if all are counters.
Sum = tuple[str | None, tuple[str, ...], Callable[[dict[str, int]], tuple[int, ...]] | None]
# An identity: on either side the place of its first number and of the others, whether it is `<=`, and the flag it raises when it fails.
Check = tuple[int, tuple[int, ...], int, tuple[int, ...], bool, Effect]


class Grade(NamedTuple):
    """What an answer is worth and what it does; `written` are the numbers that stand on the form now, else None."""

    outcome: str
    points: int
    max: int
    right: int
    effects: Effects
    knockout: str | None
    written: dict[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that comes to light at its moment, if its guard holds."""

    id: str
    when: Guard
    watch: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """An identity over written numbers, by the names of their forms and fields."""

    text: str
    left: Refs
    right: Refs
    at_most: bool


@dataclass(frozen=True, slots=True)
class Form:
    """The lines that a step asks for: their names, what each should say, what each is worth.

    `checks` are the `identities` by the places of their numbers: first the form's own, then those written `elsewhere`.
    """

    name: str
    fields: list[str]
    sums: tuple[Sum, ...]
    points: tuple[int, ...]
    best: int
    identities: tuple[Identity, ...]
    elsewhere: Refs
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Ready:
    """One step. `grades`: of a choice by option, of any other kind what its outcome alone is worth.

    `script` holds what the pack answers when nobody sits there, unless that depends on the day; `best` is the right list of a set or an order with its
    grade, `rows` are those a search may name.
    """

    at: int
    id: str
    step: dict[str, Any]
    kind: str
    role: str
    chosen: bool
    listed: bool
    when: Guard
    findings: tuple[Finding, ...]
    skills: tuple[str, ...]
    script: tuple[Any, ...]
    grades: dict[str, Grade]
    best: tuple[list[str], Grade] | None
    items: dict[str, Effects]
    rows: frozenset[str]
    form: Form | None
