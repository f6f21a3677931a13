"""The forms of each rule set: lines in their order, true counters, who fills in and signs, copies; and the counting half of the day."""

import re

import pytest

from simulasi.rules import RULESETS, get_ruleset
from simulasi.rules.ballots import contestants
from simulasi.rules.c_hasil import c_hasil_lines, form_catalogue, form_name
from simulasi.rules.model import Fact, Task, Trigger
from simulasi.rules.shared.c_hasil import SECTIONS
from simulasi.rules.sources import REGISTRY
from simulasi.rules.validity import get_validity
from simulasi.rules.vocabulary import PARTIES, Mark

PAPERS = [(ruleset, election) for ruleset in RULESETS for election in get_validity(ruleset).papers]
COUNTER = re.compile(r"[a-z][a-z0-9_]{0,63}\Z")
FIXED = ["I.A.1", "I.B.1", "I.B.2", "I.B.3", "I.B.4", "II.1", "II.2", "II.3", "II.4", "III"]


@pytest.mark.parametrize(("ruleset", "election"), PAPERS)
def test_every_line_of_a_c_hasil_in_its_order(ruleset: str, election: str) -> None:
    lines = c_hasil_lines(ruleset, election)
    ids = [line.id for line in lines]
    assert len(set(ids)) == len(ids)
    assert ids[: len(FIXED)] == FIXED and ids[-3:] == ["V.A", "V.B", "V.C"]
    assert list(dict.fromkeys(line.section for line in lines)) == list(SECTIONS)
    voted = [line.who for line in lines if line.section == "IV" and not line.who.startswith("total:")]
    assert voted == [who for who, _ in contestants(ruleset, election)]


@pytest.mark.parametrize(("ruleset", "election"), PAPERS)
def test_every_column_knows_the_counters_that_are_its_true_number(ruleset: str, election: str) -> None:
    e = election.lower()
    lines = {line.id: line for line in c_hasil_lines(ruleset, election)}
    for line in lines.values():
        assert len(line.columns) == len(line.counters)
        assert all(COUNTER.match(counter) for counters in line.counters for counter in counters)
        assert line.label and (line.turus <= line.words)
    assert lines["I.B.2"].counters == (
        (f"pengguna_hak_pilih_dptb_l_{e}",),
        (f"pengguna_hak_pilih_dptb_p_{e}",),
        (f"pengguna_hak_pilih_dptb_{e}",),
    )
    assert lines["II.3"].counters == ((f"surat_suara_rusak_{e}",),)
    assert lines["V.C"].counters == ((f"suara_sah_{e}", f"suara_tidak_sah_{e}"),)


def test_a_party_has_its_own_votes_its_candidates_and_their_sum() -> None:
    third = [line for line in c_hasil_lines("pemilu-2024", "DPR") if line.who.split(":")[-1].split(".")[0] == "3" and line.section == "IV"]
    assert [line.who for line in third] == ["party:3", *(f"cand:3.{k}" for k in range(1, 7)), "total:3"]
    assert third[-1].counters == (("suara_dpr_party_3", *(f"suara_dpr_cand_3_{k}" for k in range(1, 7))),)
    assert not third[-1].turus and third[-1].mark == Mark.UNVERIFIED


def test_the_groups_of_voters_go_by_the_name_of_their_election() -> None:
    for ruleset, election, movers, khusus in (("pemilu-2024", "PPWP", "DPTb", "DPK"), ("pilkada-2024", "GUBERNUR", "Pindahan", "Tambahan")):
        labels = {line.id: line.label for line in c_hasil_lines(ruleset, election)}
        assert movers in labels["I.B.2"] and khusus in labels["I.B.3"]
    assert "2,5%" in {line.id: line.label for line in c_hasil_lines("pilkada-2024", "BUPATI")}["II.1"]


def test_one_pair_alone_stands_beside_the_empty_column() -> None:
    voted = [line.who for line in c_hasil_lines("pilkada-2024", "WALIKOTA", tunggal=True) if line.section == "IV"]
    assert voted == ["pair:1", "blank_column"]


def test_lines_that_were_not_seen_say_so() -> None:
    assert {line.mark for line in c_hasil_lines("pemilu-2024", "PPWP")} == {Mark.SEEN}
    assert {line.mark for line in c_hasil_lines("pilkada-2024", "GUBERNUR")} == {Mark.UNVERIFIED}
    assert {line.mark for line in c_hasil_lines("pemilu-nasional-2029", "DPD")} == {Mark.UNVERIFIED}


@pytest.mark.parametrize("ruleset", RULESETS)
def test_the_catalogue_says_who_fills_in_who_signs_and_who_gets_a_copy(ruleset: str) -> None:
    forms = {form.id: form for form in form_catalogue(ruleset)}
    assert set(forms) == {
        "c_pemberitahuan",
        "c_daftar_hadir_dpt",
        "c_daftar_hadir_pindahan",
        "c_daftar_hadir_khusus",
        "c_pendamping",
        "c_kejadian_khusus",
        "c_hasil",
        "c_hasil_salinan",
        "c_tanda_terima",
    }
    for form in forms.values():
        assert form.filled_by and set(form.filled_by) <= set(PARTIES) and form.signed_by and form.when
        assert form.sumber and set(form.sumber) <= set(REGISTRY)
        for fact in (*(copy.fact for copy in form.copies), *form.notes):
            assert fact.sumber and set(fact.sumber) <= set(REGISTRY)
    assert len(forms["c_hasil_salinan"].copies) == 5
    assert any("Pengawas" in copy.to for copy in forms["c_hasil_salinan"].copies)
    suffix = get_ruleset(ruleset).suffix
    assert forms["c_kejadian_khusus"].name == f"C.KEJADIAN KHUSUS DAN/ATAU KEBERATAN SAKSI-{suffix}"
    assert forms["c_daftar_hadir_pindahan"].name == get_ruleset(ruleset).groups["PINDAHAN"].attendance_form
    if get_ruleset(ruleset).is_draft:
        assert {form.mark for form in forms.values()} == {Mark.UNVERIFIED}


def test_the_same_word_means_two_lists() -> None:
    pemilu, pilkada = ({form.id: form.name for form in form_catalogue(ruleset)} for ruleset in RULESETS[:2])
    assert "TAMBAHAN" in pemilu["c_daftar_hadir_pindahan"]
    assert "TAMBAHAN" in pilkada["c_daftar_hadir_khusus"]


@pytest.mark.parametrize(("ruleset", "election"), PAPERS)
def test_every_c_hasil_has_the_name_printed_on_it(ruleset: str, election: str) -> None:
    assert form_name(ruleset, election).startswith("C.HASIL-KWK-" if ruleset == "pilkada-2024" else "C.HASIL-")


@pytest.mark.parametrize("ruleset", RULESETS)
def test_counting_goes_from_c00_to_c22(ruleset: str) -> None:
    counting = get_ruleset(ruleset).part("counting")
    assert [task.id for task in counting.SEQUENCE] == [f"C{number:02}" for number in range(23)]
    tasks: tuple[Task, ...] = (*counting.SEQUENCE, *counting.OBJECTION, *counting.SEALING)
    facts: tuple[Fact, ...] = (*counting.FRAME, *counting.TURUS, *counting.MUST_NOT, counting.ORDER, counting.CORRECTION)
    triggers: tuple[Trigger, ...] = (*counting.RECOUNT, *counting.PSU)
    for told in (*tasks, *facts, *triggers, counting.RECOUNT_PROCESS, counting.PSU_PROCESS):
        assert told.text and told.sumber and set(told.sumber) <= set(REGISTRY), told
        if told.sumber == ("pungut-penyusun",):
            assert told.mark != Mark.SEEN, told
        if get_ruleset(ruleset).is_draft:
            assert told.mark != Mark.SEEN, told
    assert all(task.who and set(task.who) <= set(PARTIES) for task in tasks)


def test_inconsistent_verdicts_are_a_ground_in_pilkada_only() -> None:
    grounds = {ruleset: {trigger.id for trigger in get_ruleset(ruleset).part("counting").RECOUNT} for ruleset in RULESETS}
    assert grounds["pilkada-2024"] - grounds["pemilu-2024"] == {"tidak_konsisten"}
    assert len(grounds["pemilu-2024"]) == 8


def test_conflicting_sources_are_told_as_conflicts() -> None:
    for ruleset in RULESETS[:2]:
        assert get_ruleset(ruleset).part("counting").CORRECTION.mark == Mark.CONFLICT
    assert get_ruleset("pemilu-2024").part("counting").ORDER.mark == Mark.CONFLICT
