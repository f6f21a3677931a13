"""What is held, as PPK, KPU and PPS see it: sent down step by step by whoever knows more, with names only where they are needed."""

import io
import uuid
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from simulasi.extensions import db
from simulasi.services import held, operating
from tests.bundle_kit import Signer
from tests.sync_kit import OTHER_TPS, RIGHT, TPS, Log, Phone, day, played, put_pack
from tests.web_kit import Auth

DESA, OTHER_DESA = TPS // 1000, OTHER_TPS // 1000
NAME = "Kamboja Kenanga"


@pytest.fixture
def log(app: Flask) -> Log:
    return played(put_pack(day()), [RIGHT] * 3)


def hand_in(auth: Auth, browser: FlaskClient, body: bytes) -> str:
    """By the form for files."""
    form = {"csrf_token": auth.csrf(browser, "/pps/berkas"), "berkas": (io.BytesIO(body), "hasil.simtps")}
    answer = browser.post("/pps/berkas", data=form, content_type="multipart/form-data")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def page(browser: FlaskClient) -> str:
    return browser.get("/pps/ditahan").get_data(as_text=True)


def post(auth: Auth, browser: FlaskClient, path: str, **form: Any) -> tuple[int, str]:
    answer = browser.post(path, data={"csrf_token": auth.csrf(browser, "/pps/berkas"), **form}, follow_redirects=True)
    return answer.status_code, answer.get_data(as_text=True)


def health() -> list[str]:
    db.session.rollback()  # what the pages wrote since
    return operating.health(3579).troubles


def test_a_result_nobody_knows_goes_from_kpu_to_the_desa_and_becomes_a_members(app: Flask, auth: Auth, log: Log) -> None:
    kpu, ppk, pps, elsewhere = auth.as_kpu(), auth.as_ppk(), auth.as_pps(DESA), auth.as_pps(OTHER_DESA)
    member = Phone(app).register().member_id
    assert "Tidak ada." in page(kpu) and "Tidak ada yang ditahan." in page(pps)
    said = hand_in(auth, kpu, Signer(uuid.uuid4(), name=NAME).seal(log))
    assert NAME in said and "ditahan" in said and "Yang ditahan tidak hilang." in said
    seen = page(kpu)
    assert NAME in seen and "3 keputusan" in seen and "lewat berkas" in seen and ">Sumberbrantas</option>" in seen
    # It was handed in at the kota: neither a kecamatan nor a desa has it yet.
    assert all(NAME not in page(browser) for browser in (ppk, pps, elsewhere))
    (row,) = held.astray(3579)
    assert health() == ["1 hasil belum diketahui desanya: arahkan di halaman Ditahan."]
    path = f"/pps/ditahan/{row.digest}/arahkan"
    assert "Pilih desanya dulu." in post(auth, kpu, path)[1]
    assert post(auth, kpu, path, desa="357902")[0] == 404, "a kecamatan is no desa"
    assert post(auth, ppk, path, desa=str(DESA))[0] == 404, "it does not lie with this PPK"
    status, said = post(auth, kpu, path, desa=str(DESA))
    assert status == 200 and "Sekarang terlihat oleh PPS desa itu." in said
    assert health() == ["1 kiriman ditahan: PPS melihatnya di halaman Ditahan, operator dengan perintah sinkron ditahan."]
    # Above the desa from now on a number, in the desa the name.
    for browser in (kpu, ppk):
        seen = page(browser)
        assert NAME not in seen and '<th scope="row">Sumberbrantas</th><td class="num">1</td>' in seen.replace("\n", "")
    assert NAME in page(pps) and NAME not in page(elsewhere)
    assert post(auth, kpu, path, desa=str(OTHER_DESA))[0] == 404, "it is the desa's now"
    give = f"/pps/ditahan/{row.digest}/lepas"
    assert "Pilih anggotanya dulu." in post(auth, pps, give)[1]
    assert post(auth, elsewhere, give, anggota=str(member))[0] == 404
    assert "Diterima dan dinilai." in post(auth, pps, give, anggota=str(member))[1]
    assert "Tidak ada yang ditahan." in page(pps) and page(kpu).count("Tidak ada.") == 2


def test_what_a_ppk_cannot_place_is_not_seen_by_another_kecamatan(app: Flask, auth: Auth, log: Log) -> None:
    bumiaji, batu = auth.as_ppk(357902), auth.as_ppk(357901)
    hand_in(auth, bumiaji, Signer(uuid.uuid4(), name=NAME).seal(log))
    assert NAME in page(bumiaji) and NAME in page(auth.as_kpu()) and NAME not in page(batu)
    (row,) = held.astray(357902)
    status, _ = post(auth, bumiaji, f"/pps/ditahan/{row.digest}/arahkan", desa="3579011001")
    assert status == 404 and NAME in page(bumiaji), "not into the territory of another"


def test_a_gap_is_a_number_above_the_desa_and_stops_being_waited_for_there(app: Flask, auth: Auth, log: Log) -> None:
    pps, ppk = auth.as_pps(DESA), auth.as_ppk()
    Phone(app).register().send(log.part(2))
    assert '<td class="num">1</td>' in page(ppk)
    seen = page(pps)
    assert "Belum ada yang dapat dinilai: awalnya belum sampai." in seen and "lewat internet" in seen
    (row,) = held.listed(DESA)
    status, said = post(auth, pps, f"/pps/ditahan/{row.digest}/tutup")
    assert status == 200 and "Tidak ditunggu lagi (1)" in said
    assert '<td class="num">1</td>' not in page(ppk), "what is not waited for is not counted as waiting"
