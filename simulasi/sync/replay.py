"""Pack + lines -> score, or the engine's refusal. Derived data: whatever comes out here can be made again from the log."""

import json
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import Any

import msgspec

from simulasi.engine.errors import Refusal
from simulasi.engine.pack import ENGINE_VERSION, Pack
from simulasi.engine.pack import load as load_pack
from simulasi.engine.reducer import replay
from simulasi.engine.scoring import score
from simulasi.engine.state import State
from simulasi.sync.lines import Event
from simulasi.sync.outcomes import hours, outcomes, pace
from simulasi.sync.packing import Key, key_of

_KEPT_PACKS = 16
_parse = msgspec.json.Decoder(dict[str, Any]).decode


@dataclass(frozen=True, slots=True)
class Marks:
    """What replay makes of a log, ready for the `score` table; `refusal` is empty unless the log does not play."""

    scored_seq: int
    rules_revision: int
    refusal: str = ""
    points: int = 0
    max: int = 0
    answered: int = 0
    done: int = 0
    knockouts: int = 0
    findings: int = 0
    detail: str = "{}"

    @property
    def score(self) -> dict[str, Any] | None:
        """The engine's score, as answered to the phone."""
        return _parse(self.detail).get("score")

    @property
    def row(self) -> dict[str, Any]:
        """The columns of the table."""
        return {name: getattr(self, name) for name in _COLUMNS}


_COLUMNS = tuple(each.name for each in fields(Marks))


class Shelf:
    """The packs replayed lately, parsed once. `fetch(hash)` gives a pack's bytes or None."""

    def __init__(self, fetch: Callable[[str], bytes | None]):
        self._fetch = fetch
        self._packs: OrderedDict[str, tuple[Pack, Key]] = OrderedDict()

    def get(self, pack_hash: str) -> Pack | None:
        """The pack of this hash; None while it is unknown here, or made for an engine this server does not have."""
        found = self._packs.get(pack_hash) or self._read(pack_hash)
        if found is None:
            return None
        self._packs[pack_hash] = found
        self._packs.move_to_end(pack_hash)
        if len(self._packs) > _KEPT_PACKS:
            self._packs.popitem(last=False)
        return found[0]

    def key(self, pack_hash: str) -> Key:
        """What it takes to read the logs on this pack; the pack was got before."""
        return self._packs[pack_hash][1]

    def clear(self) -> None:
        """Ask again for every pack."""
        self._packs.clear()

    def _read(self, pack_hash: str) -> tuple[Pack, Key] | None:
        body = self._fetch(pack_hash)
        try:
            return None if body is None else (load_pack(raw := json.loads(body)), key_of(raw, pack_hash))
        except Refusal:
            return None


def mark(pack: Pack, events: list[Event]) -> Marks:
    """Play a whole log and mark it; raises the engine's Refusal."""
    state = replay(pack, events)
    return marks_of(pack, events, state, outcomes(pack, state), events)


def marks_of(pack: Pack, events: list[Event], state: State, items: dict[str, Any], written: list[Event]) -> Marks:
    """The mark of a day that was played. `written`: the events as the phone wrote them, where another pack played a translation."""
    result = score(pack, state)
    return Marks(
        scored_seq=len(events) - 1,
        rules_revision=pack.raw["rules_revision"],
        points=result["points"],
        max=result["max"],
        answered=result["answered"],
        done=result["done"],
        knockouts=len(result["knockouts"]),
        findings=len(state["findings"]),
        detail=msgspec.json.encode(
            {
                "score": result,
                "findings": state["findings"],
                "items": items,
                "pace": pace(written),
                "hours": hours(events, state),
            }
        ).decode(),
    )


def refused(pack: Pack, lines: Sequence[str | Event], code: str) -> Marks:
    """The mark of a log that does not play."""
    return Marks(scored_seq=len(lines) - 1, rules_revision=pack.raw["rules_revision"], refusal=code)


def engine_known(engine: str | int) -> bool:
    """Can this server replay what that engine played?"""
    return str(engine) == str(ENGINE_VERSION)
