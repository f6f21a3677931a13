"""How a rule set takes over what another one says: under its own articles, or as a draft in which nothing is verified."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from simulasi.rules.model import Fact, LogisticsItem, Moment, Role, Task, Trigger
from simulasi.rules.shared.voter_reasons import translate
from simulasi.rules.vocabulary import Mark, weakest

Told = TypeVar("Told", Fact, Moment, Task, LogisticsItem, Trigger)


def under(own: Mapping[str, tuple[str, ...]], told: Iterable[Told]) -> tuple[Told, ...]:
    """Return the same facts with the articles of this election's own law."""
    return tuple(replace(each, sumber=translate(each.sumber, own)) for each in told)


def as_draft(told: Iterable[Told]) -> tuple[Told, ...]:
    """Return the same facts, none of them verified; a conflict stays one."""
    return tuple(replace(each, mark=weakest(each.mark, Mark.UNVERIFIED)) for each in told)


def roles_as_draft(roles: Iterable[Role]) -> tuple[Role, ...]:
    """Return the same seats with duties nobody has verified."""
    return tuple(replace(role, duties={phase: as_draft(duties) for phase, duties in role.duties.items()}) for role in roles)
