"""How often somebody tried, counted in the database: a counter in memory would be one for each worker.

Keys are hashed, so that the table names no accounts and no addresses.
"""

import hashlib
import ipaddress

import sqlalchemy as sa

from simulasi.extensions import writing
from simulasi.models.account import throttle


class TooOften(Exception):
    """Wait; `retry_after` in seconds."""

    def __init__(self, retry_after: int):
        super().__init__(retry_after)
        self.retry_after = retry_after


def hit(limits: dict[str, int], now_ms: int, window_ms: int = 60_000) -> None:
    """Count one try under every key, or refuse when one of them is over its limit within the window."""
    with writing() as session:
        session.execute(sa.delete(throttle).where(throttle.c.since < now_ms - 10 * window_ms))
        wait = 0
        for key, limit in limits.items():
            wait = max(wait, _count(session, _hash(key), limit, now_ms, window_ms))
    if wait:
        raise TooOften(wait)


def forget(key: str) -> None:
    """Start again from nothing, after a success."""
    with writing() as session:
        session.execute(sa.delete(throttle).where(throttle.c.key == _hash(key)))


def network(address: str | None) -> str:
    """The address as one household: an IPv6 user has 2^64 of them."""
    try:
        found = ipaddress.ip_address(address or "")
    except ValueError:
        return "?"
    return str(ipaddress.ip_network((found, 64), strict=False)) if found.version == 6 else str(found)


def _count(session: sa.orm.scoped_session, key: bytes, limit: int, now_ms: int, window_ms: int) -> int:
    row = session.execute(
        sa.select(throttle.c.key, throttle.c.since, throttle.c.count).where(throttle.c.key == key).with_for_update()
    ).first()
    if row is None or now_ms - row.since >= window_ms or row.since > now_ms:
        session.execute(sa.delete(throttle).where(throttle.c.key == key))
        session.execute(sa.insert(throttle).values(key=key, since=now_ms, count=1))
        return 0
    if row[2] >= limit:
        return max(1, (row.since + window_ms - now_ms + 999) // 1000)
    session.execute(sa.update(throttle).where(throttle.c.key == key).values(count=throttle.c.count + 1))
    return 0


def _hash(key: str) -> bytes:
    return hashlib.blake2b(key.encode(), digest_size=16).digest()
