"""The truth table of penghitungan.md 2.4-2.9, row by row under its own id, and places no row names."""

import json
from pathlib import Path
from typing import Any

import pytest

from simulasi.rules import RULESETS, get_ruleset
from simulasi.rules.sources import REGISTRY
from simulasi.rules.validity import OPEN, SAH, TIDAK_SAH, VERDICTS, get_validity, judge_surat_suara
from simulasi.rules.validity_flags import PILKADA_2015
from simulasi.rules.vocabulary import Mark

TABLE: list[dict[str, Any]] = json.loads((Path(__file__).parent / "tabel_surat_suara.json").read_text("utf-8"))
COUNTS = {"G": 21, "P": 16, "L": 45, "D": 14, "K": 14, "T": 10, "Q": 5}
SAME_PLACE = {
    "party": {"pair:1.photo": "cand:3.2.name", "pair:1": "cand:3.2"},
    "dpd": {"pair:1.photo": "dpd:7.photo", "pair:1": "dpd:7"},
}


def ballot(row: dict[str, Any], election: str = "") -> dict[str, Any]:
    return {"election": election or row["election"], "punches": row["punches"], "signed": row["signed"], "other": row["other"]}


@pytest.mark.parametrize("row", TABLE, ids=[row["id"] for row in TABLE])
def test_row(row: dict[str, Any]) -> None:
    verdict = judge_surat_suara(ballot(row), row["aturan"])
    assert (verdict.verdict, verdict.credited_to, verdict.mark) == (row["verdict"], row["credited_to"], row["mark"])
    assert verdict.alasan.endswith(".")
    assert verdict.sumber and set(verdict.sumber) <= set(REGISTRY)


ELSEWHERE = [(row, *other) for row in TABLE for other in row.get("juga", ())]


@pytest.mark.parametrize(("row", "ruleset", "election"), ELSEWHERE, ids=[f"{row['id']}-{election}" for row, _, election in ELSEWHERE])
def test_row_holds_for_the_other_papers_it_speaks_of(row: dict[str, Any], ruleset: str, election: str) -> None:
    words = SAME_PLACE.get(get_validity(ruleset).families[election], {}) if row["election"] == "PPWP" else {}
    moved = {**row, "punches": [words.get(zone, zone) for zone in row["punches"]]}
    verdict = judge_surat_suara(ballot(moved, election), ruleset)
    credited = words.get(row["credited_to"], row["credited_to"])
    assert (verdict.verdict, verdict.credited_to, verdict.mark) == (row["verdict"], credited, row["mark"])


def test_the_table_is_whole() -> None:
    ids = [row["id"] for row in TABLE]
    assert ids == [f"{letter}{number:02}" for letter, count in COUNTS.items() for number in range(1, count + 1)]
    assert {row["id"] for row in TABLE if row["verdict"] == OPEN} == {"G04", "L39", "L44", "D13", "T10"}


def test_only_rows_seen_in_a_source_are_marked_seen() -> None:
    assert all((row["mark"] == Mark.SEEN) == (row["tanda"] == "A") for row in TABLE)


@pytest.mark.parametrize(
    ("id_", "words"),
    [
        ("G03", ["menandatangani", "saksi", "C.KEJADIAN KHUSUS", "kotak", "mengocok"]),
        ("G15", ["Perlihatkan", "kotak pemilihannya sendiri"]),
        ("G16", ["Perlihatkan", "sekarang", "C.HASIL pemilihannya sendiri"]),
        ("G17", ["C.KEJADIAN KHUSUS"]),
        ("G13", ["saksi", "Pengawas TPS", "C.KEJADIAN KHUSUS"]),
        ("G20", ["II.3"]),
        ("G21", ["II.4"]),
    ],
)
def test_a_row_that_asks_for_an_act_names_it(id_: str, words: list[str]) -> None:
    row = next(row for row in TABLE if row["id"] == id_)
    tindakan = judge_surat_suara(ballot(row), row["aturan"]).tindakan
    assert tindakan and all(word in tindakan for word in words)


def test_an_ordinary_paper_asks_for_no_act() -> None:
    assert judge_surat_suara({"election": "PPWP", "punches": ["pair:1.photo"], "signed": True}, "pemilu-2024").tindakan is None


def judged(election: str, *punches: str, ruleset: str = "pemilu-2024", signed: bool = True, **other: object) -> tuple[str, str | None]:
    verdict = judge_surat_suara({"election": election, "punches": list(punches), "signed": signed, "other": other}, ruleset)
    return verdict.verdict, verdict.credited_to


@pytest.mark.parametrize(
    ("punches", "expected"),
    [
        (("cand_noname:3.4",), (SAH, "party:3")),
        (("cand_noname:3.4", "cand:3.2"), (SAH, "cand:3.2")),
        (("cand_tms:3.1.name", "cand_tms:3.1.number"), (SAH, "party:3")),
        (("line cand_tms:3.1|cand:3.2",), (SAH, "party:3")),
        (("line cand:3.6|party_column_blank:3",), (SAH, "party:3")),
        (("line 3.1|3.2", "cand:3.5"), (OPEN, None)),
        (("line 3.1|3.2", "cand:3.1", "cand:3.2"), (SAH, "party:3")),
        (("line 3|4",), (TIDAK_SAH, None)),
        (("line party:3|party:4", "party:5"), (TIDAK_SAH, None)),
        (("party_nolist:5", "party:5.logo"), (SAH, "party:5")),
        (("cand:3.2.border", "cand:3.3.name"), (SAH, "party:3")),
        (("party_column_blank:3", "cand:3.2", "party:3.logo"), (SAH, "cand:3.2")),
        (("party_column_blank:3.border",), (SAH, "party:3")),
    ],
    ids=lambda value: "+".join(value) if isinstance(value, tuple) and value[0] not in VERDICTS else "",
)
def test_places_of_one_party_no_row_names(punches: tuple[str, ...], expected: tuple[str, str | None]) -> None:
    assert judged("DPR", *punches) == expected


def test_a_name_that_is_not_printed_makes_the_row_one_without_a_candidate() -> None:
    assert judged("DPR", "cand:3.1", name_printed=False) == (SAH, "party:3")
    assert judged("DPR", "cand:3.1", context="TMS") == (SAH, "party:3")
    # The row that is named so is meant, not the other.
    assert judged("DPR", "cand_tms:3.1", "cand:3.2", name_printed=False) == (SAH, "cand:3.2")


class TestFold:
    def test_a_twin_in_the_own_column_changes_nothing(self) -> None:
        assert judged("PPWP", "pair:1.photo", "pair:1.name", fold_twin=[1]) == (SAH, "pair:1")
        assert judged("DPR", "cand:3.2.name", "cand:3.2.number", fold_twin=[1]) == (SAH, "cand:3.2")
        assert judged("DPR", "cand:3.2", "party:3", fold_twin=[1]) == (SAH, "cand:3.2")

    def test_which_half_is_called_the_twin_does_not_matter(self) -> None:
        assert judged("PPWP", "outside", "pair:1.photo", fold_twin=[1]) == (SAH, "pair:1")
        assert judged("PPWP", "outside", "pair:1.photo", fold_twin=[0, 1]) == (SAH, "pair:1")
        assert judged("DPR", "cand:3.2", "cand:3.7", fold_twin=[0, 1]) == (OPEN, None)

    def test_a_hole_outside_that_is_no_twin_still_spoils_the_paper(self) -> None:
        assert judged("PPWP", "pair:1.photo", "outside", "outside", fold_twin=[1]) == (TIDAK_SAH, None)
        assert judged("PPWP", "pair:1.photo", "outside", "pair:1.name", fold_twin=[2]) == (TIDAK_SAH, None)
        assert judged("PPWP", "outside", "outside", "pair:1.name", fold_twin=[2]) == (TIDAK_SAH, None)

    def test_nothing_but_a_twin_outside_is_no_punch(self) -> None:
        assert judged("PPWP", "outside", fold_twin=[0]) == (TIDAK_SAH, None)

    def test_two_columns_without_any_fold_are_two_columns(self) -> None:
        assert judged("PPWP", "pair:1.photo", "pair:2.photo", "pair:3.photo", fold_twin=[2]) == (TIDAK_SAH, None)
        assert judged("DPR", "party:1", "party:2", "party:3", fold_twin=[2]) == (TIDAK_SAH, None)

    def test_a_twin_in_the_empty_column_is_open_but_two_real_holes_are_not(self) -> None:
        assert judged("WALIKOTA", "pair:1", "blank_column", "outside", ruleset="pilkada-2024", fold_twin=[2]) == (TIDAK_SAH, None)

    def test_on_a_swapped_paper_no_candidate_is_credited_so_nothing_is_open(self) -> None:
        assert judged("DPR", "cand:3.2", "cand:3.7", fold_twin=[1], dapil="other") == (SAH, "party:3")


class TestSignature:
    @pytest.mark.parametrize("ruleset", RULESETS)
    def test_without_a_signature_nothing_is_sah_when_judged(self, ruleset: str) -> None:
        for election in get_validity(ruleset).papers:
            verdict = judge_surat_suara({"election": election, "punches": [], "signed": False}, ruleset)
            assert verdict.verdict == TIDAK_SAH
            assert "tanda tangan" in verdict.alasan

    def test_a_paper_that_is_tidak_sah_anyway_leaves_nothing_open(self) -> None:
        assert judged("PPWP", "outside", signed=False, noticed="before_open") == (TIDAK_SAH, None)

    def test_the_cure_of_pilkada_is_done_before_anybody_knows_what_was_punched(self) -> None:
        raw = {"election": "WALIKOTA", "punches": ["outside"], "signed": 0, "other": {"noticed": "before_open"}}
        verdict = judge_surat_suara(raw, "pilkada-2024")
        assert verdict.verdict == TIDAK_SAH
        assert verdict.tindakan and "menandatangani" in verdict.tindakan

    def test_a_signed_paper_is_not_asked_when_anything_was_noticed(self) -> None:
        assert judged("PPWP", "pair:1", noticed="before_open") == (SAH, "pair:1")
        assert judged("WALIKOTA", "pair:1", ruleset="pilkada-2024", context="PSSU-MK") == (SAH, "pair:1")


@pytest.mark.parametrize(
    ("damaged", "expected"),
    [
        (False, SAH),
        ("", SAH),
        ("kusut", SAH),
        ("lipatannya lecek", SAH),
        ("Robek tidak sengaja", SAH),
        ("small edge tear", SAH),
        ("ada noda TINTA jari", SAH),
        (True, TIDAK_SAH),
        ("dirusak pemilih", TIDAK_SAH),
        ("robek dua", TIDAK_SAH),
        ("deliberately torn", TIDAK_SAH),
        ("basah", OPEN),
    ],
)
def test_what_a_damage_does(damaged: object, expected: str) -> None:
    assert judged("PPWP", "pair:1.photo", damaged=damaged)[0] == expected


def test_a_paper_with_several_faults_names_one_that_was_seen() -> None:
    verdict = judge_surat_suara(
        {"election": "PPWP", "punches": [], "signed": True, "other": {"context": "fotokopi", "writing": True}}, "pemilu-2024"
    )
    assert (verdict.verdict, verdict.mark, verdict.baris) == (TIDAK_SAH, Mark.SEEN, ("G06",))


def test_a_paper_in_its_own_box_is_an_ordinary_paper() -> None:
    assert (
        judge_surat_suara(
            {"election": "DPR", "punches": ["cand:1.1"], "signed": True, "other": {"found_in_box": "DPR"}}, "pemilu-2024"
        ).tindakan
        is None
    )


def test_ppwp_has_no_dapil_and_pilkada_has_no_text() -> None:
    assert judged("PPWP", "pair:1", dapil="other") == (SAH, "pair:1")
    assert judged("GUBERNUR", "pair:1", ruleset="pilkada-2024", dapil="other") == (OPEN, None)
    assert judged("GUBERNUR", "pair:1", ruleset="pilkada-2024", context="dibatalkan") == (OPEN, None)


def test_the_empty_column_tells_by_itself_that_there_is_one_pair() -> None:
    assert judged("WALIKOTA", "blank_column", ruleset="pilkada-2024") == (SAH, "blank_column")


def test_a_draft_verifies_nothing() -> None:
    verdict = judge_surat_suara({"election": "PPWP", "punches": ["pair:1.photo"], "signed": True}, get_ruleset("pemilu-nasional-2029"))
    assert (verdict.verdict, verdict.mark) == (SAH, Mark.UNVERIFIED)


@pytest.mark.parametrize(
    ("punches", "other", "expected"),
    [
        (("pair:1.photo",), {}, (TIDAK_SAH, None)),
        (("setuju", "tidak_setuju"), {}, (TIDAK_SAH, None)),
        (("line setuju|tidak_setuju",), {}, (TIDAK_SAH, None)),
        (("line setuju|pair:1",), {}, (TIDAK_SAH, None)),
        (("setuju", "setuju"), {}, (SAH, "setuju")),
        (("setuju", "outside"), {"fold_twin": [1]}, (SAH, "setuju")),
        (("setuju", "outside"), {}, (TIDAK_SAH, None)),
    ],
)
def test_the_form_of_2015_is_history_that_can_be_asked(
    punches: tuple[str, ...], other: dict[str, object], expected: tuple[str, str | None]
) -> None:
    assert judged("BUPATI", *punches, ruleset=PILKADA_2015.ruleset, **other) == expected
