"""The packed log: some lines of one attempt in as few bytes as their pack allows, and the very lines back, or a refusal (docs/format-packed.md).

Twin: static/js/group/packed.js. By columns, so that what looks alike stands together: first bytes, clocks, the rest.
"""

import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from simulasi.engine.events import MAX_LINE, SAFE_INTEGER
from simulasi.sync.bytes import Cut, Reader, Writer
from simulasi.sync.lines import Event

PLAIN, DEFLATED = 2, 3
MAX_LINES = 20_000
MAX_BYTES = 512 * 1024
MAX_TEXT = 2 * 1024 * 1024
MAX_SEQ = 1_000_000
MAX_NATURAL = 2**49
UNIT, MAX_UNIT = 100, 60_000
MAX_VALUES = 8192
NATURAL, NAME, LIST, TEXT, FORM = range(5)
ELSEWHERE, OTHER_ROLE = 4, 8
JUMP = 3
WORDS = ("yakin", "ragu", "sudah", "belum")
_SAFE_TEXT = re.compile(r"[\x20\x21\x23-\x5b\x5d-\x7e]*\Z")
_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class Names:
    """What an answer may speak of: names with their numbers, and the fields of the form."""

    names: tuple[str, ...]
    number: dict[str, int]
    fields: tuple[str, ...] = ()

    @classmethod
    def of(cls, names: Iterable[str], fields: Iterable[str] = ()) -> "Names":
        """Numbered in this order; a name that comes twice has its first number."""
        kept = (*names, *fields, *WORDS)
        number: dict[str, int] = {}
        for at, name in enumerate(kept):
            number.setdefault(name, at)
        return cls(kept, number, tuple(fields))


class Lexicon:
    """What a pack and a log on it have in common, and what is therefore not sent."""

    def __init__(self, pack: dict[str, Any], pack_hash: str):
        steps: list[dict[str, Any]] = pack["steps"]
        self.ids = [step["id"] for step in steps]
        self.roles = [step["role"] for step in steps]
        self.place = {step: at for at, step in enumerate(self.ids)}
        self.names = [_names(step) for step in steps]
        roles = [role["id"] for role in pack["roles"]]
        self.opening = Names.of([pack_hash, "1", pack["ruleset"], "langsung", "akhir", "regu", *roles, "semua"])


NOTHING = Names.of(())


def _names(step: dict[str, Any]) -> Names:
    return Names.of(
        [each["id"] for key in ("options", "items") for each in step.get(key, ())], [each["id"] for each in step.get("fields", ())]
    )


@dataclass(slots=True)
class _Walk:
    """Where the log stands: which step comes next for those who sit, what the clocks and the forms said last."""

    lexicon: Lexicon
    unit: int
    seats: set[str] = field(default_factory=set)
    at: int = -1
    mono: int = 0
    apart: int = 0
    said: dict[str, int] = field(default_factory=dict)
    room: int = MAX_VALUES

    def sit(self, seats: Any) -> None:
        self.seats = {each for each in seats if isinstance(each, str)} if isinstance(seats, list) else set()

    def next(self) -> int:
        """The next step of a seated role, or -1."""
        roles, seats = self.lexicon.roles, self.seats
        for at in range(self.at + 1, len(roles)):
            if roles[at] in seats:
                return at
        return -1

    def take(self, room: int = 1) -> None:
        """A line is short, hence so is what it says."""
        self.room -= room
        if self.room < 0:
            raise Cut("terlalu panjang")


def pack(events: Sequence[Event], lexicon: Lexicon, seats: Sequence[Any] = ()) -> bytes | None:
    """Some events, one after the other, as bytes; `seats` when they are not the first. None when they would not come back as they are."""
    try:
        plain = columns(events, lexicon, seats)
        stream = zlib.compressobj(9, zlib.DEFLATED, -15)
        small = stream.compress(plain) + stream.flush()
        packed = bytes([DEFLATED]) + small if len(small) < len(plain) else bytes([PLAIN]) + plain
        return packed if unpack(packed, lexicon)[0] == list(events) else None
    except Cut:
        return None


def columns(events: Sequence[Event], lexicon: Lexicon, seats: Sequence[Any] = ()) -> bytes:
    """What stands behind the first byte of a plain packed log; raises Cut."""
    first, unit = events[0]["seq"], UNIT
    if any(event["mono"] % UNIT or event["wall"] % UNIT for event in events):
        unit = 1
    walk, front, highs, rest = _Walk(lexicon, unit), Writer(), Writer(), Writer()
    for number in (first, len(events), unit):
        front.varint(number)
    if first:
        _put(front, list(seats), lexicon.opening, walk)
        walk.sit(list(seats))
    heads, lows = bytearray(), bytearray()
    for event in events:
        head, clock = _put_event(rest, event, walk)
        heads.append(head)
        lows.append(clock % 256)
        highs.varint(clock // 256)
    return bytes(front.out + heads + lows + highs.out + rest.out)


def unpack(packed: bytes, lexicon: Lexicon) -> tuple[list[Event], list[str]]:
    """The events and their lines again, exactly such as `read_lines` takes; raises Cut for bytes that are no log on this pack."""
    events = events_of(packed, lexicon)
    lines: list[str] = []
    size = 0
    for event in events:
        line = _encode(tuple(event.values())).decode()
        size += len(line)
        if len(line) > MAX_LINE or size > MAX_TEXT:
            raise Cut("terlalu panjang")
        lines.append(line)
    return events, lines


def events_of(packed: bytes, lexicon: Lexicon) -> list[Event]:
    """The events alone, for what was taken once: how long their lines are, `unpack` looked at then."""
    r = Reader(_opened(packed))
    first, count = _front(r)
    unit = r.varint()
    if not 0 < unit <= MAX_UNIT:
        raise Cut("satuan")
    walk = _Walk(lexicon, unit)
    if first:
        walk.sit(_get(r, lexicon.opening, walk))
    heads, lows = r.bytes(count), r.bytes(count)
    clocks = [low + 256 * r.varint() for low in lows]
    events = [_get_event(r, seq, head, clock, walk) for seq, head, clock in zip(range(first, first + count), heads, clocks, strict=True)]
    if r.left:
        raise Cut("sisa")
    return events


def span(packed: bytes) -> tuple[int, int]:
    """The first number and how many lines, without the pack; raises Cut."""
    return _front(Reader(_opened(packed)))


def _opened(packed: bytes) -> bytes:
    form, data = packed[:1], packed[1:]
    if form == bytes([DEFLATED]):
        stream = zlib.decompressobj(-15)
        try:
            data = stream.decompress(data, MAX_BYTES + 1)
        except zlib.error:
            raise Cut("rusak") from None
        if not stream.eof or stream.unused_data:
            raise Cut("terpotong")
    elif form != bytes([PLAIN]):
        raise Cut("bentuk")
    if len(data) > MAX_BYTES:
        raise Cut("terlalu besar")
    return data


def _front(r: Reader) -> tuple[int, int]:
    first, count = r.varint(), r.varint()
    if first > MAX_SEQ or not 0 < count <= MAX_LINES:
        raise Cut("banyaknya")
    return first, count


def _put_event(w: Writer, event: Event, walk: _Walk) -> tuple[int, int]:
    """Writes the rest of an event; gives its first byte and its clock."""
    lexicon, first = walk.lexicon, event["seq"] == 0
    place = -1 if first else lexicon.place.get(event["step"], -1)
    names = lexicon.opening if first else lexicon.names[place] if place >= 0 else NOTHING
    elsewhere = event["step"] != "mulai" if first else place < 0 or place != walk.next()
    other_role = event["role"] != (lexicon.roles[place] if place >= 0 else "")
    since = event["mono"] // walk.unit
    shift = (event["wall"] - event["mono"]) // walk.unit - walk.apart
    jump = since < walk.mono or abs(shift) > 1
    answer = event["answer"]
    number = names.number.get(answer, 15) + 1 if isinstance(answer, str) else 0
    number = number if number < 16 else 0
    walk.room = MAX_VALUES
    if elsewhere:
        w.varint(place + 1)
        if place < 0:
            _put(w, event["step"], lexicon.opening, walk)
    if other_role:
        _put(w, event["role"], lexicon.opening, walk)
    clock = since if jump else since - walk.mono
    if jump:
        w.varint(-2 * shift - 1 if shift < 0 else 2 * shift)
    if not number:
        _put(w, answer, names, walk)
    if first:
        walk.sit(answer[4:] if isinstance(answer, list) else [])
    elif place >= 0:
        walk.at = place
    walk.mono, walk.apart = since, walk.apart + shift
    clocks = JUMP if jump else 2 if shift < 0 else shift
    return clocks + ELSEWHERE * elsewhere + OTHER_ROLE * other_role + 16 * number, clock


def _get_event(r: Reader, seq: int, head: int, clock: int, walk: _Walk) -> Event:
    lexicon = walk.lexicon
    walk.room = MAX_VALUES
    place, step = -1, "mulai" if seq == 0 else None
    if seq and not head & ELSEWHERE:
        place = walk.next()
    elif head & ELSEWHERE:
        place = r.varint() - 1
        step = _get(r, lexicon.opening, walk) if place < 0 else None
    if step is None:
        if not 0 <= place < len(lexicon.ids):
            raise Cut("langkah")
        step = lexicon.ids[place]
    known = place >= 0
    names = lexicon.opening if seq == 0 else lexicon.names[place] if known else NOTHING
    role = _get(r, lexicon.opening, walk) if head & OTHER_ROLE else lexicon.roles[place] if known else ""
    if head & 3 == JUMP:
        since, shift = clock, _unzigzag(r.varint())
    else:
        since, shift = walk.mono + clock, (0, 1, -1)[head & 3]
    apart = walk.apart + shift
    mono, wall = since * walk.unit, (since + apart) * walk.unit
    number = head >> 4
    if number > len(names.names):
        raise Cut("nama")
    answer = names.names[number - 1] if number else _get(r, names, walk)
    if not isinstance(step, str) or not isinstance(role, str) or mono > SAFE_INTEGER or abs(wall) > SAFE_INTEGER:
        raise Cut("catatan")
    if seq == 0:
        walk.sit(answer[4:] if isinstance(answer, list) else [])
    elif known:
        walk.at = place
    walk.mono, walk.apart = since, apart
    return {"seq": seq, "step": step, "answer": answer, "role": role, "wall": wall, "mono": mono}


def _put(w: Writer, value: Any, names: Names, walk: _Walk) -> None:
    if isinstance(value, int):
        if not 0 <= value <= MAX_NATURAL:
            raise Cut("bilangan")
        w.varint(value * 8 + NATURAL)
    elif isinstance(value, str):
        number = names.number.get(value)
        if number is not None:
            w.varint(number * 8 + NAME)
        else:
            w.varint(len(value) * 8 + TEXT)
            w.out += value.encode("ascii")
    elif _is_form(value, names.fields):
        w.varint(len(value) * 8 + FORM)
        for name, number in value:
            # The lines of one form and the next hardly differ.
            change = number - walk.said.get(name, 0)
            walk.said[name] = number
            w.varint(-2 * change - 1 if change < 0 else 2 * change)
    else:
        w.varint(len(value) * 8 + LIST)
        for each in value:
            _put(w, each, names, walk)


def _get(r: Reader, names: Names, walk: _Walk, depth: int = 0) -> Any:
    n, tag = divmod(r.varint(), 8)
    walk.take()
    if tag == NATURAL and n <= MAX_NATURAL:
        return n
    if tag == NAME and n < len(names.names):
        return names.names[n]
    if tag == TEXT:
        text = r.bytes(n).decode("latin-1")
        if not _SAFE_TEXT.match(text):
            raise Cut("teks")
        return text
    if tag == FORM and n and n == len(names.fields) and depth == 0:
        walk.take(n)
        return _get_form(r, names.fields, walk.said)
    if tag != LIST or depth > 1 or n > r.left:
        raise Cut("jawaban")
    return [_get(r, names, walk, depth + 1) for _ in range(n)]


def _get_form(r: Reader, fields: tuple[str, ...], said: dict[str, int]) -> list[list[Any]]:
    form = []
    for name in fields:
        change = r.varint()
        number = said.get(name, 0) + (_unzigzag(change) if change else 0)
        if not 0 <= number <= MAX_NATURAL:
            raise Cut("bilangan")
        said[name] = number
        form.append([name, number])
    return form


def _is_form(value: list[Any], fields: tuple[str, ...]) -> bool:
    if not fields or len(value) != len(fields):
        return False
    pairs = zip(value, fields, strict=True)
    return all(
        isinstance(p, list) and len(p) == 2 and p[0] == name and isinstance(p[1], int) and 0 <= p[1] <= MAX_NATURAL for p, name in pairs
    )


def _unzigzag(n: int) -> int:
    return -(n + 1) // 2 if n % 2 else n // 2
