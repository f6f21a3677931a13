"""Certificates: signed only when the logs say so, checked with the public key alone, the same rules as on the phone."""

import base64
import hashlib
import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from flask import Flask

from simulasi.services import certificates, mastery, packs
from tests.sync_kit import NONCE, RIGHT, WRONG, Log, Phone, checklist, day, encode, line, opening, put_pack

DAY = 86_400_000
WALL = 1_706_151_600_000  # 25 January 2024, ten in the morning at the TPS
Json = dict[str, Any]


def bank(kind: str = "latihan", size: str = "bank", topic: str = "etik-d-10", steps: int = 8, knockout: str = "") -> Json:
    """Items about one topic; the wrong answer may be a breach."""
    made = day(steps, f"{kind}{size}")
    for step in made["steps"]:
        step |= {"role": "semua", "topic": topic, "sure": 0}
        step["options"][1].pop("knockout", None)
        if knockout:
            step["options"][1]["knockout"] = knockout
        step["options"][1]["effects"] = []
    return {**made, "kind": kind, "size": size, "findings": []}


def pledge() -> Json:
    made = checklist()
    made["steps"][0]["items"][0]["id"] = mastery.SIGNED
    return {**made, "kind": "belajar", "size": "kartu"}


def log(raw: Json, answers: list[Any], at_day: int, role: str = "semua") -> Log:
    """One attempt on a day."""
    name = hashlib.sha256(encode(raw)).hexdigest()
    if packs.pack_bytes(name) is None:
        put_pack(raw)
    wall = WALL + at_day * DAY
    lines = [opening(name, role)]
    lines += [line(seq, step["id"], answer, role, wall) for seq, (step, answer) in enumerate(zip(raw["steps"], answers, strict=False), 1)]
    return Log(name, lines)


@pytest.fixture
def phone(app: Flask) -> Phone:
    return Phone(app).register()


def earn(phone: Phone, *leave: str) -> None:
    """Everything a certificate asks for, but for what is left out."""
    parts: dict[str, Callable[[], Log]] = {
        "pakta": lambda: log(pledge(), [[mastery.SIGNED, "sudah"]], 0),
        "awal": lambda: log(bank("uji", "bentuk_a", "sah-p05"), [RIGHT, *[WRONG] * 7], 0),
        "hari": lambda: log(day(12, "satu"), [RIGHT] * 12, 3, "kpps_4"),
        "hari_lain": lambda: log(day(12, "dua"), [RIGHT] * 12, 7, "kpps_4"),
        "akhir": lambda: log(bank("uji", "bentuk_b", "sah-p05"), [RIGHT] * 8, 12),
    }
    for name, make in parts.items():
        if name not in leave:
            send(phone, make())


def send(phone: Phone, made: Log) -> None:
    (result,) = phone.send(made.part())
    assert result["status"] == "diterima", result


def ask(phone: Phone) -> Json:
    answer = phone.post("/api/sertifikat", {"nonce": NONCE})
    assert answer.status_code == 200, answer.json
    return answer.json


def verified(text: str, keys: dict[str, str]) -> Json:
    """What anybody does with nothing but the certificate and the public keys."""
    prefix, payload, signature = text.split(".")
    assert prefix == "STPS1"
    raw, seal = (base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)) for part in (payload, signature))
    content = json.loads(raw)
    point = base64.urlsafe_b64decode(keys[f"k{content['k']}"] + "=")
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    key.verify(encode_dss_signature(int.from_bytes(seal[:32], "big"), int.from_bytes(seal[32:], "big")), raw, ec.ECDSA(hashes.SHA256()))
    return content


def test_everything_shown_is_signed_and_anyone_can_check_it(phone: Phone) -> None:
    earn(phone)
    answer = ask(phone)
    assert answer["kurang"] == []
    content = verified(answer["sertifikat"], answer["kunci"])
    assert content == {
        "k": 1,
        "nama": "Melati Anggrek",
        "peran": 4,
        "tps": 3579022009001,
        "tanggal": "2024-02-06",
        "awal": 12,
        "akhir": 100,
    }
    listed = phone.client.get(f"/api/packs?nonce={NONCE}").json
    assert listed["kunci"] == answer["kunci"] == certificates.public_keys()


@pytest.mark.parametrize(
    ("left_out", "missing"),
    [(("pakta",), ["pakta"]), (("akhir",), ["uji"]), (("awal",), ["uji"]), (("hari",), ["hari"]), (("hari", "hari_lain"), ["hari"])],
)
def test_nothing_is_signed_while_something_is_missing(phone: Phone, left_out: tuple[str, ...], missing: list[str]) -> None:
    earn(phone, *left_out)
    answer = ask(phone)
    assert (answer["sertifikat"], answer["kurang"]) == ("", missing)


def test_a_poor_second_test_is_named(phone: Phone) -> None:
    earn(phone, "akhir")
    send(phone, log(bank("uji", "bentuk_b", "sah-p05"), [WRONG, WRONG, *[RIGHT] * 6], 12))
    assert ask(phone)["kurang"] == ["nilai"]


@pytest.mark.parametrize(("seed", "at_day"), [("satu", 9), ("tiga", 3)])
def test_two_days_of_one_pack_or_on_one_date_are_not_two(phone: Phone, seed: str, at_day: int) -> None:
    earn(phone, "hari_lain")
    send(phone, log(day(12, seed), [RIGHT] * 12, at_day, "kpps_4"))
    assert ask(phone)["kurang"] == ["hari"]


def test_a_day_with_a_knock_out_does_not_count_however_many_points(phone: Phone) -> None:
    earn(phone, "hari_lain")
    answers = [RIGHT] * 12
    answers[3] = WRONG
    send(phone, log(day(12, "dua"), answers, 9, "kpps_4"))
    assert ask(phone)["kurang"] == ["hari"]


def test_an_integrity_breach_keeps_the_certificate_back_until_it_is_repaired(phone: Phone) -> None:
    earn(phone)
    raw = bank(knockout="integritas")
    send(phone, log(raw, [WRONG], 13))
    assert ask(phone)["kurang"] == ["gugur"]
    send(phone, log(bank(steps=7), [RIGHT] * 7, 14))
    assert ask(phone)["kurang"] == ["gugur"]
    send(phone, log(bank(steps=9), [RIGHT], 15))
    answer = ask(phone)
    assert answer["kurang"] == [] and verified(answer["sertifikat"], answer["kunci"])["tanggal"] == "2024-02-09"


def test_a_changed_certificate_is_refused(phone: Phone) -> None:
    earn(phone)
    answer = ask(phone)
    prefix, payload, signature = answer["sertifikat"].split(".")
    raw = base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)).replace(b"Melati", b"Mawar ")
    forged = base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
    with pytest.raises(InvalidSignature):
        verified(f"{prefix}.{forged}.{signature}", answer["kunci"])


def test_every_process_derives_the_same_key_and_another_secret_another(app: Flask, make_app: Any) -> None:
    ours = certificates.public_keys()
    with make_app().app_context():
        assert certificates.public_keys() == ours
    assert certificates._private(b"a").private_numbers().private_value != certificates._private(b"b").private_numbers().private_value


def test_who_has_no_token_gets_nothing(app: Flask, phone: Phone) -> None:
    assert app.test_client().post("/api/sertifikat", json={"nonce": NONCE}).status_code == 401
    assert phone.post("/api/sertifikat", {"nonce": NONCE, "member_id": str(uuid.uuid4())}).status_code == 400
