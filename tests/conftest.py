"""The server on a database of its own for each test: an SQLite file, or PostgreSQL when TEST_DATABASE_URL (or DATABASE_URL) names one.

The tables are migrated and Kota Batu is loaded once; each test gets a copy.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from simulasi import clock as the_clock
from simulasi import create_app
from simulasi.extensions import db as the_db
from tests.web_kit import Auth, Browser, Clock, Databases, settings

# Every property, whatever its own settings: the same examples in every run, and no promise about time, which is the benchmarks' matter.
# CONTOH=5000 searches further, with fresh examples.
hypothesis_settings.register_profile(
    "janji",
    deadline=None,
    derandomize="CONTOH" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
hypothesis_settings.load_profile("janji")


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """The prepared database."""
    prepared = Databases(tmp_path_factory.mktemp("basisdata"))
    yield prepared
    prepared.drop(prepared.template)
    prepared.close()


@pytest.fixture
def url(databases: Databases) -> Iterator[str]:
    """A database of this test's own."""
    copy = databases.copy()
    yield copy
    databases.drop(copy)


@pytest.fixture
def clock() -> Iterator[Clock]:
    """The hour, as the test sets it."""
    standing = Clock()
    the_clock.set_source(standing)
    yield standing
    the_clock.set_source(None)


@pytest.fixture
def app(url: str, tmp_path: Path, clock: Clock) -> Iterator[Flask]:
    """The application, inside its context."""
    made = create_app(settings(url, tmp_path))
    made.testing = True
    made.test_client_class = Browser
    made.config["PROPAGATE_EXCEPTIONS"] = False
    with made.app_context():
        yield made
        the_db.session.remove()
        the_db.engine.dispose()


@pytest.fixture
def db(app: Flask) -> object:
    """`db.session`, bound to the application's database."""
    return the_db


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser."""
    return app.test_client()


@pytest.fixture
def auth(app: Flask) -> Auth:
    """Log-ins."""
    return Auth(app)


@pytest.fixture
def make_app(url: str, tmp_path: Path, clock: Clock) -> Iterator[Callable[..., Flask]]:
    """Another application on the same database: a second worker, or other settings."""
    made: list[Flask] = []

    def make(**more: object) -> Flask:
        made.append(create_app(settings(url, tmp_path, **more)))
        made[-1].test_client_class = Browser
        return made[-1]

    yield make
    for each in made:
        with each.app_context():
            the_db.engine.dispose()
