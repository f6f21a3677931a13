"""`aturan surat-suara` and `aturan c-hasil`: any bytes in, an answer or one plain sentence out, never half of either."""

import json
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from simulasi.commands.aturan import group
from tests.unit.rules.test_judge_surat_suara import TABLE

COMMANDS = ("surat-suara", "c-hasil")
BALLOT = {"id": "a", "election": "PPWP", "punches": ["pair:1.photo"], "signed": True, "other": {}}
FORM = {"id": "a", "election": "PPWP", "tps": "1", "baris": {"I.B.4": {"l": 1, "p": 2, "j": 3}, "V.C": 3, "IV": {"pair:1": 3}}}


def run(command: str, data: object, ruleset: str | None = "pemilu-2024") -> Result:
    raw = data if isinstance(data, bytes) else json.dumps(data).encode()
    return CliRunner().invoke(group, [command, *(["--aturan", ruleset] if ruleset else [])], input=raw, catch_exceptions=False)


def refused(result: Result) -> str:
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1 and "Traceback" not in result.stderr
    return result.stderr


def test_a_ballot_is_answered_with_exactly_the_keys_of_the_interface() -> None:
    answer = json.loads(run("surat-suara", [BALLOT, {**BALLOT, "id": 2, "signed": False}]).stdout)
    assert [sorted(each) for each in answer] == [["alasan", "credited_to", "id", "sumber", "tindakan", "verdict"]] * 2
    assert [(each["id"], each["verdict"], each["credited_to"]) for each in answer] == [("a", "sah", "pair:1"), (2, "tidak_sah", None)]
    assert answer[0]["sumber"] and answer[0]["tindakan"] is None


@pytest.mark.parametrize("ruleset", sorted({row["aturan"] for row in TABLE}))
def test_the_whole_table_through_the_command(ruleset: str) -> None:
    rows = [row for row in TABLE if row["aturan"] == ruleset]
    asked = [{key: row[key] for key in ("id", "election", "punches", "signed", "other")} for row in rows]
    answer = json.loads(run("surat-suara", asked, ruleset).stdout)
    assert [(each["id"], each["verdict"], each["credited_to"]) for each in answer] == [
        (row["id"], row["verdict"], row["credited_to"]) for row in rows
    ]
    unsure = {"seen": "", "unverified": "(belum diverifikasi)", "conflict": "(sumber berbeda pendapat)"}
    assert all(each["alasan"].endswith(unsure[row["mark"]] or ".") for each, row in zip(answer, rows, strict=True))


def test_forms_are_answered_one_by_one() -> None:
    answer = json.loads(run("c-hasil", [FORM, {**FORM, "id": 7, "tps": None, "baris": {"V.C": 3, "V.A": 1, "V.B": 1}}]).stdout)
    assert answer[0] == {"id": "a", "temuan": []}
    assert [sorted(finding) for finding in answer[1]["temuan"]] == [["baris", "identitas", "pesan"]]
    assert answer[1]["id"] == 7 and answer[1]["temuan"][0]["identitas"] == "I07"


@pytest.mark.parametrize("command", COMMANDS)
def test_an_empty_list_is_answered_with_an_empty_list(command: str) -> None:
    result = run(command, [])
    assert (result.exit_code, result.stdout, result.stderr) == (0, "[]\n", "")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"", "JSON"),
        (b"{", "JSON"),
        (b"\xff\xfe", "UTF-8"),
        (b"{}", "daftar"),
        (b"[NaN]", "JSON"),
        (b"[" * 100_000, "JSON"),
        (b"[" + b"9" * 5000 + b"]", "JSON"),
        ([1], "butir ke-1"),
        ([[]], "butir ke-1"),
        ([{}], "butir ke-1"),
        ([None], "butir ke-1"),
    ],
    ids=range(11),
)
def test_what_is_no_list_of_objects_is_refused(command: str, data: object, named: str) -> None:
    assert named in refused(run(command, data))


@pytest.mark.parametrize(
    ("command", "change", "named"),
    [
        ("surat-suara", {"id": None}, "id"),
        ("surat-suara", {"id": True}, "id"),
        ("surat-suara", {"id": ["a"]}, "id"),
        ("surat-suara", {"other": {"kertas\nbasah": 1}}, "kertas basah"),
        ("surat-suara", {"other": {"calon_tunggal": True}}, "calon_tunggal"),
        ("surat-suara", {"election": "BUPATI"}, "BUPATI"),
        ("c-hasil", {"id": 1.5}, "id"),
        ("c-hasil", {"tps": []}, "tps"),
        ("c-hasil", {"baris": {"VI": 1}}, "VI"),
        ("c-hasil", {"baris": {"V.C": -1}}, "V.C"),
        ("c-hasil", {"baris": {"IV": {"cand:1.1": 1}}}, "cand:1.1"),
    ],
)
def test_a_refusal_names_the_item_and_the_key_and_nothing_is_answered(command: str, change: dict[str, Any], named: str) -> None:
    whole = BALLOT if command == "surat-suara" else FORM
    sentence = refused(run(command, [whole, whole, {**whole, **change}]))
    assert "butir ke-3" in sentence and named in sentence


@pytest.mark.parametrize(
    ("args", "named"),
    [
        (["surat-suara"], "--aturan"),
        (["c-hasil"], "--aturan"),
        (["surat-suara", "--aturan", "pemilu-1955"], "pemilu-1955"),
        (["c-hasil", "--aturan", "pilkada-2015"], "pilkada-2015"),
        (["c-hasil", "--aturan"], "--aturan"),
        (["surat-suara", "--warna"], "--warna"),
        (["surat-suara", "berkas.json"], "berkas.json"),
        (["suara"], "suara"),
    ],
)
def test_bad_usage_is_one_sentence_too(args: list[str], named: str) -> None:
    assert named in refused(CliRunner().invoke(group, args, input=b"[]"))


def test_the_commands_of_the_voting_side_hang_on_the_same_group() -> None:
    with click.Context(group) as context:
        assert {"surat-suara", "c-hasil", "hak-suara", "pemilih"} <= set(group.list_commands(context))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 2**70) | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)


@st.composite
def nearly(draw: st.DrawFn, whole: dict[str, Any]) -> dict[str, Any]:
    """An item that is right but for one place."""
    item = json.loads(json.dumps(whole))
    target = item
    while isinstance(target, dict) and target:
        key = draw(st.sampled_from(sorted(target)))
        if isinstance(target[key], dict) and target[key] and draw(st.booleans()):
            target = target[key]
            continue
        if draw(st.booleans()):
            target[key] = draw(JSON)
        else:
            target[draw(st.text(max_size=5))] = target.pop(key)
        break
    return item


def anything(command: str) -> st.SearchStrategy[object]:
    return st.one_of(JSON, st.lists(JSON, max_size=3), st.lists(nearly(BALLOT if command == "surat-suara" else FORM), max_size=3))


@pytest.mark.parametrize("command", COMMANDS)
@settings(max_examples=300, deadline=None, derandomize=True)
@given(data=st.data())
def test_any_json_is_answered_or_refused_in_one_sentence(command: str, data: st.DataObject) -> None:
    items = data.draw(anything(command))
    result = run(command, items)
    if result.exit_code == 0:
        assert isinstance(items, list)
        assert [each["id"] for each in json.loads(result.stdout)] == [each["id"] for each in items]
    else:
        refused(result)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.binary(max_size=30))
def test_any_bytes_are_answered_or_refused_in_one_sentence(raw: bytes) -> None:
    result = run("surat-suara", raw)
    assert result.exit_code == 0 or refused(result)
