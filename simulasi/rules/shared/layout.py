"""The denah: where things stand at the TPS and how far apart (pemungutan.md 2.2, 3.4). Lengths in centimetres."""

from simulasi.rules.model import Fact
from simulasi.rules.vocabulary import Mark

_SEATS = ("pungut-s48",)
_PLAN = ("pungut-s47",)
GUESS = ("pungut-penyusun",)

LAYOUT = {
    "ukuran": Fact(
        "TPS paling kecil 10 x 8 meter atau menyesuaikan tempat; terbuka atau tertutup, bukan di dalam tempat ibadah, "
        "terlindung dari hujan.",
        ("pkpu-25-2023-ps-7", "pungut-s01", "pungut-s05", "pungut-s49"),
    ),
    "meja_123": Fact(
        "KPPS 1-2-3 di meja panjang dekat sisi keluar, menghadap tinta, kotak, bilik dan kursi pemilih; Ketua di tengah.", _SEATS
    ),
    "saksi": Fact("Saksi dan Pengawas TPS di belakang meja KPPS 1-3, dapat melihat semuanya.", _SEATS),
    "meja_45": Fact("KPPS 4-5 di samping pintu masuk; papan pengumuman di samping mereka.", _SEATS),
    "tunggu": Fact("Kursi pemilih di depan meja utama, paling sedikit 25.", ("pungut-s48", "pungut-s45")),
    "bilik": Fact("Bilik menghadap kursi Ketua dan saksi, berjarak paling dekat 1 meter atau sejauh rahasia terjaga.", _PLAN),
    "kotak": Fact("Kotak dekat pintu keluar, sekitar 3 meter dari Ketua, menghadap kursi pemilih; mejanya setinggi 35 cm.", _PLAN),
    "tinta": Fact("KPPS 6 di belakang kotak; KPPS 7 di meja tinta dekat pintu keluar.", _SEATS),
    "pintu": Fact("Pintu masuk dan keluar dapat dilewati kursi roda.", ("pungut-s45", "pungut-s47")),
    "lebar_pintu": Fact("Lebar pintu 90 cm.", GUESS, Mark.UNVERIFIED),
    "meja_bilik": Fact(
        "Meja bilik setinggi 75-100 cm dan berongga di bawah, paling sedikit satu.", ("pungut-s45", "pungut-s50"), Mark.CONFLICT
    ),
    "jalan": Fact("Tidak ada tangga, parit atau rumput tebal; tanahnya rata.", ("pungut-s45", "pungut-s47", *GUESS), Mark.UNVERIFIED),
    "polisi": Fact("Polisi dan TNI di luar TPS; petugas ketertiban di dalam.", ("pungut-s53",)),
}

DISTANCES = {"panjang": 1000, "lebar": 800, "antar_bilik": 100, "ketua_ke_kotak": 300, "meja_kotak": 35}
"""Centimetres of the facts above. Sumber: pungut-s01, pungut-s47"""

FLOW = ("pintu", "meja_4", "meja_5", "tunggu", "meja_123", "bilik", "kotak", "tinta", "keluar")
"""The way of a voter. Sumber: pungut-s49"""
