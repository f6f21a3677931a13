"""Published packs: a reference table, the same everywhere, hence without `kab`. Immutable and named by the hash of their bytes."""

import sqlalchemy as sa

from simulasi.extensions import db
from simulasi.models.digest import Digest

pack = sa.Table(
    "pack",
    db.metadata,
    sa.Column("hash", Digest, primary_key=True),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("ruleset", sa.String(40), nullable=False),
    sa.Column("rules_revision", sa.Integer, nullable=False),
    sa.Column("content_revision", sa.Integer, nullable=False),
    sa.Column("engine", sa.SmallInteger, nullable=False),
    sa.Column("size", sa.String(16), nullable=False),
    sa.Column("title", sa.String(200), nullable=False),
    sa.Column("length", sa.Integer, nullable=False),
    sa.Column("published", sa.BigInteger, nullable=False),
    # Withdrawn packs are no longer offered, but stay: attempts made on them must replay for ever.
    sa.Column("withdrawn", sa.BigInteger, nullable=True),
    # Brotli: what goes over the wire, stored once and for all.
    sa.Column("body", sa.LargeBinary, nullable=False),
)
