"""The instruments of law and the articles that are cited, with what was seen of each.

A mark speaks of the text as quoted by somebody we read: the full regulations could not be opened (pemungutan.md 0).
"""

from simulasi.rules.sources.model import Source
from simulasi.rules.vocabulary import Mark

UU_PEMILU = "UU 7/2017 tentang Pemilihan Umum"
UU_PILKADA = "UU 1/2015 jo. UU 8/2015, UU 10/2016, UU 6/2020 tentang Pemilihan Kepala Daerah"
PKPU_25 = "PKPU 25/2023"
KPT_66 = "Keputusan KPU 66/2024"
PKPU_17 = "PKPU 17/2024"
SEEN, UNVERIFIED = Mark.SEEN, Mark.UNVERIFIED


def _uu(number: str, title: str, mark: Mark = SEEN, note: str = "") -> Source:
    return Source(f"uu-7-2017-ps-{number}", UU_PEMILU, f"Pasal {number}", title, mark, note)


def _pkpu(number: str, title: str, mark: Mark = SEEN, note: str = "") -> Source:
    return Source(f"pkpu-25-2023-ps-{number}", PKPU_25, f"Pasal {number}", title, mark, note)


INSTRUMENTS: tuple[Source, ...] = (
    Source("uu-7-2017", UU_PEMILU, "", "Undang-undang Pemilu, jo. Perppu 1/2022 dan UU 7/2023", SEEN, "pungut-s36"),
    Source("uu-1-2015", UU_PILKADA, "", "Undang-undang Pilkada", SEEN, "pungut-s57"),
    Source(
        "pkpu-25-2023",
        PKPU_25,
        "",
        "Pemungutan dan penghitungan suara dalam Pemilu",
        SEEN,
        "Pasal 5-15 terbaca lewat ringkasan, pungut-s01",
    ),
    Source("kpt-66-2024", KPT_66, "", "Pedoman teknis pemungutan dan penghitungan suara Pemilu", SEEN, "pungut-s02, pungut-s04b"),
    Source("pkpu-14-2023", "PKPU 14/2023 jo. PKPU 16/2023", "", "Perlengkapan pemungutan suara Pemilu", SEEN, "pungut-s39, pungut-s46"),
    Source(
        "kpt-1281-2023",
        "Keputusan KPU 1281/2023",
        "",
        "Kebutuhan perlengkapan tiap TPS Pemilu 2024",
        SEEN,
        "disebut sumber; isinya belum dibaca",
    ),
    Source("kpt-1202-2023", "Keputusan KPU 1202/2023", "", "Desain surat suara dan alat bantu tunanetra Pemilu 2024", SEEN, "pungut-s78"),
    Source("pkpu-7-2022", "PKPU 7/2022", "", "Penyusunan daftar pemilih Pemilu (DPT, DPTb, DPK)", SEEN, "pungut-s21, pungut-s26"),
    Source("pkpu-8-2022", "PKPU 8/2022", "", "Badan ad hoc: PPK, PPS, KPPS, petugas ketertiban TPS", SEEN, "pungut-s62"),
    Source(
        "kpt-476-2022", "Keputusan KPU 476/2022 jo. 534/2022 jo. 67/2023", "", "Pedoman teknis pembentukan badan ad hoc", SEEN, "pungut-s62"
    ),
    Source(
        "pkpu-17-2024",
        PKPU_17,
        "",
        "Pemungutan dan penghitungan suara Pilkada 2024",
        SEEN,
        "dikutip pungut-s27 dan pungut-s31; tata cara yang tidak disebut berbeda dianggap sama dengan Pemilu, pasalnya belum dicocokkan",
    ),
    Source(
        "kpt-1774-2024",
        "Keputusan KPU 1774/2024",
        "",
        "Petunjuk teknis pemungutan dan penghitungan suara Pilkada 2024",
        SEEN,
        "disebut pungut-s31",
    ),
    Source("pkpu-12-2024", "PKPU 12/2024", "", "Perlengkapan Pilkada 2024", SEEN, "pungut-s43"),
    Source("pkpu-7-2024", "PKPU 7/2024", "", "Daftar pemilih Pilkada 2024, termasuk TPS lokasi khusus", SEEN, "pungut-s43b"),
    Source(
        "buku-kpps-2024",
        "Buku Panduan KPPS Pemilu 2024",
        "",
        "Buku saku KPU untuk KPPS",
        SEEN,
        "daftar isi dan halaman 4, pungut-s03, pungut-s04",
    ),
    Source(
        "mk-20-2019",
        "Putusan MK 20/PUU-XVII/2019",
        "",
        "Pindah memilih sampai H-7; penghitungan boleh 12 jam lewat tengah malam tanpa jeda",
        SEEN,
        "pungut-s26, pungut-s69",
    ),
    Source("mk-135-2024", "Putusan MK 135/PUU-XXII/2024", "", "Pemilu nasional dan Pemilu daerah dipisah mulai 2029", SEEN, "pungut-s68"),
    Source("mk-135-2015", "Putusan MK 135/PUU-XIII/2015", "", "Gangguan jiwa semata bukan alasan menolak pemilih", UNVERIFIED),
)

ARTICLES: tuple[Source, ...] = (
    _uu("198", "Siapa yang berhak memilih; terdaftar satu kali; hak pilih yang dicabut pengadilan", note="pungut-s74"),
    _uu("199", "Untuk memilih harus terdaftar, kecuali ditentukan lain", note="pungut-s74"),
    _uu("200", "Anggota TNI dan Polri aktif tidak memilih", note="pungut-s74"),
    _uu("348", "Siapa yang boleh memilih di TPS; hak pemilih pindahan per surat suara", UNVERIFIED),
    _uu("350", "Jumlah pemilih per TPS paling banyak 500", UNVERIFIED),
    _uu("356", "Pemilih disabilitas dapat dibantu orang pilihannya", UNVERIFIED),
    _uu("372", "Alasan pemungutan suara ulang (PSU)", note="pungut-s57, pungut-s92"),
    _uu("373", "Usul dan tenggat pemungutan suara ulang", note="pungut-s92"),
    _uu("374", "Alasan penghitungan ulang di TPS", note="pungut-s71"),
    _uu("499", "Sengaja tidak memberi surat suara pengganti satu kali", note="kode-etik.md 1.5"),
    _uu("500", "Pendamping yang membuka rahasia pilihan", note="pidana 1 tahun, denda Rp12 juta"),
    _uu("510", "Menyebabkan orang lain kehilangan hak pilih", note="judulnya terbaca, ancamannya belum"),
    _uu("515", "Menjanjikan atau memberi uang pada hari pemungutan suara", note="pungut-s91"),
    _uu("516", "Memilih lebih dari satu kali", note="pungut-s88b"),
    _uu("523", "Politik uang; ayat (3) pada hari pemungutan suara", note="pungut-s91"),
    _uu("531", "Kekerasan atau menghalangi orang memilih", note="judulnya terbaca, ancamannya belum"),
    _uu("532", "Membuat suara tidak bernilai, menambah atau mengurangi suara"),
    _uu("533", "Mengaku sebagai orang lain untuk memilih", note="pungut-s88b"),
    Source("uu-1-2015-ps-80", UU_PILKADA, "Pasal 80-81", "Cadangan surat suara 2,5% dari DPT", SEEN, "pungut-s38"),
    Source("uu-1-2015-ps-87", UU_PILKADA, "Pasal 87", "Jumlah pemilih per TPS paling banyak 800", UNVERIFIED),
    Source(
        "uu-1-2015-ps-112",
        UU_PILKADA,
        "Pasal 112",
        "Alasan pemungutan suara ulang Pilkada",
        UNVERIFIED,
        "bunyi 'lebih dari seorang' belum dicocokkan",
    ),
    _pkpu("5", "Pengumuman hari, waktu dan tempat pemungutan suara", note="pungut-s01"),
    _pkpu("7", "Pembuatan TPS", note="pungut-s01"),
    _pkpu("8", "Perlengkapan TPS diterima dari PPS", note="pungut-s01"),
    _pkpu("9", "Kesiapan TPS sebelum hari pemungutan suara", note="pungut-s01"),
    _pkpu("15", "Pemeriksaan isi kotak dan surat suara", note="pungut-s01"),
    _pkpu("25", "Tugas Ketua: menandatangani dan memberikan surat suara", note="pungut-s16; huruf pada ayat (1) berbeda antar sumber"),
    _pkpu("26", "Surat suara pengganti satu kali karena rusak atau keliru coblos", note="pungut-s15"),
    _pkpu("28", "Larangan membawa telepon genggam dan merekam di bilik", note="pungut-s16"),
    _pkpu("49", "Waktu penghitungan dan perpanjangan 12 jam tanpa jeda", note="pungut-s70"),
    _pkpu("53", "Suara sah: ditandatangani Ketua dan dicoblos", note="pungut-s82b"),
    _pkpu("80", "Pemungutan suara ulang", note="pungut-s57"),
    _pkpu("81", "Usul dan tenggat pemungutan suara ulang", note="pungut-s57"),
    _pkpu("109", "Pemungutan suara lanjutan (PSL)", note="pungut-s58"),
    _pkpu("110", "Pemungutan suara susulan (PSS)", note="pungut-s58"),
    Source("kpt-66-2024-bab-ii", KPT_66, "Bab II angka 3", "Dokumen pengganti KTP-el pemilih", SEEN, "pungut-s17, pungut-s18"),
    Source("pkpu-14-2023-ps-3", "PKPU 14/2023", "Pasal 3", "Tiga kelompok perlengkapan", SEEN, "pungut-s46, pungut-s83"),
    Source("pkpu-14-2023-ps-9", "PKPU 14/2023", "Pasal 9", "Tinta: dua botol, tahan enam jam, uji halal dan iritasi", SEEN, "pungut-s46"),
    Source("pkpu-12-2024-ps-3", "PKPU 12/2024", "Pasal 3", "Tiga kelompok perlengkapan Pilkada", SEEN, "pungut-s43"),
    Source("pkpu-7-2022-ps-116", "PKPU 7/2022", "Pasal 116 ayat (3)", "Alasan pindah memilih", SEEN, "pungut-s26"),
    Source("pkpu-17-2024-ps-50", PKPU_17, "Pasal 50", "Pemungutan suara ulang Pilkada", SEEN, "huruf e dikutip pungut-s72"),
)

OWN: tuple[Source, ...] = (
    Source(
        "pungut-penyusun",
        "Pengetahuan penyusun",
        "",
        "Diketahui penyusun, belum dilihat di sumber mana pun",
        UNVERIFIED,
        "periksa di JDIH KPU",
    ),
    Source("pungut-turunan", "Turunan", "", "Dihitung atau disimpulkan dari fakta lain", UNVERIFIED, "pemungutan.md, tanda D"),
)

SOURCES: tuple[Source, ...] = (*INSTRUMENTS, *ARTICLES, *OWN)
