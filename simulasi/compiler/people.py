"""Invented people: names of flowers, trees and fruit, NIK-like strings that start with 00 and belong to nobody."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from simulasi.compiler.draw import Draw
from simulasi.compiler.errors import ContentError

ROWS_PER_PAGE = 20
_YOUNGEST, _OLDEST = 18, 78


@dataclass(frozen=True)
class Person:
    """Somebody who lives near the TPS; `row` is the number in its DPT, empty for who is not in it."""

    nama: str
    jk: str
    nik: str
    lahir: str
    alamat: str
    row: str = ""

    @property
    def panggilan(self) -> str:
        """The first name, as one says it."""
        return self.nama.split()[0].title()

    @property
    def sapaan(self) -> str:
        """Bu or Pak."""
        return "Bu" if self.jk == "P" else "Pak"

    @property
    def page(self) -> int:
        """The page of the DPT the name is on, or would be looked for on."""
        return 1 + (int(self.row) - 1) // ROWS_PER_PAGE if self.row else 1


@dataclass(frozen=True)
class Place:
    """The invented TPS of a day."""

    tps: str
    desa: str
    kecamatan: str
    kabkota: str
    provinsi: str
    dusun: tuple[str, ...]


def draw_place(draw: Draw, places: dict[str, Any]) -> Place:
    """Draw the TPS of this day from the invented places."""
    desa = draw.pick(places["desa"])
    return Place(
        f"TPS {draw.between(2, 14):03}", desa, draw.pick(places["kecamatan"]), places["kabkota"], places["provinsi"], tuple(places["dusun"])
    )


class Register:
    """Hands out people, each name once."""

    def __init__(self, draw: Draw, names: dict[str, Any], place: Place, year: int) -> None:
        self._draw = draw
        self._place = place
        self._year = year
        self._names = {jk: self._all_names(names[key], names["belakang"], jk) for jk, key in (("L", "laki"), ("P", "perempuan"))}

    def _all_names(self, first: list[str], last: list[str], jk: str) -> Iterator[str]:
        pairs = [f"{one} {two}".upper() for one in first for two in last if one != two]
        return iter(self._draw.child(f"nama/{jk}").shuffle(pairs))

    def person(self, jk: str = "", umur: int | None = None, row: str = "", lahir: str = "") -> Person:
        """Invent one more person; sex and age are drawn where they are not told."""
        draw = self._draw
        sex = jk or draw.pick("LP")
        name = next(self._names[sex], None)
        if name is None:
            raise ContentError("daftar nama di isi.toml terlalu pendek untuk hari sebesar ini")
        born = lahir or self._born(umur if umur is not None else draw.between(_YOUNGEST, _OLDEST))
        nik = f"00{draw.between(10, 99)}{draw.between(10, 99)}••••••{draw.between(0, 9999):04}"
        where = f"{draw.pick(self._place.dusun)} RT {draw.between(1, 6):02} RW {draw.between(1, 3):02}"
        return Person(name, sex, nik, born, where, row)

    def aged(self, person: Person, umur: int | None) -> Person:
        """Give somebody of the DPT the age a situation needs."""
        return person if umur is None else replace(person, lahir=self._born(umur))

    def _born(self, umur: int) -> str:
        day, month = self._draw.between(1, 28), self._draw.between(3, 12)
        return f"{day:02}-{month:02}-{self._year - 1 - umur}"


def dpt_pages(rows: list[Person]) -> list[dict[str, Any]]:
    """Print the DPT in pages, in the order of the row numbers."""
    ordered = sorted(rows, key=lambda person: person.row)
    return [
        {"page": 1 + at // ROWS_PER_PAGE, "rows": [[who.row, who.nama, who.jk] for who in ordered[at : at + ROWS_PER_PAGE]]}
        for at in range(0, len(ordered), ROWS_PER_PAGE)
    ]
