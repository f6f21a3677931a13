"""A small pack and a phone to send from, for tests of everything between the phone's log and the staff's page."""

import base64
import gzip
import hashlib
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import brotli
import sqlalchemy as sa
from flask import Flask

from simulasi import clock
from simulasi.engine.errors import Refusal
from simulasi.engine.events import chain_next, chain_start
from simulasi.extensions import db, writing
from simulasi.models.device import device
from simulasi.models.member import member
from simulasi.models.pack import pack
from simulasi.services import log_grants
from simulasi.services.desk import office
from simulasi.sync import packed as packed_form
from simulasi.sync import tokens
from simulasi.sync.lines import read_lines
from simulasi.sync.packed import Lexicon

KAB = 3579
TPS = 3579022009001
OTHER_TPS = 3579022001001
NONCE = "0123456789abcdef"
RIGHT, WRONG = "benar", "salah"
Json = dict[str, Any]


def _choice(at: int, skill: str, knockout: str = "") -> Json:
    wrong: Json = {
        "id": WRONG,
        "text": "?",
        "points": 0,
        "right": 0,
        "effects": [["surat_suara_di_kotak_ppwp", 1]],
        "feedback": "",
        "result": "",
    }
    if knockout:
        wrong["knockout"] = knockout
    return {
        "id": f"langkah_{at}",
        "kind": "choice",
        "phase": "pemungutan",
        "role": "kpps_4",
        "day": "H",
        "minute": 420 + at,
        "title": "",
        "prompt": "",
        "cards": [],
        "skills": [skill],
        "sources": [],
        "why": "",
        "auto": RIGHT,
        "options": [{"id": RIGHT, "text": "!", "points": 2, "right": 1, "effects": [], "feedback": "", "result": ""}, wrong],
    }


def day(steps: int = 12, seed: str = "satu") -> Json:
    """A day of choices for KPPS 4: 2 points for each right one, a knock-out at step 3, a finding when anything went wrong."""
    return {
        "format": 1,
        "engine": 1,
        "kind": "hari",
        "ruleset": "pemilu-2024",
        "rules_revision": 7,
        "content_revision": 1,
        "seed": seed,
        "size": "singkat",
        "title": "Hari pendek",
        "phases": [{"id": "persiapan", "label": "Persiapan"}, {"id": "pemungutan", "label": "Pemungutan"}],
        "roles": [{"id": f"kpps_{n}", "label": f"KPPS {n}", "short": str(n)} for n in range(1, 8)],
        "counters": {"surat_suara_di_kotak_ppwp": 0},
        "flags": [],
        "dpt": {"pages": []},
        "steps": [_choice(at, ("tinta", "integritas")[at % 2], "psu" if at == 3 else "") for at in range(steps)],
        "findings": [
            {
                "id": "kotak_berlebih",
                "at": "selesai",
                "when": [["surat_suara_di_kotak_ppwp", ">", 0]],
                "watch": ["surat_suara_di_kotak_ppwp"],
                "title": "Kotak berlebih",
                "text": "",
                "severity": "catat",
                "sources": [],
            }
        ],
    }


def checklist() -> Json:
    """A list of two items for everybody."""
    base = day(0, "daftar")
    step = {"id": "etik", "kind": "checklist", "phase": "persiapan", "role": "semua", "title": "", "sources": [], "skills": []}
    step |= {"items": [{"id": "netral", "text": "", "sources": []}, {"id": "jujur", "text": "", "sources": []}]}
    return {**base, "kind": "daftar_periksa", "size": "daftar", "title": "Kode etik", "steps": [step], "findings": []}


def encode(raw: Json) -> bytes:
    """As the compiler writes packs."""
    return json.dumps(raw, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def put_pack(raw: Json) -> str:
    """Into the table without the linter: these packs are smaller than any that may be published."""
    body = encode(raw)
    name = hashlib.sha256(body).hexdigest()
    row = {key: raw[key] for key in ("kind", "ruleset", "rules_revision", "content_revision", "engine", "size", "title")}
    with writing() as session:
        session.execute(
            sa.insert(pack).values(
                hash=name, length=len(body), published=clock.now_ms(), withdrawn=None, body=brotli.compress(body, quality=1), **row
            )
        )
    return name


def put_member(tps_id: int = TPS, peran: int = 4, nama: str = "Melati Anggrek") -> UUID:
    """A participant."""
    key = uuid.uuid4()
    with writing() as session:
        row = {"kab": tps_id // 10**9, "id": key, "tps_id": tps_id, "peran": peran, "kode": key.hex[:12], "nama": nama}
        session.execute(sa.insert(member).values(row | {"generation": 0, "aktif": 1}))
    return key


def line(seq: int, step: str, answer: Any, role: str = "kpps_4", wall: int = 1_790_000_000_000) -> str:
    """One event as its line."""
    return json.dumps([seq, step, answer, role, wall + seq * 1000, seq * 1000], separators=(",", ":"))


def opening(pack_hash: str, *seats: str, ruleset: str = "pemilu-2024", mode: str = "langsung") -> str:
    """Line 0."""
    return line(0, "mulai", [pack_hash, "1", ruleset, mode, *(seats or ("kpps_4",))], "")


def head_of(attempt_id: str, lines: Sequence[str]) -> str:
    """The chain after these lines."""
    head = chain_start(attempt_id)
    for each in lines:
        head = chain_next(head, each)
    return head


@dataclass
class Log:
    """An attempt as the phone keeps it."""

    pack_hash: str
    lines: list[str]
    attempt_id: str = field(default_factory=lambda: str(_uuid7()))

    def part(self, first: int = 0, last: int | None = None, **changes: Any) -> Json:
        """The lines from `first` up to, without, `last`, as a part of an upload."""
        end = len(self.lines) if last is None else last
        return {
            "attempt_id": self.attempt_id,
            "pack_hash": self.pack_hash,
            "engine": "1",
            "from_seq": first,
            "lines": self.lines[first:end],
            "head": head_of(self.attempt_id, self.lines[:end]),
        } | changes

    @property
    def head(self) -> str:
        """The chain after the last line."""
        return head_of(self.attempt_id, self.lines)


def played(pack_hash: str, picks: Sequence[str]) -> Log:
    """A day on which these options were chosen, in turn."""
    return Log(pack_hash, [opening(pack_hash), *(line(at, f"langkah_{at - 1}", pick) for at, pick in enumerate(picks, 1))])


class Phone:
    """A phone with a token for a member."""

    def __init__(self, app: Flask, member_id: UUID | None = None, tps_id: int = TPS, device_id: UUID | None = None, generation: int = 0):
        self.app, self.client = app, app.test_client()
        self.device_id = device_id or uuid.uuid4()
        self.member_id = member_id or put_member(tps_id)
        now = clock.now_ms() // 1000
        self.claims = tokens.Claims(self.device_id, self.member_id, tps_id // 10**9, tps_id, generation, now)
        self.token = tokens.issue(office().keys, self.claims)

    def register(self) -> "Phone":
        """Make its row, as enrolment would."""
        now = clock.now_ms()
        row = {"kab": self.claims.kab, "device_id": self.device_id, "member_id": self.member_id, "tps_id": self.claims.tps_id}
        with writing() as session:
            session.execute(
                sa.insert(device).values(row | {"created": now, "seen": now, "app": "", "db_epoch": "", "clock_offset": 0, "flagged": 0})
            )
            log_grants.claimed(session, self.claims.kab, self.member_id, self.device_id, anew=False)
        return self

    def post(self, path: str, body: Json | bytes, token: str | None = None, **headers: str) -> Any:
        """A raw request."""
        sent = body if isinstance(body, bytes) else json.dumps(body).encode()
        given = {
            "Authorization": f"Bearer {self.token if token is None else token}",
            **{k.replace("_", "-"): v for k, v in headers.items()},
        }
        return self.client.post(path, data=sent, headers=given, content_type="application/json")

    def upload_body(self, *parts: Json) -> Json:
        """The body of an upload."""
        return {"nonce": NONCE, "device_id": str(self.device_id), "parts": list(parts)}

    def send(self, *parts: Json, zipped: bool = False) -> list[Json]:
        """Upload and return the results."""
        body = json.dumps(self.upload_body(*parts)).encode()
        answer = (
            self.post("/api/sync/upload", gzip.compress(body), Content_Encoding="gzip") if zipped else self.post("/api/sync/upload", body)
        )
        assert answer.status_code == 200, answer.get_data(as_text=True)
        assert answer.json["nonce"] == NONCE
        return answer.json["results"]

    def hello(self, *logs: Log, **changes: Any) -> Json:
        """Say hello."""
        body = {
            "nonce": NONCE,
            "protocol": [1, 1],
            "app": "uji",
            "engine": "1",
            "device_id": str(self.device_id),
            "db_epoch": "e1",
            "wall": clock.now_ms(),
            "packs": [],
            "attempts": [[log.attempt_id, len(log.lines) - 1, log.head] for log in logs],
        }
        answer = self.post("/api/sync/hello", body | changes)
        assert answer.status_code == 200, answer.get_data(as_text=True)
        return answer.json


class PackedPhone(Phone):
    """A phone that sends its lines packed, as phones do once the server has said that it understands; `raw` is the pack it plays."""

    def __init__(self, app: Flask, raw: Json, **who: Any):
        super().__init__(app, **who)
        self.raw = raw

    def upload_body(self, *parts: Json) -> Json:
        """The body of an upload."""
        return super().upload_body(*(pack_part(part, self.raw) for part in parts))


def pack_part(part: Json, raw: Json, seats: Sequence[str] = ("kpps_4",)) -> Json:
    """The same part packed; as it is when its lines cannot be packed."""
    try:
        packed = packed_form.pack(read_lines(part["lines"], part["from_seq"]), Lexicon(raw, part["pack_hash"]), seats)
    except (Refusal, TypeError, ValueError, LookupError):
        return part
    rest = {key: value for key, value in part.items() if key != "lines"}
    return rest | {"packed": base64.b64encode(packed).decode()} if packed else part


def rows(table: sa.Table) -> list[Json]:
    """Everything in a table."""
    with db.engine.connect() as conn:
        return [dict(row) for row in conn.execute(sa.select(table)).mappings()]


def _uuid7() -> UUID:
    from simulasi.models.base import uuid7

    return uuid7(clock.now_ms())
