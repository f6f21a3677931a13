"""Repeat voting in Pemilu 2024: one voter too many is enough."""

from simulasi.rules.model import Fact, Trigger
from simulasi.rules.shared.revote import GROUNDS

_LAW = ("uu-7-2017-ps-372", "pkpu-25-2023-ps-80", "pungut-s57")

TRIGGERS = (
    Trigger("bencana", GROUNDS["bencana"], False, _LAW),
    Trigger("kotak_dibuka", GROUNDS["kotak_dibuka"], True, _LAW),
    Trigger("tanda_khusus", GROUNDS["tanda_khusus"], True, _LAW),
    Trigger("kpps_merusak", GROUNDS["kpps_merusak"], True, _LAW),
    Trigger("tidak_berhak", GROUNDS["tidak_berhak"], True, _LAW),
    Trigger("memilih_dua_kali", GROUNDS["memilih_dua_kali"], True, ("pkpu-25-2023-ps-80", "pungut-s57")),
    Trigger("hak_berlebih", GROUNDS["hak_berlebih"], True, ("pungut-s58", "pungut-s59b")),
)
PROCESS = Fact(
    "KPPS mengusulkan dengan alasan, lewat PPK, KPU kabupaten/kota memutuskan; paling lambat 10 hari setelah pemungutan suara, satu kali saja.",
    ("uu-7-2017-ps-373", "pkpu-25-2023-ps-81", "pungut-s57", "pungut-s92"),
)
