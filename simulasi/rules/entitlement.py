"""Which ballots a voter who moves keeps: one independent question per election, never nested (pemungutan.md 5.4, 5.5).

At the table nobody calculates: KPPS hands out what the letter ticks (`ballots_of_letter`). This is for those who write and check letters.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from simulasi.rules.errors import BadInput
from simulasi.rules.model import Question, Ruleset
from simulasi.rules.reading import read_object, short

HOME_COUNTRY = "id"
_NAMES = {
    "indonesia": "id",
    "dki": "31",
    "dki jakarta": "31",
    "jakarta": "31",
    "daerah khusus jakarta": "31",
    "daerah khusus ibukota jakarta": "31",
    "diy": "34",
    "di yogyakarta": "34",
    "daerah istimewa yogyakarta": "34",
}
"""Names people write for the places the rules single out. Codes are those of Kemendagri, with or without dots."""
_FIRST_KOTA = 71
"""In Kemendagri codes kabupaten count from 01 and kota from 71."""


@dataclass(frozen=True, slots=True)
class Place:
    """Name a place by what decides ballots; a key that decides nothing may stay empty."""

    negara: str = HOME_COUNTRY
    provinsi: str = ""
    kabkota: str = ""
    dapil_dpr: str = ""
    dapil_dprd_prov: str = ""
    dapil_dprd_kabkota: str = ""

    @property
    def is_kota(self) -> bool:
        """Whether the kab/kota is a kota, by its code or its name."""
        code = self.kabkota
        return int(code[-2:]) >= _FIRST_KOTA if code.isascii() and code.isdigit() else code.startswith("kota ")


PLACE_KEYS = tuple(field.name for field in fields(Place))


def read_place(raw: object, name: str) -> Place:
    """Read a place as JSON gives it; refuse unknown keys and wrong types by name."""
    values = {}
    for key, value in read_object(raw, name, PLACE_KEYS).items():
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise BadInput(f"{name}.{key} harus berupa teks")
        values[key] = _dapil(str(value)) if key.startswith("dapil") else _plain(str(value))
    if not values.get("negara"):
        values["negara"] = HOME_COUNTRY
    return Place(**values)


def entitled_ballots(asal: Mapping[str, object] | Place, tujuan: Mapping[str, object] | Place, ruleset: Ruleset) -> frozenset[str]:
    """Answer each election's own question for a voter registered at `asal` who votes at `tujuan`."""
    here = asal if isinstance(asal, Place) else read_place(asal, "asal")
    there = tujuan if isinstance(tujuan, Place) else read_place(tujuan, "tujuan")
    return frozenset(question.election for question in ruleset.questions if _keeps(question, here, there))


def ballots_held(place: Place, ruleset: Ruleset) -> frozenset[str]:
    """Return the ballots of a voter who votes where he is registered: all that this place elects."""
    return frozenset(question.election for question in ruleset.questions if _held(question, place))


def in_ballot_order(ballots: Iterable[str], ruleset: Ruleset) -> list[str]:
    """List ballots in the order in which this rule set opens its boxes."""
    chosen = set(ballots)
    return [election.id for election in ruleset.elections if election.id in chosen]


def ballots_of_letter(ticked: Iterable[str], ruleset: Ruleset) -> frozenset[str]:
    """Return exactly the ballots ticked on A-Surat Pindah Memilih: no more, no fewer, nothing calculated.

    Sumber: pungut-s59b
    """
    ticks = frozenset(ticked)
    unknown = sorted(ticks - {election.id for election in ruleset.elections})
    if unknown:
        raise BadInput(f"surat suara '{short(unknown[0])}' tidak ada dalam aturan {ruleset.id}")
    return ticks


def entitlement_sources(ruleset: Ruleset) -> list[str]:
    """List the sources of the questions, each once, in order."""
    return list(dict.fromkeys(source for question in ruleset.questions for source in question.sumber))


def _keeps(question: Question, here: Place, there: Place) -> bool:
    if not question.shared:
        return True
    if {here.negara.casefold(), there.negara.casefold()} != {HOME_COUNTRY}:
        return False
    if not _held(question, there):
        return False
    for key in question.shared:
        mine, theirs = getattr(here, key), getattr(there, key)
        if not mine or not theirs:
            raise BadInput(f"{'tujuan' if mine else 'asal'}.{key} belum diisi, padahal menentukan surat suara {question.election}")
        if mine != theirs:
            return False
    return True


def _held(question: Question, place: Place) -> bool:
    kind = "kota" if place.is_kota else "kabupaten"
    return place.provinsi not in question.never_in and question.only in ("", kind)


def _dapil(text: str) -> str:
    return " ".join(text.casefold().split())


def _plain(text: str) -> str:
    spaced = _dapil(text.replace(".", ""))
    return _NAMES.get(spaced, spaced)
