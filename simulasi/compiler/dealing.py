"""Days that differ: the days of a series ("batu 1", "batu 2", ...) are dealt from one pack of cards, and no two of them are alike.

A code does it (docs/adr/0063-days-of-a-series-are-dealt.md). Every place of a day has a heap of its own, every heap has five piles, and the
number of the day, written as four digits of base five, says from which pile each place draws: another weighing of the digits for each
place. The weighings are chosen so that two numbers agree in at most five places of sixteen.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from simulasi.compiler.draw import Draw

BASE, DIGITS = 5, 4
DAYS = BASE**DIGITS
"""How many days a series has before it begins again."""
# Sixteen points of the projective space PG(3,5), at most five in one plane; found by search, held by a test.
# Each weighs the first or the second digit: so any 25 days in a row draw every pile of every place equally often.
WEIGHINGS = tuple(
    tuple(map(int, each))
    for each in [
        "1434",
        "1440",
        "1414",
        "0140",
        "0111",
        "1321",
        "1241",
        "0110",
        "1314",
        "1012",
        "0101",
        "1033",
        "1341",
        "1103",
        "1312",
        "1403",
    ]
)


def series_of(seed: str) -> tuple[str, int]:
    """Split a seed into its series and the number of the day in it; a seed without a number is day 0 of its own series."""
    found = re.search(r"[0-9]+\Z", seed)
    return (seed[: found.start()], int(found[0])) if found else (seed, 0)


def piles(lots: Draw, number: int) -> list[int]:
    """Say which of its five piles each place of the day draws from. `lots` are those of the series."""
    at = (number + lots.below(DAYS)) % DAYS
    digits = [at // BASE**place % BASE for place in range(DIGITS)]
    return [sum(digit * weight for digit, weight in zip(digits, each, strict=True)) % BASE for each in WEIGHINGS]


def deal(series: Draw, day: Draw, number: int, entries: Sequence[Any], wanted: Mapping[str, int]) -> list[Any]:
    """Deal so many of each golongan, none twice: the heaps are made by the lots of the series, which card of a pile by those of the day."""
    chosen, told = [], piles(series.child("tumpukan"), number)
    place = 0
    for golongan, count in wanted.items():
        weighed = [(entry, entry.get("bobot", 1)) for entry in entries if entry["golongan"] == golongan]
        heaps = series.child(golongan).sample(weighed, len(weighed))
        for at in range(min(count, len(heaps))):
            heap = heaps[at::count]
            pile = heap[told[place % len(told)] % len(heap) :: BASE]
            chosen.append(day.child(f"{golongan}/{at}").weighted([(entry, entry.get("bobot", 1)) for entry in pile]))
            place += 1
    return chosen
