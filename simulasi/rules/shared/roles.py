"""The seven seats of KPPS and the two guards, with their duties phase by phase (pemungutan.md 2.1).

Desk 1-2-3 issues ballots, desk 4-5 admits and records, 6 stands at the boxes, 7 at the ink. Other lists of 2024 recycle 2014 wording.
"""

from simulasi.rules.model import Fact, Role
from simulasi.rules.vocabulary import Mark

KETUA, MEJA_1, MEJA_4, KOTAK, PENJAGA = ("pungut-s16",), ("pungut-s51",), ("pungut-s51", "pungut-s49"), ("pungut-s52",), ("pungut-s53",)
CLOSING = ("pungut-s06",)
GUESS = ("pungut-penyusun",)

SPLIT = Fact(
    "Pembagian tugas meja berbeda antarsumber; daftar ini mengikuti buku Pengawas TPS, Buku Panduan KPPS dan denah 2024. "
    "Ketua boleh mengatur ulang bila ada anggota yang berhalangan.",
    ("pungut-s51", "pungut-s49", "pungut-s48", "pungut-s62"),
    Mark.CONFLICT,
)


def _say(sumber: tuple[str, ...], *texts: str, mark: Mark = Mark.SEEN) -> tuple[Fact, ...]:
    return tuple(Fact(text, sumber, mark) for text in texts)


def _guess(*texts: str) -> tuple[Fact, ...]:
    return _say(GUESS, *texts, mark=Mark.UNVERIFIED)


ROLES = (
    Role(
        "kpps_1",
        "KPPS 1 (Ketua)",
        "Ketua",
        "tengah meja utama, di antara KPPS 2 dan KPPS 3",
        {
            "persiapan": _say(KETUA, "memimpin persiapan", "menerima surat mandat saksi", "membagi tugas anggota", "menghubungi PPS"),
            "pembukaan": _say(
                ("pungut-s16", "pungut-s12"),
                "membuka rapat pukul 07.00",
                "memandu sumpah",
                "membuka kotak dan mengumumkan hasil hitungan",
                "menjelaskan tata cara, jam, penggantian surat suara, larangan telepon genggam",
            ),
            "pemungutan": _say(
                KETUA,
                "menandatangani setiap surat suara",
                "memanggil pemilih menurut urutan kedatangan",
                "memberikan surat suara yang menjadi hak pemilih, terlipat, dan mengingatkan untuk memeriksanya",
                "mengganti surat suara rusak atau keliru coblos satu kali",
                "memasang alat bantu tunanetra pada surat suara",
                "memutuskan bila ada perbedaan pendapat",
                "mengumumkan pukul 12.00 dan 13.00",
            ),
            "penutupan": _say(CLOSING, "menyatakan pemungutan suara selesai", "memerintahkan penghitungan surat suara sisa"),
            "penghitungan": _guess("meneliti dan menyatakan sah atau tidak sah", "memimpin penghitungan"),
        },
    ),
    Role(
        "kpps_2",
        "KPPS 2",
        "KPPS 2",
        "meja utama, di samping Ketua",
        {
            "persiapan": _say(MEJA_1, "menata surat suara menurut jenisnya", "memeriksa jumlahnya"),
            "pembukaan": _say(MEJA_1, "menghitung surat suara dengan suara terdengar"),
            "pemungutan": _say(
                MEJA_1,
                "menyiapkan surat suara menurut kelompok pemilih dan menyerahkannya kepada Ketua untuk ditandatangani",
                "memberikan menurut urutan kehadiran",
            ),
            "penutupan": _say(
                CLOSING,
                "bersama KPPS 3 menghitung surat suara tidak digunakan dan rusak",
                "bersama KPPS 3 menghitung jumlah pemilih di tiga daftar hadir",
            ),
            "penghitungan": _guess("membuka surat suara"),
        },
    ),
    Role(
        "kpps_3",
        "KPPS 3",
        "KPPS 3",
        "meja utama, di samping Ketua",
        {
            "persiapan": _say(MEJA_1, "menata surat suara menurut jenisnya", "memeriksa jumlahnya"),
            "pembukaan": _say(MEJA_1, "menghitung surat suara dengan suara terdengar"),
            "pemungutan": _say(
                MEJA_1,
                "menerima kembali C.PEMBERITAHUAN dan A-Surat Pindah Memilih saat surat suara diberikan, dipilah laki-laki dan perempuan",
                "mencatat surat suara rusak dan diganti",
            ),
            "penutupan": _say(
                CLOSING,
                "bersama KPPS 2 menghitung surat suara tidak digunakan dan rusak",
                "bersama KPPS 2 menghitung jumlah pemilih di tiga daftar hadir",
            ),
            "penghitungan": _guess("mencatat"),
        },
    ),
    Role(
        "kpps_4",
        "KPPS 4",
        "KPPS 4",
        "meja penerimaan dekat pintu masuk",
        {
            "persiapan": _say(MEJA_4, "menyiapkan papan pengumuman dan daftar pemilih"),
            "pemungutan": _say(
                MEJA_4,
                "menyambut pemilih di pintu masuk",
                "memeriksa semua jari, ada tinta atau tidak",
                "mencocokkan KTP-el dengan DPT, daftar pemilih pindahan, atau alamat bagi pemilih tanpa daftar",
                "menentukan kelompok pemilih bersama Ketua",
            ),
            "penutupan": _say(CLOSING, "bersama KPPS 5 menghitung pemilih disabilitas yang hadir"),
            "penghitungan": _guess("menulis turus"),
        },
    ),
    Role(
        "kpps_5",
        "KPPS 5",
        "KPPS 5",
        "di samping KPPS 4",
        {
            "persiapan": _say(MEJA_4, "menyiapkan daftar hadir"),
            "pemungutan": _say(
                MEJA_4,
                "mencatat pemilih di daftar hadir yang tepat dan meminta tanda tangannya",
                "menandai ragam disabilitas",
                "mempersilakan pemilih menunggu",
            ),
            "penutupan": _say(CLOSING, "bersama KPPS 4 menghitung pemilih disabilitas yang hadir"),
            "penghitungan": _guess("menulis turus"),
        },
    ),
    Role(
        "kpps_6",
        "KPPS 6",
        "KPPS 6",
        "di belakang kotak suara",
        {
            "persiapan": _say(KOTAK, "memeriksa kotak suara dan labelnya"),
            "pembukaan": _say(KOTAK, "memperlihatkan kotak suara yang kosong"),
            "pemungutan": _say(
                KOTAK,
                "mengarahkan setiap surat suara ke kotak yang tepat tanpa melihat pilihannya",
                "memastikan semua surat suara masuk kotak",
                "mempersilakan pemilih ke meja tinta",
            ),
            "penutupan": _say(KOTAK, "menjaga kotak suara"),
            "penghitungan": _guess("memilah dan melipat surat suara"),
        },
    ),
    Role(
        "kpps_7",
        "KPPS 7",
        "KPPS 7",
        "meja tinta dekat pintu keluar",
        {
            "persiapan": _say(KOTAK, "mengocok tinta dan membiarkannya di botolnya sendiri"),
            "pemungutan": _say(
                KOTAK,
                "meminta pemilih mencelupkan satu jari sampai mengenai seluruh kuku",
                "memastikan tinta tidak dihapus",
                "mempersilakan pemilih keluar",
            ),
            "penghitungan": _guess("mengikat surat suara"),
        },
    ),
)

KETERTIBAN = (
    Role(
        "ketertiban_1",
        "Petugas ketertiban 1",
        "Tertib 1",
        "pintu masuk",
        {
            "persiapan": _say(PENJAGA, "mengamankan lokasi", "membantu pemilih mencari nama di papan DPT"),
            "pembukaan": _say(PENJAGA, "mengucapkan sumpah bersama KPPS"),
            "pemungutan": _say(
                PENJAGA,
                "meminta pemilih menyiapkan dokumen",
                "memeriksa jari dan atribut kampanye",
                "mengarahkan pemilih ke TPS-nya",
                "membantu penyandang disabilitas, lansia dan ibu hamil",
                "menjaga urutan antrean; tidak memutuskan",
            ),
            "penutupan": _say(PENJAGA, "menahan antrean pada pukul 13.00"),
            "penghitungan": _say(PENJAGA, "menjaga keamanan TPS"),
        },
    ),
    Role(
        "ketertiban_2",
        "Petugas ketertiban 2",
        "Tertib 2",
        "pintu keluar",
        {
            "pembukaan": _say(PENJAGA, "mengucapkan sumpah bersama KPPS"),
            "pemungutan": _say(
                PENJAGA,
                "menjaga arus satu arah: tidak ada yang masuk lewat pintu keluar",
                "meminta pemilih yang sudah memilih untuk meninggalkan TPS",
            ),
            "penghitungan": _say(PENJAGA, "menjaga keamanan TPS"),
        },
    ),
)
