"""Everything on screen as a table to take along, with the same figures, the same filters and the same silence about few people."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from flask import current_app

from simulasi.services import analysis, effect, followup, groups, kode, meetings, progress, regions, review, suspicions, territory
from simulasi.services.accounts import Staff
from simulasi.services.tables_out import Cell, Table

FEW = "kurang dari 5"
STATES = {
    "kosong": "belum ada data", "jalan": "sudah mulai", "siap": "siap", "sedang": "hampir", "dampingi": "belum", "langgar": "kesalahan berat",
    "periksa": "perlu diperiksa",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Export:
    """What can be taken along: who may, and how the table is made for a place with the filters of the page."""

    roles: tuple[str, ...]
    make: Callable[[Staff, int, Mapping[str, str]], Table]


def make(name: str, staff: Staff, code: int, filters: Mapping[str, str]) -> Table | None:
    """The table of this name for a place; None when there is none, or not for this person."""
    export = EXPORTS.get(name)
    if export is None or staff.peran not in export.roles or not staff.covers(code) or territory.place(code) is None:
        return None
    return export.make(staff, code, filters)


def _members(staff: Staff, code: int, filters: Mapping[str, str]) -> Table:
    board = review.board(code, filters.get("urut") != "nomor")
    rows: list[list[Cell]] = []
    for station in board.stations if board else ():
        for cell in station.seats:
            if cell:
                who = cell.member
                rows.append(
                    [station.nomor, who.peran, who.kode, who.nama, STATES[cell.state], cell.last, cell.best, cell.finished, _day(cell.seen)]
                )
    columns = ("TPS", "KPPS", "Kode", "Nama", "Keadaan", "Nilai terakhir", "Nilai terbaik", "Hari selesai", "Kabar terakhir")
    return Table(f"Papan {_name(code)}", columns, rows)


def _shares(staff: Staff, code: int, filters: Mapping[str, str]) -> Table:
    rows: list[list[Cell]] = [
        [
            kode.show(row.place.kode), row.place.judul, row.ready_stations, row.stations, row.members, _few(row.played), _few(row.siap),
            _few(row.hampir), _few(row.belum), row.average, _few(row.knockouts), row.weakest, _day(row.newest),
        ]
        for row in regions.shares(code, staff.wilayah)
    ]  # fmt: skip
    columns = (
        "Kode",
        "Tempat",
        "TPS siap",
        "TPS",
        "Anggota",
        "Sudah main",
        "Siap",
        "Hampir",
        "Belum",
        "Nilai",
        "Kesalahan berat",
        "Paling lemah",
        "Data terakhir",
    )
    return Table(f"Jumlah {_name(code)}", columns, rows)


def _weeks(staff: Staff, code: int, filters: Mapping[str, str]) -> Table:
    weeks, rows = regions.trends(code, staff.wilayah)
    return Table(f"Mingguan {_name(code)}", ("Tempat", *(_day(week) for week in weeks)), [[row.place.judul, *row.percents] for row in rows])


def _items(staff: Staff, code: int, filters: Mapping[str, str]) -> Table:
    found = analysis.listed(code, filters.get("peran", ""), filters.get("keterampilan", ""), top=staff.top)
    rows: list[list[Cell]] = [
        [
            row.title, row.role, analysis.skill_label(row.skill), row.right, row.n,
            None if row.discrimination is None else f"{row.discrimination / 100:.2f}".replace(".", ","), row.sure_wrong,
            row.wrong[0][0] if row.wrong else "", row.wrong[0][1] if row.wrong else None, row.verdict, ", ".join(row.sources),
        ]
        for row in found
    ]  # fmt: skip
    columns = (
        "Butir",
        "Peran",
        "Keterampilan",
        "Benar (%)",
        "Jawaban",
        "Daya beda",
        "Yakin tapi salah (%)",
        "Paling sering dipilih",
        "Kali",
        "Kesimpulan",
        "Sumber",
    )
    return Table(f"Belum dipahami {_name(code)}", columns, rows)


def _gains(staff: Staff, code: int, filters: Mapping[str, str]) -> Table:
    below = [] if staff.peran == "pps" else [gain for _, gain in progress.gains_below(code, staff.top)]
    rows: list[list[Cell]] = [
        [
            gain.label, _few(gain.n), gain.before, gain.after, _hundredths(gain.g), _hundredths(gain.low), _hundredths(gain.high), gain.lost,
            _few(gain.waiting), gain.words,
        ]
        for gain in (*progress.gains(code, staff.top), *below)
    ]  # fmt: skip
    columns = (
        "Apa",
        "Orang",
        "Sebelum (%)",
        "Sesudah (%)",
        "g",
        "g dari",
        "g sampai",
        "Dulu benar, kini salah",
        "Baru uji awal",
        "Kesimpulan",
    )
    return Table(f"Kenaikan {_name(code)}", columns, rows)


def _curves(staff: Staff, code: int, filters: Mapping[str, str]) -> Table:
    rows: list[list[Cell]] = [
        [curve.label, point.label, _few(point.n), _few(point.people), point.right, point.kept]
        for curve in progress.curves(code, staff.top)
        for point in curve.points
    ]
    columns = ("Keterampilan", "Sejak terakhir", "Jawaban", "Orang", "Benar (%)", "Benar dari yang dulu benar (%)")
    return Table(f"Ingatan {_name(code)}", columns, rows)


def _effects(staff: Staff, code: int, filters: Mapping[str, str]) -> Table:
    rows: list[list[Cell]] = [
        [
            each.name, _day(each.meeting.start), each.meeting.label, each.people, _few(each.pairs), each.before, each.after,
            each.difference, each.low, each.high, each.words,
        ]
        for each in effect.of_desa(code, staff.top)
    ]  # fmt: skip
    columns = (
        "Kelompok",
        "Tanggal",
        "Topik",
        "Anggota",
        "Orang dengan hasil sebelum dan sesudah",
        "Sebelum (%)",
        "Sesudah (%)",
        "Selisih",
        "Selisih dari",
        "Selisih sampai",
        "Kesimpulan",
    )
    return Table(f"Pengaruh pertemuan {_name(code)}", columns, rows)


def _meetings(staff: Staff, code: int, filters: Mapping[str, str]) -> Table:
    rows: list[list[Cell]] = []
    for each in meetings.listed(staff, code):
        present, loop = meetings.presence(each), meetings.loop(each)
        there = sum(how == "hadir" for how in present.values())
        rows.append(
            [
                each.group.nama, _day(each.start), each.place, each.facilitator, each.label, meetings.STATES[each.status], there,
                each.group.members, loop.before, loop.after, loop.words, each.outcome, each.next_step,
            ]
        )  # fmt: skip
    columns = (
        "Kelompok",
        "Tanggal",
        "Tempat",
        "Pemandu",
        "Topik",
        "Keadaan",
        "Hadir",
        "Anggota",
        "Sebelum (%)",
        "Sesudah (%)",
        "Kesimpulan",
        "Hasil",
        "Langkah berikut",
    )
    return Table(f"Pertemuan {_name(code)}", columns, rows)


def _presence(staff: Staff, code: int, filters: Mapping[str, str]) -> Table:
    rows: list[list[Cell]] = []
    for each in meetings.listed(staff, code):
        present = meetings.presence(each)
        for who in groups.members(each.kab, each.group.id):
            rows.append([each.group.nama, _day(each.start), who.tps_id % 1000, who.peran, who.nama, present.get(who.id, "belum dicatat")])
    return Table(f"Kehadiran {_name(code)}", ("Kelompok", "Tanggal", "TPS", "KPPS", "Nama", "Kehadiran"), rows)


def _plans(staff: Staff, code: int, filters: Mapping[str, str]) -> Table:
    rows: list[list[Cell]] = [
        [plan.text, plan.nama or "pemandu", _day(plan.due), plan.state, plan.proof, name]
        for plan, name, _ in followup.of_desa(staff.kab, code)
    ]
    return Table(f"Tindak lanjut {_name(code)}", ("Apa", "Siapa", "Tenggat", "Keadaan", "Bukti", "Kelompok"), rows)


def _questions(staff: Staff, code: int, filters: Mapping[str, str]) -> Table:
    rows: list[list[Cell]] = [[row.tps_id % 1000, row.peran, row.nama, row.title, row.evidence, row.ask] for row in suspicions.listed(code)]
    return Table(f"Perlu ditanyakan {_name(code)}", ("TPS", "KPPS", "Nama", "Apa", "Yang terlihat", "Penjelasan"), rows)


ALL, ABOVE, OWN = ("pps", "ppk", "kpu"), ("ppk", "kpu"), ("pps",)
EXPORTS = {
    "papan": Export(OWN, _members),
    "jumlah": Export(ABOVE, _shares),
    "mingguan": Export(ABOVE, _weeks),
    "butir": Export(ALL, _items),
    "kenaikan": Export(ALL, _gains),
    "ingatan": Export(ALL, _curves),
    "pengaruh": Export(ALL, _effects),
    "pertemuan": Export(OWN, _meetings),
    "kehadiran": Export(OWN, _presence),
    "tindak-lanjut": Export(OWN, _plans),
    "tanya": Export(OWN, _questions),
}


def _name(code: int) -> str:
    place = territory.place(code)
    return f"{place.judul} {kode.show(code)}" if place else kode.show(code)


def _few(count: int | None) -> Cell:
    return FEW if count is None else count


def _hundredths(value: int | None) -> Cell:
    return None if value is None else f"{value / 100:.2f}".replace(".", ",")


def _day(ms: int | None) -> str:
    """A day as spreadsheets sort it, in the time zone of the place."""
    zone = timezone(timedelta(hours=current_app.extensions["simulasi"].utc_offset))
    return "" if ms is None else datetime.fromtimestamp(ms / 1000, UTC).astimezone(zone).strftime("%Y-%m-%d")
