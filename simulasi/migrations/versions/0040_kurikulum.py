"""What trainers set for the course of their territory."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0051"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "curriculum",
        sa.Column("kab", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kode", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("buka", sa.String(length=200), nullable=False),
        sa.Column("urutan", sa.String(length=200), nullable=False),
        sa.Column("bimtek", sa.String(length=10), nullable=False),
        sa.Column("hari_h", sa.String(length=10), nullable=False),
        sa.Column("updated", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("kab", "kode", name=op.f("pk_curriculum")),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("curriculum")
