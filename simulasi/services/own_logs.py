"""A member's own logs for a phone that has not got them: whoever changes phones goes on where they stopped, once the new phone is known as theirs."""

import base64
from typing import Any

import sqlalchemy as sa

from simulasi.extensions import db
from simulasi.models.attempt import attempt
from simulasi.services import log_grants
from simulasi.services.uploads import Caller
from simulasi.sync import protocol, store
from simulasi.sync.protocol import ProtocolError

MAX_LINES = 4_000


def mine(caller: Caller, body: bytes) -> dict[str, Any]:
    """Answer with attempts this phone lacks, whole, oldest first, as many as one answer carries; `lagi` says that there are more.

    `tertutup`: there are others, of phones this one may not read yet (services/vouching.py).
    """
    asked = protocol.decode(body, protocol.Mine)
    if caller.barred:
        raise ProtocolError("token-invalid")
    claims = caller.claims
    allowed = log_grants.sources(claims)
    listed = db.session.execute(
        sa.select(attempt)
        .where(
            attempt.c.kab == claims.kab,
            attempt.c.member_id == claims.member_id,
            attempt.c.device_id.in_(allowed),
            attempt.c.forked == 0,
        )
        .order_by(attempt.c.attempt_id)
    )
    have = set(asked.have)
    told = {"tertutup": int(log_grants.closed(claims, allowed, asked.have))}
    logs: list[dict[str, Any]] = []
    room = MAX_LINES
    for row in listed.all():
        name = str(row.attempt_id)
        if name in have:
            continue
        room -= row.last_seq + 1
        # The first one always goes, however long: it must not stop everything behind it for ever.
        if room < 0 and logs:
            return {"logs": logs, "lagi": 1, **told}
        said = {"attempt_id": name, "pack_hash": row.pack_hash, "kind": row.kind, "head": row.head}
        logs.append(said | _told(row, packed=bool(asked.packed)))
    return {"logs": logs, "lagi": 0, **told}


def _told(row: sa.Row, packed: bool) -> dict[str, Any]:
    """As it is stored, if the phone can read that: a twentieth of its lines, and nothing to unpack here."""
    conn = db.session.connection()
    pieces = store.read_packed(conn, row.kab, row.attempt_id) if packed else None
    if pieces is None:
        return {"lines": store.read_lines(conn, row.kab, row.attempt_id)}
    return {"packed": [base64.b64encode(piece).decode() for piece in pieces]}
