"""Who brought a bundle from elsewhere, which packs a phone holds, which sources were read since the release."""

import sqlalchemy as sa
from alembic import op

from simulasi.models.base import Uuid16

revision = "0091"
down_revision = "0090"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "carried",
        sa.Column("kab", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("attempt_id", Uuid16(), nullable=False),
        sa.Column("member_id", Uuid16(), nullable=False),
        sa.Column("bearer", Uuid16(), nullable=False),
        sa.Column("bearer_tps", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["kab", "member_id"], ["member.kab", "member.id"], name=op.f("fk_carried_kab_member_id_member")),
        sa.PrimaryKeyConstraint("kab", "attempt_id", name=op.f("pk_carried")),
    )
    with op.batch_alter_table("carried", schema=None) as batch_op:
        batch_op.create_index("ix_carried_member", ["kab", "member_id"], unique=False)
    op.create_table(
        "sighting",
        sa.Column("id", Uuid16(), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("citation", sa.String(length=300), nullable=False),
        sa.Column("by", Uuid16(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sighting")),
    )
    with op.batch_alter_table("device", schema=None) as batch_op:
        batch_op.add_column(sa.Column("packs", sa.Text(), nullable=False, server_default=""))
    # Only for the rows there are: from here on whoever writes a row says what is in it.
    with op.batch_alter_table("device", schema=None) as batch_op:
        batch_op.alter_column("packs", server_default=None)


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("device", schema=None) as batch_op:
        batch_op.drop_column("packs")
    op.drop_table("sighting")
    with op.batch_alter_table("carried", schema=None) as batch_op:
        batch_op.drop_index("ix_carried_member")
    op.drop_table("carried")
