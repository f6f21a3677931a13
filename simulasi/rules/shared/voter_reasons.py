"""Why a person is served, waits, is sent on or refused; one entry per rule of pemungutan.md 6.A and 6.B.

Words in braces are filled with the names this election uses. `kasus` are the rows of section 6.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from simulasi.rules.vocabulary import Mark

K1, K4, T1, PTPS = "kpps_1", "kpps_4", "ketertiban_1", "pengawas_tps"
GUESS = ("pungut-penyusun",)
UNVERIFIED, CONFLICT = Mark.UNVERIFIED, Mark.CONFLICT


@dataclass(frozen=True, slots=True)
class Reason:
    """State one rule, who applies it, where it was read and whether the incident form is needed."""

    text: str
    oleh: tuple[str, ...]
    sumber: tuple[str, ...]
    mark: Mark = Mark.SEEN
    kasus: tuple[int, ...] = ()
    catat: bool = False


def translate(sumber: tuple[str, ...], own: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Name the articles of another election law in place of those in `own`; keep the order, name each once."""
    return tuple(dict.fromkeys(new for source in sumber for new in own.get(source, (source,))))


# Nobody with these is a voter here, whatever he shows.
NOT_ENTITLED = {
    "meninggal": Reason(
        "Pemilih ini sudah meninggal. Formulirnya disimpan, barisnya dibiarkan kosong; tidak ada yang boleh memilih atas namanya.",
        (K4, K1),
        ("pungut-s03", "uu-7-2017-ps-533"),
        kasus=(22,),
    ),
    "wna": Reason("Pemilik KTP-el warga negara asing tidak berhak memilih.", (K4,), GUESS, UNVERIFIED, (23,), catat=True),
    "hak_dicabut": Reason(
        "Hak pilihnya dicabut oleh putusan pengadilan yang sudah tetap.", (K1,), ("uu-7-2017-ps-198", "pungut-s74"), kasus=(24,), catat=True
    ),
    "tni_polri": Reason(
        "Anggota TNI/Polri aktif tidak memilih, walaupun namanya masih ada di daftar. Barisnya diberi catatan.",
        (K4,),
        ("uu-7-2017-ps-200", "pungut-s74"),
        kasus=(20,),
        catat=True,
    ),
    "di_bawah_umur": Reason(
        "Belum 17 tahun dan belum pernah kawin: belum berhak memilih, walaupun menerima {c_pemberitahuan}. Laporkan ke PPS.",
        (K4, K1, PTPS),
        ("uu-7-2017-ps-198", "pungut-s59"),
        kasus=(19,),
        catat=True,
    ),
    "bertinta": Reason(
        "Jarinya sudah bertinta: ia sudah memilih. Ketua dan Pengawas TPS meminta penjelasan dengan tenang.",
        (T1, K4, K1),
        ("pungut-s88b", "uu-7-2017-ps-516", "pkpu-25-2023-ps-80"),
        kasus=(7,),
        catat=True,
    ),
    "orang_lain": Reason(
        "Ia membawa {c_pemberitahuan} milik orang lain. Tidak boleh memilih atas nama orang lain; haknya sendiri "
        "tetap diperiksa menurut namanya sendiri.",
        (K4, K1, PTPS),
        ("uu-7-2017-ps-533", "pungut-s88b", "pungut-s57"),
        kasus=(6,),
        catat=True,
    ),
    "dua_ktp": Reason(
        "Ia menunjukkan dua KTP-el dengan alamat berbeda. KPPS tidak memilihkan salah satu; beri tahu Pengawas TPS.",
        (K4, PTPS),
        ("pungut-s72",),
        kasus=(16,),
        catat=True,
    ),
}

CLOCK = {
    "lewat_tutup": Reason("Datang setelah pukul {tutup} dan tidak ada dalam antrean sebelum itu.", (T1, K1), ("pungut-s81",), kasus=(34,)),
    "antre": Reason(
        "Sudah hadir atau tercatat dalam antrean sebelum pukul {tutup}: tetap dilayani sampai selesai.",
        (K1, K4, "kpps_5", T1),
        ("pungut-s06", "pungut-s81", "pungut-s61b"),
        kasus=(33,),
    ),
    "belum_buka": Reason("Pemungutan suara dibuka pukul {buka}. Persilakan duduk dan menunggu.", (K4, T1), ("pungut-s11", "pungut-s12")),
    "pindahan_pagi": Reason(
        "{pindahan} diminta datang kembali mulai pukul {pindahan_jam}. Jangan ditolak untuk seterusnya.",
        (K4,),
        ("pungut-s27", "pungut-s33", "pungut-s34", "pungut-s01"),
        CONFLICT,
        (29,),
    ),
    "pindahan_memaksa": Reason(
        "Dilayani sebelum pukul {pindahan_jam} karena keadaan memaksa; catat alasannya.",
        (K4, K1),
        ("pungut-s27", "pungut-s33", "pungut-s34", "pungut-s01"),
        CONFLICT,
        (29,),
        catat=True,
    ),
    "khusus_pagi": Reason(
        "{khusus} dilayani pukul {khusus_jam}-{tutup}. Periksa dulu di cekdptonline, lalu minta datang kembali; "
        "jangan disuruh pulang untuk seterusnya.",
        (K4,),
        ("pungut-s06",),
        kasus=(12,),
    ),
    "khusus_menunggu": Reason(
        "Sudah waktunya {khusus}, tetapi pemilih {dpt} dan {pindahan} yang sudah hadir didahulukan.",
        (K4, K1),
        ("pungut-s06",),
        kasus=(13,),
    ),
    "kunjungan": Reason(
        "Pemilih di tempat perawatan atau tahanan didatangi pukul {khusus_jam}-{tutup} oleh dua anggota KPPS bersama "
        "Pengawas TPS dan saksi, "
        "dengan surat suara sesuai surat pindahnya.",
        (K1,),
        ("pungut-s73", "pungut-s43b"),
        UNVERIFIED,
        (31,),
    ),
    "kunjungan_tanpa_surat": Reason(
        "Pemilih di tempat perawatan atau tahanan hanya dapat didatangi bila memegang surat pindah memilih. Keluarga "
        "tidak boleh membawakan surat suara.",
        (K1,),
        ("pungut-s73", "pungut-s43b"),
        UNVERIFIED,
        (31,),
    ),
}

IDENTITY = {
    "dpt": Reason("Namanya ada di {dpt} TPS ini dan identitasnya cocok.", (K4,), ("pungut-s17", "pungut-s18")),
    "tanpa_pemberitahuan": Reason(
        "Namanya ada di {dpt} TPS ini. Tanpa {c_pemberitahuan} ia tetap dilayani, pukul berapa pun antara {buka} dan {tutup}.",
        (K4,),
        ("pungut-s17",),
        kasus=(1,),
    ),
    "setara": Reason("{setara} berlaku sama dengan KTP-el.", (K4,), ("pungut-s18", "pungut-s31"), kasus=(4,)),
    "sengketa": Reason(
        "Sumber berbeda pendapat apakah suket masih berlaku; terima dengan catatan dan minta biodata penduduk berfoto bila ada.",
        (K4, K1),
        ("pungut-s31", "pungut-s33"),
        CONFLICT,
        (4,),
        catat=True,
    ),
    "ikd": Reason(
        "KTP digital (IKD) berlaku: minta dibuka langsung di aplikasinya.", (K4,), ("pungut-s18", "pungut-s19"), kasus=(3,), catat=True
    ),
    "pengganti": Reason(
        "Tidak membawa KTP-el, tetapi menunjukkan salinan, foto, atau dokumen kependudukan lain yang memuat foto dan identitas lengkap.",
        (K4, K1),
        ("pungut-s17", "pungut-s18", "kpt-66-2024-bab-ii"),
        kasus=(2,),
        catat=True,
    ),
    "belum_ada": Reason(
        "{c_pemberitahuan} saja tidak cukup. Minta KTP-el, salinannya, fotonya, IKD, atau dokumen lain yang berfoto; "
        "bila perlu diambil dulu.",
        (K4, K1),
        ("pungut-s17", "pungut-s18", "kpt-66-2024-bab-ii"),
        kasus=(2,),
    ),
    "tanpa_foto": Reason(
        "Kartu keluarga atau cetakan tanpa foto tidak cukup. Bantu mencari foto KTP-el atau IKD; Dukcapil dapat dihubungi.",
        (K4, K1),
        ("pungut-s31", "pungut-s19"),
        kasus=(5,),
    ),
    "salah_tulis": Reason(
        "Satu huruf atau angka berbeda, tetapi orang dan alamatnya jelas cocok.", (K4, K1), GUESS, UNVERIFIED, (25,), catat=True
    ),
    "ganda": Reason(
        "Namanya tercatat dua kali. Memilih satu kali, kedua baris diberi tanda, dan PPS diberi tahu.",
        (K4, K1),
        (*GUESS, "uu-7-2017-ps-198"),
        UNVERIFIED,
        (8,),
        catat=True,
    ),
    "gangguan_jiwa": Reason("Gangguan jiwa semata bukan alasan menolak pemilih.", (K4,), ("mk-135-2015",), UNVERIFIED, (48,)),
    "kawin": Reason(
        "Belum 17 tahun tetapi sudah atau pernah kawin: berhak memilih.", (K4,), ("uu-7-2017-ps-198", "pungut-s74"), kasus=(18,)
    ),
}

ELSEWHERE = {
    "tps_lain": Reason(
        "Namanya ada di DPT TPS lain. Arahkan ke TPS-nya sendiri, pukul berapa pun; jangan dilayani sebagai {khusus}.",
        (K4, T1),
        ("pungut-s72",),
        kasus=(9,),
    ),
    "petugas": Reason(
        "Petugas yang terdaftar di TPS lain pun harus memegang surat pindah memilih (alasan tugas, dibuat paling lambat H-7).",
        (K1,),
        ("pungut-s26", "pkpu-7-2022-ps-116"),
        kasus=(30,),
    ),
    "pengungsi": Reason(
        "Pengungsi dapat pindah memilih sampai H-7. Tanpa surat pindah ia memilih di TPS-nya sendiri, atau pada pemungutan susulan.",
        (K1,),
        ("pungut-s26", "mk-20-2019"),
        kasus=(32,),
    ),
    "luar_desa": Reason(
        "Alamat KTP-el di luar desa/kelurahan ini dan tidak ada surat pindah memilih. Melayaninya adalah alasan pemungutan suara ulang.",
        (K4, K1),
        ("pungut-s57", "pungut-s58", "pungut-s55"),
        kasus=(10,),
        catat=True,
    ),
    "desa_ini": Reason(
        "Alamat KTP-el di desa/kelurahan ini, tetapi bukan wilayah TPS ini. Arahkan ke TPS yang melayani alamatnya.",
        (K4, K1),
        ("pungut-s06", *GUESS),
        UNVERIFIED,
    ),
}

MOVERS = {
    "pindahan": Reason(
        "Ada surat pindah memilih ke TPS ini dan namanya ada di daftar {pindahan}. Berikan hanya surat suara yang "
        "dicentang di suratnya; jangan menghitung sendiri.",
        (K4, "kpps_2", K1),
        ("pungut-s17", "pungut-s59b"),
        kasus=(28,),
    ),
    "surat_hilang": Reason(
        "Surat pindah memilih wajib ada. Hubungi PPS atau KPU untuk mendapatkan salinannya; jangan menebak surat suaranya.",
        (K4, K1),
        ("pungut-s17",),
        kasus=(27,),
        catat=True,
    ),
    "surat_tps_lain": Reason(
        "Surat pindah memilih menyebut TPS lain. Arahkan ke TPS yang disebut.", (K4,), (*GUESS, "pungut-s29"), UNVERIFIED, (26,)
    ),
    "tidak_di_daftar_pindahan": Reason(
        "Suratnya ada, tetapi namanya tidak ada di daftar {pindahan} TPS ini. Tanyakan ke PPS sebelum melayani.",
        (K4, K1),
        GUESS,
        UNVERIFIED,
        catat=True,
    ),
}

UNLISTED = {
    "khusus": Reason(
        "Tidak ada di daftar mana pun, KTP-el beralamat di wilayah TPS ini, dan sudah waktunya: dicatat sebagai {khusus}.",
        (K4, K1),
        ("pungut-s06",),
        kasus=(13,),
    ),
    "tujuh_belas": Reason(
        "Baru genap 17 tahun: berhak memilih sebagai {khusus} bila memegang KTP-el.", (K4,), ("pungut-s74", *GUESS), UNVERIFIED, (17,)
    ),
    "purna_tni_polri": Reason(
        "Sudah pensiun dari TNI/Polri: berhak memilih sebagai {khusus} dengan KTP-el.", (K4,), GUESS, UNVERIFIED, (21,)
    ),
    "tanpa_identitas": Reason(
        "Tidak ada di daftar mana pun dan tidak menunjukkan KTP-el. Melayaninya adalah alasan pemungutan suara ulang yang paling sering.",
        (K4,),
        ("pkpu-25-2023-ps-80", "pungut-s57", "pungut-s58"),
        kasus=(11,),
        catat=True,
    ),
    "ktp_fisik": Reason(
        "Untuk {khusus} diminta KTP-el yang asli; foto, salinan atau kiriman gambar belum cukup. Ketua dan Pengawas TPS ikut memeriksa.",
        (K4, K1),
        ("pungut-s20", "pungut-s31"),
        UNVERIFIED,
        (15,),
        catat=True,
    ),
    "khusus_sengketa": Reason(
        "Sumber berbeda pendapat apakah suket cukup bagi {khusus}; minta KTP-el.",
        (K4, K1),
        ("pungut-s31", "pungut-s33"),
        CONFLICT,
        (4,),
        catat=True,
    ),
}

STOCK_AND_CONDUCT = {
    "habis_khusus": Reason(
        "Surat suara habis. Arahkan ke TPS terdekat di desa/kelurahan yang sama.", (K1,), ("pungut-s06",), kasus=(14,), catat=True
    ),
    "habis": Reason(
        "Surat suara habis. Catat kehadirannya, minta tambahan lewat PPS, dan lanjutkan setelah surat suara datang; jangan disuruh pulang.",
        (K1, "pps"),
        ("pungut-s60",),
        kasus=(55,),
        catat=True,
    ),
    "mabuk": Reason(
        "Haknya tetap ada. Tenangkan, beri waktu, layani kemudian; bila mengancam, petugas ketertiban bertindak.",
        (K1, T1),
        GUESS,
        UNVERIFIED,
        (47,),
        catat=True,
    ),
    "atribut": Reason("Minta menutup atau mengganti atribut kampanye dulu, lalu layani.", (T1, K1), ("pungut-s53",), kasus=(80,)),
    "telepon": Reason(
        "Ingatkan: telepon genggam dan kamera tidak dibawa ke bilik; titipkan di meja yang dijaga.",
        (K1, T1),
        ("pungut-s16", "pkpu-25-2023-ps-28"),
        kasus=(79,),
    ),
}

REASONS = NOT_ENTITLED | CLOCK | IDENTITY | ELSEWHERE | MOVERS | UNLISTED | STOCK_AND_CONDUCT
