"""The five ballots of Pemilu 2024, in the order in which boxes are opened and counted."""

from simulasi.rules.model import Election

_SUMBER = ("pungut-s36",)

ELECTIONS = (
    Election("PPWP", "Presiden dan Wakil Presiden", "PPWP", "abu-abu", "polos", _SUMBER),
    Election("DPR", "DPR RI", "DPR", "kuning", "garis mendatar", _SUMBER),
    Election("DPD", "DPD RI", "DPD", "merah", "titik", _SUMBER),
    Election("DPRD_PROV", "DPRD Provinsi", "DPRD Prov", "biru", "garis miring", _SUMBER),
    Election("DPRD_KAB", "DPRD Kabupaten/Kota", "DPRD Kab/Kota", "hijau", "garis tegak", _SUMBER),
)
