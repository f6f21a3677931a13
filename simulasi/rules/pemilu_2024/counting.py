"""Counting in Pemilu 2024: five boxes, correction as the regulation says and as 2024 practised, grounds for a recount."""

from simulasi.rules.model import Fact
from simulasi.rules.pemilu_2024.elections import ELECTIONS
from simulasi.rules.pemilu_2024.revote import PROCESS as PSU_PROCESS
from simulasi.rules.pemilu_2024.revote import TRIGGERS as PSU
from simulasi.rules.pemilu_2024.voters import GROUPS
from simulasi.rules.shared import counting as shared
from simulasi.rules.vocabulary import Mark

SEQUENCE = shared.sequence(", ".join(election.short for election in ELECTIONS), GROUPS)
ORDER = shared.order_of_elections(Mark.CONFLICT)
FRAME, TURUS, OBJECTION, SEALING, MUST_NOT = shared.FRAME, shared.TURUS, shared.OBJECTION, shared.SEALING, shared.MUST_NOT
CORRECTION = Fact(
    "Pembetulan: coret dan paraf menurut peraturan; pada praktik 2024 cairan koreksi dipakai karena Sirekap perlu kotak angka yang bersih.",
    ("hitung-s43", "hitung-s33", "hitung-s38c"),
    Mark.CONFLICT,
)
RECOUNT = shared.recount_grounds(("uu-7-2017-ps-374", "perbawaslu-1-2024-ps-47", "hitung-s36"))
RECOUNT_PROCESS = Fact(
    "Saksi dapat mengusulkan, Pengawas TPS dapat merekomendasikan, Ketua KPPS melaksanakan; hari itu juga, dapat diperpanjang 12 jam tanpa jeda.",
    ("uu-7-2017-ps-375", "perbawaslu-1-2024-ps-47"),
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
