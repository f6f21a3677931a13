"""awal"""

import sqlalchemy as sa
from alembic import op

from simulasi.models.base import Uuid16
from simulasi.models.digest import Digest
from simulasi.models.packed import PackedText

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "audit",
        sa.Column("kab", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", Uuid16(), nullable=False),
        sa.Column("account_id", Uuid16(), nullable=True),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("object", sa.String(length=120), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("kab", "id", name=op.f("pk_audit")),
    )
    op.create_table(
        "dirty_tps",
        sa.Column("kab", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tps_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("mark", Uuid16(), nullable=False),
        sa.PrimaryKeyConstraint("kab", "tps_id", "mark", name=op.f("pk_dirty_tps")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "held",
        sa.Column("kab", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("attempt_id", Uuid16(), nullable=False),
        sa.Column("from_seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", Digest(), nullable=False),
        sa.Column("code", sa.String(length=24), nullable=False),
        sa.Column("member_id", Uuid16(), nullable=False),
        sa.Column("tps_id", sa.BigInteger(), nullable=False),
        sa.Column("device_id", Uuid16(), nullable=False),
        sa.Column("pack_hash", Digest(), nullable=False),
        sa.Column("engine", sa.String(length=80), nullable=False),
        sa.Column("head", Digest(), nullable=False),
        sa.Column("received", sa.BigInteger(), nullable=False),
        sa.Column("enc", sa.SmallInteger(), nullable=False),
        sa.Column("log", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("kab", "attempt_id", "from_seq", "digest", name=op.f("pk_held")),
    )
    op.create_table(
        "invitation",
        sa.Column("kab", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", Uuid16(), nullable=False),
        sa.Column("tps_id", sa.BigInteger(), nullable=False),
        sa.Column("code_hmac", sa.LargeBinary(length=32), nullable=False),
        sa.Column("seats", sa.SmallInteger(), nullable=False),
        sa.Column("used", sa.SmallInteger(), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("expires", sa.BigInteger(), nullable=False),
        sa.Column("revoked", sa.BigInteger(), nullable=True),
        sa.Column("created_by", Uuid16(), nullable=True),
        sa.CheckConstraint("used <= seats", name=op.f("ck_invitation_seats")),
        sa.PrimaryKeyConstraint("kab", "id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("kab", "code_hmac", name=op.f("uq_invitation_kab_code_hmac")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index("ix_invitation_code_hmac", ["code_hmac"], unique=False)
        batch_op.create_index("ix_invitation_tps", ["kab", "tps_id"], unique=False)

    op.create_table(
        "member",
        sa.Column("kab", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", Uuid16(), nullable=False),
        sa.Column("tps_id", sa.BigInteger(), nullable=False),
        sa.Column("peran", sa.SmallInteger(), nullable=False),
        sa.Column("kode", sa.String(length=24), nullable=False),
        sa.Column("nama", sa.String(length=60), nullable=False),
        sa.Column("generation", sa.SmallInteger(), nullable=False),
        sa.Column("aktif", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("peran BETWEEN 1 AND 7", name=op.f("ck_member_peran")),
        sa.PrimaryKeyConstraint("kab", "id", name=op.f("pk_member")),
        sa.UniqueConstraint("kab", "kode", name=op.f("uq_member_kab_kode")),
    )
    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.create_index("ix_member_tps", ["kab", "tps_id", "peran"], unique=False)

    op.create_table(
        "pack",
        sa.Column("hash", Digest(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("ruleset", sa.String(length=40), nullable=False),
        sa.Column("rules_revision", sa.Integer(), nullable=False),
        sa.Column("content_revision", sa.Integer(), nullable=False),
        sa.Column("engine", sa.SmallInteger(), nullable=False),
        sa.Column("size", sa.String(length=16), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("published", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn", sa.BigInteger(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_pack")),
    )
    op.create_table(
        "r_tps",
        sa.Column("kab", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tps_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.Column("finished", sa.Integer(), nullable=False),
        sa.Column("finished_members", sa.Integer(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("max", sa.Integer(), nullable=False),
        sa.Column("knockouts", sa.Integer(), nullable=False),
        sa.Column("forked", sa.Integer(), nullable=False),
        sa.Column("updated", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("kab", "tps_id", "key", name=op.f("pk_r_tps")),
    )
    op.create_table(
        "r_tps_skill",
        sa.Column("kab", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tps_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("skill", sa.String(length=40), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("max", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kab", "tps_id", "skill", name=op.f("pk_r_tps_skill")),
    )
    op.create_table(
        "server_state",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_server_state")),
    )
    op.create_table(
        "throttle",
        sa.Column("key", sa.LargeBinary(length=16), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_throttle")),
    )
    op.create_table(
        "wilayah",
        sa.Column("kode", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("induk", sa.BigInteger(), nullable=True),
        sa.Column("tingkat", sa.SmallInteger(), nullable=False),
        sa.Column("nama", sa.String(length=80), nullable=False),
        sa.Column("jenis", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["induk"], ["wilayah.kode"], name=op.f("fk_wilayah_induk")),
        sa.PrimaryKeyConstraint("kode", name=op.f("pk_wilayah")),
    )
    with op.batch_alter_table("wilayah", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wilayah_induk"), ["induk"], unique=False)

    op.create_table(
        "account",
        sa.Column("id", Uuid16(), nullable=False),
        sa.Column("username", sa.String(length=40), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("peran", sa.String(length=8), nullable=False),
        sa.Column("wilayah", sa.BigInteger(), nullable=False),
        sa.Column("aktif", sa.SmallInteger(), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("peran IN ('pps', 'ppk', 'kpu')", name=op.f("ck_account_peran")),
        sa.ForeignKeyConstraint(["wilayah"], ["wilayah.kode"], name=op.f("fk_account_wilayah")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("username", name=op.f("uq_account_username")),
    )
    op.create_table(
        "attempt",
        sa.Column("kab", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("attempt_id", Uuid16(), nullable=False),
        sa.Column("member_id", Uuid16(), nullable=False),
        sa.Column("tps_id", sa.BigInteger(), nullable=False),
        sa.Column("device_id", Uuid16(), nullable=False),
        sa.Column("pack_hash", Digest(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("mode", sa.String(length=8), nullable=False),
        sa.Column("seats", sa.String(length=120), nullable=False),
        sa.Column("started", sa.BigInteger(), nullable=False),
        sa.Column("received", sa.BigInteger(), nullable=False),
        sa.Column("updated", sa.BigInteger(), nullable=False),
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.Column("head", Digest(), nullable=False),
        sa.Column("forked", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["kab", "member_id"], ["member.kab", "member.id"], name=op.f("fk_attempt_kab_member_id")),
        sa.ForeignKeyConstraint(["pack_hash"], ["pack.hash"], name=op.f("fk_attempt_pack_hash")),
        sa.PrimaryKeyConstraint("kab", "attempt_id", name=op.f("pk_attempt")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.create_index("ix_attempt_tps", ["kab", "tps_id"], unique=False)

    op.create_table(
        "device",
        sa.Column("kab", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("device_id", Uuid16(), nullable=False),
        sa.Column("member_id", Uuid16(), nullable=False),
        sa.Column("tps_id", sa.BigInteger(), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("seen", sa.BigInteger(), nullable=False),
        sa.Column("app", sa.String(length=80), nullable=False),
        sa.Column("db_epoch", sa.String(length=80), nullable=False),
        sa.Column("clock_offset", sa.BigInteger(), nullable=False),
        sa.Column("flagged", sa.SmallInteger(), nullable=False),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["kab", "member_id"], ["member.kab", "member.id"], name=op.f("fk_device_kab_member_id")),
        sa.PrimaryKeyConstraint("kab", "device_id", "member_id", name=op.f("pk_device")),
    )
    with op.batch_alter_table("device", schema=None) as batch_op:
        batch_op.create_index("ix_device_member", ["kab", "member_id"], unique=False)

    op.create_table(
        "invitation_use",
        sa.Column("kab", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("invitation_id", Uuid16(), nullable=False),
        sa.Column("member_id", Uuid16(), nullable=False),
        sa.Column("device_id", Uuid16(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kab", "invitation_id"], ["invitation.kab", "invitation.id"], name=op.f("fk_invitation_use_kab_invitation_id")
        ),
        sa.ForeignKeyConstraint(["kab", "member_id"], ["member.kab", "member.id"], name=op.f("fk_invitation_use_kab_member_id")),
        sa.PrimaryKeyConstraint("kab", "invitation_id", "member_id", "device_id", name=op.f("pk_invitation_use")),
    )
    op.create_table(
        "tps",
        sa.Column("tps_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("desa", sa.BigInteger(), nullable=False),
        sa.Column("nomor", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["desa"], ["wilayah.kode"], name=op.f("fk_tps_desa")),
        sa.PrimaryKeyConstraint("tps_id", name=op.f("pk_tps")),
    )
    with op.batch_alter_table("tps", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tps_desa"), ["desa"], unique=False)

    op.create_table(
        "attempt_log",
        sa.Column("kab", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("attempt_id", Uuid16(), nullable=False),
        sa.Column("from_seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("enc", sa.SmallInteger(), nullable=False),
        sa.Column("log", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["kab", "attempt_id"], ["attempt.kab", "attempt.attempt_id"], name=op.f("fk_attempt_log_kab_attempt_id")),
        sa.PrimaryKeyConstraint("kab", "attempt_id", "from_seq", name=op.f("pk_attempt_log")),
    )
    op.create_table(
        "score",
        sa.Column("kab", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("attempt_id", Uuid16(), nullable=False),
        sa.Column("scored_seq", sa.Integer(), nullable=False),
        sa.Column("scored_at", sa.BigInteger(), nullable=False),
        sa.Column("engine", sa.SmallInteger(), nullable=False),
        sa.Column("rules_revision", sa.Integer(), nullable=False),
        sa.Column("refusal", sa.String(length=24), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("max", sa.Integer(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("done", sa.SmallInteger(), nullable=False),
        sa.Column("knockouts", sa.Integer(), nullable=False),
        sa.Column("findings", sa.Integer(), nullable=False),
        sa.Column("detail", PackedText(), nullable=False),
        sa.ForeignKeyConstraint(["kab", "attempt_id"], ["attempt.kab", "attempt.attempt_id"], name=op.f("fk_score_kab_attempt_id")),
        sa.PrimaryKeyConstraint("kab", "attempt_id", name=op.f("pk_score")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "staff_session",
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("account_id", Uuid16(), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("seen", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_staff_session_account_id")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_staff_session")),
    )
    with op.batch_alter_table("staff_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_staff_session_account_id"), ["account_id"], unique=False)


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("staff_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_staff_session_account_id"))

    op.drop_table("staff_session")
    op.drop_table("score")
    op.drop_table("attempt_log")
    with op.batch_alter_table("tps", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tps_desa"))

    op.drop_table("tps")
    op.drop_table("invitation_use")
    with op.batch_alter_table("device", schema=None) as batch_op:
        batch_op.drop_index("ix_device_member")

    op.drop_table("device")
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.drop_index("ix_attempt_tps")

    op.drop_table("attempt")
    op.drop_table("account")
    with op.batch_alter_table("wilayah", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_wilayah_induk"))

    op.drop_table("wilayah")
    op.drop_table("throttle")
    op.drop_table("server_state")
    op.drop_table("r_tps_skill")
    op.drop_table("r_tps")
    op.drop_table("pack")
    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.drop_index("ix_member_tps")

    op.drop_table("member")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index("ix_invitation_tps")
        batch_op.drop_index("ix_invitation_code_hmac")

    op.drop_table("invitation")
    op.drop_table("held")
    op.drop_table("dirty_tps")
    op.drop_table("audit")
