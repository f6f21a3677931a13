"""Participants: importing them, and asking who belongs to which TPS. A code, a name to be called by, a TPS, a role; nothing else."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, scoped_session

from simulasi import clock
from simulasi.extensions import db, writing
from simulasi.models.base import uuid7
from simulasi.models.member import member
from simulasi.models.wilayah import tps, wilayah
from simulasi.services import kode, rollups, server_state, tables_in
from simulasi.services.tables_in import Line, Report

COLUMNS = ("kode", "nama", "desa", "tps", "peran")
# Personal data that must not even be offered to us (UU 27/2022: no more than the purpose needs).
FORBIDDEN = (
    "nik",
    "ktp",
    "no_ktp",
    "lahir",
    "tanggal_lahir",
    "tgl_lahir",
    "alamat",
    "telepon",
    "hp",
    "no_hp",
    "email",
    "kesehatan",
    "partai",
    "agama",
)
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,23}\Z")
_DIGITS = re.compile(r"\d{8}")


@dataclass(frozen=True, slots=True)
class Member:
    """A participant."""

    kab: int
    id: UUID
    tps_id: int
    peran: int
    kode: str
    nama: str
    generation: int
    aktif: bool


@dataclass(frozen=True, slots=True)
class _Row:
    line: Line
    kode: str
    nama: str
    tps_id: int
    peran: int

    @property
    def what(self) -> str:
        return f"{self.kode} {self.nama}"

    @property
    def kab(self) -> int:
        return kode.kab_of(self.tps_id)


def bring_in(body: bytes, dry_run: bool = False) -> Report:
    """Import participants: columns kode, nama, desa, tps, peran. All rows or none; who is not in the file stays. Raises TableRefused."""
    lines, ignored = tables_in.read(body, COLUMNS, forbidden=FORBIDDEN)
    report = Report(ignored=ignored)
    with writing() as session:
        rows = _read_rows(session, lines, report)
        kabs = {row.kab for row in rows}
        known = {(row.kab, row.kode): _member(row) for row in session.execute(sa.select(*_COLUMNS).where(member.c.kab.in_(kabs)))}
        _judge(rows, known, report)
        if not report.refused and not dry_run:
            store(session, [(row.kab, row.kode, row.nama, row.tps_id, row.peran) for row in rows], known)
            # Whoever was moved sends from the new TPS at once, not when their token is renewed.
            server_state.count_revocation(session)
            report.done = True
    return report


def store(session: scoped_session[Session], people: Sequence[tuple[int, str, str, int, int]], known: dict[tuple[int, str], Member]) -> None:
    """Insert or change these (kab, kode, nama, tps_id, peran), within the caller's transaction."""
    now = clock.now_ms()
    new = []
    for kab, code, name, tps_id, peran in people:
        old = known.get((kab, code))
        values = {"nama": name, "tps_id": tps_id, "peran": peran, "aktif": 1}
        if old is None:
            new.append({"kab": kab, "id": uuid7(now), "kode": code, "generation": 0, **values})
        elif (old.nama, old.tps_id, old.peran, old.aktif) != (name, tps_id, peran, True):
            session.execute(sa.update(member).where(member.c.kab == kab, member.c.id == old.id).values(**values))
            # Who sits where is part of what the boards count.
            rollups.mark(session, {(kab, old.tps_id), (kab, tps_id)})
    if new:
        session.execute(sa.insert(member), new)


def members_of(code: int) -> list[Member]:
    """The active participants of a TPS or of a place, by TPS and role."""
    low, high = kode.span(code)
    query = sa.select(*_COLUMNS).where(member.c.kab == kode.kab_of(code), member.c.tps_id.between(low, high), member.c.aktif == 1)
    return [_member(row) for row in db.session.execute(query.order_by(member.c.tps_id, member.c.peran, member.c.kode))]


def one(kab: int, member_id: UUID) -> Member | None:
    """A participant, active or not."""
    row = db.session.execute(sa.select(*_COLUMNS).where(member.c.kab == kab, member.c.id == member_id)).first()
    return _member(row) if row else None


def read_peran(text: str) -> int | None:
    """`4`, `KPPS 4`, `kpps_4`; `Ketua` is 1."""
    short = text.lower().replace("kpps", "").strip(" _-.")
    return 1 if short == "ketua" else tables_in.natural(short, 1, 7)


_COLUMNS = tuple(member.c[name] for name in ("kab", "id", "tps_id", "peran", "kode", "nama", "generation", "aktif"))


def _member(row: sa.Row) -> Member:
    return Member(row.kab, row.id, row.tps_id, row.peran, row.kode, row.nama, row.generation, bool(row.aktif))


def _read_rows(session: scoped_session[Session], lines: Sequence[Line], report: Report) -> list[_Row]:
    desa_known = set(session.execute(sa.select(wilayah.c.kode).where(wilayah.c.tingkat == 4)).scalars())
    tps_known = set(session.execute(sa.select(tps.c.tps_id)).scalars())
    rows: list[_Row] = []
    seen: dict[tuple[int, str], int] = {}
    for line in lines:
        code, name = line["kode"], line["nama"]
        desa, number, peran = kode.parse(line["desa"]), tables_in.natural(line["tps"], 1, kode.MAX_TPS), read_peran(line["peran"])
        where = kode.tps_id(desa, number) if desa and number else 0
        why = ""
        if not _CODE.match(code):
            why = "kode peserta kosong, lebih dari 24 huruf, atau memakai tanda lain"
        elif _DIGITS.search(code) and code.isdigit():
            why = "kode peserta tidak boleh NIK atau nomor telepon; buat kode sendiri"
        elif not 1 <= len(name) <= 60 or not name.isprintable():
            why = "nama kosong atau lebih dari 60 huruf"
        elif _DIGITS.search(name):
            why = "nama berisi nomor panjang; NIK dan nomor telepon tidak disimpan"
        elif desa is None or desa not in desa_known:
            why = f"desa {line['desa']!r} tidak dikenal; pakai kode desa 10 angka"
        elif number is None:
            why = f"tps {line['tps']!r} bukan bilangan 1 sampai {kode.MAX_TPS}"
        elif where not in tps_known:
            why = f"TPS {number:03d} tidak ada di desa {kode.show(desa)}"
        elif peran is None:
            why = f"peran {line['peran']!r} bukan 1 sampai 7"
        elif (kode.kab_of(where), code) in seen:
            why = f"kode ini sudah ada pada baris {seen[kode.kab_of(where), code]}"
        if why or peran is None:
            report.refuse(line, f"{code} {name}".strip(), why)
            continue
        seen[kode.kab_of(where), code] = line.number
        rows.append(_Row(line, code, name, where, peran))
    return rows


def _judge(rows: Sequence[_Row], known: dict[tuple[int, str], Member], report: Report) -> None:
    """One active person for each seat; who leaves a seat in this file makes room in it."""
    moved = {(row.kab, row.kode) for row in rows}
    holder = {(old.tps_id, old.peran): f"{old.kode} {old.nama}" for key, old in known.items() if old.aktif and key not in moved}
    for row in rows:
        seat = (row.tps_id, row.peran)
        if seat in holder:
            report.refuse(row.line, row.what, f"KPPS {row.peran} di TPS {row.tps_id % 1000:03d} sudah diisi {holder[seat]}")
            continue
        holder[seat] = row.what
        old = known.get((row.kab, row.kode))
        same = old is not None and (old.nama, old.tps_id, old.peran, old.aktif) == (row.nama, row.tps_id, row.peran, True)
        report.accept(row.line, row.what, "baru" if old is None else "sama" if same else "berubah")
