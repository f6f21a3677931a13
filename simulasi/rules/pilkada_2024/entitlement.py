"""Which ballots a mover keeps in Pilkada 2024 (pemungutan.md 5.5). Another province: none, for he cannot move there."""

from simulasi.rules.model import Question

_HOME = ("negara", "provinsi")
_JAKARTA, _YOGYAKARTA = "31", "34"

QUESTIONS = (
    # That DIY elects no gubernur is [B]; it changes what is held there, not who keeps it elsewhere.
    Question("GUBERNUR", _HOME, ("pungut-s27", "pungut-s28"), never_in=(_YOGYAKARTA,)),
    Question("BUPATI", (*_HOME, "kabkota"), ("pungut-s27",), never_in=(_JAKARTA,), only="kabupaten"),
    Question("WALIKOTA", (*_HOME, "kabkota"), ("pungut-s27",), never_in=(_JAKARTA,), only="kota"),
)
