"""Operating by page: what KPU may do for its own kota, and that it is written down who did it."""

import re
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from simulasi.services import operating, packs
from tests.sync_kit import RIGHT, Phone, day, played, put_pack
from tests.web_kit import Auth


def press(browser: object, auth: Auth, page: str, action: str, **fields: str) -> object:
    return browser.post(action, data={"csrf_token": auth.csrf(browser, page), **fields})  # type: ignore[attr-defined]


def test_an_account_gets_a_password_that_works_once_shown(app: Flask, auth: Auth) -> None:
    browser = auth.as_kpu()
    page = press(browser, auth, "/pps/kelola/akun", "/pps/kelola/akun", nama="pps-baru", peran="pps", wilayah="35.79.02.2002").get_data(
        as_text=True
    )  # type: ignore[attr-defined]
    password = re.search(r'class="sheet-code">([^<]+)<', page)[1]  # type: ignore[index]
    assert auth.log_in("pps-baru", password).get("/pps").location == "/pps/desa/3579022002"
    assert password not in browser.get("/pps/kelola/akun").get_data(as_text=True)
    press(browser, auth, "/pps/kelola/akun", "/pps/kelola/akun/pps-baru/tutup")
    with pytest.raises(AssertionError):
        auth.log_in("pps-baru", password)
    trail = browser.get("/pps/kelola").get_data(as_text=True)
    assert "akun dibuat" in trail and "akun ditutup" in trail and "· kpu<" in trail


def test_a_new_password_ends_the_old_one(app: Flask, auth: Auth) -> None:
    browser = auth.as_kpu()
    page = press(browser, auth, "/pps/kelola/akun", "/pps/kelola/akun/pps-temas/sandi").get_data(as_text=True)  # type: ignore[attr-defined]
    password = re.search(r'class="sheet-code">([^<]+)<', page)[1]  # type: ignore[index]
    with pytest.raises(AssertionError):
        auth.log_in("pps-temas")
    auth.log_in("pps-temas", password)


def test_a_pack_is_compiled_published_and_withdrawn(app: Flask, auth: Auth) -> None:
    browser = auth.as_kpu()
    assert browser.get("/sehat").status_code == 503
    answer = press(browser, auth, "/pps/kelola/paket", "/pps/kelola/paket", aturan="pemilu-2024", benih="latihan", ukuran="singkat")
    assert answer.status_code == 302  # type: ignore[attr-defined]
    (offer,) = packs.offers()
    assert browser.get("/sehat").json == {"marker": "simulasi-tps", "sehat": True, "paket": 1}
    assert press(browser, auth, "/pps/kelola/paket", f"/pps/kelola/paket/{offer.hash}/tarik").status_code == 302  # type: ignore[attr-defined]
    assert "ditarik" in browser.get("/pps/kelola/paket").get_data(as_text=True)


def test_on_a_server_of_several_kota_packs_are_not_one_kpu_s(app: Flask, auth: Auth) -> None:
    import sqlalchemy as sa

    from simulasi.extensions import writing
    from simulasi.models.wilayah import wilayah

    sha = put_pack(day())
    with writing() as session:
        session.execute(sa.insert(wilayah).values(kode=3578, induk=35, tingkat=2, nama="Rekaan", jenis="Kota"))
    browser = auth.as_kpu()
    assert press(browser, auth, "/pps/kelola/akun", f"/pps/kelola/paket/{sha}/tarik").status_code == 403  # type: ignore[attr-defined]
    assert "diterbitkan operator dengan perintah" in browser.get("/pps/kelola/paket").get_data(as_text=True)


def test_health_says_what_to_do(app: Flask) -> None:
    assert "Belum ada paket" in operating.health(3579).troubles[0]
    put_pack(day())
    found = operating.health(3579)
    assert found.troubles == [] and dict(found.figures)["Paket ditawarkan"] == 1


def test_a_monitor_reads_counts_and_nobody_else_does(app: Flask, client: FlaskClient) -> None:
    phone = Phone(app)
    phone.send(played(put_pack(day()), [RIGHT] * 12).part())
    answer = client.get("/metrics")
    assert answer.status_code == 200 and answer.mimetype == "text/plain"
    assert 'simulasi_upload_parts_total{status="diterima"} 1' in answer.text and "simulasi_rollup_marks 1" in answer.text
    # What a proxy on this machine passes on was asked by somebody else.
    assert client.get("/metrics", headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 404
    assert client.get("/metrics", environ_base={"REMOTE_ADDR": "203.0.113.9"}).status_code == 404
    app.extensions["simulasi"] = replace(app.extensions["simulasi"], metrics_token="rahasia")
    for authorization, status in (("", 404), ("Bearer salah", 404), ("Bearer rahasia", 200)):
        assert client.get("/metrics", headers={"Authorization": authorization}).status_code == status
