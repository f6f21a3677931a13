"""Sources of the etik side."""

from simulasi.rules.sources.model import Source

SOURCES: tuple[Source, ...] = ()
