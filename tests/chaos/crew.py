"""A crew in the storm: phones sit down in a group session, decide, drop out, come back and are replaced, over the same bad network.

Its dice are its own: what the other phones do under a seed stays what it was.
"""

import json
import random
import time
import urllib.request
import uuid
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any

import sqlalchemy as sa

from simulasi.extensions import db
from simulasi.models.crew import crew_event
from tests.crew_kit import SEVEN, small_session
from tests.e2e.fault_proxy import FAULTS, Proxy
from tests.sync_kit import Json

SEATS = [role["id"] for role in SEVEN["roles"]]
TRIES = 40


@dataclass
class Chair:
    """A phone that sits, or sat, at some tables: its own log, and what it has heard of everybody."""

    attempt: str
    seats: list[str]
    lines: list[str]
    todo: list[Json]
    proved: int = 0
    heard: list[list[Any]] = field(default_factory=list)
    # Under which of the server's epochs it was heard; and logs of others that only this phone may still have, since it changed.
    zaman: str = ""
    carried: dict[str, list[str]] = field(default_factory=dict)
    away: bool = False
    # Somebody else had the seat first: nothing of this log may be stored.
    refused: bool = False

    def begin_anew(self, zaman: str) -> None:
        """The server counts from another beginning: hear it all again, offer all again (static/js/group/restored.js)."""
        for attempt, lines in self.logs().items():
            if len(lines) > len(self.carried.get(attempt, [])):
                self.carried[attempt] = lines
        self.heard, self.proved, self.zaman = [], 0, zaman

    def logs(self) -> dict[str, list[str]]:
        """The others' logs, as far as they were heard."""
        logs: dict[str, list[str]] = {}
        for _, attempt, _, body in self.heard:
            if attempt != self.attempt and not body.startswith("{"):
                logs.setdefault(attempt, []).append(body)
        return logs


class Hall:
    """One session and its phones."""

    def __init__(self, proxy: Proxy, seed: int) -> None:
        self.proxy, self.dice = proxy, random.Random(f"regu {seed}")
        names = ("duduk", "putusan", "tukar", "gagal", "pergi", "kembali", "ganti", "lenyap", "mulai-lagi", "dibawa")
        self.acts = dict.fromkeys(names, 0)
        code = "".join(self.dice.choice("BCDFGHJKMN") for _ in range(6))
        self.session = small_session(raw=SEVEN, code=code)
        db.session.remove()
        self.chairs: list[Chair] = []
        self.lost: list[Chair] = []
        self.turns = dict.fromkeys(SEATS, -1)
        self.token = self._insist("/api/regu/gabung", {"kode": code})["token"]

    def move(self) -> str:
        """Somebody does something."""
        here = [chair for chair in self.chairs if not chair.away and not chair.refused]
        gone = [chair for chair in self.chairs if chair.away]
        roll = self.dice.random()
        if len(here) < 2 or roll < 0.12:
            return self._sit()
        chair = self.dice.choice(here)
        if roll < 0.5:
            return self._decide(chair)
        if roll < 0.9:
            return self._swap(chair, [self.dice.choice(("", "", *FAULTS)) for _ in range(2)])
        if roll < 0.95 or not gone:
            chair.away = True
            self.acts["pergi"] += 1
            return f"{chair.seats} pergi"
        back = self.dice.choice(gone)
        if self.dice.random() < 0.3:
            self.chairs.remove(back)
            self.lost.append(back)
            self.acts["lenyap"] += 1
            return f"{back.seats} lenyap"
        back.away = False
        self.acts["kembali"] += 1
        return f"{back.seats} kembali"

    def restored(self) -> None:
        """The server went back. Of a phone that is lost only what somebody else has heard can come home."""
        for gone in self.lost:
            gone.proved = max((len({**chair.logs(), **chair.carried}.get(gone.attempt, [])) for chair in self.chairs), default=0)

    def settle(self) -> None:
        """Everybody who is left hands in and hears; then nothing is lost, doubled, or out of order."""
        self.proxy.plan.clear()
        for chair in self.chairs:
            for _ in range(TRIES):
                self._swap(chair, [])
                if not chair.carried and (chair.refused or chair.proved == len(chair.lines)):
                    break
            else:
                raise AssertionError(f"I3: {chair.attempt} is never taken whole: {chair.proved} of {len(chair.lines)}")
        # What another worker stored a moment ago is heard a moment later (crew_room.FRESH_MS).
        for _ in range(TRIES):
            for chair in self.chairs:
                self._swap(chair, [])
            if len({len(chair.heard) for chair in self.chairs}) < 2 and len(self.chairs[0].heard if self.chairs else []) == self._count():
                break
            time.sleep(0.05)
        self._check()

    def _count(self) -> int:
        with db.engine.connect() as conn:
            return conn.execute(sa.select(sa.func.count()).where(crew_event.c.session_id == self.session.id)).scalar_one()

    def _check(self) -> None:
        query = sa.select(crew_event.c.n, crew_event.c.attempt_id, crew_event.c.seq, crew_event.c.body)
        with db.engine.connect() as conn:
            here = query.where(crew_event.c.session_id == self.session.id).order_by(crew_event.c.n)
            table = [[n, str(attempt), seq, body] for n, attempt, seq, body in conn.execute(here)]
        assert [row[0] for row in table] == list(range(1, len(table) + 1)), "the session's numbers are not dense"
        stored: dict[str, list[str]] = {}
        for _, attempt, seq, body in table:
            lines = stored.setdefault(attempt, [])
            assert seq == len(lines), f"I2: {attempt} holds {seq} twice or out of order"
            lines.append(body)
        claims = [claim for attempt, lines in stored.items() if attempt != str(self.session.id) for claim in json.loads(lines[0])[2][5:]]
        assert len(claims) == len(set(claims)), f"a seat is held twice: {sorted(claims)}"
        for chair in self.chairs:
            assert stored.get(chair.attempt, []) == ([] if chair.refused else chair.lines), f"I1: {chair.seats} and the server differ"
            assert chair.heard == table, f"{chair.seats} heard another day than the others"
        for chair in self.lost:
            kept = stored.get(chair.attempt, [])
            assert kept == chair.lines[: len(kept)] and len(kept) >= chair.proved, f"I1: of {chair.seats} something acknowledged is gone"

    def _sit(self) -> str:
        """At one table or several; at one that somebody has, in the next turn, or (by mistake, at the same moment) in the same."""
        first = self.dice.randrange(len(SEATS))
        seats = SEATS[first : first + self.dice.randint(1, 3)]
        clash = self.dice.random() < 0.2 and all(self.turns[seat] >= 0 for seat in seats)
        for seat in seats:
            self.turns[seat] += 0 if clash else 1
        self.acts["ganti" if any(self.turns[seat] for seat in seats) else "duduk"] += 1
        attempt = uuid.UUID(int=self.dice.getrandbits(128) & ~(0xF << 76) & ~(0x3 << 62) | 7 << 76 | 2 << 62)
        start = [
            self.session.pack_hash,
            "1",
            "pemilu-2024",
            "regu",
            str(self.session.id),
            *(f"{seat}:{self.turns[seat]}" for seat in seats),
        ]
        steps = [step for step in SEVEN["steps"] if step["role"] in seats and step["kind"] == "choice"]
        chair = Chair(str(attempt), seats, [_line(0, "mulai", start, "")], steps)
        self.chairs.append(chair)
        return f"{seats} duduk{' (rebutan)' if clash else ''}"

    def _decide(self, chair: Chair) -> str:
        if not chair.todo:
            return f"{chair.seats} selesai"
        step = chair.todo.pop(0)
        option = self.dice.choice(step["options"])["id"]
        chair.lines.append(_line(len(chair.lines), step["id"], option, step["role"]))
        self.acts["putusan"] += 1
        return f"{chair.seats} {step['id']} {option}"

    def _swap(self, chair: Chair, plan: list[str]) -> str:
        """Hand in what was not acknowledged, and hear; whatever the weather does, nothing is believed that is not ours."""
        own = [(chair.attempt, chair.proved, chair.lines[chair.proved :])] if chair.proved < len(chair.lines) and not chair.refused else []
        offered = [*own, *((attempt, 0, lines) for attempt, lines in chair.carried.items())]
        parts = [{"attempt_id": attempt, "from_seq": first, "lines": lines, "nama": "Melati"} for attempt, first, lines in offered]
        self.proxy.plan.extend(plan)
        answer = self._ask("/api/regu/tukar", {"after": len(chair.heard), "logs": parts})
        self.proxy.plan.clear()
        self.acts["tukar" if answer else "gagal"] += 1
        if answer and not chair.heard:
            chair.zaman = chair.zaman or answer["zaman"]
        if answer and answer["zaman"] != chair.zaman:
            chair.begin_anew(answer["zaman"])
            self.acts["mulai-lagi"] += 1
            return f"{chair.seats} mulai lagi"
        for n, attempt, seq, body in answer.get("kejadian", []):
            assert n == len(chair.heard) + 1, f"{chair.seats} hears {n} after {len(chair.heard)}"
            chair.heard.append([n, attempt, seq, body])
        for result in answer.get("hasil", []):
            if result["attempt_id"] == chair.attempt:
                self._take(chair, result)
            elif result.get("code", "") in ("", "seat-held-twice"):
                # There whole, or somebody else's seat by now: both end what a neighbour can do.
                chair.carried.pop(result["attempt_id"])
                self.acts["dibawa"] += 1
        return f"{chair.seats} [{' '.join(each or '.' for each in plan)}] {'ok' if answer else 'gagal'}"

    def _take(self, chair: Chair, result: Json) -> None:
        code = result.get("code", "")
        if code == "seat-held-twice":
            others = [each for each in [*self.chairs, *self.lost] if each is not chair and set(_claims(each)) & set(_claims(chair))]
            assert others and not chair.proved, f"{chair.seats} is refused a seat that nobody else has"
            chair.refused = True
            return
        assert code in ("", "gap"), f"I1: {chair.seats} is refused: {code}"
        assert result["last_seq"] < len(chair.lines), f"I2: more of {chair.seats} is held than was written"
        assert result["last_seq"] + 1 >= chair.proved, f"I1: {chair.seats} was acknowledged {chair.proved} and has {result['last_seq'] + 1}"
        chair.proved = result["last_seq"] + 1

    def _insist(self, path: str, body: Json) -> Json:
        for _ in range(TRIES):
            if answer := self._ask(path, body):
                return answer
        raise AssertionError(f"{path} never answers")

    def _ask(self, path: str, body: Json) -> Json:
        """The answer, or nothing: a phone believes only what carries our marker and its own nonce."""
        nonce = f"{self.dice.getrandbits(64):016x}"
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {getattr(self, 'token', '')}"}
        request = urllib.request.Request(self.proxy.url + path, json.dumps({"nonce": nonce, **body}).encode(), headers)
        try:
            with urllib.request.urlopen(request, timeout=10) as got:
                said: Json = json.loads(got.read())
        except (OSError, ValueError, EOFError, HTTPException):
            return {}
        return said if isinstance(said, dict) and said.get("marker") == "simulasi-tps" and said.get("nonce") == nonce else {}


def _line(seq: int, step: str, answer: Any, role: str) -> str:
    return json.dumps([seq, step, answer, role, 1_790_000_000_000, seq], separators=(",", ":"))


def _claims(chair: Chair) -> list[str]:
    claims: list[str] = json.loads(chair.lines[0])[2][5:]
    return claims
