"""What is stored comes back line for line, however it was packed."""

import json
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from simulasi.compiler import compile_day
from simulasi.models.packed import PackedText
from simulasi.sync import packing
from simulasi.sync.lines import read_lines
from simulasi.sync.packing import COLUMNS, PACKED, PLAIN, squeeze, unsqueeze, unsqueeze_events
from tests.sync_kit import RIGHT, day, line, opening

HASH = "ab" * 32
KEY = packing.key_of(day(40), HASH)
# What the server stored before it packed: (lines, blob).
COLUMNS_BLOB = (
    [opening(HASH), line(1, "langkah_0", RIGHT), '[2,"isi",[["sah",3],["tidak_sah",4]],"kpps_4",1790000000000,5]'],
    "8b36d08956ca2dcd49cc444ac0a04c93599ca914ab131dad94984419049a05ca7705a9b99939a5ba4606f00c5e5c9a978e88c958b8d3aa95f294aca2958a133380b225992989d9f1203650411950dc58c724b616e830252ca901286c686e6900073a063abaa64041031d43104fd7d2d234361600",
)
names = st.text(st.characters(codec="ascii", min_codepoint=32, max_codepoint=126, exclude_characters='"\\'), max_size=6)
answers = (
    names
    | st.integers(0, 999_999)
    | st.lists(names, max_size=3)
    | st.lists(st.tuples(names, st.integers(0, 999_999)).map(list), max_size=4)
    | st.lists(st.lists(names, max_size=3), max_size=3)
)
clocks = st.integers(0, 2**53 - 1)


@st.composite
def logs(draw: st.DrawFn) -> list[str]:
    first = draw(st.integers(0, 500))
    rows: list[Any] = draw(st.lists(st.tuples(names, answers, names, clocks | st.just(-5), clocks), min_size=1, max_size=8))
    return [json.dumps([seq, *row], separators=(",", ":")) for seq, row in enumerate(rows, first)]


@given(logs(), st.lists(names, max_size=3))
@settings(deadline=None)
def test_any_log_comes_back(log: list[str], seats: list[str]) -> None:
    for enc, blob in (squeeze(log), squeeze(log, read_lines(log, json.loads(log[0])[0]), KEY, seats)):
        assert unsqueeze(enc, blob, KEY) == log


def test_a_day_is_stored_small() -> None:
    lines = [opening(HASH), *(line(at, f"langkah_{at - 1}", RIGHT) for at in range(1, 41))]
    enc, blob = squeeze(lines, read_lines(lines, 0), KEY)
    assert enc == PACKED and unsqueeze(enc, blob, KEY) == lines
    assert len(blob) < len(squeeze(lines)[1]) / 4


def test_what_cannot_be_packed_is_stored_plainly() -> None:
    lines = [opening(HASH), line(1, "langkah_0", -1)]
    enc, blob = squeeze(lines, read_lines(lines, 0), KEY)
    assert enc == PLAIN and unsqueeze(enc, blob, KEY) == lines


def test_events_are_read_without_their_lines_where_a_log_is_packed_throughout() -> None:
    lines = [opening(HASH), *(line(at, f"langkah_{at - 1}", RIGHT) for at in range(1, 41))]
    pieces = [squeeze(part, read_lines(part, first), KEY, ["semua"]) for first, part in ((0, lines[:9]), (9, lines[9:]))]
    assert {enc for enc, _ in pieces} == {PACKED}
    assert unsqueeze_events(pieces, KEY) == read_lines(lines, 0)
    assert unsqueeze_events([pieces[0], squeeze(lines[9:])], KEY) is None


def test_what_was_stored_before_is_read_for_ever() -> None:
    lines, blob = COLUMNS_BLOB
    assert unsqueeze(COLUMNS, bytes.fromhex(blob), KEY) == lines


def test_the_dictionary_is_bounded_and_the_same_every_time() -> None:
    raw = json.loads(compile_day("pemilu-2024", "uji", "penuh").bytes)
    assert packing.dictionary(raw) == packing.dictionary(raw) and len(packing.dictionary(raw)) <= 32_000


@pytest.mark.parametrize("text", ["{}", "", '{"score":{"skills":{"tinta":{"points":1,"max":2}}},"findings":[]}', "é" * 50])
def test_packed_text_is_text_again(text: str) -> None:
    column, dialect = PackedText(), sa.create_mock_engine("sqlite://", None).dialect
    stored = column.process_bind_param(text, dialect)
    assert stored is not None and column.process_result_value(stored, dialect) == text
    assert column.process_bind_param(None, dialect) is None and column.process_result_value(None, dialect) is None
