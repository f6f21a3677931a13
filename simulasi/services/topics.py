"""A topic of a group or a drill: a skill, or an item (a rule as one role meets it). Written `skill:tinta`, `item:0f3a...`."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from simulasi.rules.vocabulary import SKILLS
from simulasi.services import items


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic in words; `skill` is the skill it belongs to."""

    code: str
    label: str
    skill: str


def read(code: str) -> Topic | None:
    """The topic of this code; None when there is no such thing."""
    return many([code]).get(code)


def many(codes: Iterable[str]) -> dict[str, Topic]:
    """Topics by their codes, unknown ones left out."""
    wanted = sorted(set(codes))
    found = {code: Topic(code, SKILLS[code[6:]], code[6:]) for code in wanted if code.startswith("skill:") and code[6:] in SKILLS}
    keys = [code[5:] for code in wanted if code.startswith("item:")]
    for (key, choice), row in items.known(keys).items() if keys else ():
        if not choice:
            found[f"item:{key}"] = Topic(f"item:{key}", row.title, row.skill)
    return found


def skills() -> list[Topic]:
    """Every skill as a topic, in the order of the day."""
    return [Topic(f"skill:{name}", label, name) for name, label in SKILLS.items()]


def marks(code: str, pack_hash: str, detail: dict[str, Any]) -> tuple[int, int]:
    """What one attempt says about a topic: points (or right answers), and of how many."""
    kind, _, name = code.partition(":")
    if kind == "skill":
        mark = detail.get("score", {}).get("skills", {}).get(name, {})
        return mark.get("points", 0), mark.get("max", 0)
    told = detail.get("items", {})
    book = items.BOOK.of(pack_hash) if told else []
    right = sum(book[at].key == name for at in told.get("right", ()))
    return right, right + sum(book[at].key == name for at, _ in told.get("wrong", ()))
