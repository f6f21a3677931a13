"""Many more phones at once than there are connections to the database: nobody waits for somebody who waits (`make load` has all 4,277)."""

import json
import threading
from typing import Any

import pytest
from flask import Flask

from simulasi import clock as the_clock
from simulasi.models.attempt import attempt, score
from simulasi.services import rollups
from tests.gunicorn_kit import Server
from tests.sync_kit import KAB, NONCE, RIGHT, Phone, day, played, put_pack, rows


@pytest.mark.fault(54)
def test_a_hundred_phones_say_hello_and_send_in_the_same_second(app: Flask, clock: Any) -> None:
    """With 600 at once each reading connection waited for the commit, and the commit for a connection, until all of them failed."""
    the_clock.set_source(None)
    pack = put_pack(day())
    phones = [(phone, played(pack, [RIGHT] * 12)) for phone in (Phone(app).register() for _ in range(100))]
    server = Server(app.extensions["simulasi"])
    server.wait()
    answers: list[Any] = []
    failed: list[Any] = []

    def run(phone: Phone, log: Any) -> None:
        hello = {
            "nonce": NONCE,
            "protocol": [1, 1],
            "app": "a",
            "engine": "1",
            "device_id": str(phone.device_id),
            "db_epoch": "e",
            "wall": 0,
        }
        try:
            server.ask("/api/sync/hello", json.dumps(hello | {"attempts": [[log.attempt_id, 12, log.head]]}).encode(), phone.token, tries=3)
            answers.extend(
                server.ask("/api/sync/upload", json.dumps(phone.upload_body(log.part())).encode(), phone.token, tries=3)["results"]
            )
        except AssertionError as wrong:
            failed.append(wrong)

    threads = [threading.Thread(target=run, args=pair) for pair in phones]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    server.stop()
    assert failed == [] and [answer["status"] for answer in answers] == ["diterima"] * 100
    assert len(rows(attempt)) == len(rows(score)) == 100
    assert sum(each.attempts for each in rollups.sums(KAB)) == 100
