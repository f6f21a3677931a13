"""regu"""

import sqlalchemy as sa
from alembic import op

from simulasi.models.base import Uuid16
from simulasi.models.digest import Digest

revision = "0030"
down_revision = "0050"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "group_session",
        sa.Column("kab", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", Uuid16(), nullable=False),
        sa.Column("wilayah", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.String(length=6), nullable=False),
        sa.Column("pack_hash", Digest(length=32), nullable=False),
        sa.Column("nama", sa.String(length=80), nullable=False),
        sa.Column("starts", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("created_by", Uuid16(), nullable=True),
        sa.CheckConstraint("status IN ('rencana', 'berjalan', 'jeda', 'selesai', 'batal')", name=op.f("ck_group_session_status")),
        sa.ForeignKeyConstraint(["pack_hash"], ["pack.hash"], name=op.f("fk_group_session_pack_hash")),
        sa.PrimaryKeyConstraint("kab", "id", name=op.f("pk_group_session")),
    )
    op.create_index("ix_group_session_code", "group_session", ["code"])
    op.create_table(
        "crew_event",
        sa.Column("kab", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("session_id", Uuid16(), nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("attempt_id", Uuid16(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kab", "session_id"], ["group_session.kab", "group_session.id"], name=op.f("fk_crew_event_kab_session_id")
        ),
        sa.PrimaryKeyConstraint("kab", "session_id", "n", name=op.f("pk_crew_event")),
        sa.UniqueConstraint("kab", "session_id", "attempt_id", "seq", name=op.f("uq_crew_event_kab_session_id_attempt_id_seq")),
    )
    op.create_table(
        "attendance",
        sa.Column("kab", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("session_id", Uuid16(), nullable=False),
        sa.Column("member_id", Uuid16(), nullable=False),
        sa.Column("cara", sa.String(length=8), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("cara IN ('centang', 'qr')", name=op.f("ck_attendance_cara")),
        sa.ForeignKeyConstraint(["kab", "member_id"], ["member.kab", "member.id"], name=op.f("fk_attendance_kab_member_id")),
        sa.ForeignKeyConstraint(
            ["kab", "session_id"], ["group_session.kab", "group_session.id"], name=op.f("fk_attendance_kab_session_id")
        ),
        sa.PrimaryKeyConstraint("kab", "session_id", "member_id", name=op.f("pk_attendance")),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("attendance")
    op.drop_table("crew_event")
    op.drop_index("ix_group_session_code", table_name="group_session")
    op.drop_table("group_session")
