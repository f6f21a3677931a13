"""Which phone may fetch the logs of which other phone of the same person."""

import sqlalchemy as sa
from alembic import op

from simulasi.models.base import Uuid16

revision = "0092"
down_revision = "0091"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward. Phones there are keep what they had: their own logs. What another phone sent must be allowed anew."""
    op.create_table(
        "log_grant",
        sa.Column("kab", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("member_id", Uuid16(), nullable=False),
        sa.Column("device_id", Uuid16(), nullable=False),
        sa.Column("source", Uuid16(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by", Uuid16(), nullable=True),
        sa.ForeignKeyConstraint(["kab", "member_id"], ["member.kab", "member.id"], name=op.f("fk_log_grant_kab_member_id_member")),
        sa.PrimaryKeyConstraint("kab", "member_id", "device_id", "source", name=op.f("pk_log_grant")),
    )
    op.execute(
        "INSERT INTO log_grant (kab, member_id, device_id, source, at) SELECT kab, member_id, device_id, device_id, created FROM device"
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("log_grant")
