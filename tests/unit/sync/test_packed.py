"""A packed log gives back the very lines, in both languages the same bytes; hostile bytes are refused, never more than that."""

import contextlib
import json
import zlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulasi.engine import load, pending, start
from simulasi.engine.errors import Refusal
from simulasi.engine.events import format_line
from simulasi.engine.reducer import apply
from simulasi.sync import packed
from simulasi.sync.bytes import Cut
from simulasi.sync.lines import read_lines
from simulasi.sync.packed import DEFLATED, PLAIN, Lexicon, pack, span, unpack
from tests.strategies import LAW, event_for, moves, packs, seats
from tests.unit.sync.test_bundle_twins import book
from tests.unit.sync.test_bundle_twins import pack as raw_pack

HASH = "ab" * 32
KINDS = raw_pack("semua-jenis")
ALL_KINDS = next(case["lines"] for case in book("padat") if case["pack"] == "semua-jenis")


@pytest.mark.parametrize("case", book("padat"), ids=lambda case: case["nama"])
def test_the_same_bytes_in_both_languages(case: dict[str, Any]) -> None:
    lexicon, chairs = Lexicon(raw_pack(case["pack"]), case["hash"]), case.get("kursi", ())
    events = read_lines(case["lines"], json.loads(case["lines"][0])[0])
    made = pack(events, lexicon, chairs)
    if case["hex"] is None:
        assert made is None
        return
    assert packed.columns(events, lexicon, chairs).hex() == case["hex"]
    for each in (made, bytes([PLAIN]) + bytes.fromhex(case["hex"])):
        assert each is not None and unpack(each, lexicon) == (events, case["lines"])
        assert span(each) == (events[0]["seq"], len(events))


@pytest.mark.parametrize("case", book("padat-tolak"), ids=lambda case: case["nama"])
def test_what_no_phone_would_write_is_refused(case: dict[str, Any]) -> None:
    with pytest.raises(Cut):
        unpack(bytes.fromhex(case["hex"]), Lexicon(raw_pack(case["pack"]), case["hash"]))


names = st.text(st.characters(codec="ascii", min_codepoint=32, max_codepoint=126, exclude_characters='"\\'), max_size=6)
known = st.sampled_from([step["id"] for step in KINDS["steps"]] + ["mulai", "q", "yakin", "semua", "kpps_4", HASH])
words = known | names
numbers = st.integers(0, 999_999) | st.sampled_from([-1, 2**49, 2**49 + 1, 2**53 - 1])
answers = words | numbers | st.lists(words | numbers | st.lists(words | numbers, max_size=3), max_size=5)
clocks = st.integers(0, 2**53 - 1)


@st.composite
def logs(draw: st.DrawFn) -> list[str]:
    """Any lines a phone could write, sensible or not, on tenths of a second or not."""
    first, unit = draw(st.integers(0, 3) | st.just(1_000_000)), draw(st.sampled_from([1, 100]))
    rows: list[Any] = draw(st.lists(st.tuples(words, answers, words, clocks | st.just(-7), clocks), min_size=1, max_size=8))
    return [
        format_line({"seq": seq, "step": step, "answer": answer, "role": role, "wall": wall // unit * unit, "mono": mono // unit * unit})
        for seq, (step, answer, role, wall, mono) in enumerate(rows, first)
    ]


@given(logs(), st.lists(words, max_size=4))
@settings(deadline=None)
def test_any_log_comes_back_or_is_not_packed(log: list[str], chairs: list[str]) -> None:
    events = read_lines(log, json.loads(log[0])[0])
    made = pack(events, Lexicon(KINDS, HASH), chairs)
    if made is not None:
        assert unpack(made, Lexicon(KINDS, HASH)) == (events, log)
    simple = all(0 <= number <= 2**49 for event in events for number in _numbers(event["answer"]))
    assert made is not None or not simple or any(abs(event["wall"]) + event["mono"] > 2**51 for event in events)


def _numbers(answer: Any) -> list[int]:
    if isinstance(answer, list):
        return [number for each in answer for number in _numbers(each)]
    return [answer] if isinstance(answer, int) else []


@LAW
@given(raw=packs(), chairs=seats, script=moves, cut=st.integers(1, 20))
def test_whatever_is_played_is_packed_whole_and_in_pieces(raw: dict[str, Any], chairs: list[str], script: list[Any], cut: int) -> None:
    day, lexicon = load(raw), Lexicon(raw, HASH)
    try:
        state = start(day, chairs)
    except Refusal:
        return
    log = [
        {
            "seq": 0,
            "step": "mulai",
            "answer": [HASH, "1", raw["ruleset"], "akhir", *chairs],
            "role": "",
            "wall": 1_790_000_000_000,
            "mono": 0,
        }
    ]
    for move in script:
        event = event_for(day, state, pending(day, state), move)
        with contextlib.suppress(Refusal):
            state = apply(day, state, event)
            mono = log[-1]["mono"] + 1_234
            log.append({**event, "seq": len(log), "wall": 1_790_000_000_000 + mono, "mono": mono})
    lines = [format_line(event) for event in log]
    for piece, text in ((log, lines), (log[cut:], lines[cut:])):
        if piece:
            made = pack(piece, lexicon, chairs)
            assert made is not None and unpack(made, lexicon) == (piece, text)


@given(st.binary(max_size=300), st.booleans())
def test_no_bytes_do_more_than_be_refused(data: bytes, mended: bool) -> None:
    if mended:
        data = bytes([PLAIN, 0, len(data) % 4 + 1, 1]) + data
    with contextlib.suppress(Cut):
        events, lines = unpack(data, Lexicon(KINDS, HASH))
        # Whatever is let pass is what `read_lines` would have let pass.
        assert read_lines(lines, events[0]["seq"]) == events


def test_every_changed_bit_gives_a_refusal_or_another_log() -> None:
    lexicon = Lexicon(KINDS, HASH)
    events = read_lines(ALL_KINDS, 0)
    whole = bytes([PLAIN]) + packed.columns(events, lexicon)
    for at in range(len(whole)):
        for bit in range(8):
            broken = bytearray(whole)
            broken[at] ^= 1 << bit
            with contextlib.suppress(Cut):
                _, lines = unpack(bytes(broken), lexicon)
                assert at > 0 and read_lines(lines, int(lines[0][1 : lines[0].index(",")]))


def test_a_day_of_many_equal_lines_travels_deflated_and_one_line_plain() -> None:
    lexicon, events = Lexicon(KINDS, HASH), read_lines(ALL_KINDS, 0)
    many = [{**events[1], "seq": seq, "wall": 1_000, "mono": 1_000} for seq in range(1, 300)]
    assert (pack(many, lexicon) or b"")[0] == DEFLATED and (pack(events[:1], lexicon) or b"")[0] == PLAIN
    assert pack([{**events[1], "seq": seq} for seq in range(1, 20_003)], lexicon) is None


def test_nothing_unfolds_without_end() -> None:
    lexicon = Lexicon(KINDS, HASH)
    text = b"a" * 16_000
    # 20,000 lines of one long text each would be 320 MB.
    heads, lows, highs = b"\x0f" * 199, b"\x00" * 199, b"\x00" * 199
    rest = (b"\x00" + bytes([2 * 8 + 3]) + b"xx" + bytes([3]) + b"\x00" + _varint(len(text) * 8 + 3) + text) * 199
    data = _varint(5) + _varint(199) + _varint(1) + b"\x02" + heads + lows + highs + rest
    stream = zlib.compressobj(9, zlib.DEFLATED, -15)
    with pytest.raises(Cut):
        unpack(bytes([DEFLATED]) + stream.compress(data) + stream.flush(), lexicon)
    with pytest.raises(Cut):
        unpack(bytes([PLAIN]) + data, lexicon)


@pytest.mark.parametrize("value", [b"\x09", b"\x08", b"\x02"], ids=["names", "numbers", "lists"])
def test_a_line_says_no_more_than_it_has_room_for(value: bytes) -> None:
    def log(values: int) -> bytes:
        front = _varint(0) + _varint(1) + _varint(1) + bytes([3, 0]) + _varint(0) + _varint(0)
        return bytes([PLAIN]) + front + _varint(values * 8 + 2) + value * values

    assert len(unpack(log(2000), Lexicon(KINDS, HASH))[0][0]["answer"]) == 2000
    with pytest.raises(Cut):
        unpack(log(8192), Lexicon(KINDS, HASH))


def _varint(n: int) -> bytes:
    out = bytearray()
    while n >= 128:
        out.append(n % 128 + 128)
        n //= 128
    return bytes([*out, n])
