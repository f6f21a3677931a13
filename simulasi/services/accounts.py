"""Staff: who they are, logging in and out, and what they did.

An unknown user, a wrong password and a closed account get the same answer after the same work.
"""

import hashlib
import secrets
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from simulasi import clock
from simulasi.extensions import db, writing
from simulasi.models.account import account, audit, staff_session
from simulasi.models.base import uuid7
from simulasi.models.wilayah import wilayah
from simulasi.services import kode, passwords, throttle

PER_ACCOUNT, PER_NETWORK = 5, 30
LEVEL_OF = {"pps": 4, "ppk": 3, "kpu": 2}
TITLES = {"pps": "PPS", "ppk": "PPK", "kpu": "KPU"}
MIN_PASSWORD = 10
# A page a minute must not mean a write a minute.
SEEN_EVERY_MS = 5 * 60_000


class LoginRefused(Exception):
    """Name and password do not belong together; deliberately no more than that."""


class AccountRefused(Exception):
    """An account cannot be made or changed; the sentence says why."""


@dataclass(frozen=True)
class Staff:
    """Who is logged in, as routes and templates see them (and as Flask-Login wants them)."""

    id: UUID
    username: str
    peran: str
    wilayah: int
    nama_wilayah: str
    jenis: str
    token: str = ""

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """What the cookie holds: the session's token, never the account."""
        return self.token

    def covers(self, code: int) -> bool:
        """Is this place, or this TPS, theirs to see?"""
        return kode.covers(self.wilayah, code)

    @property
    def kab(self) -> int:
        """The kabupaten/kota they work in."""
        return kode.kab_of(self.wilayah)

    @property
    def top(self) -> int:
        """What figures of few people must not be worked out from: the own territory; 0 for the PPS, who knows everybody by name."""
        return 0 if self.peran == "pps" else self.wilayah

    @property
    def gelar(self) -> str:
        """What the page calls them."""
        return f"{TITLES[self.peran]} {self.nama_wilayah}" if self.peran != "kpu" else f"KPU {self.jenis} {self.nama_wilayah}"


def log_in(username: str, password: str, address: str | None) -> Staff:
    """Check, and begin a new session. Raises LoginRefused or throttle.TooOften."""
    now, name = clock.now_ms(), username.strip().lower()[:80]
    throttle.hit({f"akun {name}": PER_ACCOUNT, f"jaringan {throttle.network(address)}": PER_NETWORK}, now)
    row = db.session.execute(_with_place().where(account.c.username == name)).first()
    right = passwords.matches(row.password_hash if row else None, password[:200])
    if not (row and right and row.aktif):
        raise LoginRefused
    throttle.forget(f"akun {name}")
    token = secrets.token_urlsafe(32)
    with writing() as session:
        # No setting lets a session live longer without a visit; they would pile up.
        session.execute(sa.delete(staff_session).where(staff_session.c.seen < now - 72 * 3_600_000))
        session.execute(sa.insert(staff_session).values(digest=_digest(token), account_id=row.id, created=now, seen=now))
        record(session, row.id, kode.kab_of(row.wilayah), "masuk", row.username)
    return _staff(row, token)


def log_out(token: str) -> None:
    """End this session wherever its cookie has gone."""
    with writing() as session:
        session.execute(sa.delete(staff_session).where(staff_session.c.digest == _digest(token)))


def by_token(token: str, idle_hours: int) -> Staff | None:
    """Whose session is it? None when it ended, was idle for too long, or the account was closed."""
    now, digest = clock.now_ms(), _digest(token)
    row = db.session.execute(
        _with_place(staff_session.c.seen)
        .join(staff_session, staff_session.c.account_id == account.c.id)
        .where(staff_session.c.digest == digest)
    ).first()
    if row is None or not row.aktif or now - row.seen > idle_hours * 3_600_000:
        return None
    if now - row.seen > SEEN_EVERY_MS:
        with writing() as session:
            session.execute(sa.update(staff_session).where(staff_session.c.digest == digest).values(seen=now))
    return _staff(row, token)


def create(username: str, password: str, peran: str, code: int, by: UUID | None = None) -> UUID:
    """Make an account for a territory of the level its role works at."""
    name = username.strip().lower()
    if not (name.isascii() and 3 <= len(name) <= 40 and name.replace("-", "").replace(".", "").isalnum()):
        raise AccountRefused(f"Nama akun {username!r} tidak dapat dipakai: 3 sampai 40 huruf, angka, titik, atau tanda hubung.")
    if peran not in LEVEL_OF:
        raise AccountRefused(f"Peran {peran!r} tidak dikenal: pps, ppk, atau kpu.")
    if kode.level(code) != LEVEL_OF[peran]:
        raise AccountRefused(f"Akun {peran} harus memakai kode {kode.NAMES[LEVEL_OF[peran]]}, bukan {code}.")
    _check_password(password)
    hashed = passwords.make(password)
    now = clock.now_ms()
    with writing() as session:
        if session.execute(sa.select(wilayah.c.kode).where(wilayah.c.kode == code)).first() is None:
            raise AccountRefused(f"Wilayah {kode.show(code)} tidak ada. Impor wilayahnya dahulu.")
        if session.execute(sa.select(account.c.id).where(account.c.username == name)).first():
            raise AccountRefused(f"Akun {name} sudah ada.")
        new = uuid7(now)
        session.execute(
            sa.insert(account).values(id=new, username=name, password_hash=hashed, peran=peran, wilayah=code, aktif=1, created=now)
        )
        record(session, by, kode.kab_of(code), "akun dibuat", name)
    return new


def set_password(username: str, password: str, by: UUID | None = None) -> None:
    """Change the password and end every session of the account."""
    _check_password(password)
    _change(username, "sandi diganti", by, password_hash=passwords.make(password))


def set_active(username: str, active: bool, by: UUID | None = None) -> None:
    """Open or close an account; closing ends every session."""
    _change(username, "akun dibuka" if active else "akun ditutup", by, aktif=int(active))


def listed() -> list[dict[str, object]]:
    """Every account with its territory, for the operator."""
    rows = db.session.execute(
        sa.select(account.c.username, account.c.peran, account.c.wilayah, account.c.aktif, wilayah.c.nama)
        .join(wilayah, wilayah.c.kode == account.c.wilayah)
        .order_by(account.c.wilayah, account.c.username)
    )
    return [dict(row._mapping) for row in rows]


def note(staff: Staff, act: str, thing: str) -> None:
    """Write down an act whose own transaction is over."""
    with writing() as session:
        record(session, staff.id, staff.kab, act, thing)


def record(session: sa.orm.scoped_session, account_id: UUID | None, kab: int, act: str, thing: str) -> None:
    """Write down what was done, within the transaction that does it. No account: the operator at the command line."""
    now = clock.now_ms()
    session.execute(sa.insert(audit).values(kab=kab, id=uuid7(now), account_id=account_id, act=act, object=thing[:120], at=now))


def _with_place(*more: sa.Column) -> sa.Select:
    return sa.select(account, wilayah.c.nama, wilayah.c.jenis, *more).join(wilayah, wilayah.c.kode == account.c.wilayah)


def _staff(row: sa.Row, token: str) -> Staff:
    return Staff(row.id, row.username, row.peran, row.wilayah, row.nama, row.jenis, token)


def _change(username: str, act: str, by: UUID | None, **values: object) -> None:
    name = username.strip().lower()
    with writing() as session:
        row = session.execute(sa.select(account.c.id, account.c.wilayah).where(account.c.username == name)).first()
        if row is None:
            raise AccountRefused(f"Akun {name} tidak ada.")
        session.execute(sa.update(account).where(account.c.id == row.id).values(**values))
        session.execute(sa.delete(staff_session).where(staff_session.c.account_id == row.id))
        record(session, by, kode.kab_of(row.wilayah), act, name)


def _check_password(password: str) -> None:
    if len(password) < MIN_PASSWORD:
        raise AccountRefused(f"Kata sandi terlalu pendek: paling sedikit {MIN_PASSWORD} huruf.")


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
