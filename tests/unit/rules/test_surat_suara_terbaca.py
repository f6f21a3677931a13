"""How a ballot paper is read: what it may say, what is refused by name, and that one paper has one spelling."""

from typing import Any

import pytest

from simulasi.rules.ballot import Ballot
from simulasi.rules.errors import BadInput
from simulasi.rules.validity import SAH, TIDAK_SAH, get_validity, judge_surat_suara
from simulasi.rules.zones import parse_zone
from tests.unit.rules.test_judge_surat_suara import judged


def test_a_paper_already_read_is_judged_as_it_is() -> None:
    paper = Ballot("PPWP", (parse_zone("pair:2.name", "pair"),))
    assert judge_surat_suara(paper, "pemilu-2024").credited_to == "pair:2"


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"election": "GUBERNUR"}, "election"),
        ({"election": 7}, "election"),
        ({"election": None}, "election"),
        ({"punches": None}, "punches"),
        ({"punches": "pair:1"}, "punches"),
        ({"punches": [1]}, "punches[0]"),
        ({"punches": ["pair:1", "pair:0"]}, "punches[1]"),
        ({"punches": ["pair:01"]}, "pair:01"),
        ({"punches": ["dpd:7"]}, "dpd:7"),
        ({"punches": ["pair:1.logo"]}, "pair:1.logo"),
        ({"punches": ["cand:3"]}, "cand:3"),
        ({"punches": ["pair:1.2"]}, "pair:1.2"),
        ({"punches": ["apa"]}, "apa"),
        ({"punches": ["blank_column.photo"]}, "blank_column.photo"),
        ({"punches": ["blank_column", "line pair:1"]}, "line pair:1"),
        ({"punches": ["line outside|pair:1"]}, "line outside|pair:1"),
        ({"punches": ["line dpd:1|dpd:2"]}, "line dpd:1|dpd:2"),
        ({"punches": ["(none)", "pair:1"]}, "(none)"),
        ({"punches": ["outside"] * 1001}, "1000"),
        ({"signed": "ya"}, "signed"),
        ({"signed": 2}, "signed"),
        ({"warna": 1}, "warna"),
        ({"other": []}, "other"),
        ({"other": {"lipat": True}}, "lipat"),
        ({"other": {"tool": "pena"}}, "tool"),
        ({"other": {"dapil": "lain"}}, "dapil"),
        ({"other": {"noticed": "nanti"}}, "noticed"),
        ({"other": {"found_in_box": "RT"}}, "found_in_box"),
        ({"other": {"writing": "ada"}}, "writing"),
        ({"other": {"damaged": 3}}, "damaged"),
        ({"other": {"context": 3}}, "context"),
        ({"other": {"fold_twin": 1}}, "fold_twin"),
        ({"other": {"fold_twin": [1]}}, "fold_twin[0]"),
        ({"other": {"fold_twin": [True]}}, "fold_twin[0]"),
        ({"punches": [], "other": {"fold_twin": [0]}}, "fold_twin"),
        ({"other": {"calon_tunggal": True}}, "calon_tunggal"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(change: dict[str, Any], named: str) -> None:
    with pytest.raises(BadInput) as refusal:
        judge_surat_suara({"election": "PPWP", "punches": ["pair:1.photo"], "signed": True, **change}, "pemilu-2024")
    assert named in str(refusal.value)


def test_a_null_is_a_key_that_was_left_out() -> None:
    assert judged("PPWP", "pair:1", context=None, fold_twin=None) == (SAH, "pair:1")


def test_no_punch_can_be_written_in_two_ways() -> None:
    assert judged("PPWP") == judged("PPWP", "(none)") == (TIDAK_SAH, None)


def test_only_known_rule_sets_judge() -> None:
    with pytest.raises(BadInput, match="pemilu-1955"):
        judge_surat_suara({}, "pemilu-1955")


def test_a_zone_read_without_a_paper_tells_its_columns_and_its_candidate() -> None:
    assert [parse_zone(text).candidate for text in ("cand:3.2.name", "cand_tms:3.2", "party:3")] == ["3.2", None, None]
    assert parse_zone("line 3.1|3.2").columns == ("party:3",)
    assert parse_zone("line cand:3.1.border|cand:4.1").columns == ("party:3", "party:4")


def test_flags_judge_too() -> None:
    flags = get_validity("pemilu-2024")
    assert judge_surat_suara({"election": "DPD", "punches": ["dpd:1"], "signed": True}, flags).credited_to == "dpd:1"
