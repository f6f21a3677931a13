"""One attempt as it will be once its change is written. Reads what is stored, lays parts on it, writes nothing itself."""

import base64
import logging
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from simulasi.engine.errors import Refusal
from simulasi.engine.pack import Pack
from simulasi.models.base import uuid7
from simulasi.sync import bundle, packing, replay, states, store
from simulasi.sync.change import Change, Known, Row, held_name
from simulasi.sync.lines import Event, read_lines
from simulasi.sync.protocol import Part
from simulasi.sync.states import Fit, Prefix
from simulasi.sync.writer import Writer

log = logging.getLogger(__name__)

MAX_HELD = 64


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose upload it is, as the token says; `barred` is the code under which everything of theirs is held, or empty.

    `keys` are the public keys of that phone and member: only what one of them signed is proved.
    """

    kab: int
    member_id: UUID
    tps_id: int
    device_id: UUID
    barred: str = ""
    keys: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """The answer for one part; `last_seq` and `head` are what we hold without a gap."""

    attempt_id: str
    status: str
    code: str
    last_seq: int
    head: str
    score: dict[str, Any] | None = None


@dataclass
class Desk:
    """What an upload needs: a way to read, the writer, the packs."""

    connect: Callable[[], AbstractContextManager[Connection]]
    writer: Writer
    shelf: replay.Shelf


class Draft:
    """One attempt as it will be when its change is written."""

    def __init__(self, desk: Desk, owner: Owner, attempt_id: str, known: Known, now_ms: int):
        self.desk, self.owner, self.attempt_id, self.now_ms = desk, owner, attempt_id, now_ms
        self.key = UUID(attempt_id)
        self.row, self.waiting = known.row, list(known.held)
        self.erased = known.erased
        self.foreign = known.row is not None and known.row["member_id"] != owner.member_id
        self.prefix = Prefix.empty(attempt_id)
        if known.row and not self.foreign:
            self.prefix = Prefix(known.row["last_seq"], known.row["head"])
        self.base = self.prefix
        self.change = Change(
            base=(known.row["last_seq"], known.row["head"]) if known.row else None, knew=frozenset(map(held_name, known.held))
        )
        self.marks: replay.Marks | None = None
        self._lines: list[str] | None = None
        self._events: list[Event] | None = None
        self._fresh: list[Event] = []

    def add(self, part: Part) -> Result:
        """Lay one part on what we hold, and let go whatever it makes possible."""
        part, fit = self._place(part)
        if fit.kind == states.STORED:
            self._grow(part, fit.fresh)
            self.release()
        elif fit.kind in (states.HELD, states.FORKED):
            fit = self._hold(part, fit)
        elif fit.kind == states.HAD:
            self.release()  # a piece may have been held in the very moment in which another worker closed its gap
        return self.result(fit.kind, fit.code)

    def result(self, status: str, code: str) -> Result:
        """An answer as things stand."""
        score = self.marks.score if self.marks and status == states.STORED else None
        return Result(self.attempt_id, status, code, self.prefix.last_seq, self.prefix.head, score)

    def release(self) -> None:
        """Let go what was held for a reason that is gone; what turns out not to fit keeps its new reason."""
        progress = True
        while progress:
            progress = False
            for row in self._mine():
                part, fit = self._place(_part_of(row))
                if fit.kind == states.STORED:
                    self._grow(part, fit.fresh)
                if fit.kind in (states.STORED, states.HAD):
                    self.change.release.append(_held_key(row))
                    self.waiting.remove(row)
                    progress = True
                elif fit.code != row["code"] and (fit.code, row["code"]) != (states.GAP, states.GAP_CLOSED):
                    self._recode(row, fit.code)

    def set_aside(self, code: str) -> None:
        """Give everything that waits for this owner another reason to wait."""
        for row in self._mine():
            self._recode(row, code)

    def _mine(self) -> list[Row]:
        return [row for row in self.waiting if row["code"] in states.SELF_HEALING and row["member_id"] == self.owner.member_id]

    def adopt(self, codes: Sequence[str]) -> bool:
        """A person has decided that what is held for these reasons is this owner's: let it go. True when something went."""
        for row in self.waiting:
            if row["code"] in codes:
                row |= {"code": states.GAP, "member_id": self.owner.member_id}
        self.release()
        return bool(self.change.release)

    def _place(self, part: Part) -> tuple[Part, Fit]:
        """The part, with its lines as soon as they can be read, and how it sits."""
        if self.erased:
            return part, Fit(states.REFUSED, states.ERASED)
        if self.owner.barred:
            return part, Fit(states.HELD, self.owner.barred)
        if self.foreign:
            return part, Fit(states.HELD, states.MEMBER_UNKNOWN)
        try:
            events = None if part.packed else read_lines(part.lines, part.from_seq)
            if not replay.engine_known(part.engine):
                return part, Fit(states.HELD, states.ENGINE_UNKNOWN)
            pack = self.desk.shelf.get(part.pack_hash)
            if pack is None:
                return part, Fit(states.HELD, states.PACK_UNKNOWN)
            if events is None:
                part, events = part.opened(self.desk.shelf.key(part.pack_hash).lexicon)
            self._check_pins(part, events[0])
            fit = states.fit(self.attempt_id, self.prefix, self.lines, part.from_seq, part.lines, part.head)
            if fit.kind == states.STORED:
                self._fresh = events[-len(fit.fresh) :]
                self._mark(pack)
            return part, fit
        except Refusal as refusal:
            return part, Fit(states.REFUSED, refusal.code)

    def _check_pins(self, part: Part, first: Row) -> None:
        """The start names the pack; no later part may name another one."""
        pinned = self.row["pack_hash"] if self.row else None
        if part.from_seq == 0 and (not isinstance(first["answer"], list) or first["answer"][:1] != [part.pack_hash]):
            raise Refusal("start-mismatch", "the first line pins another pack")
        if pinned not in (None, part.pack_hash):
            raise Refusal("start-mismatch", "the attempt was begun on another pack")

    def _mark(self, pack: Pack) -> None:
        """Replay before storing: a log that does not play is refused whole. A fault of our own must not cost the phone its log."""
        self.marks = None
        try:
            self.marks = replay.mark(pack, [*self._parsed(), *self._fresh])
        except Refusal:
            raise
        except Exception:
            # Stored without a mark; `sinkron nilai` names it until the engine is mended.
            log.exception("replay failed: attempt %s", self.attempt_id)

    def lines(self) -> list[str]:
        """The lines of the prefix, read once."""
        if self._lines is None:
            if self.row is None or self.foreign:
                self._lines = []
            else:
                with self.desk.connect() as conn:
                    self._lines = store.read_lines(conn, self.owner.kab, self.key)
        return self._lines

    def _parsed(self) -> list[Event]:
        """The events of the prefix, decoded once."""
        if self._events is None:
            self._events = read_lines(self.lines(), 0)
        return self._events

    def _grow(self, part: Part, fresh: Sequence[str]) -> None:
        lines, head = self.lines(), part.head
        self._events = [*self._parsed(), *self._fresh]
        key = {"kab": self.owner.kab, "attempt_id": self.key}
        enc, blob = packing.PACKED, part.packed
        if not part.packed or len(fresh) < len(part.lines):
            enc, blob = packing.squeeze(fresh, self._fresh, self.desk.shelf.key(part.pack_hash), self._events[0]["answer"][4:])
        self.change.log.append({**key, "from_seq": len(lines), "enc": enc, "log": blob})
        lines.extend(fresh)
        self.prefix = Prefix(len(lines) - 1, head)
        if self.row is None:
            self.row = {**key, **self._first_row(part, self._events[0])}
            self.change.new = self.row
        if self.change.new:
            self.change.new |= {"last_seq": self.prefix.last_seq, "head": head}
        else:
            at_base = {"b_kab": self.owner.kab, "b_id": self.key, "b_last_seq": self.base.last_seq, "b_head": self.base.head}
            self.change.grow = {**at_base, "last_seq": self.prefix.last_seq, "head": head, "updated": self.now_ms}
        self._prove(part)
        if self.marks:
            self.change.score = score_row(self.owner.kab, self.key, self.marks, self.now_ms)
        self.change.dirty = {"kab": self.owner.kab, "tps_id": self.row["tps_id"], "mark": uuid7(self.now_ms)}

    def _prove(self, part: Part) -> None:
        """A signature that does not fit costs the phone nothing: the token has said whose the log is; it is just not proved."""
        if not part.sig or not self.owner.keys:
            return
        owner, signature = self.owner, base64.urlsafe_b64decode(part.sig + "==")
        seq = part.from_seq + len(part.lines) - 1
        text = bundle.statement(self.attempt_id, part.pack_hash, str(part.engine), owner.device_id, owner.member_id, seq, part.head)
        if any(bundle.signed_by(pub, signature, text) for pub in owner.keys):
            self.change.proof = {"kab": owner.kab, "attempt_id": self.key, "last_seq": seq, "signature": signature}

    def _first_row(self, part: Part, event: Event) -> Row:
        pack = self.desk.shelf.get(part.pack_hash)
        assert pack is not None
        return {
            "member_id": self.owner.member_id,
            "tps_id": self.owner.tps_id,
            "device_id": self.owner.device_id,
            "pack_hash": part.pack_hash,
            "kind": pack.raw["kind"],
            "mode": event["answer"][3],
            "seats": ",".join(event["answer"][4:]),
            "started": event["wall"],
            "received": self.now_ms,
            "updated": self.now_ms,
            "forked": 0,
        }

    def _hold(self, part: Part, fit: Fit) -> Fit:
        row = self._held_row(part, fit.code)
        if any(held_name(each) == held_name(row) for each in self.waiting):
            return fit
        if len(self.waiting) >= MAX_HELD:
            return Fit(states.REFUSED, "too-large")
        self.waiting.append(row)
        self.change.hold.append(row)
        if fit.kind == states.FORKED:
            self._flag_fork()
        return fit

    def _flag_fork(self) -> None:
        assert self.row is not None
        self.change.fork = {"b_kab": self.owner.kab, "b_id": self.key}
        self.change.dirty = {"kab": self.owner.kab, "tps_id": self.row["tps_id"], "mark": uuid7(self.now_ms)}

    def _recode(self, row: Row, code: str) -> None:
        row["code"] = code
        self.change.recode.append({**_held_key(row), "code": code})
        if code == states.FORK:
            self._flag_fork()

    def _held_row(self, part: Part, code: str) -> Row:
        enc, blob = (packing.PACKED, part.packed) if part.packed else packing.squeeze(part.lines)
        return {
            "kab": self.owner.kab,
            "attempt_id": self.key,
            "from_seq": part.from_seq,
            # A piece nobody can open yet is known by its bytes.
            "digest": states.chain("", part.lines) if part.lines else sha256(part.packed).hexdigest(),
            "code": code,
            "member_id": self.owner.member_id,
            "tps_id": self.owner.tps_id,
            "device_id": self.owner.device_id,
            "pack_hash": part.pack_hash,
            "engine": str(part.engine),
            "head": part.head,
            "received": self.now_ms,
            "enc": enc,
            "log": blob,
        }


def score_row(kab: int, key: UUID, marks: replay.Marks, now_ms: int) -> Row:
    """The row of the `score` table."""
    return {"kab": kab, "attempt_id": key, "scored_at": now_ms, "engine": replay.ENGINE_VERSION, **marks.row}


def _held_key(row: Row) -> Row:
    return {"b_kab": row["kab"], "b_id": row["attempt_id"], "b_from_seq": row["from_seq"], "b_digest": row["digest"]}


def _part_of(row: Row) -> Part:
    return Part(
        attempt_id=str(row["attempt_id"]),
        pack_hash=row["pack_hash"],
        engine=row["engine"],
        from_seq=row["from_seq"],
        head=row["head"],
        **({"packed": bytes(row["log"])} if row["enc"] == packing.PACKED else {"lines": packing.unsqueeze(row["enc"], row["log"])}),
    )
