"""Lines into events, quickly: `engine.parse_line` decides what a line is; this only finds out faster that a line is an ordinary one.

Reading was more than half of what an upload cost. One typed decoding of all lines, and each event written back and compared with its
line, agrees with `parse_line` (a property test says so); whatever is not ordinary goes to `parse_line`, whose refusal is the answer.
"""

from collections.abc import Sequence
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from simulasi.engine.errors import Refusal
from simulasi.engine.events import MAX_LINE, PLAIN, SAFE_INTEGER, parse_line

Event = dict[str, Any]

_Natural = Annotated[int, Meta(ge=0, le=SAFE_INTEGER)]
_Number = Annotated[int, Meta(ge=-SAFE_INTEGER, le=SAFE_INTEGER)]
_Answer = str | _Number | list[str | _Number | list[str | _Number]]
_decode = msgspec.json.Decoder(list[tuple[_Natural, str, _Answer, str, _Number, _Natural]]).decode
_encode = msgspec.json.Encoder().encode


def read_lines(lines: Sequence[str], from_seq: int) -> list[Event]:
    """Decode lines into events, numbered without a gap from `from_seq`; raises the engine's Refusal."""
    events = _ordinary(lines)
    if events is None:
        events = [parse_line(line) for line in lines]
    for seq, event in enumerate(events, from_seq):
        if event["seq"] != seq:
            raise Refusal("seq-gap", f"line {seq} says {event['seq']}")
    return events


def _ordinary(lines: Sequence[str]) -> list[Event] | None:
    """All of them, or None when one of them is anything but ordinary."""
    joined = ",".join(lines)
    if not PLAIN.match(joined) or len(max(lines, key=len)) > MAX_LINE:
        return None
    try:
        rows = _decode(f"[{joined}]")
    except msgspec.MsgspecError:
        return None
    # Line by line: two lines could be cut in the wrong place and still join to the same text.
    if len(rows) != len(lines) or any(_encode(row) != line.encode() for row, line in zip(rows, lines, strict=True)):
        return None
    return [
        {"seq": seq, "step": step, "answer": answer, "role": role, "wall": wall, "mono": mono}
        for seq, step, answer, role, wall, mono in rows
    ]
