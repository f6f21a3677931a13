"""Sealed bundles by any carrier, in any order, any number of times, from any bearer: stored, or held with a reason, never refused into nothing.

A bundle proves with its key that its own phone wrote it; the roster and the keys on file say whose phone that is. The bearer proves nothing.
"""

import base64
import binascii
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from simulasi import clock
from simulasi.extensions import writing
from simulasi.models.bundle import carried, held_bundle
from simulasi.models.device import device
from simulasi.models.erased import erased
from simulasi.models.member import member
from simulasi.services import phone_keys
from simulasi.services.desk import office
from simulasi.sync import ingest, protocol, states
from simulasi.sync.bundle import Bundle, BundleError, lines_of, read, split
from simulasi.sync.draft import Owner, Result
from simulasi.sync.protocol import Part, ProtocolError
from simulasi.sync.store import insert_for

KEY_UNKNOWN = "key-unknown"
SIGNATURE_INVALID = "signature-invalid"
LOG_INVALID = "log-invalid"
# Let go by themselves when their reason is gone.
WAITING = (KEY_UNKNOWN, states.PACK_UNKNOWN, states.ENGINE_UNKNOWN)
MAX_OF_BEARER = 500
PHONE, FILE = "ponsel", "berkas"


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who hands bundles in: a phone or an account; what belongs to nobody we know is shown where the bearer is at home."""

    id: UUID
    tps_id: int
    via: str

    @property
    def kab(self) -> int:
        """Where the bearer is at home."""
        return self.tps_id // 10**9


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one bundle; `name` and `last_seq` as it says itself."""

    digest: str
    attempt_id: str
    name: str
    last_seq: int
    status: str
    code: str = ""


def carry(bearer: Bearer, body: bytes, device_id: UUID) -> dict[str, Any]:
    """Take what a phone carries for others."""
    sent = protocol.decode(body, protocol.Carry)
    if UUID(sent.device_id) != device_id:
        raise ProtocolError("device-mismatch")
    results: list[dict[str, Any]] = []
    for text in sent.bundles:
        try:
            (receipt,) = take(base64.b64decode(text, validate=True), bearer)
            results.append({"digest": receipt.digest, "attempt_id": receipt.attempt_id, "status": receipt.status, "code": receipt.code})
        except (binascii.Error, BundleError, ValueError) as problem:
            code = problem.code if isinstance(problem, BundleError) else "rusak"
            results.append({"digest": "", "attempt_id": "", "status": states.REFUSED, "code": code})
    return {"results": results}


def take(container: bytes, bearer: Bearer) -> list[Receipt]:
    """Take one or more bundles; raises BundleError when the container itself is none, and then nothing of it is kept."""
    bundles = [read(raw) for raw in split(container)]
    return [_take(bundle, bearer) for bundle in bundles]


def look_again(kab: int, **where: Any) -> int:
    """Look again at bundles that wait for a key or a pack; returns how many went on."""
    query = sa.select(held_bundle).where(held_bundle.c.kab == kab, held_bundle.c.code.in_(WAITING))
    for name, value in where.items():
        query = query.where(held_bundle.c[name] == value)
    with office().connect() as conn:
        rows = conn.execute(query.order_by(held_bundle.c.received)).all()
    done = 0
    for row in rows:
        bundle = read(bytes(row.body))
        done += _take(bundle, Bearer(row.bearer, row.tps_id, row.via)).status != states.HELD
    return done


def look_again_everywhere() -> int:
    """For the operator's command and whoever publishes a pack."""
    with office().connect() as conn:
        kabs = conn.execute(sa.select(held_bundle.c.kab).where(held_bundle.c.code.in_(WAITING)).distinct()).scalars().all()
    return sum(look_again(kab) for kab in kabs)


def give_to(bundle: Bundle, person: sa.Row) -> Result:
    """A person has decided whose this is: store it for that member, proved or not."""
    owner = Owner(person.kab, person.id, person.tps_id, bundle.device_id)
    return _store(bundle, owner, _lines(bundle))


def _take(bundle: Bundle, bearer: Bearer) -> Receipt:
    person = _member(bundle.kab, bundle.member_id)
    if _erased(bundle):
        return _receipt(bundle, states.REFUSED, states.ERASED)
    if person is None:
        return _hold(bundle, bearer, states.MEMBER_UNKNOWN)
    keys = phone_keys.keys_of(bundle.kab, bundle.device_id, bundle.member_id)
    if bundle.pub not in keys:
        return _hold(bundle, bearer, KEY_UNKNOWN, person)
    if not bundle.signed:
        return _hold(bundle, bearer, SIGNATURE_INVALID, person)
    try:
        lines = _lines(bundle)
    except BundleError as problem:
        # A later form than this server reads waits for the server to be brought up to date.
        return _hold(bundle, bearer, states.ENGINE_UNKNOWN if problem.code == "terlalu-baru" else LOG_INVALID, person)
    if lines is None:
        return _hold(bundle, bearer, states.PACK_UNKNOWN, person)
    barred = _barred(bundle, person, keys[bundle.pub])
    owner = Owner(person.kab, person.id, person.tps_id, bundle.device_id, barred, (bundle.pub,))
    result = _store(bundle, owner, lines)
    if result.status == states.REFUSED and result.code != states.ERASED:
        return _hold(bundle, bearer, LOG_INVALID, person)
    _forget(bundle)
    if result.status == states.STORED:
        _note_stranger(bundle, bearer, person)
    return _receipt(bundle, result.status, result.code)


def _store(bundle: Bundle, owner: Owner, lines: list[str] | None) -> Result:
    if lines is None:
        raise BundleError("paket-tidak-ada")
    sig = base64.urlsafe_b64encode(bundle.signature).rstrip(b"=").decode()
    part = Part(bundle.attempt_id, bundle.pack_hash, bundle.engine, 0, bundle.head, lines, sig)
    (result,) = ingest.upload(office(), owner, [part], clock.now_ms())
    return result


def _lines(bundle: Bundle) -> list[str] | None:
    """None: its pack is not here (yet)."""
    found = office().shelf.get(bundle.pack_hash)
    if found is None and bundle.needs_pack:
        return None
    return lines_of(bundle, found.raw if found else None)


def _barred(bundle: Bundle, person: sa.Row, generation: int) -> str:
    if not person.aktif:
        return states.MEMBER_UNKNOWN
    if generation < person.generation:
        return states.DEVICE_REVOKED
    here = (device.c.kab == bundle.kab, device.c.device_id == bundle.device_id, device.c.member_id == bundle.member_id)
    with office().connect() as conn:
        revoked = conn.execute(sa.select(device.c.revoked_at).where(*here)).scalar()
    return states.DEVICE_REVOKED if revoked is not None else ""


def _member(kab: int, member_id: UUID) -> sa.Row | None:
    if kab > 9999:
        return None
    with office().connect() as conn:
        return conn.execute(sa.select(member).where(member.c.kab == kab, member.c.id == member_id)).first()


def _erased(bundle: Bundle) -> bool:
    keys = (UUID(bundle.attempt_id), bundle.member_id)
    query = sa.select(erased.c.id).where(erased.c.kab == min(bundle.kab, 9999), erased.c.id.in_(keys))
    with office().connect() as conn:
        return conn.execute(query).first() is not None


def _hold(bundle: Bundle, bearer: Bearer, code: str, person: sa.Row | None = None) -> Receipt:
    place = (person.kab, person.tps_id) if person is not None else (bearer.kab, bearer.tps_id)
    row = {
        "kab": place[0],
        "digest": bundle.digest,
        "attempt_id": UUID(bundle.attempt_id),
        "member_id": bundle.member_id,
        "device_id": bundle.device_id,
        "tps_id": place[1],
        "pub": bundle.pub,
        "pack_hash": bundle.pack_hash,
        "last_seq": bundle.last_seq,
        "name": "".join(sign for sign in bundle.name if sign.isprintable()),
        "code": code,
        "bearer": bearer.id,
        "via": bearer.via,
        "received": clock.now_ms(),
        "body": bundle.raw,
    }
    with writing() as session:
        of_bearer = sa.select(sa.func.count()).where(held_bundle.c.kab == place[0], held_bundle.c.bearer == bearer.id)
        if session.execute(of_bearer).scalar_one() >= MAX_OF_BEARER:
            # The phone keeps what it carries; a bearer without end must not fill the disk.
            raise ProtocolError("busy", retry_after=600)
        insert = insert_for(session.connection().dialect.name)(held_bundle).values(row)
        session.execute(insert.on_conflict_do_update(index_elements=["kab", "digest"], set_={"code": code}))
    if person is not None:
        _note_stranger(bundle, bearer, person)
    return _receipt(bundle, states.HELD, code)


def _note_stranger(bundle: Bundle, bearer: Bearer, person: sa.Row) -> None:
    """Write down that a phone of another desa brought this first; a neighbour's phone or an account of staff is nothing to ask about."""
    if bearer.via != PHONE or bearer.tps_id // 1000 == person.tps_id // 1000:
        return
    row = {"kab": person.kab, "attempt_id": UUID(bundle.attempt_id), "member_id": person.id, "bearer": bearer.id}
    with writing() as session:
        insert = insert_for(session.connection().dialect.name)(carried).on_conflict_do_nothing()
        session.execute(insert.values(**row, bearer_tps=bearer.tps_id, at=clock.now_ms()))


def _forget(bundle: Bundle) -> None:
    """It is in the tables now; if it was waiting somewhere, it does so no longer."""
    here = held_bundle.c.digest == bundle.digest
    with office().connect() as conn:
        waiting = conn.execute(sa.select(held_bundle.c.kab).where(held_bundle.c.kab == bundle.kab, here)).first()
    if waiting:
        with writing() as session:
            session.execute(sa.delete(held_bundle).where(held_bundle.c.kab == bundle.kab, here))


def _receipt(bundle: Bundle, status: str, code: str) -> Receipt:
    return Receipt(bundle.digest, bundle.attempt_id, bundle.name, bundle.last_seq, status, code)
