"""What is held, for the people who must decide: with its age and its reason, and let go to a member with an audit row."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from simulasi import clock
from simulasi.extensions import db, writing
from simulasi.models.attempt import attempt, held
from simulasi.models.bundle import held_bundle
from simulasi.models.member import member
from simulasi.services import accounts, bundles, kode, roster, territory
from simulasi.services.accounts import Staff
from simulasi.services.desk import office
from simulasi.services.roster import Member
from simulasi.services.territory import Place
from simulasi.sync import states, store
from simulasi.sync.bundle import BundleError, read
from simulasi.sync.draft import Draft, Owner

OLD_MS = 3 * 86_400_000
PIECE, SEALED = "potongan", "bundel"
# code -> (what happened, what happens next). Those of DECIDED wait for a person.
REASONS = {
    states.GAP: ("Bagian di tengahnya belum sampai.", "Ponsel mengirim sisanya sendiri saat bersinyal."),
    states.GAP_CLOSED: (
        "Bagian di tengahnya tidak ditunggu lagi.",
        "Dinilai sampai bagian yang lengkap. Bila bagian itu tiba juga, semuanya dinilai sendiri.",
    ),
    states.PACK_UNKNOWN: ("Paket hari latihannya belum ada di server ini.", "Dinilai sendiri setelah paket itu diterbitkan."),
    states.ENGINE_UNKNOWN: ("Dibuat dengan versi aplikasi yang belum dikenal server.", "Dinilai sendiri setelah server diperbarui."),
    states.FORK: ("Latihan ini dilanjutkan di dua ponsel; ini versi kedua.", "Keduanya disimpan; yang dinilai ialah yang lebih dulu tiba."),
    states.DEVICE_REVOKED: ("Dikirim dari ponsel yang sudah dicabut.", "Terima bila Anda yakin ini hasil anggota itu."),
    states.MEMBER_UNKNOWN: ("Pengirimnya tidak ada (lagi) di daftar.", "Pilih anggota yang menjalani latihan ini."),
    bundles.KEY_UNKNOWN: (
        "Ponsel pembuatnya belum pernah tersambung, jadi tanda tangannya belum dapat diperiksa.",
        "Diterima sendiri saat ponsel itu tersambung.",
    ),
    bundles.SIGNATURE_INVALID: ("Tanda tangannya tidak cocok dengan isinya.", "Tanyakan kepada anggota itu sebelum menerima."),
    bundles.LOG_INVALID: ("Catatannya tidak dapat dibaca utuh.", "Minta anggota itu mengirim lagi dari ponselnya."),
}
DECIDED = (states.DEVICE_REVOKED, states.MEMBER_UNKNOWN)
DECIDED_SEALED = (*DECIDED, bundles.KEY_UNKNOWN, bundles.SIGNATURE_INVALID)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something held. `name` as the roster knows it, or as the bundle says; `member_id` only when the roster knows them."""

    jenis: str
    kab: int
    digest: str
    attempt_id: UUID
    tps_id: int
    name: str
    member_id: UUID | None
    code: str
    via: str
    received: int
    lines: int | None
    # How far the log is whole, for a piece behind a gap: the last decision that counts; -1 when there is none.
    whole: int = -1

    @property
    def closed(self) -> bool:
        """Does nobody wait for it any more?"""
        return self.code == states.GAP_CLOSED

    @property
    def gap(self) -> bool:
        """Does it wait for a part that is missing?"""
        return self.code == states.GAP

    @property
    def desa(self) -> int:
        """The desa it belongs to; 0 while only a kecamatan or kabupaten is known."""
        return kode.desa_of(self.tps_id) if kode.desa_digits(self.tps_id) else 0

    @property
    def why(self) -> tuple[str, str]:
        """What happened, and what happens next."""
        return REASONS.get(self.code, (self.code, ""))

    @property
    def old(self) -> bool:
        """Has it waited so long that somebody should ask?"""
        return clock.now_ms() - self.received > OLD_MS

    @property
    def decidable(self) -> bool:
        """Can a person let it go?"""
        return self.code in (DECIDED_SEALED if self.jenis == SEALED else DECIDED)


def close_gap(staff: Staff | None, code: int, digest: str) -> bool:
    """Wait no longer for the part that is missing before this piece; it is kept, and what is whole counts as it stands. False: no such piece here."""
    found = next((each for each in listed(code) if each.digest == digest and each.code == states.GAP), None)
    if found is None:
        return False
    with writing() as session:
        here = (held.c.kab == found.kab, held.c.digest == digest, held.c.code == states.GAP)
        session.execute(sa.update(held).where(*here).values(code=states.GAP_CLOSED))
        accounts.record(session, staff.id if staff else None, found.kab, "celah ditutup", str(found.attempt_id))
    return True


def listed(code: int) -> list[Waiting]:
    """What is held below a code, oldest first."""
    found = [*_pieces(code), *_sealed(code)]
    return sorted(found, key=lambda each: (each.received, each.digest))


def candidates(code: int) -> list[Member]:
    """To whom something below a code may be given."""
    return [each for each in roster.members_of(code) if each.aktif]


def astray(code: int) -> list[Waiting]:
    """What is held above the desa, because only its bearer is known: for PPK and KPU to send on."""
    return [row for row in listed(code) if not row.desa]


def by_desa(code: int) -> list[tuple[Place, int, int]]:
    """Each desa below a code with something held: how much, and since when. No names: these are the desa's own."""
    rows = [row for row in listed(code) if row.desa and not row.closed]
    places = {desa: territory.place(desa) for desa in sorted({row.desa for row in rows})}
    found = []
    for desa, place in places.items():
        since = [row.received for row in rows if row.desa == desa]
        found.append((place or Place(desa, kode.show(desa), ""), len(since), min(since)))
    return found


def send_on(staff: Staff, digest: str, desa: int) -> bool:
    """Show something held to the PPS of a desa, who know their people. False: no such thing, or no such desa, here."""
    found = next((row for row in astray(staff.wilayah) if row.digest == digest), None)
    if found is None or kode.level(desa) != 4 or not kode.covers(staff.wilayah, desa) or territory.place(desa) is None:
        return False
    with writing() as session:
        here = (held_bundle.c.kab == found.kab, held_bundle.c.digest == digest)
        session.execute(sa.update(held_bundle).where(*here).values(tps_id=kode.tps_id(desa, 0)))
        accounts.record(session, staff.id, found.kab, "ditahan diarahkan", f"{found.attempt_id} -> {desa}")
    return True


def let_go(staff: Staff, digest: str, member_id: UUID) -> str:
    """Give something held to a member of one's own territory. Returns a status; empty: there is no such thing, or no such member, here."""
    found = next((each for each in listed(staff.wilayah) if each.digest == digest and each.decidable), None)
    person = next((each for each in candidates(staff.wilayah) if each.id == member_id and found and each.kab == found.kab), None)
    if found is None or person is None:
        return ""
    status = _give_piece(found, person) if found.jenis == PIECE else _give_sealed(found, person)
    with writing() as session:
        accounts.record(session, staff.id, found.kab, f"ditahan dilepas: {status}", f"{found.attempt_id} {found.code} -> {person.kode}")
    return status


def _give_piece(found: Waiting, person: Member) -> str:
    desk, name = office(), str(found.attempt_id)
    with desk.connect() as conn:
        known = store.read_known(conn, found.kab, [name])[name]
    device_id = next(row["device_id"] for row in known.held if row["digest"] == found.digest)
    draft = Draft(desk, Owner(found.kab, person.id, person.tps_id, device_id), name, known, clock.now_ms())
    if not draft.adopt(DECIDED):
        return states.HELD
    (problem,) = desk.writer.submit([draft.change])
    if problem is not None:
        raise problem
    return states.STORED


def _give_sealed(found: Waiting, person: Member) -> str:
    here = (held_bundle.c.kab == found.kab, held_bundle.c.digest == found.digest)
    body = db.session.execute(sa.select(held_bundle.c.body).where(*here)).scalar_one()
    row = db.session.execute(sa.select(member).where(member.c.kab == person.kab, member.c.id == person.id)).one()
    try:
        status = bundles.give_to(read(bytes(body)), row).status
    except BundleError:
        return states.HELD
    if status in (states.STORED, states.HAD, states.FORKED):
        with writing() as session:
            session.execute(sa.delete(held_bundle).where(*here))
    return status


def _pieces(code: int) -> list[Waiting]:
    columns = (held.c.kab, held.c.digest, held.c.attempt_id, held.c.tps_id, held.c.code, held.c.received, held.c.member_id, member.c.nama)
    whole = sa.func.coalesce(attempt.c.last_seq, -1).label("whole")
    joined = held.outerjoin(member, sa.and_(member.c.kab == held.c.kab, member.c.id == held.c.member_id)).outerjoin(
        attempt, sa.and_(attempt.c.kab == held.c.kab, attempt.c.attempt_id == held.c.attempt_id)
    )
    rows = db.session.execute(sa.select(*columns, whole).select_from(joined).where(*_below(held, code)))
    return [_waiting(PIECE, row, row.nama or "", "sinyal", None, row.whole) for row in rows]


def _sealed(code: int) -> list[Waiting]:
    columns = [
        held_bundle.c[name]
        for name in ("kab", "digest", "attempt_id", "tps_id", "code", "received", "member_id", "name", "via", "last_seq")
    ]
    joined = held_bundle.outerjoin(member, sa.and_(member.c.kab == held_bundle.c.kab, member.c.id == held_bundle.c.member_id))
    rows = db.session.execute(sa.select(*columns, member.c.nama).select_from(joined).where(*_below(held_bundle, code)))
    return [_waiting(SEALED, row, row.nama or row.name, row.via, row.last_seq + 1) for row in rows]


def _waiting(jenis: str, row: sa.Row, name: str, via: str, lines: int | None, whole: int = -1) -> Waiting:
    known = row.member_id if row.nama is not None else None
    return Waiting(jenis, row.kab, row.digest, row.attempt_id, row.tps_id, name, known, row.code, via, row.received, lines, whole)


def _below(table: sa.Table, code: int) -> tuple[sa.ColumnElement[bool], ...]:
    low, high = kode.span(code)
    return table.c.kab.between(low // 10**9, high // 10**9), table.c.tps_id.between(low, high)
