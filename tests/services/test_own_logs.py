"""A member's logs on a new phone: all of them, whole, their own only."""

import base64

import pytest
from flask import Flask

from simulasi.services import own_logs
from simulasi.sync.packed import Lexicon, unpack
from tests.sync_kit import NONCE, RIGHT, WRONG, Log, PackedPhone, Phone, day, line, played, put_pack


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


def test_a_phone_that_reads_packed_logs_gets_the_pieces_as_they_are_stored(app: Flask) -> None:
    pack = put_pack(day())
    phone = PackedPhone(app, day())
    logs = [played(pack, [RIGHT] * 12), Log(pack, [*played(pack, []).lines, line(1, "langkah_0", RIGHT, wall=-(2**52))])]
    phone.send(logs[0].part(0, 5), logs[0].part(5), logs[1].part())
    answer = phone.post("/api/sync/mine", {"nonce": NONCE, "have": [], "packed": 1}).json
    pieces, plain = (next(each for each in answer["logs"] if each["attempt_id"] == log.attempt_id) for log in logs)
    lexicon = Lexicon(day(), pack)
    assert [text for piece in pieces["packed"] for text in unpack(base64.b64decode(piece), lexicon)[1]] == logs[0].lines
    assert "lines" not in pieces and plain["lines"] == logs[1].lines
    assert all("packed" not in log for log in mine(phone, [])["logs"]), "an older phone gets lines"


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
