"""A session from its plan to its result: what a phone is told, what the relay stores and refuses, in which order it tells it."""

import uuid
from dataclasses import replace

import pytest
from flask import Flask

from simulasi.engine import find_lapses, load
from simulasi.services import crew_control, crew_relay, group_sessions, packs
from simulasi.services.crew_control import ActRefused
from simulasi.services.crew_room import room_of
from simulasi.services.inbox import Recipient
from tests.crew_kit import PACK, Seat, planned, small_session, trainer
from tests.sync_kit import NONCE, Phone
from tests.web_kit import Clock

SEVEN = [f"kpps_{n}" for n in range(1, 8)]


def test_the_card_carries_everything_needed_offline(app: Flask) -> None:
    session = planned()
    assert session.card() == f"/gabung/{session.code}/{session.id.hex}/{session.pack_hash}/1/1795000000000/1234567/0"
    assert len(session.code) == 6 and packs.pack_bytes(session.pack_hash)
    # A session's pack is asked for by name, not pushed to every phone of the kota.
    assert session.pack_hash not in [offer.hash for offer in packs.offers()]


def test_a_focus_on_what_passes_between_tables_finds_a_day_with_a_net(app: Flask) -> None:
    session = planned(seed="regu", focus=["antar_meja"])
    pack = load(group_sessions.pack_of(session.pack_hash))
    assert any(find_lapses(pack, [seat]) for seat in SEVEN)
    assert any("meja berikutnya" in question for question in session.plan["pertanyaan"])
    assert sum(minutes for _, minutes in session.plan["susunan"]) == 75


def test_lines_are_stored_once_and_told_in_order(app: Flask) -> None:
    session = small_session()
    four, five = Seat(app, session, "kpps_4:0", nama="Melati"), Seat(app, session, "kpps_5:0")
    assert four.swap()["hasil"] == [{"attempt_id": four.attempt, "last_seq": 0}]
    four.answer("a_1", "layani", "kpps_4")
    assert four.swap(from_seq=1)["hasil"][0]["last_seq"] == 1
    assert four.swap()["hasil"][0]["last_seq"] == 1, "sent again, nothing more"
    told = five.swap()
    assert [event[0] for event in told["kejadian"]] == list(range(1, told["n"] + 1))
    assert [event[3] for event in told["kejadian"] if event[1] == four.attempt] == four.lines
    notes = [event[3] for event in told["kejadian"] if event[1] == str(session.id)]
    assert notes[0] == f'{{"act":"duduk","log":"{four.attempt}","kursi":["kpps_4:0"],"nama":"Melati"}}'
    assert [event[0] for event in five.swap(after=3)["kejadian"]] == list(range(4, told["n"] + 1))


def test_what_does_not_fit_is_refused_and_changes_nothing(app: Flask) -> None:
    session = small_session()
    four = Seat(app, session, "kpps_4:0")
    four.swap()
    before = room_of(session.kab, session.id, session.pack_hash).n

    def code(seat: Seat, **how: object) -> str:
        return seat.swap(**how)["hasil"][0]["code"]  # type: ignore[arg-type]

    four.answer("a_1", "layani", "kpps_4")
    assert code(four, from_seq=5, lines=four.lines[1:]) == "gap"
    assert code(four, from_seq=0, lines=[four.lines[0].replace(",1,1]", ",2,2]")]) == "crew-fork"
    assert code(four, from_seq=1, lines=['[1,"a_1","layani","kpps_5",1,1]']) == "role-mismatch"
    assert code(Seat(app, session, "kpps_4:0")) == "seat-held-twice"
    assert code(Seat(app, replace(session, pack_hash="0" * 64), "kpps_2:0")) == "crew-pack"
    other = Seat(app, session, "kpps_2:0")
    other.lines = [other.lines[0].replace(str(session.id), str(uuid.uuid4()))]
    assert code(other) == "crew-session"
    assert room_of(session.kab, session.id, session.pack_hash).n == before
    assert "code" not in Seat(app, session, "kpps_4:1").swap()["hasil"][0], "the next turn takes the seat over"


def test_an_answer_of_another_session_opens_nothing(app: Flask) -> None:
    client = app.test_client()
    body = {"nonce": NONCE, "after": 0}
    assert client.post("/api/regu/tukar", json=body).status_code == 401
    assert client.post("/api/regu/tukar", json=body, headers={"Authorization": "Bearer WzM1NzksImFhIl0.x"}).status_code == 401
    assert client.post("/api/regu/gabung", json={"nonce": NONCE, "kode": "QQQQQQ"}).status_code == 404
    assert client.post("/api/regu/gabung", json={"nonce": NONCE}).status_code == 404


def test_codes_are_not_guessed_by_trying(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew_relay, "PER_ADDRESS", 5)
    client = app.test_client()
    answers = [
        client.post("/api/regu/gabung", json={"nonce": NONCE, "kode": "QQQQQQ"}).status_code for _ in range(crew_relay.PER_ADDRESS + 1)
    ]
    assert answers[-1] == 429 and set(answers[:-1]) == {404}


def test_who_waits_is_answered_when_something_happens_elsewhere(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    session = small_session()
    four, five = Seat(app, session, "kpps_4:0"), Seat(app, session, "kpps_5:0")
    n = four.swap()["n"]
    waited = []

    def later(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 3:
            five.swap()

    monkeypatch.setattr(crew_relay.clock, "pause", later)
    headers = {"Authorization": f"Bearer {four.token}"}
    answer = four.client.post("/api/regu/tukar", json={"nonce": NONCE, "after": n, "wait": 1}, headers=headers).get_json()
    assert len(waited) == 3 and [event[1] for event in answer["kejadian"]] == [five.attempt, str(session.id)]
    answer = four.client.post("/api/regu/tukar", json={"nonce": NONCE, "after": answer["n"], "wait": 1}, headers=headers).get_json()
    assert answer["kejadian"] == [] and len(waited) == 3 + crew_relay.WAIT_STEPS, "nothing came: an empty answer, and the phone asks again"


def test_the_trainer_lets_the_pack_play_a_seat_and_takes_it_back(app: Flask) -> None:
    session = small_session()
    by = trainer()
    for number in (2, 4, 5):
        Seat(app, session, f"kpps_{number}:0").swap()
    room = room_of(session.kab, session.id, session.pack_hash)
    assert room.day()["open"] == {"kpps_4": "a_1"}
    crew_control.act(session, by, "paket", "kpps_4", "")
    assert room.day()["open"] == {"kpps_5": "a_2"}
    crew_control.act(session, by, "kembali", "kpps_4", "")
    assert room.day()["open"] == {"kpps_5": "a_2"}, "what the pack has played stays played"
    assert room.crew(False)["covers"] == {"kpps_4": 2}


def test_the_server_comes_to_the_day_of_the_logs(app: Flask) -> None:
    session = small_session()
    four, five, two = (Seat(app, session, f"kpps_{number}:0") for number in (4, 5, 2))
    for seat, picks in (
        (four, [("a_1", "layani"), ("b_1", "layani")]),
        (five, [("a_2", "catat"), ("b_2", "kembalikan")]),
        (two, [("a_3", "beri")]),
    ):
        for step, answer in picks:
            seat.answer(step, answer, next(each["role"] for each in PACK["steps"] if each["id"] == step))
    two.answer("hitung", [["pengguna", 1], ["digunakan", 1]], "kpps_2")
    for seat in (two, five, four):
        seat.swap()
    found = crew_control.result(session)
    assert [(slip["step"], slip["fate"]) for slip in found["lolos"]] == [("b_1", "tertangkap")]
    assert found["beda"] == [] and found["hari"]["state"]["done"] == 1
    assert {seat: (each["points"], each["max"]) for seat, each in found["nilai_kursi"].items()} == {
        "kpps_2": (3, 3),
        "kpps_4": (2, 4),
        "kpps_5": (3, 3),
    }


def test_acts_are_checked(app: Flask) -> None:
    session, by = small_session(), trainer()
    for what, seat, text in (("paket", "", ""), ("paket", "kpps_9", ""), ("kejadian", "kpps_4", " "), ("catat", "", "")):
        with pytest.raises(ActRefused):
            crew_control.act(session, by, what, seat, text)
    assert room_of(session.kab, session.id, session.pack_hash).acts == []
    crew_control.act(session, by, "mulai", "", "")
    crew_control.act(session, by, "kejadian", "kpps_4", "Listrik padam")
    assert [(act["act"], act.get("teks")) for act in room_of(session.kab, session.id, session.pack_hash).acts] == [
        ("mulai", None),
        ("kejadian", "Listrik padam"),
    ]
    found = group_sessions.of_staff(by, session.id)
    assert found and found.status == "berjalan"


def test_only_the_own_territory(app: Flask) -> None:
    session = small_session()
    assert group_sessions.of_staff(trainer(wilayah=3579022001), session.id) is None
    assert group_sessions.of_staff(trainer("ppk", 357902), session.id) is None
    assert group_sessions.listed(trainer(wilayah=3579022001)) == []


def test_the_calendar_reaches_those_invited(app: Flask, clock: Clock) -> None:
    phone = Phone(app, tps_id=3579022009001).register()
    session = small_session(starts=clock.ms + 86_400_000)
    here = Recipient(session.kab, phone.member_id, 3579022009001, uuid.uuid4())
    (item,) = group_sessions.schedule(here)
    assert (item.id, item.rev, item.body["tempat"], item.body["kartu"]) == (str(session.id), 1, "Balai dusun", session.card())
    assert group_sessions.schedule(Recipient(session.kab, phone.member_id, 3579022009002, uuid.uuid4())) == []
    group_sessions.move(session, starts=clock.ms + 90_000_000, place="Rumah Bu Sri", status="rencana", by=trainer())
    (item,) = group_sessions.schedule(here)
    assert (item.rev, item.body["tempat"]) == (2, "Rumah Bu Sri")
    clock.advance(days=4)
    assert group_sessions.schedule(here) == []


def test_attendance_by_tick_and_by_the_phone_itself(app: Flask) -> None:
    phone = Phone(app, tps_id=3579022009001).register()
    session = small_session()
    assert [person.cara for person in group_sessions.invited(session)] == [""]
    group_sessions.attend(session.kab, session.id, [phone.member_id], "centang")
    assert group_sessions.attend(session.kab, session.id, [phone.member_id], "qr") == 0, "noted once"
    group_sessions.absent(session.kab, session.id, [phone.member_id])
    headers = {"Authorization": f"Bearer {phone.token}"}
    answer = app.test_client().post("/api/regu/hadir", json={"nonce": NONCE, "sesi": session.id.hex}, headers=headers).get_json()
    assert answer["hadir"] == 1
    group_sessions.absent(session.kab, session.id, [phone.member_id])
    assert [person.cara for person in group_sessions.invited(session)] == ["qr"], "what the phone itself showed is not unticked by hand"


def test_who_sits_down_in_the_middle_of_the_day_begins_behind_what_the_pack_has_played(app: Flask) -> None:
    session, by = small_session(), trainer()
    for number in (2, 4):
        Seat(app, session, f"kpps_{number}:0").swap()
    crew_control.act(session, by, "mulai")
    four = Seat(app, session, "kpps_4:1")
    four.answer("a_1", "layani", "kpps_4")
    four.swap()
    room = room_of(session.kab, session.id, session.pack_hash)
    assert [answer["step"] for answer in room.day()["ahead"]["answers"] if answer["auto"]] == ["a_2"], "the pack plays KPPS 5"
    opened = room.day()["open"]
    Seat(app, session, "kpps_5:0").swap()
    assert room.day()["open"] == opened, "nothing that has happened is asked again"
    assert room.crew(False)["covers"] == {"kpps_5": room.pack.index["a_2"] + 1}
    crew_control.act(session, by, "paket", "kpps_5")
    assert room.left_to_pack("kpps_5")
    Seat(app, session, "kpps_5:1").swap()
    assert not room.left_to_pack("kpps_5"), "a person who sits down plays"


def test_the_pace_changes_while_the_day_runs(app: Flask) -> None:
    session, by = small_session(), trainer()
    with pytest.raises(ActRefused):
        crew_control.act(session, by, "laju")
    crew_control.act(session, by, "laju", pace=6)
    assert [act["laju"] for act in room_of(session.kab, session.id, session.pack_hash).acts] == [6]


def test_an_incident_that_was_dealt_with_is_told_once(app: Flask) -> None:
    session, by = small_session(), trainer()
    four = Seat(app, session, "kpps_4:0")
    four.swap()
    crew_control.act(session, by, "kejadian", "kpps_4", "Listrik padam")
    crew_control.act(session, by, "catat", text="Ramai")
    headers = {"Authorization": f"Bearer {four.token}"}
    for _ in range(2):  # the answer was lost on the way: it is said again
        body = {"nonce": NONCE, "after": 0, "tangani": [1, 3, 4, 99]}
        assert four.client.post("/api/regu/tukar", json=body, headers=headers).status_code == 200
    acts = room_of(session.kab, session.id, session.pack_hash).acts
    assert [(act["kursi"], act["n_kejadian"]) for act in acts if act["act"] == "tangani"] == [("kpps_4", 3)]
