"""Published packs: a reference table, the same everywhere, hence without `kab`. Immutable and named by the hash of their bytes."""

import sqlalchemy as sa

from simulasi.extensions import db
from simulasi.models.base import Uuid16
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

# A pack whose rules were corrected, and the pack that is right: attempts on the first are marked by the second. The last row of a pack counts.
correction = sa.Table(
    "correction",
    db.metadata,
    sa.Column("pack_hash", Digest, sa.ForeignKey("pack.hash"), primary_key=True),
    sa.Column("by_hash", Digest, sa.ForeignKey("pack.hash"), nullable=False),
    sa.Column("reason", sa.String(300), nullable=False),
    sa.Column("at", sa.BigInteger, nullable=False),
)

# A source of the registry that somebody has read since this release: who, when, where it stands. Append-only; what is compiled afterwards
# takes it for seen, and carries a revision that is higher by the number of these rows (services/sightings.py).
sighting = sa.Table(
    "sighting",
    db.metadata,
    sa.Column("id", Uuid16, primary_key=True),
    sa.Column("source", sa.String(40), nullable=False),
    sa.Column("citation", sa.String(300), nullable=False),
    sa.Column("by", Uuid16, nullable=True),
    sa.Column("at", sa.BigInteger, nullable=False),
)
