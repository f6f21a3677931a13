"""Invented names for invented papers: trees and mountains for people, fruit for parties; none belongs to anybody."""

TREES = (
    "Meranti",
    "Trembesi",
    "Ulin",
    "Sengon",
    "Mahoni",
    "Pinus",
    "Gaharu",
    "Ketapang",
    "Waru",
    "Bungur",
    "Angsana",
    "Merbau",
    "Kempas",
    "Rasamala",
    "Keruing",
    "Bangkirai",
    "Nyatoh",
    "Tembesu",
    "Matoa",
    "Kapuk",
    "Randu",
    "Cemara",
    "Lontar",
)
MOUNTAINS = (
    "Lawu",
    "Kerinci",
    "Tambora",
    "Leuser",
    "Raung",
    "Welirang",
    "Sumbing",
    "Ciremai",
    "Muria",
    "Ungaran",
    "Kelud",
    "Panderman",
    "Kawi",
)
FRUIT = ("Mangga", "Salak", "Manggis", "Duku", "Sawo", "Nangka")
SEATS = (6, 5, 6, 4, 6, 5)
"""How many candidates each party has on a paper; at least four, at most six."""


def person(number: int) -> str:
    """Name an invented person; the first 299 numbers give different names, because both lists have prime lengths."""
    return f"{TREES[number % len(TREES)]} {MOUNTAINS[number % len(MOUNTAINS)]}"


def lists(first: int) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Give every party its candidates, counting names from `first`."""
    parties = []
    for name, seats in zip(FRUIT, SEATS, strict=True):
        parties.append((name, tuple(person(number) for number in range(first, first + seats))))
        first += seats
    return tuple(parties)


def couples(first: int, count: int) -> tuple[tuple[str, str], ...]:
    """Give a number of pairs, counting names from `first`."""
    return tuple((person(first + 2 * at), person(first + 2 * at + 1)) for at in range(count))
