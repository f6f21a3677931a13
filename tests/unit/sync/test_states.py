"""How a part sits on what we hold: the chain decides. Checked against the plainest possible comparison of lists."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulasi.engine.events import chain_start
from simulasi.sync.states import FORKED, GAP, HAD, HELD, REFUSED, STORED, Fit, Prefix, chain, fit

NAME = "01900000-0000-7000-8000-000000000001"
START = chain_start(NAME)


def lay(stored: Sequence[str], from_seq: int, lines: Sequence[str], head: str) -> Fit:
    return fit(NAME, Prefix(len(stored) - 1, chain(START, stored)), lambda: list(stored), from_seq, lines, head)


def plain(stored: list[str], log: list[str], first: int, last: int) -> str:
    """The same question answered with both logs side by side."""
    if first > len(stored):
        return HELD
    if log[:first] != stored[:first]:
        return REFUSED
    if log[first : min(last, len(stored))] != stored[first : min(last, len(stored))]:
        return FORKED
    return STORED if last > len(stored) else HAD


lines = st.lists(st.sampled_from("ab"), max_size=6)


@pytest.mark.fault(10, 31, 40, 48)
@given(st.data(), lines, lines.filter(bool))
@settings(deadline=None, max_examples=400)
def test_any_part_of_any_log_on_any_prefix(data: st.DataObject, stored: list[str], log: list[str]) -> None:
    first = data.draw(st.integers(0, len(log) - 1))
    last = data.draw(st.integers(first + 1, len(log)))
    found = lay(stored, first, log[first:last], chain(START, log[:last]))
    assert found.kind == plain(stored, log, first, last)
    assert list(found.fresh) == (log[len(stored) : last] if found.kind == STORED else [])


def test_a_gap_says_so() -> None:
    assert lay(["a"], 2, ["c"], "?") == Fit(HELD, GAP)


def test_the_stored_lines_are_not_read_when_hashes_decide() -> None:
    def never() -> Sequence[str]:
        raise AssertionError

    stored = ["a", "b"]
    prefix = Prefix(1, chain(START, stored))
    whole = ["a", "b", "c"]
    assert fit(NAME, prefix, never, 0, whole, chain(START, whole)).kind == STORED
    assert fit(NAME, prefix, never, 2, ["c"], chain(START, whole)).kind == STORED
    assert fit(NAME, prefix, never, 0, stored, prefix.head).kind == HAD


@pytest.mark.parametrize("first", [0, 1, 2])
def test_a_head_that_is_not_the_lines_is_refused_before_anything_else(first: int) -> None:
    assert lay(["a", "b"], first, ["x"], "0" * 64) == Fit(REFUSED, "head-mismatch")


def test_nothing_is_an_empty_prefix() -> None:
    assert Prefix.empty(NAME) == Prefix(-1, START)
