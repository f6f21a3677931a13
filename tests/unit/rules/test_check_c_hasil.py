"""C.HASIL: each identity holds on an honest form, breaks on one wrong number, and is skipped when a line is missing."""

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulasi.rules import RULESETS, get_ruleset
from simulasi.rules.ballots import contestants
from simulasi.rules.c_hasil import c_hasil_identities, cross_identities
from simulasi.rules.errors import BadInput
from simulasi.rules.identities import check_c_hasil, read_forms
from simulasi.rules.shared.c_hasil import IDENTITIES, LPJ_LINES, NUMBER_LINES
from simulasi.rules.sources import REGISTRY
from simulasi.rules.validity import get_validity
from simulasi.rules.vocabulary import Mark
from simulasi.rules.voters import ballots_supplied

Raw = dict[str, Any]


def lpj(men: int, women: int) -> Raw:
    return {"l": men, "p": women, "j": men + women}


def honest(
    election: str, votes: list[int], *, ruleset: str = "pemilu-2024", movers: tuple[int, int] = (2, 1), invalid: int = 3, returned: int = 1
) -> Raw:
    """A form whose every identity holds; the votes are dealt to the contestants of our own paper, the rest is attendance."""
    users = sum(votes) + invalid
    khusus = (1, 0)
    men = (users - sum(movers) - sum(khusus)) // 2
    women = users - sum(movers) - sum(khusus) - men
    dpt = lpj(men + 20, women + 15)
    received = ballots_supplied(dpt["j"], get_ruleset(ruleset))
    listed = [who for who, _ in contestants(ruleset, election)][: len(votes)]
    return {
        "id": election,
        "election": election,
        "tps": "TPS 1",
        "baris": {
            "I.A.1": dpt,
            "I.B.1": lpj(men, women),
            "I.B.2": lpj(*movers),
            "I.B.3": lpj(*khusus),
            "I.B.4": lpj(men + movers[0] + khusus[0], women + movers[1] + khusus[1]),
            "II.1": received,
            "II.2": users,
            "II.3": returned,
            "II.4": received - users - returned,
            "III": lpj(1, 0),
            "IV": dict(zip(listed, votes, strict=True)),
            "V.A": sum(votes),
            "V.B": invalid,
            "V.C": users,
        },
    }


PPWP = honest("PPWP", [80, 60, 40])


def found(*forms: Raw, ruleset: str = "pemilu-2024") -> list[set[str]]:
    per_form: list[set[str]] = [set() for _ in forms]
    for finding in check_c_hasil(forms, ruleset):
        per_form[finding.index].add(finding.identitas)
    return per_form


def changed(form: Raw, **numbers: object) -> Raw:
    """The form with other numbers: `II_2=5` is line II.2, `I_B_4__j=5` its column."""
    new = copy.deepcopy(form)
    for name, value in numbers.items():
        line, _, column = name.partition("__")
        place = new["baris"] if not column else new["baris"][line.replace("_", ".")]
        place[column or line.replace("_", ".")] = value
    return new


@pytest.mark.parametrize("ruleset", RULESETS)
def test_an_honest_form_breaks_nothing(ruleset: str) -> None:
    for election in get_validity(ruleset).papers:
        assert found(honest(election, [50, 40], ruleset=ruleset), ruleset=ruleset) == [set()]


B = PPWP["baris"]
BROKEN = [
    ("I01", changed(PPWP, III={"l": 1, "p": 1, "j": 1}), {"I01"}),
    ("I02", changed(PPWP, I_B_3=lpj(2, 0)), {"I02"}),
    ("I03", changed(PPWP, I_A_1=lpj(B["I.B.1"]["l"] - 1, 200), II_1=None), {"I03"}),
    ("I05", changed(PPWP, II_4=B["II.4"] + 1), {"I05"}),
    ("I06", changed(PPWP, II_2=B["II.2"] + 1, II_4=B["II.4"] - 1), {"I06", "I08"}),
    ("I07", changed(PPWP, V_B=B["V.B"] + 1), {"I07"}),
    ("I08", changed(PPWP, V_C=B["V.C"] - 1, V_B=B["V.B"] - 1), {"I08"}),
    ("I09", changed(PPWP, IV={"pair:1": 80, "pair:2": 60, "pair:3": 41}), {"I09"}),
    ("I11", changed(PPWP, III=lpj(B["I.B.4"]["l"] + 1, 0)), {"I11"}),
    ("I12", changed(PPWP, II_1=B["II.1"] + 1, II_4=B["II.4"] + 1), {"I12"}),
    ("I20", changed(PPWP, II_3=B["I.B.4"]["j"] + 1, II_1=None), {"I20"}),
]


@pytest.mark.parametrize(("identity", "form", "expected"), BROKEN, ids=[row[0] for row in BROKEN])
def test_one_wrong_number_breaks_its_identity(identity: str, form: Raw, expected: set[str]) -> None:
    assert found(form) == [expected]
    finding = next(each for each in check_c_hasil([form], "pemilu-2024") if each.identitas == identity)
    assert set(finding.baris) <= {*LPJ_LINES, *NUMBER_LINES, "IV"} and finding.baris
    assert finding.sebab in finding.pesan and IDENTITIES[identity].text in finding.pesan
    assert finding.sumber and set(finding.sumber) <= set(REGISTRY)


def test_a_finding_names_the_numbers_and_only_the_lines_that_are_wrong() -> None:
    wrong = changed(PPWP, I_B_1__j=500, III={"l": 1, "p": 1, "j": 1})
    i01 = next(each for each in check_c_hasil([wrong], "pemilu-2024") if each.identitas == "I01")
    assert i01.baris == ("I.B.1", "III")
    assert "I.B.1 L + I.B.1 P" in i01.pesan and "seharusnya 500" in i01.pesan


def test_a_gap_between_box_and_list_comes_with_the_order_of_repair() -> None:
    finding = next(each for each in check_c_hasil([changed(PPWP, V_C=1, V_A=None)], "pemilu-2024") if each.identitas == "I08")
    assert [step.split()[0] for step in finding.perbaikan] == ["hitung", "cari", "hitung", "hitung", "betulkan", "bila"]
    assert "1) hitung ulang tanda tangan" in finding.pesan and "jangan menyeimbangkan angka" in finding.pesan
    assert not next(each for each in check_c_hasil([changed(PPWP, V_B=99)], "pemilu-2024") if each.identitas == "I07").perbaikan


@pytest.mark.parametrize(
    ("key", "value", "identity", "lines"),
    [
        ("daftar_hadir", {"I.B.1": lpj(1, 1), "I.B.2": lpj(2, 1)}, "I04", {"I.B.1"}),
        ("turus", {"IV": {"pair:1": 79}, "V.B": 3}, "I13", {"IV"}),
        ("huruf", {"V.A": 181}, "I13", {"V.A"}),
        ("salinan", [{"V.B": 3}, {"V.B": 4, "IV": {"pair:2": 61}}], "I14", {"V.B", "IV"}),
        ("sirekap", {"IV": {"pair:3": 46}}, "I14", {"IV"}),
        ("ikatan", {"IV": {"pair:1": 80, "pair:2": 60, "pair:3": 39}, "V.B": 3}, "I15", {"V.A"}),
        ("ikatan", {"V.B": 4}, "I15", {"V.B"}),
    ],
)
def test_a_form_is_compared_with_lists_strokes_copies_and_bundles(key: str, value: object, identity: str, lines: set[str]) -> None:
    findings = check_c_hasil([{**PPWP, key: value}], "pemilu-2024")
    assert [each.identitas for each in findings] == [identity]
    assert set(findings[0].baris) == lines


def test_what_agrees_is_not_a_finding() -> None:
    same = {
        "daftar_hadir": {line: PPWP["baris"][line] for line in ("I.B.1", "I.B.2", "I.B.3")},
        "turus": {"IV": PPWP["baris"]["IV"], "V.B": 3},
        "huruf": PPWP["baris"],
        "salinan": [PPWP["baris"], {}],
        "sirekap": PPWP["baris"],
        "ikatan": {"IV": PPWP["baris"]["IV"], "V.B": 3},
    }
    assert found({**PPWP, **same}) == [set()]
    assert found({"id": 1, "election": "PPWP", "baris": {}, "ikatan": {"V.B": 1}, "sirekap": {"V.C": 1}}) == [set()]


class TestPartyTotals:
    def form(self, votes: Raw, sah: int) -> Raw:
        return {"id": 1, "election": "DPR", "baris": {"IV": votes, "V.A": sah}}

    def test_without_totals_only_the_sum_of_all_votes_is_known(self) -> None:
        assert found(self.form({"party:3": 5, "cand:3.1": 7}, 13)) == [{"I09"}]

    def test_a_candidate_vote_written_as_party_vote_too(self) -> None:
        assert found(self.form({"party:3": 5, "cand:3.1": 7, "total:3": 12}, 12)) == [set()]
        assert found(self.form({"party:3": 12, "cand:3.1": 7, "total:3": 12}, 19)) == [{"I10"}]

    def test_sah_is_the_sum_of_all_parties_once_all_are_there(self) -> None:
        votes = {"party:1": 5, "total:1": 5, "party:2": 1, "total:2": 1}
        assert found(self.form(votes, 7)) == [{"I09", "I10"}]
        assert found(self.form({**votes, "party:3": 1}, 7)) == [set()]


FIVE = {
    "PPWP": PPWP,
    "DPR": honest("DPR", [100, 79], movers=(1, 1)),
    "DPD": honest("DPD", [179], movers=(1, 1)),
    "DPRD_PROV": honest("DPRD_PROV", [178], movers=(1, 0)),
    "DPRD_KAB": honest("DPRD_KAB", [177], movers=(0, 0)),
}


def five(**other: Raw) -> list[Raw]:
    return list({**FIVE, **other}.values())


class TestAcrossForms:
    def test_five_honest_forms_differ_only_by_movers(self) -> None:
        assert found(*five()) == [set()] * 5

    def test_four_forms_are_a_tps_too(self) -> None:
        assert found(*five()[:4]) == [set()] * 4

    def test_i16_the_dpt_is_one(self) -> None:
        other = changed(FIVE["DPD"], I_A_1=lpj(300, 300), II_1=None)
        assert found(*five(DPD=other)) == [{"I16"}] * 5

    def test_i17_every_listed_voter_gets_every_paper(self) -> None:
        fewer = honest("DPR", [100, 77], movers=(1, 1))
        fewer["baris"].update({"I.A.1": B["I.A.1"], "II.1": None})
        assert found(*five(DPR=fewer)) == [{"I17", "I19"}] * 5

    def test_i18_and_i19_a_mover_who_got_all_papers(self) -> None:
        more = honest("DPRD_KAB", [181], movers=(2, 2))
        per_form = found(*five(DPRD_KAB=more))
        assert [("I18" in each) for each in per_form] == [True, False, False, False, True]
        all_papers = changed(FIVE["DPRD_KAB"], II_2=183, V_C=183, V_A=180, II_1=None, IV={"party:1": 180})
        assert all("I19" in each for each in found(*five(DPRD_KAB=all_papers)))

    def test_forms_of_different_tps_or_of_none_are_not_compared(self) -> None:
        alone = changed(FIVE["DPD"], I_A_1=lpj(300, 300), II_1=None)
        assert found(PPWP, {**alone, "tps": "TPS 2"}) == [set(), set()]
        assert found({**PPWP, "tps": None}, {**alone, "tps": None}) == [set(), set()]

    def test_i21_only_movers_from_another_kab_kota_make_the_difference(self) -> None:
        gubernur = honest("GUBERNUR", [100, 80], ruleset="pilkada-2024")
        walikota = honest("WALIKOTA", [178], ruleset="pilkada-2024", movers=(1, 0))
        assert found(gubernur, walikota, ruleset="pilkada-2024") == [set(), set()]
        swapped = honest("WALIKOTA", [182], ruleset="pilkada-2024", movers=(3, 2))
        assert found(gubernur, swapped, ruleset="pilkada-2024") == [{"I21"}] * 2
        lost = changed(walikota, I_B_4={"l": 90, "p": 89, "j": 179}, I_B_3=None, II_2=179, II_1=None, V_C=179, V_A=176, IV={"pair:1": 176})
        assert found(gubernur, lost, ruleset="pilkada-2024") == [{"I21"}] * 2


def test_only_what_was_seen_is_said_without_doubt() -> None:
    for identity, form, _ in BROKEN:
        finding = next(each for each in check_c_hasil([form], "pemilu-2024") if each.identitas == identity)
        assert ("belum diverifikasi" in finding.pesan) == (finding.mark != Mark.SEEN) == (IDENTITIES[identity].mark != Mark.SEEN)
    draft = check_c_hasil([changed(PPWP, V_B=99)], "pemilu-nasional-2029")
    assert all(finding.mark == Mark.UNVERIFIED and "belum diverifikasi" in finding.pesan for finding in draft) and draft


def test_the_registry_of_identities_is_whole() -> None:
    assert list(IDENTITIES) == [f"I{number:02}" for number in range(1, 22)]


@pytest.mark.parametrize("ruleset", RULESETS)
def test_the_identities_for_the_compiler_say_the_same_as_the_check(ruleset: str) -> None:
    """An equation over lines that holds for the honest forms, and the number of them per form, as the table has it."""
    elections = tuple(election for election in get_validity(ruleset).papers if election != "BUPATI")
    forms = {election: honest(election, [50, 40], ruleset=ruleset)["baris"] for election in elections}
    for form in forms.values():
        form["IV"].update(
            {f"total:{n}": sum(v for who, v in form["IV"].items() if who.partition(":")[2].split(".")[0] == str(n)) for n in range(1, 7)}
        )

    def number(ref: tuple[str, str, str]) -> int:
        election, line, column = ref
        held = forms[election]
        return held["IV"].get(line[3:], 0) if line.startswith("IV.") else held[line] if column == "n" else held[line][column]

    listed = [*cross_identities(ruleset, elections), *(each for election in elections for each in c_hasil_identities(ruleset, election))]
    for identity in listed:
        left, right = sum(map(number, identity.left)), sum(map(number, identity.right))
        assert left == right if identity.op == "==" else left <= right, identity
    per_form = {"I01", "I02", "I03", "I05", "I06", "I07", "I08", "I09", "I11", "I20"} | ({"I10"} if "DPR" in elections else set())
    across = {"I16", "I17", "I21"} if ruleset == "pilkada-2024" else {"I16", "I17", "I18", "I19"}
    assert {each.id for each in listed} == per_form | across


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.sets(st.sampled_from([*LPJ_LINES, *NUMBER_LINES, "IV"])), st.sets(st.sampled_from(["l", "p", "j"])))
def test_lines_that_are_missing_are_skipped_and_so_is_what_needs_them(lines: set[str], columns: set[str]) -> None:
    form = copy.deepcopy(PPWP)
    for line in lines:
        del form["baris"][line]
    for column in columns:
        form["baris"].get("I.B.4", {}).pop(column, None)
    assert found(form) == [set()]


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.sampled_from(sorted(set(B) - {"IV"})), st.integers(0, 400), st.sampled_from("lpj"))
def test_a_number_that_was_changed_is_found_or_makes_no_difference(line: str, value: int, column: str) -> None:
    form = copy.deepcopy(PPWP)
    if line in LPJ_LINES:
        same = form["baris"][line][column] == value
        form["baris"][line][column] = value
    else:
        same = form["baris"][line] == value
        form["baris"][line] = value
    assert bool(found(form)[0]) != same


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"id": None}, "id"),
        ({"election": "WALIKOTA"}, "election"),
        ({"baris": None}, "baris"),
        ({"baris": []}, "baris"),
        ({"baris": {"I.B.5": 1}}, "I.B.5"),
        ({"baris": {"I.B.4": 5}}, "I.B.4"),
        ({"baris": {"I.B.4": {"L": 5}}}, "L"),
        ({"baris": {"I.B.4": {"l": 1.0}}}, "I.B.4.l"),
        ({"baris": {"V.A": "5"}}, "V.A"),
        ({"baris": {"V.A": True}}, "V.A"),
        ({"baris": {"V.A": 10**8}}, "V.A"),
        ({"baris": {"IV": 5}}, "IV"),
        ({"baris": {"IV": {"party:1": 5}}}, "party:1"),
        ({"baris": {"IV": {"pair:1.photo": 5}}}, "pair:1.photo"),
        ({"baris": {"IV": {"total:1": 5}}}, "total:1"),
        ({"baris": {"IV": {"outside": 5}}}, "outside"),
        ({"baris": {"IV": {1: 5}}}, "1"),
        ({"salinan": {}}, "salinan"),
        ({"salinan": [1]}, "salinan[0]"),
        ({"turus": {"V.C": 1}}, "V.C"),
        ({"warna": 1}, "warna"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(change: Raw, named: str) -> None:
    with pytest.raises(BadInput) as refusal:
        read_forms([PPWP, {**PPWP, **change}], "pemilu-2024")
    assert named in str(refusal.value) and "formulir ke-2" in str(refusal.value)


def test_candidates_that_can_take_no_vote_have_no_line() -> None:
    for who in ("cand_tms:1.1", "party_nolist:1", "cand:1.1.name", "line 1.1|1.2"):
        with pytest.raises(BadInput):
            read_forms([{"id": 1, "election": "DPR", "baris": {"IV": {who: 1}}}], "pemilu-2024")


def test_the_empty_column_is_a_contestant() -> None:
    form = {"id": 1, "election": "WALIKOTA", "baris": {"IV": {"pair:1": 5, "blank_column": 4, "pair:2": None}, "V.A": 9}}
    assert found(form, ruleset="pilkada-2024") == [set()]
