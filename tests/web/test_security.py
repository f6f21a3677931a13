"""Promises that hold for every route, those of tomorrow included: the list is the app's own URL map (docs/security.md)."""

import re
import threading
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from simulasi import access, security
from simulasi.models.account import staff_session
from simulasi.models.device import device
from simulasi.models.member import invitation
from simulasi.services import crew_relay, enrolment, invitations, passwords
from simulasi.services.desk import office
from simulasi.services.pace import Pace
from simulasi.sync import tokens
from tests.crew_kit import small_session
from tests.sync_kit import NONCE, RIGHT, TPS, Phone, day, played, put_pack, rows
from tests.web_kit import STAFF, Auth

DUMMIES = {"IntegerConverter": "3579022009", "UUIDConverter": "01a20c39-067e-7c89-ae61-c5fadb20e40b", "PathConverter": "js/tiada.js"}
# What is no page: nothing at all may happen in it.
FILES = ("static", *(f"shell.{name}" for name in ("bundle", "later_bundle", "manifest", "pack", "worker_program")))
STATE = Path(__file__).resolve().parents[2] / "simulasi"


def dummy(converter: Any) -> str:
    """A value that this part of an address takes."""
    if items := getattr(converter, "items", ()):
        return str(next(iter(items)))
    long = re.search(r"\{(\d+)", converter.regex)
    return DUMMIES.get(type(converter).__name__) or "a" * int(long[1] if long else 3)


def addresses(app: Flask, method: str) -> list[tuple[str, str]]:
    """(endpoint, an address of it) for every route that takes this method."""
    found = []
    for rule in app.url_map.iter_rules():
        if method in (rule.methods or ()):
            values = {name: dummy(converter) for name, converter in rule._converters.items()}
            found.append((rule.endpoint, app.url_map.bind("localhost").build(rule.endpoint, values, method)))
    return found


def test_every_route_answers_with_the_headers_whatever_it_answers(app: Flask, client: FlaskClient, auth: Auth) -> None:
    pps = auth.as_pps()
    for method in ("GET", "POST"):
        for endpoint, address in addresses(app, method):
            for browser in (client, pps):
                answer = browser.open(address, method=method)
                policy = answer.headers["Content-Security-Policy"]
                for name, value in security.HEADERS.items():
                    stricter = name == "Content-Security-Policy" and endpoint in ("shell.worker", *FILES)
                    assert answer.headers[name] == value or stricter, endpoint
                assert endpoint not in FILES or answer.status_code != 200 or policy == "default-src 'none'", endpoint
                assert "unsafe" not in policy and "*" not in policy and "http:" not in policy, endpoint
                assert "Access-Control-Allow-Origin" not in answer.headers and "Clear-Site-Data" not in answer.headers, endpoint
                if endpoint.startswith(("pps.", "undangan.", "fasilitator.", "serahan.", "api.")):
                    assert answer.headers["Cache-Control"] == "no-store", endpoint


def test_every_form_refuses_a_post_without_its_token(app: Flask, auth: Auth) -> None:
    """Before anybody looks at who asks; only /api/ has none, because it takes no cookie."""
    before = {table.name: rows(table) for table in (invitation, device)}
    for name in ("kpu", "ppk-bumiaji", "pps-sumberbrantas"):
        browser = auth.log_in(name)
        for endpoint, address in addresses(app, "POST"):
            if not address.startswith("/api/"):
                assert browser.post(address).status_code == 400, (endpoint, name)
                assert browser.post(address, data={"csrf_token": "tebakan"}).status_code == 400, (endpoint, name)
    assert before == {table.name: rows(table) for table in (invitation, device)}
    assert len(rows(staff_session)) == 3


def test_every_form_on_every_page_carries_the_token(app: Flask, auth: Auth) -> None:
    forms = 0
    for name in STAFF:
        browser = auth.log_in(name)
        for _, address in addresses(app, "GET"):
            page = browser.get(address, follow_redirects=True).get_data()
            for form in re.findall(rb'<form[^>]*method="post".*?</form>', page, re.S | re.I):
                forms += 1
                assert b'name="csrf_token"' in form, address
    assert forms > 10


def test_a_cookie_opens_nothing_of_the_phones_and_a_phone_nothing_of_the_staff(app: Flask, auth: Auth) -> None:
    """Route x kind of credential, from the URL map: nobody, staff, forged, another kind of token, revoked."""
    phone = Phone(app).register()
    seat = crew_relay.join(f'{{"nonce":"{NONCE}","sesi":"{small_session().id.hex}"}}'.encode(), "127.0.0.1")["token"]
    forged = tokens.issue(tokens.keyring(["kunci orang lain"]), phone.claims)
    said = access.declared(app)
    guarded = {name: str((kind or ("?",))[0]) for name, kind in said.items() if name.startswith(("api.", "regu."))}
    assert set(guarded.values()) <= {"public", "device", "seat"} and "device" in guarded.values()
    staff = auth.as_pps()
    for endpoint, address in addresses(app, "POST"):
        kind = guarded.get(endpoint, "public")
        if kind == "public":
            continue
        wrong = {"": "nobody", forged: "forged", "kd1." + "A" * 96: "made up", (seat if kind == "device" else phone.token): "another kind"}
        for token, who in wrong.items():
            answer = phone.post(address, {"nonce": NONCE}, token=token)
            assert answer.status_code == 401 and answer.json["error"]["code"], (endpoint, who)
        assert staff.post(address, json={"nonce": NONCE}).status_code == 401, endpoint
        good = phone.post(address, {"nonce": NONCE}, token=seat if kind == "seat" else phone.token)
        assert good.status_code not in (401, 403), endpoint
    for endpoint, address in addresses(app, "GET"):
        if (said[endpoint] or ("?",))[0] == "staff":
            answer = app.test_client().get(address, headers={"Authorization": f"Bearer {phone.token}"})
            assert answer.status_code == 302 and "/masuk" in answer.location, endpoint


def test_a_phone_that_asks_without_end_is_told_to_wait_and_the_others_are_not(
    app: Flask, make_app: Callable[..., Flask], clock: Any
) -> None:
    made = make_app(calls_per_minute=5)
    with made.app_context():
        pack = put_pack(day())
        busy, other = Phone(made), Phone(made)
        log = played(pack, [RIGHT] * 12)
        for _ in range(5):
            busy.send(log.part())
        answer = busy.post("/api/sync/upload", busy.upload_body(log.part()))
        assert (answer.status_code, answer.json["error"]["code"], answer.json["nonce"]) == (429, "too-many", NONCE)
        assert 0 < int(answer.headers["Retry-After"]) <= 60
        assert other.send(played(pack, [RIGHT]).part())[0]["status"] == "diterima"
        clock.advance(seconds=61)
        assert busy.send(log.part())[0]["status"] == "sudah_ada"


def test_the_count_of_calls_is_bounded_by_the_minute() -> None:
    pace = Pace(2)
    for minute in range(3):
        for name in range(100):
            assert [pace.wait(name, minute * 60_000 + 7) for _ in range(3)][:2] == [0, 0]
        assert len(pace._counts) == 100
    assert pace.wait("jam mundur", 0) == 0


def test_secrets_are_compared_in_constant_time_and_never_stored(app: Flask, auth: Auth) -> None:
    """What is looked up in the database is a hash of what was sent; what is compared in memory, by compare_digest."""
    assert "compare_digest" in (STATE / "sync" / "tokens.py").read_text("utf-8")
    browser = auth.as_pps()
    cookie = browser.get_cookie("simulasi")
    code = invitations.create([TPS], None)[0].code
    phone = Phone(app).register()
    with office().connect() as conn:
        dump = b"".join(repr(row).encode() for table in (staff_session, invitation, device) for row in conn.execute(table.select()))
    with browser.session_transaction() as session:
        token = str(session["_user_id"])
    for secret in (token, cookie.value, code, code.replace("-", ""), phone.token):  # type: ignore[union-attr]
        assert secret.encode() not in dump


def test_guessing_an_invitation_tells_nothing_and_gets_slow(app: Flask, client: FlaskClient) -> None:
    codes = [f"ABCDE-{at:05d}" for at in range(enrolment.PER_CODE)]
    answers = [client.post("/api/enrol/open", json={"nonce": NONCE, "code": code}) for code in codes]
    assert len({(answer.status_code, answer.json["error"]["message"]) for answer in answers}) == 1
    late = client.post("/api/enrol/open", json={"nonce": NONCE, "code": "ABCDE-99999"})
    assert late.status_code == 429 and late.headers["Retry-After"]
    # A right code with the wrong person says no more than a wrong code would.
    code = invitations.create([TPS], None)[0].code
    claim = {"nonce": NONCE, "code": code, "member_id": str(uuid.uuid4()), "device_id": "ab" * 16}
    assert client.post("/api/enrol/claim", json=claim).status_code == 404


def test_no_more_than_two_passwords_are_worked_on_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2 takes 19 MiB each: a crowd at the door must not take the memory."""
    now, most, gate = [0], [0], threading.Lock()
    hasher = passwords._hasher

    class Watched:
        def hash(self, password: str) -> str:
            with gate:
                now[0] += 1
                most[0] = max(most[0], now[0])
            try:
                return hasher.hash(password)
            finally:
                with gate:
                    now[0] -= 1

    monkeypatch.setattr(passwords, "_hasher", Watched())
    threads = [threading.Thread(target=passwords.make, args=(f"kata sandi {at}",)) for at in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert 1 <= most[0] <= 2 and passwords.make("a").startswith("$argon2id$")


def test_no_template_writes_unescaped_text() -> None:
    root = STATE.parent
    found = [
        f"{path.name}: {match}"
        for path in (root / "templates").rglob("*.html")
        for match in re.findall(r"\|\s*safe|autoescape false|<script(?![^>]*\ssrc=)|\sstyle=|\son[a-z]+=", path.read_text("utf-8"))
    ]
    assert found == []


def test_a_token_ages_by_the_servers_clock(app: Flask) -> None:
    """`issued` is signed: the phone's own clock says nothing about it."""
    phone = Phone(app)
    late = phone.claims.__class__(**{**{name: getattr(phone.claims, name) for name in phone.claims.__slots__}, "issued": 0})
    assert phone.post("/api/sync/hello", {"nonce": NONCE}, token=tokens.issue(office().keys, late)).json["error"]["code"] == "token-expired"
