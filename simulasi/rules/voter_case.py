"""The case KPPS 4 has before it, read from JSON (docs/format-kasus-pemilih.md)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from simulasi.rules.clock import minute
from simulasi.rules.entitlement import Place, ballots_of_letter, read_place
from simulasi.rules.errors import BadInput
from simulasi.rules.model import Ruleset
from simulasi.rules.reading import read_flag, read_natural, read_object, read_text, read_word, read_words

DAFTAR = ("dpt", "dpt_tps_lain", "pindahan", "tidak_ada")
DOKUMEN = (
    "c_pemberitahuan",
    "c_pemberitahuan_orang_lain",
    "surat_pindah",
    "ktp_el",
    "ktp_el_kedua",
    "suket",
    "biodata",
    "ikd",
    "foto_ktp",
    "fotokopi_ktp",
    "dokumen_foto",
    "dokumen_tanpa_foto",
    "kk",
)
ALAMAT = ("wilayah_tps", "desa_ini", "luar_desa")
COCOK = ("cocok", "salah_tulis", "orang_lain")
JARI = ("bersih", "bertinta")
STATUS = ("sipil", "tni_polri", "purna_tni_polri", "petugas", "wna", "hak_dicabut", "meninggal")
TEMPAT = ("tps", "rawat_inap", "tahanan")
STOK = ("cukup", "habis")
KEBUTUHAN = (
    "netra",
    "daksa",
    "tanpa_tangan",
    "tanpa_jari",
    "rungu",
    "kursi_roda",
    "gangguan_jiwa",
    "lansia",
    "hamil",
    "buta_huruf",
    "anak_kecil",
    "batuk_demam",
)
PENDAMPING = ("tidak_ada", "pilihan_sendiri", "bukan_pilihan_sendiri")
PERILAKU = ("tertib", "mabuk", "atribut", "telepon")
ORDINARY_DOCUMENTS = {
    "dpt": ("c_pemberitahuan", "ktp_el"),
    "dpt_tps_lain": ("ktp_el",),
    "pindahan": ("surat_pindah", "ktp_el"),
    "tidak_ada": ("ktp_el",),
}
_WORDS = {
    "daftar": DAFTAR,
    "alamat": ALAMAT,
    "cocok": COCOK,
    "jari": JARI,
    "status": STATUS,
    "tempat": TEMPAT,
    "stok": STOK,
    "pendamping": PENDAMPING,
    "perilaku": PERILAKU,
}
_FLAGS = ("tercatat_ganda", "kawin", "pengungsi", "keadaan_memaksa", "antre_sebelum_tutup", "pemilih_lain_menunggu")
KEYS = ("id", "jam", "umur", "dokumen", "surat_pindah", "kebutuhan", "tps", *_WORDS, *_FLAGS)
_OLDEST = 150


@dataclass(frozen=True, slots=True)
class Case:
    """Hold what the table sees; every default is the ordinary case."""

    daftar: str = "dpt"
    dokumen: frozenset[str] = frozenset(ORDINARY_DOCUMENTS["dpt"])
    letter_here: bool = True
    letter_ballots: frozenset[str] = frozenset()
    alamat: str = "wilayah_tps"
    cocok: str = "cocok"
    jari: str = "bersih"
    status: str = "sipil"
    tempat: str = "tps"
    stok: str = "cukup"
    pendamping: str = "tidak_ada"
    perilaku: str = "tertib"
    jam: int | None = None
    umur: int | None = None
    kebutuhan: tuple[str, ...] = ()
    tps: Place = field(default_factory=Place)
    tercatat_ganda: bool = False
    kawin: bool = False
    pengungsi: bool = False
    keadaan_memaksa: bool = False
    antre_sebelum_tutup: bool = False
    pemilih_lain_menunggu: bool = False


def read_case(raw: Mapping[str, object], ruleset: Ruleset, name: str = "kasus") -> Case:
    """Read a case as JSON gives it; refuse unknown keys, unknown words and wrong types by name."""
    given = read_object(raw, name, KEYS)
    values: dict[str, object] = {key: read_word(given[key], f"{name}.{key}", words) for key, words in _WORDS.items() if key in given}
    values |= {key: read_flag(given[key], f"{name}.{key}") for key in _FLAGS if key in given}
    if "jam" in given:
        values["jam"] = minute(read_text(given["jam"], f"{name}.jam"))
    if "umur" in given:
        values["umur"] = read_natural(given["umur"], f"{name}.umur", _OLDEST)
    if "kebutuhan" in given:
        values["kebutuhan"] = read_words(given["kebutuhan"], f"{name}.kebutuhan", KEBUTUHAN)
    if "tps" in given:
        values["tps"] = read_place(given["tps"], f"{name}.tps")
    ordinary = ORDINARY_DOCUMENTS[str(values.get("daftar", "dpt"))]
    shown = read_words(given["dokumen"], f"{name}.dokumen", DOKUMEN) if "dokumen" in given else ordinary
    values["dokumen"] = frozenset(shown)
    values |= _letter(given, ruleset, name, "surat_pindah" in shown)
    return Case(**values)  # type: ignore[arg-type]


def _letter(given: Mapping[str, object], ruleset: Ruleset, name: str, shown: bool) -> dict[str, object]:
    if shown != ("surat_pindah" in given):
        problem = "ditunjukkan, tetapi isinya belum ditulis" if shown else "berisi, tetapi tidak ada di dokumen"
        raise BadInput(f"{name}.surat_pindah {problem}")
    if not shown:
        return {}
    letter = read_object(given["surat_pindah"], f"{name}.surat_pindah", ("untuk_tps", "surat_suara"))
    if "surat_suara" not in letter:
        raise BadInput(f"{name}.surat_pindah.surat_suara belum diisi: tulis surat suara yang dicentang")
    held = tuple(election.id for election in ruleset.elections)
    ticked = read_words(letter["surat_suara"], f"{name}.surat_pindah.surat_suara", held)
    where = read_word(letter.get("untuk_tps", "ini"), f"{name}.surat_pindah.untuk_tps", ("ini", "lain"))
    return {"letter_here": where == "ini", "letter_ballots": ballots_of_letter(ticked, ruleset)}
