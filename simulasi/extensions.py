"""Unbound extensions, and how a write is done: one at a time on SQLite, as PostgreSQL likes elsewhere.

A deferred transaction that reads and then writes fails at once on SQLite however long the busy timeout is, and busy polling is
unfair (p99 1.8 s measured). So every write transaction begins IMMEDIATE behind a file lock that all workers share.
"""

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from flask import Flask, current_app
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from sqlalchemy import MetaData, event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import DeclarativeBase, Session, scoped_session

from simulasi.config import Config

MIGRATIONS = Path(__file__).resolve().parent / "migrations"

PRAGMAS = (
    "busy_timeout=15000",
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "cache_size=-65536",
    "mmap_size=268435456",
    "temp_store=MEMORY",
    "wal_autocheckpoint=4000",
    "journal_size_limit=67108864",
)


class Base(DeclarativeBase):
    """Constraints have names, or no later migration could change them on SQLite."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy(model_class=Base, disable_autonaming=True)
migrate = Migrate()
csrf = CSRFProtect()
login = LoginManager()


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, _record: object) -> None:
    if type(connection).__module__.startswith("sqlite3"):
        connection.isolation_level = None
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("imm") else "BEGIN")


class WriteLock:
    """Among the greenlets or threads of this process first, then among the processes: flock alone would stop the whole gevent loop."""

    def __init__(self, path: str):
        self.path = path
        self._inside = threading.RLock()
        self._depth = 0
        self._file: int = -1
        self._pid = 0

    def __enter__(self) -> "WriteLock":
        self._inside.acquire()
        self._depth += 1
        if self._depth == 1:
            try:
                self.lock_file()
            except BaseException:
                self._depth -= 1
                self._inside.release()
                raise
        return self

    def __exit__(self, *_exc: object) -> None:
        self._depth -= 1
        if self._depth == 0:
            self.unlock_file()
        self._inside.release()

    def lock_file(self) -> None:
        """Only the lock among processes; for a writer that already keeps its own order inside the process."""
        if self._pid != os.getpid():
            # A descriptor shared with the parent would share its lock too.
            self._file, self._pid = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600), os.getpid()
        fcntl.flock(self._file, fcntl.LOCK_EX)

    def unlock_file(self) -> None:
        """Undo `lock_file`."""
        fcntl.flock(self._file, fcntl.LOCK_UN)


class NoLock(WriteLock):
    """PostgreSQL needs none."""

    def __init__(self) -> None:
        super().__init__("")

    def lock_file(self) -> None:
        """Nothing to do."""

    def unlock_file(self) -> None:
        """Nothing to do."""

    def __enter__(self) -> "NoLock":
        return self

    def __exit__(self, *_exc: object) -> None:
        return None


def write_lock() -> WriteLock:
    """The lock around every write transaction of this application."""
    return current_app.extensions["simulasi.write_lock"]


@contextmanager
def writing() -> Iterator[scoped_session[Session]]:
    """One write transaction on the request's session: locked, committed at the end, rolled back on any error.

    Reads done before it on the same session are ended first: what is decided inside must be read inside.
    """
    with write_lock():
        db.session.rollback()
        db.session.connection(execution_options={"imm": True})
        try:
            yield db.session
            db.session.commit()
        except BaseException:
            db.session.rollback()
            raise


def init_app(app: Flask, settings: Config) -> None:
    """Bind the extensions; the database itself is opened by whoever first asks it something."""
    lock: WriteLock = NoLock()
    if settings.is_sqlite:
        path = settings.database_url.removeprefix("sqlite:///")
        with suppress(OSError):
            os.makedirs(os.path.dirname(path), exist_ok=True)
        lock = WriteLock(f"{path}.lock")
    app.extensions["simulasi.write_lock"] = lock
    db.init_app(app)
    migrate.init_app(app, db, directory=str(MIGRATIONS), render_as_batch=True, compare_type=True)
    csrf.init_app(app)
    login.init_app(app)
