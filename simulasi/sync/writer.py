"""Group commit: whoever gets the lock commits for all who wait; everybody is answered only after COMMIT.

No thread of its own, hence nothing to start after a fork or to stop at the end. Under gevent the statements run in a native
thread, because a stalled disk inside the loop would stop every phone (measured: p99 of seconds).
"""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import Connection

MAX_BATCH = 256
MAX_WAITING = 2000
PATIENCE = 30.0


class Busy(Exception):
    """Too much is waiting, or the wait was too long; the phone comes back later."""


class Stale(Exception):
    """Somebody else changed what a job was planned on; plan it again."""


class _Ticket:
    __slots__ = ("done", "error", "job")
    error: Exception | None

    def __init__(self, job: Any):
        # Busy until the data base has said otherwise: should the committer die half-way, those who wait must not take silence for success.
        self.job, self.done, self.error = job, False, Busy()


Runner = Callable[[Callable[[list[_Ticket]], None], list[_Ticket]], None]


def run_here(commit: Callable[[list[_Ticket]], None], batch: list[_Ticket]) -> None:
    """Commit on the thread that leads."""
    commit(batch)


class Writer:
    """One per process. `apply(conn, jobs)` writes them all or raises `Stale`; `begin()` opens a write transaction."""

    def __init__(
        self,
        begin: Callable[[], AbstractContextManager[Connection]],
        apply: Callable[[Connection, Sequence[Any]], None],
        run: Runner = run_here,
    ):
        self._begin, self._apply, self._run = begin, apply, run
        self._queue: deque[_Ticket] = deque()
        self._lock = threading.Lock()

    def submit(self, jobs: Sequence[Any]) -> list[Exception | None]:
        """Write the jobs and return, in their order, None for what is committed or the reason why it is not."""
        if len(self._queue) + len(jobs) > MAX_WAITING:
            raise Busy
        tickets = [_Ticket(job) for job in jobs]
        self._queue.extend(tickets)
        while not all(ticket.done for ticket in tickets):
            if not self._lock.acquire(timeout=PATIENCE):
                raise Busy
            try:
                self._lead()
            finally:
                self._lock.release()
        return [ticket.error for ticket in tickets]

    def _lead(self) -> None:
        batch = [self._queue.popleft() for _ in range(min(len(self._queue), MAX_BATCH))]
        try:
            if batch:
                self._run(self._commit, batch)
        finally:
            for ticket in batch:
                ticket.done = True

    def _commit(self, batch: list[_Ticket]) -> None:
        if not self._try(batch) and len(batch) > 1:
            for ticket in batch:
                self._try([ticket])

    def _try(self, batch: list[_Ticket]) -> bool:
        error = None
        try:
            with self._begin() as conn:
                self._apply(conn, [ticket.job for ticket in batch])
        except Exception as problem:  # whatever one job did must not be the answer of the others
            error = problem
        for ticket in batch:
            ticket.error = error
        return error is None
