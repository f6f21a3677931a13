"""Hello, the list of packs, and what every answer of /api/ carries."""

import json

import brotli
import pytest
import sqlalchemy as sa
from flask import Flask

from simulasi.extensions import db
from simulasi.models.device import device
from simulasi.services import packs, server_state
from simulasi.services.desk import office
from simulasi.sync import tokens
from tests.sync_kit import NONCE, RIGHT, Phone, day, encode, played, put_pack, rows


@pytest.fixture
def phone(app: Flask) -> Phone:
    return Phone(app).register()


def test_every_answer_can_be_believed(phone: Phone) -> None:
    answer = phone.hello()
    assert (answer["marker"], answer["protocol"], answer["nonce"]) == ("simulasi-tps", 1, NONCE)
    assert len(answer["server_epoch"]) == 16 and answer["server_epoch"] == server_state.epoch()


@pytest.mark.parametrize("path", ["/api/sync/hello", "/api/sync/upload", "/api/enrol/open", "/api/enrol/claim"])
def test_refusals_carry_the_nonce_and_are_never_cached(phone: Phone, path: str) -> None:
    answer = phone.post(path, {"nonce": NONCE, "surprise": 1})
    assert answer.status_code == 400 and answer.json["error"]["code"] == "body-invalid"
    assert answer.json["nonce"] == NONCE and answer.json["marker"] == "simulasi-tps"
    assert answer.headers["Cache-Control"] == "no-store" and answer.content_type == "application/json"


def test_all_workers_agree_on_the_epoch(app: Flask, phone: Phone, make_app) -> None:
    ours = phone.hello()["server_epoch"]
    other = make_app()
    with other.app_context():
        assert Phone(other, phone.member_id, device_id=phone.device_id).hello()["server_epoch"] == ours
        db.session.remove()
        db.engine.dispose()


@pytest.mark.fault(24)
def test_a_restored_server_has_a_new_epoch_and_misses_what_it_lost(phone: Phone) -> None:
    before = phone.hello()["server_epoch"]
    log = played(put_pack(day()), [RIGHT] * 12)
    phone.send(log.part(0, 5))
    assert server_state.new_epoch() != before
    answer = phone.hello(log)
    assert answer["server_epoch"] != before and answer["have"][log.attempt_id][0] == 4
    # The fleet is the backup: what it offers again is accepted from where we are.
    assert phone.send(log.part(5))[0]["head"] == log.head


def test_hello_lists_published_packs_and_not_withdrawn_ones(phone: Phone) -> None:
    kept, gone = put_pack(day()), put_pack(day(seed="dua"))
    packs.withdraw(gone)
    (offer,) = phone.hello()["packs"]
    body = encode(day())
    assert offer == {"hash": kept, "kind": "hari", "ruleset": "pemilu-2024", "size": "singkat", "title": "Hari pendek", "bytes": len(body)}
    assert phone.client.get("/api/packs").json["packs"] == [offer]


@pytest.mark.fault(19)
def test_a_withdrawn_pack_still_replays(phone: Phone) -> None:
    pack = put_pack(day())
    packs.withdraw(pack)
    assert phone.send(played(pack, [RIGHT]).part())[0]["score"]["points"] == 2


def test_the_list_of_packs_echoes_a_nonce(phone: Phone) -> None:
    answer = phone.client.get(f"/api/packs?nonce={NONCE}")
    assert answer.json["nonce"] == NONCE and answer.headers["Cache-Control"] == "no-store"
    assert phone.client.get("/api/packs?nonce=<script>").json["nonce"] == ""


def test_pack_bytes_are_exact(phone: Phone) -> None:
    pack = put_pack(day())
    assert packs.pack_bytes(pack) == encode(day())
    answer = phone.client.get(f"/packs/{pack}.json", headers={"Accept-Encoding": "br"})
    body = brotli.decompress(answer.data) if answer.headers.get("Content-Encoding") == "br" else answer.data
    assert answer.status_code == 200 and body == encode(day()) and "immutable" in answer.headers["Cache-Control"]
    assert packs.pack_bytes("0" * 64) is None and packs.pack_bytes("entah") is None


@pytest.mark.fault(22, 23)
@pytest.mark.parametrize("versions", [[2, 3], [0, 0]])
def test_a_protocol_we_do_not_speak_is_refused(phone: Phone, versions: list[int]) -> None:
    body = {"nonce": NONCE, "protocol": versions, "app": "", "engine": "1", "device_id": str(phone.device_id), "db_epoch": "", "wall": 0}
    answer = phone.post("/api/sync/hello", body)
    assert (answer.status_code, answer.json["error"]["code"]) == (400, "protocol-unsupported")


@pytest.mark.fault(23)
def test_a_newer_phone_that_still_speaks_ours_is_served(phone: Phone) -> None:
    assert phone.hello(protocol=[1, 9])["protocol"] == 1


def test_hello_is_remembered(phone: Phone, clock) -> None:
    clock.advance(hours=1)
    phone.hello(wall=clock.ms - 90_000, app="1.2", db_epoch="e2")
    (row,) = rows(device)
    assert (row["seen"], row["app"], row["db_epoch"], row["clock_offset"]) == (clock.ms, "1.2", "e2", 90_000)


@pytest.mark.fault(7)
@pytest.mark.parametrize("wall", [-(2**53), 0, 2**53])
def test_no_clock_is_a_reason_to_refuse(phone: Phone, wall: int) -> None:
    assert phone.hello(wall=wall)["server_time"] > 0


@pytest.mark.fault(16)
def test_an_old_token_is_renewed_and_keeps_working(app: Flask, phone: Phone, clock) -> None:
    assert "token" not in phone.hello()
    clock.advance(days=8)
    fresh = phone.hello()["token"]
    claims = tokens.verify(office().keys, fresh, now=clock.ms // 1000, max_age=60)
    assert (claims.member_id, claims.device_id, claims.issued) == (phone.member_id, phone.device_id, clock.ms // 1000)
    assert phone.hello()["have"] == {}
    phone.token = fresh
    assert "token" not in phone.hello()


@pytest.mark.fault(17)
def test_a_revoked_phone_gets_no_fresh_token(phone: Phone, clock) -> None:
    from simulasi.services import enrolment

    assert enrolment.revoke(phone.claims.kab, phone.device_id, phone.member_id)
    assert not enrolment.revoke(phone.claims.kab, phone.device_id, phone.member_id)
    clock.advance(days=8)
    assert "token" not in phone.hello()


@pytest.mark.fault(16)
def test_a_token_signed_with_an_older_key_still_counts(app: Flask, phone: Phone, make_app) -> None:
    other = make_app(old_keys=(app.extensions["simulasi"].secret_key,))
    newer = type(app.extensions["simulasi"])(**{**vars(other.extensions["simulasi"]), "secret_key": "kunci baru " * 4})
    from simulasi import create_app

    rotated = create_app(newer)
    with rotated.app_context():
        answer = rotated.test_client().post(
            "/api/sync/upload",
            data=json.dumps(phone.upload_body(played("ab" * 32, [RIGHT]).part())),
            headers={"Authorization": f"Bearer {phone.token}"},
        )
        assert answer.status_code == 200
        db.session.remove()
        db.engine.dispose()


def test_unknown_addresses_answer_in_our_shape(phone: Phone) -> None:
    assert phone.post("/api/nirwana", {"nonce": NONCE}).json["error"]["code"] == "not-found"
    assert phone.client.get("/api/sync/upload").json["error"]["code"] == "method-not-allowed"


def test_an_answer_comes_even_when_the_epoch_cannot_be_read(app: Flask, phone: Phone) -> None:
    with db.engine.begin() as conn:
        conn.execute(sa.text("DROP TABLE server_state"))
    office().revocations.forget()
    office().revocations.epoch = ""
    answer = phone.post("/api/sync/upload", b"{", token="")
    assert answer.status_code == 401 and answer.json["server_epoch"] == ""
