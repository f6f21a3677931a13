"""The lines of C.HASIL and the identities I01-I21 (penghitungan.md 3.2, 3.4), alike in every rule set but for names and elections."""

from collections.abc import Iterable, Mapping

from simulasi.rules.c_hasil_model import LPJ, NUMBER, Equation, Identity, Line, Ref
from simulasi.rules.model import Fact
from simulasi.rules.vocabulary import Group, Mark

SEEN, UNVERIFIED = Mark.SEEN, Mark.UNVERIFIED
SECTIONS = {
    "I": "DATA PEMILIH DAN PENGGUNA HAK PILIH",
    "II": "DATA PENGGUNAAN SURAT SUARA",
    "III": "DATA PEMILIH DISABILITAS",
    "IV": "DATA PEROLEHAN SUARA",
    "V": "DATA SUARA SAH DAN TIDAK SAH",
}
_FORM = ("hitung-s42",)
GROUP_KEY = {Group.DPT: "dpt", Group.PINDAHAN: "dptb", Group.KHUSUS: "dpk"}
"""How counters spell the three groups, in every rule set (docs/glossary.md)."""
GROUP_LINE = {Group.DPT: "I.B.1", Group.PINDAHAN: "I.B.2", Group.KHUSUS: "I.B.3"}


def lines_before_votes(e: str, group_labels: Mapping[str, str], reserve: str, mark: Mark = SEEN) -> tuple[Line, ...]:
    """Sections I to III; `reserve` is the rate of reserve ballots as the form prints it."""
    users = [f"pengguna_hak_pilih_{key}" for key in GROUP_KEY.values()]
    return (
        _lpj("I.A.1", "Jumlah pemilih dalam DPT", ("pemilih_dpt",), "", mark),
        *(
            _lpj(line, f"Jumlah pengguna hak pilih dalam {group_labels[group]}", (f"pengguna_hak_pilih_{GROUP_KEY[group]}",), e, mark)
            for group, line in GROUP_LINE.items()
        ),
        _lpj("I.B.4", "Jumlah pengguna hak pilih (B.1 + B.2 + B.3)", tuple(users), e, mark),
        _number(
            "II.1", f"Jumlah surat suara yang diterima, termasuk surat suara cadangan {reserve} dari DPT (2 + 3 + 4)", "diterima", e, mark
        ),
        _number("II.2", "Jumlah surat suara yang digunakan", "digunakan", e, mark),
        _number("II.3", "Jumlah surat suara yang dikembalikan oleh pemilih karena rusak atau keliru coblos", "rusak", e, mark),
        _number(
            "II.4", "Jumlah surat suara yang tidak digunakan/tidak terpakai, termasuk sisa surat suara cadangan", "tidak_digunakan", e, mark
        ),
        _lpj("III", "Jumlah seluruh pemilih disabilitas yang menggunakan hak pilih", ("pengguna_disabilitas",), e, mark),
    )


def vote_line(e: str, who: str, label: str, mark: Mark = SEEN) -> Line:
    """One line of section IV with its strokes."""
    return Line(f"IV.{who}", "IV", label, NUMBER, ((vote_counter(e, who),),), turus=True, words=True, who=who, mark=mark)


def total_line(e: str, party: int, candidates: Iterable[str], label: str) -> Line:
    """Votes of a party and its candidates together (B = A.1 + sum of A.2)."""
    counters = tuple(vote_counter(e, who) for who in (f"party:{party}", *candidates))
    return Line(f"IV.total:{party}", "IV", label, NUMBER, (counters,), words=True, who=f"total:{party}", mark=UNVERIFIED)


def lines_after_votes(e: str, mark: Mark = SEEN) -> tuple[Line, ...]:
    """Section V."""
    sah, tidak = f"suara_sah_{e}", f"suara_tidak_sah_{e}"
    return (
        Line("V.A", "V", "Jumlah seluruh suara sah", NUMBER, ((sah,),), words=True, mark=mark),
        Line("V.B", "V", "Jumlah suara tidak sah", NUMBER, ((tidak,),), turus=True, words=True, mark=mark),
        Line("V.C", "V", "Jumlah seluruh suara sah dan suara tidak sah (A + B)", NUMBER, ((sah, tidak),), words=True, mark=mark),
    )


def vote_counter(e: str, who: str) -> str:
    """Name the counter of a contestant: `suara_dpr_cand_3_2`."""
    return f"suara_{e}_{who.replace(':', '_').replace('.', '_')}"


def _lpj(line: str, label: str, stems: tuple[str, ...], e: str, mark: Mark) -> Line:
    tail = f"_{e}" if e else ""
    split = tuple(tuple(f"{stem}_{x}{tail}" for stem in stems) for x in ("l", "p"))
    return Line(line, line.split(".")[0], label, LPJ, (*split, tuple(f"{stem}{tail}" for stem in stems)), mark=mark)


def _number(line: str, label: str, counter: str, e: str, mark: Mark) -> Line:
    return Line(line, line.split(".")[0], label, NUMBER, ((f"surat_suara_{counter}_{e}",),), mark=mark)


LPJ_LINES = ("I.A.1", "I.B.1", "I.B.2", "I.B.3", "I.B.4", "III")
NUMBER_LINES = ("II.1", "II.2", "II.3", "II.4", "V.A", "V.B", "V.C")
"""The lines of the `c-hasil` interface (architecture.md 9); section IV is one map, `IV`."""


def _n(*lines: str) -> tuple[Ref, ...]:
    return tuple((line, "n") for line in lines)


def _each(left: tuple[str, ...], right: tuple[str, ...], op: str = "==") -> tuple[Equation, ...]:
    return tuple(Equation(tuple((line, x) for line in left), tuple((line, x) for line in right), op) for x in LPJ)


IDENTITIES: dict[str, Identity] = {
    identity.id: identity
    for identity in (
        Identity(
            "I01",
            "Laki-laki ditambah perempuan harus sama dengan jumlahnya pada setiap baris",
            "salah menjumlahkan",
            _FORM,
            SEEN,
            tuple(Equation(((line, "l"), (line, "p")), ((line, "j"),)) for line in LPJ_LINES),
        ),
        Identity(
            "I02",
            "I.B.4 harus sama dengan I.B.1 + I.B.2 + I.B.3",
            "I.B.3 tidak ikut dijumlahkan",
            _FORM,
            SEEN,
            _each(("I.B.4",), ("I.B.1", "I.B.2", "I.B.3")),
        ),
        Identity(
            "I03",
            "I.B.1 tidak boleh lebih dari I.A.1",
            "angka DPT disalin ke I.B.1, atau satu angka salah baca",
            _FORM,
            SEEN,
            _each(("I.B.1",), ("I.A.1",), "<="),
        ),
        Identity(
            "I04",
            "I.B.1 sampai I.B.3 harus sama dengan jumlah tanda tangan di C.DAFTAR HADIR masing-masing",
            "ada pemilih yang memilih tanpa menandatangani daftar hadir",
            ("hitung-s32", "hitung-s33"),
            SEEN,
        ),
        Identity(
            "I05",
            "II.1 harus sama dengan II.2 + II.3 + II.4",
            "surat suara yang dikembalikan ikut dihitung sebagai digunakan",
            _FORM,
            SEEN,
            (Equation(_n("II.1"), _n("II.2", "II.3", "II.4")),),
        ),
        Identity(
            "I06",
            "II.2 harus sama dengan I.B.4",
            "pemilih pergi membawa surat suara, atau surat suara diberikan dua kali",
            ("hitung-s51b", "hitung-s38e"),
            SEEN,
            (Equation(_n("II.2"), (("I.B.4", "j"),)),),
        ),
        Identity("I07", "V.C harus sama dengan V.A + V.B", "salah menjumlahkan", _FORM, SEEN, (Equation(_n("V.C"), _n("V.A", "V.B")),)),
        Identity(
            "I08",
            "V.C harus sama dengan II.2 dan I.B.4",
            "surat suara nyasar di kotak lain, dibawa pulang, atau ada surat suara tambahan; ini alasan penghitungan ulang",
            ("uu-7-2017-ps-374", "hitung-s36", "hitung-s38e"),
            SEEN,
            (Equation(_n("V.C"), _n("II.2")), Equation(_n("V.C"), (("I.B.4", "j"),))),
        ),
        Identity(
            "I09",
            "V.A harus sama dengan jumlah semua suara di IV",
            "salah turus atau salah menjumlahkan",
            _FORM,
            SEEN,
            (Equation(_n("V.A"), (("IV", "*"),)),),
        ),
        Identity(
            "I10",
            "Jumlah suara partai dan calon harus sama dengan suara partai ditambah suara semua calonnya, dan V.A harus sama dengan jumlah semua partai",
            "suara calon ditulis juga sebagai suara partai",
            _FORM,
            UNVERIFIED,
        ),
        Identity(
            "I11",
            "III tidak boleh lebih dari I.B.4",
            "salah menghitung daftar hadir",
            ("hitung-turunan",),
            UNVERIFIED,
            _each(("III",), ("I.B.4",), "<="),
        ),
        Identity(
            "I12",
            "II.1 seharusnya DPT ditambah cadangan",
            "kiriman berbeda; II.1 tetap angka yang dihitung pagi hari dan bedanya dicatat sebagai kejadian khusus",
            ("perbawaslu-1-2024-ps-18", "hitung-s27b"),
            UNVERIFIED,
        ),
        Identity(
            "I13", "Turus, angka, dan huruf harus sama pada setiap baris", "keliru saat memindahkan turus ke angka", ("hitung-s31",), SEEN
        ),
        Identity(
            "I14",
            "C.HASIL, setiap C.HASIL SALINAN, dan bacaan Sirekap harus sama",
            "salah salin atau salah baca",
            ("hitung-s38a", "hitung-s38e"),
            SEEN,
        ),
        Identity(
            "I15", "Ikatan sah harus sama dengan V.A dan ikatan tidak sah harus sama dengan V.B", "salah memilah", ("hitung-s31",), SEEN
        ),
        Identity("I16", "I.A.1 harus sama di semua formulir TPS ini", "salah salin", ("hitung-turunan",), UNVERIFIED),
        Identity(
            "I17",
            "I.B.1 dan I.B.3 harus sama di semua formulir TPS ini: pemilih DPT dan pemilih tanpa daftar menerima semua surat suara",
            "pemilih menolak atau menyimpan satu surat suara",
            ("hitung-turunan",),
            UNVERIFIED,
        ),
        Identity(
            "I18",
            "I.B.2 hanya boleh mengecil dari PPWP ke DPD ke DPR dan DPRD Provinsi, dan dari PPWP ke DPRD Kabupaten/Kota",
            "pemilih pindahan diberi semua surat suara",
            ("uu-7-2017-ps-348",),
            UNVERIFIED,
        ),
        Identity(
            "I19",
            "I.B.4, II.2, dan V.C antarformulir hanya boleh berbeda sebanyak perbedaan I.B.2",
            "surat suara tertukar kotak, atau satu formulir salah isi",
            ("hitung-turunan",),
            UNVERIFIED,
        ),
        Identity(
            "I20",
            "II.3 tidak boleh lebih dari I.B.4: pengganti hanya satu kali",
            "surat suara pengganti diberikan lebih dari satu kali",
            ("hitung-s54", "uu-7-2017-ps-355"),
            UNVERIFIED,
            (Equation(_n("II.3"), (("I.B.4", "j"),), "<="),),
        ),
        Identity(
            "I21",
            "I.B.4 Gubernur dan I.B.4 Bupati/Wali Kota hanya boleh berbeda karena pemilih pindahan dari kabupaten/kota lain",
            "pemilih pindahan diberi surat suara yang bukan haknya",
            ("hitung-turunan",),
            UNVERIFIED,
        ),
    )
}

REPAIR: tuple[Fact, ...] = tuple(
    Fact(text, ("hitung-s39a", "hitung-turunan"))
    for text in (
        "hitung ulang tanda tangan di setiap daftar hadir",
        "cari surat suara nyasar di kotak lain, di lantai, dan di bilik",
        "hitung ulang surat suara yang dikembalikan dan yang tidak digunakan",
        "hitung ulang ikatan surat suara",
        "betulkan C.HASIL dengan coretan dan paraf sebelum batas waktu",
        "bila tetap berbeda, tulis apa adanya di C.KEJADIAN KHUSUS; jangan menyeimbangkan angka",
    )
)
"""What to do when I06 or I08 fails, in this order."""
REPAIRED = frozenset({"I06", "I08"})
