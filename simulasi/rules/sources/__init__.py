"""The registry of everything this program cites: one id, one entry."""

import re

from simulasi.rules.sources import etik, hitung, kasus, latih, pungut
from simulasi.rules.sources.model import Source

ALL: tuple[Source, ...] = (*pungut.SOURCES, *hitung.SOURCES, *etik.SOURCES, *kasus.SOURCES, *latih.SOURCES)
"""In reading order: the law first, then who wrote about it."""

REGISTRY: dict[str, Source] = {source.id: source for source in reversed(ALL)}
"""By id. Where two files name one id the first wins here; a test refuses it."""


_ID = re.compile(r"\b(?:pungut|hitung|etik|latih)-[a-z0-9]+\b")


def what_was_seen(source: Source) -> str:
    """Say in words what was read of a source; ids of publications in its note become their titles."""

    def named(found: re.Match[str]) -> str:
        other = REGISTRY.get(found[0])
        return f"{other.title} ({other.where})" if other and other.where else other.title if other else found[0]

    return "; ".join(part for part in (_ID.sub(named, source.note), source.where) if part)


def get_source(source_id: str) -> Source:
    """Return the entry of this id; an unknown id is a mistake of the caller (KeyError)."""
    return REGISTRY[source_id]


__all__ = ["ALL", "REGISTRY", "Source", "get_source", "what_was_seen"]
