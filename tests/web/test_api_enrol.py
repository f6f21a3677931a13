"""Enrolment over HTTP: an invitation is opened, a name claimed, a token given; a lost phone locks nobody out."""

import uuid
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from simulasi.models.device import device
from simulasi.services import enrolment, invitations
from simulasi.services.desk import office
from simulasi.sync import tokens
from tests.sync_kit import NONCE, OTHER_TPS, RIGHT, TPS, Phone, day, played, put_member, put_pack, rows


@pytest.fixture
def code(app: Flask) -> str:
    (card,) = invitations.create([TPS], None)
    return card.code


@pytest.fixture
def member(app: Flask) -> uuid.UUID:
    return put_member(peran=4, nama="Melati Anggrek")


def post(client: FlaskClient, path: str, **body: Any) -> Any:
    return client.post(f"/api/enrol/{path}", json={"nonce": NONCE, **body})


def test_an_invitation_shows_the_tps_and_its_crew(client: FlaskClient, code: str, member: uuid.UUID) -> None:
    put_member(peran=1, nama="Durian Rambutan")
    put_member(OTHER_TPS, nama="Orang Lain")
    answer = post(client, "open", code=code.lower().replace("-", " ")).json
    assert answer["nonce"] == NONCE
    assert answer["tps"] == {"kode": TPS, "nomor": 1, "desa": "Sumberbrantas", "kecamatan": "Bumiaji", "kabkota": "Kota Batu"}
    assert [(each["nama"], each["peran"], each["terdaftar"]) for each in answer["members"]] == [
        ("Durian Rambutan", 1, 0),
        ("Melati Anggrek", 4, 0),
    ]
    assert answer["kedaluwarsa"] > 0


def test_a_claim_gives_a_token_that_uploads(app: Flask, client: FlaskClient, code: str, member: uuid.UUID) -> None:
    phone = uuid.uuid4()
    answer = post(client, "claim", code=code, member_id=str(member), device_id=phone.hex).json
    assert answer["member"] == {
        "id": str(member),
        "nama": "Melati Anggrek",
        "peran": 4,
        "tps": 1,
        "desa": "Sumberbrantas",
        "kecamatan": "Bumiaji",
        "kabkota": "Kota Batu",
        "kab": 3579,
    }
    enrolled = Phone(app, member, device_id=phone)
    enrolled.token = answer["token"]
    assert enrolled.send(played(put_pack(day()), [RIGHT]).part())[0]["status"] == "diterima"
    assert post(client, "open", code=code).json["members"][0]["terdaftar"] == 1


def test_the_same_phone_may_ask_again(client: FlaskClient, code: str, member: uuid.UUID, clock: Any) -> None:
    phone = uuid.uuid4()
    for _ in range(3):
        assert post(client, "claim", code=code, member_id=str(member), device_id=str(phone)).status_code == 200
        clock.advance(minutes=2)
    (row,) = rows(device)
    assert row["flagged"] == 0


def test_another_phone_of_the_same_person_is_let_in_and_flagged(client: FlaskClient, code: str, member: uuid.UUID, clock: Any) -> None:
    for _ in range(2):
        assert post(client, "claim", code=code, member_id=str(member), device_id=uuid.uuid4().hex).status_code == 200
        clock.advance(minutes=2)
    newest, oldest = enrolment.phones(TPS // 10**9, TPS)
    assert (newest.flagged, oldest.flagged) == (True, False)
    assert newest.member_id == oldest.member_id == member and newest.created > oldest.created


def test_a_revoked_phone_is_let_in_again_by_a_new_invitation(app: Flask, client: FlaskClient, code: str, member: uuid.UUID) -> None:
    phone = Phone(app, member).register()
    enrolment.revoke(TPS // 10**9, phone.device_id, member)
    pack = put_pack(day())
    assert phone.send(played(pack, [RIGHT]).part())[0]["status"] == "ditahan"
    assert post(client, "claim", code=code, member_id=str(member), device_id=phone.device_id.hex).status_code == 200
    assert phone.send(played(pack, [RIGHT]).part())[0]["status"] == "diterima"


def test_a_member_who_was_shut_out_gets_a_token_of_the_new_generation(
    client: FlaskClient, code: str, member: uuid.UUID, clock: Any
) -> None:
    enrolment.shut_out(TPS // 10**9, member)
    token = post(client, "claim", code=code, member_id=str(member), device_id=uuid.uuid4().hex).json["token"]
    assert tokens.verify(office().keys, token, now=clock.ms // 1000, max_age=1).generation == 1


def test_the_member_of_another_tps_cannot_be_claimed(client: FlaskClient, code: str) -> None:
    foreign = put_member(OTHER_TPS)
    answer = post(client, "claim", code=code, member_id=str(foreign), device_id=uuid.uuid4().hex)
    assert (answer.status_code, answer.json["error"]["code"]) == (404, "anggota-tidak-dikenal")
    assert not rows(device)


@pytest.mark.parametrize("wrong", ["", "AAAAA-AAAAA", "entah", "é" * 40])
def test_a_wrong_code_gets_a_clear_sentence(client: FlaskClient, code: str, member: uuid.UUID, wrong: str) -> None:
    for answer in (post(client, "open", code=wrong), post(client, "claim", code=wrong, member_id=str(member), device_id="0" * 32)):
        assert (answer.status_code, answer.json["error"]["code"]) == (404, "undangan-tidak-dikenal")
        assert "PPS" in answer.json["error"]["message"]


def test_an_expired_invitation_is_refused(client: FlaskClient, code: str, member: uuid.UUID, clock: Any) -> None:
    clock.advance(days=15)
    answer = post(client, "open", code=code)
    assert (answer.status_code, answer.json["error"]["code"]) == (410, "undangan-kedaluwarsa")
    assert post(client, "claim", code=code, member_id=str(member), device_id="0" * 32).status_code == 410


def test_guessing_is_slow(client: FlaskClient, code: str, clock: Any) -> None:
    start = code[:5]
    for at in range(enrolment.PER_CODE):
        assert post(client, "open", code=f"{start}-0000{at % 10}").status_code == 404
    refused = post(client, "open", code=code)
    assert (refused.status_code, refused.json["error"]["code"]) == (429, "too-many")
    assert int(refused.headers["Retry-After"]) > 0
    clock.advance(minutes=2)
    assert post(client, "open", code=code).status_code == 200


def test_one_address_may_open_many_invitations_but_not_endlessly(client: FlaskClient, app: Flask) -> None:
    answers = [post(client, "open", code=f"{at:05}-00000").status_code for at in range(enrolment.PER_ADDRESS + 1)]
    assert set(answers[:-1]) == {404} and answers[-1] == 429
