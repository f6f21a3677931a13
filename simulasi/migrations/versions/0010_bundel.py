"""Public keys of phones, signatures over logs, bundles that wait."""

import sqlalchemy as sa
from alembic import op

from simulasi.models.base import Uuid16
from simulasi.models.digest import Digest

revision = "0010"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "device_key",
        sa.Column("kab", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("device_id", Uuid16(), nullable=False),
        sa.Column("member_id", Uuid16(), nullable=False),
        sa.Column("pub", sa.LargeBinary(length=33), nullable=False),
        sa.Column("generation", sa.SmallInteger(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["kab", "member_id"], ["member.kab", "member.id"], name=op.f("fk_device_key_kab_member")),
        sa.PrimaryKeyConstraint("kab", "device_id", "member_id", "pub", name=op.f("pk_device_key")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "proof",
        sa.Column("kab", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("attempt_id", Uuid16(), nullable=False),
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.Column("signature", sa.LargeBinary(length=64), nullable=False),
        sa.ForeignKeyConstraint(["kab", "attempt_id"], ["attempt.kab", "attempt.attempt_id"], name=op.f("fk_proof_kab_attempt")),
        sa.PrimaryKeyConstraint("kab", "attempt_id", name=op.f("pk_proof")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "held_bundle",
        sa.Column("kab", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", Digest(), nullable=False),
        sa.Column("attempt_id", Uuid16(), nullable=False),
        sa.Column("member_id", Uuid16(), nullable=False),
        sa.Column("device_id", Uuid16(), nullable=False),
        sa.Column("tps_id", sa.BigInteger(), nullable=False),
        sa.Column("pub", sa.LargeBinary(length=33), nullable=False),
        sa.Column("pack_hash", Digest(), nullable=False),
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("code", sa.String(length=24), nullable=False),
        sa.Column("bearer", Uuid16(), nullable=False),
        sa.Column("via", sa.String(length=8), nullable=False),
        sa.Column("received", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("kab", "digest", name=op.f("pk_held_bundle")),
    )
    op.create_index("ix_held_bundle_tps", "held_bundle", ["kab", "tps_id"])
    op.create_index("ix_held_bundle_member", "held_bundle", ["kab", "member_id"])
    op.create_index("ix_held_bundle_bearer", "held_bundle", ["kab", "bearer"])


def downgrade() -> None:
    """Back."""
    op.drop_table("held_bundle")
    op.drop_table("proof")
    op.drop_table("device_key")
