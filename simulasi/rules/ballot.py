"""An opened ballot as the commands and the compiler describe it (architecture.md 9): read strictly, unknown keys refused by name."""

from collections.abc import Mapping
from dataclasses import dataclass

from simulasi.rules.errors import BadInput
from simulasi.rules.reading import read_flag, read_natural, read_object, read_text, read_word, short
from simulasi.rules.vocabulary import ELECTIONS
from simulasi.rules.zones import NONE, Zone, parse_zone

KEYS = ("id", "election", "punches", "signed", "other")
OTHER = (
    "fold_twin",
    "aligned",
    "writing",
    "tool",
    "damaged",
    "dapil",
    "noticed",
    "found_in_box",
    "own_election_counted",
    "name_printed",
    "calon_tunggal",
    "context",
)
TOOLS, DAPIL, NOTICED = ("official", "fire", "other"), ("own", "other"), ("before_open", "when_judged")
MOST_PUNCHES = 1000
_NO_OTHER: Mapping[str, object] = {}


@dataclass(frozen=True, slots=True)
class Ballot:
    """Hold what is known of one paper when Ketua judges it. Defaults are the ordinary case."""

    election: str
    punches: tuple[Zone, ...]
    signed: bool = True
    fold_twin: frozenset[int] = frozenset()
    aligned: bool = True
    writing: bool = False
    tool: str = "official"
    damaged: bool | str = False
    dapil: str = "own"
    noticed: str = "when_judged"
    found_in_box: str = ""
    own_election_counted: bool = False
    name_printed: bool = True
    calon_tunggal: bool = False
    context: str = ""


def read_ballot(raw: object, families: Mapping[str, str], name: str = "surat suara") -> Ballot:
    """Read one ballot; `families` says which elections there are and what kind of paper each has."""
    item = read_object(raw, name, KEYS)
    for key in ("election", "punches", "signed"):
        if key not in item:
            raise BadInput(f"{name}: {key} belum diisi")
    election = read_word(item["election"], f"{name}, election", tuple(families))
    signed = item["signed"]
    # Packs write 0 and 1, because they hold no booleans.
    flag = bool(signed) if isinstance(signed, int) and signed in (0, 1) else read_flag(signed, f"{name}, signed")
    punches = _read_punches(item["punches"], families[election], f"{name}, punches")
    given = read_object(item.get("other", _NO_OTHER), f"{name}, other", OTHER)
    if not given:
        return Ballot(election, punches, flag)
    return Ballot(election, punches, flag, **_read_other(given, len(punches), f"{name}, other"))  # type: ignore[arg-type]


def _read_punches(raw: object, family: str, name: str) -> tuple[Zone, ...]:
    if not isinstance(raw, list | tuple):
        raise BadInput(f"{name} harus berupa daftar zona")
    if len(raw) > MOST_PUNCHES:
        raise BadInput(f"{name}: lebih dari {MOST_PUNCHES} lubang")
    zones = []
    for at, word in enumerate(raw):
        if not isinstance(word, str):
            raise BadInput(f"{name}[{at}] harus berupa teks zona")
        try:
            zones.append(parse_zone(word, family))
        except BadInput as error:
            raise BadInput(f"{name}[{at}]: {error}") from error
    if len(zones) > 1 and any(zone.kind == NONE for zone in zones):
        raise BadInput(f"{name}: '{NONE}' berarti tidak ada lubang, jadi tidak dapat bersama lubang lain")
    return () if zones and zones[0].kind == NONE else tuple(zones)


def _read_other(given: Mapping[str, object], punches: int, name: str) -> dict[str, object]:
    read: dict[str, object] = {}
    for key, value in given.items():
        where = f"{name}.{key}"
        if key == "fold_twin":
            read[key] = _read_twins(value, punches, where)
        elif key == "tool":
            read[key] = read_word(value, where, TOOLS)
        elif key == "dapil":
            read[key] = read_word(value, where, DAPIL)
        elif key == "noticed":
            read[key] = read_word(value, where, NOTICED)
        elif key == "found_in_box":
            read[key] = read_word(value, where, ELECTIONS)
        elif key == "context":
            read[key] = "_".join(read_text(value, where).casefold().replace("-", " ").replace("_", " ").split())
        elif key == "damaged" and isinstance(value, str):
            read[key] = value.casefold()
        else:
            read[key] = read_flag(value, where)
    return read


def _read_twins(raw: object, punches: int, name: str) -> frozenset[int]:
    if not isinstance(raw, list | tuple):
        raise BadInput(f"{name} harus berupa daftar nomor lubang, mulai dari 0")
    if punches == 0 and raw:
        raise BadInput(f"{name}: {short(raw[0])} menunjuk lubang yang tidak ada")
    return frozenset(read_natural(index, f"{name}[{at}]", punches - 1) for at, index in enumerate(raw))
