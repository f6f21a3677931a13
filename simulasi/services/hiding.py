"""Keeping figures of few people untold, also from those who can subtract: a single hidden figure is the total minus all the others."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from itertools import pairwise
from typing import TypeVar

# Fewer people than this, and a count, a share or an average would be about somebody.
FEW = 5
Key = TypeVar("Key", bound=Hashable)


def hidden(people: Mapping[Key, int], total_hidden: bool = False) -> set[Key]:
    """Which figures of a column are not told, by how many people stand behind each: those of 1 to 4, and one more where their sum could
    be worked out. Nobody is no secret: 0 is told, and protects nothing.

    `total_hidden`: their sum is itself not told one level up, so that one of them must stay untold here.
    """
    few = {key for key, count in people.items() if 0 < count < FEW}
    if (total_hidden and not few) or (len(few) == 1 and not total_hidden):
        others = [key for key, count in people.items() if count >= FEW]
        few |= {min(others, key=lambda key: (people[key], str(key)))} if others else set()
    return few


def concealed(path: Sequence[int], columns_of: Callable[[int], Mapping[Key, Mapping[int, int]]]) -> set[Key]:
    """Which columns are not told of the last place of a path, since a neighbour on the way down could be worked out from them.

    `columns_of(place)`: for each column how many people stand behind it in each of the places right below.
    """
    found: set[Key] = set()
    for above, below in pairwise(path):
        found = {key for key, people in columns_of(above).items() if below in hidden(people, key in found)}
    return found


def in_table(rows: Mapping[int, Mapping[str, int]], parts: Sequence[str], total: str, forced: set[str]) -> dict[str, set[int]]:
    """Which places are not told in each column, where the `parts` of a row add up to its `total`: no figure follows from its row or column.

    `forced`: columns whose sum is not told one level up.
    """
    columns = {name: {key: row[name] for key, row in rows.items()} for name in (total, *parts)}
    secret = {name: hidden(people, name in forced) for name, people in columns.items()}
    before = -1
    while before != (before := sum(map(len, secret.values()))):
        for key, row in rows.items():
            untold = [name for name in parts if key in secret[name]]
            others = {name: row[name] for name in parts if row[name] and name not in untold}
            if len(untold) == 1 and key not in secret[total]:
                # Where the row has nothing else to hide behind, its total is the figure itself.
                secret[min(others, key=lambda name: (others[name], name), default=total)].add(key)
        for name, keys in secret.items():
            left = {key: count for key, count in columns[name].items() if count and key not in keys}
            if len(keys) == 1 and name not in forced and left:
                keys.add(min(left, key=lambda key: (left[key], key)))
    return secret
