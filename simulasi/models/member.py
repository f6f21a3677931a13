"""Participants and their invitations. Never NIK, birth date, address, health or party: a code and a name to be called by (UU 27/2022)."""

import sqlalchemy as sa

from simulasi.extensions import db
from simulasi.models.base import Uuid16

# `peran` 1 (Ketua) to 7. `generation` counts up when all phones of this person are shut out at once.
member = sa.Table(
    "member",
    db.metadata,
    sa.Column("kab", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("id", Uuid16, primary_key=True),
    sa.Column("tps_id", sa.BigInteger, nullable=False),
    sa.Column("peran", sa.SmallInteger, nullable=False),
    sa.Column("kode", sa.String(24), nullable=False),
    sa.Column("nama", sa.String(60), nullable=False),
    sa.Column("generation", sa.SmallInteger, nullable=False, default=0),
    sa.Column("aktif", sa.SmallInteger, nullable=False, default=1),
    sa.UniqueConstraint("kab", "kode"),
    sa.Index("ix_member_tps", "kab", "tps_id", "peran"),
    sa.CheckConstraint("peran BETWEEN 1 AND 7", "peran"),
)

# The code itself is shown once and kept nowhere; `code_hmac` finds it again.
invitation = sa.Table(
    "invitation",
    db.metadata,
    sa.Column("kab", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("id", Uuid16, primary_key=True),
    sa.Column("tps_id", sa.BigInteger, nullable=False),
    sa.Column("code_hmac", sa.LargeBinary(32), nullable=False),
    sa.Column("seats", sa.SmallInteger, nullable=False),
    sa.Column("used", sa.SmallInteger, nullable=False, default=0),
    sa.Column("created", sa.BigInteger, nullable=False),
    sa.Column("expires", sa.BigInteger, nullable=False),
    sa.Column("revoked", sa.BigInteger, nullable=True),
    sa.Column("created_by", Uuid16, nullable=True),
    sa.UniqueConstraint("kab", "code_hmac"),
    sa.Index("ix_invitation_code_hmac", "code_hmac"),
    sa.Index("ix_invitation_tps", "kab", "tps_id"),
    sa.CheckConstraint("used <= seats", "seats"),
)

# A seat is a person on a phone: the same phone asking again, because the answer was lost, takes no second one.
invitation_use = sa.Table(
    "invitation_use",
    db.metadata,
    sa.Column("kab", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("invitation_id", Uuid16, primary_key=True),
    sa.Column("member_id", Uuid16, primary_key=True),
    sa.Column("device_id", Uuid16, primary_key=True),
    sa.Column("used_at", sa.BigInteger, nullable=False),
    sa.ForeignKeyConstraint(["kab", "invitation_id"], ["invitation.kab", "invitation.id"]),
    sa.ForeignKeyConstraint(["kab", "member_id"], ["member.kab", "member.id"]),
)
