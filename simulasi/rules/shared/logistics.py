"""The logistics list of a TPS, counted from its DPT (pemungutan.md 3.1, 3.2). Where no source gives a number it stays 0."""

from collections.abc import Collection

from simulasi.rules.entitlement import Place, ballots_held
from simulasi.rules.model import LogisticsItem, Ruleset
from simulasi.rules.vocabulary import Mark
from simulasi.rules.voters import ballots_supplied

UTAMA, DUKUNGAN, LAINNYA = "perlengkapan pemungutan suara", "dukungan perlengkapan lainnya", "perlengkapan lainnya"
GUESS = ("pungut-penyusun",)


def items(boxes: tuple[str, ...], booths: Mark, ink: Mark, templates: Mark, rate: tuple[str, ...]) -> tuple[LogisticsItem, ...]:
    """List what a TPS receives; the arguments are what the sources of one election say of its own items."""
    support = ("pungut-s40", "pungut-s41", "pungut-s42")
    unnumbered = (
        ("segel", "Segel kertas dan segel plastik", UTAMA, ("pungut-s39",)),
        ("sampul", "Sampul kertas", DUKUNGAN, support),
        ("pengenal_saksi", "Tanda pengenal saksi", DUKUNGAN, support),
        ("karet", "Karet pengikat", DUKUNGAN, support),
        ("lem", "Lem", DUKUNGAN, support),
        ("plastik", "Kantong plastik", DUKUNGAN, support),
        ("ballpoint", "Ballpoint", DUKUNGAN, support),
        ("spidol", "Spidol", DUKUNGAN, support),
        ("formulir", "Formulir", DUKUNGAN, support),
        ("stiker", "Stiker nomor kotak", DUKUNGAN, support),
        ("tali", "Tali alat coblos", DUKUNGAN, support),
        ("daftar_calon", "Daftar pasangan calon dan daftar calon", DUKUNGAN, support),
        ("salinan_daftar", "Salinan DPT dan daftar pemilih pindahan", DUKUNGAN, support),
        ("lain", "Perlengkapan lain menurut kebutuhan", LAINNYA, ("pungut-s83",)),
    )
    return (
        LogisticsItem("kotak", "Kotak suara", UTAMA, "election", 1, boxes),
        LogisticsItem("surat_suara", "Surat suara", UTAMA, "ballot", 1, rate),
        LogisticsItem("bilik", "Bilik suara", UTAMA, "booth", 1, ("pungut-s39",), booths),
        LogisticsItem("tinta", "Botol tinta", UTAMA, "tps", 2, ("pungut-s46",), ink),
        LogisticsItem("alat_coblos", "Alat coblos dan alasnya", UTAMA, "booth", 1, GUESS, Mark.UNVERIFIED),
        LogisticsItem("alat_bantu", "Alat bantu tunanetra", DUKUNGAN, "template", 1, ("pungut-s78",), templates),
        LogisticsItem("c_pemberitahuan", "C.PEMBERITAHUAN", DUKUNGAN, "dpt", 1, ("pungut-s02",)),
        LogisticsItem("c_pendamping", "C.PENDAMPING (angka dari praktik 2018)", DUKUNGAN, "tps", 10, ("pungut-s84",), Mark.UNVERIFIED),
        LogisticsItem("pengenal_kpps", "Tanda pengenal KPPS", DUKUNGAN, "tps", 7, support),
        LogisticsItem("pengenal_ketertiban", "Tanda pengenal petugas ketertiban", DUKUNGAN, "tps", 2, support),
        LogisticsItem("kursi", "Kursi pemilih", LAINNYA, "tps", 25, ("pungut-s45",)),
        *(LogisticsItem(key, text, kelompok, "tps", 0, sumber) for key, text, kelompok, sumber in unnumbered),
    )


def count_items(ruleset: Ruleset, dpt: int, held: Collection[str] = ()) -> tuple[tuple[LogisticsItem, int], ...]:
    """Count every item for one TPS; `held` are its elections (those of an ordinary kabupaten unless said). 0: as much as needed."""
    elections = set(held) or ballots_held(Place(), ruleset)
    times = {
        "tps": 1,
        "election": len(elections),
        "booth": ruleset.booths,
        "template": len(elections & set(ruleset.voters.TEMPLATES)),
        "dpt": dpt,
        "ballot": ballots_supplied(dpt, ruleset) * len(elections),
    }
    return tuple((item, item.number * times[item.per]) for item in ruleset.part("logistics").LOGISTICS)
