"""What was erased on purpose keeps its id."""

import sqlalchemy as sa
from alembic import op

from simulasi.models.base import Uuid16

revision = "0020"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "erased",
        sa.Column("kab", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", Uuid16(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("kab", "id", name=op.f("pk_erased")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("erased")
