"""What a phone carries for others, over the wire."""

import base64

import pytest
from flask import Flask

from simulasi.services import enrolment
from tests.bundle_kit import Signer
from tests.sync_kit import KAB, NONCE, OTHER_TPS, RIGHT, Phone, day, played, put_pack

DAY = day()


@pytest.fixture
def pack(app: Flask) -> str:
    return put_pack(DAY)


@pytest.fixture
def bearer(app: Flask) -> Phone:
    return Phone(app, tps_id=OTHER_TPS).register()


@pytest.fixture
def signer(app: Flask) -> Signer:
    phone = Phone(app).register()
    key = Signer(phone.member_id, device_id=phone.device_id)
    phone.hello(key=key.pub_text)
    return key


def carry(bearer: Phone, *bundles: bytes | str) -> list[dict[str, str]]:
    texts = [each if isinstance(each, str) else base64.b64encode(each).decode() for each in bundles]
    answer = bearer.post("/api/sync/carry", {"nonce": NONCE, "device_id": str(bearer.device_id), "bundles": texts})
    assert answer.status_code == 200, answer.get_data(as_text=True)
    assert answer.json["nonce"] == NONCE
    return answer.json["results"]


def test_each_bundle_is_answered_by_itself(pack: str, bearer: Phone, signer: Signer) -> None:
    good, strange = played(pack, [RIGHT] * 12), Signer(signer.member_id)
    results = carry(bearer, signer.seal(good, DAY), b"halo", "???", strange.seal(good, DAY), signer.seal(good, DAY))
    assert [each["status"] for each in results] == ["diterima", "ditolak", "ditolak", "ditahan", "sudah_ada"]
    assert results[0]["attempt_id"] == good.attempt_id and results[0]["digest"] == results[4]["digest"]


def test_two_in_one_text_are_not_one(pack: str, bearer: Phone, signer: Signer) -> None:
    two = signer.seal(played(pack, [RIGHT] * 12), DAY) + signer.seal(played(pack, [RIGHT] * 12), DAY)
    assert [each["code"] for each in carry(bearer, two)] == ["rusak"]


def test_a_phone_that_was_shut_out_still_brings_what_others_gave_it(pack: str, bearer: Phone, signer: Signer) -> None:
    enrolment.revoke(KAB, bearer.device_id, bearer.member_id)
    assert carry(bearer, signer.seal(played(pack, [RIGHT] * 12), DAY))[0]["status"] == "diterima"


def test_only_the_phone_of_the_token_carries(bearer: Phone, signer: Signer) -> None:
    body = {"nonce": NONCE, "device_id": str(signer.device_id), "bundles": ["AA=="]}
    assert bearer.post("/api/sync/carry", body).status_code == 401
    assert bearer.post("/api/sync/carry", {**body, "device_id": str(bearer.device_id), "bundles": []}).status_code == 400
