"""Read JSON strictly: unknown keys and wrong types are refused by name, a missing key means the ordinary case."""

from collections.abc import Iterable, Mapping, Sequence

from simulasi.rules.errors import BadInput

_SHOWN = 15
"""Longer lists of words are left to the documentation."""


def short(value: object) -> str:
    """Return a value as it may be repeated in a sentence: one line, not long, nothing that a terminal cannot print."""
    return "".join(letter if letter.isprintable() else " " for letter in str(value)[:40]).strip()


def read_object(raw: object, name: str, allowed: Iterable[str]) -> dict[str, object]:
    """Return the keys that were given a value; refuse what is no object and keys nobody knows."""
    if not isinstance(raw, Mapping):
        raise BadInput(f"{name} harus berupa objek")
    known = tuple(allowed)
    for key in raw:
        if key not in known:
            raise BadInput(f"{name}: kunci '{short(key)}' tidak dikenal")
    return {key: value for key, value in raw.items() if value is not None}


def read_word(raw: object, name: str, choices: Sequence[str]) -> str:
    """Return one word of a closed list."""
    if not isinstance(raw, str) or raw not in choices:
        known = f"; pilihannya {', '.join(choices)}" if len(choices) <= _SHOWN else ""
        raise BadInput(f"{name}: '{short(raw)}' tidak dikenal{known}")
    return raw


def read_words(raw: object, name: str, choices: Sequence[str]) -> tuple[str, ...]:
    """Return a list of words of a closed list, each once."""
    if not isinstance(raw, list | tuple):
        raise BadInput(f"{name} harus berupa daftar")
    words = tuple(read_word(word, name, choices) for word in raw)
    if len(set(words)) != len(words):
        raise BadInput(f"{name}: ada isi yang tertulis dua kali")
    return words


def read_flag(raw: object, name: str) -> bool:
    """Return true or false, and nothing that merely resembles them."""
    if not isinstance(raw, bool):
        raise BadInput(f"{name} harus true atau false")
    return raw


def read_natural(raw: object, name: str, most: int) -> int:
    """Return a natural number not above `most`."""
    if isinstance(raw, bool) or not isinstance(raw, int) or not 0 <= raw <= most:
        raise BadInput(f"{name} harus bilangan bulat 0 sampai {most}")
    return raw


def read_text(raw: object, name: str) -> str:
    """Return a text; refuse numbers and lists that pretend to be one."""
    if not isinstance(raw, str):
        raise BadInput(f"{name} harus berupa teks")
    return raw
