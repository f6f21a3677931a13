"""The rows of the truth table of penghitungan.md 2.4-2.9 that decide: reason in words, sources, how sure we are.

Ids are those of the table; ids in lower case are ours, for combinations no row names.
"""

from dataclasses import dataclass

from simulasi.rules.vocabulary import Mark

SEEN, UNVERIFIED, CONFLICT = Mark.SEEN, Mark.UNVERIFIED, Mark.CONFLICT
_KEP = ("kpt-66-2024-bab-v", "hitung-s03")
_PPWP = ("pkpu-25-2023-ps-53", "hitung-s03", "hitung-s05")
_PILEG = ("pkpu-25-2023-ps-53", "hitung-s03", "hitung-s07")
_DPD = ("pkpu-25-2023-ps-53", "hitung-s08")
_PS_55 = ("pkpu-25-2023-ps-55", "hitung-s11")
_PINTAR = ("hitung-s22",)
_TUNGGAL = ("hitung-s23", "kpt-1337-2024")
_LURUS = ("hitung-s26",)
_DERIVED = ("hitung-turunan",)
_OPEN = ("hitung-terbuka",)


@dataclass(frozen=True, slots=True)
class Row:
    """Give the reason of one row of the table, where it was read, and its mark."""

    text: str
    sumber: tuple[str, ...]
    mark: Mark = SEEN
    tindakan: str = ""
    is_open: bool = False
    """Whether the row is an OPEN QUESTION: no text was found, so nobody is told sah or tidak sah."""


def _derived(text: str, *sumber: str) -> Row:
    return Row(text, (*_DERIVED, *sumber), UNVERIFIED)


def _open(text: str) -> Row:
    return Row(text, _OPEN, UNVERIFIED, is_open=True)


NOTE = "catat di C.KEJADIAN KHUSUS DAN/ATAU KEBERATAN SAKSI"
ASK = f"Tanyakan pendapat saksi dan Pengawas TPS, lalu {NOTE}."

GENERAL = {
    "G01": Row("Tidak ada coblosan.", ("hitung-s16", "hitung-s22")),
    "G02": Row(
        "Tidak ditandatangani Ketua KPPS; tanda tangan adalah syarat suara sah.", ("pkpu-25-2023-ps-53", "hitung-s11", "hitung-s29")
    ),
    "k-unsigned": Row("Tidak ditandatangani Ketua KPPS; tanda tangan adalah syarat suara sah.", ("hitung-s22", "hitung-s53")),
    "G03": Row(
        "Belum ditandatangani, tetapi diketahui sebelum dibuka.",
        ("perbawaslu-15-2024-ps-22", "hitung-s28"),
        tindakan="Ketua menandatangani di hadapan saksi, mencatatnya di C.KEJADIAN KHUSUS DAN/ATAU KEBERATAN SAKSI-KWK, "
        "mengembalikannya ke kotak, lalu mengocoknya; nilai coblosannya saat dibuka.",
    ),
    "G04": _open("Belum ditandatangani dan diketahui sebelum dibuka: belum ditemukan aturan Pemilu 2024 yang mengaturnya."),
    "G05": Row("Tidak ditandatangani pada penghitungan ulang atas perintah MK (PSSU-MK).", ("perbawaslu-15-2024-ps-35", "hitung-s28")),
    "G06": Row("Ada tulisan, coretan, atau catatan lain.", (*_PS_55, "uu-7-2017-ps-365", "hitung-s09", "hitung-s10")),
    "G08": Row("Dilubangi dengan api atau rokok, bukan alat coblos.", ("hitung-s09", "hitung-s10")),
    "G09": Row("Tidak dicoblos dengan alat coblos yang disediakan.", (*_PS_55, "hitung-s22")),
    "G10": Row("Ada coblosan di luar kolom.", ("hitung-s09", "hitung-s10", "hitung-s11")),
    "G11": Row("Coblosan hanya ada di luar kolom.", ("hitung-s09", "hitung-s10", "hitung-s22")),
    "G12": Row("Surat suara sengaja dirusak atau dilubangi.", _PINTAR),
    "G13": Row("Rusak kecil karena dipegang atau dilipat: tidak disebut sebagai alasan tidak sah.", _OPEN, UNVERIFIED, ASK),
    "G14": Row("Noda tinta jari: tidak disebut sebagai alasan tidak sah.", _OPEN, UNVERIFIED, ASK),
    "damage-unknown": Row(
        "Kerusakan ini tidak jelas disengaja atau tidak; belum ada teks yang menjawab.", _OPEN, UNVERIFIED, ASK, is_open=True
    ),
    "G15": Row(
        "Surat suara ini berada di kotak pemilihan lain dan pemilihannya belum dihitung.",
        ("pkpu-9-2019-ps-52", "perbawaslu-1-2024-ps-31", "hitung-s21", "hitung-s27"),
        tindakan="Perlihatkan kepada saksi dan Pengawas TPS, lalu masukkan ke kotak pemilihannya sendiri; dinilai saat kotak itu dihitung.",
    ),
    "G16": Row(
        "Surat suara ini berada di kotak pemilihan lain, sedangkan pemilihannya sudah dihitung.",
        ("pkpu-9-2019-ps-52", "perbawaslu-1-2024-ps-31", "hitung-s21", "hitung-s27"),
        tindakan="Perlihatkan, buka, nilai, dan tulis turusnya sekarang juga di C.HASIL pemilihannya sendiri.",
    ),
    "G17": Row(
        "Surat suara dapil lain (tertukar): satu suara untuk partai, tidak pernah untuk calon.",
        ("hitung-s20",),
        tindakan="Catat di C.KEJADIAN KHUSUS DAN/ATAU KEBERATAN SAKSI.",
    ),
    "G18": Row(
        "Surat suara DPD dari provinsi lain (tertukar).", ("hitung-s20",), tindakan="Catat di C.KEJADIAN KHUSUS DAN/ATAU KEBERATAN SAKSI."
    ),
    "k-swapped": _open("Surat suara Pilkada daerah lain (tertukar): belum ditemukan teks yang menjawab."),
    "G19": Row("Fotokopi atau tidak dicetak KPU: diperlakukan tidak sah, tetapi teksnya belum ditemukan.", _OPEN, UNVERIFIED),
    "G20": Row(
        "Dikembalikan pemilih karena rusak atau keliru coblos: tidak dihitung, bukan sah dan bukan tidak sah.",
        ("hitung-s46", "hitung-s47"),
        tindakan="Catat pada C.HASIL II.3 (dikembalikan karena rusak atau keliru coblos).",
    ),
    "G21": Row(
        "Tidak digunakan dan diberi tanda silang: tidak dihitung, bukan sah dan bukan tidak sah.",
        ("hitung-s34", "hitung-s47"),
        tindakan="Catat pada C.HASIL II.4 (tidak digunakan, termasuk sisa cadangan).",
    ),
}

PPWP = {
    "P01": Row("Nomor pasangan dicoblos.", _PPWP),
    "P02": Row("Foto pasangan dicoblos.", _PPWP),
    "P03": Row("Nama pasangan dicoblos.", _PPWP),
    "P04": Row("Tanda gambar partai pengusung dicoblos.", _PPWP),
    "P05": Row("Beberapa lubang dalam satu kolom pasangan: tetap satu suara.", _KEP),
    "P06": Row("Tepat pada garis satu kolom pasangan.", (*_KEP, "hitung-s06")),
    "P07": Row("Coblos tembus simetris, segaris, dan tidak mengenai kolom pasangan lain: satu coblosan.", _KEP),
    "P08": Row("Coblos tembus mengenai kolom pasangan lain.", _KEP),
    "P09": Row("Lubang di luar kolom tidak simetris dengan coblosan, jadi bukan coblos tembus.", ("hitung-s26", "hitung-s10")),
    "P10": Row("Lebih dari satu kolom pasangan dicoblos.", ("hitung-s15", "hitung-s16", "hitung-s10")),
    "P11": _derived("Tepat pada garis milik dua kolom: tidak dapat ditentukan untuk siapa."),
    "P12": Row("Di dalam kolom satu pasangan.", ("hitung-s09",)),
    "P13": Row("Satu anggota pasangan berhalangan tetap atau dibatalkan: tetap sah untuk pasangan itu.", ("hitung-s19",), UNVERIFIED),
}

PARTY = {
    "L01": Row("Nomor partai dicoblos.", _PILEG),
    "L02": Row("Lambang partai dicoblos.", _PILEG),
    "L03": Row("Nama partai dicoblos.", _PILEG),
    "L04": Row("Nomor calon dicoblos.", _PILEG),
    "L05": Row("Nama calon dicoblos.", _PILEG),
    "L06": Row("Partai dan satu calonnya dicoblos: satu suara, untuk calon.", (*_PILEG, "hitung-s06", "hitung-s12")),
    "L07": Row("Partai dan beberapa calonnya dicoblos: satu suara, untuk partai.", ("hitung-s07", "hitung-s12")),
    "L08": Row("Beberapa calon satu partai dicoblos: satu suara, untuk partai.", ("hitung-s13", "hitung-s15")),
    "L10": Row("Partai dicoblos beberapa kali: tetap satu suara.", ("hitung-s07",)),
    "L11": Row("Calon yang sama dicoblos beberapa kali: tetap satu suara.", ("hitung-s04", "hitung-s07")),
    "L12": Row("Bagian kosong di bawah calon terakhir, dalam kolom partai: untuk partai.", ("hitung-s07", "hitung-s13", "hitung-s18")),
    "L13": Row("Tepat pada garis kotak partai, tanpa calon: untuk partai.", ("hitung-s07", "hitung-s13", "hitung-s17")),
    "L14": Row("Tepat pada garis baris satu calon: untuk calon itu.", ("hitung-s18", "hitung-s17")),
    "L15": Row("Tepat pada garis antara dua calon satu partai: untuk partai.", ("hitung-s04", "hitung-s07")),
    "L16": Row("Calon yang meninggal atau tidak lagi memenuhi syarat: untuk partai.", ("hitung-s04", "hitung-s13", "hitung-s19")),
    "L18": Row("Partai dan calon yang tidak lagi memenuhi syarat: untuk partai.", ("hitung-s04", "hitung-s13")),
    "L19": Row("Calon yang tidak lagi memenuhi syarat dan satu calon lain separtai: untuk calon itu.", ("hitung-s04", "hitung-s17")),
    "L20": Row("Satu calon dan bagian kosong kolom partainya: untuk calon.", ("hitung-s04", "hitung-s17")),
    "L21": Row("Kotak partai tanpa daftar calon: untuk partai.", ("hitung-s13", "hitung-s17")),
    "L22": Row("Lebih dari satu partai dicoblos.", ("hitung-s14", "hitung-s10")),
    "L24": Row("Calon dari partai yang berbeda dicoblos.", ("hitung-s15", "hitung-s10")),
    "L25": Row("Calon dan partai lain dicoblos.", ("hitung-s15",)),
    "L32": _derived("Partai dan bagian kosong kolomnya: untuk partai.", "hitung-s07"),
    "L33": _derived("Beberapa calon dan bagian kosong kolom partainya: untuk partai.", "hitung-s07"),
    "L34": _derived("Beberapa calon yang tidak lagi memenuhi syarat: untuk partai.", "hitung-s04"),
    "L35": _derived("Calon yang tidak lagi memenuhi syarat dan beberapa calon lain: untuk partai.", "hitung-s04"),
    "L36": _derived("Partai, calon yang tidak lagi memenuhi syarat, dan satu calon lain: untuk calon itu.", "hitung-s04"),
    "L37": _derived("Garis kotak partai dan satu calonnya: untuk calon.", "hitung-s07"),
    "L38": _derived("Partai dan garis antara dua calonnya: untuk partai.", "hitung-s04", "hitung-s07"),
    "L39": _open("Garis antara dua baris dan satu calon separtai: belum ada teks yang menjawab untuk partai atau untuk calon."),
    "L40": _derived("Garis antara kotak partai dan baris di bawahnya: untuk partai.", "hitung-s07"),
    "L41": _derived("Tepat pada garis milik dua kotak partai: tidak dapat ditentukan untuk siapa."),
    "L42": _derived("Coblos tembus simetris dan tidak mengenai kotak partai lain: satu coblosan.", "hitung-s03"),
    "L43": _derived("Coblos tembus mengenai kotak partai lain.", "hitung-s03"),
    "L44": _open("Coblos tembus mengenai calon lain separtai: belum ada teks yang menjawab untuk partai atau untuk calon."),
    "L45": _derived("Lubang pada satu baris calon dan garis baris itu: untuk calon itu.", "hitung-s07", "hitung-s18"),
    "l-one": _derived("Semua lubang di kotak satu partai dan tepat satu calon dicoblos: untuk calon itu."),
    "l-party": _derived("Semua lubang di kotak satu partai: untuk partai."),
}

DPD = {
    "D01": Row("Nomor calon DPD dicoblos.", _DPD),
    "D02": Row("Nama calon DPD dicoblos.", _DPD),
    "D03": Row("Foto calon DPD dicoblos.", _DPD),
    "D04": Row("Beberapa lubang dalam kolom satu calon: tetap satu suara.", ("hitung-s08",)),
    "D05": Row("Tepat pada garis kolom satu calon.", ("hitung-s08",)),
    "D06": Row("Lebih dari satu calon DPD dicoblos.", ("hitung-s15", "hitung-s16")),
    "D07": Row("Tepat pada garis yang memisahkan dua calon.", ("hitung-s11",)),
    "D11": Row("Di dalam kolom satu calon.", ("pkpu-25-2023-ps-53", "hitung-s11")),
    "D12": _derived("Coblos tembus simetris dan tidak mengenai kolom calon lain: satu coblosan.", "hitung-s03"),
    "d-twin-other": _derived("Coblos tembus mengenai kolom calon lain.", "hitung-s03"),
    "D13": _open("Calon DPD meninggal atau tidak lagi memenuhi syarat: belum ada teks yang menjawab."),
}

PILKADA = {
    "K01": Row("Nomor pasangan dicoblos.", (*_PINTAR, "hitung-s53")),
    "K02": Row("Foto pasangan dicoblos.", (*_PINTAR, "hitung-s53")),
    "K03": Row("Nama pasangan dicoblos.", (*_PINTAR, "hitung-s53")),
    "K04": Row(
        "Tanda gambar partai dicoblos; apakah tanda gambar dicetak pada surat suara Pilkada masih diperdebatkan.", _PINTAR, CONFLICT
    ),
    "K05": Row("Beberapa lubang dalam satu kolom pasangan: tetap satu suara.", ("hitung-s26", "hitung-s24"), UNVERIFIED),
    "K06": Row("Lebih dari satu kolom dicoblos.", _PINTAR),
    "K12": Row("Tepat pada garis satu kolom pasangan.", _LURUS, UNVERIFIED),
    "K13": Row("Coblos tembus simetris dan tidak mengenai kolom lain: satu coblosan.", _LURUS, UNVERIFIED),
    "K14": Row("Lubang di luar kolom tidak simetris dengan coblosan, jadi bukan coblos tembus.", _LURUS, UNVERIFIED),
    "k-blank": _derived("Di dalam kolom satu pasangan, di luar nomor, foto, dan nama.", "hitung-s53"),
    "k-twin-other": _derived("Coblos tembus mengenai kolom lain.", "hitung-s26"),
    "k-tms": _open("Anggota pasangan berhalangan tetap atau dibatalkan pada Pilkada: belum ada teks yang menjawab."),
    "T01": Row("Kolom calon tunggal dicoblos.", _TUNGGAL),
    "T02": Row("Tepat pada garis kolom calon tunggal.", _TUNGGAL),
    "T03": Row("Kolom kosong tidak bergambar dicoblos: suara sah untuk kolom kosong.", _TUNGGAL),
    "T04": Row("Tepat pada garis kolom kosong tidak bergambar.", _TUNGGAL),
    "T05": Row("Beberapa lubang dalam kolom calon tunggal: tetap satu suara.", ("hitung-s24",)),
    "T06": Row("Beberapa lubang dalam kolom kosong: tetap satu suara.", ("hitung-s24",)),
    "T07": _derived("Kolom calon tunggal dan kolom kosong dicoblos.", "hitung-s22", "hitung-s26"),
    "T09": _derived("Ada coblosan di luar kolom.", "hitung-s10"),
    "T10": _open("Coblos tembus mengenai kolom yang lain pada surat suara calon tunggal: belum ada teks 2024 yang menjawab."),
}

SETUJU = {
    "Q01": Row("Pilihan dicoblos (bentuk 2015).", ("hitung-s25",)),
    "Q03": Row("Tepat pada garis satu pilihan (bentuk 2015).", ("hitung-s25",)),
    "Q05": Row("Foto pasangan dan satu pilihan dicoblos: untuk pilihan itu (hanya 2015).", ("hitung-s25",)),
    "q-none": _derived("Tidak ada pilihan yang dicoblos.", "hitung-s25"),
    "q-both": _derived("Kedua pilihan dicoblos.", "hitung-s25"),
    "q-many": _derived("Beberapa lubang pada satu pilihan.", "hitung-s25"),
}

ROWS: dict[str, Row] = {**GENERAL, **PPWP, **PARTY, **DPD, **PILKADA, **SETUJU}
