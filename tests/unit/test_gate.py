"""The gate: so many calls of phones are worked on at once, and whoever comes beyond that is told when to come back."""

import pytest

from simulasi.services import gate as module
from simulasi.services.gate import Gate
from simulasi.services.meters import Meters
from simulasi.sync.protocol import ProtocolError


def gate_with(seats: int) -> Gate:
    return Gate(seats, Meters(None), lambda: None)


def test_one_too_many_is_sent_back_and_a_free_seat_is_taken_again() -> None:
    gate = gate_with(2)
    with gate.seat(), gate.seat():
        with pytest.raises(ProtocolError) as sent_back, gate.seat():
            raise AssertionError("let in")
        assert (sent_back.value.code, sent_back.value.status) == ("busy", 503)
        assert gate.taken == 2 and gate._meters.all()["simulasi_calls_sent_back_total"] == 1
    with gate.seat():
        assert gate.taken == 1
    assert gate.taken == 0


def test_work_that_fails_gives_its_seat_back() -> None:
    gate = gate_with(1)
    with pytest.raises(ValueError), gate.seat():
        raise ValueError
    assert gate.taken == 0


def test_the_more_were_sent_away_the_longer_they_are_spread(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []
    monkeypatch.setattr(module.random, "randint", lambda low, high: asked.append((low, high)) or high)
    gate = gate_with(0)
    for _ in range(6000):
        with pytest.raises(ProtocolError), gate.seat():
            pass
    assert asked[0] == (2, 6) and asked[999] == (2, 16) and asked[-1] == (2, 62)


def test_who_was_let_in_is_no_longer_waited_for() -> None:
    gate = gate_with(1)
    with gate.seat(), pytest.raises(ProtocolError), gate.seat():
        pass
    assert gate.away == 1
    with gate.seat():
        assert gate.away == 0


def test_who_is_sent_back_gives_way_too() -> None:
    """In the full burst (4,277 phones on 600 lines) some waited three minutes to be sent back: lines that asked again at once were heard first."""
    turns: list[int] = []
    gate = Gate(1, Meters(None), lambda: turns.append(1))
    with gate.seat(), pytest.raises(ProtocolError), gate.seat():
        pass
    assert len(turns) == 2
