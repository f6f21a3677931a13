"""The registry of everything this program cites: one id, one entry."""

from simulasi.rules.sources import etik, hitung, kasus, latih, pungut
from simulasi.rules.sources.model import Source

ALL: tuple[Source, ...] = (*pungut.SOURCES, *hitung.SOURCES, *etik.SOURCES, *kasus.SOURCES, *latih.SOURCES)
"""In reading order: the law first, then who wrote about it."""

REGISTRY: dict[str, Source] = {source.id: source for source in reversed(ALL)}
"""By id. Where two files name one id the first wins here; a test refuses it."""


def get_source(source_id: str) -> Source:
    """Return the entry of this id; an unknown id is a mistake of the caller (KeyError)."""
    return REGISTRY[source_id]


__all__ = ["ALL", "REGISTRY", "Source", "get_source"]
