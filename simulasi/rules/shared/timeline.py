"""The calendar of a TPS from H-5 to H+1 12.00 (pemungutan.md 1.1, 1.2). Days count from voting day, minutes from midnight."""

from collections.abc import Mapping

from simulasi.rules.model import Hours, Moment, VoterGroup
from simulasi.rules.vocabulary import KPPS, Group, Mark

_ALL = (*KPPS, "ketertiban_1", "ketertiban_2")
_DAY = 24 * 60 - 1


def before(delivery: Mark, quiet: Mark) -> tuple[Moment, ...]:
    """List what is due before voting day; the two marks are what the sources of this election allow."""
    seen = Mark.SEEN
    rows = (
        (
            "pengumuman",
            "H-5",
            "Umumkan hari, tanggal, jam dan tempat pemungutan suara",
            ("kpps_1",),
            ("pungut-s05", "pkpu-25-2023-ps-5"),
            seen,
        ),
        (
            "c_pemberitahuan",
            "H-3",
            "Serahkan C.PEMBERITAHUAN kepada setiap pemilih DPT dengan tanda terima",
            KPPS,
            ("pungut-s02", "pungut-s03", "pungut-s05"),
            delivery,
        ),
        ("masa_tenang", "H-3", "Masa tenang: tidak ada kampanye sampai H-1", (), ("pungut-s08",), quiet),
        (
            "ambil_sendiri",
            "H-2",
            "Pemilih yang belum menerima dapat mengambil C.PEMBERITAHUAN dengan KTP-el",
            ("kpps_1",),
            ("pungut-s03", "pungut-s02"),
            seen,
        ),
        (
            "kembalikan_sisa",
            "H-1",
            "Tandai C.PEMBERITAHUAN yang tidak tersampaikan dan kembalikan ke PPS dengan rekap",
            KPPS,
            ("pungut-s03", "pungut-s05"),
            seen,
        ),
        (
            "tps_siap",
            "H-1",
            "TPS selesai dibuat; perlengkapan diterima dari PPS dan disimpan aman; Ketua membagi tugas",
            _ALL,
            ("pungut-s01", "pkpu-25-2023-ps-7", "pkpu-25-2023-ps-8", "pkpu-25-2023-ps-9", "pungut-s45"),
            seen,
        ),
        ("papan", "H-1", "Pasang daftar calon, salinan DPT dan daftar pemilih pindahan di papan", KPPS, ("pungut-s05", "pungut-s11"), seen),
    )
    return tuple(Moment(key, day, 0, _DAY, title, who, sumber, mark) for key, day, title, who, sumber, mark in rows)


def voting_day(hours: Hours, groups: Mapping[str, VoterGroup]) -> tuple[Moment, ...]:
    """List the clock of voting day in this election's hours and labels."""
    movers, khusus = groups[Group.PINDAHAN].label, groups[Group.KHUSUS].label
    seen, unverified = Mark.SEEN, Mark.UNVERIFIED
    rows = (
        (
            "hadir",
            hours.present,
            hours.open,
            "KPPS dan Pengawas TPS hadir, TPS dan perlengkapan diperiksa",
            _ALL,
            ("pungut-s12", "pungut-s07"),
            seen,
        ),
        ("pengganti", hours.present, hours.open, "PPS masih dapat mengganti anggota sampai rapat dibuka", ("pps",), ("pungut-s62",), seen),
        (
            "mandat",
            hours.present,
            hours.open,
            "Terima mandat saksi; beri tanda pengenal dan salinan daftar pemilih",
            ("kpps_1",),
            ("pungut-s07", "pungut-s11"),
            seen,
        ),
        ("rapat", hours.open, hours.open, "Ketua membuka rapat pemungutan suara", ("kpps_1",), ("pungut-s10", "pungut-s12"), seen),
        ("dpt", hours.open, hours.close, "Pemilih DPT dilayani; jam di C.PEMBERITAHUAN adalah anjuran", KPPS, ("pungut-s02",), seen),
        (
            "rapat_paling_lambat",
            hours.open_latest,
            hours.open_latest,
            "Rapat dibuka walaupun ada yang belum hadir",
            ("kpps_1",),
            ("pungut-s12",),
            seen,
        ),
        (
            "pindahan",
            hours.movers,
            hours.close,
            f"{movers} dilayani",
            ("kpps_4",),
            ("pungut-s27", "pungut-s33", "pungut-s01"),
            hours.movers_mark,
        ),
        (
            "khusus",
            hours.khusus,
            hours.close,
            f"Ketua mengumumkan {khusus} boleh memilih selama surat suara ada",
            ("kpps_1",),
            ("pungut-s06",),
            seen,
        ),
        (
            "tps_keliling",
            hours.khusus,
            hours.close,
            "Dua anggota KPPS mendatangi pemilih yang dirawat atau ditahan",
            KPPS[1:3],
            ("pungut-s73",),
            unverified,
        ),
        (
            "tutup",
            hours.close,
            hours.close,
            "Ketua mengumumkan: hanya yang sudah tercatat atau sudah antre yang masih memilih",
            ("kpps_1", "kpps_4", "kpps_5", "ketertiban_1"),
            ("pungut-s06", "pungut-s81"),
            seen,
        ),
        ("selesai", hours.close, _DAY, "Setelah pemilih terakhir, Ketua menyatakan pemungutan selesai", ("kpps_1",), ("pungut-s06",), seen),
        ("hitung", hours.close, _DAY, "Penghitungan dimulai, tidak pernah sebelum jam tutup", KPPS, ("pungut-s55", "pungut-s70"), seen),
    )
    day = tuple(Moment(key, "H", start, end, title, who, sumber, mark) for key, start, end, title, who, sumber, mark in rows)
    last = "Batas akhir penghitungan: dua belas jam setelah hari pemungutan, tanpa jeda"
    limit = Moment("batas_hitung", "H+1", 12 * 60, 12 * 60, last, KPPS, ("pungut-s70", "pungut-s69", "mk-20-2019"))
    return (*day, limit)
