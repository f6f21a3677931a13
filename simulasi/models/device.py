"""Phones that enrolled, and the server's own small facts."""

import sqlalchemy as sa

from simulasi.extensions import db
from simulasi.models.base import Uuid16

# One row for each person on each phone: several people may share one.
device = sa.Table(
    "device",
    db.metadata,
    sa.Column("kab", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("device_id", Uuid16, primary_key=True),
    sa.Column("member_id", Uuid16, primary_key=True),
    sa.Column("tps_id", sa.BigInteger, nullable=False),
    sa.Column("created", sa.BigInteger, nullable=False),
    sa.Column("seen", sa.BigInteger, nullable=False),
    sa.Column("app", sa.String(80), nullable=False, default=""),
    sa.Column("db_epoch", sa.String(80), nullable=False, default=""),
    # Server's clock minus the phone's, in ms, at the last hello. Shown, never used to refuse anything.
    sa.Column("clock_offset", sa.BigInteger, nullable=False, default=0),
    # The packs it held at the last hello: the first 16 digits of each name, with commas between.
    sa.Column("packs", sa.Text, nullable=False, default=""),
    # 1: this person already had another phone when this one enrolled.
    sa.Column("flagged", sa.SmallInteger, nullable=False, default=0),
    sa.Column("revoked_at", sa.BigInteger, nullable=True),
    sa.ForeignKeyConstraint(["kab", "member_id"], ["member.kab", "member.id"]),
    sa.Index("ix_device_member", "kab", "member_id"),
)

# Whose logs a phone may fetch: those that `source`, a phone of the same person, has sent (docs/adr/0092). `by`: the account that allowed it;
# none: the phone's own, or an older phone of the person spoke for it.
log_grant = sa.Table(
    "log_grant",
    db.metadata,
    sa.Column("kab", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("member_id", Uuid16, primary_key=True),
    sa.Column("device_id", Uuid16, primary_key=True),
    sa.Column("source", Uuid16, primary_key=True),
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.Column("by", Uuid16, nullable=True),
    sa.ForeignKeyConstraint(["kab", "member_id"], ["member.kab", "member.id"]),
)

# `epoch`: random, changed by a restore, so that phones offer again what they sent. `revocations`: counts up at each revocation.
# `pulih`: the moment of the backup that was restored last, and of its restore.
server_state = sa.Table(
    "server_state",
    db.metadata,
    sa.Column("key", sa.String(40), primary_key=True),
    sa.Column("value", sa.String(80), nullable=False),
)
