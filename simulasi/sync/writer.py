"""Group commit: whoever gets the lock commits for all who wait; everybody is answered only after COMMIT.

No thread of its own, hence nothing to start after a fork or to stop at the end. Who was committed by another goes home at once and
leads nothing any more: when each of 600 had to lead before it left, each waited for hundreds of commits of one job (p99 of 26 s).
"""

import threading
from collections import deque
from collections.abc import Callable, Container, Sequence
from contextlib import AbstractContextManager, suppress
from typing import Any

from sqlalchemy import Connection

MAX_BATCH = 256
MAX_WAITING = 2000
PATIENCE = 30.0


class Busy(Exception):
    """Too much is waiting, or the wait was too long; the phone comes back later."""


class Stale(Exception):
    """Somebody else changed what a job was planned on; plan it again."""


class Ticket:
    """A job that waits, and what became of it."""

    __slots__ = ("done", "error", "job", "wake")
    error: Exception | None

    def __init__(self, job: Any, wake: threading.Event):
        # Busy until the data base has said otherwise: should the committer die half-way, those who wait must not take silence for success.
        self.job, self.wake, self.done, self.error = job, wake, False, Busy()


Begin = Callable[[], AbstractContextManager[Connection]]
Apply = Callable[[Connection, Sequence[Any]], Container[int]]


class Writer:
    """One per process. `apply(conn, jobs)` writes the jobs and gives back the places of those that are stale and not written; `begin()` opens a write transaction.

    `turn()` lets the others have theirs: who is about to submit in the same moment then shares the commit.
    """

    def __init__(self, begin: Begin, apply: Apply, turn: Callable[[], object] = lambda: None):
        self._begin, self._apply, self._turn = begin, apply, turn
        self._queue: deque[Ticket] = deque()
        self._lock = threading.Lock()

    @property
    def waiting(self) -> int:
        """How many jobs wait for a commit that has not begun."""
        return len(self._queue)

    def submit(self, jobs: Sequence[Any]) -> list[Exception | None]:
        """Write the jobs and return, in their order, None for what is committed or the reason why it is not."""
        if len(self._queue) + len(jobs) > MAX_WAITING:
            raise Busy
        wake = threading.Event()
        tickets = [Ticket(job, wake) for job in jobs]
        self._queue.extend(tickets)
        while True:
            wake.clear()
            if all(ticket.done for ticket in tickets):
                return [ticket.error for ticket in tickets]
            if self._lock.acquire(blocking=False):
                try:
                    self._lead()
                finally:
                    self._lock.release()
                    self._call_next()
            elif not wake.wait(PATIENCE):
                self._leave(tickets)
                raise Busy

    def _lead(self) -> None:
        self._turn()
        batch = self._take()
        try:
            if batch:
                self._commit(batch)
        finally:
            for ticket in batch:
                ticket.done = True
            for ticket in batch:
                ticket.wake.set()

    def _take(self) -> list[Ticket]:
        batch: list[Ticket] = []
        with suppress(IndexError):  # somebody may leave the queue while it is read
            while len(batch) < MAX_BATCH:
                batch.append(self._queue.popleft())
        return batch

    def _call_next(self) -> None:
        """Whoever came while the lock was held waits for a call: the first of them leads next."""
        with suppress(IndexError):
            self._queue[0].wake.set()

    def _leave(self, tickets: list[Ticket]) -> None:
        """Go without: what was not begun is not written any more, and a call that came too late is passed on."""
        for ticket in tickets:
            with suppress(ValueError):
                self._queue.remove(ticket)
        self._call_next()

    def _commit(self, batch: list[Ticket]) -> None:
        if not self._try(batch) and len(batch) > 1:
            for ticket in batch:
                self._try([ticket])

    def _try(self, batch: list[Ticket]) -> bool:
        error: Exception | None = None
        stale: Container[int] = ()
        try:
            with self._begin() as conn:
                stale = self._apply(conn, [ticket.job for ticket in batch])
        except Exception as problem:  # whatever one job did must not be the answer of the others
            error = problem
        for at, ticket in enumerate(batch):
            ticket.error = Stale() if error is None and at in stale else error
        return error is None
