"""Crews alone in the storm, many evenings on one server: the bad network, workers killed, backups made and put back while they play."""

import random
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from simulasi import clock as the_clock
from simulasi.extensions import db
from simulasi.services import backup
from tests.chaos.crew import Hall
from tests.e2e.fault_proxy import Proxy
from tests.gunicorn_kit import Server

SEEDS = range(1, 4)
MOVES = 120


def evening(server: Server, proxy: Proxy, folder: Path, seed: int) -> Hall:
    """One crew from its first seat to the last word, with one or two restores on the way; red with what happened before."""
    dice, kept, trace = random.Random(seed), None, []
    hall = Hall(proxy, seed)
    try:
        for number in range(MOVES):
            trace.append(hall.move())
            roll = dice.random()
            if number % 40 == 10:
                kept = folder / f"{seed}-{number}.cadangan"
                backup.make(kept)
                trace.append("cadangan")
            elif number % 40 == 39 and kept and roll < 0.8:
                db.session.remove()
                backup.restore(kept)
                hall.restored()
                trace.append("pulihkan")
            elif roll < 0.02:
                server.kill_worker(dice)
                trace.append("pekerja dibunuh")
        server.wait()
        hall.settle()
    except AssertionError as wrong:
        raise AssertionError("\n".join([*trace, f"seed {seed}: {wrong}"])) from wrong
    return hall


@pytest.mark.fault(24, 47)
def test_every_crew_keeps_every_decision_through_restores(app: Flask, clock: Any, tmp_path: Path) -> None:
    the_clock.set_source(None)
    server = Server(app.extensions["simulasi"])
    server.wait()
    proxy = Proxy(server.port, keep_alive=False)
    try:
        halls = [evening(server, proxy, tmp_path, seed) for seed in SEEDS]
    finally:
        proxy.close()
        server.stop()
    # Phones did begin anew, and did bring home what they had only heard.
    assert all(sum(hall.acts[name] for hall in halls) for name in ("putusan", "mulai-lagi", "dibawa"))
