"""Packs on the server: published once, offered until withdrawn, kept for ever (attempts refer to them)."""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import brotli
import sqlalchemy as sa
from sqlalchemy.orm import Session, scoped_session

from simulasi import clock
from simulasi.extensions import db, writing
from simulasi.models.attempt import held
from simulasi.models.pack import pack
from simulasi.services import accounts, bundles
from simulasi.services.accounts import Staff
from simulasi.services.desk import office
from simulasi.sync import jobs, states

if TYPE_CHECKING:  # only who publishes pays for loading the compiler
    from simulasi.compiler import Defect


class PackRefused(Exception):
    """The pack is not published; `defects` are lines for the operator."""

    def __init__(self, defects: list[str]):
        super().__init__("; ".join(defects))
        self.defects = defects


@dataclass(frozen=True, slots=True)
class Offer:
    """A pack as the phone is told of it (docs/protocol.md); `bytes` is its length unpacked."""

    hash: str
    kind: str
    ruleset: str
    size: str
    title: str
    bytes: int

    def wire(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self)


def publish(body: bytes, expected_hash: str = "", by: Staff | None = None) -> Offer:
    """Check a pack and offer it to the phones; publishing again is harmless and undoes a withdrawal. Raises PackRefused."""
    found = hashlib.sha256(body).hexdigest()
    if expected_hash and found != expected_hash.lower():
        raise PackRefused([f"paket-rusak: isi berkas ini bernama {found}, bukan {expected_hash}"])
    raw = _checked(body)
    row = {
        "hash": found,
        **{key: raw[key] for key in ("kind", "ruleset", "rules_revision", "content_revision", "engine", "size", "title")},
        "length": len(body),
        "published": clock.now_ms(),
        "withdrawn": None,
        "body": brotli.compress(body, quality=11),
    }
    with writing() as session:
        # A pack that is there already keeps its bytes and its date.
        if session.execute(sa.update(pack).where(pack.c.hash == found).values(withdrawn=None)).rowcount == 0:  # type: ignore[attr-defined]
            session.execute(sa.insert(pack).values(row))
        _write_down(session, by, "paket diterbitkan", f"{raw['title']} {found[:16]}")
    # Phones may have played it already, from a trainer's copy.
    jobs.release_held(office(), clock.now_ms(), found)
    bundles.look_again_everywhere()
    return Offer(found, raw["kind"], raw["ruleset"], raw["size"], raw["title"], len(body))


def keep(body: bytes) -> str:
    """Check a pack and keep it without offering it to everybody: a session's phones ask for it by name. Raises PackRefused."""
    known = {offer.hash for offer in offers()}
    found = publish(body).hash
    if found not in known:
        withdraw(found)
    return found


def withdraw(pack_hash: str, by: Staff | None = None) -> bool:
    """Offer it no longer. Attempts made on it still arrive and replay."""
    with writing() as session:
        done = session.execute(sa.update(pack).where(pack.c.hash == pack_hash, pack.c.withdrawn.is_(None)).values(withdrawn=clock.now_ms()))
        if done.rowcount:  # type: ignore[attr-defined]
            _write_down(session, by, "paket ditarik", pack_hash[:16])
    return done.rowcount == 1  # type: ignore[attr-defined]


def offers() -> list[Offer]:
    """What phones may install, in a stable order."""
    columns = (pack.c.hash, pack.c.kind, pack.c.ruleset, pack.c.size, pack.c.title, pack.c.length)
    rows = db.session.execute(sa.select(*columns).where(pack.c.withdrawn.is_(None)).order_by(pack.c.published, pack.c.hash))
    return [Offer(*row) for row in rows]


def pack_bytes(pack_hash: str) -> bytes | None:
    """The exact bytes, withdrawn or not; None when there is no such pack."""
    try:
        body = db.session.execute(sa.select(pack.c.body).where(pack.c.hash == pack_hash)).scalar()
    except sa.exc.StatementError:  # not 64 hexadecimal digits
        return None
    return None if body is None else brotli.decompress(body)


def wanted() -> list[str]:
    """Hashes of packs that phones played and we do not have."""
    rows = db.session.execute(sa.select(held.c.pack_hash).where(held.c.code == states.PACK_UNKNOWN).distinct().order_by(held.c.pack_hash))
    return list(rows.scalars())


def _write_down(session: scoped_session[Session], by: Staff | None, act: str, thing: str) -> None:
    """Packs belong to no kabupaten/kota: what a command does to them stands in no territory's trail."""
    if by is not None:
        accounts.record(session, by.id, by.kab, act, thing)


def defects_of(body: bytes) -> "list[Defect]":
    """What the linter says of a pack, as the registry stands in the code or with what was read since (`sightings`): either is good enough."""
    from simulasi.compiler import lint
    from simulasi.services import sightings

    found = lint(body)
    if found:
        with sightings.applied() as since:
            found = lint(body) if since else found
    return found


def _checked(body: bytes) -> dict[str, Any]:
    # Only who publishes pays for loading the compiler.
    from simulasi.rules import get_ruleset

    defects = [f"{defect.code}: {defect.place}: {defect.message}" for defect in defects_of(body)]
    if defects:
        raise PackRefused(defects)
    raw: dict[str, Any] = json.loads(body)
    if get_ruleset(raw["ruleset"]).is_draft:
        raise PackRefused([f"rancangan: aturan {raw['ruleset']} masih rancangan; paketnya tidak diterbitkan ke ponsel"])
    return raw
