"""The day to look things up in: every part of every rule set, each line with sources, quantities from the DPT."""

import pytest

from simulasi.rules import RULESETS, get_ruleset
from simulasi.rules.errors import BadInput
from simulasi.rules.handbook import handbook
from simulasi.rules.sources import ALL, REGISTRY, what_was_seen
from tests import sumber_kit

PARTS = ["jadwal", "petugas", "denah", "logistik", "pembukaan", "penjelasan", "penutupan", "penghitungan", "turus", "keberatan"]
PARTS += ["penyegelan", "larangan", "hitung-ulang", "psu", "formulir"]


@pytest.mark.parametrize("ruleset", RULESETS)
def test_every_part_is_there_and_every_line_cites(ruleset):
    parts = handbook(get_ruleset(ruleset))
    assert [part.id for part in parts] == PARTS
    for part in parts:
        assert part.butir, part.id
        for item in part.butir:
            assert item.teks and item.sumber and set(item.sumber) <= set(REGISTRY), (part.id, item.teks)


def test_nothing_of_a_draft_is_verified():
    assert {item.tanda for part in handbook(get_ruleset("pemilu-nasional-2029")) for item in part.butir} <= {"unverified", "conflict"}


@pytest.mark.parametrize(
    ("ruleset", "dpt", "ballots"), [("pemilu-2024", 250, 5 * 255), ("pilkada-2024", 468, 2 * 480), ("pilkada-2024", 600, 2 * 615)]
)
def test_ballots_are_counted_from_the_dpt_with_the_reserve(ruleset, dpt, ballots):
    logistics = next(part for part in handbook(get_ruleset(ruleset), dpt) if part.id == "logistik")
    assert next(item.jumlah for item in logistics.butir if item.teks == "Surat suara") == ballots


@pytest.mark.parametrize("dpt", [0, -1, 301])
def test_a_tps_of_that_size_does_not_exist(dpt):
    with pytest.raises(BadInput, match="1 sampai 300"):
        handbook(get_ruleset("pemilu-2024"), dpt)


def test_the_calendar_runs_from_h_minus_5_to_noon_after():
    moments = handbook(get_ruleset("pemilu-2024"))[0].butir
    assert moments[0].kapan.startswith("H-5")
    assert any(item.kapan.startswith("H+1") and "12:00" in item.kapan for item in moments)


def test_nine_people_have_duties_and_both_grounds_say_who_decides():
    parts = {part.id: part.butir for part in handbook(get_ruleset("pemilu-2024"))}
    people = {who for item in parts["petugas"] for who in item.siapa}
    assert people == {*(f"kpps_{n}" for n in range(1, 8)), "ketertiban_1", "ketertiban_2"}
    assert len(parts["penghitungan"]) == 23
    assert len(parts["hitung-ulang"]) > 8 and len(parts["psu"]) > 6


def test_what_was_seen_names_publications_not_ids():
    told = [what_was_seen(source) for source in ALL]
    assert any("Kutipan Pasal" in text for text in told)
    assert not [text for text in told if text.startswith("pungut-s") or text.startswith("hitung-s")]


def test_the_list_of_sources_is_what_the_generator_writes():
    assert sumber_kit.PAGE.read_text("utf-8") == sumber_kit.page(), "basi: jalankan python -m tests.sumber_kit"
