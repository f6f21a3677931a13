"""What must hold for any ballot paper the vocabulary can describe, under every rule set."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from simulasi.rules import RULESETS
from simulasi.rules.ballot import DAPIL, NOTICED, TOOLS
from simulasi.rules.shared.validity_rows import ROWS
from simulasi.rules.sources import REGISTRY
from simulasi.rules.validity import NOT_COUNTED, OPEN, SAH, VERDICTS, get_validity, judge_surat_suara
from simulasi.rules.vocabulary import Mark
from simulasi.rules.zones import parse_zone

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
