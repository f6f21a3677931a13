"""Settings come from the environment and from nowhere else, and what cannot be used is named."""

import os
import stat
from pathlib import Path

import pytest

from simulasi import create_app
from simulasi.config import Config, ConfigError, from_env


def test_a_fresh_machine_needs_nothing(tmp_path: Path) -> None:
    made = from_env({"SIMULASI_VAR": str(tmp_path / "var")})
    assert made.database_url == f"sqlite:///{tmp_path}/var/simulasi.sqlite" and made.is_sqlite and made.secret_is_kept
    assert (made.invitation_days, made.token_days, made.session_hours, made.cookie_secure, made.zone) == (14, 400, 12, False, "WIB")


def test_the_key_is_made_once_and_only_we_may_read_it(tmp_path: Path) -> None:
    one, two = from_env({"SIMULASI_VAR": str(tmp_path)}), from_env({"SIMULASI_VAR": str(tmp_path)})
    path = tmp_path / "secret_key"
    assert one.secret_key == two.secret_key == path.read_text() and len(one.secret_key) == 64
    assert stat.S_IMODE(path.stat().st_mode) == 0o600 and [entry.name for entry in tmp_path.iterdir()] == ["secret_key"]
    assert one.secret_key not in repr(one)


def test_two_that_start_at_once_agree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.link

    def late(source: Path, target: Path) -> None:
        Path(target).write_text("kunci dari yang lebih dulu")
        real(source, target)

    monkeypatch.setattr(os, "link", late)
    made = from_env({"SIMULASI_VAR": str(tmp_path)})
    assert made.secret_key == "kunci dari yang lebih dulu" and made.secret_is_kept
    assert [entry.name for entry in tmp_path.iterdir()] == ["secret_key"]


def test_a_key_that_cannot_be_kept_is_said(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("")
    made = from_env({"SIMULASI_VAR": str(tmp_path / "berkas" / "var")})
    assert not made.secret_is_kept and len(made.secret_key) == 64
    assert create_app(made).secret_key == made.secret_key


def test_given_keys(tmp_path: Path) -> None:
    made = from_env({"SIMULASI_VAR": str(tmp_path), "SECRET_KEY": "baru", "SECRET_KEY_OLD": "tua lama"})
    assert made.keys == ("tua", "lama", "baru") and not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("postgres://a@b/c", "postgresql+psycopg://a@b/c"),
        ("postgresql://a@b/c", "postgresql+psycopg://a@b/c"),
        ("postgresql+psycopg://a@b/c", "postgresql+psycopg://a@b/c"),
        ("sqlite:////tmp/x.sqlite", "sqlite:////tmp/x.sqlite"),
    ],
)
def test_the_database_however_it_is_spelled(given: str, url: str) -> None:
    assert from_env({"DATABASE_URL": given, "SECRET_KEY": "x"}).database_url == url


@pytest.mark.parametrize(
    "name_and_value",
    [
        ("DATABASE_URL", "mysql://x"),
        ("SIMULASI_URL", "simulasi.example"),
        ("SIMULASI_ZONE", "GMT"),
        ("SIMULASI_PROXIES", "banyak"),
        ("SIMULASI_PROXIES", "9"),
        ("SIMULASI_TOKEN_DAYS", "0"),
        ("SIMULASI_SESSION_HOURS", "-1"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(name_and_value: tuple[str, str]) -> None:
    name, value = name_and_value
    with pytest.raises(ConfigError, match=name):
        from_env({"SECRET_KEY": "x", name: value})


def test_https_makes_the_cookie_secure_and_a_proxy_is_believed_only_when_told() -> None:
    made = from_env({"SECRET_KEY": "x", "SIMULASI_URL": "https://simulasi.example/", "SIMULASI_PROXIES": "1", "SIMULASI_ZONE": "WIT"})
    assert (made.public_url, made.cookie_secure, made.proxies, made.utc_offset) == ("https://simulasi.example", True, 1, 9)


def seen(made: Config) -> str:
    """Which address the application believes a forwarded request came from."""
    app = create_app(made)
    heard: list[str] = []
    app.before_request(lambda: heard.append(str(__import__("flask").request.remote_addr)))
    app.test_client().get("/manifest.webmanifest", headers={"X-Forwarded-For": "198.51.100.9"})
    return heard[0]


def test_a_forwarded_address_counts_only_behind_a_proxy(tmp_path: Path) -> None:
    base = {"var": tmp_path, "database_url": f"sqlite:///{tmp_path}/x.sqlite", "secret_key": "x"}
    assert seen(Config(**base)) == "127.0.0.1"  # type: ignore[arg-type]
    assert seen(Config(**base, proxies=1)) == "198.51.100.9"  # type: ignore[arg-type]
