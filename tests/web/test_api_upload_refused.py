"""Uploads over HTTP that are no uploads: too large, cut, of unknown kind, or from a phone that may not. Nothing is stored of any."""

import gzip

import pytest

from simulasi.sync.protocol import MAX_BODY, MAX_LINES
from tests.sync_kit import (
    NONCE,
    RIGHT,
    Phone,
    encode,
    played,
)
from tests.web.test_api_upload import nothing_stored, pack, phone

__all__ = ["pack", "phone"]


@pytest.mark.fault(14, 37)
def test_ten_megabytes_are_refused_with_a_plain_sentence(phone: Phone, pack: str) -> None:
    log = played(pack, [RIGHT])
    answer = phone.post("/api/sync/upload", phone.upload_body(log.part(lines=["x" * 100] * 100_000)))
    assert answer.status_code == 413 and answer.json["error"]["code"] == "too-large"
    assert "tetap tersimpan di ponsel" in answer.json["error"]["message"]
    assert nothing_stored()


@pytest.mark.fault(37)
def test_a_gzip_bomb_is_refused(phone: Phone) -> None:
    bomb = gzip.compress(b'{"nonce":"' + b"0" * 100_000_000)
    assert len(bomb) < MAX_BODY
    answer = phone.post("/api/sync/upload", bomb, Content_Encoding="gzip")
    assert answer.status_code == 413 and answer.json["error"]["code"] == "too-large"


@pytest.mark.fault(12)
@pytest.mark.parametrize("cut", [0, 1, 10, 50, 100])
def test_a_body_cut_in_transit_is_refused(phone: Phone, pack: str, cut: int) -> None:
    whole = gzip.compress(encode(phone.upload_body(played(pack, [RIGHT]).part())))
    answer = phone.post("/api/sync/upload", whole[:cut], Content_Encoding="gzip")
    assert (answer.status_code, answer.json["error"]["code"]) == (400, "json-invalid")
    assert phone.post("/api/sync/upload", whole + b"x", Content_Encoding="gzip").status_code == 400
    assert nothing_stored()


def test_an_unknown_encoding_is_refused(phone: Phone) -> None:
    answer = phone.post("/api/sync/upload", b"{}", Content_Encoding="br")
    assert (answer.status_code, answer.json["error"]["code"]) == (415, "encoding-unknown")


@pytest.mark.fault(37)
def test_too_many_lines_in_all_are_refused(phone: Phone, pack: str) -> None:
    parts = [played(pack, [RIGHT]).part(lines=["[]"] * 1000) for _ in range(MAX_LINES // 1000 + 1)]
    answer = phone.post("/api/sync/upload", phone.upload_body(*parts))
    assert (answer.status_code, answer.json["error"]["code"]) == (413, "too-large")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"null",
        b"{",
        b"\xff\xfe",
        b'{"nonce":"\\ud800"}',
        b"[" * 100_000,
        b'{"nonce":"0123456789abcdef"}',
        b'{"parts":[[[[]]]]}',
    ],
)
@pytest.mark.fault(38)
def test_a_body_that_is_no_upload_is_refused(phone: Phone, body: bytes) -> None:
    answer = phone.post("/api/sync/upload", body)
    assert answer.status_code == 400 and answer.json["error"]["code"] in ("json-invalid", "body-invalid")


def test_a_part_without_a_name_refuses_the_request(phone: Phone) -> None:
    answer = phone.post("/api/sync/upload", phone.upload_body({"lines": []}))
    assert (answer.status_code, answer.json["error"]["code"]) == (400, "body-invalid")


def test_the_device_of_the_body_must_be_the_tokens(phone: Phone, pack: str) -> None:
    body = phone.upload_body(played(pack, [RIGHT]).part()) | {"device_id": "0" * 32}
    answer = phone.post("/api/sync/upload", body)
    assert (answer.status_code, answer.json["error"]["code"]) == (401, "device-mismatch")
    assert nothing_stored()


@pytest.mark.parametrize("token", ["", "kd1.", "kd1.AAAA", "x", "kd1.é", "kd2.AAAA", "kd1." + "A" * 90])
def test_a_forged_token_is_refused(phone: Phone, pack: str, token: str) -> None:
    answer = phone.client.post(
        "/api/sync/upload",
        json=phone.upload_body(played(pack, [RIGHT]).part()),
        headers={"Authorization": f"Bearer {token}".encode().decode("latin-1")},
    )
    assert answer.status_code == 401 and answer.json["error"]["code"] in ("token-invalid", "token-missing")
    assert answer.json["nonce"] == NONCE and nothing_stored()


@pytest.mark.fault(16)
def test_an_expired_token_is_refused_and_nothing_changes(phone: Phone, pack: str, clock) -> None:
    body = phone.upload_body(played(pack, [RIGHT]).part())
    clock.advance(days=401)
    answer = phone.post("/api/sync/upload", body)
    assert (answer.status_code, answer.json["error"]["code"]) == (401, "token-expired")
    assert "tetap tersimpan di ponsel" in answer.json["error"]["message"] and nothing_stored()
