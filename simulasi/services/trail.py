"""What was done, for whoever answers for it: the audit rows of one kabupaten/kota, with codes told as places and ids apart, to be shown on demand."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from simulasi.extensions import db
from simulasi.models.account import account, audit
from simulasi.models.wilayah import wilayah
from simulasi.services import kode
from simulasi.services.accounts import Staff

_ID = re.compile(r"\b[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\b")
# A number of fewer digits may count something.
_CODE = re.compile(r"\b(?:\d{13}|\d{10}|\d{6})\b|\A\d{4}\Z")


@dataclass(frozen=True, slots=True)
class Act:
    """One line of the trail. `thing`: what it was done to, in words; `ids`: the whole ids it names. No `username`: the operator at the command line."""

    at: int
    act: str
    username: str | None
    thing: str
    ids: tuple[str, ...]


def listed(staff: Staff, limit: int = 300) -> list[Act]:
    """What was done in the own kabupaten/kota, newest first."""
    query = sa.select(audit.c.at, audit.c.act, audit.c.object, account.c.username).outerjoin(account, account.c.id == audit.c.account_id)
    rows = db.session.execute(query.where(audit.c.kab == staff.kab).order_by(audit.c.id.desc()).limit(limit)).all()
    names = _names(int(code) for row in rows for code in _CODE.findall(_without_ids(row.object)))
    return [_act(row, names) for row in rows]


def _act(row: sa.Row, names: dict[int, str]) -> Act:
    thing = _CODE.sub(lambda found: names.get(int(found[0]), found[0]), _without_ids(row.object))
    # Who logs in does it to nobody else.
    return Act(row.at, row.act, row.username, "" if thing == row.username else thing, tuple(_ID.findall(row.object)))


def _without_ids(thing: str) -> str:
    return " ".join(_ID.sub("", thing).split())


def _names(codes: Iterable[int]) -> dict[int, str]:
    """How each of these codes is said, a TPS with its desa; what is no place of ours is left out."""
    desa = {code: kode.desa_of(code) if len(str(code)) == kode.TPS_DIGITS else code for code in codes}
    if not desa:
        return {}
    query = sa.select(wilayah.c.kode, wilayah.c.jenis, wilayah.c.nama).where(wilayah.c.kode.in_(set(desa.values())))
    titles = {row.kode: f"{row.jenis} {row.nama}" for row in db.session.execute(query)}
    return {
        code: titles[place] if code == place else f"TPS {code % 1000:03} {titles[place]}" for code, place in desa.items() if place in titles
    }
