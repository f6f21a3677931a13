"""What may be worth a question: never a verdict, always with what was seen and with an innocent explanation."""

import json
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from simulasi.extensions import db
from simulasi.models.attempt import attempt, held
from simulasi.models.bundle import carried
from simulasi.models.device import device
from simulasi.models.member import member
from simulasi.models.rollup import r_hint
from simulasi.services import kode, rollups, territory
from simulasi.services.hints import ASK, WORDS

# A phone whose clock is off by more than this is worth setting right before the day.
CLOCK_MS = 10 * 60_000

CARRIED = "Biasanya kerabat atau pelatih yang meneruskan. Tanda tangan ponsel pembuatnya cocok, jadi isinya utuh. Tanyakan bagaimana hasilnya berpindah."
CARRIED_HELD = "Biasanya kerabat atau pelatih yang meneruskan. Tanda tangannya belum dapat diperiksa: tanyakan dahulu kepada anggota itu."


@dataclass(frozen=True, slots=True)
class Suspicion:
    """One thing to ask about. `evidence` is a sentence; `attempt_id` is None where a phone and not an attempt is meant."""

    kind: str
    title: str
    ask: str
    evidence: str
    member_id: UUID
    nama: str
    tps_id: int
    peran: int
    attempt_id: UUID | None


def listed(code: int) -> list[Suspicion]:
    """Below a desa or a TPS, by TPS and member."""
    low, high = kode.span(code)
    rollups.recount(low, high)
    rows = [*_attempts(code), *_carried(code), *_clocks(code), *_held(code)]
    return sorted(rows, key=lambda row: (row.tps_id, row.peran, row.member_id, row.kind, str(row.attempt_id)))


def by_person(code: int) -> list[tuple[Suspicion, list[list[Suspicion]]]]:
    """The same for a screen: each person once (as one of their rows), with what was seen, kind by kind."""
    found = []
    for _, mine in groupby(listed(code), key=attrgetter("member_id")):
        kinds = [list(rows) for _, rows in groupby(mine, key=attrgetter("kind"))]
        found.append((kinds[0][0], kinds))
    return found


def _attempts(code: int) -> list[Suspicion]:
    low, high = kode.span(code)
    query = (
        sa.select(r_hint, member.c.nama, member.c.peran)
        .join(member, sa.and_(member.c.kab == r_hint.c.kab, member.c.id == r_hint.c.member_id))
        .where(r_hint.c.kab == kode.kab_of(code), r_hint.c.tps_id.between(low, high))
    )
    return [
        Suspicion(
            row.kind, WORDS[row.kind], ASK[row.kind], _sentence(row.kind, json.loads(row.evidence)), row.member_id, row.nama, row.tps_id,
            row.peran, row.attempt_id,
        )
        for row in db.session.execute(query)
    ]  # fmt: skip


def _carried(code: int) -> list[Suspicion]:
    low, high = kode.span(code)
    kab = kode.kab_of(code)
    query = (
        sa.select(carried, member.c.nama, member.c.peran, member.c.tps_id, attempt.c.attempt_id.label("stored"))
        .join(member, sa.and_(member.c.kab == carried.c.kab, member.c.id == carried.c.member_id))
        .outerjoin(attempt, sa.and_(attempt.c.kab == carried.c.kab, attempt.c.attempt_id == carried.c.attempt_id))
        .where(carried.c.kab == kab, member.c.tps_id.between(low, high))
    )
    rows = db.session.execute(query).all()
    return [
        Suspicion(
            "pembawa", "Diantar ponsel dari desa lain", CARRIED if row.stored else CARRIED_HELD, _from(row.bearer_tps), row.member_id, row.nama,
            row.tps_id, row.peran, row.stored,
        )
        for row in rows
    ]  # fmt: skip


def _from(bearer_tps: int) -> str:
    """The place, never the person: whoever carried it is not of this desa."""
    place = territory.place(bearer_tps // 1000)
    return f"dibawa ponsel anggota TPS {bearer_tps % 1000:03d} {place.judul if place else 'di luar kabupaten/kota ini'}"


def _clocks(code: int) -> list[Suspicion]:
    low, high = kode.span(code)
    query = (
        sa.select(device.c.member_id, device.c.tps_id, device.c.clock_offset, member.c.nama, member.c.peran)
        .join(member, sa.and_(member.c.kab == device.c.kab, member.c.id == device.c.member_id))
        .where(
            device.c.kab == kode.kab_of(code),
            device.c.tps_id.between(low, high),
            device.c.revoked_at.is_(None),
            sa.func.abs(device.c.clock_offset) > CLOCK_MS,
        )
    )
    ask = "Minta jam ponsel disetel otomatis: pada hari pemungutan jam harus benar."
    return [
        Suspicion(
            "jam_ponsel", "Jam ponsel keliru", ask, f"selisih {abs(row.clock_offset) // 60_000} menit dari jam server", row.member_id,
            row.nama, row.tps_id, row.peran, None,
        )
        for row in db.session.execute(query)
    ]  # fmt: skip


def _held(code: int) -> list[Suspicion]:
    low, high = kode.span(code)
    query = (
        sa.select(held.c.member_id, held.c.tps_id, held.c.code, held.c.attempt_id, member.c.nama, member.c.peran)
        .join(member, sa.and_(member.c.kab == held.c.kab, member.c.id == held.c.member_id))
        .where(
            held.c.kab == kode.kab_of(code), held.c.tps_id.between(low, high), held.c.code.notin_(("gap", "pack-unknown", "engine-unknown"))
        )
    )
    ask = "Hasilnya disimpan tetapi belum dinilai. Operator dapat melepasnya setelah diperiksa."
    return [
        Suspicion("ditahan", "Kiriman ditahan", ask, f"alasan: {row.code}", row.member_id, row.nama, row.tps_id, row.peran, None)
        for row in db.session.execute(query)
    ]


def _sentence(kind: str, seen: dict[str, Any]) -> str:
    if kind == "cepat":
        return f"{seen['hasty']} dari {seen['n']} jawaban diberikan dalam kurang dari 1,5 detik; nilai tengahnya {seen['median'] / 1000:.1f} detik".replace(
            ".", ","
        )
    if kind == "jam":
        return f"jam ponsel mundur {seen['back'] // 60_000} menit"
    if kind == "kembar":
        what = "jeda antarjawaban sama sampai milidetik" if seen["by"] == "beat" else "semua jawaban sama, juga yang keliru"
        return f"{what}, dengan {len(seen['others'])} percobaan anggota lain di TPS ini"
    return "satu percobaan dikirim dengan isi yang berbeda"
