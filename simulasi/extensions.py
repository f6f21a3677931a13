"""Unbound extensions, and how a write is done: one at a time on SQLite, as PostgreSQL likes elsewhere.

A deferred transaction that reads and then writes fails at once on SQLite however long the busy timeout is, and busy polling is
unfair (p99 1.8 s measured). So every write transaction begins IMMEDIATE behind a file lock that all workers share.
"""

import fcntl
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from flask import Flask, Request, current_app
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from gevent import monkey
from gevent.threadpool import ThreadPool
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


# What the execution option `imm` of a connection says of its transactions: they write; one of them writes everything anew.
WRITES, REPLACES_ALL = "writes", "replaces all"
# PostgreSQL's advisory lock that all who write share. Whoever replaces everything takes it alone, holding nothing yet: in whatever order
# the others lock their rows, nobody can wait in a circle.
_EVERYBODY = 3500


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("imm")
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
    elif writes:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock{'' if writes == REPLACES_ALL else '_shared'}({_EVERYBODY})")


def wait_here(call: Callable[[], object]) -> None:
    """Wait on this thread."""
    call()


def wait_elsewhere() -> Callable[[Callable[[], object]], None]:
    """Under gevent whatever may wait for the disk or for another process does so on a native thread: waiting must not stop the loop."""
    pool = ThreadPool(2)
    return lambda call: pool.apply(call)


class WriteLock:
    """Among the greenlets or threads of this process first, then among the processes: flock alone would stop the whole gevent loop."""

    def __init__(self, path: str, wait_for: Callable[[Callable[[], object]], None] = wait_here):
        self.path, self.wait_for = path, wait_for
        self._inside = threading.Lock()

    @contextmanager
    def hold(self) -> Iterator[None]:
        """For one write transaction. A descriptor of its own each time: a shared one would share its lock."""
        with self._inside:
            file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    self.wait_for(lambda: fcntl.flock(file, fcntl.LOCK_EX))
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


class Sessions(SecureCookieSessionInterface):
    """Flask's own; a request that brings no cookie (every phone's) does not pay for the keys to open one."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """The session of this request."""
        return super().open_session(app, request) if self.get_cookie_name(app) in request.cookies else self.session_class()


def write_lock() -> WriteLock:
    """The lock around every write transaction of this application."""
    return current_app.extensions["simulasi.write_lock"]


@contextmanager
def writing(how: str = WRITES) -> Iterator[scoped_session[Session]]:
    """One write transaction on the request's session: locked, committed at the end, rolled back on any error.

    Reads done before it on the same session are ended first: what is decided inside must be read inside. Never one within another.
    """
    lock = write_lock()
    with lock.hold():
        db.session.rollback()
        db.session.connection(execution_options={"imm": how})
        try:
            yield db.session  # type: ignore[misc]
            db.session.flush()
            # The wait for the disk; what the session then does of its own commit is bookkeeping.
            lock.wait_for(db.session.connection().connection.commit)
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
        lock = WriteLock(f"{path}.lock", wait_elsewhere() if monkey.is_module_patched("threading") else wait_here)
    app.extensions["simulasi.write_lock"] = lock
    app.session_interface = Sessions()
    db.init_app(app)
    migrate.init_app(app, db, directory=str(MIGRATIONS), render_as_batch=True, compare_type=True)
    csrf.init_app(app)
    login.init_app(app)
    # We set no remember cookie; looking for one would read the session, and make every file of the phone vary by cookie.
    app.after_request_funcs[None].remove(login._update_remember_cookie)
