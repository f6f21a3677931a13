"""The trainer's word about the course: which parts are open, in which order, and when the bimtek and voting day are. Reaches phones by the inbox."""

from collections.abc import Iterable
from datetime import date

import sqlalchemy as sa

from simulasi import clock
from simulasi.extensions import db, writing
from simulasi.models.curriculum import curriculum
from simulasi.services import inbox, kode
from simulasi.sync.store import insert_for

MOST = 200


class CurriculumRefused(Exception):
    """Nothing was changed; the message is for a person."""


def set_for(code: int, buka: Iterable[str] = (), urutan: Iterable[str] = (), bimtek: str = "", hari_h: str = "") -> None:
    """Say what holds below a kabupaten/kota, kecamatan or desa; saying it again replaces what was said."""
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


@inbox.provides("kurikulum")
def provided(who: inbox.Recipient) -> Iterable[inbox.Item]:
    """What holds for this member: the word of the nearest territory above them."""
    desa = kode.desa_of(who.tps_id)
    above = [desa, desa // 10**4, who.kab]
    query = (
        sa.select(curriculum).where(curriculum.c.kab == who.kab, curriculum.c.kode.in_(above)).order_by(curriculum.c.kode.desc()).limit(1)
    )
    for row in db.session.execute(query):
        body: dict[str, object] = {name: getattr(row, name) for name in ("bimtek", "hari_h") if getattr(row, name)}
        body |= {name: getattr(row, name).split(",") for name in ("buka", "urutan") if getattr(row, name)}
        yield inbox.Item(str(row.kode), row.updated, body)


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
