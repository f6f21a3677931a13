"""A log in as few bytes as its pack allows: steps and answers as their places in the pack, clocks as differences. Gives back the very
lines, or refuses. Twin: static/js/group/shortlog.js; docs/format-bundle.md"""

from collections.abc import Sequence
from typing import Any

from simulasi.engine.errors import Refusal
from simulasi.engine.events import format_line, parse_line
from simulasi.sync.bytes import Cut, Reader, Writer

MAX_LINES = 20_000
MAX_TEXT = 2 * 1024 * 1024
MAX_NATURAL = 2**49
NATURAL, NAME, LIST, TEXT, FORM = range(5)
ELSEWHERE, OTHER_ROLE = 4, 8
Json = dict[str, Any]


class _Log:
    """Where the log stands: which step comes next for those who sit, and what the clocks said last."""

    def __init__(self, pack: Json, pack_hash: str):
        self.steps: list[Json] = pack["steps"]
        self.place = {step["id"]: at for at, step in enumerate(self.steps)}
        roles = [role["id"] for role in pack["roles"]]
        self.opening = [pack_hash, "1", pack["ruleset"], "langsung", "akhir", *roles, "semua"]
        self.seats: set[str] = set()
        self.at, self.mono, self.apart = -1, 0, 0

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
        self.mono, self.apart = event["mono"], event["wall"] - event["mono"]


def shorten(lines: Sequence[str], pack: Json, pack_hash: str) -> bytes | None:
    """The bytes, or None when these lines cannot be had back from them (then they travel as text)."""
    w, log = Writer(), _Log(pack, pack_hash)
    try:
        for line in lines:
            _put_event(w, parse_line(line), log)
        short = bytes(w.out)
        return short if lengthen(short, pack, pack_hash) == list(lines) else None
    except (Cut, Refusal):
        return None


def lengthen(short: bytes, pack: Json, pack_hash: str) -> list[str]:
    """The lines again; raises Cut for bytes that are no log on this pack."""
    r, log = Reader(short), _Log(pack, pack_hash)
    lines: list[str] = []
    size = 0
    while r.left:
        if len(lines) >= MAX_LINES or size > MAX_TEXT:
            raise Cut("terlalu panjang")
        lines.append(format_line(_get_event(r, len(lines), log)))
        size += len(lines[-1])
    return lines


def _put_event(w: Writer, event: Json, log: _Log) -> None:
    first = event["seq"] == 0
    place = -1 if first else log.place.get(event["step"], -1)
    names = log.opening if first else log.names(place)
    elsewhere = event["step"] != "mulai" if first else place < 0 or place != log.next()
    other_role = event["role"] != (log.steps[place]["role"] if place >= 0 else "")
    shift = event["wall"] - event["mono"] - log.apart
    jump = first or event["mono"] < log.mono or abs(shift) > 1
    answer = event["answer"]
    short = names.index(answer) + 1 if isinstance(answer, str) and answer in names else 0
    clock = 3 if jump else 2 if shift < 0 else shift
    w.out.append(clock + ELSEWHERE * elsewhere + OTHER_ROLE * other_role + (short * 16 if short < 16 else 0))
    if elsewhere:
        w.varint(place + 1)
        if place < 0:
            w.text(event["step"])
    if other_role:
        w.text(event["role"])
    w.varint(event["mono"] if jump else event["mono"] - log.mono)
    if jump:
        w.varint(-2 * shift - 1 if shift < 0 else 2 * shift)
    if not 0 < short < 16:
        _put_value(w, answer, names)
    log.after(event, place)


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
    answer = names[short - 1] if short else _get_value(r, names)
    event = {"seq": seq, "step": step, "answer": answer, "role": role, "wall": mono + apart, "mono": mono}
    log.after(event, place if known else -1)
    return event


def _put_value(w: Writer, value: Any, names: list[str]) -> None:
    if isinstance(value, int):
        if not 0 <= value <= MAX_NATURAL:
            raise Cut("bilangan")
        w.varint(value * 8 + NATURAL)
    elif isinstance(value, str):
        if value in names:
            w.varint(names.index(value) * 8 + NAME)
        else:
            w.varint(len(value) * 8 + TEXT)
            w.out += value.encode("ascii")
    elif _is_form(value, names):
        w.varint(len(value) * 8 + FORM)
        for _, number in value:
            w.varint(number)
    else:
        w.varint(len(value) * 8 + LIST)
        for each in value:
            _put_value(w, each, names)


def _get_value(r: Reader, names: list[str], depth: int = 0) -> Any:
    n, tag = divmod(r.varint(), 8)
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
    return [_get_value(r, names, depth + 1) for _ in range(n)]


def _is_form(value: list[Any], names: list[str]) -> bool:
    if not value or len(value) != len(names):
        return False
    pairs = zip(value, names, strict=True)
    return all(isinstance(p, list) and len(p) == 2 and p[0] == name and isinstance(p[1], int) and p[1] >= 0 for p, name in pairs)


def _unzigzag(n: int) -> int:
    return -(n + 1) // 2 if n % 2 else n // 2
