"""Which member held which log of a group session."""

import sqlalchemy as sa
from alembic import op

from simulasi.models.base import Uuid16

revision = "0053"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "crew_log",
        sa.Column("kab", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("session_id", Uuid16(), nullable=False),
        sa.Column("attempt_id", Uuid16(), nullable=False),
        sa.Column("member_id", Uuid16(), nullable=False),
        sa.ForeignKeyConstraint(["kab", "member_id"], ["member.kab", "member.id"], name=op.f("fk_crew_log_kab_member_id")),
        sa.ForeignKeyConstraint(["kab", "session_id"], ["group_session.kab", "group_session.id"], name=op.f("fk_crew_log_kab_session_id")),
        sa.PrimaryKeyConstraint("kab", "session_id", "attempt_id", name=op.f("pk_crew_log")),
    )
    op.create_index("ix_crew_log_member", "crew_log", ["kab", "member_id"])


def downgrade() -> None:
    """Back."""
    op.drop_index("ix_crew_log_member", table_name="crew_log")
    op.drop_table("crew_log")
