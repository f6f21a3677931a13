"""What is known of an attempt, and what its plan wants written. No database here."""

from dataclasses import dataclass, field
from typing import Any

Row = dict[str, Any]


@dataclass
class Change:
    """The rows one attempt (or one hello) wants written. All of them, or none."""

    new: Row | None = None
    # Compare-and-set: an attempt only grows from the prefix its plan was made on.
    grow: Row | None = None
    fork: Row | None = None
    log: list[Row] = field(default_factory=list)
    hold: list[Row] = field(default_factory=list)
    release: list[Row] = field(default_factory=list)
    recode: list[Row] = field(default_factory=list)
    score: Row | None = None
    dirty: Row | None = None
    seen: Row | None = None
    proof: Row | None = None
    # What it was planned on: the end of the prefix, and what was held (by `held_name`).
    base: tuple[int, str] | None = None
    knew: frozenset[tuple[int, str]] = frozenset()

    def __bool__(self) -> bool:
        return any((self.new, self.grow, self.fork, self.log, self.hold, self.release, self.recode, self.score, self.dirty, self.seen))


@dataclass
class Known:
    """What is stored of one attempt: its row, and the bundles held for it; or that it was erased on purpose."""

    row: Row | None = None
    held: list[Row] = field(default_factory=list)
    erased: bool = False


def held_name(row: Row) -> tuple[int, str]:
    """What tells one held piece of an attempt from another."""
    return row["from_seq"], row["digest"]
