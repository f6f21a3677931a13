"""Counting in Pilkada 2024: two boxes, no correction fluid, one ground for a recount more than Pemilu."""

from simulasi.rules.model import Fact, Trigger
from simulasi.rules.pilkada_2024.revote import PROCESS as PSU_PROCESS
from simulasi.rules.pilkada_2024.revote import TRIGGERS as PSU
from simulasi.rules.pilkada_2024.voters import GROUPS
from simulasi.rules.shared import counting as shared
from simulasi.rules.vocabulary import Mark

_LAW = ("perbawaslu-15-2024-ps-33", "hitung-s28")
SEQUENCE = shared.sequence("Gubernur, lalu Bupati atau Wali Kota", GROUPS)
ORDER = Fact("Urutan menghitung: Gubernur, lalu Bupati atau Wali Kota.", ("pungut-penyusun",), Mark.UNVERIFIED)
FRAME, TURUS, OBJECTION, SEALING, MUST_NOT = shared.FRAME, shared.TURUS, shared.OBJECTION, shared.SEALING, shared.MUST_NOT
CORRECTION = Fact(
    "Pembetulan tanpa cairan koreksi: coret dengan garis dan tulis = angka yang benar, supaya angka lama tetap terbaca.",
    ("hitung-s38d", "hitung-s43"),
    Mark.CONFLICT,
)
RECOUNT = shared.recount_grounds(_LAW, Trigger("tidak_konsisten", "Penentuan suara sah dan tidak sah tidak konsisten", False, _LAW))
RECOUNT_PROCESS = Fact(
    "Bila tidak dapat dilakukan di TPS, penghitungan ulang dapat diusulkan di PPS; siapa yang memutuskan belum dibaca.",
    _LAW,
    Mark.UNVERIFIED,
)

__all__ = [
    "CORRECTION",
    "FRAME",
    "MUST_NOT",
    "OBJECTION",
    "ORDER",
    "PSU",
    "PSU_PROCESS",
    "RECOUNT",
    "RECOUNT_PROCESS",
    "SEALING",
    "SEQUENCE",
    "TURUS",
]
