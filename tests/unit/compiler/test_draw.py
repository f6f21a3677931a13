"""Lots: the same on every machine, independent of each other, fair enough."""

from collections import Counter

import pytest

from simulasi.compiler.draw import Draw


def test_a_seed_always_draws_the_same_lots():
    # Written down once: a change of these numbers changes every pack ever published.
    draw = Draw("benih")
    assert [draw.below(100) for _ in range(8)] == [77, 48, 80, 90, 19, 77, 24, 57]


def test_a_child_stream_does_not_move_its_parent():
    one, other = Draw("a"), Draw("a")
    one.child("anak").below(10)
    assert [one.below(1000) for _ in range(5)] == [other.below(1000) for _ in range(5)]
    assert Draw("a").child("x").below(10**9) != Draw("a").child("y").below(10**9)


def test_nothing_is_drawn_from_nothing():
    with pytest.raises(ValueError):
        Draw("a").below(0)


def test_between_includes_both_ends():
    draw = Draw("ujung")
    assert {draw.between(3, 5) for _ in range(100)} == {3, 4, 5}


def test_weights_are_kept():
    draw = Draw("bobot")
    counts = Counter(draw.weighted([("jarang", 1), ("sering", 9), ("tidak", 0)]) for _ in range(2000))
    assert 120 < counts["jarang"] < 290
    assert counts["tidak"] == 0


def test_a_chance_is_a_share():
    draw = Draw("peluang")
    assert 150 < sum(draw.chance(1, 10) for _ in range(2000)) < 260


def test_a_shuffle_loses_nobody():
    assert sorted(Draw("kocok").shuffle(range(50))) == list(range(50))
    assert Draw("kocok").shuffle(range(50)) != list(range(50))


def test_a_sample_draws_none_twice_and_no_more_than_there_are():
    draw = Draw("contoh")
    assert sorted(draw.sample([("a", 1), ("b", 5)], 5)) == ["a", "b"]
    assert len(draw.sample([(n, 1) for n in range(9)], 4)) == 4
    assert draw.pick(["satu"]) == "satu"
