"""Uploads over HTTP: what is stored, what is held, what is refused, and that nothing is ever half of it."""

import json
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from simulasi.extensions import db, writing
from simulasi.models.attempt import attempt, attempt_log, dirty_tps, held, score
from simulasi.models.member import member
from simulasi.services import enrolment
from simulasi.services.desk import office
from simulasi.sync import store
from tests.sync_kit import (
    NONCE,
    RIGHT,
    WRONG,
    Log,
    PackedPhone,
    Phone,
    checklist,
    day,
    head_of,
    line,
    opening,
    played,
    put_member,
    put_pack,
    rows,
)


@pytest.fixture
def pack(app: Flask) -> str:
    return put_pack(day())


@pytest.fixture(params=["baris", "padat"])
def phone(app: Flask, request: pytest.FixtureRequest) -> Phone:
    """Every promise holds for lines and for packed lines."""
    return Phone(app) if request.param == "baris" else PackedPhone(app, day())


def stored_lines() -> list[str]:
    (row,) = rows(attempt)
    with db.engine.connect() as conn:
        return store.read_lines(conn, row["kab"], row["attempt_id"])


def nothing_stored() -> bool:
    return not (rows(attempt) or rows(attempt_log) or rows(held) or rows(score) or rows(dirty_tps))


def test_a_whole_day_is_stored_and_scored(phone: Phone, pack: str) -> None:
    log = played(pack, [RIGHT, RIGHT, RIGHT, WRONG] + [RIGHT] * 8)
    (result,) = phone.send(log.part())
    assert (result["status"], result["last_seq"], result["head"]) == ("diterima", 12, log.head)
    # By hand: 11 right answers of 2 points; the wrong one is step 3, a knock-out, of skill `integritas`.
    assert result["score"] == {
        "points": 22,
        "max": 24,
        "skills": {"tinta": {"points": 12, "max": 12}, "integritas": {"points": 10, "max": 12}},
        "knockouts": [{"step": "langkah_3", "code": "psu"}],
        "answered": 12,
        "done": 1,
        "checklist": {"sudah": 0, "total": 0},
    }
    assert stored_lines() == log.lines
    (row,) = rows(attempt)
    assert (row["kab"], row["tps_id"], row["member_id"]) == (phone.claims.kab, phone.claims.tps_id, phone.member_id)
    assert (row["kind"], row["mode"], row["seats"], row["pack_hash"]) == ("hari", "langsung", "kpps_4", pack)
    (marks,) = rows(score)
    assert (marks["points"], marks["max"], marks["done"], marks["knockouts"], marks["findings"]) == (22, 24, 1, 1, 1)
    assert (marks["engine"], marks["rules_revision"], marks["scored_seq"]) == (1, 7, 12)
    assert json.loads(marks["detail"])["findings"] == [{"id": "kotak_berlebih", "causes": ["langkah_3"]}]


@pytest.mark.fault(10, 39)
def test_sent_again_it_is_stored_once(phone: Phone, pack: str) -> None:
    log = played(pack, [RIGHT] * 12)
    first = phone.send(log.part())[0]
    again = phone.send(log.part(), zipped=True)[0]
    assert (again["status"], again["last_seq"], again["head"]) == ("sudah_ada", first["last_seq"], first["head"])
    assert stored_lines() == log.lines and len(rows(attempt_log)) == 1


@pytest.mark.fault(48)
def test_pieces_in_any_order_become_one_log(phone: Phone, pack: str) -> None:
    log = played(pack, [RIGHT] * 12)
    (late,) = phone.send(log.part(8))
    assert (late["status"], late["code"], late["last_seq"]) == ("ditahan", "gap", -1)
    (middle,) = phone.send(log.part(4, 8))
    assert (middle["status"], middle["last_seq"]) == ("ditahan", -1)
    (first,) = phone.send(log.part(0, 4))
    assert (first["status"], first["last_seq"], first["head"]) == ("diterima", 12, log.head)
    assert first["score"]["answered"] == 12
    assert stored_lines() == log.lines and not rows(held)


def test_pieces_of_one_log_in_one_request(phone: Phone, pack: str) -> None:
    log = played(pack, [RIGHT] * 12)
    results = phone.send(log.part(5, 9), log.part(0, 5), log.part(9), log.part(3, 7))
    assert [each["status"] for each in results] == ["ditahan", "diterima", "diterima", "sudah_ada"]
    assert results[-1]["head"] == log.head and stored_lines() == log.lines and not rows(held)


@pytest.mark.fault(48)
def test_a_gap_is_held_once_however_often_it_is_sent(phone: Phone, pack: str) -> None:
    log = played(pack, [RIGHT] * 12)
    for _ in range(3):
        assert phone.send(log.part(6))[0]["status"] == "ditahan"
    assert len(rows(held)) == 1


def test_a_growing_log_keeps_what_it_had(phone: Phone, pack: str) -> None:
    log = played(pack, [RIGHT] * 12)
    for end in (1, 4, 5, 13):
        result = phone.send(log.part(0, end))[0]
        assert (result["status"], result["last_seq"]) == ("diterima", end - 1)
    assert stored_lines() == log.lines
    assert phone.send(log.part(2, 6))[0]["status"] == "sudah_ada"


def test_hello_tells_what_is_held_without_a_gap(phone: Phone, pack: str) -> None:
    log, unknown = played(pack, [RIGHT] * 12), played(pack, [WRONG])
    phone.send(log.part(0, 4), log.part(8))
    have = phone.hello(log, unknown)["have"]
    assert have == {log.attempt_id: [3, head_of(log.attempt_id, log.lines[:4])], unknown.attempt_id: [-1, head_of(unknown.attempt_id, [])]}


def test_nothing_of_other_members_is_told(app: Flask, phone: Phone, pack: str) -> None:
    log = played(pack, [RIGHT] * 12)
    phone.send(log.part())
    other = Phone(app)
    assert other.hello(log)["have"][log.attempt_id] == [-1, head_of(log.attempt_id, [])]
    (result,) = other.send(log.part())
    assert (result["status"], result["code"], result["last_seq"]) == ("ditahan", "member-unknown", -1)
    assert [row["member_id"] for row in rows(attempt)] == [phone.member_id]
    assert phone.send(log.part())[0]["status"] == "sudah_ada"


@pytest.mark.fault(19)
def test_a_log_whose_pack_is_unknown_waits_and_keeps_its_place(phone: Phone) -> None:
    log = played("ab" * 32, [RIGHT] * 3)
    (result,) = phone.send(log.part())
    assert (result["status"], result["code"], result["last_seq"]) == ("ditahan", "pack-unknown", -1)
    assert not rows(attempt) and len(rows(held)) == 1


@pytest.mark.fault(22)
def test_another_engine_is_held(phone: Phone, pack: str) -> None:
    (result,) = phone.send(played(pack, [RIGHT]).part(engine="2"))
    assert (result["status"], result["code"]) == ("ditahan", "engine-unknown")


@pytest.mark.fault(31)
def test_a_fork_is_kept_beside_and_flagged(phone: Phone, pack: str) -> None:
    ours = played(pack, [RIGHT] * 12)
    theirs = Log(pack, [*ours.lines[:5], line(5, "langkah_4", WRONG), *ours.lines[6:]], ours.attempt_id)
    phone.send(ours.part())
    (result,) = phone.send(theirs.part())
    assert (result["status"], result["head"], result["last_seq"]) == ("bercabang", ours.head, 12)
    assert stored_lines() == ours.lines and rows(attempt)[0]["forked"] == 1
    (kept,) = rows(held)
    with db.engine.connect() as conn:
        assert kept["code"] == "fork" and store.held_lines(conn, kept) == theirs.lines
    # Shorter than what we hold, and from the middle: still a fork, never silently "had".
    assert phone.send(theirs.part(4, 7))[0]["status"] == "bercabang"
    assert phone.send(theirs.part(0, 7))[0]["status"] == "bercabang"
    assert phone.send(ours.part(2, 7))[0]["status"] == "sudah_ada"


@pytest.mark.fault(31)
def test_a_held_piece_that_turns_out_to_be_another_branch_is_kept_as_a_fork(phone: Phone, pack: str, clock: Any) -> None:
    ours = played(pack, [RIGHT] * 12)
    theirs = Log(pack, [*ours.lines[:9], line(9, "langkah_8", WRONG), *ours.lines[10:]], ours.attempt_id)
    phone.send(ours.part(8))
    clock.advance(seconds=1)
    phone.send(theirs.part(8))
    assert phone.send(ours.part(0, 8))[0]["head"] == ours.head
    assert [row["code"] for row in rows(held)] == ["fork"] and rows(attempt)[0]["forked"] == 1


def edited(log: Log, at: int, text: str) -> list[str]:
    return [*log.lines[:at], text, *log.lines[at + 1 :]]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda log: {"lines": edited(log, 4, line(4, "langkah_3", WRONG))}, "head-mismatch"),
        (lambda log: {"head": "0" * 64}, "head-mismatch"),
        (lambda log: {"lines": [*log.lines[:3], *log.lines[4:]]}, "seq-gap"),
        (lambda log: {"lines": log.lines[::-1]}, "seq-gap"),
        (lambda log: {"lines": edited(log, 2, '[2,"langkah_1","benar","kpps_4",1.5,0]')}, "line-invalid"),
        (lambda log: {"lines": edited(log, 2, "{}")}, "line-invalid"),
        (lambda log: {"lines": edited(log, 2, '[2, "langkah_1","benar","kpps_4",1,0]')}, "line-invalid"),
        (lambda log: {"lines": edited(log, 2, "[2,null,null,null,null,null]")}, "line-invalid"),
        (lambda log: {"lines": [1, 2]}, "line-invalid"),
        (lambda log: {"lines": []}, "line-invalid"),
        (lambda log: {"lines": ["x" * 20_000]}, "line-invalid"),
        (lambda log: {"from_seq": -1}, "line-invalid"),
        (lambda log: {"surprise": 1}, "line-invalid"),
        (lambda log: {"pack_hash": "ff" * 31}, "line-invalid"),
    ],
)
@pytest.mark.fault(40)
def test_a_log_that_was_tampered_with_is_refused_whole(phone: Phone, pack: str, change, code: str) -> None:
    log, other = played(pack, [RIGHT] * 6), played(pack, [RIGHT])
    results = phone.send(log.part() | change(log), other.part())
    assert (results[0]["status"], results[0]["code"], results[0]["last_seq"]) == ("ditolak", code, -1)
    # One bad attempt does not block the others.
    assert results[1]["status"] == "diterima"
    assert [str(row["attempt_id"]) for row in rows(attempt)] == [other.attempt_id] and not rows(held)


def rehashed(log: Log, lines: list[str]) -> dict:
    return Log(log.pack_hash, lines, log.attempt_id).part()


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (lambda log: edited(log, 3, line(3, "langkah_99", RIGHT)), "step-unknown"),
        (lambda log: edited(log, 3, line(3, "langkah_5", RIGHT)), "step-not-pending"),
        (lambda log: edited(log, 3, line(3, "langkah_2", RIGHT, "kpps_5")), "role-mismatch"),
        (lambda log: edited(log, 3, line(3, "langkah_2", 5)), "answer-type"),
        (lambda log: edited(log, 3, line(3, "langkah_2", "entah")), "answer-unknown"),
        (lambda log: edited(log, 0, opening(log.pack_hash, "kpps_9")), "start-mismatch"),
        (lambda log: edited(log, 0, opening(log.pack_hash, "kpps_4", "kpps_4")), "start-mismatch"),
        (lambda log: edited(log, 0, opening("cd" * 32)), "start-mismatch"),
        (lambda log: edited(log, 0, opening(log.pack_hash, ruleset="pilkada-2024")), "start-mismatch"),
        (lambda log: edited(log, 0, opening(log.pack_hash, mode="cepat")), "start-mismatch"),
        (lambda log: edited(log, 0, line(0, "mulai", 7, "")), "start-mismatch"),
        (lambda log: edited(log, 0, line(0, "langkah_0", [log.pack_hash], "")), "start-missing"),
    ],
)
@pytest.mark.fault(40)
def test_a_log_that_does_not_play_is_refused_with_the_engines_code(phone: Phone, pack: str, lines, code: str) -> None:
    log = played(pack, [RIGHT] * 6)
    (result,) = phone.send(rehashed(log, lines(log)))
    assert (result["status"], result["code"], result["last_seq"]) == ("ditolak", code, -1)
    assert nothing_stored()


def test_lines_after_the_end_of_the_day_are_refused_and_the_day_stays(phone: Phone, pack: str) -> None:
    log = played(pack, [RIGHT] * 12)
    phone.send(log.part())
    longer = Log(pack, [*log.lines, line(13, "langkah_0", RIGHT)], log.attempt_id)
    (result,) = phone.send(longer.part(13))
    assert (result["status"], result["code"], result["head"]) == ("ditolak", "attempt-done", log.head)
    assert stored_lines() == log.lines


@pytest.mark.fault(20)
def test_a_part_may_not_change_the_pack_of_its_attempt(phone: Phone, pack: str) -> None:
    other = put_pack(day(seed="dua"))
    log = played(pack, [RIGHT] * 12)
    phone.send(log.part(0, 6))
    (result,) = phone.send(log.part(6, pack_hash=other))
    assert (result["status"], result["code"], result["last_seq"]) == ("ditolak", "start-mismatch", 5)


def test_ticks_of_a_checklist_are_stored_like_any_log(phone: Phone) -> None:
    pack = put_pack(checklist())
    lines = [opening(pack, "kpps_4", "semua"), line(1, "etik", ["netral", "sudah"], "semua")]
    log = Log(pack, lines)
    assert phone.send(log.part())[0]["score"]["checklist"] == {"sudah": 1, "total": 2}
    log.lines += [line(2, "etik", ["jujur", "sudah"], "semua"), line(3, "etik", ["netral", "belum"], "semua")]
    assert phone.send(log.part(2))[0]["score"]["checklist"] == {"sudah": 1, "total": 2}
    assert rows(attempt)[0]["kind"] == "daftar_periksa"


@pytest.mark.fault(17)
def test_a_revoked_phone_is_heard_but_not_counted(app: Flask, phone: Phone, pack: str) -> None:
    phone.register()
    enrolment.revoke(phone.claims.kab, phone.device_id, phone.member_id)
    log = played(pack, [RIGHT] * 12)
    (result,) = phone.send(log.part())
    assert (result["status"], result["code"]) == ("ditahan", "device-revoked")
    assert not rows(attempt) and len(rows(held)) == 1


@pytest.mark.fault(17)
def test_all_phones_of_a_member_can_be_shut_out_at_once(app: Flask, phone: Phone, pack: str) -> None:
    enrolment.shut_out(phone.claims.kab, phone.member_id)
    assert phone.send(played(pack, [RIGHT]).part())[0]["code"] == "device-revoked"
    renewed = Phone(app, phone.member_id, generation=1)
    assert renewed.send(played(pack, [RIGHT]).part())[0]["status"] == "diterima"


@pytest.mark.fault(18)
def test_a_member_struck_off_the_list_waits_for_a_person(app: Flask, phone: Phone, pack: str) -> None:
    with writing() as session:
        session.execute(sa.delete(member).where(member.c.id == phone.member_id))
    log = played(pack, [RIGHT] * 3)
    (result,) = phone.send(log.part())
    assert (result["status"], result["code"], result["last_seq"]) == ("ditahan", "member-unknown", -1)
    assert not rows(attempt) and len(rows(held)) == 1


@pytest.mark.fault(18)
def test_a_member_set_inactive_is_noticed_without_asking_each_time(app: Flask, phone: Phone, pack: str, clock) -> None:
    phone.hello()
    with writing() as session:
        session.execute(sa.update(member).where(member.c.id == phone.member_id).values(aktif=0))
        from simulasi.services import server_state

        server_state.count_revocation(session)
    clock.advance(seconds=16)
    assert phone.send(played(pack, [RIGHT]).part())[0]["code"] == "member-unknown"


@pytest.mark.fault(37, 48)
def test_held_pieces_of_one_attempt_are_bounded(phone: Phone, pack: str) -> None:
    log = played(pack, [RIGHT] * 12)
    for end in range(64):
        mutant = Log(pack, [*log.lines[:12], line(12, "langkah_11", RIGHT, wall=end)], log.attempt_id)
        assert phone.send(mutant.part(12))[0]["status"] == "ditahan"
    last = Log(pack, [*log.lines[:12], line(12, "langkah_11", WRONG)], log.attempt_id)
    (result,) = phone.send(last.part(12))
    assert (result["status"], result["code"]) == ("ditolak", "too-large")
    assert len(rows(held)) == 64
    with db.engine.connect() as conn:
        assert conn.execute(sa.select(sa.func.count()).select_from(attempt)).scalar() == 0


@pytest.mark.fault(27)
def test_a_database_error_is_said_to_be_temporary(app: Flask, phone: Phone, pack: str) -> None:
    with db.engine.begin() as conn:
        conn.exec_driver_sql("DROP TABLE dirty_tps")
    answer = phone.post("/api/sync/upload", phone.upload_body(played(pack, [RIGHT]).part()))
    assert answer.status_code in (500, 503) and answer.json["error"]["code"] in ("busy", "server-error")
    assert not rows(attempt) and not rows(attempt_log)


@pytest.mark.fault(53)
def test_two_members_share_one_phone(app: Flask, phone: Phone, pack: str) -> None:
    sister = Phone(app, put_member(nama="Kenanga Pinus", peran=5), device_id=phone.device_id)
    assert phone.send(played(pack, [RIGHT]).part())[0]["status"] == "diterima"
    assert sister.send(played(pack, [WRONG]).part())[0]["status"] == "diterima"
    assert {row["member_id"] for row in rows(attempt)} == {phone.member_id, sister.member_id}


@pytest.mark.fault(15, 54)
def test_a_full_worker_sends_a_phone_back_with_a_time_and_stores_nothing(phone: Phone) -> None:
    log = played(put_pack(day()), [RIGHT] * 12)
    office().gate.seats = 0
    answer = phone.post("/api/sync/upload", phone.upload_body(log.part()))
    assert (answer.status_code, answer.json["error"]["code"], answer.json["nonce"]) == (503, "busy", NONCE)
    assert 2 <= int(answer.headers["Retry-After"]) <= 62
    assert rows(attempt) == []
    office().gate.seats = 1
    assert phone.send(log.part())[0]["status"] == "diterima"
