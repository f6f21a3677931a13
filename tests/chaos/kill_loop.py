"""kill -9 of workers, again and again, while phones send; then: is everything that was acknowledged there?"""

import json
import random
import threading

from flask import Flask

from simulasi.extensions import db
from simulasi.models.attempt import attempt, attempt_log
from tests.gunicorn_kit import Server
from tests.sync_kit import RIGHT, Phone, day, head_of, played, put_pack, rows


def kill_loop(app: Flask, server: Server, seed: int, phones: int, each: int, kills: int) -> tuple[set[str], set[str], int]:
    """Every phone sends so many logs, one by one, until each is acknowledged; returns acknowledged, lost, and how often was killed. Ends the server."""
    pack = put_pack(day())
    people = [Phone(app) for _ in range(phones)]
    logs = {phone: [played(pack, [RIGHT] * 12) for _ in range(each)] for phone in people}
    acknowledged: set[str] = set()
    killed: list[int] = []
    lock = threading.Lock()
    dice = random.Random(seed)
    # Spread over the whole burst: after how many answers each kill comes.
    due = sorted(dice.sample(range(5, phones * each - 5), kills))

    def run(phone: Phone) -> None:
        for log in logs[phone]:
            body = json.dumps(phone.upload_body(log.part())).encode()
            (result,) = server.ask("/api/sync/upload", body, phone.token)["results"]
            assert result["status"] in ("diterima", "sudah_ada") and result["head"] == log.head
            with lock:
                acknowledged.add(log.attempt_id)
                strike = len(killed) < kills and len(acknowledged) >= due[len(killed)]
                if strike:
                    killed.append(server.kill_worker(dice))

    threads = [threading.Thread(target=run, args=(phone,)) for phone in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(240)
    server.wait()
    # Only a server that has ended writes nothing more: the mutant is late by intent.
    server.stop()
    stored = {str(row["attempt_id"]): row["head"] for row in rows(attempt)}
    whole = {log.attempt_id for phone in people for log in logs[phone] if stored.get(log.attempt_id) == head_of(log.attempt_id, log.lines)}
    assert len(rows(attempt_log)) == len(stored), "something is stored twice"
    db.session.rollback()
    return acknowledged, acknowledged - whole, len(killed)
