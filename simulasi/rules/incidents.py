"""What KPPS does when something happens that is not about one person's right to vote: the second table behind `aturan pemilih`.

Most incidents have one answer; for some the answer depends on what is told about them (`CHOOSERS`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import cast

from simulasi.rules.clock import minute
from simulasi.rules.model import Hours, Ruleset
from simulasi.rules.reading import read_flag, read_natural, read_object, read_text, read_word
from simulasi.rules.shared.incident import Act
from simulasi.rules.shared.voter_reasons import translate
from simulasi.rules.vocabulary import KPPS, Mark
from simulasi.rules.voter_decision import names

_MOST = 10_000
_FULL, _WARN = len(KPPS), 5


@dataclass(frozen=True, slots=True)
class IncidentDecision:
    """Tell the right act, who does it, what is written down and what the usual mistake costs."""

    kejadian: str
    keputusan: str
    tindakan: str
    oleh: tuple[str, ...]
    formulir: tuple[str, ...]
    catat_kejadian_khusus: bool
    dampak: tuple[str, ...]
    salah_khas: str
    akibat: str
    sumber: tuple[str, ...]
    mark: Mark
    kasus: tuple[int, ...]


Told = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Chooser:
    """Pick the act by what is told: the keys that may be told, how each is read, and the choice."""

    keys: Mapping[str, Callable[[object, str], object]]
    choose: Callable[[Told, Hours], str]


def decide_kejadian(raw: Mapping[str, object], ruleset: Ruleset, name: str = "kasus") -> IncidentDecision:
    """Decide one incident; refuse an unknown one, and keys that do not belong to it, by name."""
    incidents: Mapping[str, Act] = ruleset.part("incidents").INCIDENTS
    event = read_word(raw.get("kejadian"), f"{name}.kejadian", event_names(ruleset))
    chooser = CHOOSERS.get(event)
    readers = chooser.keys if chooser else {}
    told = read_object(raw, name, ("id", "kejadian", *readers))
    values = {key: read(told[key], f"{name}.{key}") for key, read in readers.items() if key in told}
    act = incidents[chooser.choose(values, ruleset.hours) if chooser else event]
    ckk = names(ruleset)["ckk"]
    return IncidentDecision(
        kejadian=event,
        keputusan=act.act,
        tindakan=act.tindakan,
        oleh=act.oleh,
        formulir=(ckk,) if act.catat else (),
        catat_kejadian_khusus=act.catat,
        dampak=act.dampak,
        salah_khas=act.salah,
        akibat=act.akibat,
        sumber=translate(act.sumber, ruleset.voters.CITES_INSTEAD),
        mark=ruleset.mark(act.mark),
        kasus=(act.kasus,),
    )


def event_names(ruleset: Ruleset) -> tuple[str, ...]:
    """List everything that can be asked: every act by its own name, and the events that choose among them."""
    return tuple(dict.fromkeys((*CHOOSERS, *ruleset.part("incidents").INCIDENTS)))


def _clock(raw: object, name: str) -> int:
    return minute(read_text(raw, name))


def _count(raw: object, name: str) -> int:
    return read_natural(raw, name, _MOST)


def _members(raw: object, name: str) -> int:
    return read_natural(raw, name, _FULL)


def _cause(raw: object, name: str) -> str:
    return read_word(raw, name, ("rusak", "keliru_coblos"))


def _ink_reason(raw: object, name: str) -> str:
    return read_word(raw, name, ("alergi", "agama", "lain"))


def _moment(raw: object, name: str) -> str:
    return read_word(raw, name, ("pembukaan", "pemungutan"))


def _replacement(told: Told, _hours: Hours) -> str:
    if told.get("sudah_di_kotak"):
        return "ganti_sudah_di_kotak"
    if _number(told, "penggantian_ke", 1) > 1:
        return "ganti_kedua"
    if _number(told, "sisa", 1) == 0:
        return "ganti_tanpa_sisa"
    return f"ganti_{told.get('sebab', 'rusak')}"


def _witness(told: Told, hours: Hours) -> str:
    if not told.get("mandat", True):
        return "saksi_tanpa_mandat"
    if _number(told, "sudah_di_dalam", 0) >= 1:
        return "saksi_lebih"
    if told.get("atribut"):
        return "saksi_beratribut"
    return "saksi_terlambat" if _number(told, "jam", hours.open) > hours.open else "saksi_diterima"


def _opening(told: Told, hours: Hours) -> str:
    return "tanpa_saksi" if _number(told, "jam", hours.open) >= hours.open_latest else "saksi_belum_datang"


def _flood(told: Told, hours: Hours) -> str:
    return "banjir_surut" if _number(told, "surut", hours.close) < hours.close else "banjir_lama"


def _staff(told: Told, _hours: Hours) -> str:
    if not told.get("ketua_hadir", True):
        return "ketua_berhalangan"
    by_count = {_FULL: "semua_hadir", _FULL - 1: "anggota_tidak_datang", _WARN: "lima_anggota"}
    return by_count.get(_number(told, "hadir", _FULL), "kurang_dari_lima")


def _number(told: Told, key: str, ordinary: int) -> int:
    return cast(int, told.get(key, ordinary))


def _one_of(key: str, if_true: str, if_false: str) -> Chooser:
    return Chooser({key: read_flag}, lambda told, _hours: if_true if told.get(key) else if_false)


CHOOSERS: Mapping[str, Chooser] = {
    "ganti_surat_suara": Chooser(
        {"sebab": _cause, "penggantian_ke": _count, "sudah_di_kotak": read_flag, "sisa": _count},
        _replacement,
    ),
    "surat_suara_kurang": Chooser(
        {"saat": _moment}, lambda told, _hours: "kurang_saat_dibuka" if told.get("saat") == "pembukaan" else "kurang_saat_melayani"
    ),
    "surat_suara_tertukar": _one_of("sudah_dicoblos", "tertukar_sudah_dicoblos", "tertukar_belum_dipakai"),
    "surat_suara_dobel": _one_of("sebelum_bilik", "dobel_sebelum_bilik", "dobel_ketahuan_kemudian"),
    "surat_suara_tertinggal": _one_of("dicoblos", "tertinggal_dicoblos", "tertinggal_tidak_dicoblos"),
    "tanpa_tanda_tangan": _one_of("di_kotak", "tanpa_tanda_tangan_di_kotak", "belum_ditandatangani"),
    "menolak_tinta": Chooser(
        {"alasan": _ink_reason}, lambda told, _hours: "tinta_alergi" if told.get("alasan") == "alergi" else "tinta_ditolak"
    ),
    "saksi_datang": Chooser({"mandat": read_flag, "sudah_di_dalam": _count, "atribut": read_flag, "jam": _clock}, _witness),
    "belum_lengkap": Chooser({"jam": _clock}, _opening),
    "banjir": Chooser({"surut": _clock}, _flood),
    "anggota_kurang": Chooser({"hadir": _members, "ketua_hadir": read_flag}, _staff),
}
