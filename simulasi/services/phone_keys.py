"""The public keys of phones: registered by their own tokens, never taken away, asked when something claims to be signed."""

import base64
from uuid import UUID

import sqlalchemy as sa

from simulasi import clock
from simulasi.extensions import writing
from simulasi.models.bundle import device_key
from simulasi.services.desk import office
from simulasi.sync.bundle import is_key
from simulasi.sync.store import insert_for
from simulasi.sync.tokens import Claims

# One phone of one person has one key; it makes a new one when it was wiped. More than a few is somebody playing with a token.
MAX_KEYS = 8


def keys_of(kab: int, device_id: UUID, member_id: UUID) -> dict[bytes, int]:
    """Each key with the generation it was registered under."""
    here = (device_key.c.kab == kab, device_key.c.device_id == device_id, device_key.c.member_id == member_id)
    with office().connect() as conn:
        return {
            bytes(pub): generation for pub, generation in conn.execute(sa.select(device_key.c.pub, device_key.c.generation).where(*here))
        }


def register(claims: Claims, text: str) -> bool:
    """Note the key a phone names in its hello or enrolment; True when it is new. Not a point of the curve: not noted, nothing else happens."""
    pub = base64.urlsafe_b64decode(text) if text else b""
    if not pub or not is_key(pub):
        return False
    known = keys_of(claims.kab, claims.device_id, claims.member_id)
    if known.get(pub, -1) >= claims.generation or len(known) >= MAX_KEYS:
        return False
    row = {"kab": claims.kab, "device_id": claims.device_id, "member_id": claims.member_id, "pub": pub}
    with writing() as session:
        insert = insert_for(session.connection().dialect.name)(device_key).values(
            row | {"generation": claims.generation, "since": clock.now_ms()}
        )
        # Enrolled again after all phones were shut out: the same key counts again.
        newer = {"generation": claims.generation}
        session.execute(insert.on_conflict_do_update(index_elements=list(row), set_=newer))
    return True
