"""On SQLite the rows of `r_member` lie in their key's own tree, as those of every table with a row for each person: one copy of the key, not two."""

import sqlalchemy as sa
from alembic import op

from simulasi.models.base import Uuid16

revision = "0080"
down_revision = "0053"
branch_labels = None
depends_on = None

COLUMNS = "kab, tps_id, member_id, days, finished, last, best, knockouts, refusal, updated"


def upgrade() -> None:
    """Forward."""
    _rebuild(with_rowid=False)


def downgrade() -> None:
    """Back."""
    _rebuild(with_rowid=True)


def _rebuild(with_rowid: bool) -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    op.rename_table("r_member", "r_member_lama")
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
        sqlite_with_rowid=with_rowid,
    )
    op.execute(f"INSERT INTO r_member ({COLUMNS}) SELECT {COLUMNS} FROM r_member_lama")
    op.drop_table("r_member_lama")
