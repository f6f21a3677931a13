"""The short log, the form before the packed one (`packed.py`): read, never written any more. Bundles in this form may still be under way.

Twin: static/js/group/shortlog.js; docs/format-bundle.md
"""

from typing import Any

from simulasi.engine.events import MAX_LINE, format_line
from simulasi.sync.bytes import Cut, Reader

MAX_LINES = 20_000
MAX_TEXT = 2 * 1024 * 1024
MAX_VALUES = 8192
NATURAL, NAME, LIST, TEXT, FORM = range(5)
ELSEWHERE, OTHER_ROLE = 4, 8
Json = dict[str, Any]


class _Log:
    """Where the log stands: which step comes next for those who sit, and what the clocks said last."""

    def __init__(self, pack: Json, pack_hash: str):
        self.steps: list[Json] = pack["steps"]
        roles = [role["id"] for role in pack["roles"]]
        self.opening = [pack_hash, "1", pack["ruleset"], "langsung", "akhir", *roles, "semua"]
        self.seats: set[str] = set()
        self.at, self.mono, self.apart, self.room = -1, 0, 0, MAX_VALUES

    def next(self) -> int:
        """The next step of a seated role, or -1."""
        return next((at for at in range(self.at + 1, len(self.steps)) if self.steps[at]["role"] in self.seats), -1)

    def names(self, place: int) -> list[str]:
        """The names an answer to this step may use."""
        step = self.steps[place] if 0 <= place < len(self.steps) else {}
        return [each["id"] for key in ("options", "items", "fields") for each in step.get(key, ())]

    def after(self, event: Json, place: int) -> None:
        """Stand behind this event."""
        if event["seq"] == 0:
            self.seats = {each for each in event["answer"][4:] if isinstance(each, str)} if isinstance(event["answer"], list) else set()
        elif place >= 0:
            self.at = place
        self.mono, self.apart, self.room = event["mono"], event["wall"] - event["mono"], MAX_VALUES


def lengthen(short: bytes, pack: Json, pack_hash: str) -> list[str]:
    """The lines again; raises Cut for bytes that are no log on this pack."""
    r, log = Reader(short), _Log(pack, pack_hash)
    lines: list[str] = []
    size = 0
    while r.left:
        lines.append(format_line(_get_event(r, len(lines), log)))
        size += len(lines[-1])
        if len(lines) > MAX_LINES or size > MAX_TEXT or len(lines[-1]) > MAX_LINE:
            raise Cut("terlalu panjang")
    return lines


def _get_event(r: Reader, seq: int, log: _Log) -> Json:
    head = r.byte()
    place = -1 if seq == 0 else log.next()
    step = "mulai" if seq == 0 else None
    if head & ELSEWHERE:
        place = r.varint() - 1
        step = r.text(200) if place < 0 else None
    known = log.steps[place] if 0 <= place < len(log.steps) else None
    if known is not None:
        step = known["id"]
    names = log.opening if seq == 0 else log.names(place)
    role = r.text(200) if head & OTHER_ROLE else known["role"] if known else ""
    jump = head & 3 == 3
    mono = r.varint() + (0 if jump else log.mono)
    apart = log.apart + (_unzigzag(r.varint()) if jump else (0, 1, -1)[head & 3])
    short = head >> 4
    if step is None or short > len(names):
        raise Cut("langkah")
    answer = names[short - 1] if short else _get_value(r, names, log)
    event = {"seq": seq, "step": step, "answer": answer, "role": role, "wall": mono + apart, "mono": mono}
    log.after(event, place if known else -1)
    return event


def _get_value(r: Reader, names: list[str], log: _Log, depth: int = 0) -> Any:
    n, tag = divmod(r.varint(), 8)
    log.room -= 1
    if log.room < 0:
        raise Cut("terlalu panjang")
    if tag == NATURAL:
        return n
    if tag == NAME and n < len(names):
        return names[n]
    if tag == TEXT:
        return r.bytes(n).decode("latin-1")
    if tag == FORM and n == len(names):
        return [[name, r.varint()] for name in names]
    if tag != LIST or depth > 2 or n > r.left:
        raise Cut("jawaban")
    return [_get_value(r, names, log, depth + 1) for _ in range(n)]


def _unzigzag(n: int) -> int:
    return -(n + 1) // 2 if n % 2 else n // 2
