"""Group commit: answered after COMMIT, nobody pays for another's fault, nothing is written twice."""

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from types import NoneType

import pytest

from simulasi.sync import writer as module
from simulasi.sync.writer import Busy, Stale, Writer

STALE = "basi"


class Table:
    """The smallest database: a list that forgets what was not committed."""

    def __init__(self) -> None:
        self.rows: list[object] = []
        self.commits: list[list[object]] = []
        self.pending: list[object] = []

    @contextmanager
    def begin(self) -> Iterator["Table"]:
        self.pending = []
        yield self
        self.rows += self.pending
        self.commits.append(self.pending)

    def apply(self, conn: "Table", jobs: Sequence[object]) -> set[int]:
        for job in jobs:
            if isinstance(job, Exception):
                raise job
        stale = {at for at, job in enumerate(jobs) if job == STALE}
        conn.pending += [job for at, job in enumerate(jobs) if at not in stale]
        return stale


class Watched(deque):
    """A queue that says when so many wait in it."""

    def __init__(self, wanted: int, already: Iterable[object] = ()):
        super().__init__(already)
        self.wanted, self.full = wanted, threading.Event()

    def extend(self, items) -> None:
        super().extend(items)
        if len(self) >= self.wanted:
            self.full.set()


def writer_on(table: Table, before: Callable[[Sequence[object]], None] = lambda jobs: None) -> Writer:
    """`before` happens in the middle of a commit."""

    def apply(conn: Table, jobs: Sequence[object]) -> set[int]:
        before(jobs)
        return table.apply(conn, jobs)

    return Writer(table.begin, apply)


def test_jobs_are_committed_together_and_answered_in_order() -> None:
    table = Table()
    assert writer_on(table).submit([1, 2, 3]) == [None, None, None]
    assert table.commits == [[1, 2, 3]]


def test_who_comes_while_the_leader_gives_way_shares_its_commit() -> None:
    table, others = Table(), [threading.Thread(target=lambda: writer.submit([2]))]

    def turn() -> None:
        while others:
            writer._queue = Watched(1, writer._queue)
            others.pop().start()
            assert writer._queue.full.wait(10)

    writer = Writer(table.begin, table.apply, turn)
    other = others[0]
    assert writer.submit([1]) == [None]
    other.join(10)
    assert table.commits == [[1, 2]]


def test_nothing_to_write_is_no_transaction() -> None:
    table = Table()
    assert writer_on(table).submit([]) == [] and table.commits == []


def test_a_poisoned_job_is_isolated() -> None:
    table, poison, stale = Table(), ValueError("racun"), Stale()
    assert writer_on(table).submit([1, poison, 2, stale]) == [None, poison, None, stale]
    assert table.rows == [1, 2]


def test_who_is_stale_is_told_so_and_nobody_else_waits_for_it() -> None:
    table = Table()
    errors = writer_on(table).submit([1, STALE, 2])
    assert [type(error) for error in errors] == [NoneType, Stale, NoneType] and table.commits == [[1, 2]]


def test_a_single_bad_job_is_tried_once() -> None:
    table, tries = Table(), []

    def apply(conn: Table, jobs: Sequence[object]) -> set[int]:
        tries.append(jobs)
        raise ValueError

    (error,) = Writer(table.begin, apply).submit([1])
    assert isinstance(error, ValueError) and len(tries) == 1


def test_a_commit_that_fails_is_not_a_success() -> None:
    @contextmanager
    def begin() -> Iterator[Table]:
        yield Table()
        raise OSError("disk penuh")

    errors = Writer(begin, lambda conn, jobs: ()).submit([1, 2])
    assert [type(error) for error in errors] == [OSError, OSError]


class Crowd:
    """A first job is held in its commit while so many others come to wait."""

    def __init__(self, others: int):
        self.table, self.inside, self.go = Table(), threading.Event(), threading.Event()
        self.writer = writer_on(self.table, self.slow)
        self.writer._queue = Watched(others)
        self.answers: dict[int, object] = {}
        self.threads = [threading.Thread(target=self.ask, args=(job,)) for job in range(others + 1)]
        self.threads[0].start()
        assert self.inside.wait(10)
        for thread in self.threads[1:]:
            thread.start()
        assert self.writer._queue.full.wait(10)

    def slow(self, jobs: Sequence[object]) -> None:
        if jobs == [0]:
            self.inside.set()
            assert self.go.wait(10)

    def ask(self, job: int) -> None:
        try:
            self.answers[job] = self.writer.submit([job])
        except Busy:
            self.answers[job] = "busy"

    def settle(self) -> None:
        self.go.set()
        for thread in self.threads:
            thread.join(10)


def test_those_who_wait_are_committed_by_whoever_leads() -> None:
    crowd = Crowd(7)
    crowd.settle()
    assert crowd.answers == {job: [None] for job in range(8)}
    assert crowd.table.commits[0] == [0] and sorted(crowd.table.commits[1]) == [1, 2, 3, 4, 5, 6, 7]


def test_who_was_committed_by_another_leads_nothing_more() -> None:
    """Each would else wait for a commit of whatever came after it, one after the other."""
    crowd = Crowd(7)
    led: list[int] = []
    lead = crowd.writer._lead
    crowd.writer._lead = lambda: (led.append(1), lead())  # type: ignore[func-returns-value,method-assign]
    crowd.settle()
    assert led == [1] and len(crowd.table.commits) == 2


def test_who_lost_patience_is_not_written_and_holds_up_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.01)
    crowd = Crowd(3)
    for thread in crowd.threads[1:]:
        thread.join(10)
    assert crowd.answers == {1: "busy", 2: "busy", 3: "busy"} and crowd.writer.waiting == 0
    crowd.settle()
    assert crowd.table.commits == [[0]] and crowd.answers[0] == [None]


def test_a_call_that_came_too_late_is_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first in the queue was called to lead in the moment in which it gave up: the second leads."""
    writer = writer_on(table := Table())
    early, late = (module.Ticket(job, threading.Event()) for job in ("early", "late"))
    writer._queue.extend([early, late])
    writer._leave([early])
    assert late.wake.is_set() and not early.wake.is_set() and table.rows == []


def test_a_committer_that_dies_leaves_nobody_with_a_false_success() -> None:
    def dies(jobs: Sequence[object]) -> None:
        raise KeyboardInterrupt

    writer = writer_on(table := Table(), dies)
    tickets = [module.Ticket(job, threading.Event()) for job in (1, 2)]
    writer._queue.extend(tickets)
    with pytest.raises(KeyboardInterrupt):
        writer.submit([3])
    assert table.rows == []
    assert all(isinstance(ticket.error, Busy) and ticket.done and ticket.wake.is_set() for ticket in tickets)


def test_who_leads_and_finds_all_written_by_another_opens_no_transaction() -> None:
    """Between the look at one's ticket and the lock another may have taken the whole queue."""
    writer = writer_on(table := Table())
    writer._lead()
    assert table.commits == []


def test_batches_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_BATCH", 2)
    table = Table()
    assert writer_on(table).submit([1, 2, 3, 4, 5]) == [None] * 5
    assert table.commits == [[1, 2], [3, 4], [5]]


def test_too_much_waiting_is_refused_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_WAITING", 2)
    table = Table()
    with pytest.raises(Busy):
        writer_on(table).submit([1, 2, 3])
    assert table.rows == []


def test_patience_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.01)
    writer = writer_on(Table())
    with writer._lock, pytest.raises(Busy):
        writer.submit([1])
