"""The opening of the rapat and the closing work (pemungutan.md 4 and 1.2)."""

from collections.abc import Mapping

from simulasi.rules.clock import printed
from simulasi.rules.model import Fact, Hours, Task, VoterGroup
from simulasi.rules.vocabulary import KPPS, Mark

OATH = (
    Fact("memenuhi tugas dan kewajiban sesuai peraturan, berdasarkan Pancasila dan UUD 1945", ("pungut-s10", "pungut-s11", "pungut-s12")),
    Fact("bekerja sungguh-sungguh, jujur, adil dan cermat", ("pungut-s10", "pungut-s11", "pungut-s12")),
    Fact(
        "demi demokrasi dan keadilan, mengutamakan kepentingan negara di atas kepentingan pribadi atau golongan",
        ("pungut-s10", "pungut-s12"),
    ),
)
"""What the oath promises, not its words: those are read from the regulation."""

EXPLAINED_BY = ("pungut-s14", "pungut-s55")


def opening(named: str, boxes: Fact) -> tuple[Task, ...]:
    """List the opening in its order; `named` are the boxes in theirs, `boxes` what is known about it."""
    ketua = ("kpps_1",)
    return (
        Task(
            "kehadiran",
            "Periksa kehadiran: saksi bermandat, Pengawas TPS, pemilih",
            ketua,
            ("pungut-s10", "pungut-s12"),
            "daftar saksi",
        ),
        Task("rapat", "Buka rapat pukul 07.00; tunda paling lama sampai 07.30", ketua, ("pungut-s12", "pungut-s55"), "jam mulai"),
        Task("sumpah", "Pandu sumpah anggota KPPS dan petugas ketertiban", ketua, ("pungut-s10", "pungut-s11", "pungut-s12")),
        Task(
            "buka_kotak",
            f"Perlihatkan segel utuh, buka kotak berurutan: {named}",
            ketua,
            boxes.sumber,
            "segel rusak: kejadian khusus",
            boxes.mark,
        ),
        Task(
            "hitung_isi",
            "Keluarkan dan hitung semua isi; hitung surat suara tiap jenis, cocokkan dengan DPT dan cadangan, periksa dapil dan lubang",
            ("kpps_1", "kpps_2", "kpps_3"),
            ("pungut-s13", "pungut-s01", "pkpu-25-2023-ps-15"),
            "jumlah surat suara diterima; kurang, lebih atau tertukar: kejadian khusus",
        ),
        Task("kotak_kosong", "Perlihatkan kotak kosong, tutup, kunci dan segel lagi", ("kpps_1", "kpps_6"), ("pungut-s13",)),
        Task("penjelasan", "Jelaskan tata cara memilih", ketua, EXPLAINED_BY),
        Task("mulai", "Anggota menempati meja, Ketua menandatangani surat suara, pemungutan dimulai", KPPS, ("pungut-s16",)),
        Task(
            "petugas_memilih",
            "KPPS, saksi dan Pengawas TPS yang terdaftar di TPS ini memilih saat sepi, seperti pemilih lain",
            KPPS,
            ("pungut-penyusun",),
            mark=Mark.UNVERIFIED,
        ),
    )


def explanation(named: str, hours: Hours, groups: Mapping[str, VoterGroup]) -> tuple[Fact, ...]:
    """List what the Ketua must explain before voting starts. Sumber: pungut-s14, pungut-s55"""
    served = ", ".join(f"{group.label} mulai {printed(group.serve_from)}" for group in groups.values())
    texts = (
        f"jumlah dan jenis surat suara: {named}",
        "cara melipat surat suara",
        "cara mencoblos yang sah",
        "hanya memakai alat coblos yang disediakan",
        "surat suara rusak atau keliru coblos diganti satu kali",
        "telepon genggam tidak dibawa ke bilik",
        "urutan kedatangan; disabilitas, ibu hamil dan lansia didahulukan",
        "alat bantu tunanetra dan pendamping",
        "calon yang tidak memenuhi syarat atau meninggal",
    )
    times = Fact(f"jam layanan: {served}", EXPLAINED_BY, hours.movers_mark)
    return (*(Fact(text, EXPLAINED_BY) for text in texts), times)


CLOSING = (
    Task(
        "nyatakan_selesai",
        "Nyatakan pemungutan selesai setelah pemilih terakhir; penghitungan menyusul",
        ("kpps_1",),
        ("pungut-s06",),
    ),
    Task(
        "hitung_sisa",
        "Kumpulkan, kelompokkan dan hitung surat suara tidak digunakan dan rusak tiap jenis; beri tahu saksi dan Pengawas TPS",
        ("kpps_2", "kpps_3"),
        ("pungut-s06",),
        "surat suara tidak digunakan, surat suara rusak",
    ),
    Task("coret_sisa", "Silang surat suara yang tidak digunakan dan amankan", ("kpps_1", "kpps_2", "kpps_3"), ("hitung-s34",)),
    Task(
        "hitung_hadir",
        "Hitung pemilih laki-laki dan perempuan di tiga daftar hadir",
        ("kpps_2", "kpps_3"),
        ("pungut-s06",),
        "C.HASIL I.B",
    ),
    Task(
        "hitung_disabilitas",
        "Hitung pemilih disabilitas di tiga daftar hadir",
        ("kpps_4", "kpps_5"),
        ("pungut-s06",),
        "C.HASIL III",
    ),
)
"""The closing work in its order."""
