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
# A byte says at most a name, and names are short.
MAX_AT_ONCE = 16 * 1024
MAX_SEQ = 1_000_000
MAX_NATURAL = 2**49
UNIT, MAX_UNIT = 100, 60_000
MAX_VALUES = 8192
NATURAL, NAME, LIST, TEXT, FORM = range(5)
ELSEWHERE, OTHER_ROLE = 4, 8
JUMP = 3
SHIFTS = (0, 1, -1)
# Another role, or clocks that went apart.
UNUSUAL = OTHER_ROLE | 3
WORDS = ("yakin", "ragu", "sudah", "belum")
_SAFE_TEXT = re.compile(r"[\x20\x21\x23-\x5b\x5d-\x7e]*\Z")
_encode_lines = msgspec.json.Encoder().encode_lines
Row = tuple[int, str, Any, str, int, int]


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
        self.steps = [(*step, step[2].names) for step in zip(self.ids, self.roles, self.names, strict=True)]
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
    seats: frozenset[str] = frozenset()
    at: int = -1
    mono: int = 0
    apart: int = 0
    said: dict[str, int] = field(default_factory=dict)

    def sit(self, seats: Any) -> None:
        self.seats = _sitting(seats)

    def next(self) -> int:
        """The next step of a seated role, or -1."""
        roles, seats = self.lexicon.roles, self.seats
        for at in range(self.at + 1, len(roles)):
            if roles[at] in seats:
                return at
        return -1


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
    data = _opened(packed)
    events, rows = _read(data, lexicon)
    return events, _lines(rows, len(data))


def events_of(packed: bytes, lexicon: Lexicon) -> list[Event]:
    """The events alone, for what was taken once: how long their lines are, `unpack` looked at then."""
    return _read(_opened(packed), lexicon)[0]


def _lines(rows: list[Row], size: int) -> list[str]:
    """What few bytes say is short enough to be written at once; what many bytes say is given up as soon as it is too long."""
    parts = [rows] if size <= MAX_AT_ONCE else [[row] for row in rows]
    lines: list[str] = []
    left = MAX_TEXT
    for part in parts:
        text = _encode_lines(part).decode()
        fresh = text.split("\n")[:-1]
        left -= len(text) - len(fresh)
        if left < 0 or len(max(fresh, key=len)) > MAX_LINE:
            raise Cut("terlalu panjang")
        lines += fresh
    return lines


def _read(data: bytes, lexicon: Lexicon) -> tuple[list[Event], list[Row]]:
    """Line by line what it says, as an event and as what stands in its line. The one loop that every log comes through."""
    r = _Values(data)
    first, count = _front(r)
    unit = r.varint()
    if not 0 < unit <= MAX_UNIT:
        raise Cut("satuan")
    steps, roles, end = lexicon.steps, lexicon.roles, len(lexicon.roles)
    seats = _sitting(r.value(lexicon.opening)) if first else frozenset[str]()
    heads, clocks = r.bytes(count), r.clocks(count)
    events: list[Event] = []
    rows: list[Row] = []
    at, since, apart = -1, 0, 0
    for seq, head, clock in zip(range(first, first + count), heads, clocks, strict=True):
        r.room = MAX_VALUES
        since += clock
        if seq and not head & ELSEWHERE:
            # The next step of a role that sits.
            at += 1
            while at < end and roles[at] not in seats:
                at += 1
            if at >= end:
                raise Cut("langkah")
            step, role, names, known = steps[at]
        else:
            place, step, role, names = _elsewhere(r, seq, head, lexicon)
            known = names.names
            if seq and place >= 0:
                at = place
        if head & UNUSUAL:
            if head & OTHER_ROLE:
                role = _word(r.value(lexicon.opening))
            if head & 3 == JUMP:
                since = clock
                apart += _unzigzag(r.varint())
            else:
                apart += SHIFTS[head & 3]
        mono = since * unit
        wall = mono + apart * unit
        if mono > SAFE_INTEGER or not -SAFE_INTEGER <= wall <= SAFE_INTEGER:
            raise Cut("jam")
        number = head >> 4
        if not number:
            answer = r.value(names)
        elif number <= len(known):
            answer = known[number - 1]
        else:
            raise Cut("nama")
        if not seq:
            seats = _sitting(answer[4:] if isinstance(answer, list) else [])
        events.append({"seq": seq, "step": step, "answer": answer, "role": role, "wall": wall, "mono": mono})
        rows.append((seq, step, answer, role, wall, mono))
    if r.left:
        raise Cut("sisa")
    return events, rows


def _elsewhere(r: "_Values", seq: int, head: int, lexicon: Lexicon) -> tuple[int, str, str, Names]:
    """The first line, and a line at another step than the next: its place if it has one, its step, its role, its names."""
    place, step = -1, "mulai"
    if head & ELSEWHERE:
        place = r.varint() - 1
        if place >= len(lexicon.steps):
            raise Cut("langkah")
        step = lexicon.ids[place] if place >= 0 else _word(r.value(lexicon.opening))
    role, names = (lexicon.roles[place], lexicon.names[place]) if place >= 0 else ("", NOTHING)
    return place, step, role, names if seq else lexicon.opening


def _word(value: Any) -> str:
    if not isinstance(value, str):
        raise Cut("catatan")
    return value


def _sitting(seats: Any) -> frozenset[str]:
    return frozenset(each for each in seats if isinstance(each, str)) if isinstance(seats, list) else frozenset()


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


class _Values(Reader):
    """Reads values. `said`: what the forms said last; `room`: how many more the line may hold, which is short."""

    def __init__(self, data: bytes):
        super().__init__(data)
        self.said: dict[str, int] = {}
        self.room = MAX_VALUES

    def value(self, names: Names, depth: int = 0) -> Any:
        """A number, a name, a text, a form or a list of such."""
        told = self.varint()
        n, tag = told >> 3, told & 7
        self.room -= 1
        if self.room < 0:
            raise Cut("terlalu panjang")
        if tag == NAME and n < len(names.names):
            return names.names[n]
        if tag == NATURAL and n <= MAX_NATURAL:
            return n
        if tag == FORM and n and n == len(names.fields) and depth == 0:
            return self._form(names.fields)
        if tag == TEXT:
            text = self.bytes(n).decode("latin-1")
            if not _SAFE_TEXT.match(text):
                raise Cut("teks")
            return text
        if tag != LIST or depth > 1 or n > self.left:
            raise Cut("jawaban")
        # Nearly always names, each of one byte.
        each = self.data[self.at : self.at + n]
        named = [names.names[byte >> 3] for byte in each if byte & 135 == NAME and byte >> 3 < len(names.names)]
        if len(named) < n:
            return [self.value(names, depth + 1) for _ in range(n)]
        self.bytes(n)
        self.take(n)
        return named

    def take(self, n: int) -> None:
        """So many more values."""
        self.room -= n
        if self.room < 0:
            raise Cut("terlalu panjang")

    def _form(self, fields: tuple[str, ...]) -> list[list[Any]]:
        """Of each line the change since it was written last, nearly always nothing."""
        self.take(len(fields))
        said, form = self.said, []
        for name, change in zip(fields, self.varints(len(fields)), strict=True):
            number = said.get(name, 0)
            if change:
                said[name] = number = number + (change >> 1 ^ -(change & 1))
                if not 0 <= number <= MAX_NATURAL:
                    raise Cut("bilangan")
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
    return n >> 1 ^ -(n & 1)
