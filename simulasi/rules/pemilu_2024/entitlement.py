"""Which ballots a mover keeps in Pemilu 2024: five independent questions (pemungutan.md 5.4)."""

from simulasi.rules.model import Question
from simulasi.rules.vocabulary import Mark

_SUMBER = ("pungut-s21", "pkpu-7-2022")
_HOME = ("negara", "provinsi")

QUESTIONS = (
    Question("PPWP", (), _SUMBER),
    Question("DPR", (*_HOME, "dapil_dpr"), _SUMBER),
    Question("DPD", _HOME, _SUMBER),
    Question("DPRD_PROV", (*_HOME, "dapil_dprd_prov"), _SUMBER),
    Question("DPRD_KAB", (*_HOME, "kabkota", "dapil_dprd_kabkota"), (*_SUMBER, "pungut-s16"), Mark.SEEN, never_in=("31",)),
)
