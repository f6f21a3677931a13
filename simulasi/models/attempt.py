"""Logs and what is derived from them. The log is the truth; `score`, `r_tps` and `r_tps_skill` can be dropped and built again."""

import sqlalchemy as sa

from simulasi.extensions import db
from simulasi.models.base import Seats, Uuid16
from simulasi.models.digest import Digest
from simulasi.models.packed import PackedJson, PackedText


def _fk(*columns: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["kab", *columns], [f"{to}.kab", *(f"{to}.{column}" for column in columns)])


# One play of one pack by one person. `started` is the phone's clock and never trusted; order by `received`.
attempt = sa.Table(
    "attempt",
    db.metadata,
    sa.Column("kab", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("attempt_id", Uuid16, primary_key=True),
    sa.Column("member_id", Uuid16, nullable=False),
    sa.Column("tps_id", sa.BigInteger, nullable=False),
    sa.Column("device_id", Uuid16, nullable=False),
    sa.Column("pack_hash", Digest, sa.ForeignKey("pack.hash"), nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("mode", sa.String(8), nullable=False),
    sa.Column("seats", Seats(120), nullable=False),
    sa.Column("started", sa.BigInteger, nullable=False),
    sa.Column("received", sa.BigInteger, nullable=False),
    sa.Column("updated", sa.BigInteger, nullable=False),
    sa.Column("last_seq", sa.Integer, nullable=False),
    sa.Column("head", Digest, nullable=False),
    sa.Column("forked", sa.SmallInteger, nullable=False, default=0),
    # No member, no attempt: a log of somebody who was struck off the list is held instead.
    sa.ForeignKeyConstraint(["kab", "member_id"], ["member.kab", "member.id"]),
    sa.Index("ix_attempt_tps", "kab", "tps_id"),
    # What a phone that is new to its person fetches, a mastery, a group's meeting: a person may have moved to another TPS meanwhile.
    sa.Index("ix_attempt_member", "kab", "member_id"),
    # Hot tables keep their rows in the key's own tree: on SQLite an index beside it would hold every key twice.
    sqlite_with_rowid=False,
)

# The lines as received, one compressed blob for each part that was appended; never rewritten. (With a rowid: a blob of a kilobyte in the
# key's tree would spill into a page of its own.)
attempt_log = sa.Table(
    "attempt_log",
    db.metadata,
    sa.Column("kab", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("attempt_id", Uuid16, primary_key=True),
    sa.Column("from_seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("enc", sa.SmallInteger, nullable=False),
    sa.Column("log", sa.LargeBinary, nullable=False),
    _fk("attempt_id", to="attempt"),
)

# Set aside with a reason, visible to the operator: nothing a phone sent is thrown away.
held = sa.Table(
    "held",
    db.metadata,
    sa.Column("kab", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("attempt_id", Uuid16, primary_key=True),
    sa.Column("from_seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("digest", Digest, primary_key=True),
    sa.Column("code", sa.String(24), nullable=False),
    sa.Column("member_id", Uuid16, nullable=False),
    sa.Column("tps_id", sa.BigInteger, nullable=False),
    sa.Column("device_id", Uuid16, nullable=False),
    sa.Column("pack_hash", Digest, nullable=False),
    sa.Column("engine", sa.String(80), nullable=False),
    sa.Column("head", Digest, nullable=False),
    sa.Column("received", sa.BigInteger, nullable=False),
    sa.Column("enc", sa.SmallInteger, nullable=False),
    sa.Column("log", sa.LargeBinary, nullable=False),
)

# What replay made of the first `scored_seq` + 1 lines. `detail` is JSON: {"score": ..., "findings": [...]}.
score = sa.Table(
    "score",
    db.metadata,
    sa.Column("kab", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("attempt_id", Uuid16, primary_key=True),
    sa.Column("scored_seq", sa.Integer, nullable=False),
    sa.Column("scored_at", sa.BigInteger, nullable=False),
    sa.Column("engine", sa.SmallInteger, nullable=False),
    sa.Column("rules_revision", sa.Integer, nullable=False),
    # Empty, or the engine's refusal: a log that was stored before its pack was known may turn out not to play.
    sa.Column("refusal", sa.String(24), nullable=False, default=""),
    sa.Column("points", sa.Integer, nullable=False),
    sa.Column("max", sa.Integer, nullable=False),
    sa.Column("answered", sa.Integer, nullable=False),
    sa.Column("done", sa.SmallInteger, nullable=False),
    sa.Column("knockouts", sa.Integer, nullable=False),
    sa.Column("findings", sa.Integer, nullable=False),
    sa.Column("detail", PackedText, nullable=False),
    _fk("attempt_id", to="attempt"),
    sa.Index("ix_score_refused", "kab", sqlite_where=sa.text("refusal <> ''"), postgresql_where=sa.text("refusal <> ''")),
    sqlite_with_rowid=False,
)
# For whoever counts: what the detail says, without its text.
DETAIL = sa.type_coerce(score.c.detail, PackedJson).label("detail")

# One row for each change, deleted by the recount that has read it: no lock is shared between uploads of one TPS.
dirty_tps = sa.Table(
    "dirty_tps",
    db.metadata,
    sa.Column("kab", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("tps_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("mark", Uuid16, primary_key=True),
    sqlite_with_rowid=False,
)

# `key` is a kind (`hari`, `daftar_periksa`) or a pack hash; members are counted once for each key.
r_tps = sa.Table(
    "r_tps",
    db.metadata,
    sa.Column("kab", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("tps_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("key", sa.String(64), primary_key=True),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("members", sa.Integer, nullable=False),
    sa.Column("finished", sa.Integer, nullable=False),
    sa.Column("finished_members", sa.Integer, nullable=False),
    sa.Column("points", sa.Integer, nullable=False),
    sa.Column("max", sa.Integer, nullable=False),
    sa.Column("knockouts", sa.Integer, nullable=False),
    sa.Column("forked", sa.Integer, nullable=False),
    sa.Column("updated", sa.BigInteger, nullable=False),
)

r_tps_skill = sa.Table(
    "r_tps_skill",
    db.metadata,
    sa.Column("kab", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("tps_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("skill", sa.String(40), primary_key=True),
    sa.Column("points", sa.Integer, nullable=False),
    sa.Column("max", sa.Integer, nullable=False),
)
