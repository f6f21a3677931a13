"""Lots drawn from a seed: SHA-256 over a counter, so that one seed gives one day on any machine and in any Python.

Each purpose draws from its own child stream: adding a voter never changes the ballots of another.
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")
_WORD = 8


class Draw:
    """A stream of lots; integers only."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._count = 0
        self._buffer = b""

    def child(self, label: str) -> "Draw":
        """Open an independent stream; the parent's own lots are untouched."""
        return Draw(f"{self._seed}/{label}")

    def below(self, limit: int) -> int:
        """Draw a natural number below `limit`; 64 bits make the bias of the remainder immeasurable."""
        if limit < 1:
            raise ValueError(f"nothing to draw below {limit}")
        return self._word() % limit

    def between(self, low: int, high: int) -> int:
        """Draw a number from low to high, both included."""
        return low + self.below(high - low + 1)

    def chance(self, numerator: int, denominator: int) -> bool:
        """Say yes `numerator` times out of `denominator`."""
        return self.below(denominator) < numerator

    def pick(self, items: Sequence[T]) -> T:
        """Draw one item."""
        return items[self.below(len(items))]

    def weighted(self, items: Sequence[tuple[T, int]]) -> T:
        """Draw one item, each as likely as its weight."""
        at = self.below(sum(weight for _, weight in items))
        sums = 0
        chosen = items[0][0]
        for item, weight in items:
            if sums <= at:
                chosen = item
            sums += weight
        return chosen

    def shuffle(self, items: Iterable[T]) -> list[T]:
        """Return the items in drawn order."""
        left = list(items)
        for at in range(len(left) - 1, 0, -1):
            other = self.below(at + 1)
            left[at], left[other] = left[other], left[at]
        return left

    def sample(self, items: Sequence[tuple[T, int]], count: int) -> list[T]:
        """Draw up to `count` different items one after the other, each time as likely as their weights."""
        left = list(items)
        drawn: list[T] = []
        while left and len(drawn) < count:
            at = self.weighted([(index, weight) for index, (_, weight) in enumerate(left)])
            drawn.append(left.pop(at)[0])
        return drawn

    def _word(self) -> int:
        if not self._buffer:
            self._buffer = hashlib.sha256(f"{self._seed}#{self._count}".encode()).digest()
            self._count += 1
        word, self._buffer = self._buffer[:_WORD], self._buffer[_WORD:]
        return int.from_bytes(word, "big")
