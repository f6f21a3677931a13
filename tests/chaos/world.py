"""What should be so: every phone's log line by line, who was told what, and a database that is asked and never believed."""

import random
from dataclasses import dataclass, field
from uuid import UUID

import sqlalchemy as sa

from simulasi.engine.events import parse_line
from simulasi.engine.pack import load
from simulasi.engine.reducer import replay
from simulasi.engine.scoring import score as marks
from simulasi.extensions import db
from simulasi.models.attempt import attempt, attempt_log, held, score
from simulasi.services import rollups
from simulasi.sync import store
from tests.sync_kit import KAB, RIGHT, WRONG, Json, day, line, opening

STEPS = 30
PACKS = ("satu", "dua", "terlambat")


@dataclass
class Log:
    """One attempt on one phone, as the person saw it."""

    id: str
    pack: str
    lines: list[str]
    # What the phone last showed as held by the server; and what of that no restore has taken back since.
    shown: int = -1
    proved: int = -1


@dataclass
class Model:
    """One phone."""

    name: str
    member: UUID
    tps_id: int
    logs: dict[str, Log] = field(default_factory=dict)
    wall: int = 1_790_000_000_000


@dataclass
class World:
    """Everything that is known from outside the server."""

    dice: random.Random
    packs: dict[str, tuple[str, Json]]
    phones: dict[str, Model] = field(default_factory=dict)
    forked: set[str] = field(default_factory=set)
    # Logs of phones that were wiped: from then on the server's copy is all there is.
    orphans: dict[str, Log] = field(default_factory=dict)
    proved_at_backup: dict[str, int] = field(default_factory=dict)

    def new_log(self, phone: Model) -> Log:
        """Begin an attempt."""
        pack = self.dice.choice(PACKS)
        made = self.dice.getrandbits(128)
        key = UUID(int=made & ~(0xF << 76) & ~(0x3 << 62) | 7 << 76 | 2 << 62)
        log = Log(str(key), pack, [opening(self.packs[pack][0])])
        phone.logs[log.id] = log
        return log

    def play(self, phone: Model, log: Log, count: int) -> list[str]:
        """Decide so many times; the phone's clock may be anything."""
        first = len(log.lines)
        fresh = [
            line(seq, f"langkah_{seq - 1}", self.dice.choice((RIGHT, RIGHT, WRONG)), wall=phone.wall)
            for seq in range(first, min(first + count, STEPS + 1))
        ]
        log.lines.extend(fresh)
        return fresh

    def every_log(self) -> list[tuple[Model, Log]]:
        """All logs on all phones."""
        return [(phone, log) for phone in self.phones.values() for log in phone.logs.values()]

    def heard(self, phone: Model, states: Json) -> None:
        """What a phone shows after a round: never more than the server really holds (I4)."""
        stored = self.stored(states)
        for key, shown in states.items():
            log = phone.logs[key]
            if shown["proved"] != log.shown:
                mine = log.lines[: shown["proved"] + 1]
                assert stored.get(key, [])[: len(mine)] == mine, f"I4: {phone.name} thinks {key} is held up to {shown['proved']}"
                log.shown = log.proved = shown["proved"]
            if shown["state"] == "terkirim":
                assert shown["proved"] == len(log.lines) - 1, f"I4: {phone.name} says terkirim of {key}"

    def stored(self, keys: Json | list[str]) -> dict[str, list[str]]:
        """The lines the server holds without a gap."""
        with db.engine.connect() as conn:
            return {key: lines for key in keys if (lines := store.read_lines(conn, KAB, UUID(key)))}

    def on_server(self, key: str) -> str:
        """What the tables have of an attempt, for the trace."""
        with db.engine.connect() as conn:
            row = conn.execute(sa.select(attempt.c.last_seq, attempt.c.member_id).where(attempt.c.attempt_id == UUID(key))).first()
            kept = conn.execute(sa.select(held.c.from_seq, held.c.code).where(held.c.attempt_id == UUID(key))).all()
        return f"server: {row}, held {[tuple(each) for each in kept]}"

    def back_up(self) -> None:
        """Remember what a backup made now surely has."""
        self.proved_at_backup = {key: log.proved for key, log in [*((log.id, log) for _, log in self.every_log()), *self.orphans.items()]}

    def restored(self) -> None:
        """Only what was in the backup can be asked of logs whose phone is gone, or will be before it is heard again."""
        for key, log in [*((log.id, log) for _, log in self.every_log()), *self.orphans.items()]:
            log.proved = min(log.proved, self.proved_at_backup.get(key, -1))

    def check(self) -> None:
        """After settling: I1 to I5."""
        with db.engine.connect() as conn:
            rows = {str(row["attempt_id"]): row for row in conn.execute(sa.select(attempt)).mappings()}
            scores = {str(row["attempt_id"]): row for row in conn.execute(sa.select(score)).mappings()}
            parts = list(conn.execute(sa.select(attempt_log.c.attempt_id, attempt_log.c.from_seq)))
            rows_held = conn.execute(sa.select(held)).mappings().all()
            kept = [(str(row["attempt_id"]), row["from_seq"], store.held_lines(conn, dict(row)) or []) for row in rows_held]
        assert len(set(parts)) == len(parts) and set(scores) == set(rows), "I2: something is stored twice or not scored"
        stored = self.stored(list(rows))
        for phone, log in self.every_log():
            mine = stored.get(log.id, [])
            if log.id in self.forked:
                branches = [mine, *(mine[:first] + lines for key, first, lines in kept if key == log.id)]
                assert any(branch[: len(log.lines)] == log.lines for branch in branches), f"I1: a branch of {log.id} is lost"
            else:
                assert mine[: len(log.lines)] == log.lines, f"I3: {phone.name} and the server differ on {log.id}"
        for key, log in self.orphans.items():
            assert stored.get(key, [])[: log.proved + 1] == log.lines[: log.proved + 1], f"I1: {key} was called sent and is gone"
        # A log on two phones may outlive both: it belongs to nobody here any more, and was played all the same.
        known = {log.id for _, log in self.every_log()} | set(self.orphans) | self.forked
        assert set(rows) <= known, "I2: an attempt nobody played"
        self._scores(stored, scores, {key: row["pack_hash"] for key, row in rows.items()})
        self._sums()

    def _scores(self, stored: dict[str, list[str]], scores: Json, packs: dict[str, str]) -> None:
        loaded = {pack_hash: load(raw) for pack_hash, raw in self.packs.values()}
        for key, lines in stored.items():
            pack = loaded[packs[key]]
            fresh = marks(pack, replay(pack, [parse_line(each) for each in lines]))
            row = scores[key]
            assert (row["scored_seq"], row["points"], row["max"]) == (len(lines) - 1, fresh["points"], fresh["max"]), f"I5: {key}"

    def _sums(self) -> None:
        rollups.recount(0, 10**13)
        sums = rollups.sums(KAB)
        rollups.mark_all()
        assert sums == rollups.sums(KAB), "I5: sums differ from a recount"


def raw_packs() -> dict[str, Json]:
    """The days played; the last one is published late."""
    return {seed: day(STEPS, seed) for seed in PACKS}
