"""The truth table of penghitungan.md 2.4-2.9, row by row under its own id, and what must hold for any paper at all."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulasi.rules import RULESETS, get_ruleset
from simulasi.rules.ballot import DAPIL, NOTICED, TOOLS, Ballot
from simulasi.rules.errors import BadInput
from simulasi.rules.shared.validity_rows import ROWS
from simulasi.rules.sources import REGISTRY
from simulasi.rules.validity import NOT_COUNTED, OPEN, SAH, TIDAK_SAH, VERDICTS, get_validity, judge_surat_suara
from simulasi.rules.validity_flags import PILKADA_2015
from simulasi.rules.vocabulary import Mark
from simulasi.rules.zones import parse_zone

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


NUMBERS = st.integers(1, 4)
PLACES = {
    "pair": st.one_of(
        st.builds("pair:{}{}".format, NUMBERS, st.sampled_from(["", ".number", ".photo", ".name", ".party_logo", ".blank", ".border"])),
        st.builds("line pair:{}|pair:5".format, NUMBERS),
    ),
    "dpd": st.one_of(
        st.builds("dpd:{}{}".format, NUMBERS, st.sampled_from(["", ".number", ".photo", ".name", ".blank", ".border"])),
        st.builds("line dpd:{}|dpd:5".format, NUMBERS),
    ),
    "party": st.one_of(
        st.builds("party:{}{}".format, NUMBERS, st.sampled_from(["", ".number", ".logo", ".name", ".border"])),
        st.builds(
            "{}:{}.{}{}".format,
            st.sampled_from(["cand", "cand_tms", "cand_noname"]),
            NUMBERS,
            NUMBERS,
            st.sampled_from(["", ".number", ".name", ".border"]),
        ),
        st.builds("{}:{}".format, st.sampled_from(["party_column_blank", "party_nolist"]), NUMBERS),
        st.builds("line {0}.1|{0}.2".format, NUMBERS),
        st.builds("line party:{}|cand:{}.1".format, NUMBERS, NUMBERS),
    ),
}


@st.composite
def papers(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """Any paper the vocabulary can describe, with the rule set it is judged under."""
    ruleset = draw(st.sampled_from(RULESETS))
    election, family = draw(st.sampled_from(sorted(get_validity(ruleset).families.items())))
    places = st.one_of(PLACES[family], st.just("outside"))
    if ruleset == "pilkada-2024":
        places = st.one_of(places, st.sampled_from(["blank_column", "blank_column.border"]))
    punches = draw(st.lists(places, max_size=4))
    other = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "aligned": st.booleans(),
                "writing": st.booleans(),
                "tool": st.sampled_from(TOOLS),
                "damaged": st.booleans() | st.sampled_from(["kusut", "basah", "dirobek", "tinta"]),
                "dapil": st.sampled_from(DAPIL),
                "noticed": st.sampled_from(NOTICED),
                "found_in_box": st.sampled_from(["PPWP", "DPR", "GUBERNUR"]),
                "own_election_counted": st.booleans(),
                "name_printed": st.booleans(),
                "context": st.sampled_from(["", "PSSU-MK", "TMS", "fotokopi", "dikembalikan", "hujan"]),
            },
        )
    )
    if punches:
        other["fold_twin"] = draw(st.lists(st.integers(0, len(punches) - 1), max_size=2))
    return ruleset, {"election": election, "punches": punches, "signed": draw(st.booleans()), "other": other}


@settings(max_examples=600, deadline=None, derandomize=True)
@given(papers())
def test_every_paper_gets_one_verdict_with_a_reason_and_a_source(paper: tuple[str, dict[str, Any]]) -> None:
    ruleset, raw = paper
    verdict = judge_surat_suara(raw, ruleset)
    assert verdict.verdict in VERDICTS
    assert (verdict.credited_to is not None) == (verdict.verdict == SAH)
    assert verdict.baris and set(verdict.baris) <= set(ROWS)
    assert verdict.sumber and set(verdict.sumber) <= set(REGISTRY)
    assert (verdict.verdict == NOT_COUNTED) == (raw["other"].get("context") == "dikembalikan")
    assert verdict.verdict != OPEN or verdict.mark != Mark.SEEN
    if verdict.credited_to and verdict.credited_to.startswith("cand:"):
        assert verdict.credited_to in {zone.partition(".b")[0].partition(".n")[0] for zone in raw["punches"]}


@settings(max_examples=300, deadline=None, derandomize=True)
@given(papers(), st.randoms(use_true_random=False))
def test_the_order_of_holes_and_a_second_hole_in_the_same_place_change_no_verdict(paper: tuple[str, dict[str, Any]], dice: Any) -> None:
    ruleset, raw = paper
    raw["other"].pop("fold_twin", None)
    before = judge_surat_suara(raw, ruleset)
    again = [*raw["punches"], *raw["punches"]]
    dice.shuffle(again)
    after = judge_surat_suara({**raw, "punches": again}, ruleset)
    assert (after.verdict, after.credited_to) == (before.verdict, before.credited_to)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(papers())
def test_sah_needs_a_signature_a_hole_and_nothing_outside(paper: tuple[str, dict[str, Any]]) -> None:
    ruleset, raw = paper
    raw["other"].pop("fold_twin", None)
    verdict = judge_surat_suara(raw, ruleset)
    if verdict.verdict == SAH:
        assert raw["punches"] and "outside" not in raw["punches"]
        assert raw["signed"] or (ruleset == "pilkada-2024" and raw["other"].get("noticed") == "before_open")
        assert not raw["other"].get("writing") and raw["other"].get("tool", "official") == "official"
        column = verdict.credited_to.partition(".")[0].replace("cand", "party")  # type: ignore[union-attr]
        assert all(column in parse_zone(zone, get_validity(ruleset).families[raw["election"]]).columns for zone in raw["punches"])


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
