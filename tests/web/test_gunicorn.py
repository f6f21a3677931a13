"""The server as it is run: gunicorn, gevent, two workers, one database; phones all at once, and a worker killed among them."""

import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from simulasi.extensions import db
from simulasi.models.attempt import attempt, score
from simulasi.sync import store
from tests.sync_kit import RIGHT, WRONG, Log, Phone, day, played, put_pack, rows

ROOT = Path(__file__).resolve().parent.parent.parent


class Server:
    """gunicorn on a free port."""

    def __init__(self, app: Flask):
        settings = app.extensions["simulasi"]
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        env = {**os.environ, "SIMULASI_VAR": str(settings.var), "DATABASE_URL": settings.database_url, "SECRET_KEY": settings.secret_key}
        bind = ["--bind", f"127.0.0.1:{self.port}", "--log-level", "critical"]
        # A worker that is just being started again does not hear gunicorn's farewell: it is not waited for.
        command = [sys.executable, "-m", "gunicorn", *bind, "--graceful-timeout", "2", "wsgi:app"]
        self.process = subprocess.Popen(command, cwd=ROOT, env=env)

    def workers(self) -> list[int]:
        """Their process ids."""
        return [int(pid) for pid in Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()]

    def ask(self, path: str, body: bytes, token: str, tries: int = 200) -> Any:
        """A question, asked again until it is answered, as a phone would."""
        for _ in range(tries):
            line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
            try:
                line.request("POST", path, body, {"Authorization": f"Bearer {token}", "Content-Type": "application/json"})
                answer = line.getresponse()
                content = json.loads(answer.read())
                if answer.status == 200:
                    return content
            except (OSError, http.client.HTTPException):
                threading.Event().wait(0.05)
            finally:
                line.close()
        raise AssertionError("no answer")


@pytest.fixture
def server(app: Flask, clock: Any) -> Iterator[Server]:
    from simulasi import clock as the_clock

    the_clock.set_source(None)  # the tokens must be of the hour in which gunicorn lives
    made = Server(app)
    yield made
    made.process.send_signal(signal.SIGTERM)
    made.process.wait(60)


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


def test_phones_all_at_once(app: Flask, server: Server) -> None:
    check(*burst(app, server, 16))


def test_a_worker_killed_among_them_loses_nothing_it_acknowledged(app: Flask, server: Server) -> None:
    killed: list[int] = []
    lock = threading.Lock()

    def kill(count: int) -> None:
        with lock:
            if len(killed) < 3 and count >= 20 * (len(killed) + 1):
                killed.append(random.Random(count).choice(server.workers()))
                os.kill(killed[-1], signal.SIGKILL)

    check(*burst(app, server, 16, kill))
    assert len(killed) == 3
