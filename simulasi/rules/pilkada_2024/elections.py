"""The ballots of Pilkada 2024: gubernur, and bupati in a kabupaten or wali kota in a kota.

No source settles the colours, so none is shown: white paper told apart by pattern.
"""

from simulasi.rules.model import Election
from simulasi.rules.vocabulary import Mark

_SUMBER = ("pungut-penyusun",)

ELECTIONS = (
    Election("GUBERNUR", "Gubernur dan Wakil Gubernur", "Gubernur", "putih", "polos", _SUMBER, Mark.UNVERIFIED),
    Election("BUPATI", "Bupati dan Wakil Bupati", "Bupati", "putih", "garis mendatar", _SUMBER, Mark.UNVERIFIED),
    Election("WALIKOTA", "Wali Kota dan Wakil Wali Kota", "Wali Kota", "putih", "garis mendatar", _SUMBER, Mark.UNVERIFIED),
)
