"""What the tables hold of an attempt, and how a batch of changes is written: a handful of statements for up to 256 uploads."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any
from uuid import UUID

import brotli
import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from simulasi.models.attempt import attempt, attempt_log, dirty_tps, held, score
from simulasi.models.bundle import proof
from simulasi.models.device import device
from simulasi.models.erased import erased
from simulasi.models.pack import pack
from simulasi.sync.change import Change, Known, Row
from simulasi.sync.overtaken import overtaken
from simulasi.sync.packing import PACKED, Key, key_of, unsqueeze
from simulasi.sync.writer import Stale


def read_known(conn: Connection, kab: int, ids: Iterable[str]) -> dict[str, Known]:
    """Read what is stored of these attempts, held bundles included."""
    known = {attempt_id: Known() for attempt_id in ids}
    wanted = [UUID(attempt_id) for attempt_id in known]
    for row in conn.execute(_READ_ATTEMPTS, {"kab": kab, "ids": wanted}).mappings():
        known[str(row["attempt_id"])].row = dict(row)
    for row in conn.execute(_READ_HELD, {"kab": kab, "ids": wanted}).mappings():
        known[str(row["attempt_id"])].held.append(dict(row))
    return known


def read_erased(conn: Connection, kab: int, member_id: UUID, known: dict[str, Known]) -> None:
    """Note what was erased. Asked only when the writer stumbled over it, hence never in the ordinary case."""
    wanted = [UUID(attempt_id) for attempt_id in known]
    gone = set(conn.execute(_READ_ERASED, {"kab": kab, "ids": [*wanted, member_id]}).scalars())
    for attempt_id, key in zip(known, wanted, strict=True):
        known[attempt_id].erased = key in gone or member_id in gone


def read_lines(conn: Connection, kab: int, attempt_id: UUID) -> list[str]:
    """All lines of an attempt's prefix, in order."""
    rows = conn.execute(_READ_LOG, {"kab": kab, "id": attempt_id}).all()
    return [line for row in rows for line in unsqueeze(row.enc, bytes(row.log), _key(conn, row.pack_hash))]


def read_packed(conn: Connection, kab: int, attempt_id: UUID) -> list[bytes] | None:
    """The pieces of an attempt's prefix as they are stored, in order; None when one of them is not packed."""
    rows = conn.execute(_READ_LOG, {"kab": kab, "id": attempt_id}).all()
    return [bytes(row.log) for row in rows] if all(row.enc == PACKED for row in rows) else None


def held_lines(conn: Connection, row: Row) -> list[str] | None:
    """The lines of something held; None when it is packed and its pack is not here (yet)."""
    if row["enc"] != PACKED:
        return unsqueeze(row["enc"], bytes(row["log"]))
    there = conn.execute(_READ_PACK, {"hash": row["pack_hash"]}).first()
    return unsqueeze(PACKED, bytes(row["log"]), _key(conn, row["pack_hash"])) if there else None


def _key(conn: Connection, pack_hash: str) -> Key:
    """What it takes to read logs on a pack; packs never change, so neither does what was read once."""
    key = _KEYS.get(pack_hash)
    if key is None:
        body = brotli.decompress(conn.execute(_READ_PACK, {"hash": pack_hash}).scalar_one())
        key = key_of(msgspec.json.decode(body), pack_hash)
        if len(_KEYS) >= _KEPT:
            _KEYS.clear()
        _KEYS[pack_hash] = key
    return key


_KEYS: dict[str, Key] = {}
_KEPT = 64


_READ_ATTEMPTS = sa.select(attempt).where(
    attempt.c.kab == sa.bindparam("kab"), attempt.c.attempt_id.in_(sa.bindparam("ids", expanding=True))
)
_READ_HELD = (
    sa.select(held)
    .where(held.c.kab == sa.bindparam("kab"), held.c.attempt_id.in_(sa.bindparam("ids", expanding=True)))
    .order_by(held.c.attempt_id, held.c.from_seq, held.c.received)
)
_READ_LOG = (
    sa.select(attempt_log.c.enc, attempt_log.c.log, attempt.c.pack_hash)
    .join(attempt, sa.and_(attempt.c.kab == attempt_log.c.kab, attempt.c.attempt_id == attempt_log.c.attempt_id))
    .where(attempt_log.c.kab == sa.bindparam("kab"), attempt_log.c.attempt_id == sa.bindparam("id"))
    .order_by(attempt_log.c.from_seq)
)
_READ_ERASED = sa.select(erased.c.id).where(erased.c.kab == sa.bindparam("kab"), erased.c.id.in_(sa.bindparam("ids", expanding=True)))
_READ_PACK = sa.select(pack.c.body).where(pack.c.hash == sa.bindparam("hash"))
_GROW = (
    sa.update(attempt)
    .where(
        attempt.c.kab == sa.bindparam("b_kab"),
        attempt.c.attempt_id == sa.bindparam("b_id"),
        attempt.c.last_seq == sa.bindparam("b_last_seq"),
        attempt.c.head == sa.bindparam("b_head"),
    )
    .values(last_seq=sa.bindparam("last_seq"), head=sa.bindparam("head"), updated=sa.bindparam("updated"))
)
_FORK = sa.update(attempt).where(attempt.c.kab == sa.bindparam("b_kab"), attempt.c.attempt_id == sa.bindparam("b_id")).values(forked=1)
_HELD_KEY = (
    held.c.kab == sa.bindparam("b_kab"),
    held.c.attempt_id == sa.bindparam("b_id"),
    held.c.from_seq == sa.bindparam("b_from_seq"),
    held.c.digest == sa.bindparam("b_digest"),
)
_RELEASE = sa.delete(held).where(*_HELD_KEY)
_RECODE = sa.update(held).where(*_HELD_KEY).values(code=sa.bindparam("code"))
_SEEN = sa.update(device).where(
    device.c.kab == sa.bindparam("b_kab"), device.c.device_id == sa.bindparam("b_device"), device.c.member_id == sa.bindparam("b_member")
)
_SEEN_VALUES = ("seen", "app", "db_epoch", "clock_offset", "packs")


def insert_for(dialect: str) -> Any:
    """The `insert` that knows ON CONFLICT, the same words in both dialects."""
    return postgresql.insert if dialect == "postgresql" else sqlite.insert


@cache
def _statements(dialect: str) -> dict[str, sa.Insert]:
    insert = insert_for(dialect)
    upsert = insert(score)
    signed = insert(proof)
    values = {column.name: upsert.excluded[column.name] for column in score.c if not column.primary_key}
    return {
        "attempt": insert(attempt).on_conflict_do_nothing(),
        "proof": signed.on_conflict_do_update(
            index_elements=["kab", "attempt_id"],
            set_={"last_seq": signed.excluded.last_seq, "signature": signed.excluded.signature},
            where=proof.c.last_seq <= signed.excluded.last_seq,
        ),
        "held": insert(held).on_conflict_do_nothing(),
        # A late, slower replay of fewer lines must not undo the mark of more lines.
        "score": upsert.on_conflict_do_update(
            index_elements=["kab", "attempt_id"], set_=values, where=score.c.scored_seq <= upsert.excluded.scored_seq
        ),
    }


def apply(conn: Connection, changes: Sequence[Change]) -> set[int]:
    """Write a batch, but for the changes whose plan no longer holds: their places are given back. Raises Stale when it shows only in writing."""
    insert = _statements(conn.dialect.name)
    stale = overtaken(conn, changes)
    # In the order of the keys: two servers writing the same rows then wait for each other instead of dead-locking.
    changes = sorted((change for at, change in enumerate(changes) if at not in stale), key=_place)
    _exactly(conn, insert["attempt"], [change.new for change in changes if change.new])
    _exactly(conn, _GROW, [change.grow for change in changes if change.grow])
    _many(conn, sa.insert(attempt_log), _all(change.log for change in changes))
    _many(conn, _FORK, [change.fork for change in changes if change.fork])
    _many(conn, insert["held"], _all(change.hold for change in changes))
    _many(conn, _RELEASE, _all(change.release for change in changes))
    _many(conn, _RECODE, _all(change.recode for change in changes))
    _many(conn, insert["score"], [change.score for change in changes if change.score])
    _many(conn, insert["proof"], [change.proof for change in changes if change.proof])
    _many(conn, sa.insert(dirty_tps), [change.dirty for change in changes if change.dirty])
    _many(conn, _SEEN.values({name: sa.bindparam(name) for name in _SEEN_VALUES}), [change.seen for change in changes if change.seen])
    return stale


def _place(change: Change) -> tuple[int, str]:
    if change.new:
        return change.new["kab"], str(change.new["attempt_id"])
    row = change.grow or change.fork or {"b_kab": 0, "b_id": ""}
    return row["b_kab"], str(row["b_id"])


def _all(groups: Iterator[list[Row]] | Iterable[list[Row]]) -> list[Row]:
    return [row for group in groups for row in group]


def _many(conn: Connection, statement: sa.Executable, rows: list[Row]) -> None:
    if rows:
        conn.execute(statement, rows)


def _exactly(conn: Connection, statement: sa.Executable, rows: list[Row]) -> None:
    if rows and conn.execute(statement, rows, execution_options={"preserve_rowcount": True}).rowcount != len(rows):
        raise Stale
