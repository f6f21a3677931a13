"""The registry of everything this program cites: one id, one entry."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from threading import RLock

from simulasi.rules.sources import etik, hitung, kasus, latih, pungut
from simulasi.rules.sources.model import Source
from simulasi.rules.vocabulary import Mark

ALL: tuple[Source, ...] = (*pungut.SOURCES, *hitung.SOURCES, *etik.SOURCES, *kasus.SOURCES, *latih.SOURCES)
"""In reading order: the law first, then who wrote about it."""

REGISTRY: dict[str, Source] = {source.id: source for source in reversed(ALL)}
"""By id. Where two files name one id the first wins here; a test refuses it."""


# No text that anybody could read: what was worked out, what was assumed, what is open. No citation makes these seen.
NO_TEXT = frozenset(("pungut-penyusun", "pungut-turunan", "hitung-turunan", "hitung-terbuka", "etik-tatakelola-b", "etik-pola"))


def may_be_seen(source: Source) -> bool:
    """Can reading one text settle this entry? Not where sources contradict each other, and not where there is no text."""
    return source.mark == Mark.UNVERIFIED and source.id not in NO_TEXT


@contextmanager
def seen_since(citations: Mapping[str, str]) -> Iterator[None]:
    """Within this, these sources count as seen, with where and when they were read as their note."""
    with _LOCK:
        before = {key: REGISTRY[key] for key in citations if key in REGISTRY and may_be_seen(REGISTRY[key])}
        REGISTRY.update({key: replace(held, mark=Mark.SEEN, note=citations[key]) for key, held in before.items()})
        try:
            yield
        finally:
            REGISTRY.update(before)


_LOCK = RLock()
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


__all__ = ["ALL", "NO_TEXT", "REGISTRY", "Source", "get_source", "may_be_seen", "seen_since", "what_was_seen"]
