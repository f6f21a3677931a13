"""The closed lists of words of the law room: marks, elections, groups, roles, phases, skills. Twin: static/js/engine/istilah.js"""

from enum import StrEnum


class Mark(StrEnum):
    """How sure we are of a fact. Only SEEN facts are scored."""

    SEEN = "seen"
    UNVERIFIED = "unverified"
    CONFLICT = "conflict"


class Group(StrEnum):
    """The three groups of voters by neutral ids; what people call them is data of the rule set."""

    DPT = "DPT"
    PINDAHAN = "PINDAHAN"
    KHUSUS = "KHUSUS"


class Keputusan(StrEnum):
    """What KPPS does with the person at the table."""

    LAYANI = "layani"
    TUNGGU = "tunggu"
    ARAHKAN = "arahkan"
    TOLAK = "tolak"


MARK_LABELS = {Mark.SEEN: "terverifikasi", Mark.UNVERIFIED: "belum diverifikasi", Mark.CONFLICT: "sumber berbeda pendapat"}

ELECTIONS = ("PPWP", "DPR", "DPD", "DPRD_PROV", "DPRD_KAB", "GUBERNUR", "BUPATI", "WALIKOTA")

KPPS = ("kpps_1", "kpps_2", "kpps_3", "kpps_4", "kpps_5", "kpps_6", "kpps_7")
KETERTIBAN = ("ketertiban_1", "ketertiban_2")
PARTIES = (*KPPS, *KETERTIBAN, "anggota_kpps", "pengawas_tps", "saksi", "pps", "ppk", "kpu")
"""Everybody a rule can name as the one who decides or acts."""

PHASES = {
    "persiapan": "Persiapan",
    "pembukaan": "Pembukaan",
    "pemungutan": "Pemungutan suara",
    "penutupan": "Penutupan pemungutan",
    "penghitungan": "Penghitungan suara",
    "c_hasil": "Pengisian C.HASIL",
    "penyegelan": "Penyegelan dan pengiriman",
}

SKILLS = {
    "persiapan": "Persiapan TPS",
    "pembukaan": "Pembukaan rapat",
    "memeriksa_pemilih": "Memeriksa pemilih",
    "hak_surat_suara": "Hak atas surat suara",
    "daftar_hadir": "Daftar hadir",
    "surat_suara_dan_kotak": "Surat suara dan kotak",
    "tinta": "Tinta",
    "aksesibilitas": "Layanan bagi yang membutuhkan",
    "penutupan": "Penutupan pemungutan",
    "sah_tidak_sah": "Sah dan tidak sah",
    "turus": "Turus",
    "c_hasil": "Mengisi C.HASIL",
    "kejadian_khusus": "Kejadian khusus",
    "salinan_dan_segel": "Salinan dan segel",
    "integritas": "Integritas",
}


def weakest(*marks: str) -> Mark:
    """Return the mark of a fact that leans on several: a conflict first, then what nobody has seen."""
    if Mark.CONFLICT in marks:
        return Mark.CONFLICT
    return Mark.UNVERIFIED if Mark.UNVERIFIED in marks else Mark.SEEN
