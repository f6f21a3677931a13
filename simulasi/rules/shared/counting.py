"""The second half of the day: C00-C22, strokes, objections, sealing, grounds for a recount (penghitungan.md 1, 5, 6)."""

from collections.abc import Mapping

from simulasi.rules.model import Fact, Task, Trigger, VoterGroup
from simulasi.rules.vocabulary import KPPS, Mark

SEEN, UNVERIFIED, CONFLICT = Mark.SEEN, Mark.UNVERIFIED, Mark.CONFLICT
_K1, _K23, _K34, _K45, _K67 = ("kpps_1",), ("kpps_2", "kpps_3"), ("kpps_3", "kpps_4"), ("kpps_4", "kpps_5"), ("kpps_6", "kpps_7")


def sequence(named: str, groups: Mapping[str, VoterGroup]) -> tuple[Task, ...]:
    """List C00 to C22; `named` is the order of the elections, in words."""
    lists = ", ".join(group.attendance_form for group in groups.values())
    return (
        Task("C00", "Nyatakan pemungutan selesai dan rapat penghitungan dimulai", _K1, ("hitung-s32", "hitung-s02")),
        Task(
            "C01",
            "Tata ulang TPS: papan C.HASIL, tempat saksi, Pengawas TPS, dan masyarakat yang dapat melihat jelas, lampu, kotak di dekat meja Ketua",
            KPPS,
            ("hitung-s01", "hitung-s33", "hitung-s34"),
        ),
        Task(
            "C02",
            "Kelompokkan dan hitung surat suara di luar kotak: tidak digunakan termasuk sisa cadangan, "
            "dan dikembalikan karena rusak atau keliru coblos; beri tahu saksi dan Pengawas TPS",
            _K23,
            ("hitung-s32", "hitung-s34"),
            "C.HASIL II.3, II.4",
        ),
        Task("C03", "Beri tanda silang pada setiap surat suara yang tidak digunakan", KPPS, ("hitung-s34",)),
        Task("C04", f"Hitung pemilih laki-laki dan perempuan yang hadir dari {lists}", _K23, ("hitung-s32",), "C.HASIL I.B.1-I.B.4"),
        Task(
            "C05",
            "Hitung pemilih disabilitas yang hadir dari daftar yang sama; beri tahu saksi dan Pengawas TPS",
            _K45,
            ("hitung-s32",),
            "C.HASIL III",
        ),
        Task(
            "C06",
            "Isi halaman administrasi setiap C.HASIL: identitas dengan huruf kapital, jam pemungutan, jam penghitungan tiap pemilihan, I.A dari "
            "daftar pemilih, I.B dari daftar hadir",
            KPPS,
            ("hitung-s33",),
            "C.HASIL I-III",
        ),
        Task(
            "C07",
            "Buka kunci dan tutup kotak di hadapan semua; keluarkan surat suara ke meja Ketua",
            ("kpps_1", *_K67),
            ("hitung-s02", "hitung-s27"),
        ),
        Task("C08", "Hitung surat suara dari kotak itu, umumkan jumlahnya, catat", _K1, ("hitung-s02", "hitung-s27"), "C.HASIL II.2"),
        Task("C09", "Cocokkan jumlahnya dengan daftar hadir pemilihan itu", _K1, ("perbawaslu-1-2024-ps-31", "hitung-s27")),
        Task(
            "C10",
            "Surat suara pemilihan lain di kotak ini: perlihatkan, lalu pindahkan ke kotaknya (belum dihitung) atau buka, nilai, dan catat "
            "sekarang juga (sudah dihitung)",
            _K1,
            ("pkpu-9-2019-ps-52", "hitung-s21", "hitung-s27"),
            "C.HASIL pemilihannya sendiri",
        ),
        Task("C11", "Buka setiap surat suara", ("kpps_2",), ("hitung-s31",)),
        Task(
            "C12",
            "Teliti, perlihatkan kepada semua, sebut dengan lantang: sah atau tidak sah, dan untuk siapa",
            _K1,
            ("hitung-s31", "uu-7-2017-ps-387"),
        ),
        Task("C13", "Tulis turus di C.HASIL dan periksa bahwa itulah yang disebut Ketua", _K34, ("hitung-s31",), "C.HASIL IV, V.B"),
        Task("C14", "Lipat surat suara yang sudah dinilai", ("kpps_5",), ("hitung-s31",)),
        Task("C15", "Pilah dan ikat dengan karet: sah untuk tiap peserta, dan tidak sah", _K67, ("hitung-s31",), "ikatan"),
        Task(
            "C16",
            "Saksi atau Pengawas TPS dapat mengajukan keberatan pada setiap surat suara atau angka",
            ("saksi", "pengawas_tps"),
            ("hitung-s43", "hitung-s50"),
            "C.KEJADIAN KHUSUS DAN/ATAU KEBERATAN SAKSI",
        ),
        Task(
            "C17",
            "Ubah turus menjadi angka dan huruf, jumlahkan, periksa semua kecocokan",
            ("kpps_1", *_K34),
            ("hitung-s31",),
            "C.HASIL IV-V",
        ),
        Task(
            "C18",
            "Tanda tangani C.HASIL: tujuh KPPS dan saksi yang hadir dan bersedia",
            (*KPPS, "saksi"),
            ("hitung-s31", "hitung-s28"),
            "C.HASIL",
        ),
        Task("C19", "Foto setiap halaman C.HASIL dengan Sirekap, periksa bacaannya, kirim", ("anggota_kpps",), ("hitung-s31",), "Sirekap"),
        Task("C20", "Beri kesempatan saksi, Pengawas TPS, pemantau, dan masyarakat memotret C.HASIL", KPPS, ("hitung-s31",)),
        Task(
            "C21",
            "Isi satu C.HASIL SALINAN dari C.HASIL, gandakan, tanda tangani, serahkan",
            KPPS,
            ("hitung-s31", "hitung-s28"),
            "C.HASIL SALINAN",
        ),
        Task("C22", f"Ulangi C07 sampai C21 untuk pemilihan berikutnya: {named}; lalu segel", KPPS, ("hitung-s02",)),
    )


def order_of_elections(mark: Mark) -> Fact:
    """Say how binding the order is (conflict C1)."""
    return Fact(
        "Urutan menghitung: pedoman KPU memakai kata dapat, sedangkan pengawas diminta memeriksa urutannya; urutan lain hanya dengan "
        "persetujuan saksi dan Pengawas TPS, dan dicatat.",
        ("hitung-s02", "perbawaslu-1-2024-ps-31"),
        mark,
    )


ATTENDANCE_COUNTERS = Fact(
    "Siapa yang menghitung daftar hadir berbeda antarsumber; yang penting dua orang dan diumumkan.",
    ("hitung-s32", "pungut-penyusun"),
    UNVERIFIED,
)
ONE_BOX = Fact("Kotak berikutnya dibuka setelah C.HASIL sebelumnya lengkap dan ditandatangani.", ("pungut-penyusun",), UNVERIFIED)

FRAME: tuple[Fact, ...] = (
    Fact("penghitungan dimulai setelah pemungutan selesai, tidak sebelum pukul 13.00", ("hitung-s01", "hitung-s39a")),
    Fact(
        "selesai hari itu juga; bila belum, diperpanjang tanpa jeda paling lama 12 jam, sampai pukul 12.00 hari berikutnya",
        ("hitung-s01", "hitung-s48"),
    ),
    Fact("dipimpin Ketua KPPS", ("hitung-s01",)),
    Fact("saksi, Pengawas TPS, pemantau, masyarakat, dan pewarta dapat mengikuti", ("hitung-s01", "hitung-s33")),
    Fact("dihadiri saksi dan/atau Pengawas TPS", ("hitung-s01", "hitung-s34")),
    Fact("saksi yang hadir sudah menyerahkan surat mandat; satu saksi untuk satu peserta", ("hitung-s01", "hitung-s49")),
    Fact("Ketua dapat memberi waktu istirahat; ke luar TPS hanya bergantian", ("hitung-s01",)),
    Fact("di TPS, terbuka, terang, suara terdengar, tulisan terbaca", ("uu-7-2017-ps-387", "hitung-s35", "hitung-s02")),
)

TURUS: tuple[Fact, ...] = (
    Fact(
        "satu turus untuk satu suara yang disebut, ditulis seketika, di plano yang dapat dilihat semua orang", ("hitung-s27", "hitung-s31")
    ),
    Fact("turus dikelompokkan lima-lima, garis kelima melintang", ("pungut-penyusun",), UNVERIFIED),
    Fact("jumlah turus sama dengan angka di kotak angka dan sama dengan tulisan huruf", ("hitung-s42",)),
    Fact("kotak angka memuat tiga angka", ("hitung-s35", "hitung-s38c")),
    Fact("kotak depan yang kosong diisi nol atau silang; cara persisnya berbeda antarpelatihan", ("pungut-penyusun",), UNVERIFIED),
)

OBJECTION: tuple[Task, ...] = (
    Task(
        "keberatan",
        "Saksi atau Pengawas TPS mengajukan keberatan atas tata cara atau selisih angka; KPPS menjelaskan dan mencocokkan formulir",
        KPPS,
        ("pkpu-9-2019-ps-208", "hitung-s43"),
    ),
    Task("betulkan", "Bila keberatan benar, betulkan seketika", KPPS, ("hitung-s43", "hitung-s39a")),
    Task(
        "coret_paraf",
        "Coret angka yang salah, tulis yang benar di sebelahnya; Ketua dan saksi yang hadir memaraf",
        _K1,
        ("hitung-s43",),
        "C.HASIL",
    ),
    Task("pendapat_pengawas", "Masih berbeda pendapat: minta pendapat Pengawas TPS; rekomendasinya dilaksanakan", _K1, ("hitung-s43",)),
    Task(
        "catat",
        "Keberatan yang diterima dicatat sebagai kejadian khusus; yang tidak diterima dicatat sebagai keberatan saksi dan ditandatangani saksi dan Ketua",
        _K1,
        ("hitung-s43",),
        "C.KEJADIAN KHUSUS DAN/ATAU KEBERATAN SAKSI",
    ),
    Task("jalan_terus", "Keberatan tidak menghentikan penghitungan", _K1, ("uu-7-2017-ps-388",), mark=UNVERIFIED),
    Task(
        "nihil",
        "Tidak ada keberatan: formulir tetap diisi NIHIL dan ditandatangani",
        _K1,
        ("hitung-s50",),
        "C.KEJADIAN KHUSUS DAN/ATAU KEBERATAN SAKSI",
    ),
    Task(
        "setelah_tutup",
        "Kesalahan yang ditemukan setelah TPS tutup dibetulkan hanya di rapat pleno kecamatan, bukan oleh KPPS dan bukan di Sirekap",
        KPPS,
        ("hitung-s51", "hitung-s38e"),
    ),
)

SEALING: tuple[Task, ...] = (
    Task(
        "sampul_c_hasil",
        "C.HASIL setiap pemilihan masuk sampulnya sendiri, disegel",
        KPPS,
        ("perbawaslu-1-2024-ps-33", "hitung-s27"),
        "sampul C.HASIL",
    ),
    Task(
        "sampul_salinan",
        "C.HASIL SALINAN semua pemilihan masuk sampul, disegel, lalu masuk kantong plastik bersegel",
        KPPS,
        ("perbawaslu-1-2024-ps-33", "hitung-s27"),
        "sampul C.HASIL SALINAN",
    ),
    Task(
        "sampul_surat_suara",
        "Surat suara setiap pemilihan masuk sampul bersegel terpisah: sah, tidak sah, tidak digunakan termasuk sisa cadangan, rusak atau keliru coblos",
        KPPS,
        ("perbawaslu-1-2024-ps-33", "hitung-s27"),
        "sampul surat suara",
    ),
    Task(
        "daftar_dan_formulir",
        "Daftar hadir, C.KEJADIAN KHUSUS, C.PENDAMPING, dan daftar pemilih ikut dimasukkan",
        KPPS,
        ("pungut-penyusun",),
        mark=UNVERIFIED,
    ),
    Task(
        "kotak",
        "Sampul masuk kotak; luarnya diberi label, segel, dan kunci atau pengikat",
        ("kpps_1", *_K67),
        ("perbawaslu-1-2024-ps-33", "hitung-s27"),
        "kotak bersegel",
    ),
    Task(
        "jaga",
        "Jaga kotak sampai diserahkan; Pengawas TPS mengikuti",
        KPPS,
        ("perbawaslu-1-2024-ps-33", "perbawaslu-15-2024-ps-26", "hitung-s27", "hitung-s28"),
    ),
    Task(
        "serahkan",
        "Serahkan kotak bersegel dan salinan kepada PPK lewat PPS pada hari yang sama, dengan tanda terima",
        KPPS,
        ("perbawaslu-15-2024-ps-26", "hitung-s28"),
        "C.TANDA TERIMA",
    ),
    Task("umumkan", "Bacakan hasil dan pasang C.HASIL SALINAN di papan TPS", _K1, ("perbawaslu-15-2024-ps-26", "hitung-s28", "hitung-s48")),
    Task(
        "kembalikan",
        "Kembalikan perlengkapan lain dan C.PEMBERITAHUAN yang tidak tersampaikan kepada PPS",
        KPPS,
        ("pungut-penyusun",),
        mark=UNVERIFIED,
    ),
)
"""After the count, in order. Envelope codes were not seen (conflict C8), so none is named."""

MUST_NOT: tuple[Fact, ...] = tuple(
    Fact(text, sumber, UNVERIFIED if sumber == ("pungut-penyusun",) else SEEN)
    for text, sumber in (
        ("membuka lagi kotak atau sampul yang sudah disegel", ("uu-7-2017-ps-534", "hitung-s36e")),
        ("membawa C.HASIL pulang atau ke tempat lain", ("pungut-penyusun",)),
        ("mengubah angka setelah ditandatangani", ("uu-7-2017-ps-535", "hitung-s36e")),
        ("menandatangani untuk anggota lain", ("pungut-penyusun",)),
        ("menandatangani formulir kosong lebih dulu", ("pungut-penyusun",)),
        ("memindahkan surat suara antarsampul", ("pungut-penyusun",)),
        ("meminjamkan akun Sirekap", ("pungut-penyusun",)),
        ("pergi sebelum tanda terima penyerahan ditandatangani", ("pungut-penyusun",)),
        ("mencoblos surat suara sisa", ("hitung-s57", "uu-7-2017-ps-532")),
    )
)

_RECOUNT = (
    ("kerusuhan", "Kerusuhan sehingga penghitungan tidak dapat dilanjutkan"),
    ("tertutup", "Penghitungan dilakukan secara tertutup"),
    ("gelap", "Tempat kurang terang"),
    ("suara", "Suara kurang jelas"),
    ("tulisan", "Tulisan kurang jelas"),
    ("tidak_terlihat", "Saksi, Pengawas TPS, atau masyarakat tidak dapat melihat dengan jelas"),
    ("tempat_waktu", "Dilakukan di tempat atau waktu lain dari yang ditentukan"),
    ("jumlah_berbeda", "Jumlah suara sah dan tidak sah (V.C) tidak sama dengan jumlah pemilih yang memilih"),
)


def recount_grounds(sumber: tuple[str, ...], *more: Trigger) -> tuple[Trigger, ...]:
    """List the grounds for counting again at the TPS, under the articles of an election, with those only it has."""
    return (*(Trigger(key, text, False, sumber) for key, text in _RECOUNT), *more)
