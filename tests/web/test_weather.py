"""Rows of the fault list that need the server only (docs/faults.md): cut bodies, older phones, double phones, late repeats, claims of a score."""

import base64
import gzip
import json
import random
import socket
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from simulasi.extensions import writing
from simulasi.models.attempt import attempt, held, score
from simulasi.models.bundle import held_bundle, proof
from simulasi.models.member import member
from tests.gunicorn_kit import Server
from tests.sync_kit import NONCE, RIGHT, TPS, WRONG, Phone, day, played, put_pack, rows

TRAFFIC = Path(__file__).with_name("lalu-lintas")


@pytest.fixture
def server(app: Flask, clock: Any) -> Iterator[Server]:
    from simulasi import clock as the_clock

    the_clock.set_source(None)
    made = Server(app.extensions["simulasi"])
    made.wait()
    yield made
    made.stop()


@pytest.mark.fault(12)
def test_a_body_cut_at_any_byte_stores_nothing(app: Flask, server: Server) -> None:
    """Through a real socket: the line is gone before all of Content-Length came; then the whole of it once, and it is there once."""
    phone = Phone(app)
    log = played(put_pack(day()), [RIGHT] * 12)
    body = gzip.compress(json.dumps(phone.upload_body(log.part())).encode())
    head = f"POST /api/sync/upload HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {phone.token}\r\nContent-Encoding: gzip\r\nContent-Length: {len(body)}\r\n\r\n"
    dice = random.Random(12)
    for cut in [0, 1, len(body) - 1, *(dice.randrange(len(body)) for _ in range(20))]:
        with socket.create_connection(("127.0.0.1", server.port), 10) as line:
            line.sendall(head.encode() + body[:cut])
            line.shutdown(socket.SHUT_WR)
            said = line.recv(65536)
        assert b" 200 " not in said[:20], cut
    assert rows(attempt) == rows(held) == []
    server.ask("/api/sync/upload", json.dumps(phone.upload_body(log.part())).encode(), phone.token)
    assert [row["head"] for row in rows(attempt)] == [log.head]


def older(released: bool) -> list[str]:
    """The recordings there are; those made by hand before phones signed, or those made by `rekam.mjs`."""
    return sorted(path.name for path in TRAFFIC.glob("*.json") if released == (path.name != "1.json"))


def put_person(key: uuid.UUID) -> uuid.UUID:
    with writing() as session:
        row = {"kab": TPS // 10**9, "id": key, "tps_id": TPS, "peran": 4, "kode": key.hex[-12:], "nama": "Melati Anggrek"}
        session.execute(sa.insert(member).values(row | {"generation": 0, "aktif": 1}))
    return key


@pytest.mark.fault(22)
@pytest.mark.parametrize("release", older(released=False))
def test_what_a_phone_of_an_older_release_sent_is_still_understood(app: Flask, release: str) -> None:
    """Its very bytes, recorded when that release was current; a new release adds a file and never changes one."""
    recorded = json.loads((TRAFFIC / release).read_text("utf-8"))
    pack = put_pack(recorded["pack"])
    assert pack == recorded["pack_hash"]
    phone = Phone(app, device_id=uuid.UUID(recorded["device_id"]))
    hello = phone.post("/api/sync/hello", recorded["hello"].encode())
    assert hello.status_code == 200 and set(recorded["hello_answer"]) <= set(hello.json)
    upload = phone.post("/api/sync/upload", recorded["upload"].encode())
    (result,) = upload.json["results"]
    assert upload.status_code == 200 and set(recorded["result"]) <= set(result)
    assert (result["status"], result["head"]) == ("diterima", recorded["result"]["head"])


# What each call of a recording is answered with, whatever the server may add.
ANSWERED = {
    "/api/sync/hello": {"server_time", "have", "packs", "forget", "speaks", "keadaan", "kiriman", "dicabut", "lagi", "anggota"},
    "/api/sync/upload": {"results"},
    "/api/sync/carry": {"results"},
    "/api/sync/mine": {"logs", "lagi"},
}


@pytest.mark.fault(22)
@pytest.mark.parametrize("release", older(released=True))
def test_what_a_phone_of_an_older_release_signed_packed_and_carried_still_counts(app: Flask, release: str) -> None:
    """Two phones: one sends its own and a bundle of the other; both logs are there, marked, and proved by their makers' keys. Twice changes nothing."""
    recorded = json.loads((TRAFFIC / release).read_text("utf-8"))
    assert put_pack(recorded["pack"]) == recorded["pack_hash"]
    phones = {}
    for name, who in recorded["phones"].items():
        person = put_person(uuid.UUID(who["member_id"]))
        phones[name] = Phone(app, person, device_id=uuid.UUID(who["device_id"])).register()
    for status in ("diterima", "sudah_ada"):
        for asked in recorded["requests"]:
            headers = {"Content_Encoding": asked["encoding"]} if asked["encoding"] else {}
            answer = phones[str(asked["phone"])].post(asked["path"], base64.b64decode(asked["body"]), **headers)
            assert answer.status_code == 200 and ANSWERED[asked["path"]] <= set(answer.json), (asked["path"], answer.json)
            assert [each["status"] for each in answer.json.get("results", [])] in ([], [status]), asked["path"]
            assert [log["attempt_id"] for log in answer.json.get("logs", [])] in ([], [recorded["phones"]["1"]["attempt_id"]])
    last = len(recorded["pack"]["steps"])
    assert {str(row["attempt_id"]): row["last_seq"] for row in rows(attempt)} == {
        who["attempt_id"]: last for who in recorded["phones"].values()
    }
    assert sorted(row["points"] for row in rows(score)) == [22, 24]
    assert len(rows(proof)) == 2 and not rows(held) and not rows(held_bundle)


@pytest.mark.fault(30)
def test_two_phones_of_one_person_make_two_attempts(app: Flask) -> None:
    first = Phone(app)
    second = Phone(app, first.member_id)
    pack = put_pack(day())
    one, two = played(pack, [RIGHT] * 12), played(pack, [WRONG] * 12)
    assert first.send(one.part())[0]["status"] == second.send(two.part())[0]["status"] == "diterima"
    assert {row["device_id"] for row in rows(attempt)} == {first.device_id, second.device_id}
    assert sorted(row["points"] for row in rows(score)) == [0, 24] and not rows(held)
    # Each phone may ask for the other's as well: it is the same person's.
    assert second.hello(one)["have"][one.attempt_id] == [12, one.head]


@pytest.mark.fault(39)
def test_an_upload_of_long_ago_sent_again_changes_nothing(app: Flask, clock: Any) -> None:
    phone = Phone(app)
    log = played(put_pack(day()), [RIGHT] * 12)
    old = phone.upload_body(log.part(0, 5))
    phone.post("/api/sync/upload", old)
    clock.advance(days=40)
    phone.send(log.part(5))
    before = rows(attempt), rows(score)
    for _ in range(3):
        clock.advance(days=1)
        (result,) = phone.post("/api/sync/upload", old).json["results"]
        assert (result["status"], result["last_seq"], result["head"]) == ("sudah_ada", 12, log.head)
    assert (rows(attempt), rows(score)) == before


@pytest.mark.fault(41)
def test_a_score_claimed_by_the_phone_is_worth_nothing(app: Flask) -> None:
    """The protocol has no place for one; the server's replay is the only mark there is."""
    phone = Phone(app)
    log = played(put_pack(day()), [WRONG] * 12)
    for claim in ({"score": {"points": 24, "max": 24}}, {"points": 24}):
        (result,) = phone.send(log.part(**claim))
        assert (result["status"], result["code"]) == ("ditolak", "line-invalid") and not rows(attempt)
    (result,) = phone.send(log.part())
    assert result["score"]["points"] == 0 and [row["points"] for row in rows(score)] == [0]
    assert phone.post("/api/sync/upload", phone.upload_body(log.part()) | {"score": 24}).status_code == 400
    assert phone.post("/api/sync/hello", {"nonce": NONCE}).status_code == 400
