"""What a replayed log says of its items and its pace, small enough to be kept with every mark.

Derived like the score: `items` is what item analysis counts, `pace` what a trainer may want to ask about. Never a verdict.
"""

import hashlib
from bisect import bisect_left
from collections.abc import Sequence
from operator import itemgetter, sub
from typing import Any

import msgspec

from simulasi.engine.pack import Pack
from simulasi.engine.state import State
from simulasi.sync.lines import Event

# Faster than this, nobody has read the question; measured on the phone's own running clock.
HASTY_MS = 1500
# The wall clock and the running clock may drift; a jump of more than this is worth a question.
JUMP_MS = 10 * 60_000
HOUR_MS = 3_600_000
NOBODY = (None, 0)
_SAID = itemgetter("step", "answer")
_encode = msgspec.json.Encoder().encode


def outcomes(pack: Pack, state: State) -> dict[str, Any]:
    """The person's own answers: the indexes of steps answered right, the others with what was chosen, and where they were sure."""
    own = [answer for answer in state["answers"] if not answer["auto"]]
    found: dict[str, Any] = {
        "right": [pack.index[answer["step"]] for answer in own if answer["right"]],
        "wrong": [[pack.index[answer["step"]], answer["outcome"]] for answer in own if not answer["right"]],
    }
    # Only items that ask how sure one was say so.
    if pack.is_open and any("sure" in answer for answer in own):
        found["sure"] = [pack.index[answer["step"]] for answer in own if answer.get("sure")]
    return found


def hours(events: Sequence[Event], state: State) -> list[list[int]]:
    """When the own answers were given: [hour since 1970 by the phone's clock, how many right, how many wrong], in the order of the log.

    With the lists of `outcomes`, which keep that order, this says of each answer how long ago the same thing was asked before.
    """
    own = iter([(answer["step"], answer["right"]) for answer in state["answers"] if not answer["auto"]])
    awaited, right = next(own, NOBODY)
    found: list[list[int]] = []
    row, ends = [0, 0, 0], 0
    for event in events[1:]:
        if event["step"] != awaited:
            continue  # a tick or a note: not marked
        wall = event["wall"]
        if not found or not ends - HOUR_MS <= wall < ends:
            hour = wall // HOUR_MS
            row, ends = [hour, 0, 0], (hour + 1) * HOUR_MS
            found.append(row)
        row[1 if right else 2] += 1
        awaited, right = next(own, NOBODY)
    return found


def pace(events: Sequence[Event]) -> dict[str, Any]:
    """How fast it was answered, whether the clock stood still, and a print of answers and gaps that two people cannot share by chance."""
    monos = [event["mono"] for event in events[1:]]
    gaps = list(map(sub, monos[1:], monos))
    if gaps and min(gaps) < 0:
        gaps = [gap for gap in gaps if gap >= 0]  # the app was opened anew in between
    walls = [event["wall"] for event in events]
    back = max(map(sub, walls, walls[1:]), default=0)
    ordered = sorted(gaps)
    # Lines are printable ASCII without a quote or a backslash inside: compact JSON has one spelling, and prints of earlier days stay comparable.
    told = _encode(list(map(_SAID, events[1:])))
    found: dict[str, Any] = {
        "n": len(gaps),
        "hasty": bisect_left(ordered, HASTY_MS),
        "median": ordered[(len(gaps) - 1) // 2] if gaps else 0,  # the lower of two
    }
    if back > JUMP_MS:
        found["back"] = back
    found["said"] = hashlib.sha256(told).hexdigest()[:12]
    found["beat"] = hashlib.sha256(_encode(gaps).replace(b",", b", ")).hexdigest()[:12]
    return found
