"""The server's padlock: boxes made by a phone's own module open here, for their owner, after a new invitation, and in no other case."""

import base64
import json
import subprocess
import uuid
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from simulasi.models.member import invitation
from simulasi.services import invitations, padlock
from tests.sync_kit import NONCE, TPS, Phone, put_member, rows

ROOT = Path(__file__).resolve().parents[2]
VAULT = "0123456789abcdef"
KEY = bytes(range(32))
CLOSE = """
import { closeBox } from './static/js/platform/padlock.js';
const [lock, key, whose] = JSON.parse(process.argv[1]);
console.log(JSON.stringify(await closeBox(lock, Uint8Array.from(key), whose)));
"""


def boxed(device_id: uuid.UUID, member_id: uuid.UUID, vault: str = VAULT) -> tuple[str, int, str]:
    """A key closed by the phone's module with this server's padlock."""
    asked = json.dumps([padlock.public(), list(KEY), padlock.context(device_id, member_id, vault).decode()])
    done = subprocess.run(["node", "--input-type=module", "-e", CLOSE, asked], cwd=ROOT, capture_output=True, text=True, check=True)
    kid, box = json.loads(done.stdout)
    return vault, kid, box


@pytest.fixture
def member(app: Flask) -> uuid.UUID:
    return put_member(peran=4)


def opened(device_id: uuid.UUID, member_id: uuid.UUID, *boxes: tuple[str, int, str]) -> dict[str, bytes]:
    return {vault: base64.urlsafe_b64decode(key + "=") for vault, key in padlock.open_boxes(boxes, device_id, member_id)}


def test_a_box_of_the_phones_own_module_opens(app: Flask, member: uuid.UUID) -> None:
    phone = uuid.uuid4()
    assert opened(phone, member, boxed(phone, member)) == {VAULT: KEY}


def test_a_box_opens_for_nobody_else(app: Flask, member: uuid.UUID) -> None:
    phone, other = uuid.uuid4(), uuid.uuid4()
    vault, kid, box = boxed(phone, member)
    assert opened(other, member, (vault, kid, box)) == opened(phone, other, (vault, kid, box)) == {}
    assert opened(phone, member, ("f" * 16, kid, box)) == {}


@pytest.mark.parametrize("spoil", [lambda box: "", lambda box: "A", lambda box: box[:-4], lambda box: "A" * 400, lambda box: "A" + box[1:]])
def test_a_broken_box_or_an_unknown_lock_opens_nothing_and_harms_nothing(app: Flask, member: uuid.UUID, spoil: Any) -> None:
    phone = uuid.uuid4()
    vault, kid, box = boxed(phone, member)
    good = ("f" * 16, *boxed(phone, member, "f" * 16)[1:])
    assert opened(phone, member, (vault, kid, spoil(box)), (vault, kid + 7, box), good) == {"f" * 16: KEY}


def claim(client: FlaskClient, code: str, member: uuid.UUID, phone: uuid.UUID, **more: Any) -> Any:
    asked = {"nonce": NONCE, "code": code, "member_id": str(member), "device_id": phone.hex, **more}
    return client.post("/api/enrol/claim", json=asked).json


def invite() -> str:
    (card,) = invitations.create([TPS], None)
    return card.code


def test_a_new_invitation_opens_the_vault_again_also_when_its_answer_was_lost(
    app: Flask, client: FlaskClient, member: uuid.UUID, clock: Any
) -> None:
    phone = uuid.uuid4()
    first = claim(client, invite(), member, phone)
    assert set(first["gembok"]) == {"k", "titik"} and "kunci" not in first
    boxes = [boxed(phone, member)]
    clock.advance(minutes=5)
    code = invite()
    clock.advance(minutes=5)
    for _ in range(2):
        assert [vault for vault, _ in claim(client, code, member, phone, gembok=boxes)["kunci"]] == [VAULT]
    # A colleague who learns that code later gets a phone of that name, and an empty one.
    clock.advance(minutes=16)
    assert claim(client, code, member, phone, gembok=boxes)["kunci"] == []


@pytest.mark.fault(53)
def test_the_code_the_whole_crew_knows_opens_no_colleagues_vault(app: Flask, client: FlaskClient, member: uuid.UUID, clock: Any) -> None:
    phone, code, unused = uuid.uuid4(), invite(), invite()
    clock.advance(minutes=5)
    claim(client, code, member, phone)
    boxes = [boxed(phone, member)]
    clock.advance(minutes=5)
    assert claim(client, code, member, phone, gembok=boxes)["kunci"] == []
    assert claim(client, unused, member, phone, gembok=boxes)["kunci"] == []  # older than the enrolment
    assert len(rows(invitation)) == 2


def test_a_hello_tells_the_padlock_when_asked_and_never_a_key(app: Flask, client: FlaskClient, member: uuid.UUID) -> None:
    phone = Phone(app, member)
    assert "gembok" not in phone.hello()
    answer = phone.hello(gembok=1)
    assert answer["gembok"] == padlock.public() and "kunci" not in answer


def test_another_secret_is_another_padlock(app: Flask, member: uuid.UUID) -> None:
    keys = padlock.office().keys
    before = padlock.public()
    keys[max(keys) + 1] = b"x" * 32
    try:
        after = padlock.public()
    finally:
        del keys[max(keys)]
    assert after["k"] == before["k"] + 1 and after["titik"] != before["titik"]
