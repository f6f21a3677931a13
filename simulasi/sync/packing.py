"""Logs as they are stored: a third of what plain compression needs, and the exact lines back.

Encoding 2 stores ordinary lines by columns (the clocks as differences) and deflates them with the names of their pack as dictionary.
A pack is never deleted while a log refers to it, so the dictionary cannot be lost; how it is built is part of the encoding and never
changes. Encoding 1 is plain deflate: for lines that are held, or not ordinary.
"""

import json
import zlib
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Any

import msgspec

from simulasi.sync.lines import Event

PLAIN, COLUMNS = 1, 2
_WINDOW = 32_000
_encode = msgspec.json.Encoder().encode
_columns = msgspec.json.Decoder(tuple[int, list[str], list[Any], list[str], list[int], list[int]]).decode


def dictionary(raw: dict[str, Any]) -> bytes:
    """The names a log on this pack will speak of, in the order in which it will: step ids, roles, then answers."""
    words = [step["id"] for step in raw["steps"]]
    words += [step["role"] for step in raw["steps"]]
    for step in raw["steps"]:
        words += [option["id"] for option in step.get("options", ()) if option["right"]]
        words += [item["id"] for item in step.get("items", ())]
        words += [field["id"] for field in step.get("fields", ())]
    return _encode(words)[-_WINDOW:]


def squeeze(lines: Sequence[str], events: Sequence[Event] | None = None, words: bytes = b"") -> tuple[int, bytes]:
    """Pack lines; smaller when their events and the dictionary of their pack are at hand. Returns (encoding, bytes)."""
    if events:
        columns = _by_columns(events)
        # Only what comes back exactly may be stored this way.
        if _from_columns(columns) == list(lines):
            return COLUMNS, _deflate(_encode(columns), words)
    return PLAIN, zlib.compress("\n".join(lines).encode(), 6)


def unsqueeze(enc: int, blob: bytes, words: bytes = b"") -> list[str]:
    """Undo `squeeze`."""
    if enc == PLAIN:
        # No line holds a line break, so one joins them.
        return zlib.decompress(blob).decode().split("\n")
    stream = zlib.decompressobj(-15, zdict=words)
    return _from_columns(_columns(stream.decompress(blob) + stream.flush()))


def _by_columns(events: Sequence[Event]) -> tuple[int, list[str], list[Any], list[str], list[int], list[int]]:
    mono = [event["mono"] for event in events]
    # Both clocks run at one speed, so their difference hardly ever changes.
    apart = [event["wall"] - event["mono"] for event in events]
    steps, roles = [event["step"] for event in events], [event["role"] for event in events]
    return events[0]["seq"], steps, [_fold(event["answer"]) for event in events], roles, _steps(apart), _steps(mono)


def _from_columns(columns: tuple[int, list[str], list[Any], list[str], list[int], list[int]]) -> list[str]:
    first, steps, answers, roles, apart, mono = columns
    clocks = zip(accumulate(apart), accumulate(mono), strict=True)
    rows = zip(steps, answers, roles, clocks, strict=True)
    return [
        _encode((seq, step, _unfold(answer), role, offset + since, since)).decode()
        for seq, (step, answer, role, (offset, since)) in enumerate(rows, first)
    ]


def _fold(answer: Any) -> Any:
    """A form as its names and its numbers: the names are those of the pack, one beside the other. No answer is an object by itself."""
    if isinstance(answer, list) and len(answer) > 1 and all(isinstance(pair, list) and len(pair) == 2 for pair in answer):
        return {"n": [pair[0] for pair in answer], "v": [pair[1] for pair in answer]}
    return answer


def _unfold(answer: Any) -> Any:
    return list(zip(answer["n"], answer["v"], strict=True)) if isinstance(answer, dict) else answer


def _steps(values: list[int]) -> list[int]:
    return [values[0], *(after - before for before, after in pairwise(values))]


def _deflate(data: bytes, words: bytes) -> bytes:
    stream = zlib.compressobj(6, zlib.DEFLATED, -15, 8, zlib.Z_DEFAULT_STRATEGY, words)
    return stream.compress(data) + stream.flush()


def words_of(body: bytes) -> bytes:
    """The dictionary of a pack's bytes."""
    return dictionary(json.loads(body))
