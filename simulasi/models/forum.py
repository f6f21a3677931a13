"""What PPS does with what it sees: notes to members, groups, meetings, who came, and the follow-up plan.

Free text is short and about training; a member is an id, so that erasing a person leaves no name behind.
"""

import sqlalchemy as sa

from simulasi.extensions import db
from simulasi.models.base import Uuid16


def _id(name: str = "id") -> tuple[sa.Column, sa.Column]:
    return sa.Column("kab", sa.Integer, primary_key=True, autoincrement=False), sa.Column(name, Uuid16, primary_key=True)


def _to(*columns: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["kab", *columns], [f"{to}.kab", f"{to}.id"])


# `target`: a tps_id or a desa; with `member_id` for one person, without it for everybody there. `topic` as in `meeting`.
note = sa.Table(
    "note",
    db.metadata,
    *_id(),
    sa.Column("target", sa.BigInteger, nullable=False),
    sa.Column("member_id", Uuid16, nullable=True),
    sa.Column("attempt_id", Uuid16, nullable=True),
    sa.Column("step", sa.String(80), nullable=False, default=""),
    sa.Column("topic", sa.String(60), nullable=False, default=""),
    sa.Column("text", sa.String(600), nullable=False),
    sa.Column("by", Uuid16, nullable=True),
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.Index("ix_note_target", "kab", "target"),
)

note_read = sa.Table(
    "note_read",
    db.metadata,
    *_id("note_id"),
    sa.Column("member_id", Uuid16, primary_key=True),
    sa.Column("at", sa.BigInteger, nullable=False),
    _to("note_id", to="note"),
)

kelompok = sa.Table(
    "kelompok",
    db.metadata,
    *_id(),
    sa.Column("desa", sa.BigInteger, nullable=False),
    sa.Column("nama", sa.String(60), nullable=False),
    sa.Column("created", sa.BigInteger, nullable=False),
    sa.Index("ix_kelompok_desa", "kab", "desa"),
)

kelompok_member = sa.Table(
    "kelompok_member",
    db.metadata,
    *_id("kelompok_id"),
    sa.Column("member_id", Uuid16, primary_key=True),
    _to("kelompok_id", to="kelompok"),
    sa.Index("ix_kelompok_member_member", "kab", "member_id"),
)

# `topic`: `skill:<id>`, `item:<key>` or empty; status rencana, selesai, batal.
meeting = sa.Table(
    "meeting",
    db.metadata,
    *_id(),
    sa.Column("kelompok_id", Uuid16, nullable=False),
    sa.Column("start", sa.BigInteger, nullable=False),
    sa.Column("place", sa.String(120), nullable=False),
    sa.Column("facilitator", sa.String(60), nullable=False),
    sa.Column("topic", sa.String(60), nullable=False),
    sa.Column("status", sa.String(8), nullable=False),
    sa.Column("outcome", sa.String(600), nullable=False, default=""),
    sa.Column("next_step", sa.String(300), nullable=False, default=""),
    sa.Column("updated", sa.BigInteger, nullable=False),
    _to("kelompok_id", to="kelompok"),
    sa.Index("ix_meeting_kelompok", "kab", "kelompok_id"),
    sa.CheckConstraint("status IN ('rencana', 'selesai', 'batal')", "status"),
)

# hadir, izin, alpa; susulan: played the same topic alone afterwards.
meeting_member = sa.Table(
    "meeting_member",
    db.metadata,
    *_id("meeting_id"),
    sa.Column("member_id", Uuid16, primary_key=True),
    sa.Column("status", sa.String(8), nullable=False),
    _to("meeting_id", to="meeting"),
    sa.CheckConstraint("status IN ('hadir', 'izin', 'alpa', 'susulan')", "status"),
)

# Rencana tindak lanjut. `member_id`: who owns it; none: the facilitator.
rtl = sa.Table(
    "rtl",
    db.metadata,
    *_id(),
    sa.Column("meeting_id", Uuid16, nullable=False),
    sa.Column("member_id", Uuid16, nullable=True),
    sa.Column("text", sa.String(300), nullable=False),
    sa.Column("due", sa.BigInteger, nullable=False),
    sa.Column("proof", sa.String(200), nullable=False, default=""),
    sa.Column("closed", sa.BigInteger, nullable=True),
    sa.Column("updated", sa.BigInteger, nullable=False),
    _to("meeting_id", to="meeting"),
    sa.Index("ix_rtl_meeting", "kab", "meeting_id"),
)

# A score that a new revision of the rules changed: what it was, what it is, why. The `score` row is the newest; this is its history.
score_past = sa.Table(
    "score_past",
    db.metadata,
    *_id("attempt_id"),
    sa.Column("at", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("member_id", Uuid16, nullable=False),
    sa.Column("reason", sa.String(300), nullable=False),
    sa.Column("from_revision", sa.Integer, nullable=False),
    sa.Column("to_revision", sa.Integer, nullable=False),
    *(sa.Column(name, sa.Integer, nullable=False) for name in ("from_points", "from_max", "from_knockouts")),
    *(sa.Column(name, sa.Integer, nullable=False) for name in ("to_points", "to_max", "to_knockouts")),
    sa.Index("ix_score_past_member", "kab", "member_id"),
)
