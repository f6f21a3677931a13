"""Notes, groups, meetings, follow-up plans; corrected packs and what a score was before."""

import sqlalchemy as sa
from alembic import op

from simulasi.models.base import Uuid16
from simulasi.models.digest import Digest

revision = "0051"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "kelompok",
        sa.Column("kab", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", Uuid16(), nullable=False),
        sa.Column("desa", sa.BigInteger(), nullable=False),
        sa.Column("nama", sa.String(length=60), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("kab", "id", name=op.f("pk_kelompok")),
    )
    with op.batch_alter_table("kelompok", schema=None) as batch_op:
        batch_op.create_index("ix_kelompok_desa", ["kab", "desa"], unique=False)

    op.create_table(
        "note",
        sa.Column("kab", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", Uuid16(), nullable=False),
        sa.Column("target", sa.BigInteger(), nullable=False),
        sa.Column("member_id", Uuid16(), nullable=True),
        sa.Column("attempt_id", Uuid16(), nullable=True),
        sa.Column("step", sa.String(length=80), nullable=False),
        sa.Column("topic", sa.String(length=60), nullable=False),
        sa.Column("text", sa.String(length=600), nullable=False),
        sa.Column("by", Uuid16(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("kab", "id", name=op.f("pk_note")),
    )
    with op.batch_alter_table("note", schema=None) as batch_op:
        batch_op.create_index("ix_note_target", ["kab", "target"], unique=False)

    op.create_table(
        "score_past",
        sa.Column("kab", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("attempt_id", Uuid16(), nullable=False),
        sa.Column("at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", Uuid16(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("from_revision", sa.Integer(), nullable=False),
        sa.Column("to_revision", sa.Integer(), nullable=False),
        sa.Column("from_points", sa.Integer(), nullable=False),
        sa.Column("from_max", sa.Integer(), nullable=False),
        sa.Column("from_knockouts", sa.Integer(), nullable=False),
        sa.Column("to_points", sa.Integer(), nullable=False),
        sa.Column("to_max", sa.Integer(), nullable=False),
        sa.Column("to_knockouts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kab", "attempt_id", "at", name=op.f("pk_score_past")),
    )
    with op.batch_alter_table("score_past", schema=None) as batch_op:
        batch_op.create_index("ix_score_past_member", ["kab", "member_id"], unique=False)

    op.create_table(
        "correction",
        sa.Column("pack_hash", Digest(), nullable=False),
        sa.Column("by_hash", Digest(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["by_hash"], ["pack.hash"], name=op.f("fk_correction_by_hash")),
        sa.ForeignKeyConstraint(["pack_hash"], ["pack.hash"], name=op.f("fk_correction_pack_hash")),
        sa.PrimaryKeyConstraint("pack_hash", name=op.f("pk_correction")),
    )
    op.create_table(
        "kelompok_member",
        sa.Column("kab", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kelompok_id", Uuid16(), nullable=False),
        sa.Column("member_id", Uuid16(), nullable=False),
        sa.ForeignKeyConstraint(["kab", "kelompok_id"], ["kelompok.kab", "kelompok.id"], name=op.f("fk_kelompok_member_kab_kelompok_id")),
        sa.PrimaryKeyConstraint("kab", "kelompok_id", "member_id", name=op.f("pk_kelompok_member")),
    )
    with op.batch_alter_table("kelompok_member", schema=None) as batch_op:
        batch_op.create_index("ix_kelompok_member_member", ["kab", "member_id"], unique=False)

    op.create_table(
        "meeting",
        sa.Column("kab", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", Uuid16(), nullable=False),
        sa.Column("kelompok_id", Uuid16(), nullable=False),
        sa.Column("start", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("facilitator", sa.String(length=60), nullable=False),
        sa.Column("topic", sa.String(length=60), nullable=False),
        sa.Column("status", sa.String(length=8), nullable=False),
        sa.Column("outcome", sa.String(length=600), nullable=False),
        sa.Column("next_step", sa.String(length=300), nullable=False),
        sa.Column("updated", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("status IN ('rencana', 'selesai', 'batal')", name=op.f("ck_meeting_status")),
        sa.ForeignKeyConstraint(["kab", "kelompok_id"], ["kelompok.kab", "kelompok.id"], name=op.f("fk_meeting_kab_kelompok_id")),
        sa.PrimaryKeyConstraint("kab", "id", name=op.f("pk_meeting")),
    )
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.create_index("ix_meeting_kelompok", ["kab", "kelompok_id"], unique=False)

    op.create_table(
        "note_read",
        sa.Column("kab", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("note_id", Uuid16(), nullable=False),
        sa.Column("member_id", Uuid16(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["kab", "note_id"], ["note.kab", "note.id"], name=op.f("fk_note_read_kab_note_id")),
        sa.PrimaryKeyConstraint("kab", "note_id", "member_id", name=op.f("pk_note_read")),
    )
    op.create_table(
        "meeting_member",
        sa.Column("kab", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("meeting_id", Uuid16(), nullable=False),
        sa.Column("member_id", Uuid16(), nullable=False),
        sa.Column("status", sa.String(length=8), nullable=False),
        sa.CheckConstraint("status IN ('hadir', 'izin', 'alpa', 'susulan')", name=op.f("ck_meeting_member_status")),
        sa.ForeignKeyConstraint(["kab", "meeting_id"], ["meeting.kab", "meeting.id"], name=op.f("fk_meeting_member_kab_meeting_id")),
        sa.PrimaryKeyConstraint("kab", "meeting_id", "member_id", name=op.f("pk_meeting_member")),
    )
    op.create_table(
        "rtl",
        sa.Column("kab", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", Uuid16(), nullable=False),
        sa.Column("meeting_id", Uuid16(), nullable=False),
        sa.Column("member_id", Uuid16(), nullable=True),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column("due", sa.BigInteger(), nullable=False),
        sa.Column("proof", sa.String(length=200), nullable=False),
        sa.Column("closed", sa.BigInteger(), nullable=True),
        sa.Column("updated", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["kab", "meeting_id"], ["meeting.kab", "meeting.id"], name=op.f("fk_rtl_kab_meeting_id")),
        sa.PrimaryKeyConstraint("kab", "id", name=op.f("pk_rtl")),
    )
    with op.batch_alter_table("rtl", schema=None) as batch_op:
        batch_op.create_index("ix_rtl_meeting", ["kab", "meeting_id"], unique=False)


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("rtl", schema=None) as batch_op:
        batch_op.drop_index("ix_rtl_meeting")

    op.drop_table("rtl")
    op.drop_table("meeting_member")
    op.drop_table("note_read")
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.drop_index("ix_meeting_kelompok")

    op.drop_table("meeting")
    with op.batch_alter_table("kelompok_member", schema=None) as batch_op:
        batch_op.drop_index("ix_kelompok_member_member")

    op.drop_table("kelompok_member")
    op.drop_table("correction")
    with op.batch_alter_table("score_past", schema=None) as batch_op:
        batch_op.drop_index("ix_score_past_member")

    op.drop_table("score_past")
    with op.batch_alter_table("note", schema=None) as batch_op:
        batch_op.drop_index("ix_note_target")

    op.drop_table("note")
    with op.batch_alter_table("kelompok", schema=None) as batch_op:
        batch_op.drop_index("ix_kelompok_desa")

    op.drop_table("kelompok")
