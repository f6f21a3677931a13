"""Invented people: names of flowers, fruit and trees, numbers that are no NIK."""

from dataclasses import dataclass

from simulasi.compiler.lots import Draw

WOMEN = [
    "Melati",
    "Anggrek",
    "Mawar",
    "Kenanga",
    "Cempaka",
    "Seruni",
    "Dahlia",
    "Kamboja",
    "Teratai",
    "Lavender",
    "Sakura",
    "Nangka",
    "Kurma",
    "Delima",
    "Srikaya",
    "Ceri",
    "Stroberi",
]
MEN = [
    "Jati",
    "Meranti",
    "Cemara",
    "Randu",
    "Waru",
    "Bambu",
    "Beringin",
    "Pinus",
    "Salak",
    "Durian",
    "Manggis",
    "Rambutan",
    "Duku",
    "Kelapa",
    "Sawo",
    "Kemiri",
    "Cengkih",
]
SECOND = [
    "Gunung",
    "Sungai",
    "Lembah",
    "Danau",
    "Bukit",
    "Telaga",
    "Rimba",
    "Muara",
    "Karang",
    "Ladang",
    "Teluk",
    "Padang",
    "Tanjung",
    "Kali",
    "Sawah",
    "Hutan",
    "Pantai",
]
HAMLETS = ("Dusun Apel", "Dusun Jeruk", "Dusun Wortel")


@dataclass(frozen=True)
class Person:
    """A voter: row of the DPT ("" when in none), name, sex."""

    nomor: str
    nama: str
    jk: str
    nik: str
    alamat: str
    lahir: str

    @property
    def panggilan(self) -> str:
        return self.nama.split()[0].title()

    @property
    def sapaan(self) -> str:
        return "Bu" if self.jk == "P" else "Pak"


def make_people(draw: Draw, count: int) -> list[Person]:
    """Invent people with distinct names."""
    pairs = [(first, second, "P") for first in WOMEN for second in SECOND] + [(first, second, "L") for first in MEN for second in SECOND]
    chosen = draw.shuffled(pairs)[:count]
    return [make_person(draw, f"{first} {second}".upper(), jk) for first, second, jk in chosen]


def make_person(draw: Draw, nama: str, jk: str) -> Person:
    """Invent the rest of one person."""
    alamat = f"{draw.pick(HAMLETS)} RT {draw.between(1, 6):02} RW {draw.between(1, 4):02}"
    lahir = f"{draw.between(1, 28):02}-{draw.between(1, 12):02}-{draw.between(1955, 2004)}"
    return Person("", nama, jk, f"00 79{draw.between(10, 99)} •••• {draw.between(0, 9999):04}", alamat, lahir)
