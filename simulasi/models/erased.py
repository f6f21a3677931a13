"""What was erased on purpose: only the id stays, so that a phone which still holds the data cannot bring them back by sending them again."""

import sqlalchemy as sa

from simulasi.extensions import db
from simulasi.models.base import Uuid16

MEMBER, ATTEMPT = "anggota", "percobaan"

erased = sa.Table(
    "erased",
    db.metadata,
    sa.Column("kab", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("id", Uuid16, primary_key=True),
    sa.Column("kind", sa.String(12), nullable=False),
    sa.Column("at", sa.BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
