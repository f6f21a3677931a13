"""What one member played: lists of attempts in words, and one attempt as the phone wrote it. Only for the PPS of that member."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from simulasi.extensions import db
from simulasi.models.attempt import attempt, score
from simulasi.models.device import device
from simulasi.models.member import member
from simulasi.services import attempts, kode, roster
from simulasi.services.attempts import Attempt
from simulasi.services.desk import office
from simulasi.services.review import KNOCKOUTS, Cell, cells_of, skill_rows
from simulasi.services.roster import Member
from simulasi.sync import store

KNOCKOUT_SENTENCES = {
    "psu": "kesalahan yang dapat berakibat pemungutan suara ulang",
    "integritas": "pelanggaran integritas (kode etik)",
    "pidana": "perbuatan yang dapat dipidana",
}


@dataclass(frozen=True, slots=True)
class Play:
    """An attempt with what came of it, in words."""

    attempt: Attempt
    percent: int | None
    knockouts: list[tuple[str, str]]
    findings: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Person:
    """A member's page."""

    cell: Cell
    plays: list[Play]
    skills: list[tuple[str, int, int, int]]  # label, percent, points, max
    phones: int


def person(within: int, member_id: UUID) -> Person | None:
    """A member of one's own territory, with every attempt; None elsewhere."""
    found = roster.one(kode.kab_of(within), member_id)
    if found is None or not kode.covers(within, found.tps_id):
        return None
    plays = _plays(attempts.of_member(within, member_id))
    cells = [cell for cell in cells_of(found.tps_id) if cell.member.id == member_id]
    cell = cells[0] if cells else Cell(found, "kosong", "–", None, None, 0, None, False)
    newest = next((play for play in plays if play.attempt.kind == "hari" and play.attempt.done), None)
    skills = _detail(newest.attempt).get("score", {}).get("skills", {}) if newest else {}
    return Person(cell, plays, skill_rows({name: (mark["points"], mark["max"]) for name, mark in skills.items()}), _phones(found))


def plays_of_tps(tps_id: int, limit: int = 20) -> list[Play]:
    """The newest attempts of a TPS."""
    return _plays(attempts.listed(tps_id, limit=limit))


def play(within: int, attempt_id: UUID) -> Play | None:
    """One attempt of one's own territory."""
    low, high = kode.span(within)
    here = (attempt.c.kab == kode.kab_of(within), attempt.c.attempt_id == attempt_id, attempt.c.tps_id.between(low, high))
    member_id = db.session.execute(sa.select(attempt.c.member_id).where(*here)).scalar()
    found = [each for each in attempts.of_member(within, member_id) if each.attempt_id == attempt_id] if member_id else []
    return _plays(found)[0] if found else None


def missed(found: Play) -> list[tuple[str, str]]:
    """The steps answered wrongly, id and title, in the order of the day."""
    pack = office().shelf.get(found.attempt.pack_hash)
    told = _detail(found.attempt).get("items", {}).get("wrong", [])
    steps = [pack.steps[at] for at, _ in told] if pack else []
    return [(step["id"], step.get("title") or step["id"]) for step in steps]


def recording(within: int, attempt_id: UUID) -> dict[str, Any] | None:
    """An attempt for the replay page: the lines as the phone wrote them. None outside one's territory."""
    low, high = kode.span(within)
    row = db.session.execute(
        sa.select(attempt.c.kab, attempt.c.pack_hash, attempt.c.member_id, attempt.c.tps_id, member.c.nama, member.c.peran, score.c.detail)
        .join(member, sa.and_(member.c.kab == attempt.c.kab, member.c.id == attempt.c.member_id))
        .outerjoin(score, sa.and_(score.c.kab == attempt.c.kab, score.c.attempt_id == attempt.c.attempt_id))
        .where(attempt.c.kab == kode.kab_of(within), attempt.c.attempt_id == attempt_id, attempt.c.tps_id.between(low, high))
    ).first()
    if row is None:
        return None
    detail = json.loads(row.detail or "{}")
    return {
        "pack_hash": row.pack_hash,
        "attempt_id": str(attempt_id),
        "lines": store.read_lines(db.session.connection(), row.kab, attempt_id),
        "score": detail.get("score", {}),
        "findings": detail.get("findings", []),
        "member": {"id": str(row.member_id), "nama": row.nama, "peran": row.peran, "tps": row.tps_id % 1000},
    }


def _phones(person: Member) -> int:
    here = (device.c.kab == person.kab, device.c.member_id == person.id, device.c.revoked_at.is_(None))
    return db.session.execute(sa.select(sa.func.count()).select_from(device).where(*here)).scalar_one()


def _plays(found: Sequence[Attempt]) -> list[Play]:
    """In one question to the database, however many they are."""
    if not found:
        return []
    here = (score.c.kab == found[0].kab, score.c.attempt_id.in_([each.attempt_id for each in found]))
    details = {key: detail for key, detail in db.session.execute(sa.select(score.c.attempt_id, score.c.detail).where(*here))}
    return [_play(each, json.loads(details.get(each.attempt_id) or "{}")) for each in found]


def _play(found: Attempt, detail: dict[str, Any]) -> Play:
    shelf = office().shelf.get(found.pack_hash)
    texts = {each["id"]: each for each in shelf.raw["findings"]} if shelf else {}
    codes = [each["code"] for each in detail.get("score", {}).get("knockouts", [])]
    return Play(
        attempt=found,
        percent=100 * found.points // found.max if found.max and found.kind == "hari" else None,
        knockouts=[(KNOCKOUTS.get(code, code), KNOCKOUT_SENTENCES.get(code, code)) for code in codes],
        findings=[{**texts.get(each["id"], {"title": each["id"]}), "causes": each["causes"]} for each in detail.get("findings", [])],
    )


def _detail(found: Attempt) -> dict[str, Any]:
    query = sa.select(score.c.detail).where(score.c.kab == found.kab, score.c.attempt_id == found.attempt_id)
    detail: dict[str, Any] = json.loads(db.session.execute(query).scalar() or "{}")
    return detail
