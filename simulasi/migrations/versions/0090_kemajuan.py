"""What boards read of learning: before and after, and what is kept after how many days. Filled by marking and counting everything anew."""

import sqlalchemy as sa
from alembic import op

revision = "0090"
down_revision = "0080"
branch_labels = None
depends_on = None

GAIN = ("n", "x", "y", "xx", "yy", "xy", "lost", "waiting")
LUPA = ("n", "good", "known", "kept", "people")


def upgrade() -> None:
    """Forward."""
    for name, extra, counts in (("gain", (), GAIN), ("lupa", (("gap", sa.SmallInteger()),), LUPA)):
        for ending, place in (("", "tps_id"), ("_desa", "desa")):
            table = f"r_{name}{ending}"
            op.create_table(
                table,
                sa.Column("kab", sa.Integer(), autoincrement=False, nullable=False),
                sa.Column(place, sa.BigInteger(), autoincrement=False, nullable=False),
                sa.Column("skill", sa.String(length=40), nullable=False),
                *(sa.Column(column, kind, autoincrement=False, nullable=False) for column, kind in extra),
                *(sa.Column(column, sa.Integer(), nullable=False) for column in counts),
                sa.PrimaryKeyConstraint("kab", place, "skill", *(column for column, _ in extra), name=op.f(f"pk_{table}")),
            )


def downgrade() -> None:
    """Back."""
    for table in ("r_lupa_desa", "r_lupa", "r_gain_desa", "r_gain"):
        op.drop_table(table)
