"""Sources of the latih side."""

from simulasi.rules.sources.model import Source

SOURCES: tuple[Source, ...] = ()
