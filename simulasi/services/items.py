"""What an item is: a rule as one role meets it, the same in every pack that asks it, whatever the names and the order of the options.

A seed changes names, numbers and the order of options; rule set, role, kind of step and the sources it leans on stay.
"""

import hashlib
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, scoped_session

from simulasi.engine.pack import Pack
from simulasi.extensions import db
from simulasi.models.rollup import item
from simulasi.services.desk import office
from simulasi.sync.store import insert_for

# What the engine calls a wrong answer that is no option, in words.
OUTCOMES = {"salah": "jawaban lain", "kurang": "kurang: ada yang benar tidak dipilih", "lebih": "lebih: ada yang keliru ikut dipilih"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A step as an item: its key, and for each wrong answer its key."""

    key: str
    row: dict[str, Any]
    texts: dict[str, tuple[str, str]]  # outcome -> (choice, text)
    topic: str = ""  # what is practised again: the topic of a drill, else the item itself
    skills: tuple[str, ...] = ()


class Book:
    """The items of the packs met so far, worked out once for each pack."""

    def __init__(self) -> None:
        self._packs: dict[str, list[Asked]] = {}

    def of(self, pack_hash: str) -> list[Asked]:
        """The items of a pack, by the index of its steps; empty when the pack is not here."""
        found = self._packs.get(pack_hash)
        if found is None:
            pack = office().shelf.get(pack_hash)
            found = [asked(pack, step) for step in pack.steps] if pack else []
            if len(self._packs) >= 256:
                self._packs.clear()
            self._packs[pack_hash] = found
        return found


BOOK = Book()


def asked(pack: Pack, step: dict[str, Any]) -> Asked:
    """Work out one step."""
    role, sources = step.get("role", ""), sorted(step.get("sources", ()))
    # Steps without a source (there are such in tests) are told apart by their name.
    key = _digest(pack.raw["ruleset"], role, step["kind"], *sources, *(() if sources else (step["id"],)))
    row = {
        "ruleset": pack.raw["ruleset"],
        "role": role,
        "skill": (step.get("skills") or [""])[0],
        "title": _title(pack, step)[:400],
        "sources": ",".join(sources)[:400],
    }
    texts = {name: (name, text) for name, text in OUTCOMES.items()}
    for option in step.get("options", ()):
        texts[option["id"]] = (_digest(option["text"]), option["text"][:400])
    return Asked(key, row, texts, step.get("topic") or key, tuple(step.get("skills") or ()))


def _title(pack: Pack, step: dict[str, Any]) -> str:
    """What it is about; ballots are all called alike, so that they are told apart by what is on them."""
    papers = [
        pack.raw.get("ballots", {}).get(card.get("ballot"), {}) for card in step.get("cards", ()) if card.get("type") == "surat_suara"
    ]
    if step["kind"] == "judge" and papers and papers[0].get("text"):
        return f"Surat suara {papers[0].get('election', '')}: {papers[0]['text']}"
    return str(step.get("title") or step.get("prompt") or step["id"])


def timed(detail: dict[str, Any]) -> list[tuple[int, int, bool]]:
    """The own answers of an attempt by hour, as the log had them: hour by the phone's clock, index of the step, right or not."""
    told = detail.get("items", {})
    right, wrong = iter(told.get("right", ())), iter(told.get("wrong", ()))
    found: list[tuple[int, int, bool]] = []
    for hour, good, bad in detail.get("hours", ()):
        found += [(hour, next(right), True) for _ in range(good)]
        found += [(hour, next(wrong)[0], False) for _ in range(bad)]
    return found


def remember(session: scoped_session[Session], used: dict[tuple[str, str], dict[str, Any]]) -> None:
    """Write down what these items and choices are, unless it is known."""
    rows = [{"item": key, "choice": choice, **row} for (key, choice), row in sorted(used.items())]
    if rows:
        session.execute(insert_for(session.connection().dialect.name)(item).on_conflict_do_nothing(), rows)


def known(keys: list[str]) -> dict[tuple[str, str], sa.Row]:
    """The items of these keys, with their choices."""
    rows = db.session.execute(sa.select(item).where(item.c.item.in_(keys)))
    return {(row.item, row.choice): row for row in rows}


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
