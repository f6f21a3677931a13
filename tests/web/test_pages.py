"""Headers, refusals and log-in as a browser meets them."""

import re

import pytest
from flask import Flask, Response, abort
from flask.testing import FlaskClient

from simulasi import access, security
from simulasi.services import accounts
from tests.web_kit import PASSWORD, Auth, Clock


@pytest.mark.parametrize(
    "path", ["/", "/sw.js", "/masuk", "/pps", "/tiada", "/api/packs", "/api/tiada", "/static/css/tokens.css", "/static/tiada"]
)
def test_every_answer_carries_the_headers(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    for name, value in security.HEADERS.items():
        assert headers[name] == value or (path in ("/sw.js", "/static/css/tokens.css") and name == "Content-Security-Policy")
    policy = headers["Content-Security-Policy"]
    assert "unsafe" not in policy and ("'self'" in policy or policy == security.FILE_CSP) and "http" not in policy
    assert "Strict-Transport-Security" not in headers
    assert "Strict-Transport-Security" in client.get(path, base_url="https://localhost").headers


def test_only_what_says_so_is_cached(client: FlaskClient, auth: Auth) -> None:
    assert {client.get(path).headers["Cache-Control"] for path in ("/masuk", "/tiada", "/api/packs")} == {"no-store"}
    assert auth.as_pps().get("/pps/desa/3579022009").headers["Cache-Control"] == "no-store"


def test_no_page_has_inline_script_or_style(auth: Auth) -> None:
    browser = auth.as_pps()
    for path in ("/pps/desa/3579022009", "/pps/tps/3579022009001", "/pps/undangan"):
        page = browser.get(path).get_data(as_text=True)
        assert not re.search(r"<script(?![^>]*\ssrc=)|\sstyle=|\son[a-z]+=|javascript:", page), path
        assert '<html lang="id">' in page and page.count("<h1") == 1 and "<title>" in page


def test_an_unknown_page_says_so_plainly(client: FlaskClient) -> None:
    answer = client.get("/tiada")
    assert answer.status_code == 404 and "Halaman tidak ada" in answer.get_data(as_text=True)


def test_a_phone_is_refused_in_the_shape_it_believes(client: FlaskClient) -> None:
    for path, method, status, code in (("/api/tiada", "GET", 404, "not-found"), ("/api/sync/hello", "GET", 405, "method-not-allowed")):
        answer = client.open(path, method=method)
        assert (answer.status_code, answer.content_type) == (status, "application/json")
        assert (answer.json["marker"], answer.json["protocol"], answer.json["error"]["code"]) == ("simulasi-tps", 1, code)
        assert answer.json["error"]["message"].endswith(".")
    named = client.post("/api/tiada", json={"nonce": "0123456789abcdef"})
    assert named.json["nonce"] == "0123456789abcdef"
    assert client.open("/api/sync/hello", method="PUT").headers["Allow"]


def test_something_broken_is_said_without_its_insides(app: Flask, client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    @access.public
    def broken() -> Response:
        raise RuntimeError("rahasia di dalam")

    app.view_functions["shell.beranda"] = broken
    app.view_functions["api.pack_list"] = broken
    page, phone = client.get("/"), client.get("/api/packs")
    assert (page.status_code, phone.status_code, phone.json["error"]["code"]) == (500, 500, "server-error")
    assert "Ada gangguan di server" in page.get_data(as_text=True) and b"rahasia" not in page.data + phone.data
    assert "rahasia di dalam" in caplog.text


@pytest.mark.parametrize("status", [400, 403, 413, 418, 429, 500, 503])
def test_every_refusal_has_a_page(app: Flask, client: FlaskClient, status: int) -> None:
    app.view_functions["shell.beranda"] = lambda: abort(status)
    answer = client.get("/")
    assert answer.status_code == status and "<h1" in answer.get_data(as_text=True)


def test_a_finished_answer_passes_through(app: Flask, client: FlaskClient) -> None:
    app.view_functions["shell.beranda"] = lambda: abort(Response("siap", 409))
    assert (client.get("/").status_code, client.get("/").data) == (409, b"siap")


def test_too_large_a_body_is_refused(client: FlaskClient) -> None:
    big = b"x" * (300 * 1024)
    assert client.post("/masuk", data=big, content_type="application/x-www-form-urlencoded").status_code == 413
    assert client.post("/api/tiada", data=big, content_type="application/json").status_code in (404, 413)


def test_log_in_leads_to_ones_own_board(auth: Auth) -> None:
    assert auth.as_pps().get("/pps").location == "/pps/desa/3579022009"
    assert auth.as_ppk().get("/pps").location == "/pps/wilayah/357902"
    assert auth.as_kpu().get("/pps").location == "/pps/wilayah/3579"


def test_who_is_not_logged_in_is_led_there_and_back(app: Flask, auth: Auth, client: FlaskClient) -> None:
    led = client.get("/pps/tps/3579022009001").location
    assert led == "/masuk?lanjut=/pps/tps/3579022009001"
    page = client.get(led).get_data(as_text=True)
    assert 'value="/pps/tps/3579022009001"' in page
    data = {"nama": "pps-sumberbrantas", "sandi": PASSWORD, "csrf_token": auth.csrf(client, "/masuk"), "lanjut": "/pps/tps/3579022009001"}
    assert client.post("/masuk", data=data).location == "/pps/tps/3579022009001"
    assert client.get("/masuk").location == "/pps/"[:-1]


@pytest.mark.parametrize(
    "target", ["https://jahat.example", "//jahat.example", "/pps//jahat.example", "/pps\\jahat", "/keluar", "javascript:1", ""]
)
def test_nobody_is_led_away(client: FlaskClient, auth: Auth, target: str) -> None:
    data = {"nama": "kpu", "sandi": PASSWORD, "csrf_token": auth.csrf(client, "/masuk"), "lanjut": target}
    assert client.post("/masuk", data=data).location == "/pps"


def test_a_planted_cookie_is_worth_nothing_after_log_in(client: FlaskClient, auth: Auth) -> None:
    token = auth.csrf(client, "/masuk")
    planted = client.get_cookie("simulasi")
    assert planted is not None
    client.post("/masuk", data={"nama": "kpu", "sandi": PASSWORD, "csrf_token": token})
    given = client.get_cookie("simulasi")
    assert given is not None and given.value != planted.value
    attacker = client.application.test_client()
    attacker.set_cookie("simulasi", planted.value)
    assert attacker.get("/pps").location.startswith("/masuk")
    stale = {"nama": "kpu", "sandi": PASSWORD, "csrf_token": token}
    assert client.post("/keluar", data=stale).status_code == 400


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(client: FlaskClient, auth: Auth, app: Flask) -> None:
    cookie = client.get("/masuk").headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Secure" not in cookie
    app.config["SESSION_COOKIE_SECURE"] = True
    assert "Secure" in app.test_client().get("/masuk").headers["Set-Cookie"]


def test_logging_out_kills_a_copied_cookie(app: Flask, auth: Auth) -> None:
    browser = auth.as_pps()
    copy = app.test_client()
    copy.set_cookie("simulasi", browser.get_cookie("simulasi").value)  # type: ignore[union-attr]
    assert copy.get("/pps/undangan").status_code == 200
    assert browser.post("/keluar", data={"csrf_token": auth.csrf(browser, "/pps/undangan")}).location == "/masuk"
    assert copy.get("/pps/undangan").status_code == 302 == browser.get("/pps/undangan").status_code


def test_a_form_without_its_token_changes_nothing(auth: Auth, client: FlaskClient) -> None:
    answer = client.post("/masuk", data={"nama": "kpu", "sandi": PASSWORD})
    assert answer.status_code == 400 and "muat ulang" in answer.get_data(as_text=True)
    browser = auth.as_pps()
    for path in ("/keluar", "/pps/undangan", "/pps/undangan/01a20c39-067e-7c89-ae61-c5fadb20e40b/cabut"):
        assert browser.post(path, data={"tps": "3579022009001", "tempat": "7"}).status_code == 400


@pytest.mark.parametrize(
    ("name", "password", "status", "sentence"),
    [
        ("kpu", "salah-sekali", 401, "tidak cocok"),
        ("hantu", PASSWORD, 401, "tidak cocok"),
        ("", "", 400, "Isi nama akun"),
        ("x" * 81, "zzzzzzzz", 400, "terlalu panjang"),
    ],
)
def test_a_wrong_log_in_says_what_to_do(client: FlaskClient, auth: Auth, name: str, password: str, status: int, sentence: str) -> None:
    answer = client.post("/masuk", data={"nama": name, "sandi": password, "csrf_token": auth.csrf(client, "/masuk")})
    page = answer.get_data(as_text=True)
    assert answer.status_code == status and sentence in page and (not password or password not in page)


def test_too_many_tries_have_to_wait(client: FlaskClient, auth: Auth, clock: Clock) -> None:
    form = {"nama": "kpu", "sandi": "tebak-tebakan", "csrf_token": auth.csrf(client, "/masuk")}
    for _ in range(accounts.PER_ACCOUNT):
        assert client.post("/masuk", data=form).status_code == 401
    answer = client.post("/masuk", data={**form, "sandi": PASSWORD})
    assert answer.status_code == 429 and answer.headers["Retry-After"] == "60" and "Tunggu 60 detik" in answer.get_data(as_text=True)
    clock.advance(minutes=1)
    assert client.post("/masuk", data={**form, "sandi": PASSWORD}).status_code == 302


def test_twelve_idle_hours_end_the_session(auth: Auth, clock: Clock) -> None:
    browser = auth.as_pps()
    clock.advance(hours=11)
    assert browser.get("/pps/undangan").status_code == 200
    clock.advance(hours=13)
    assert browser.get("/pps/undangan").status_code == 302
