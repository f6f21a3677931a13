"""A line of the log: text once written, never re-serialised. Twin: static/js/engine/events.js

A line is printable ASCII without a backslash, compact JSON [seq,"step",answer,"role",wall,mono]; nothing else is one.
"""

import hashlib
import json
import re
from typing import Any

from simulasi.engine.errors import Refusal

MAX_LINE = 16_384
MAX_DEPTH = 3
SAFE_INTEGER = 2**53 - 1
PLAIN = re.compile(r"[\x20-\x5b\x5d-\x7e]+\Z")
STRINGS = re.compile(r'"[^"]*"')
BRACKETS = re.compile(r"[\[\]{]")
ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def parse_line(line: str) -> dict[str, Any]:
    """Read a line into an event with its two clocks; refuse whatever a phone of ours would not have written."""
    if not isinstance(line, str) or len(line) > MAX_LINE or not PLAIN.match(line) or depth(line) > MAX_DEPTH:
        raise Refusal("line-invalid", "a line is short, plain, shallow text")
    try:
        parts = json.loads(line)
    except ValueError as error:
        raise Refusal("line-invalid", "a line is JSON") from error
    if not isinstance(parts, list) or len(parts) != 6:
        raise Refusal("line-invalid", "a line has six parts")
    event = dict(zip(("seq", "step", "answer", "role", "wall", "mono"), parts, strict=True))
    clocks_ok = all(is_safe_integer(event[name]) for name in ("seq", "wall", "mono")) and event["seq"] >= 0 and event["mono"] >= 0
    if not clocks_ok or not isinstance(event["step"], str) or not isinstance(event["role"], str) or not is_plain(event["answer"]):
        raise Refusal("line-invalid", "number, step, answer, role, clock, clock")
    # Only the text tells 5.0, 05 or -0 from a number both languages hold alike.
    if format_line(event) != line:
        raise Refusal("line-invalid", "a line is written compactly")
    return event


def format_line(event: dict[str, Any]) -> str:
    """Write an event as its line."""
    parts = [event["seq"], event["step"], event["answer"], event["role"], event["wall"], event["mono"]]
    return ENCODE(parts)


def depth(line: str) -> int:
    """Measure how deep brackets nest, before any parser sees the line; an object is too deep at once."""
    deepest = level = 0
    for sign in BRACKETS.findall(STRINGS.sub("", line)):
        if sign == "{":
            return MAX_DEPTH + 1
        level += 1 if sign == "[" else -1
        deepest = max(deepest, level)
    return deepest


def is_safe_integer(value: Any) -> bool:
    """Tell an integer both languages hold exactly."""
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= SAFE_INTEGER


def is_plain(value: Any) -> bool:
    """Tell an answer made of strings, safe integers and lists of them; whether it answers the step is decided later."""
    if isinstance(value, list):
        return all(is_plain(part) for part in value)
    return isinstance(value, str) or is_safe_integer(value)


def chain_start(attempt_id: str) -> str:
    """Give the head of an empty log."""
    return hashlib.sha256(f"simulasi-tps/1:{attempt_id}".encode()).hexdigest()


def chain_next(head: str, line: str) -> str:
    """Give the head after one more line."""
    return hashlib.sha256(f"{head}\n{line}".encode()).hexdigest()
