"""Staff: accounts bound to a territory, their sessions, what they did, and how often somebody tried.

Accounts are few and read often: reference tables. What staff did belongs to a kabupaten/kota and is never changed.
"""

import sqlalchemy as sa

from simulasi.extensions import db
from simulasi.models.base import Uuid16

account = sa.Table(
    "account",
    db.metadata,
    sa.Column("id", Uuid16, primary_key=True),
    sa.Column("username", sa.String(40), nullable=False, unique=True),
    sa.Column("password_hash", sa.String(200), nullable=False),
    sa.Column("peran", sa.String(8), nullable=False),
    sa.Column("wilayah", sa.BigInteger, sa.ForeignKey("wilayah.kode"), nullable=False),
    sa.Column("aktif", sa.SmallInteger, nullable=False, default=1),
    sa.Column("created", sa.BigInteger, nullable=False),
    sa.CheckConstraint("peran IN ('pps', 'ppk', 'kpu')", "peran"),
)

# The cookie holds a random token, this table its SHA-256: logging out ends the session everywhere, not only in one browser.
staff_session = sa.Table(
    "staff_session",
    db.metadata,
    sa.Column("digest", sa.LargeBinary(32), primary_key=True),
    sa.Column("account_id", Uuid16, sa.ForeignKey("account.id"), nullable=False, index=True),
    sa.Column("created", sa.BigInteger, nullable=False),
    sa.Column("seen", sa.BigInteger, nullable=False),
)

audit = sa.Table(
    "audit",
    db.metadata,
    sa.Column("kab", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("id", Uuid16, primary_key=True),
    sa.Column("account_id", Uuid16, nullable=True),
    sa.Column("act", sa.String(40), nullable=False),
    sa.Column("object", sa.String(120), nullable=False),
    sa.Column("at", sa.BigInteger, nullable=False),
)

# Attempts in a window of time by a hashed key (account, address): shared by all workers, unlike a counter in memory.
throttle = sa.Table(
    "throttle",
    db.metadata,
    sa.Column("key", sa.LargeBinary(16), primary_key=True),
    sa.Column("since", sa.BigInteger, nullable=False),
    sa.Column("count", sa.Integer, nullable=False),
)
