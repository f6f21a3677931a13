"""Notes and groups: what PPS sends reaches the phone, what was read comes back, and the loop closes when the results rise."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from simulasi.extensions import db
from simulasi.services import accounts, feedback, followup, groups, inbox, meetings, topics
from simulasi.services.accounts import Staff
from simulasi.services.groups import ForumRefused
from tests.sync_kit import OTHER_TPS, RIGHT, TPS, WRONG, Phone, day, played, put_member, put_pack
from tests.web_kit import PASSWORD, Clock

DESA = TPS // 1000


@pytest.fixture
def pps(app: Flask) -> Staff:
    return accounts.log_in("pps-sumberbrantas", PASSWORD, "127.0.0.1")


def fresh(value: Callable[[], Any]) -> Any:
    """As the next request would see it: the session of this test has been reading, and so lives in the past."""
    db.session.rollback()
    return value()


def letters(phone: Phone, kind: str, **said: Any) -> list[dict[str, Any]]:
    return [each for each in phone.hello(**said)["kiriman"] if each["kind"] == kind]


def test_a_note_reaches_whom_it_is_for_and_nobody_else(app: Flask, pps: Staff) -> None:
    one, mate, neighbour, stranger = Phone(app), Phone(app), Phone(app, tps_id=TPS + 1), Phone(app, tps_id=OTHER_TPS)
    for phone in (one, mate, neighbour, stranger):
        phone.register()
    feedback.send(pps, TPS, "  Untuk\nAnda saja ", member_id=one.member_id)
    feedback.send(pps, TPS, "Untuk regu")
    feedback.send(pps, DESA, "Untuk desa", topic="skill:tinta")
    told = [sorted(each["body"]["teks"] for each in letters(phone, "umpan_balik")) for phone in (one, mate, neighbour, stranger)]
    assert told == [["Untuk Anda saja", "Untuk desa", "Untuk regu"], ["Untuk desa", "Untuk regu"], ["Untuk desa"], []]
    assert {each["body"].get("topik") for each in letters(one, "umpan_balik")} == {None, "Tinta"}


def test_what_was_read_comes_back_once(app: Flask, pps: Staff) -> None:
    phone, mate = Phone(app).register(), Phone(app).register()
    key = feedback.send(pps, TPS, "Ulangi hitungan")
    (letter,) = letters(phone, "umpan_balik")
    assert letter["id"] == str(key)
    for _ in range(2):
        phone.hello(dibaca=[["umpan_balik", letter["id"], letter["rev"]]])
    (found,) = feedback.listed(DESA)
    assert (found.readers, found.people, found.by) == (1, 2, "pps-sumberbrantas")
    mate.hello(dibaca=[["umpan_balik", letter["id"], 1], ["umpan_balik", "bukan-kunci", 1]])
    assert fresh(lambda: feedback.listed(DESA))[0].readers == 2


def test_a_note_on_a_step_names_it_and_one_taken_back_is_put_away(app: Flask, pps: Staff) -> None:
    phone = Phone(app).register()
    raw = day()
    raw["steps"][2]["title"] = "Jari bertinta"
    log = played(put_pack(raw), [RIGHT, RIGHT, WRONG])
    phone.send(log.part())
    key = feedback.send(pps, TPS, "Lihat jarinya dulu", phone.member_id, UUID(log.attempt_id), "langkah_2")
    (letter,) = letters(phone, "umpan_balik")
    assert (letter["body"]["percobaan"], letter["body"]["judul_langkah"]) == (log.attempt_id, "Jari bertinta")
    assert feedback.withdraw(pps, key)
    assert phone.hello(kotak=[["umpan_balik", str(key), 1]])["dicabut"] == [["umpan_balik", str(key)]]


@pytest.mark.parametrize(("target", "text"), [(DESA, " "), (DESA, "x" * 601), (OTHER_TPS, "halo"), (3579, "halo")])
def test_a_note_that_must_not_be_is_refused(app: Flask, pps: Staff, target: int, text: str) -> None:
    with pytest.raises(feedback.NoteRefused):
        feedback.send(pps, target, text)
    with pytest.raises(feedback.NoteRefused):
        feedback.send(pps, DESA, "halo", topic="skill:tiada")
    assert feedback.listed(3579) == []


def test_groups_are_proposed_of_three_tps_that_lack_the_same(app: Flask, pps: Staff) -> None:
    pack = put_pack(day())
    weak_in = {TPS: 0, TPS + 1: 1, TPS + 2: 0, TPS + 3: 0, TPS + 4: 1}  # even steps are `tinta`, odd ones `integritas`
    for where, parity in weak_in.items():
        for _ in range(2):
            Phone(app, tps_id=where).send(played(pack, [WRONG if at % 2 == parity and at != 3 else RIGHT for at in range(12)]).part())
    found = groups.proposals(DESA)
    assert [(each.stations, each.people, each.skill, each.percent) for each in found] == [
        ((TPS, TPS + 2, TPS + 3), 6, "tinta", 0),
        ((TPS + 1, TPS + 4), 4, "integritas", 16),
    ]


def plan(pps: Staff, stations: list[int], start: int, topic: str = "skill:tinta") -> meetings.Meeting:
    key = groups.create(pps, DESA, "TPS 001", stations)
    group = groups.one(pps, key)
    assert group is not None
    found = meetings.one(pps, meetings.plan(pps, group, start, "Balai dusun", "Bu Kenanga", topic))
    assert found is not None
    return found


def test_a_group_keeps_to_its_size_and_its_desa(app: Flask, pps: Staff) -> None:
    for peran in range(1, 8):
        for n in range(4):
            put_member(TPS + n, peran=peran)
    groups.create(pps, DESA, "Tiga TPS", [TPS, TPS + 1, TPS + 2])
    for name, stations in (
        ("Empat", [TPS + n for n in range(4)]),
        ("Kosong", []),
        ("Asing", [OTHER_TPS]),
        ("", [TPS]),
        ("Sepi", [TPS + 9]),
    ):
        with pytest.raises(ForumRefused):
            groups.create(pps, DESA, name, stations)
    assert [(each.nama, each.members) for each in groups.listed(DESA)] == [("Tiga TPS", 21)]


def test_a_meeting_is_on_the_phones_of_its_group_and_changes_with_it(app: Flask, pps: Staff, clock: Clock) -> None:
    phone, other = Phone(app).register(), Phone(app, tps_id=TPS + 1).register()
    found = plan(pps, [TPS], clock.ms + 3_600_000)
    (letter,) = letters(phone, "kelompok")
    assert letter["body"] | {"mulai": 0} == {
        "nama": "TPS 001", "mulai": 0, "tempat": "Balai dusun", "pemandu": "Bu Kenanga", "topik": "Tinta", "keterampilan": "tinta",
        "keadaan": "rencana", "langkah": "", "tugas": [],
    }  # fmt: skip
    assert letters(other, "kelompok") == []
    held = [["kelompok", letter["id"], letter["rev"]]]
    assert letters(phone, "kelompok", kotak=held) == []
    clock.advance(minutes=1)
    followup.add(pps, found, "Latih 10 pemilih pindahan", clock.ms + 86_400_000, phone.member_id)
    (letter,) = letters(phone, "kelompok", kotak=held)
    assert letter["body"]["tugas"][0]["isi"] == "Latih 10 pemilih pindahan"
    clock.advance(minutes=1)
    meetings.report(pps, found, "selesai", "Berjalan baik", "Ulangi Kamis", {phone.member_id: "hadir"})
    (letter,) = letters(phone, "kelompok", kotak=[["kelompok", letter["id"], letter["rev"]]])
    assert (letter["body"]["keadaan"], letter["body"]["langkah"]) == ("selesai", "Ulangi Kamis")
    assert meetings.presence(found) == {phone.member_id: "hadir"}
    assert groups.remove(pps, found.group.id)
    assert phone.hello(kotak=[["kelompok", letter["id"], letter["rev"]]])["dicabut"] == [["kelompok", letter["id"]]]


def test_the_loop_closes_when_the_results_rise_and_says_when_they_do_not(app: Flask, pps: Staff, clock: Clock) -> None:
    pack = put_pack(day())
    phone, outsider = Phone(app), Phone(app, tps_id=TPS + 1)
    bad = [WRONG if at in (0, 2, 4) else RIGHT for at in range(12)]
    phone.send(played(pack, bad).part())
    clock.advance(days=1)
    found = plan(pps, [TPS], clock.ms)
    loop = fresh(lambda: meetings.loop(found))
    assert (loop.before, loop.after, loop.closed, loop.words) == (50, None, False, "belum ada hasil sesudah pertemuan")
    clock.advance(hours=2)
    outsider.send(played(pack, [RIGHT] * 12).part())
    phone.send(played(pack, bad).part())
    loop = fresh(lambda: meetings.loop(found))
    assert (loop.before, loop.after, loop.gain, loop.closed) == (50, 50, 0, False) and "belum naik" in loop.words
    for _ in range(3):
        clock.advance(hours=2)
        phone.send(played(pack, [RIGHT] * 12).part())
    loop = fresh(lambda: meetings.loop(found))
    assert (loop.before, loop.after, loop.gain, loop.closed, loop.n_after) == (50, 87, 74, True, 48)


def test_an_item_can_be_a_topic(app: Flask, pps: Staff, clock: Clock) -> None:
    from simulasi.services import analysis

    pack = put_pack(day())
    phone = Phone(app)
    for _ in range(6):
        phone.send(played(pack, [WRONG, *[RIGHT] * 11]).part())
    worst = analysis.listed(DESA, top=0)[0]
    assert (worst.right, worst.n, worst.people, worst.wrong[0][1]) == (0, 6, 1, 6)
    clock.advance(days=1)
    found = plan(pps, [TPS], clock.ms, worst.code)
    assert meetings.loop(found).before == 0
    assert topics.read("item:tiada") is None and topics.read("skill:tiada") is None and topics.read("") is None
    # Above the desa one person's answers are nobody's business.
    assert (
        analysis.listed(3579, top=3579) == [] and analysis.one(3579, worst.key, top=3579) is None and analysis.one(DESA, worst.key, top=0)
    )


def test_a_follow_up_is_open_late_or_done_with_proof(app: Flask, pps: Staff, clock: Clock) -> None:
    phone = Phone(app)
    found = plan(pps, [TPS], clock.ms)
    with pytest.raises(ForumRefused):
        followup.add(pps, found, "Orang lain", clock.ms, put_member(OTHER_TPS))
    line = followup.add(pps, found, "Salin C.HASIL dua kali", clock.ms + 1000, phone.member_id)
    assert [each.state for each in followup.listed(found)] == ["terbuka"]
    clock.advance(seconds=2)
    assert [each.state for each in followup.listed(found)] == ["lewat"]
    with pytest.raises(ForumRefused):
        followup.close(pps, found, line, " ")
    assert followup.close(pps, found, line, "foto dua salinan") and not followup.close(pps, found, found.id, "x")
    ((closed, group, _),) = followup.of_desa(3579, DESA)
    assert (closed.state, closed.proof, closed.nama, group) == ("selesai", "foto dua salinan", "Melati Anggrek", "TPS 001")


def test_a_group_of_another_desa_is_nobody_s(app: Flask, pps: Staff, clock: Clock) -> None:
    Phone(app)
    found = plan(pps, [TPS], clock.ms)
    stranger = accounts.log_in("pps-punten", PASSWORD, "127.0.0.1")
    assert groups.one(stranger, found.group.id) is None and meetings.one(stranger, found.id) is None
    assert not groups.remove(stranger, found.group.id)
    assert isinstance(inbox._providers["kelompok"], type(meetings.provided))


def test_who_says_on_the_phone_that_they_came_is_there_until_the_pps_writes_otherwise(app: Flask, pps: Staff, clock: Clock) -> None:
    came, stayed, stranger = Phone(app).register(), Phone(app).register(), Phone(app, tps_id=OTHER_TPS).register()
    group = groups.one(pps, groups.create(pps, DESA, "Malam", [TPS]))
    assert group is not None
    key = meetings.plan(pps, group, clock.ms, "balai", "Bu Sri", "skill:tinta")
    found = meetings.one(pps, key)
    assert found is not None
    for phone in (came, stranger):
        for _ in range(2):
            phone.hello(dibaca=[["hadir", str(key), 1], ["hadir", "bukan-kunci", 1]])
    assert fresh(lambda: meetings.presence(found)) == {came.member_id: "hadir"}
    meetings.report(pps, found, "selesai", "Lancar", "", {came.member_id: "hadir", stayed.member_id: "alpa"})
    stayed.hello(dibaca=[["hadir", str(key), 1]])
    assert fresh(lambda: meetings.presence(found)) == {came.member_id: "hadir", stayed.member_id: "alpa"}
