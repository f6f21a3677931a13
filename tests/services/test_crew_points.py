"""What somebody earned in a crew is theirs: on their own page, with what the crew's true day makes of it, and only once their phone said so."""

from flask import Flask

from simulasi.extensions import db
from simulasi.services import crew_control, crew_points, erasure
from simulasi.services.group_sessions import Session
from tests.crew_kit import Seat, small_session, trainer
from tests.sync_kit import NONCE, Phone
from tests.web_kit import Auth

TPS = 3579022009001


def sign(app: Flask, phone: Phone, session: Session, *logs: str) -> int:
    body = {"nonce": NONCE, "sesi": session.id.hex, "log": list(logs)}
    headers = {"Authorization": f"Bearer {phone.token}"}
    found: int = app.test_client().post("/api/regu/hadir", json=body, headers=headers).get_json()["hadir"]
    return found


def played(app: Flask, session: Session) -> tuple[Seat, Seat]:
    """KPPS 4 lets the wrong man in, KPPS 5 sends him back (tests/packs/regu.json)."""
    four, five = Seat(app, session, "kpps_4:0"), Seat(app, session, "kpps_5:0")
    four.answer("a_1", "layani", "kpps_4")
    four.answer("b_1", "layani", "kpps_4")
    five.answer("a_2", "catat", "kpps_5")
    five.answer("b_2", "kembalikan", "kpps_5")
    for seat in (four, five):
        seat.swap()
    return four, five


def test_points_of_a_crew_belong_to_who_decided(app: Flask) -> None:
    session = small_session()
    four, five = played(app, session)
    one, two = Phone(app, tps_id=TPS).register(), Phone(app, tps_id=TPS).register()
    assert crew_points.of_member(session.kab, one.member_id) == []
    assert sign(app, one, session, four.attempt, "00000000-0000-7000-8000-000000000000") == 1
    assert sign(app, two, session, five.attempt, four.attempt) == 1, "what is somebody else's stays theirs"
    db.session.rollback()  # this test's own view of the tables is from before
    (mine,) = crew_points.of_member(session.kab, one.member_id)
    assert (mine.seats, mine.points, mine.max, mine.answered, mine.percent) == (["kpps_4"], 2, 4, 2, 50)
    (theirs,) = crew_points.of_member(session.kab, two.member_id)
    assert (theirs.seats, theirs.points, theirs.max, theirs.knockouts) == (["kpps_5"], 3, 3, [])
    crew_control.act(session, trainer(), "mulai")
    crew_control.act(session, trainer(), "selesai")
    assert [(part.points, part.max) for part in crew_points.of_tps(TPS)] in ([(2, 4), (3, 3)], [(3, 3), (2, 4)])


def test_who_was_not_invited_signs_nothing(app: Flask) -> None:
    session = small_session()
    four, _ = played(app, session)
    stranger = Phone(app, tps_id=3579022009002).register()
    assert sign(app, stranger, session, four.attempt) == 0
    assert crew_points.of_member(session.kab, stranger.member_id) == []


def test_the_board_of_pps_shows_it(app: Flask, auth: Auth) -> None:
    session = small_session()
    four, _ = played(app, session)
    phone = Phone(app, tps_id=TPS).register()
    sign(app, phone, session, four.attempt)
    browser = auth.as_pps()
    for page in (f"/pps/anggota/{phone.member_id}", f"/pps/tps/{TPS}"):
        text = browser.get(page).get_data(as_text=True)
        assert "Latihan regu" in text and "2 dari 4 poin" in text and "KPPS 4" in text


def test_erasing_a_person_erases_whose_it_was(app: Flask) -> None:
    session = small_session()
    four, _ = played(app, session)
    phone = Phone(app, tps_id=TPS).register()
    sign(app, phone, session, four.attempt)
    erasure.erase_member(erasure.Person(session.kab, phone.member_id, "X", "X", TPS, 0))
    db.session.rollback()
    assert crew_points.of_member(session.kab, phone.member_id) == [] and crew_points.of_tps(TPS) == []
