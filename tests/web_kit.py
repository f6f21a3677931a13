"""What tests of the server stand on: databases to copy, a clock that stands still, browsers, log-ins."""

import os
import shutil
from contextvars import Context
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from sqlalchemy.engine import make_url

from simulasi import create_app
from simulasi.config import Config, database_url
from simulasi.extensions import db as the_db

PASSWORD = "melati-anggrek-mawar"
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
# The accounts of the copied database: name -> (role, territory).
STAFF = {
    "kpu": ("kpu", 3579),
    "ppk-batu": ("ppk", 357901),
    "ppk-bumiaji": ("ppk", 357902),
    "pps-sumberbrantas": ("pps", 3579022009),
    "pps-punten": ("pps", 3579022001),
    "pps-temas": ("pps", 3579011001),
}


class Clock:
    """A clock that stands still until it is told to move."""

    def __init__(self) -> None:
        self.time = NOW

    def __call__(self) -> datetime:
        return self.time

    @property
    def ms(self) -> int:
        """In the tables' unit."""
        return int(self.time.timestamp() * 1000)

    def advance(self, **amount: float) -> None:
        """Let time pass: `clock.advance(minutes=5)`."""
        self.time += timedelta(**amount)


class Browser(FlaskClient):
    """Each request in a context of its own, as on a server: within the test's, `g` would still know who asked before."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        """Send a request."""
        return Context().run(super().open, *args, **kwargs)


class Databases:
    """Makes copies of one prepared database."""

    def __init__(self, folder: Path):
        given = os.environ.get("TEST_DATABASE_URL") or os.environ.get("DATABASE_URL") or ""
        self.server = make_url(database_url(given, folder)) if given.startswith("postgres") else None
        self.folder, self.count, self.prefix = folder, 0, f"uji_{os.getpid()}"
        self.admin = sa.create_engine(self.server, isolation_level="AUTOCOMMIT") if self.server is not None else None
        self.template = self._name("asal")
        self._admin(f"CREATE DATABASE {self.prefix}_asal")
        app = create_app(settings(self.template, folder))
        with app.app_context():
            upgrade()
            _load()
            the_db.session.remove()
            the_db.engine.dispose()

    def copy(self) -> str:
        """The URL of a fresh copy."""
        self.count += 1
        url = self._name(str(self.count))
        if self.server is None:
            shutil.copy(self.folder / "asal.sqlite", self.folder / f"{self.count}.sqlite")
        else:
            self._admin(f"CREATE DATABASE {self.prefix}_{self.count} TEMPLATE {self.prefix}_asal")
        return url

    def drop(self, url: str) -> None:
        """Throw a copy away."""
        if self.server is None:
            for path in self.folder.glob(f"{Path(url).name}*"):
                path.unlink()
        else:
            self._admin(f"DROP DATABASE IF EXISTS {make_url(url).database} WITH (FORCE)")

    def close(self) -> None:
        """Leave the database server."""
        if self.admin is not None:
            self.admin.dispose()

    def _name(self, name: str) -> str:
        if self.server is None:
            return f"sqlite:///{self.folder / name}.sqlite"
        return self.server.set(database=f"{self.prefix}_{name}").render_as_string(hide_password=False)

    def _admin(self, statement: str) -> None:
        if self.admin is not None:
            with self.admin.connect() as connection:
                connection.exec_driver_sql(statement)


def settings(url: str, folder: Path, **more: object) -> Config:
    """Settings for a test."""
    # Where time stands still, a minute never ends.
    return Config(**{"calls_per_minute": 10**9, "var": folder, "database_url": url, "secret_key": "rahasia uji " * 4, **more})  # type: ignore[arg-type]


def _load() -> None:
    from simulasi.services import accounts, passwords, territory

    territory.load_shipped()
    # One hash for all: thirty milliseconds each would be paid by every run.
    hashed = passwords.make(PASSWORD)
    make, passwords.make = passwords.make, lambda _password: hashed
    try:
        for name, (peran, code) in STAFF.items():
            accounts.create(name, PASSWORD, peran, code)
    finally:
        passwords.make = make


class Auth:
    """Log-ins: `auth.as_pps()` returns a browser of that person. The real form, the real cookie."""

    def __init__(self, app: Flask):
        self.app = app

    def log_in(self, username: str, password: str = PASSWORD) -> FlaskClient:
        """A browser logged in under this name."""
        browser = self.app.test_client()
        answer = browser.post("/masuk", data={"nama": username, "sandi": password, "csrf_token": self.csrf(browser, "/masuk")})
        assert answer.status_code == 302, answer.get_data(as_text=True)
        return browser

    def as_pps(self, desa: int = 3579022009) -> FlaskClient:
        """The PPS of a desa."""
        return self.log_in(next(name for name, held in STAFF.items() if held == ("pps", desa)))

    def as_ppk(self, kecamatan: int = 357902) -> FlaskClient:
        """The PPK of a kecamatan."""
        return self.log_in(next(name for name, held in STAFF.items() if held == ("ppk", kecamatan)))

    def as_kpu(self) -> FlaskClient:
        """KPU Kota Batu."""
        return self.log_in("kpu")

    def csrf(self, browser: FlaskClient, path: str) -> str:
        """The token of the first form on a page."""
        page = browser.get(path).get_data(as_text=True)
        return page.split('name="csrf_token"', 1)[1].split('value="', 1)[1].split('"', 1)[0]
