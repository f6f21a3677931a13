"""The shapes of a C.HASIL: its lines, and the identities its numbers obey."""

from dataclasses import dataclass

from simulasi.rules.vocabulary import Mark

LPJ = ("l", "p", "j")
NUMBER = ("n",)
Ref = tuple[str, str]
"""A line and one of its columns: ("I.B.4", "j"); ("IV", "*") is the sum of all contestants."""


@dataclass(frozen=True, slots=True)
class Line:
    """Describe one line of a C.HASIL as it is printed."""

    id: str
    section: str
    label: str
    columns: tuple[str, ...]
    counters: tuple[tuple[str, ...], ...]
    """For each column the counters whose sum is the true number at the end of a day."""
    turus: bool = False
    """Whether strokes are written on this line while ballots are called."""
    words: bool = False
    """Whether the number is also written in words."""
    who: str = ""
    """`pair:1`, `party:3`, `cand:3.2`, `dpd:7`, `blank_column`, `total:3` on a line of section IV."""
    sumber: tuple[str, ...] = ("hitung-s42",)
    mark: Mark = Mark.SEEN


@dataclass(frozen=True, slots=True)
class Equation:
    """Compare two sums of numbers on one form."""

    left: tuple[Ref, ...]
    right: tuple[Ref, ...]
    op: str = "=="

    def lines(self) -> tuple[str, ...]:
        """The lines it speaks of, in order."""
        return tuple(dict.fromkeys(line for line, _ in (*self.left, *self.right)))


@dataclass(frozen=True, slots=True)
class Identity:
    """State one identity: what must hold, the usual reason when it does not, where that was read."""

    id: str
    text: str
    cause: str
    sumber: tuple[str, ...]
    mark: Mark
    equations: tuple[Equation, ...] = ()
    """Empty where the identity is no plain equation on one form."""
