"""The only reader of the environment; a frozen dataclass comes out."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class ConfigError(Exception):
    """A setting cannot be used; the sentence names it."""


@dataclass(frozen=True)
class Config:
    """Everything the server can be told. Durations in days or hours, as an operator would say them."""

    var: Path
    database_url: str
    secret_key: str = field(repr=False)
    # Older keys, oldest first: still verify sessions and device tokens of phones that were silent for weeks.
    old_keys: tuple[str, ...] = field(default=(), repr=False)
    # A key that could not be kept dies with the process: enough for commands without a database, refused by gunicorn.conf.py.
    secret_is_kept: bool = True
    # Where phones reach us, for printed invitations; empty: as the request says.
    public_url: str = ""
    cookie_secure: bool = False
    proxies: int = 0
    # Hours east of UTC, and how people call it: times on staff pages.
    utc_offset: int = 7
    zone: str = "WIB"
    token_days: int = 400
    invitation_days: int = 14
    session_hours: int = 12
    # How often one phone may ask one worker in a minute: a phone with weeks of work needs a hundred, a broken one would ask for ever.
    calls_per_minute: int = 240
    # How many calls of phones one worker works on at once; the others are told when to come back.
    calls_at_once: int = 32
    # Who may read the counts of /metrics; empty: only this machine itself.
    metrics_token: str = field(default="", repr=False)
    template_folder: Path = ROOT / "templates"
    static_folder: Path = ROOT / "static"

    @property
    def is_sqlite(self) -> bool:
        """An embedded file, or a server?"""
        return self.database_url.startswith("sqlite")

    def environment(self) -> dict[str, str]:
        """For a command in a process of its own, on this same server."""
        return {**os.environ, "SIMULASI_VAR": str(self.var), "DATABASE_URL": self.database_url.replace("+psycopg", "")}

    @property
    def keys(self) -> tuple[str, ...]:
        """All keys, oldest first; the last one signs."""
        return (*self.old_keys, self.secret_key)


def from_env(env: Mapping[str, str] = os.environ) -> Config:
    """Read the environment; what is not given has a default that works on a fresh machine."""
    var = Path(env.get("SIMULASI_VAR") or ROOT / "var").resolve()
    zone = env.get("SIMULASI_ZONE") or "WIB"
    offsets = {"WIB": 7, "WITA": 8, "WIT": 9}
    if zone not in offsets:
        raise ConfigError(f"SIMULASI_ZONE harus WIB, WITA, atau WIT, bukan {zone!r}.")
    key, kept = (env["SECRET_KEY"], True) if env.get("SECRET_KEY") else _kept_key(var / "secret_key")
    public_url = (env.get("SIMULASI_URL") or "").rstrip("/")
    if public_url and not public_url.startswith(("https://", "http://")):
        raise ConfigError(f"SIMULASI_URL harus dimulai dengan https:// atau http://, bukan {public_url!r}.")
    return Config(
        var=var,
        database_url=database_url(env.get("DATABASE_URL") or "", var),
        secret_key=key,
        old_keys=tuple((env.get("SECRET_KEY_OLD") or "").split()),
        secret_is_kept=kept,
        public_url=public_url,
        cookie_secure=public_url.startswith("https://"),
        proxies=_number(env, "SIMULASI_PROXIES", 0, 0, 5),
        utc_offset=offsets[zone],
        zone=zone,
        metrics_token=env.get("SIMULASI_METRICS_TOKEN") or "",
        token_days=_number(env, "SIMULASI_TOKEN_DAYS", 400, 1, 4000),
        invitation_days=_number(env, "SIMULASI_INVITATION_DAYS", 14, 1, 365),
        session_hours=_number(env, "SIMULASI_SESSION_HOURS", 12, 1, 72),
    )


def database_url(given: str, var: Path) -> str:
    """The SQLAlchemy URL: an SQLite file in `var` when none is given; psycopg 3 for PostgreSQL however it is spelled."""
    if not given:
        return f"sqlite:///{var / 'simulasi.sqlite'}"
    for prefix in ("postgres://", "postgresql://"):
        if given.startswith(prefix):
            return "postgresql+psycopg://" + given.removeprefix(prefix)
    if not given.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise ConfigError("DATABASE_URL harus dimulai dengan sqlite:/// atau postgresql://.")
    return given


def _number(env: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    text = env.get(name) or str(default)
    if not (text.isascii() and text.isdigit() and low <= int(text) <= high):
        raise ConfigError(f"{name} harus bilangan {low} sampai {high}, bukan {text!r}.")
    return int(text)


def _kept_key(path: Path) -> tuple[str, bool]:
    """The key kept in this file, made on the first start; two workers starting at once agree, because a link cannot be made twice."""
    try:
        return path.read_text("ascii").strip(), True
    except OSError:
        key = secrets.token_hex(32)
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(key)
        try:
            os.link(draft, path)
        except FileExistsError:
            key = path.read_text("ascii").strip()
        finally:
            draft.unlink()
        return key, True
    except OSError:
        return key, False
