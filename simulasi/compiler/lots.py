"""Drawing of lots from a seed: integers only, the same on any machine. The engine never draws; all chance is here."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Draw:
    """A stream of integers named by its seed; a substream per purpose, so that adding one draw does not shift the others."""

    def __init__(self, seed: str) -> None:
        self.seed = seed
        self.count = 0

    def sub(self, purpose: str) -> "Draw":
        """Give an independent stream for one purpose."""
        return Draw(f"{self.seed}/{purpose}")

    def below(self, limit: int) -> int:
        """Draw a natural number below the limit; 64 bits of hash make the bias of modulo immeasurable."""
        digest = hashlib.sha256(f"{self.seed}#{self.count}".encode()).digest()
        self.count += 1
        return int.from_bytes(digest[:8], "big") % limit

    def between(self, low: int, high: int) -> int:
        """Draw from low to high, both included."""
        return low + self.below(high - low + 1)

    def pick(self, items: Sequence[T]) -> T:
        """Draw one item."""
        return items[self.below(len(items))]

    def weighted(self, items: Sequence[T], weights: Sequence[int]) -> T:
        """Draw one item by weight."""
        mark = self.below(sum(weights))
        for item, weight in zip(items, weights, strict=True):
            if mark < weight:
                return item
            mark -= weight
        raise AssertionError("weights add up to more than their sum")

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """Give the items in a drawn order."""
        result = list(items)
        for at in range(len(result) - 1, 0, -1):
            other = self.below(at + 1)
            result[at], result[other] = result[other], result[at]
        return result
