"""C.HASIL forms as JSON gives them (architecture.md 9): read strictly; a line that is not there is not there."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from simulasi.rules.c_hasil_model import LPJ, Ref
from simulasi.rules.errors import BadInput
from simulasi.rules.reading import read_natural, read_object, read_word, short
from simulasi.rules.shared.c_hasil import GROUP_LINE, LPJ_LINES, NUMBER_LINES
from simulasi.rules.zones import BLANK_COLUMN, parse_zone

KEYS = ("id", "election", "tps", "baris", "daftar_hadir", "turus", "huruf", "salinan", "sirekap", "ikatan")
BARIS = (*LPJ_LINES, *NUMBER_LINES, "IV")
MOST = 9_999_999
CONTESTANTS = {"pair": ("pair", BLANK_COLUMN), "dpd": ("dpd",), "party": ("party", "cand")}
_TOTAL = re.compile(r"total:[1-9]\d{0,2}\Z", re.ASCII)
Place = Callable[[object, int], str]


@dataclass(frozen=True, slots=True)
class Numbers:
    """Hold the numbers written on one sheet."""

    cells: Mapping[Ref, int] = field(default_factory=dict)
    votes: Mapping[str, int] | None = None
    """Section IV by contestant; None when the sheet was not filled in there."""

    def get(self, ref: Ref) -> int | None:
        """The number at one place, or None where nothing is written."""
        if ref != ("IV", "*"):
            return self.cells.get(ref)
        return None if self.votes is None else sum(n for who, n in self.votes.items() if not who.startswith("total:"))

    def all(self) -> dict[Ref, int]:
        """Every number written, those of section IV under their contestant."""
        return {**self.cells, **{("IV", who): n for who, n in (self.votes or {}).items()}}


@dataclass(frozen=True, slots=True)
class Form:
    """Hold one C.HASIL and, if given, what it is compared with."""

    id: str | int
    election: str
    baris: Numbers
    tps: str | int | None = None
    daftar_hadir: Numbers | None = None
    turus: Numbers | None = None
    huruf: Numbers | None = None
    salinan: tuple[Numbers, ...] = ()
    sirekap: Numbers | None = None
    ikatan: Numbers | None = None


def read_form(raw: object, families: Mapping[str, str], name: str) -> Form:
    """Read one form; refuse unknown keys and lines by name."""
    item = read_object(raw, name, KEYS)
    for key in ("id", "election", "baris"):
        if key not in item:
            raise BadInput(f"{name}: {key} belum diisi")
    election = read_word(item["election"], f"{name}, election", tuple(families))
    family = families[election]

    def sheet(key: str, allowed: tuple[str, ...] = BARIS) -> Numbers | None:
        return _read_lines(item[key], allowed, family, f"{name}, {key}") if key in item else None

    copies = item.get("salinan", [])
    if not isinstance(copies, list | tuple):
        raise BadInput(f"{name}, salinan harus berupa daftar")
    return Form(
        id=_read_id(item["id"], f"{name}, id"),
        election=election,
        baris=_read_lines(item["baris"], BARIS, family, f"{name}, baris"),
        tps=_read_id(item["tps"], f"{name}, tps") if "tps" in item else None,
        daftar_hadir=sheet("daftar_hadir", tuple(GROUP_LINE.values())),
        turus=sheet("turus", ("IV", "V.B")),
        huruf=sheet("huruf"),
        salinan=tuple(_read_lines(copy, BARIS, family, f"{name}, salinan[{at}]") for at, copy in enumerate(copies)),
        sirekap=sheet("sirekap"),
        ikatan=sheet("ikatan", ("IV", "V.B")),
    )


def _read_id(raw: object, name: str) -> str | int:
    if isinstance(raw, bool) or not isinstance(raw, str | int):
        raise BadInput(f"{name} harus berupa teks atau angka")
    return raw


def _read_lines(raw: object, allowed: tuple[str, ...], family: str, name: str) -> Numbers:
    cells: dict[Ref, int] = {}
    votes: dict[str, int] | None = None
    for line, value in read_object(raw, name, allowed).items():
        where = f"{name}, {line}"
        if line == "IV":
            votes = _read_votes(value, family, where)
        elif line in LPJ_LINES:
            for column, number in read_object(value, where, LPJ).items():
                cells[line, column] = read_natural(number, f"{where}.{column}", MOST)
        else:
            cells[line, "n"] = read_natural(value, where, MOST)
    return Numbers(cells, votes)


def _read_votes(raw: object, family: str, name: str) -> dict[str, int]:
    if not isinstance(raw, Mapping):
        raise BadInput(f"{name} harus berupa objek")
    votes = {}
    for who, number in raw.items():
        if not _is_contestant(who, family):
            raise BadInput(f"{name}: '{short(who)}' bukan peserta pada formulir ini")
        if number is not None:
            votes[who] = read_natural(number, f"{name}.{who}", MOST)
    return votes


def _is_contestant(who: object, family: str) -> bool:
    if not isinstance(who, str):
        return False
    if family == "party" and _TOTAL.match(who):
        return True
    try:
        zone = parse_zone(who, family)
    except BadInput:
        return False
    return zone.kind in CONTESTANTS[family] and not zone.part and zone.text == who
