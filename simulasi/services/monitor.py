"""What a monitor may read: counts, never names, and not for everybody."""

import hmac

import sqlalchemy as sa
from flask import current_app

from simulasi import clock
from simulasi.extensions import db
from simulasi.models.attempt import dirty_tps
from simulasi.services import meters
from simulasi.services.desk import office

LOOPBACK = ("127.0.0.1", "::1")


def may_read(authorization: str, remote: str, forwarded: bool) -> bool:
    """Whoever knows the token, or, while there is none, this machine itself; a proxy on it speaks for others."""
    token = current_app.extensions["simulasi"].metrics_token
    if token:
        return hmac.compare_digest(authorization.encode(), f"Bearer {token}".encode())
    return remote in LOOPBACK and not forwarded


def text() -> str:
    """The counts of all workers, and how far the sums are behind."""
    count = db.session.execute(sa.select(sa.func.count()).select_from(dirty_tps)).scalar_one()
    oldest = db.session.execute(sa.select(dirty_tps.c.mark).order_by(dirty_tps.c.mark).limit(1)).scalar()
    # A mark is a UUIDv7: its first 48 bits are when it was made.
    lag = 0.0 if oldest is None else max(0.0, (clock.now_ms() - (oldest.int >> 80)) / 1000)
    desk = office()
    desk.meters.put("simulasi_seats_taken", desk.gate.taken)
    desk.meters.put("simulasi_queue_jobs", desk.writer.waiting)
    return meters.text({**desk.meters.all(), "simulasi_rollup_marks": count, "simulasi_rollup_lag_seconds": lag})
