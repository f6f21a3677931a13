"""A member's logs on a new phone: all of them, whole, their own only, and only where somebody who knows has said that it is theirs."""

import base64
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from simulasi.models.account import audit
from simulasi.models.device import log_grant
from simulasi.services import accounts, enrolment, invitations, own_logs, phones, vouching
from simulasi.sync.packed import Lexicon, unpack
from tests.sync_kit import NONCE, RIGHT, TPS, WRONG, Log, PackedPhone, Phone, day, line, played, put_pack, rows
from tests.web_kit import PASSWORD, Auth


@pytest.fixture
def phone(app: Flask) -> Phone:
    return Phone(app).register()


def mine(phone: Phone, have: list[str]) -> dict:
    answer = phone.post("/api/sync/mine", {"nonce": NONCE, "have": have})
    assert answer.status_code == 200, answer.json
    return answer.json


def vouch(old: Phone, new: Phone, tanda: str = "") -> str:
    answer = old.post("/api/sync/izin", {"nonce": NONCE, "tanda": tanda or phones.mark(new.device_id)})
    assert answer.status_code == 200, answer.json
    return answer.json["hasil"]


def ids(answer: dict[str, Any]) -> set[str]:
    return {log["attempt_id"] for log in answer["logs"]}


def test_another_phone_of_the_same_person_gets_every_line_with_its_hash(app: Flask, phone: Phone) -> None:
    pack = put_pack(day())
    logs = [played(pack, [RIGHT] * 12), played(pack, [WRONG] * 5)]
    phone.send(*(log.part() for log in logs))
    second = Phone(app, phone.member_id).register()
    assert vouch(phone, second) == "diizinkan"
    answer = mine(second, [])
    assert (answer["lagi"], answer["tertutup"]) == (0, 0)
    assert {log["attempt_id"]: (log["lines"], log["head"], log["pack_hash"], log["kind"]) for log in answer["logs"]} == {
        log.attempt_id: (log.lines, log.head, pack, "hari") for log in logs
    }
    assert [log["attempt_id"] for log in mine(second, [logs[0].attempt_id])["logs"]] == [logs[1].attempt_id]


def test_a_phone_that_reads_packed_logs_gets_the_pieces_as_they_are_stored(app: Flask) -> None:
    pack = put_pack(day())
    phone = PackedPhone(app, day())
    phone.register()
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


@pytest.mark.fault(53)
def test_whoever_claims_a_name_on_another_phone_gets_nothing_of_it_and_is_told_so(app: Flask, phone: Phone) -> None:
    """The crew's code lets anybody claim any name: the phone works, and opens nothing that was sent from elsewhere, before or after."""
    pack = put_pack(day())
    phone.send(played(pack, [RIGHT] * 12).part())
    claimer = Phone(app, phone.member_id).register()
    assert (mine(claimer, [])["logs"], mine(claimer, [])["tertutup"]) == ([], 1)
    own = played(pack, [WRONG] * 12)
    assert claimer.send(own.part())[0]["status"] == "diterima"
    phone.send(played(pack, [RIGHT] * 3).part())
    assert ids(mine(claimer, [])) == {own.attempt_id}
    # Speaking for yet another phone hands on what the claimer has, which is their own.
    third = Phone(app, phone.member_id).register()
    assert vouch(claimer, third) == "diizinkan"
    assert ids(mine(third, [])) == {own.attempt_id} and mine(third, [])["tertutup"] == 1


def test_a_mark_that_fits_no_living_phone_of_the_person_opens_nothing(app: Flask, phone: Phone) -> None:
    new, strange = Phone(app, phone.member_id).register(), Phone(app).register()
    for tanda in (phones.mark(strange.device_id), phones.mark(phone.device_id), "000000"):
        assert vouch(phone, new, tanda) == "tidak-ada"
    enrolment.revoke(phone.claims.kab, new.device_id, phone.member_id)
    assert vouch(phone, new) == "tidak-ada"
    assert new.post("/api/sync/izin", {"nonce": NONCE, "tanda": phones.mark(phone.device_id)}).status_code == 401
    assert phone.post("/api/sync/izin", {"nonce": NONCE, "tanda": "XYZ"}).status_code == 400
    assert {row["device_id"] == row["source"] for row in rows(log_grant)} == {True}


def test_pps_lets_the_phone_they_have_seen_fetch_everything_sent_until_then(app: Flask, phone: Phone, auth: Auth) -> None:
    pack = put_pack(day())
    old = played(pack, [RIGHT] * 12)
    phone.send(old.part())
    new = Phone(app, phone.member_id).register()
    browser = auth.as_pps()
    page = browser.get("/pps/ponsel").get_data(as_text=True)
    assert page.count("Izinkan hasil lama<") == 1 and f"bertanda {phones.mark(new.device_id).upper()}" in page
    token = {"csrf_token": auth.csrf(browser, "/pps/ponsel")}
    path = f"/pps/ponsel/{new.device_id}/{new.member_id}/izinkan"
    answer = browser.post(path, data=token, follow_redirects=True).get_data(as_text=True)
    assert "Diizinkan." in answer and "Izinkan hasil lama<" not in answer
    assert ids(mine(new, [])) == {old.attempt_id} and mine(new, [])["tertutup"] == 0
    assert [row["act"] for row in rows(audit)].count("hasil lama diizinkan") == 1
    # A phone that comes after that is not among them, neither way.
    later = Phone(app, phone.member_id).register()
    after = played(pack, [WRONG] * 12)
    later.send(after.part())
    assert (ids(mine(new, [])), mine(new, [])["tertutup"]) == ({old.attempt_id}, 1) and ids(mine(later, [])) == {after.attempt_id}


def test_pps_allows_no_phone_of_another_desa_and_none_that_was_shut_out(app: Flask, phone: Phone, auth: Auth) -> None:
    staff = accounts.log_in("pps-punten", PASSWORD, "127.0.0.1")
    assert not vouching.allow(staff, phone.device_id, phone.member_id)
    own = accounts.log_in("pps-sumberbrantas", PASSWORD, "127.0.0.1")
    enrolment.revoke(phone.claims.kab, phone.device_id, phone.member_id)
    assert not vouching.allow(own, phone.device_id, phone.member_id)


@pytest.mark.fault(53)
def test_a_shared_phone_claimed_once_more_gives_back_nothing_that_was_sent_from_it(
    app: Flask, client: FlaskClient, phone: Phone, clock: Any
) -> None:
    """The same phone, the same name, the code everybody knows: it may be a colleague. Only an invitation made anew, first used here, opens it."""

    def claim(code: str) -> None:
        asked = {"nonce": NONCE, "code": code, "member_id": str(phone.member_id), "device_id": phone.device_id.hex}
        assert client.post("/api/enrol/claim", json=asked).status_code == 200

    (crew,) = invitations.create([TPS], None)
    clock.advance(minutes=1)
    claim(crew.code)
    claim(crew.code)  # its answer was lost: there was nothing to guard yet
    log = played(put_pack(day()), [RIGHT] * 12)
    phone.send(log.part())
    assert ids(mine(phone, [])) == {log.attempt_id}
    clock.advance(minutes=1)
    claim(crew.code)
    new = Phone(app, phone.member_id).register()
    assert (mine(phone, [])["logs"], mine(phone, [])["tertutup"]) == ([], 1)
    assert mine(phone, [log.attempt_id])["tertutup"] == 0, "it lies on the phone, behind its PIN"
    assert vouch(phone, new) == "belum-diakui"
    # A newer code that a colleague used first is known to others as well.
    (known,) = invitations.create([TPS], None)
    clock.advance(minutes=1)
    other = {"nonce": NONCE, "code": known.code, "member_id": str(Phone(app).member_id), "device_id": "0" * 32}
    assert client.post("/api/enrol/claim", json=other).status_code == 200
    clock.advance(minutes=1)
    claim(known.code)
    assert mine(phone, [])["logs"] == []
    clock.advance(minutes=1)
    (anew,) = invitations.create([TPS], None)
    clock.advance(minutes=1)
    claim(anew.code)
    assert ids(mine(phone, [])) == {log.attempt_id} and vouch(phone, new) == "diizinkan"


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
