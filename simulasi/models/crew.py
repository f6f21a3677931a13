"""Group sessions: the plan of an evening, the seats' lines and the trainer's acts in the order they came, who was there."""

import sqlalchemy as sa

from simulasi.extensions import db
from simulasi.models.base import Uuid16
from simulasi.models.digest import Digest

# `wilayah` is the organiser's; `code` six letters, not unique across kabupaten, and free again once the session is over.
group_session = sa.Table(
    "group_session",
    db.metadata,
    sa.Column("kab", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("id", Uuid16, primary_key=True),
    sa.Column("wilayah", sa.BigInteger, nullable=False),
    sa.Column("code", sa.String(6), nullable=False, index=True),
    sa.Column("pack_hash", Digest, sa.ForeignKey("pack.hash"), nullable=False),
    sa.Column("nama", sa.String(80), nullable=False),
    sa.Column("starts", sa.BigInteger, nullable=False),
    sa.Column("place", sa.String(120), nullable=False),
    sa.Column("status", sa.String(10), nullable=False),
    # JSON: seats, pace, focus, phases with minutes, questions, invited TPS.
    sa.Column("plan", sa.Text, nullable=False),
    sa.Column("rev", sa.Integer, nullable=False, default=0),
    sa.Column("created", sa.BigInteger, nullable=False),
    sa.Column("created_by", Uuid16, nullable=True),
    sa.CheckConstraint("status IN ('rencana', 'berjalan', 'jeda', 'selesai', 'batal')", "status"),
)

# One row for each line of a seat's log, and for each act of the trainer (then `attempt_id` is the session's own id).
# `n` counts within the session: what a phone asks for is everything after the last it saw.
crew_event = sa.Table(
    "crew_event",
    db.metadata,
    sa.Column("kab", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("session_id", Uuid16, primary_key=True),
    sa.Column("n", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("attempt_id", Uuid16, nullable=False),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.UniqueConstraint("kab", "session_id", "attempt_id", "seq"),
    sa.ForeignKeyConstraint(["kab", "session_id"], ["group_session.kab", "group_session.id"]),
)

# `cara`: how it is known that somebody was there.
attendance = sa.Table(
    "attendance",
    db.metadata,
    sa.Column("kab", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("session_id", Uuid16, primary_key=True),
    sa.Column("member_id", Uuid16, primary_key=True),
    sa.Column("cara", sa.String(8), nullable=False),
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.ForeignKeyConstraint(["kab", "session_id"], ["group_session.kab", "group_session.id"]),
    sa.ForeignKeyConstraint(["kab", "member_id"], ["member.kab", "member.id"]),
    sa.CheckConstraint("cara IN ('centang', 'qr')", "cara"),
)

# Whose log it was, as far as their own phone said so: what somebody earned in a crew is shown with what they earned alone.
crew_log = sa.Table(
    "crew_log",
    db.metadata,
    sa.Column("kab", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("session_id", Uuid16, primary_key=True),
    sa.Column("attempt_id", Uuid16, primary_key=True),
    sa.Column("member_id", Uuid16, nullable=False),
    sa.ForeignKeyConstraint(["kab", "session_id"], ["group_session.kab", "group_session.id"]),
    sa.ForeignKeyConstraint(["kab", "member_id"], ["member.kab", "member.id"]),
    sa.Index("ix_crew_log_member", "kab", "member_id"),
)
