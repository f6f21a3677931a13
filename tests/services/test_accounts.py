"""Staff: one answer and the same work for every wrong log-in, sessions that end when they are ended, and a record of what was done."""

import sqlalchemy as sa
from flask import Flask
from pytest import MonkeyPatch, mark, raises

from simulasi.extensions import writing
from simulasi.models.account import account, audit, staff_session, throttle
from simulasi.services import accounts, passwords
from simulasi.services import throttle as throttling
from tests.sync_kit import rows
from tests.web_kit import PASSWORD, Clock

HERE = "203.0.113.7"


def test_the_right_password_begins_a_session(app: Flask) -> None:
    person = accounts.log_in(" PPS-Sumberbrantas ", PASSWORD, HERE)
    assert (person.gelar, person.peran, person.wilayah, person.kab) == ("PPS Sumberbrantas", "pps", 3579022009, 3579)
    assert accounts.by_token(person.token, 12) == person
    assert person.is_authenticated and person.is_active and not person.is_anonymous and person.get_id() == person.token
    assert accounts.log_in("kpu", PASSWORD, HERE).gelar == "KPU Kota Batu"


def test_the_table_never_holds_the_token(app: Flask) -> None:
    person = accounts.log_in("kpu", PASSWORD, HERE)
    (row,) = rows(staff_session)
    assert person.token.encode() not in bytes(row["digest"]) and len(row["digest"]) == 32


@mark.parametrize(("name", "password"), [("kpu", "salah-salah-salah"), ("tidak-ada", PASSWORD), ("", ""), ("x" * 999, "y" * 9999)])
def test_every_wrong_log_in_gets_the_same_answer_after_the_same_work(
    app: Flask, monkeypatch: MonkeyPatch, name: str, password: str
) -> None:
    passwords.matches(None, "panaskan")
    work: list[str] = []
    verify = passwords._hasher.verify
    monkeypatch.setattr(
        passwords, "_hasher", type("Counted", (), {"verify": lambda _self, *given: (work.append("argon2"), verify(*given))[1]})()
    )
    with raises(accounts.LoginRefused) as refused:
        accounts.log_in(name, password, HERE)
    assert refused.value.args == () and work == ["argon2"]


def test_a_closed_account_is_as_unknown(app: Flask) -> None:
    person = accounts.log_in("kpu", PASSWORD, HERE)
    accounts.set_active("kpu", False)
    assert accounts.by_token(person.token, 12) is None
    with raises(accounts.LoginRefused):
        accounts.log_in("kpu", PASSWORD, HERE)
    accounts.set_active("KPU", True)
    assert accounts.log_in("kpu", PASSWORD, HERE).username == "kpu"


def test_logging_out_ends_the_session_everywhere(app: Flask) -> None:
    one, two = (accounts.log_in("kpu", PASSWORD, HERE) for _ in range(2))
    accounts.log_out(one.token)
    assert accounts.by_token(one.token, 12) is None and accounts.by_token(two.token, 12) == two


def test_an_idle_session_ends_and_one_in_use_does_not(app: Flask, clock: Clock) -> None:
    idle, used = (accounts.log_in("kpu", PASSWORD, HERE) for _ in range(2))
    for _ in range(3):
        clock.advance(hours=5)
        assert accounts.by_token(used.token, 12)
    assert accounts.by_token(idle.token, 12) is None
    clock.advance(hours=72)
    accounts.log_in("kpu", PASSWORD, HERE)
    assert len(rows(staff_session)) == 2  # hers, and the one used until 72 hours ago


def test_a_page_a_minute_is_not_a_write_a_minute(app: Flask, clock: Clock) -> None:
    person = accounts.log_in("kpu", PASSWORD, HERE)
    before = rows(staff_session)
    clock.advance(minutes=4)
    accounts.by_token(person.token, 12)
    assert rows(staff_session) == before


def test_a_new_password_ends_the_sessions(app: Flask) -> None:
    person = accounts.log_in("kpu", PASSWORD, HERE)
    accounts.set_password("kpu", "durian-salak-duku")
    assert accounts.by_token(person.token, 12) is None
    assert accounts.log_in("kpu", "durian-salak-duku", HERE)


def test_five_tries_a_minute_for_an_account(app: Flask, clock: Clock) -> None:
    for _ in range(accounts.PER_ACCOUNT):
        with raises(accounts.LoginRefused):
            accounts.log_in("kpu", "tebak-tebakan", HERE)
    with raises(throttling.TooOften) as refused:
        accounts.log_in("kpu", PASSWORD, "198.51.100.1")
    assert 0 < refused.value.retry_after <= 60
    assert accounts.log_in("ppk-batu", PASSWORD, HERE)
    clock.advance(seconds=refused.value.retry_after)
    assert accounts.log_in("kpu", PASSWORD, HERE)


def test_success_forgets_the_tries_of_the_account(app: Flask) -> None:
    for _ in range(accounts.PER_ACCOUNT + 2):
        assert accounts.log_in("kpu", PASSWORD, HERE)


def test_thirty_tries_a_minute_from_one_network(app: Flask) -> None:
    for at in range(accounts.PER_NETWORK):
        with raises(accounts.LoginRefused):
            accounts.log_in(f"tebak{at}", "tebak-tebakan", f"2001:db8::{at}")
    with raises(throttling.TooOften):
        accounts.log_in("lain", "tebak-tebakan", "2001:db8::ffff")
    with raises(accounts.LoginRefused):
        accounts.log_in("lain2", "tebak-tebakan", "2001:db8:0:1::1")


def test_the_throttle_names_nobody_and_forgets(app: Flask, clock: Clock) -> None:
    throttling.hit({"akun rahasia": 5}, clock.ms)
    assert all(len(row["key"]) == 16 and b"rahasia" not in bytes(row["key"]) for row in rows(throttle))
    clock.advance(minutes=11)
    throttling.hit({"lain": 5}, clock.ms)
    assert len(rows(throttle)) == 1


def test_a_clock_set_back_does_not_lock_anybody_out(app: Flask, clock: Clock) -> None:
    for _ in range(5):
        throttling.hit({"a": 5}, clock.ms)
    throttling.hit({"a": 5}, clock.ms - 3_600_000)


def test_an_address_is_a_household() -> None:
    assert throttling.network("203.0.113.7") == "203.0.113.7"
    assert throttling.network("2001:db8::1") == throttling.network("2001:db8::2") != throttling.network("2001:db8:0:1::1")
    assert throttling.network(None) == throttling.network("entah") == "?"


@mark.parametrize(
    ("name", "password", "peran", "code", "why"),
    [
        ("ab", "panjang-sekali", "pps", 3579022009, "3 sampai 40"),
        ("pps punten", "panjang-sekali", "pps", 3579022001, "3 sampai 40"),
        ("é-lain", "panjang-sekali", "pps", 3579022001, "3 sampai 40"),
        ("ptps-punten", "panjang-sekali", "ptps", 3579022001, "tidak dikenal"),
        ("pps-lain", "panjang-sekali", "pps", 357902, "kode desa"),
        ("kpu-lain", "panjang-sekali", "kpu", 35, "kode kabupaten/kota"),
        ("pps-lain", "panjang-sekali", "pps", 3579022999, "tidak ada"),
        ("kpu", "panjang-sekali", "kpu", 3579, "sudah ada"),
        ("pps-lain", "pendek", "pps", 3579022001, "terlalu pendek"),
    ],
)
def test_an_account_that_cannot_be_made_says_why(app: Flask, name: str, password: str, peran: str, code: int, why: str) -> None:
    before = len(rows(account))
    with raises(accounts.AccountRefused, match=why):
        accounts.create(name, password, peran, code)
    assert len(rows(account)) == before


def test_unknown_accounts_cannot_be_changed(app: Flask) -> None:
    for act in (lambda: accounts.set_active("hantu", True), lambda: accounts.set_password("hantu", "panjang-sekali")):
        with raises(accounts.AccountRefused, match="hantu tidak ada"):
            act()


def test_what_staff_do_is_recorded(app: Flask) -> None:
    person = accounts.log_in("pps-punten", PASSWORD, HERE)
    accounts.set_active("pps-punten", False)
    done = [(row["kab"], row["act"], row["object"]) for row in rows(audit) if row["object"] == "pps-punten"]
    assert done == [(3579, "akun dibuat", "pps-punten"), (3579, "masuk", "pps-punten"), (3579, "akun ditutup", "pps-punten")]
    assert person.id in {row["account_id"] for row in rows(audit)}


def test_passwords_are_argon2id_and_a_broken_hash_opens_nothing(app: Flask) -> None:
    assert passwords.make("melati").startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    with writing() as session:
        session.execute(sa.update(account).values(password_hash="rusak"))
    with raises(accounts.LoginRefused):
        accounts.log_in("kpu", PASSWORD, HERE)


def test_accounts_are_listed_by_territory(app: Flask) -> None:
    assert [(row["username"], row["nama"]) for row in accounts.listed()][:3] == [
        ("kpu", "Batu"),
        ("ppk-batu", "Batu"),
        ("ppk-bumiaji", "Bumiaji"),
    ]
