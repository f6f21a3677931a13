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
        self._inside = threading.Lock()

    @contextmanager
    def hold(self) -> Iterator[None]:
        """For a transaction on the caller's own thread."""
        with self._inside, self.among_processes():
            yield

    @contextmanager
    def among_processes(self) -> Iterator[None]:
        """Only the file lock, for a writer on a native thread. A descriptor of its own each time: a shared one would share its lock."""
        file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
        finally:
            os.close(file)


class NoLock(WriteLock):
    """PostgreSQL needs none."""

    def __init__(self) -> None:
        super().__init__("")

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Nothing to wait for."""
        yield

    @contextmanager
    def among_processes(self) -> Iterator[None]:
        """Nothing to wait for."""
        yield


def write_lock() -> WriteLock:
    """The lock around every write transaction of this application."""
    return current_app.extensions["simulasi.write_lock"]


@contextmanager
def writing() -> Iterator[scoped_session[Session]]:
    """One write transaction on the request's session: locked, committed at the end, rolled back on any error.

    Reads done before it on the same session are ended first: what is decided inside must be read inside.
    """
    with write_lock().hold():
        db.session.rollback()
        db.session.connection(execution_options={"imm": True})
        try:
            yield db.session  # type: ignore[misc]
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
    # We set no remember cookie; looking for one would read the session, and make every file of the phone vary by cookie.
    app.after_request_funcs[None].remove(login._update_remember_cookie)
