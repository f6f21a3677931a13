"""Figures of few people stay untold, and cannot be worked out by subtraction: tried by an attacker who knows every sum."""

import random
from itertools import pairwise

from simulasi.services import hiding, interval
from simulasi.services.hiding import FEW


def test_one_to_four_people_are_not_told_and_nobody_is_no_secret() -> None:
    assert hiding.hidden({1: 0, 2: 3, 3: 4, 4: 9}) == {2, 3}
    assert hiding.hidden({1: 0, 2: 7}) == set()
    assert hiding.hidden({}) == set()


def test_a_single_untold_figure_takes_the_smallest_other_one_with_it() -> None:
    assert hiding.hidden({1: 3, 2: 9, 3: 6, 4: 0}) == {1, 3}
    assert hiding.hidden({1: 3, 2: 0}) == {1}


def test_where_the_sum_is_not_told_either_one_untold_figure_is_enough_and_needed() -> None:
    assert hiding.hidden({1: 3, 2: 9}, total_hidden=True) == {1}
    assert hiding.hidden({1: 6, 2: 9}, total_hidden=True) == {1}
    assert hiding.hidden({1: 0}, total_hidden=True) == set()


def test_no_sum_of_three_levels_gives_away_a_few() -> None:
    """Kabupaten, kecamatan, desa: every sum that is told minus everything told below it hides 0, 5 or more people, or at least two figures."""
    draw = random.Random(4)
    for _ in range(400):
        tree = {k: {k * 10 + d: draw.choice((0, 0, 2, 4, 5, 6, 9, 30)) for d in range(1, 5)} for k in (1, 2, 3)}
        above = {k: sum(below.values()) for k, below in tree.items()}
        secret = hiding.hidden(above)
        for k, below in tree.items():
            untold = hiding.hidden(below, k in secret)
            assert {key for key, count in below.items() if 0 < count < FEW} <= untold
            if k not in secret:
                assert len(untold) != 1
            elif above[k]:
                # Its own figure must not come back as the sum of what is told below it.
                assert untold
        assert len(secret) != 1 or sum(above.values()) == sum(above[k] for k in secret)


def test_the_path_down_says_which_columns_stay_shut() -> None:
    columns = {35: {"siap": {3579: 9}}, 3579: {"siap": {357901: 2, 357902: 8, 357903: 20}, "belum": {357901: 9, 357902: 8}}}
    seen: list[int] = []

    def columns_of(code: int) -> dict[str, dict[int, int]]:
        seen.append(code)
        return columns[code]

    assert hiding.concealed([3579, 357902], columns_of) == {"siap"}
    assert hiding.concealed([3579, 357903], columns_of) == set()
    assert hiding.concealed([357902], columns_of) == set()
    assert seen == [3579, 3579]


def test_neither_the_row_nor_the_column_of_a_table_gives_a_figure_away() -> None:
    draw = random.Random(11)
    parts = ("siap", "hampir", "belum")
    for _ in range(400):
        rows = {}
        for key in range(draw.randint(1, 6)):
            counts = {name: draw.choice((0, 0, 1, 3, 5, 7, 20)) for name in parts}
            rows[key] = {**counts, "played": sum(counts.values())}
        forced = {name for name in parts if draw.random() < 0.2}
        secret = hiding.in_table(rows, parts, "played", forced)
        for name in ("played", *parts):
            assert {key for key, row in rows.items() if 0 < row[name] < FEW} <= secret[name]
            told = [key for key, row in rows.items() if row[name] and key not in secret[name]]
            assert len(secret[name]) != 1 or name in forced or not told
        for key, row in rows.items():
            untold = [name for name in parts if key in secret[name]]
            if key not in secret["played"]:
                assert len(untold) != 1, (row, secret)


def test_an_interval_is_the_textbook_one() -> None:
    """t of 4, 9 and 60 degrees of freedom; the mean of 1..10 is 5,5 with a standard deviation of 3,03: 5,5 plus or minus 2,17."""
    assert [round(interval.t95(df), 2) for df in (4, 9, 60)] == [2.77, 2.26, 2.0]
    assert interval.of_mean(10, 550, 38500) == (33, 77)
    assert interval.of_mean(4, 10, 30) is None


def test_a_gain_is_certain_when_everybody_gained_alike_and_wide_when_not() -> None:
    alike = [(40, 20)] * 8
    mixed = [(40, 0), (40, 40)] * 4

    def sums(pairs: list[tuple[int, int]]) -> tuple[int, ...]:
        return (
            len(pairs), sum(x for x, _ in pairs), sum(y for _, y in pairs), sum(x * x for x, _ in pairs), sum(y * y for _, y in pairs),
            sum(x * y for x, y in pairs),
        )  # fmt: skip

    assert interval.of_gain(*sums(alike)) == (50, 50)
    low, high = interval.of_gain(*sums(mixed)) or (0, 0)
    assert low < 10 and high > 90
    assert interval.of_gain(*sums(alike[:4])) is None and interval.of_gain(*sums([(0, 5)] * 8)) is None
    widths = [high - low for low, high in (interval.of_gain(*sums(mixed * more)) or (0, 0) for more in (1, 4, 16))]
    assert all(wide > narrow for wide, narrow in pairwise(widths))
