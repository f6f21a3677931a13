"""Proofs: the phones' public keys, the signatures over logs, and sealed bundles that wait for a reason to go away."""

import sqlalchemy as sa

from simulasi.extensions import db
from simulasi.models.base import Uuid16
from simulasi.models.digest import Digest

# Append-only: a phone that was wiped makes a new key, and what its old one signed stays provable. `generation` as of the member then.
device_key = sa.Table(
    "device_key",
    db.metadata,
    sa.Column("kab", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("device_id", Uuid16, primary_key=True),
    sa.Column("member_id", Uuid16, primary_key=True),
    sa.Column("pub", sa.LargeBinary(33), primary_key=True),
    sa.Column("generation", sa.SmallInteger, nullable=False, default=0),
    sa.Column("since", sa.BigInteger, nullable=False),
    sa.ForeignKeyConstraint(["kab", "member_id"], ["member.kab", "member.id"]),
    sqlite_with_rowid=False,
)

# The newest checked signature over a log: up to and including `last_seq`, by a key of the attempt's own phone.
proof = sa.Table(
    "proof",
    db.metadata,
    sa.Column("kab", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("attempt_id", Uuid16, primary_key=True),
    sa.Column("last_seq", sa.Integer, nullable=False),
    sa.Column("signature", sa.LargeBinary(64), nullable=False),
    sa.ForeignKeyConstraint(["kab", "attempt_id"], ["attempt.kab", "attempt.attempt_id"]),
    sqlite_with_rowid=False,
)

# `member_id` and `device_id` are what the bundle says, believed by nobody yet; `tps_id` is theirs when the roster knows them, else the
# bearer's: somebody must see it. `bearer` is the phone or the account that handed it in.
held_bundle = sa.Table(
    "held_bundle",
    db.metadata,
    sa.Column("kab", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("digest", Digest, primary_key=True),
    sa.Column("attempt_id", Uuid16, nullable=False),
    sa.Column("member_id", Uuid16, nullable=False),
    sa.Column("device_id", Uuid16, nullable=False),
    sa.Column("tps_id", sa.BigInteger, nullable=False),
    sa.Column("pub", sa.LargeBinary(33), nullable=False),
    sa.Column("pack_hash", Digest, nullable=False),
    sa.Column("last_seq", sa.Integer, nullable=False),
    sa.Column("name", sa.String(160), nullable=False),
    sa.Column("code", sa.String(24), nullable=False),
    sa.Column("bearer", Uuid16, nullable=False),
    sa.Column("via", sa.String(8), nullable=False),
    sa.Column("received", sa.BigInteger, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Index("ix_held_bundle_tps", "kab", "tps_id"),
    sa.Index("ix_held_bundle_member", "kab", "member_id"),
    sa.Index("ix_held_bundle_bearer", "kab", "bearer"),
)

# Who first brought somebody's bundle, where that was a phone of another desa: something to ask about, no more.
carried = sa.Table(
    "carried",
    db.metadata,
    sa.Column("kab", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("attempt_id", Uuid16, primary_key=True),
    sa.Column("member_id", Uuid16, nullable=False),
    sa.Column("bearer", Uuid16, nullable=False),
    sa.Column("bearer_tps", sa.BigInteger, nullable=False),
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.ForeignKeyConstraint(["kab", "member_id"], ["member.kab", "member.id"]),
    sa.Index("ix_carried_member", "kab", "member_id"),
)
