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
from simulasi.sync.packing import COLUMNS, PLAIN, squeeze, unsqueeze
from tests.sync_kit import RIGHT, day, encode, line, opening

HASH = "ab" * 32
WORDS = packing.words_of(encode(day(40)))
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


@given(logs(), st.sampled_from([b"", WORDS]))
@settings(deadline=None)
def test_any_log_comes_back(log: list[str], words: bytes) -> None:
    for enc, blob in (squeeze(log), squeeze(log, read_lines(log, json.loads(log[0])[0]), words)):
        assert unsqueeze(enc, blob, words) == log


def test_a_day_is_stored_small() -> None:
    lines = [opening(HASH), *(line(at, f"langkah_{at - 1}", RIGHT) for at in range(1, 41))]
    enc, blob = squeeze(lines, read_lines(lines, 0), WORDS)
    assert enc == COLUMNS and unsqueeze(enc, blob, WORDS) == lines
    assert len(blob) < len(squeeze(lines)[1]) / 2


def test_what_would_not_come_back_exactly_is_stored_plainly() -> None:
    lines = [opening(HASH)]
    enc, blob = squeeze(lines, [{**read_lines(lines, 0)[0], "step": "lain"}], WORDS)
    assert enc == PLAIN and unsqueeze(enc, blob, WORDS) == lines


def test_the_dictionary_is_bounded_and_the_same_every_time() -> None:
    body = compile_day("pemilu-2024", "uji", "penuh").bytes
    assert packing.words_of(body) == packing.words_of(body) and len(packing.words_of(body)) <= 32_000


@pytest.mark.parametrize("text", ["{}", "", '{"score":{"skills":{"tinta":{"points":1,"max":2}}},"findings":[]}', "é" * 50])
def test_packed_text_is_text_again(text: str) -> None:
    column, dialect = PackedText(), sa.create_mock_engine("sqlite://", None).dialect
    stored = column.process_bind_param(text, dialect)
    assert stored is not None and column.process_result_value(stored, dialect) == text
    assert column.process_bind_param(None, dialect) is None and column.process_result_value(None, dialect) is None
