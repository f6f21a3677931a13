"""The attempts of one person, and those that could not be marked, are found without reading all of a kabupaten/kota."""

import sqlalchemy as sa
from alembic import op

revision = "0093"
down_revision = "0092"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_index("ix_attempt_member", "attempt", ["kab", "member_id"])
    op.create_index("ix_score_refused", "score", ["kab"], sqlite_where=sa.text("refusal <> ''"), postgresql_where=sa.text("refusal <> ''"))


def downgrade() -> None:
    """Back."""
    op.drop_index("ix_score_refused", "score")
    op.drop_index("ix_attempt_member", "attempt")
