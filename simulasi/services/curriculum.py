"""The trainer's word about the course: which parts are open, in which order, and when the bimtek and voting day are. Reaches phones by the inbox."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from simulasi import clock
from simulasi.extensions import db, writing
from simulasi.models.curriculum import curriculum
from simulasi.services import accounts, inbox, kode, packs
from simulasi.sync.store import insert_for

MOST = 200
FIELDS = ("bimtek", "hari_h", "buka", "urutan")


class CurriculumRefused(Exception):
    """Nothing was changed; the message is for a person."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the course, as the published cards name it."""

    id: str
    title: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Word:
    """What one territory says; an empty field leaves it to the territory above."""

    code: int
    bimtek: str
    hari_h: str
    buka: tuple[str, ...]
    urutan: tuple[str, ...]


def parts() -> list[Part]:
    """The parts of every published course, each once, in their first order."""
    found: dict[str, Part] = {}
    for offer in packs.offers():
        if offer.kind == "belajar":
            for each in json.loads(packs.pack_bytes(offer.hash) or b"{}")["curriculum"]["parts"]:
                found.setdefault(each["id"], Part(each["id"], each["title"], each["minutes"]))
    return list(found.values())


def spoken(code: int) -> list[Word]:
    """The words that reach a territory, its own first, then those above it."""
    above = [each for each in (code, kode.parent(code), kode.parent(kode.parent(code) or 0)) if each and kode.level(each) > 1]
    rows = db.session.execute(_above(kode.kab_of(code), above))
    return [Word(row.kode, row.bimtek, row.hari_h, _list(row.buka), _list(row.urutan)) for row in rows]


def set_for(
    code: int, buka: Iterable[str] = (), urutan: Iterable[str] = (), bimtek: str = "", hari_h: str = "", by: UUID | None = None
) -> None:
    """Say what holds below a kabupaten/kota, kecamatan or desa; saying it again replaces what was said. Raises CurriculumRefused."""
    lists = {"buka": ",".join(buka), "urutan": ",".join(urutan)}
    for name, text in lists.items():
        if len(text) > MOST or any(not part.replace("_", "").isalnum() for part in text.split(",") if part):
            raise CurriculumRefused(f"{name}: tulis nama bagian dipisah koma, misalnya pengantar,etika.")
    for name, text in (("bimtek", bimtek), ("hari-h", hari_h)):
        if text and not _is_date(text):
            raise CurriculumRefused(f"{name}: tanggal '{text}' tidak terbaca; tulis seperti 2024-02-14.")
    row = {"kab": kode.kab_of(code), "kode": code}
    said = {**lists, "bimtek": bimtek, "hari_h": hari_h, "updated": clock.now_ms()}
    with writing() as session:
        insert = insert_for(session.connection().dialect.name)(curriculum).values(row | said)
        session.execute(insert.on_conflict_do_update(index_elements=list(row), set_=said))
        accounts.record(session, by, row["kab"], "kurikulum diatur", str(code))


@inbox.provides("kurikulum")
def provided(who: inbox.Recipient) -> Iterable[inbox.Item]:
    """What holds for this member: each field as the nearest territory above them says it."""
    desa = kode.desa_of(who.tps_id)
    rows = db.session.execute(_above(who.kab, [desa, desa // 10**4, who.kab])).all()
    if rows:
        body: dict[str, object] = {}
        for name in FIELDS:
            said = next((text for row in rows if (text := getattr(row, name))), "")
            if said:
                body[name] = said.split(",") if name in ("buka", "urutan") else said
        yield inbox.Item(str(rows[0].kode), max(row.updated for row in rows), body)


def _above(kab: int, codes: list[int]) -> sa.Select:
    return sa.select(curriculum).where(curriculum.c.kab == kab, curriculum.c.kode.in_(codes)).order_by(curriculum.c.kode.desc())


def _list(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(",") if part)


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
