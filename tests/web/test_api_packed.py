"""Packed lines over HTTP: stored as they came, kept closed while their pack is unknown, and refused with a code when they are no log."""

import base64
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from flask import Flask

from simulasi.extensions import db, writing
from simulasi.models.attempt import attempt_log, held
from simulasi.models.pack import pack as pack_table
from simulasi.services import attempts, enrolment
from simulasi.services.desk import office
from simulasi.sync import store
from simulasi.sync.draft import Draft, Owner
from simulasi.sync.packing import PACKED, PLAIN
from tests.sync_kit import RIGHT, WRONG, Log, PackedPhone, day, line, pack_part, played, put_pack, rows


@pytest.fixture
def phone(app: Flask) -> PackedPhone:
    return PackedPhone(app, day())


@pytest.fixture
def pack(app: Flask) -> str:
    return put_pack(day())


def stored(log: Log) -> list[str]:
    with db.engine.connect() as conn:
        return store.read_lines(conn, 3579, UUID(log.attempt_id))


def test_what_came_packed_is_stored_as_it_came(phone: PackedPhone, pack: str) -> None:
    log = played(pack, [RIGHT] * 12)
    sent = pack_part(log.part(), day())
    (result,) = phone.send(log.part())
    assert (result["status"], result["head"]) == ("diterima", log.head) and result["score"]["points"] == 24
    (row,) = rows(attempt_log)
    assert row["enc"] == PACKED and bytes(row["log"]) == base64.b64decode(sent["packed"]) and stored(log) == log.lines


def test_what_overlaps_is_packed_anew_from_where_we_are(phone: PackedPhone, pack: str) -> None:
    log = played(pack, [RIGHT] * 12)
    phone.send(log.part(0, 5))
    assert phone.send(log.part(2))[0]["status"] == "diterima"
    assert [(row["from_seq"], row["enc"]) for row in rows(attempt_log)] == [(0, PACKED), (5, PACKED)] and stored(log) == log.lines


def test_lines_and_packed_lines_are_one_log(phone: PackedPhone, pack: str) -> None:
    log = played(pack, [RIGHT] * 12)
    phone.send(log.part(8))
    super(PackedPhone, phone).post("/api/sync/upload", super(PackedPhone, phone).upload_body(log.part(8), log.part(4, 8)))
    assert len(rows(held)) == 2, "the same piece in two forms is held once"
    assert phone.send(log.part(0, 4))[0]["head"] == log.head
    assert stored(log) == log.lines and not rows(held)


@pytest.mark.fault(19)
def test_a_closed_piece_waits_for_its_pack_and_is_opened_then(phone: PackedPhone) -> None:
    pack = put_pack(day())
    with writing() as session:
        session.execute(sa.delete(pack_table))
    log = played(pack, [RIGHT] * 12)
    for part in (log.part(6), log.part(0, 6), log.part(6)):
        (result,) = phone.send(part)
        assert (result["status"], result["code"], result["last_seq"]) == ("ditahan", "pack-unknown", -1)
    kept = rows(held)
    assert [row["enc"] for row in kept] == [PACKED, PACKED]
    with db.engine.connect() as conn:
        assert [store.held_lines(conn, row) for row in kept] == [None, None]
    put_pack(day())
    attempts.heal()
    assert stored(log) == log.lines and not rows(held)


@pytest.mark.fault(17)
def test_a_closed_piece_of_a_revoked_phone_waits_for_a_person_and_opens_for_them(phone: PackedPhone, pack: str) -> None:
    phone.register()
    enrolment.revoke(phone.claims.kab, phone.device_id, phone.member_id)
    log = played(pack, [RIGHT] * 12)
    assert phone.send(log.part())[0]["code"] == "device-revoked"
    (kept,) = rows(held)
    desk, claims = office(), phone.claims
    with desk.connect() as conn:
        assert kept["enc"] == PACKED and store.held_lines(conn, kept) == log.lines
        known = store.read_known(conn, claims.kab, [log.attempt_id])[log.attempt_id]
    draft = Draft(desk, Owner(claims.kab, claims.member_id, claims.tps_id, claims.device_id), log.attempt_id, known, 1)
    assert draft.adopt(["device-revoked"]) and desk.writer.submit([draft.change]) == [None]
    assert stored(log) == log.lines and not rows(held)


def test_a_fork_is_kept_packed_beside(phone: PackedPhone, pack: str) -> None:
    ours = played(pack, [RIGHT] * 12)
    theirs = Log(pack, [*ours.lines[:5], line(5, "langkah_4", WRONG), *ours.lines[6:]], ours.attempt_id)
    phone.send(ours.part())
    assert phone.send(theirs.part())[0]["status"] == "bercabang"
    (kept,) = rows(held)
    with db.engine.connect() as conn:
        assert (kept["enc"], kept["code"]) == (PACKED, "fork") and store.held_lines(conn, kept) == theirs.lines


def test_what_cannot_be_packed_comes_as_lines_and_is_kept_as_text(phone: PackedPhone, pack: str) -> None:
    odd = Log("ab" * 32, [played("ab" * 32, []).lines[0], line(1, "langkah_0", -1)])
    assert "lines" in pack_part(odd.part(), day())
    assert phone.send(odd.part())[0]["code"] == "pack-unknown" and rows(held)[0]["enc"] == PLAIN


def changed(part: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return part | changes


@pytest.mark.fault(38)
@pytest.mark.parametrize(
    "break_it",
    [
        lambda p: changed(p, packed=""),
        lambda p: changed(p, packed="AAAA"),
        lambda p: changed(p, packed="!!!!"),
        lambda p: changed(p, packed=7),
        lambda p: changed(p, packed=base64.b64encode(base64.b64decode(p["packed"])[:-2]).decode()),
        lambda p: changed(p, packed=base64.b64encode(b"\x04" + base64.b64decode(p["packed"])[1:]).decode()),
        lambda p: changed(p, packed=base64.b64encode(b"\x02" + b"\xff" * 40).decode()),
        lambda p: changed(p, packed=base64.b64encode(bytes(70_000)).decode()),
        lambda p: changed(p, lines=["[]"]),
        lambda p: changed(p, from_seq=1),
    ],
)
def test_bytes_that_are_no_log_are_refused_and_the_next_part_is_stored(phone: PackedPhone, pack: str, break_it: Any) -> None:
    bad, good = played(pack, [RIGHT] * 12), played(pack, [RIGHT] * 12)
    results = phone.send(break_it(pack_part(bad.part(), day())), pack_part(good.part(), day()))
    assert [(each["status"], each.get("code", "")) for each in results] == [("ditolak", "line-invalid"), ("diterima", "")]
    assert not rows(held)


def test_a_piece_that_turns_out_to_be_no_log_keeps_its_place_and_says_so(phone: PackedPhone) -> None:
    other = {**day(), "steps": day()["steps"][:2]}
    pack = put_pack(other)
    with writing() as session:
        session.execute(sa.delete(pack_table))
    # Made on a longer day, sent under the name of a shorter one.
    phone.send(played(pack, [RIGHT] * 12).part())
    assert [row["code"] for row in rows(held)] == ["pack-unknown"]
    put_pack(other)
    attempts.heal()
    (kept,) = rows(held)
    assert kept["code"] == "line-invalid" and kept["enc"] == PACKED


def test_more_lines_than_a_request_may_carry_are_refused_before_they_are_unpacked(phone: PackedPhone, pack: str) -> None:
    part = pack_part(played(pack, [RIGHT] * 12).part(), day())
    many = base64.b64encode(b"\x02\x00\xd1\x0f\x01" + bytes(9000)).decode()
    answer = phone.post("/api/sync/upload", phone.upload_body(part, changed(part, packed=many)))
    assert answer.status_code == 413 and answer.json["error"]["code"] == "too-large"
