"""The `aturan` commands take any JSON: a list of answers comes out, or exit 2 with one sentence; never a traceback, never half an answer."""

import json
import string
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from simulasi.commands.aturan import group
from simulasi.rules import RULESETS

COMMANDS = ("surat-suara", "hak-suara", "c-hasil", "pemilih")
PLACE = {"negara": "id", "provinsi": "35", "kabkota": "3579", "dapil_dpr": "5", "dapil_dprd_prov": "6", "dapil_dprd_kabkota": "1"}
GOOD: dict[str, dict[str, Any]] = {
    "surat-suara": {
        "id": "a",
        "election": "PPWP",
        "punches": ["pair:1.photo", "outside"],
        "signed": True,
        "other": {"fold_twin": [1], "aligned": True},
    },
    "hak-suara": {"id": 1, "asal": PLACE, "tujuan": {**PLACE, "kabkota": "3573"}},
    "c-hasil": {
        "id": "x",
        "tps": "1",
        "election": "DPR",
        "baris": {"I.B.4": {"l": 1, "p": 2, "j": 3}, "II.1": 10, "IV": {"party:1": 2, "cand:1.1": 1}, "V.A": 3},
    },
    "pemilih": {
        "id": "p",
        "daftar": "pindahan",
        "dokumen": ["surat_pindah", "ktp_el"],
        "jam": "11:15",
        "jari": "bersih",
        "surat_pindah": {"surat_suara": ["PPWP"]},
    },
}
WORDS = [
    *(
        "PPWP",
        "DPR",
        "WALIKOTA",
        "pair:1",
        "cand:3.2.name",
        "line 3.1|3.2",
        "blank_column",
        "outside",
        "I.B.1",
        "V.C",
        "II.2",
        "pair:1.photo",
        "dpt",
    ),
    *("24:00", "-1", "1e9", "٣", "\ud800", "\x00", "kejadian", "tidak_ada", "calon_tunggal", "found_in_box", "id", ""),
]
numbers = st.integers() | st.floats(allow_nan=False) | st.sampled_from([10**30, -0.0, 2**53 + 1])
scalars = st.none() | st.booleans() | numbers | st.sampled_from(WORDS) | st.text(string.printable, max_size=8)
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(WORDS) | st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON value that can be changed."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(deep for key, each in inner for deep in places(each, (*path, key)))]


def changed(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    """The same value with one place replaced."""
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = changed(value[path[0]], path[1:], new)
    return copy


@st.composite
def nearly_right(draw: st.DrawFn) -> tuple[str, Any]:
    """A command and an input that was good before one or two places were changed."""
    command = draw(st.sampled_from(COMMANDS))
    value: Any = [GOOD[command]] * draw(st.integers(1, 2))
    for _ in range(draw(st.integers(0, 2))):
        value = changed(value, draw(st.sampled_from(places(value))), draw(anything))
    return command, value


def ask(command: str, raw: bytes, ruleset: str) -> Result:
    """Run one command as the terminal would."""
    return CliRunner().invoke(group, [command, "--aturan", ruleset], input=raw)


def check(result: Result, asked: int | None) -> None:
    """A verdict for each, or a refusal in one sentence."""
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    assert "Traceback" not in result.output
    if result.exit_code == 0:
        assert len(json.loads(result.stdout)) == asked
    else:
        assert result.exit_code == 2
        assert result.stdout == ""
        assert result.stderr.count("\n") == 1 and len(result.stderr.strip()) > 10


@given(nearly_right(), st.sampled_from(RULESETS))
def test_an_input_that_was_nearly_right(case: tuple[str, Any], ruleset: str) -> None:
    command, value = case
    check(ask(command, json.dumps(value).encode(), ruleset), len(value) if isinstance(value, list) else None)


@given(st.sampled_from(COMMANDS), anything, st.sampled_from(RULESETS))
def test_any_json_at_all(command: str, value: Any, ruleset: str) -> None:
    check(ask(command, json.dumps(value).encode(), ruleset), len(value) if isinstance(value, list) else None)


@given(st.sampled_from(COMMANDS), st.binary(max_size=60))
def test_any_bytes_at_all(command: str, raw: bytes) -> None:
    result = ask(command, raw, "pemilu-2024")
    check(result, len(json.loads(result.stdout)) if result.exit_code == 0 else None)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_good_inputs_are_answered(command: str) -> None:
    result = ask(command, json.dumps([GOOD[command]]).encode(), "pemilu-2024")
    assert (result.exit_code, result.stderr) == (0, "")


@given(
    st.sampled_from(["hari", *COMMANDS]),
    st.lists(st.sampled_from(["--aturan", "--dpt", "--bagian", "pemilu-2024", "0", "x", "--", "-"]), max_size=4),
)
def test_any_command_line(command: str, words: list[str]) -> None:
    result = CliRunner().invoke(group, [command, *words], input=b"[]")
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    assert result.exit_code in (0, 2)
    assert result.exit_code == 0 or (result.stdout == "" and result.stderr.count("\n") == 1)
