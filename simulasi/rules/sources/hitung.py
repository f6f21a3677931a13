"""Sources of the hitung side."""

from simulasi.rules.sources.model import Source

SOURCES: tuple[Source, ...] = ()
