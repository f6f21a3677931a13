"""A member's logs on a new phone: all of them, whole, their own only."""

import pytest
from flask import Flask

from simulasi.services import own_logs
from tests.sync_kit import NONCE, RIGHT, WRONG, Phone, day, played, put_pack


@pytest.fixture
def phone(app: Flask) -> Phone:
    return Phone(app).register()


def mine(phone: Phone, have: list[str]) -> dict:
    answer = phone.post("/api/sync/mine", {"nonce": NONCE, "have": have})
    assert answer.status_code == 200, answer.json
    return answer.json


def test_another_phone_of_the_same_person_gets_every_line_with_its_hash(app: Flask, phone: Phone) -> None:
    pack = put_pack(day())
    logs = [played(pack, [RIGHT] * 12), played(pack, [WRONG] * 5)]
    phone.send(*(log.part() for log in logs))
    second = Phone(app, phone.member_id).register()
    answer = mine(second, [])
    assert answer["lagi"] == 0
    assert {log["attempt_id"]: (log["lines"], log["head"], log["pack_hash"], log["kind"]) for log in answer["logs"]} == {
        log.attempt_id: (log.lines, log.head, pack, "hari") for log in logs
    }
    assert [log["attempt_id"] for log in mine(second, [logs[0].attempt_id])["logs"]] == [logs[1].attempt_id]


def test_nobody_gets_what_another_played(app: Flask, phone: Phone) -> None:
    phone.send(played(put_pack(day()), [RIGHT]).part())
    assert mine(Phone(app).register(), [])["logs"] == []


def test_many_logs_come_in_several_answers(phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_logs, "MAX_LINES", 14)
    pack = put_pack(day())
    logs = sorted((played(pack, [RIGHT] * 12) for _ in range(3)), key=lambda log: log.attempt_id)
    phone.send(*(log.part() for log in logs))
    have: list[str] = []
    for turn in range(3):
        answer = mine(phone, have)
        have += [log["attempt_id"] for log in answer["logs"]]
        assert len(have) == turn + 1 and answer["lagi"] == (0 if turn == 2 else 1)
    assert have == [log.attempt_id for log in logs]


def test_a_stranger_is_refused(app: Flask) -> None:
    assert app.test_client().post("/api/sync/mine", json={"nonce": NONCE}).status_code == 401
