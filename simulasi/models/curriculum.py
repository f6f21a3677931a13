"""What a trainer set for the course of a territory: which parts are open, in which order, and the two dates of the plan."""

import sqlalchemy as sa

from simulasi.extensions import db

# `kode` is a kabupaten/kota, kecamatan or desa; the nearest one above a member counts. Lists are part ids joined by commas; empty means all, as authored.
curriculum = sa.Table(
    "curriculum",
    db.metadata,
    sa.Column("kab", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("kode", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("buka", sa.String(200), nullable=False, default=""),
    sa.Column("urutan", sa.String(200), nullable=False, default=""),
    sa.Column("bimtek", sa.String(10), nullable=False, default=""),
    sa.Column("hari_h", sa.String(10), nullable=False, default=""),
    sa.Column("updated", sa.BigInteger, nullable=False),
)
