"""Places and TPS: importing them, and asking what lies below what."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session, scoped_session

from simulasi.extensions import db, writing
from simulasi.models.member import invitation, member
from simulasi.models.wilayah import DESA, tps, wilayah
from simulasi.services import kode, tables_in
from simulasi.services.tables_in import Line, Report

SHIPPED = Path(__file__).resolve().parent.parent / "data" / "wilayah-kota-batu.csv"
KINDS = {1: ("Provinsi",), 2: ("Kabupaten", "Kota"), 3: ("Kecamatan", "Distrik"), 4: ("Desa", "Kelurahan")}


@dataclass(frozen=True, slots=True)
class Place:
    """A place with its official code."""

    kode: int
    nama: str
    jenis: str

    @property
    def judul(self) -> str:
        """As one says it: Desa Sumberbrantas."""
        return f"{self.jenis} {self.nama}"


@dataclass(frozen=True, slots=True)
class _Row:
    line: Line
    kode: int
    nama: str
    jenis: str
    tps: int | None


def load_shipped() -> Report:
    """Bring in Kota Batu."""
    return bring_in(SHIPPED.read_bytes())


def bring_in(body: bytes, dry_run: bool = False) -> Report:
    """Import places: columns kode, nama, and optionally jenis, jumlah_tps. All rows or none. Raises TableRefused."""
    lines, ignored = tables_in.read(body, ("kode", "nama"), ("jenis", "jumlah_tps"))
    report = Report(ignored=ignored)
    with writing() as session:
        rows = _read_rows(lines, report)
        known = {row.kode: row for row in session.execute(sa.select(wilayah))}
        counts = {desa: count for desa, count in session.execute(sa.select(tps.c.desa, sa.func.count()).group_by(tps.c.desa))}
        taken = _taken(session)
        for row in rows.values():
            _judge(row, rows, known, counts, taken, report)
        if not report.refused and not dry_run:
            _store(session, rows, known, counts)
            report.done = True
    return report


def place(code: int) -> Place | None:
    """One place."""
    row = db.session.execute(sa.select(wilayah.c.kode, wilayah.c.nama, wilayah.c.jenis).where(wilayah.c.kode == code)).first()
    return Place(*row) if row else None


def children(code: int) -> list[Place]:
    """The places right below, by code."""
    query = sa.select(wilayah.c.kode, wilayah.c.nama, wilayah.c.jenis).where(wilayah.c.induk == code).order_by(wilayah.c.kode)
    return [Place(*row) for row in db.session.execute(query)]


def all_of(level: int) -> list[Place]:
    """Every place of a level, by code."""
    query = sa.select(wilayah.c.kode, wilayah.c.nama, wilayah.c.jenis).where(wilayah.c.tingkat == level).order_by(wilayah.c.kode)
    return [Place(*row) for row in db.session.execute(query)]


def desa_below(code: int) -> list[Place]:
    """Every desa or kelurahan below a code, by name."""
    found = [code]
    for _ in range(4 - kode.level(code)):
        found = [each.kode for above in found for each in children(above)]
    places = [place(each) for each in found]
    return sorted((each for each in places if each), key=lambda each: each.nama)


def trail(code: int, top: int) -> list[Place]:
    """The places from `top` down to, but without, this one."""
    above = []
    parent = kode.parent(code)
    while parent is not None and kode.covers(top, parent):
        above.append(parent)
        parent = kode.parent(parent)
    return [found for found in map(place, reversed(above)) if found]


def tps_below(code: int) -> list[int]:
    """Every `tps_id` within a place, in order."""
    low, high = kode.span(code)
    return list(db.session.execute(sa.select(tps.c.tps_id).where(tps.c.tps_id.between(low, high)).order_by(tps.c.tps_id)).scalars())


def _read_rows(lines: Sequence[Line], report: Report) -> dict[int, _Row]:
    rows: dict[int, _Row] = {}
    for line in lines:
        code, name = kode.parse(line["kode"]), line["nama"]
        what = f"{line['kode']} {name}".strip()
        if code is None:
            report.refuse(line, what, "kode wilayah harus 2, 4, 6, atau 10 angka")
            continue
        if code in rows:
            report.refuse(line, what, f"kode ini sudah ada pada baris {rows[code].line.number}")
            continue
        level = kode.level(code)
        kind = next((known for known in KINDS[level] if known.lower() == (line["jenis"] or KINDS[level][0]).lower()), "")
        stations = tables_in.natural(line["jumlah_tps"], 0, kode.MAX_TPS) if line["jumlah_tps"] else None
        if not 1 <= len(name) <= 80:
            report.refuse(line, what, "nama kosong atau lebih dari 80 huruf")
        elif not kind:
            report.refuse(line, what, f"jenis {line['jenis']!r} tidak cocok: {' atau '.join(KINDS[level])}")
        elif line["jumlah_tps"] and stations is None:
            report.refuse(line, what, f"jumlah_tps {line['jumlah_tps']!r} bukan bilangan 0 sampai {kode.MAX_TPS}")
        elif stations is not None and level != DESA:
            report.refuse(line, what, "jumlah_tps hanya untuk desa atau kelurahan")
        else:
            rows[code] = _Row(line, code, name, kind, stations)
            continue
        # Its children must not be refused for its fault as well.
        rows[code] = _Row(line, code, name, "", None)
    return rows


def _judge(
    row: _Row, rows: dict[int, _Row], known: dict[int, sa.Row], counts: dict[int, int], taken: dict[int, int], report: Report
) -> None:
    what = f"{kode.show(row.kode)} {row.nama}"
    if not row.jenis:
        return
    above = kode.parent(row.kode)
    if above is not None and above not in rows and above not in known:
        report.refuse(
            row.line, what, f"{kode.NAMES[kode.level(above)]} {kode.show(above)} tidak ada, baik di berkas ini maupun di basis data"
        )
    elif row.tps is not None and row.tps < taken.get(row.kode, 0):
        report.refuse(
            row.line, what, f"TPS {taken[row.kode]:03d} sudah punya anggota atau undangan, jadi jumlah TPS tidak dapat menjadi {row.tps}"
        )
    else:
        old = known.get(row.kode)
        same = old is not None and (old.nama, old.jenis) == (row.nama, row.jenis) and row.tps in (None, counts.get(row.kode, 0))
        report.accept(row.line, what, "baru" if old is None else "sama" if same else "berubah")


def _store(session: scoped_session[Session], rows: dict[int, _Row], known: dict[int, sa.Row], counts: dict[int, int]) -> None:
    values = [
        {"kode": row.kode, "induk": kode.parent(row.kode), "tingkat": kode.level(row.kode), "nama": row.nama, "jenis": row.jenis}
        for row in sorted(rows.values(), key=lambda row: kode.level(row.kode))
    ]
    new = [value for value in values if value["kode"] not in known]
    if new:
        session.execute(sa.insert(wilayah), new)
    for value in values:
        if value["kode"] in known:
            session.execute(sa.update(wilayah).where(wilayah.c.kode == value["kode"]).values(nama=value["nama"], jenis=value["jenis"]))
    stations = []
    for row in rows.values():
        before, after = counts.get(row.kode, 0), row.tps
        if after is None:
            continue
        if after < before:
            session.execute(sa.delete(tps).where(tps.c.desa == row.kode, tps.c.nomor > after))
        stations += [{"tps_id": kode.tps_id(row.kode, n), "desa": row.kode, "nomor": n} for n in range(before + 1, after + 1)]
    if stations:
        session.execute(sa.insert(tps), stations)


def _taken(session: scoped_session[Session]) -> dict[int, int]:
    """The highest TPS number in use in each desa."""
    highest: dict[int, int] = {}
    for table in (member, invitation):
        for (used,) in session.execute(sa.select(table.c.tps_id).distinct()):
            desa = kode.desa_of(used)
            highest[desa] = max(highest.get(desa, 0), used % 1000)
    return highest
