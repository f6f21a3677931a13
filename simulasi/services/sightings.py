"""Sources that were read after the release: KPU says where, and what is compiled afterwards may score the steps that lean on them.

The registry in the code stays what it is; these rows lie over it. Published packs and marks already given do not change.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import sqlalchemy as sa

from simulasi import clock
from simulasi.extensions import db, writing
from simulasi.models.account import account
from simulasi.models.base import uuid7
from simulasi.models.pack import sighting
from simulasi.rules.sources import ALL, REGISTRY, may_be_seen, seen_since
from simulasi.rules.vocabulary import Mark
from simulasi.services import accounts, packs
from simulasi.services.accounts import Staff
from simulasi.services.desk import office

MIN_CITATION, MAX_CITATION = 20, 300


class SightingRefused(Exception):
    """Nothing was written; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Seen:
    """That somebody read it."""

    source: str
    citation: str
    by: str
    at: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A source that is not seen in the code: `seen` when it was since; `open` when a citation may settle it; `steps` of packs on offer."""

    id: str
    name: str
    note: str
    mark: str
    open: bool
    seen: Seen | None
    steps: int
    scored: int


def entries() -> list[Entry]:
    """Every source that the code does not call seen, in reading order."""
    told, used = {each.source: each for each in listed()}, _steps()
    found = []
    for source in ALL:
        if source.mark != Mark.SEEN:
            name = " ".join(filter(None, (source.instrument, source.article))) + f": {source.title}"
            steps, scored = used.get(source.id, (0, 0))
            found.append(Entry(source.id, name, source.note, source.mark, may_be_seen(source), told.get(source.id), steps, scored))
    return found


def record(staff: Staff, source_id: str, citation: str) -> None:
    """Write down that a source was read, and where. Raises SightingRefused."""
    words = " ".join(citation.split())
    source = REGISTRY.get(source_id)
    if source is None or not may_be_seen(source):
        raise SightingRefused("Sumber ini tidak dapat diselesaikan dengan satu kutipan.")
    if not MIN_CITATION <= len(words) <= MAX_CITATION:
        raise SightingRefused(
            f"Tulis kutipannya, {MIN_CITATION} sampai {MAX_CITATION} huruf: apa yang dibaca, di mana, kapan. "
            "Contoh: “Lembaran Negara 2017 nomor 182, Pasal 350 ayat (1), dibaca 3 Januari 2027”."
        )
    now = clock.now_ms()
    with writing() as session:
        if session.execute(sa.select(sighting.c.id).where(sighting.c.source == source_id)).first():
            raise SightingRefused("Sumber ini sudah ditandai terverifikasi.")
        session.execute(sa.insert(sighting).values(id=uuid7(now), source=source_id, citation=words, by=staff.id, at=now))
        accounts.record(session, staff.id, staff.kab, "sumber terverifikasi", f"{source_id}: {words}")


def listed() -> list[Seen]:
    """What was read, in the order it was written down."""
    query = sa.select(sighting.c.source, sighting.c.citation, account.c.username, sighting.c.at).outerjoin(
        account, account.c.id == sighting.c.by
    )
    return [Seen(row.source, row.citation, row.username or "", row.at) for row in db.session.execute(query.order_by(sighting.c.id))]


@contextmanager
def applied() -> Iterator[int]:
    """Within this the compiler and the linter take these sources for seen; gives by how much the revision of the rules is higher."""
    told = listed()
    with seen_since({each.source: each.citation for each in told}):
        yield len(told)


def _steps() -> dict[str, tuple[int, int]]:
    """For each source how many steps of the packs on offer cite it, and how many of them are scored."""
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for offer in packs.offers():
        pack = office().shelf.get(offer.hash)
        for step in pack.steps if pack else ():
            scored = any(each.get("points", 0) for each in (*step.get("options", ()), *step.get("fields", ()))) or "outcomes" in step
            for source in step["sources"]:
                found[source][0] += 1
                found[source][1] += scored
    return {key: (steps, scored) for key, (steps, scored) in found.items()}
