"""Territory by its official codes: reference tables, the same everywhere, hence without `kab`.

A code is its digits: 35 province, 3579 kabupaten/kota, 357901 kecamatan, 3579012008 desa or kelurahan. `tps_id` = desa * 1000 + number,
so that everything below a place is one range of `tps_id`.
"""

import sqlalchemy as sa

from simulasi.extensions import db

PROVINSI, KABKOTA, KECAMATAN, DESA = 1, 2, 3, 4

wilayah = sa.Table(
    "wilayah",
    db.metadata,
    sa.Column("kode", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("induk", sa.BigInteger, sa.ForeignKey("wilayah.kode"), nullable=True, index=True),
    sa.Column("tingkat", sa.SmallInteger, nullable=False),
    sa.Column("nama", sa.String(80), nullable=False),
    sa.Column("jenis", sa.String(16), nullable=False),
)

tps = sa.Table(
    "tps",
    db.metadata,
    sa.Column("tps_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("desa", sa.BigInteger, sa.ForeignKey("wilayah.kode"), nullable=False, index=True),
    sa.Column("nomor", sa.SmallInteger, nullable=False),
)
