"""What the boards read: members, TPS, weeks, items, hints."""

import sqlalchemy as sa
from alembic import op

from simulasi.models.base import Uuid16
from simulasi.models.packed import PackedText

revision = "0050"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "item",
        sa.Column("item", sa.String(length=16), nullable=False),
        sa.Column("choice", sa.String(length=16), nullable=False),
        sa.Column("ruleset", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("skill", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("sources", sa.String(length=400), nullable=False),
        sa.PrimaryKeyConstraint("item", "choice", name=op.f("pk_item")),
    )
    op.create_table(
        "r_hint",
        sa.Column("kab", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tps_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("attempt_id", Uuid16(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("member_id", Uuid16(), nullable=False),
        sa.Column("evidence", PackedText(), nullable=False),
        sa.PrimaryKeyConstraint("kab", "tps_id", "attempt_id", "kind", name=op.f("pk_r_hint")),
    )
    op.create_table(
        "r_item",
        sa.Column("kab", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tps_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("item", sa.String(length=16), nullable=False),
        sa.Column("choice", sa.String(length=16), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("good", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("sure", sa.Integer(), nullable=False),
        sa.Column("sure_wrong", sa.Integer(), nullable=False),
        sa.Column("x", sa.Integer(), nullable=False),
        sa.Column("xx", sa.Integer(), nullable=False),
        sa.Column("xr", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kab", "tps_id", "item", "choice", name=op.f("pk_r_item")),
    )
    op.create_table(
        "r_item_desa",
        sa.Column("kab", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("desa", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("item", sa.String(length=16), nullable=False),
        sa.Column("choice", sa.String(length=16), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("good", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("sure", sa.Integer(), nullable=False),
        sa.Column("sure_wrong", sa.Integer(), nullable=False),
        sa.Column("x", sa.Integer(), nullable=False),
        sa.Column("xx", sa.Integer(), nullable=False),
        sa.Column("xr", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kab", "desa", "item", "choice", name=op.f("pk_r_item_desa")),
    )
    op.create_table(
        "r_member",
        sa.Column("kab", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tps_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", Uuid16(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("finished", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("best", sa.Integer(), nullable=False),
        sa.Column("knockouts", sa.String(length=40), nullable=False),
        sa.Column("refusal", sa.String(length=24), nullable=False),
        sa.Column("updated", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("kab", "tps_id", "member_id", name=op.f("pk_r_member")),
    )
    op.create_table(
        "r_siap",
        sa.Column("kab", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tps_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("siap", sa.Integer(), nullable=False),
        sa.Column("hampir", sa.Integer(), nullable=False),
        sa.Column("belum", sa.Integer(), nullable=False),
        sa.Column("berat", sa.Integer(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("updated", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("kab", "tps_id", name=op.f("pk_r_siap")),
    )
    op.create_table(
        "r_week",
        sa.Column("kab", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tps_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("week", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("finished", sa.Integer(), nullable=False),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("max", sa.Integer(), nullable=False),
        sa.Column("knockouts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kab", "tps_id", "week", name=op.f("pk_r_week")),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("r_week")
    op.drop_table("r_siap")
    op.drop_table("r_member")
    op.drop_table("r_item_desa")
    op.drop_table("r_item")
    op.drop_table("r_hint")
    op.drop_table("item")
