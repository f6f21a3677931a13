"""Repeat voting in Pilkada 2024: double or unlisted voters count only when there is more than one. Deadline: 4 or 10 days, unsettled.

Article 112 itself was not read; Perbawaslu 15/2024 repeats its grounds.
"""

from simulasi.rules.model import Fact, Trigger
from simulasi.rules.shared.revote import GROUNDS
from simulasi.rules.vocabulary import Mark

_LAW = ("hitung-s28",)
_MORE_THAN_ONE = "Lebih dari seorang pemilih "

TRIGGERS = (
    Trigger("bencana", "Gangguan keamanan atau bencana", False, _LAW),
    Trigger("kotak_dibuka", GROUNDS["kotak_dibuka"], False, _LAW),
    Trigger("tanda_khusus", GROUNDS["tanda_khusus"], False, _LAW),
    Trigger("kpps_merusak", GROUNDS["kpps_merusak"], False, _LAW),
    Trigger(
        "tidak_berhak", f"{_MORE_THAN_ONE}yang tidak terdaftar ikut memilih", False, (*_LAW, "pkpu-17-2024-ps-50", "pungut-s72"), at_least=2
    ),
    Trigger("memilih_dua_kali", f"{_MORE_THAN_ONE}memilih lebih dari satu kali", False, _LAW, at_least=2),
    Trigger("hak_berlebih", GROUNDS["hak_berlebih"], False, ("pungut-turunan",), Mark.UNVERIFIED),
)
PROCESS = Fact(
    "Pengawas memeriksa dan menyarankan, KPU kabupaten/kota memutuskan; undang-undang menyebut 4 hari, praktik 2024 10 hari.",
    ("hitung-s28", "pungut-s57b"),
    Mark.CONFLICT,
)
