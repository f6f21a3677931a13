"""A session on a small pack and phones that sit in it, for tests of the relay."""

import hashlib
import json
import uuid
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask

from simulasi import clock
from simulasi.compiler.encode import encode
from simulasi.extensions import db, writing
from simulasi.models.base import uuid7
from simulasi.models.crew import group_session
from simulasi.services import accounts, group_sessions, packs
from simulasi.services.group_sessions import Session, Wish
from tests.sync_kit import NONCE, put_pack

STARTS = 1_795_000_000_000

PACKS = Path(__file__).parent / "packs"
PACK = json.loads((PACKS / "regu.json").read_text(encoding="utf-8"))
SEVEN = json.loads((PACKS / "regu-tujuh.json").read_text(encoding="utf-8"))


def trainer(peran: str = "pps", wilayah: int = 3579022009) -> accounts.Staff:
    """A trainer who needs no log-in."""
    return accounts.Staff(uuid.uuid4(), "pelatih", peran, wilayah, "Sumberbrantas", "Desa")


def planned(by: accounts.Staff | None = None, **change: Any) -> Session:
    """A session as a trainer plans it, its day compiled."""
    wish = {"nama": "TPS 001", "ruleset": "pemilu-2024", "size": "singkat", "seed": "regu9", "focus": [], "pace": 0}
    wish |= {"seats": [f"kpps_{n}" for n in range(1, 8)], "starts": STARTS, "place": "Balai dusun", "tps": [3579022009001]}
    return group_sessions.create(Wish(**(wish | change)), by or trainer())


def small_session(by: accounts.Staff | None = None, starts: int = STARTS, raw: dict[str, Any] = PACK, code: str = "ABCDEF") -> Session:
    """A session on a small hand-written day: of three tables, or of seven."""
    by = by or trainer()
    plan: dict[str, Any] = {
        "kursi": [role["id"] for role in raw["roles"]],
        "laju": 0,
        "fokus": [],
        "susunan": [],
        "pertanyaan": [],
        "tps": [3579022009001],
    }
    row = {
        "kab": by.kab,
        "id": uuid7(clock.now_ms()),
        "wilayah": by.wilayah,
        "code": code,
        "pack_hash": _pack(raw),
        "nama": "TPS 001",
    }
    row |= {
        "starts": starts,
        "place": "Balai dusun",
        "status": "rencana",
        "plan": json.dumps(plan),
        "rev": 1,
        "created": 1,
        "created_by": None,
    }
    with writing() as session:
        session.execute(sa.insert(group_session).values(row))
    found = group_sessions.of_staff(by, row["id"])
    assert found is not None
    # As at the end of a request: the test must not go on reading in the moment before its phones came.
    db.session.remove()
    return found


def _pack(raw: dict[str, Any]) -> str:
    name = hashlib.sha256(encode(raw)).hexdigest()
    return name if packs.pack_bytes(name) else put_pack(raw)


class Seat:
    """A phone that joined."""

    def __init__(self, app: Flask, session: Session, *claims: str, nama: str = ""):
        self.client = app.test_client()
        self.session = session
        self.id = uuid.uuid4().hex
        self.attempt = f"{self.id[:8]}-{self.id[8:12]}-7{self.id[13:16]}-8{self.id[17:20]}-{self.id[20:]}"
        self.nama = nama
        answer = [session.pack_hash, "1", "pemilu-2024", "regu", str(session.id), *claims]
        self.lines = [json.dumps([0, "mulai", answer, "", 1, 1], separators=(",", ":"))]
        joined = self.client.post("/api/regu/gabung", json={"nonce": NONCE, "kode": session.code}).get_json()
        self.token = joined["token"]
        self.told = joined["sesi"]

    def answer(self, step: str, answer: Any, role: str) -> None:
        """Write a line."""
        self.lines.append(json.dumps([len(self.lines), step, answer, role, 1, len(self.lines)], separators=(",", ":")))

    def swap(self, after: int = 0, from_seq: int = 0, lines: list[str] | None = None) -> dict[str, Any]:
        """Hand in, and hear."""
        part = {
            "attempt_id": self.attempt,
            "from_seq": from_seq,
            "lines": self.lines[from_seq:] if lines is None else lines,
            "nama": self.nama,
        }
        body = {"nonce": NONCE, "after": after, "logs": [part]}
        response = self.client.post("/api/regu/tukar", json=body, headers={"Authorization": f"Bearer {self.token}"})
        assert response.status_code == 200, response.get_data(as_text=True)
        found: dict[str, Any] = response.get_json()
        return found
