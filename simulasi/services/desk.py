"""What the sync services share in one process: the reader, the group-commit writer, the packs on the shelf, the revocations."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import brotli
import gevent
import sqlalchemy as sa
from flask import current_app
from gevent import monkey
from sqlalchemy import Connection, Engine

from simulasi.extensions import WRITES, WriteLock, db, write_lock
from simulasi.models.pack import pack
from simulasi.services.gate import Gate
from simulasi.services.meters import FOLDER, Meters
from simulasi.services.pace import Pace
from simulasi.sync import store
from simulasi.sync.draft import Desk
from simulasi.sync.replay import Shelf
from simulasi.sync.revocations import Revocations
from simulasi.sync.tokens import keyring
from simulasi.sync.writer import Apply, Begin, Ticket, Writer


@dataclass
class Office(Desk):
    """The desk of `sync`, with what only the server needs."""

    revocations: Revocations
    pace: Pace
    gate: Gate
    meters: Meters
    keys: dict[int, bytes]
    max_age: int


def office() -> Office:
    """This process's own, made at its first use (hence after the fork)."""
    extensions = current_app.extensions
    if "simulasi.office" not in extensions:
        extensions["simulasi.office"] = _make(db.engine, write_lock())
    return extensions["simulasi.office"]


def _make(engine: Engine, lock: WriteLock) -> Office:
    def fetch(pack_hash: str) -> bytes | None:
        with engine.connect() as conn:
            body = conn.execute(sa.select(pack.c.body).where(pack.c.hash == pack_hash)).scalar()
        return None if body is None else brotli.decompress(body)

    settings = current_app.extensions["simulasi"]
    native = engine.dialect.name == "sqlite" and monkey.is_module_patched("threading")
    line = _Line(engine, lock, keep=native)
    gevented = monkey.is_module_patched("threading")
    # Only the workers of a server share what they count; a command counts for itself.
    meters = Meters(settings.var / FOLDER if gevented else None)
    turn = gevent.sleep if gevented else _no_turn
    return Office(
        connect=engine.connect,
        writer=_Writer(line.begin, store.apply, turn, meters),
        shelf=Shelf(fetch),
        revocations=Revocations(engine.connect),
        pace=Pace(settings.calls_per_minute),
        gate=Gate(settings.calls_at_once, meters, turn),
        meters=meters,
        keys=keyring(settings.keys),
        max_age=settings.token_days * 86_400,
    )


def _no_turn() -> None:
    """Threads take turns by themselves."""


class _Writer(Writer):
    """Whoever waits for the commit gives back the connection they read with: in a burst the pool would be empty, and the commit wait for them."""

    def __init__(self, begin: Begin, apply: Apply, turn: Callable[[], object], meters: Meters):
        super().__init__(begin, apply, turn)
        self._meters = meters

    def submit(self, jobs: Sequence[Any]) -> list[Exception | None]:
        """Write the jobs."""
        db.session.rollback()
        return super().submit(jobs)

    def _commit(self, batch: list[Ticket]) -> None:
        super()._commit(batch)
        self._meters.committed(len(batch), sum(ticket.error is not None for ticket in batch))


class _Line:
    """The writer's way to the database.

    Only a commit waits for the disk, and does so on a native thread. The statements run where they were asked for: on that thread each row
    gave the interpreter away and waited up to 5 ms to get it back from a busy loop, and a batch of 24 held the lock for most of a second.
    """

    def __init__(self, engine: Engine, lock: WriteLock, keep: bool):
        self.engine, self.lock, self.keep = engine, lock, keep
        self.kept: Connection | None = None

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """One write transaction."""
        with self.lock.hold():
            conn = self.kept or self.engine.connect().execution_options(imm=WRITES)
            self.kept = None
            try:
                transaction = conn.begin()
                yield conn
                self.lock.wait_for(transaction.commit)
            except BaseException:
                conn.close()
                raise
            if self.keep:
                self.kept = conn
            else:
                conn.close()
