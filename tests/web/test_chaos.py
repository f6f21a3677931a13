"""The storm with its committed seeds, and the kill loop with the mutant that it must find out."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from simulasi import clock as the_clock
from tests.chaos.kill_loop import kill_loop
from tests.chaos.run import Run
from tests.gunicorn_kit import Server

# 7: a pack lost by a restore made whole logs wait as if nobody knew the member; 11: kills, clones and a restore in one run.
SEEDS = (7, 11)


@pytest.fixture
def hour(app: Flask, clock: Any) -> None:
    """The tokens must be of the hour in which gunicorn lives."""
    the_clock.set_source(None)


@pytest.mark.fault(1, 7, 10, 11, 12, 13, 14, 15, 24, 26, 28, 31, 32, 33, 39, 45, 47, 48)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_storm_of_this_seed(app: Flask, hour: None, tmp_path: Path, seed: int) -> None:
    run = Run(app, tmp_path, seed, steps=120, phones=6)
    run.go()
    assert sum(run.count.values()) == 120


@pytest.mark.fault(26)
def test_kill_after_kill_loses_nothing_that_was_acknowledged(app: Flask, hour: None) -> None:
    server = Server(app.extensions["simulasi"])
    server.wait()
    acknowledged, lost, killed = kill_loop(app, server, seed=4, phones=12, each=12, kills=12)
    assert (len(acknowledged), lost, killed) == (144, set(), 12)


def test_the_loop_finds_out_a_server_that_acknowledges_too_early(app: Flask, hour: None) -> None:
    server = Server(app.extensions["simulasi"], "tests.chaos.early_ack:app")
    server.wait()
    _, lost, killed = kill_loop(app, server, seed=4, phones=12, each=12, kills=12)
    assert killed == 12 and lost, "a test that cannot fail proves nothing"
