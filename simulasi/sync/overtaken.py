"""Which plans of a batch no longer hold, asked once for the whole batch and inside its transaction.

What was erased must not come back with the next upload. Of what grows no other piece may be held than its plan saw, and no piece is held
for a gap that somebody has closed meanwhile: each would wait for a word of its phone that may never come.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import Connection

from simulasi.models.attempt import attempt, held
from simulasi.models.erased import erased
from simulasi.sync.change import Change, Row
from simulasi.sync.states import GAP

# Of advisory locks; the second number is the kabupaten.
_LOCK = 3600


def overtaken(conn: Connection, changes: Sequence[Change]) -> set[int]:
    """The places of the changes that must be planned again."""
    stale: set[int] = set()
    planned = [(at, change, rows) for at, change in enumerate(changes) if (rows := list(_rows(change)))]
    for kab in sorted({rows[0]["kab"] for _, _, rows in planned}):
        here = [(at, change, rows) for at, change, rows in planned if rows[0]["kab"] == kab]
        _one_after_another(conn, kab, any(_waits(change) for _, change, _ in here))
        now = _Now(conn, kab, [row for _, _, rows in here for row in rows])
        stale |= {at for at, change, rows in here if not now.fits(change, rows)}
    return stale


def _rows(change: Change) -> Iterator[Row]:
    """What it adds to, each with the names of its attempt and its member as far as a row names them."""
    if change.new:
        yield change.new
    elif change.grow:
        yield {"kab": change.grow["b_kab"], "attempt_id": change.grow["b_id"]}
    else:
        yield from change.hold


def _waits(change: Change) -> bool:
    return any(row["code"] == GAP for row in change.hold)


def _one_after_another(conn: Connection, kab: int, alone: bool) -> None:
    """On PostgreSQL two transactions do not see each other: who holds a piece for its gap waits for those who may be closing it. SQLite writes one by one."""
    if conn.dialect.name == "postgresql":  # pragma: no cover - coverage is taken on SQLite; test_upload_races.py comes here on PostgreSQL
        lock = sa.func.pg_advisory_xact_lock if alone else sa.func.pg_advisory_xact_lock_shared
        conn.execute(sa.select(lock(_LOCK, kab)))


class _Now:
    """What stands in the tables at this moment. A change that was taken counts as standing there: two of one batch may want the same."""

    def __init__(self, conn: Connection, kab: int, rows: Iterable[Row]):
        asked: dict[str, list[Any]] = {"ids": sorted({row["attempt_id"] for row in rows}), "all": []}
        asked["all"] = sorted({*asked["ids"], *(row["member_id"] for row in rows if "member_id" in row)})
        self.erased: set[UUID] = set()
        self.ends: dict[UUID, tuple[int, str]] = {}
        self.held: dict[UUID, set[tuple[int, str]]] = {}
        for what, key, seq, digest in conn.execute(_READ, {"kab": kab, **asked}):
            if what == _ERASED:
                self.erased.add(key)
            elif what == _ENDS:
                self.ends[key] = (seq, digest)
            else:
                self.held.setdefault(key, set()).add((seq, digest))

    def fits(self, change: Change, rows: list[Row]) -> bool:
        """Does the plan still hold? Then its rows stand there for those that come after it."""
        key = rows[0]["attempt_id"]
        if not self.erased.isdisjoint(name for row in rows for name in (row["attempt_id"], row.get("member_id"))):
            return False
        grown = change.new or change.grow
        if grown is None:
            return not _waits(change) or self.ends.get(key) == change.base
        if self.ends.get(key) != change.base or self.held.get(key, set()) != change.knew:
            return False
        self.ends[key] = (grown["last_seq"], grown["head"])
        return True


_HELD, _ENDS, _ERASED = 0, 1, 2
_IDS: sa.BindParameter[Any] = sa.bindparam("ids", expanding=True)
_ALL: sa.BindParameter[Any] = sa.bindparam("all", expanding=True)
_READ = sa.union_all(
    sa.select(sa.literal_column(str(_HELD)), held.c.attempt_id, held.c.from_seq, held.c.digest).where(
        held.c.kab == sa.bindparam("kab"), held.c.attempt_id.in_(_IDS)
    ),
    sa.select(sa.literal_column(str(_ENDS)), attempt.c.attempt_id, attempt.c.last_seq, attempt.c.head).where(
        attempt.c.kab == sa.bindparam("kab"), attempt.c.attempt_id.in_(_IDS)
    ),
    sa.select(sa.literal_column(str(_ERASED)), erased.c.id, sa.null(), sa.null()).where(
        erased.c.kab == sa.bindparam("kab"), erased.c.id.in_(_ALL)
    ),
)
