"""How logs are stored: packed by their pack where that gives the exact lines back, deflated as text where it does not.

A pack is never deleted while a log refers to it, so what it takes to read a log cannot be lost. What was written in an earlier encoding is
read for ever: how its dictionary is built is part of it and never changes.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import msgspec

from simulasi.sync.lines import Event
from simulasi.sync.packed import Lexicon, events_of, pack, unpack

# COLUMNS, by columns of JSON with the pack's names as dictionary, is read and no longer written.
PLAIN, COLUMNS, PACKED = 1, 2, 3
_WINDOW = 32_000
_encode = msgspec.json.Encoder().encode
_columns = msgspec.json.Decoder(tuple[int, list[str], list[Any], list[str], list[int], list[int]]).decode


@dataclass(frozen=True, slots=True)
class Key:
    """What it takes to read the logs on one pack."""

    lexicon: Lexicon
    words: bytes


def key_of(raw: dict[str, Any], pack_hash: str) -> Key:
    """The key of a parsed pack."""
    return Key(Lexicon(raw, pack_hash), dictionary(raw))


def dictionary(raw: dict[str, Any]) -> bytes:
    """The names a log on this pack will speak of, in the order in which it will: step ids, roles, then answers."""
    words = [step["id"] for step in raw["steps"]]
    words += [step["role"] for step in raw["steps"]]
    for step in raw["steps"]:
        words += [option["id"] for option in step.get("options", ()) if option["right"]]
        words += [item["id"] for item in step.get("items", ())]
        words += [field["id"] for field in step.get("fields", ())]
    return _encode(words)[-_WINDOW:]


def squeeze(lines: Sequence[str], events: Sequence[Event] = (), key: Key | None = None, seats: Sequence[Any] = ()) -> tuple[int, bytes]:
    """Pack lines; smaller when their events, the key of their pack and (in the middle of a log) its seats are at hand. Gives (encoding, bytes)."""
    packed = pack(events, key.lexicon, seats) if events and key else None
    return (PACKED, packed) if packed else (PLAIN, zlib.compress("\n".join(lines).encode(), 6))


def unsqueeze(enc: int, blob: bytes, key: Key | None = None) -> list[str]:
    """Undo `squeeze`."""
    if enc == PLAIN:
        # No line holds a line break, so one joins them.
        return zlib.decompress(blob).decode().split("\n")
    assert key is not None
    if enc == PACKED:
        return unpack(blob, key.lexicon)[1]
    stream = zlib.decompressobj(-15, zdict=key.words)
    return _from_columns(_columns(stream.decompress(blob) + stream.flush()))


def unsqueeze_events(pieces: Sequence[tuple[int, bytes]], key: Key) -> list[Event] | None:
    """The events of a log that is packed throughout, without its lines, which cost as much again; None of any other."""
    if any(enc != PACKED for enc, _ in pieces):
        return None
    return [event for _, blob in pieces for event in events_of(blob, key.lexicon)]


def _from_columns(columns: tuple[int, list[str], list[Any], list[str], list[int], list[int]]) -> list[str]:
    first, steps, answers, roles, apart, mono = columns
    clocks = zip(accumulate(apart), accumulate(mono), strict=True)
    rows = zip(steps, answers, roles, clocks, strict=True)
    return [
        _encode((seq, step, _unfold(answer), role, offset + since, since)).decode()
        for seq, (step, answer, role, (offset, since)) in enumerate(rows, first)
    ]


def _unfold(answer: Any) -> Any:
    """A form was kept as its names and its numbers; no answer is an object by itself."""
    return list(zip(answer["n"], answer["v"], strict=True)) if isinstance(answer, dict) else answer
