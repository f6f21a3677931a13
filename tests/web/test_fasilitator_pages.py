"""The trainer's pages: a session is planned, shown, moved, led; bad input changes nothing."""

from typing import Any

from flask import Flask

from simulasi.compiler import compile_day
from simulasi.extensions import db
from simulasi.services import evening, group_sessions
from tests.crew_kit import Seat, small_session, trainer
from tests.web_kit import Auth

FORM = {
    "nama": "Bulukerto 07",
    "aturan": "pemilu-2024",
    "ukuran": "singkat",
    "benih": "latihan",
    "kursi": ["kpps_4", "kpps_5"],
    "laju": "0",
    "mulai": "2026-12-01T19:30",
    "tempat": "Balai dusun",
    "tps": ["3579022009001"],
}


class Desk:
    """A trainer's browser that sends its token along."""

    def __init__(self, auth: Auth) -> None:
        self.browser = auth.as_pps()
        self.token = auth.csrf(self.browser, "/fasilitator")

    def get(self, path: str, **how: Any) -> Any:
        return self.browser.get(path, **how)

    def post(self, path: str, data: dict[str, Any], **how: Any) -> Any:
        return self.browser.post(path, data={"csrf_token": self.token, **data}, **how)


def test_a_trainer_plans_a_session(app: Flask, auth: Auth) -> None:
    browser = Desk(auth)
    answer = browser.post("/fasilitator", data=FORM)
    assert answer.status_code == 302
    (made,) = group_sessions.listed(trainer())
    assert (made.nama, made.seats, made.starts) == ("Bulukerto 07", ["kpps_4", "kpps_5"], 1_796_128_200_000)
    page = browser.get(answer.location).get_data(as_text=True)
    for text in (made.code, "<svg", "1 Desember 2026, 19.30 WIB", "Meninjau bersama", f"#{made.card()}"):
        assert text in page
    assert made.code in browser.get("/fasilitator").get_data(as_text=True)


def test_what_is_missing_is_said_and_nothing_is_made(app: Flask, auth: Auth) -> None:
    browser = Desk(auth)
    for wrong, said in (
        ({"nama": ""}, "Isi nama kelompok."),
        ({"kursi": []}, "Pilih paling sedikit satu kursi."),
        ({"laju": "999"}, "Jeda 0 sampai 120 detik."),
        ({"benih": "<b>"}, "Benih hanya huruf dan angka."),
        ({"mulai": "besok"}, ""),
        ({"tps": ["3579022001001"]}, ""),
    ):
        answer = browser.post("/fasilitator", data=FORM | wrong)
        assert answer.status_code == 400 and said in answer.get_data(as_text=True)
    assert group_sessions.listed(trainer()) == []


def test_moving_and_calling_off(app: Flask, auth: Auth) -> None:
    session, browser = small_session(), Desk(auth)
    here = f"/fasilitator/sesi/{session.id}"
    browser.post(f"{here}/ubah", data={"mulai": "2026-12-02T20:00", "tempat": "Rumah Bu Sri", "batal": "1"})
    db.session.rollback()  # this test's own view of the tables is from before
    found = group_sessions.find(session.kab, session.id)
    assert found and (found.place, found.status, found.rev) == ("Rumah Bu Sri", "batal", 2)
    assert "dibatalkan" in browser.get(here).get_data(as_text=True)
    browser.post(f"{here}/ubah", data={"mulai": "", "tempat": "X", "batal": "0"})
    assert group_sessions.find(session.kab, session.id) == found


def test_the_board_is_told_only_what_is_new(app: Flask, auth: Auth) -> None:
    session, browser = small_session(), Desk(auth)
    here = f"/fasilitator/sesi/{session.id}"
    Seat(app, session, "kpps_4:0", nama="Melati").swap()
    first = browser.get(f"{here}/data.json")
    assert [event[0] for event in first.get_json()["kejadian"]] == [1, 2]
    assert browser.get(f"{here}/data.json?sesudah=2", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    browser.post(f"{here}/kendali", data={"act": "mulai"})
    again = browser.get(f"{here}/data.json?sesudah=2", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 200 and [event[0] for event in again.get_json()["kejadian"]] == [3]
    assert again.get_json()["sesi"]["status"] == "berjalan"
    page = browser.post(f"{here}/kendali", data={"act": "kejadian", "kursi": "kpps_4", "teks": ""}, follow_redirects=True)
    assert "Belum ada yang berubah. Tulis apa yang terjadi." in page.get_data(as_text=True)
    assert browser.post(f"{here}/kendali", data={"act": "ledakkan"}).status_code == 400
    assert browser.get(f"{here}/data.json?sesudah=3").get_json()["kejadian"] == []


def test_comparing_needs_the_same_day(app: Flask, auth: Auth) -> None:
    session, browser = small_session(), Desk(auth)
    here = f"/fasilitator/sesi/{session.id}"
    assert browser.get(f"{here}/tinjau").status_code == 200
    assert browser.get(f"{here}/tinjau?banding={session.id}").status_code == 200
    browser.post("/fasilitator", data=FORM)
    db.session.rollback()
    other = next(each for each in group_sessions.listed(trainer()) if each.id != session.id)
    assert browser.get(f"{here}/tinjau?banding={other.id}").status_code == 404


def test_a_second_crew_plays_the_same_day(app: Flask, auth: Auth) -> None:
    browser = Desk(auth)
    wish = FORM | {"fokus": ["integritas"], "benih": "fokus"}
    first = browser.post("/fasilitator", data=wish).location
    page = browser.get(first).get_data(as_text=True)
    assert "Integritas dan tekanan (7 keputusan)" in page and "Kalimat apa yang dipakai untuk menolak?" in page
    link = page.split("Buat regu kedua pada hari ini")[0].rsplit('href="', 1)[1].split("#")[0]
    form = browser.get(link.replace("&amp;", "&")).get_data(as_text=True)
    for filled in ('value="fokus"', 'value="2026-12-01T19:30"', 'value="Balai dusun"', 'value="integritas" checked'):
        assert filled in form
    assert form.count('name="kursi"') == 7 and form.count("checked") == 2 + 1 + 1, "seats, focus, TPS as before"
    browser.post("/fasilitator", data=wish | {"nama": "Regu kedua"})
    db.session.rollback()
    one, two = group_sessions.listed(trainer())
    assert one.pack_hash == two.pack_hash and one.id != two.id
    assert browser.get(f"{first}/tinjau?banding={two.id if str(one.id) in first else one.id}").status_code == 200


def test_a_focus_changes_the_day(app: Flask) -> None:
    plain, stressed = (evening.propose("pemilu-2024", "singkat", "fokus", focus) for focus in ([], ["integritas"]))
    assert evening.stress(stressed.raw, ["integritas"]) > evening.stress(plain.raw, ["integritas"])
    neighbours = [compile_day("pemilu-2024", f"fokus-{number}", "singkat").pack for number in range(2, evening.TRIES + 1)]
    assert evening.stress(stressed.raw, ["integritas"]) == max(evening.stress(each, ["integritas"]) for each in neighbours)
    assert plain.questions != stressed.questions


def test_the_pace_can_be_changed_on_the_board(app: Flask, auth: Auth) -> None:
    session, browser = small_session(), Desk(auth)
    here = f"/fasilitator/sesi/{session.id}"
    for wrong in ("", "999", "cepat"):
        page = browser.post(f"{here}/kendali", data={"act": "laju", "laju": wrong}, follow_redirects=True)
        assert "Belum ada yang berubah. Isi jeda antarpemilih" in page.get_data(as_text=True)
    assert browser.get(f"{here}/data.json").get_json()["kejadian"] == []
    browser.post(f"{here}/kendali", data={"act": "laju", "laju": "5"})
    (event,) = browser.get(f"{here}/data.json").get_json()["kejadian"]
    assert event[3] == '{"act":"laju","laju":5}'
