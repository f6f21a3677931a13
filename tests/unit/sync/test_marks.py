"""The detail of a mark comes back as the very text it was; what has another shape is kept as text."""

import json
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from simulasi.engine import load
from simulasi.engine.events import parse_line
from simulasi.models import marks
from simulasi.models.base import Seats
from simulasi.models.packed import FIRST, FOLDED, PackedJson, PackedText
from simulasi.sync import replay
from tests.sync_kit import RIGHT, WRONG, day, played

words = st.text(max_size=12)
naturals = st.integers(0, 2**40)
steps = st.lists(st.integers(0, 5000), max_size=12) | st.sets(st.integers(0, 400), max_size=60).map(sorted)
prints = st.binary(min_size=6, max_size=6).map(bytes.hex)
DIALECT = sa.create_mock_engine("sqlite://", None).dialect


@st.composite
def details(draw: st.DrawFn) -> dict[str, Any]:
    """What replay writes."""
    skills = draw(st.lists(st.sampled_from(marks.SKILLS) | words, max_size=8, unique=True))
    score: dict[str, Any] = {
        "points": draw(naturals),
        "max": draw(naturals),
        "skills": {skill: {"points": draw(naturals), "max": draw(naturals)} for skill in skills},
        "knockouts": draw(st.lists(st.builds(lambda step, code: {"step": step, "code": code}, words, words), max_size=3)),
        "answered": draw(naturals),
        "done": draw(st.integers(0, 1)),
        "checklist": {"sudah": draw(naturals), "total": draw(naturals)},
    }
    items: dict[str, Any] = {"right": draw(steps), "wrong": draw(st.lists(st.tuples(naturals, words).map(list), max_size=4))}
    if draw(st.booleans()):
        score["confidence"] = {"yakin_benar": draw(naturals), "ragu_keliru": draw(naturals)}
        items["sure"] = draw(steps)
    pace = {"n": draw(naturals), "hasty": draw(naturals), "median": draw(naturals)}
    if draw(st.booleans()):
        pace["back"] = draw(naturals)
    findings = draw(
        st.lists(st.builds(lambda name, causes: {"id": name, "causes": causes}, words, st.lists(words, max_size=3)), max_size=3)
    )
    return {"score": score, "findings": findings, "items": items, "pace": {**pace, "said": draw(prints), "beat": draw(prints)}}


def stored(text: str) -> tuple[bytes, str | None]:
    column = PackedText()
    blob = column.process_bind_param(text, DIALECT)
    assert blob is not None
    return blob, column.process_result_value(blob, DIALECT)


@given(details())
def test_a_detail_is_folded_and_comes_back(detail: dict[str, Any]) -> None:
    text = msgspec.json.encode(detail).decode()
    blob, back = stored(text)
    assert blob[:1] == FOLDED and back == text


@pytest.mark.parametrize(
    "change",
    [
        {"more": 1},
        {"score": {}},
        {"items": {"right": [-1], "wrong": []}},
        {"items": {"right": ["a"], "wrong": []}},
        {"items": {"right": [], "wrong": [[1, "a", 2]]}},
        {"pace": {"n": 1, "hasty": 0, "median": 1.5, "said": "00", "beat": "00"}},
        {"pace": {"n": 1, "hasty": 0, "median": 1, "said": "xy", "beat": ""}},
        {"findings": "tidak"},
    ],
)
def test_another_shape_is_kept_as_text(change: dict[str, Any]) -> None:
    checklist = {"sudah": 0, "total": 0}
    score = {"points": 1, "max": 2, "skills": {}, "knockouts": [], "answered": 1, "done": 1, "checklist": checklist}
    pace = {"n": 1, "hasty": 0, "median": 1, "said": "00ff", "beat": ""}
    detail = {"score": score, "findings": [], "items": {"right": [0], "wrong": []}, "pace": pace}
    assert stored(msgspec.json.encode(detail).decode())[0][:1] == FOLDED
    text = msgspec.json.encode(detail | change).decode()
    blob, back = stored(text)
    assert blob[:1] == FIRST and back == text


@given(words | st.just("{}") | st.recursive(naturals | words, lambda inner: st.lists(inner, max_size=3)).map(json.dumps))
def test_any_text_is_the_same_text_again(text: str) -> None:
    assert stored(text)[1] == text


def test_what_was_stored_before_is_read_for_ever() -> None:
    blob = bytes.fromhex("01c392568d91d32866ecc1d327865900")
    assert (
        PackedText().process_result_value(blob, DIALECT) == '{"score":{"points":3,"skills":{"tinta":{"points":1,"max":2}}},"findings":[]}'
    )


@pytest.mark.parametrize(
    ("seats", "kept"),
    [
        ("kpps_4", "4"),
        ("kpps_1,kpps_4,kpps_7", "147"),
        ("semua", "semua"),
        ("kpps_4,semua", "kpps_4,semua"),
        ("kpps_10", "kpps_10"),
        ("", ""),
    ],
)
def test_seats_are_kept_short(seats: str, kept: str) -> None:
    column = Seats(120)
    assert column.process_bind_param(seats, DIALECT) == kept and column.process_result_value(kept, DIALECT) == seats
    assert column.process_result_value(seats, DIALECT) == seats, "what older rows hold"


def test_what_a_replay_writes_of_a_whole_day_is_folded() -> None:
    """A new member of the detail that does not fold would be kept long, and every correction would play every log again."""
    raw = day()
    events = [parse_line(text) for text in played("0" * 64, [RIGHT, WRONG] * 6).lines]
    assert marks.fold(replay.mark(load(raw), events).detail) is not None


@given(details())
def test_a_detail_is_read_without_its_text_as_what_the_text_says(detail: dict[str, Any]) -> None:
    stored = PackedText().process_bind_param(json.dumps(detail), DIALECT)
    assert PackedJson().process_result_value(stored, DIALECT) == detail


def test_a_detail_that_is_not_there_says_nothing_and_none_is_written_without_its_text() -> None:
    assert PackedJson().process_result_value(None, DIALECT) == {}
    with pytest.raises(TypeError):
        PackedJson().process_bind_param({}, DIALECT)
