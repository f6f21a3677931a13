"""The quick reader agrees with the engine's own, line for line and refusal for refusal."""

import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from simulasi.engine.errors import Refusal
from simulasi.engine.events import parse_line
from simulasi.sync.lines import _ordinary, read_lines

GOOD = '[0,"mulai",["ab","1"],"",1790000000000,0]'
numbers = st.sampled_from([0, 1, 5, -1, -0.0, 1.0, 1e300, 2**53 - 1, 2**53, -(2**53), 10**40, True, None]) | st.integers(0, 9)
texts = st.text(st.sampled_from('ab1 "\\/[]{},:é\x7f\n'), max_size=4)
answers = st.recursive(texts | numbers, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=2), max_leaves=5)
shapes = st.tuples(numbers, texts, answers, texts, numbers, numbers).map(list) | st.lists(numbers | texts | answers, max_size=7)
spellings = st.sampled_from([(",", ":"), (", ", ": ")])


@st.composite
def texts_of_lines(draw: st.DrawFn) -> str:
    """A line as somebody might have written it, perhaps with a piece cut out or put in."""
    line = json.dumps(draw(shapes), separators=draw(spellings), ensure_ascii=draw(st.booleans()))
    if draw(st.booleans()):
        at = draw(st.integers(0, len(line)))
        line = (
            line[:at]
            + draw(st.sampled_from(["", ",", "]", "[", '"', "0", "1", ".0", "e5", "-", " ", "\n"]))
            + line[at + draw(st.integers(0, 2)) :]
        )
    return line


def slow(lines: list[str]) -> Any:
    try:
        return [parse_line(line) for line in lines]
    except Refusal as refusal:
        return refusal.code


@given(
    st.lists(
        texts_of_lines() | st.just(GOOD) | st.integers(0, 3).map(lambda at: f'[{at},"x",["a",["b",2]],"y",5,7]'), min_size=1, max_size=3
    )
)
@example(['[0,"m",[],"",1,1],[1,"x",[["a",1]', '["b",2]],"kpps",1,1]'])
@example(['[0,"m",1.0,"",1,1]'])
@example(['[0,"m",1e2,"",1,1]'])
@example(['[0,"m",-0,"",1,1]'])
@example(['[-0,"m",0,"",1,1]'])
@example(['[0,"m",[[[1]]],"",1,1]'])
@example(['[0,"m",[true],"",1,1]'])
@example([f'[0,"m",{2**53},"",1,1]'])
@example([f'[0,"m",{2**53 - 1},"",{-(2**53) + 1},1]'])
@example(['[0,"m","' + "x" * 17_000 + '","",1,1]'])
@example([""])
@example(["[]", ""])
@settings(deadline=None, max_examples=500)
def test_both_readers_agree(lines: list[str]) -> None:
    quick = _ordinary(lines)
    if quick is not None:
        assert quick == slow(lines)
        assert json.dumps(quick) == json.dumps(slow(lines))


@pytest.mark.parametrize("answer", ['"a"', "7", "[]", '["a","b"]', '[["a",1],["b",2]]', '["item","sudah"]'])
def test_what_phones_write_is_read_the_quick_way(answer: str) -> None:
    line = f'[0,"langkah_1",{answer},"kpps_4",1790000000000,12000]'
    assert _ordinary([line]) == [parse_line(line)] == read_lines([line], 0)


def test_refusals_are_the_engines() -> None:
    with pytest.raises(Refusal, match="line-invalid"):
        read_lines([GOOD, "[1]"], 0)
    with pytest.raises(Refusal, match="seq-gap"):
        read_lines([GOOD], 1)
