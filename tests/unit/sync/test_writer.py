"""Group commit: answered after COMMIT, nobody pays for another's fault, nothing is written twice."""

import threading
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest

from simulasi.sync import writer as module
from simulasi.sync.writer import Busy, Stale, Writer


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

    def apply(self, conn: "Table", jobs: Sequence[object]) -> None:
        for job in jobs:
            if isinstance(job, Exception):
                raise job
            conn.pending.append(job)


class Watched(deque):
    """A queue that says when so many wait in it."""

    def __init__(self, wanted: int):
        super().__init__()
        self.wanted, self.full = wanted, threading.Event()

    def extend(self, items) -> None:
        super().extend(items)
        if len(self) >= self.wanted:
            self.full.set()


def writer_on(table: Table, **how: object) -> Writer:
    return Writer(table.begin, table.apply, **how)


def test_jobs_are_committed_together_and_answered_in_order() -> None:
    table = Table()
    assert writer_on(table).submit([1, 2, 3]) == [None, None, None]
    assert table.commits == [[1, 2, 3]]


def test_nothing_to_write_is_no_transaction() -> None:
    table = Table()
    assert writer_on(table).submit([]) == [] and table.commits == []


def test_a_poisoned_job_is_isolated() -> None:
    table, poison, stale = Table(), ValueError("racun"), Stale()
    assert writer_on(table).submit([1, poison, 2, stale]) == [None, poison, None, stale]
    assert table.rows == [1, 2]


def test_a_single_bad_job_is_tried_once() -> None:
    table, tries = Table(), []

    def apply(conn: Table, jobs: Sequence[object]) -> None:
        tries.append(jobs)
        raise ValueError

    (error,) = Writer(table.begin, apply).submit([1])
    assert isinstance(error, ValueError) and len(tries) == 1


def test_a_commit_that_fails_is_not_a_success() -> None:
    @contextmanager
    def begin() -> Iterator[Table]:
        yield Table()
        raise OSError("disk penuh")

    errors = Writer(begin, lambda conn, jobs: None).submit([1, 2])
    assert [type(error) for error in errors] == [OSError, OSError]


def test_those_who_wait_are_committed_by_whoever_leads() -> None:
    table, inside, go = Table(), threading.Event(), threading.Event()

    def slow(commit, batch) -> None:
        inside.set()
        assert go.wait(10)
        commit(batch)

    writer = writer_on(table, run=slow)
    writer._queue = Watched(7)
    answers: dict[int, object] = {}
    threads = [threading.Thread(target=lambda job=job: answers.update({job: writer.submit([job])})) for job in range(8)]
    threads[0].start()
    assert inside.wait(10)
    for thread in threads[1:]:
        thread.start()
    assert writer._queue.full.wait(10)
    go.set()
    for thread in threads:
        thread.join(10)
    assert answers == {job: [None] for job in range(8)}
    assert table.commits[0] == [0] and sorted(table.commits[1]) == [1, 2, 3, 4, 5, 6, 7]


def test_a_committer_that_dies_leaves_nobody_with_a_false_success() -> None:
    table = Table()

    def dies(commit, batch) -> None:
        raise SystemExit

    writer = writer_on(table, run=dies)
    with pytest.raises(SystemExit):
        writer.submit([1])
    assert table.rows == []
    ticket_errors: list[object] = []

    def dies_for_another(commit, batch) -> None:
        ticket_errors.extend(ticket.error for ticket in batch)
        raise KeyboardInterrupt

    writer = writer_on(table, run=dies_for_another)
    with pytest.raises(KeyboardInterrupt):
        writer.submit([1, 2])
    assert all(isinstance(error, Busy) for error in ticket_errors)


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
