"""What an entry of the registry of sources is."""

from dataclasses import dataclass

from simulasi.rules.vocabulary import Mark


@dataclass(frozen=True, slots=True)
class Source:
    """Name one instrument, article or publication, and how much of it was seen."""

    id: str
    instrument: str
    article: str
    title: str
    mark: Mark = Mark.SEEN
    note: str = ""
    """What was seen, and what to beware of."""
    where: str = ""
    """Public place of the publication, when there is one."""
