"""The server as it is run: gunicorn, gevent, two workers, one database; phones all at once, and a worker killed among them."""

import gc
import json
import random
import runpy
import threading
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask

from simulasi.extensions import db
from simulasi.models.attempt import attempt, score
from simulasi.sync import store
from tests.gunicorn_kit import ROOT, Server
from tests.sync_kit import RIGHT, WRONG, Log, Phone, day, played, put_pack, rows


@pytest.fixture
def server(app: Flask, clock: Any) -> Iterator[Server]:
    from simulasi import clock as the_clock

    the_clock.set_source(None)  # the tokens must be of the hour in which gunicorn lives
    made = Server(app.extensions["simulasi"])
    yield made
    made.stop()


def burst(app: Flask, server: Server, phones: int, on_answer: Any = lambda count: None) -> tuple[list[Log], list[dict]]:
    """Every phone sends one log in three pieces, out of order and each of them twice; returns the logs and every answer."""
    pack = put_pack(day())
    people = [Phone(app) for _ in range(phones)]
    logs = [played(pack, [RIGHT] * 11 + [WRONG]) for _ in people]
    answers: list[dict] = []

    def run(phone: Phone, log: Log, dice: random.Random) -> None:
        pieces = [(0, 5), (5, 9), (9, 13)] * 2
        dice.shuffle(pieces)
        for first, last in [*pieces, (0, 13)]:
            body = json.dumps(phone.upload_body(log.part(first, last))).encode()
            answers.extend(server.ask("/api/sync/upload", body, phone.token)["results"])
            on_answer(len(answers))

    threads = [threading.Thread(target=run, args=(*pair, random.Random(at))) for at, pair in enumerate(zip(people, logs, strict=True))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return logs, answers


def check(logs: list[Log], answers: list[dict]) -> None:
    """Everything acknowledged is there, once, and scored."""
    assert len(answers) == 7 * len(logs)
    stored = {str(row["attempt_id"]): row for row in rows(attempt)}
    assert sorted(stored) == sorted(log.attempt_id for log in logs)
    for log in logs:
        row = stored[log.attempt_id]
        with db.engine.connect() as conn:
            assert store.read_lines(conn, row["kab"], row["attempt_id"]) == log.lines
        assert (row["last_seq"], row["head"]) == (12, log.head)
    for answer in answers:
        assert answer["last_seq"] <= stored[answer["attempt_id"]]["last_seq"]
    assert {row["points"] for row in rows(score)} == {22} and len(rows(score)) == len(logs)


@pytest.mark.fault(10, 48)
def test_phones_all_at_once(app: Flask, server: Server) -> None:
    check(*burst(app, server, 16))


def test_a_worker_is_not_stopped_to_search_what_stays_for_ever(app: Flask) -> None:
    conf = runpy.run_path(str(ROOT / "gunicorn.conf.py"))
    before = gc.get_freeze_count()
    try:
        conf["post_worker_init"](SimpleNamespace(wsgi=app))
        assert gc.get_freeze_count() - before > 50_000
    finally:
        gc.unfreeze()


@pytest.mark.fault(26)
def test_a_worker_killed_among_them_loses_nothing_it_acknowledged(app: Flask, server: Server) -> None:
    killed: list[int] = []
    lock = threading.Lock()

    def kill(count: int) -> None:
        with lock:
            if len(killed) < 3 and count >= 20 * (len(killed) + 1):
                killed.append(server.kill_worker(random.Random(count)))

    check(*burst(app, server, 16, kill))
    assert len(killed) == 3
