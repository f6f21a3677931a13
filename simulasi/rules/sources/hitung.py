"""What was read for the counting side (penghitungan.md 10), and the articles only the counting side cites.

Press pages are good for quotations, not authority for wording: the full decrees could not be opened.
"""

from simulasi.rules.sources.law import UU_PEMILU, UU_PILKADA
from simulasi.rules.sources.model import Source
from simulasi.rules.vocabulary import Mark

SEEN, UNVERIFIED, CONFLICT = Mark.SEEN, Mark.UNVERIFIED, Mark.CONFLICT
PERBAWASLU_1, PERBAWASLU_15 = "Perbawaslu 1/2024", "Perbawaslu 15/2024"

_ROWS: tuple[tuple[str, str, str, str], ...] = (
    ("s01", "Keputusan KPU 66/2024 Bab V, halaman 60-61", "scribd 714383124", ""),
    ("s02", "Berita urutan penghitungan menurut Keputusan KPU 66/2024 Bab V.B", "sukabumiupdate 13/02/2024", ""),
    ("s03", "Berita surat suara sah menurut Keputusan KPU 66/2024, halaman 3", "Tribun Kaltim 13/02/2024", ""),
    ("s04", "Berita surat suara sah menurut Keputusan KPU 66/2024, halaman 4", "Tribun Kaltim 13/02/2024", "sebagian butir terpotong"),
    ("s05", "Berita surat suara sah, menyebut Keputusan KPU 66/2024", "Tribun Gorontalo 13/02/2024", ""),
    ("s06", "Berita kriteria surat suara sah", "Tribunnews 14/02/2024", ""),
    ("s07", "Berita kriteria suara sah calon anggota legislatif", "detikNews d-7171268", ""),
    ("s08", "Berita kriteria suara sah DPD", "Manado Pikiran Rakyat 12/02/2024", ""),
    ("s09", "Contoh sah dan tidak sah dalam Buku Panduan KPPS 2024", "Nandai Pikiran Rakyat 12/02/2024", ""),
    ("s10", "Lima contoh surat suara tidak sah 2024", "Jambi Independent", ""),
    ("s11", "Infografis PKPU 25/2023 Pasal 53 dan 55", "indonesiabaik.id", ""),
    ("s12", "Ringkasan surat suara sah 2024", "tajukflores.com", "kalimat partai dan calon dapat disalahpahami"),
    ("s13", "22 cara mencoblos yang sah, KPU 2019", "Tribun Manado; Tribunnews 15/04/2019", "daftar 2019"),
    ("s14", "Perludem dan KPU tentang mencoblos dua partai", "gosumbar 14/04/2019", "keterangan 2019"),
    ("s15", "Contoh suara sah dan tidak sah 2019", "kanya.id", "keterangan 2019"),
    ("s16", "Kutipan Pasal 54 PKPU 3/2019", "sekatojambi.com", "teks 2019"),
    ("s17", "Contoh suara sah Pemilu 2014", "Kompas lewat cewekbanget 07/04/2014", "daftar 2014"),
    ("s18", "Butir suara sah KPU 2014", "kudo.tips", "daftar 2014"),
    ("s19", "Ringkasan PKPU 9/2019", "sedulur.co", "teks 2019"),
    ("s20", "Pernyataan KPU tentang surat suara tertukar", "ANTARA; Tribunnews 15/02/2024", ""),
    ("s21", "Kutipan Pasal 52 huruf e PKPU 9/2019", "kumparan 17/04/2019", "teks 2019"),
    ("s22", "Berita Buku Pintar KPPS Pemilihan 2024", "Tribunnews 26-27/11/2024", ""),
    ("s23", "Cara mencoblos calon tunggal 2024", "Liputan6; merdeka.com; holopis; borneotrend", ""),
    ("s24", "Cara mencoblos yang sah, halaman 2", "suara.com 14/02/2024", ""),
    ("s25", "Suara sah calon tunggal 2015", "rmol 03/11/2015", "hanya berlaku 2015"),
    ("s26", "KPU tentang coblos tembus 2015", "Republika; Tribunnews; merdeka.com 01/12/2015", "keterangan 2015"),
    ("s27", "Perbawaslu 1/2024 Pasal 29, 31, 33, 47", "pasal.id", "aturan pengawasan yang mengulang tata cara KPU"),
    ("s27b", "Perbawaslu 1/2024 Pasal 18", "pasal.id", ""),
    ("s28", "Perbawaslu 15/2024 Pasal 22, 23, 26, 28, 33, 35", "pasal.id", "aturan pengawasan yang mengulang tata cara KPU"),
    ("s29", "Anggota KPU tentang letak tanda tangan Ketua KPPS", "sinpo.id 19/10/2024", ""),
    ("s30", "Buku Panduan KPPS Pemilu 2024 halaman 38: salinan", "fliphtml5 cxiwy/fszx/44", ""),
    ("s31", "Berita tugas KPPS 1-7 saat penghitungan", "Tribunnews 14/02/2024", ""),
    ("s32", "Panduan Pengawas TPS Bawaslu Januari 2024, bagian 5", "maharprastowo.com", ""),
    ("s33", "Paparan KPU Tangerang Selatan tentang C.HASIL", "scribd 721878682", ""),
    ("s34", "Paparan penghitungan suara di TPS", "scribd 710818700", ""),
    ("s35", "Komponen C.HASIL, KPU NTT", "scribd 704934997", ""),
    ("s36", "UU 7/2017 hasil pindai halaman 229: Pasal 374-375", "flipbuilder, halaman 271", ""),
    ("s36a", "UU 7/2017 hasil pindai halaman 294: Pasal 504-506", "flipbuilder, halaman 336", ""),
    ("s36b", "Kutipan Pasal 501-506 dan 390 UU 7/2017", "jurnaldemokrasipapua", ""),
    ("s36c", "UU 7/2017 halaman 239: kotak dibuka hanya dalam pleno PPK", "flipbuilder, halaman 281", ""),
    ("s36d", "Kutipan Pasal 372-373 UU 7/2017", "ppkwuawua", ""),
    ("s36e", "Kutipan Pasal 534-536 dan 551 UU 7/2017", "jurnalmanado 17/02/2024", ""),
    ("s36f", "Judul pasal pidana UU 7/2017", "scribd 702967006", "hanya judul pasal"),
    ("s37", "Kutipan Pasal 80 ayat (3) dan 81 PKPU 25/2023", "radarutara 2024", ""),
    ("s38a", "Berita Sirekap: pengguna dan koreksi", "medcom 19/02/2024", ""),
    ("s38b", "Berita salah baca Sirekap hari pertama", "okezone 15/02/2024", ""),
    ("s38c", "Angka digital pada C.HASIL", "JPNN; Disway", ""),
    ("s38d", "KPU DKI: pembetulan tanpa cairan koreksi pada Pilkada 2024", "buanatv", ""),
    ("s38e", "Catatan operator PPD: C.HASIL dan foto Sirekap", "kompasiana", ""),
    ("s38f", "Berita akun Sirekap KPPS", "VOI 15/02/2024", ""),
    ("s38g", "Berita Sirekap sebagai alat bantu", "Tribun Banten 12/02/2024", ""),
    ("s38h", "Berita mendaftarkan saksi dan pengawas di Sirekap", "Tribunnews 19/01/2024", ""),
    ("s38i", "Langkah memotret di Sirekap", "macaseo.com", ""),
    ("s38j", "Sirekap Pilkada 2024: luring dan berbagi berkas", "beritamoneter", ""),
    ("s38k", "Berita jumlah koreksi Sirekap", "Kompas 27/02/2024", ""),
    ("s38l", "Berita angka yang sering salah baca", "detik d-7202433", "rinciannya tidak menjumlah"),
    ("s39a", "Temuan Bawaslu 14-15 Februari 2024 dan perbaikannya", "NU Online 15/02/2024", ""),
    ("s39b", "Temuan Bawaslu pada penghitungan", "era.id", ""),
    ("s39c", "Jumlah unggahan pada hari pemungutan", "rienews", ""),
    ("s39d", "Temuan Bawaslu 2024", "koran-jakarta", ""),
    ("s39e", "Temuan Bawaslu 2024, angka sementara", "wantimpres; medcom 16/02/2024", ""),
    ("s39f", "Rekomendasi Bawaslu: pemungutan ulang, lanjutan, susulan", "VOI 28/02/2024", ""),
    ("s39g", "KPU: jumlah pemungutan suara ulang Pemilu 2024", "rmol 27/02/2024", ""),
    ("s39h", "Bawaslu: pemungutan ulang Pilkada 2024", "okezone 03/12/2024; tintajurnalis 04/12/2024", ""),
    ("s39i", "Jumlah DPT 2024 dengan luar negeri", "medcom 16/02/2024", ""),
    ("s40a", "Putusan MK Pileg 2024", "Bali Post 19/07/2024", ""),
    ("s40b", "Perintah MK: hitung ulang dan rekap ulang", "faktadanopini 11/06/2024", "pengelompokan berbeda dengan hitung-s40d"),
    ("s40c", "MK: rekapitulasi ulang Cilincing", "iNews 2024", ""),
    ("s40d", "Perintah MK menurut jenisnya", "suara.com 11/06/2024", "pengelompokan berbeda dengan hitung-s40b"),
    ("s40e", "Putusan MK Pilkada 2024", "Bloomberg Technoz; wahananews 02/2025", ""),
    ("s41a", "Hasil nasional 2024", "IDN Times; Kompas; beritanasional 25/03/2024; djawanews", ""),
    ("s41b", "Pemungutan ulang 2019", "tajuknasional", "angka 2019"),
    ("s41c", "Suara tidak sah Jakarta 2024", "Tribunnews 13/12/2024; rmol 10/12/2024; banuaterkini", ""),
    ("s41d", "Tampilan hasil Pilkada 2024", "norton-news", ""),
    ("s41e", "Suara sah dan tidak sah Pemilu Presiden 2019", "rumahpemilu 21/05/2019", "angka 2019"),
    ("s41f", "Suara tidak sah dan suara partai dari masa ke masa", "rumahpemilu", ""),
    ("s41g", "Partisipasi pemilih", "goodstats", ""),
    ("s41h", "Jumlah DPT dan partisipasi 2024", "bisnis.com 25/03/2024", ""),
    ("s42", "Data C.HASIL Pemilu 2024 dari Sirekap, 16 Februari 2024", "github hendragunawanipb/sample_pemilu2024", ""),
    ("s42b", "Cetakan formulir hasil yang lebih lama", "github, pencarian kata", "urutan baris 2019/2020"),
    ("s43", "Kutipan Pasal 208 PKPU 9/2019: keberatan dan pembetulan", "pasal.id", "bunyi untuk KPPSLN"),
    ("s45", "Tutorial Sirekap; Keputusan KPU 597/2020", "sirekap-tutorial.kpu.go.id; Tribun Sumsel", ""),
    ("s46", "Surat suara rusak bukan suara tidak sah", "Nandai Pikiran Rakyat 09/02/2024", ""),
    ("s47", "UU 8/2012 Pasal 177-178", "Wikisource", "teks 2012; norma yang sama di UU 7/2017 Pasal 385"),
    ("s48", "Bimbingan teknis Pilkada 2024: batas waktu dan pengumuman", "123dok; adonaranews", "satu salindia salah cetak tanggal"),
    ("s49", "Panduan Pengawas TPS bagian 4: saksi", "maharprastowo.com; scribd 720496528", ""),
    ("s50", "Berita tugas saksi", "Tribunnews 14/02/2024", ""),
    ("s51", "Kesalahan setelah TPS tutup dibetulkan di pleno kecamatan", "medcom 30/04/2019", "keterangan 2019"),
    ("s51b", "Edaran KPU 2014 tentang selisih surat suara", "Tribunnews 15/04/2014", "keterangan 2014"),
    ("s52", "Kutipan Pasal 365 ayat (2) UU 7/2017", "cewekbanget 2019", ""),
    ("s53", "Suara sah menurut PKPU 17/2024", "pontianakinfo", ""),
    ("s54", "Penggantian surat suara hanya satu kali", "suara.com 14/02/2024", ""),
    ("s55", "Bawaslu: Sirekap alat bantu", "tvOne 2024", ""),
    ("s56", "Putusan perusakan surat suara di Pesawaran", "Lampost 05/04/2024", ""),
    ("s57", "Surat suara sisa dicoblos di Pinang Ranti", "okezone; iNews; Tempo 2024", ""),
)

PUBLICATIONS = tuple(Source(f"hitung-{number}", "Publikasi", "", title, note=note, where=where) for number, title, where, note in _ROWS)


def _uu(number: str, title: str, mark: Mark = SEEN, note: str = "") -> Source:
    return Source(f"uu-7-2017-ps-{number}", UU_PEMILU, f"Pasal {number}", title, mark, note)


def _bawaslu(year: str, number: str, title: str) -> Source:
    instrument = PERBAWASLU_1 if year == "1" else PERBAWASLU_15
    seen = "hitung-s27" if year == "1" else "hitung-s28"
    return Source(f"perbawaslu-{year}-2024-ps-{number}", instrument, f"Pasal {number}", title, SEEN, seen)


ARTICLES: tuple[Source, ...] = (
    _uu("355", "Surat suara pengganti satu kali", UNVERIFIED),
    _uu("365", "Surat suara bertulisan atau bercatatan lain tidak sah", note="ayat (2), hitung-s52"),
    _uu("375", "Usul penghitungan ulang; selesai hari itu juga", note="hitung-s36"),
    _uu("385", "Surat suara rusak dan tidak digunakan dicatat tersendiri", UNVERIFIED),
    _uu("386", "Suara sah", UNVERIFIED),
    _uu("387", "Penghitungan terbuka, terang, suara jelas, tulisan terbaca", note="hitung-s35"),
    _uu("388", "Keberatan tidak menghalangi penghitungan", UNVERIFIED),
    _uu("389", "Berita acara dan sertifikat hasil", note="disebut hitung-s36a, hitung-s36b"),
    _uu("390", "Salinan hasil untuk saksi, Pengawas TPS, PPS, PPK; penyerahan kotak", note="hitung-s36b"),
    _uu("391", "PPS mengumumkan salinan hasil semua TPS", UNVERIFIED),
    _uu("501", "Tidak melaksanakan putusan pemungutan suara ulang", note="hitung-s36b"),
    _uu("503", "Tidak membuat atau tidak menandatangani berita acara", note="hitung-s36b"),
    _uu("504", "Karena lalai berita acara rusak atau hilang", note="hitung-s36a"),
    _uu("506", "Sengaja tidak memberikan salinan hasil", note="hitung-s36a, hitung-s30"),
    _uu("508", "PPS tidak mengumumkan salinan hasil", UNVERIFIED, "judulnya terbaca"),
    _uu("534", "Merusak atau menghilangkan hasil yang disegel", note="hitung-s36e"),
    _uu("535", "Sengaja mengubah, merusak, menghilangkan berita acara", note="hitung-s36e; rujukan pasalnya tampak salah ketik"),
    _uu("536", "Merusak atau mengganggu sistem informasi penghitungan", note="hitung-s36e"),
    _uu("537", "Tidak menjaga atau tidak menyerahkan kotak bersegel", UNVERIFIED, "judulnya terbaca, hitung-s36f"),
    Source("pkpu-25-2023-ps-55", "PKPU 25/2023", "Pasal 55", "Tulisan, catatan, atau alat lain: tidak sah", SEEN, "hitung-s11"),
    Source(
        "kpt-66-2024-bab-v", "Keputusan KPU 66/2024", "Bab V", "Penghitungan suara di TPS", SEEN, "halaman 60-61, hitung-s01, hitung-s02"
    ),
    Source("pkpu-9-2019-ps-52", "PKPU 9/2019", "Pasal 52", "Surat suara di kotak pemilihan lain", SEEN, "hitung-s21"),
    Source("pkpu-9-2019-ps-208", "PKPU 9/2019", "Pasal 208", "Keberatan saksi dan pembetulan", SEEN, "hitung-s43"),
    _bawaslu("1", "18", "Pengawasan surat suara: DPT dan cadangan 2%"),
    _bawaslu("1", "29", "Pengawasan persiapan penghitungan"),
    _bawaslu("1", "31", "Pengawasan penghitungan: urutan, jumlah, surat suara nyasar"),
    _bawaslu("1", "33", "Pengawasan penyegelan dan penyerahan"),
    _bawaslu("1", "47", "Pengawasan penghitungan ulang"),
    _bawaslu("15", "22", "Pengawasan penghitungan Pilkada: surat suara belum ditandatangani"),
    _bawaslu("15", "23", "Pengawasan C.HASIL dan salinannya pada Pilkada"),
    _bawaslu("15", "26", "Pengawasan pengumuman, penyegelan, penyerahan pada Pilkada"),
    _bawaslu("15", "28", "Alasan pemungutan suara ulang Pilkada"),
    _bawaslu("15", "33", "Alasan penghitungan ulang Pilkada"),
    _bawaslu("15", "35", "Penghitungan ulang atas perintah MK (PSSU-MK)"),
    Source("uu-1-2015-ps-94", UU_PILKADA, "Pasal 94", "Suara sah Pilkada", UNVERIFIED),
    Source("uu-1-2015-ps-113", UU_PILKADA, "Pasal 113", "Tenggat pemungutan suara ulang Pilkada", CONFLICT, "4 hari atau 10 hari"),
    Source("uu-10-2016-ps-54d", "UU 10/2016", "Pasal 54D", "Calon tunggal menang dengan lebih dari 50% suara sah", SEEN, "hitung-s23"),
    Source("kpt-1337-2024", "Keputusan KPU 1337/2024", "", "Desain surat suara calon tunggal 2024", SEEN, "disebut hitung-s23"),
    Source("hitung-turunan", "Turunan", "", "Disimpulkan dari baris lain tabel suara sah", UNVERIFIED, "penghitungan.md, tanda B"),
    Source("hitung-terbuka", "Belum ada teks", "", "Tidak ditemukan teks yang menjawab", UNVERIFIED, "penghitungan.md, OPEN QUESTION"),
)

SOURCES: tuple[Source, ...] = (*PUBLICATIONS, *ARTICLES)
