"""What every drill has in common: one question that stands alone, about one topic, whose right answer the law room gave."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from simulasi.compiler.day import POINTS
from simulasi.compiler.draw import Draw
from simulasi.compiler.law import Law
from simulasi.compiler.load_content import Content
from simulasi.compiler.people import Person
from simulasi.rules.model import Ruleset
from simulasi.rules.sources import REGISTRY
from simulasi.rules.vocabulary import Mark

Step = dict[str, Any]


@dataclass(frozen=True)
class Item:
    """One question with the papers and numbers it shows."""

    step: Step
    ballots: dict[str, Any] = field(default_factory=dict)
    counters: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Desk:
    """What generators ask: the rules, the authored text, the ballots' law."""

    ruleset: Ruleset
    content: Content
    law: Law

    def person(self, draw: Draw) -> Person:
        """Draw somebody invented: a name to be called by, nothing more."""
        sex = draw.pick("LP")
        names = self.content.names
        first, last = draw.pick(names["laki" if sex == "L" else "perempuan"]), draw.pick(names["belakang"])
        return Person(f"{first} {last}".upper(), sex, "", "", "")


Generator = Callable[[Desk, Draw, str], Item | None]
"""Draws one item about a topic; None when what it leans on was not seen."""


@dataclass(frozen=True)
class Topic:
    """Something one must know: its stable name, the skill it belongs to, and who draws its items."""

    id: str
    skill: str
    draw: Generator
    key: str
    finite: bool = False
    """Authored word by word: it comes once in a pack, and runs out."""
    once: bool = False
    """Alike each time but for who asks and when: one in a pack is enough."""


def seen(sources: Iterable[str]) -> bool:
    """Tell whether every source was read; nothing else is asked for points."""
    return all(REGISTRY[source].mark == Mark.SEEN for source in sources)


def frame(kind: str, phase: str, title: str, prompt: str, why: str, sources: Iterable[str], **more: Any) -> Step:
    """Make what every item has; id, topic and skill are the bank's to add."""
    return {
        "kind": kind,
        "phase": phase,
        "role": "semua",
        "day": "H",
        "minute": 0,
        "title": title,
        "prompt": prompt,
        "cards": [],
        "sources": list(dict.fromkeys(sources)),
        "why": why,
        **more,
    }


def result(right: bool, feedback: str, knockout: str = "") -> dict[str, Any]:
    """Make what an answer is worth."""
    made: dict[str, Any] = {"points": POINTS if right else 0, "effects": [], "feedback": feedback, "result": "Jawaban Anda tersimpan."}
    return {**made, "knockout": knockout} if knockout else made


def choices(draw: Draw, right: str, wrong: Iterable[str], feedback: str) -> list[dict[str, Any]]:
    """Make the options of a question with one right answer, in drawn order; what is wrong is told what is right."""
    made = [{**result(True, feedback), "text": right, "right": 1}]
    made += [{**result(False, feedback), "text": text, "right": 0} for text in wrong if text != right]
    return [{**option, "id": f"p{at}"} for at, option in enumerate(draw.shuffle(made), 1)]


def outcomes(words: Mapping[str, str]) -> dict[str, Any]:
    """Make the outcomes of a question graded as a whole."""
    return {name: result(name == "tepat", feedback) for name, feedback in words.items()}
