"""Which ballots a mover keeps: the matrices of pemungutan.md 5.4 and 5.5, and the laws behind them."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulasi.rules import get_ruleset
from simulasi.rules.entitlement import (
    PLACE_KEYS,
    Place,
    ballots_held,
    ballots_of_letter,
    entitled_ballots,
    entitlement_sources,
    in_ballot_order,
    read_place,
)
from simulasi.rules.errors import BadInput
from simulasi.rules.sources import REGISTRY

PEMILU, PILKADA, DRAFT = get_ruleset("pemilu-2024"), get_ruleset("pilkada-2024"), get_ruleset("pemilu-nasional-2029")
BATU = {
    "negara": "ID",
    "provinsi": "35",
    "kabkota": "35.79",
    "dapil_dpr": "JATIM V",
    "dapil_dprd_prov": "JATIM 6",
    "dapil_dprd_kabkota": "BATU 1",
}
ALL = ["PPWP", "DPR", "DPD", "DPRD_PROV", "DPRD_KAB"]
OTHER = {"kabkota": "35.73", "dapil_dprd_kabkota": "MALANG 1"}
FAR = {"provinsi": "33", "kabkota": "33.74", "dapil_dpr": "JATENG I", "dapil_dprd_prov": "JATENG 1", "dapil_dprd_kabkota": "SEMARANG 1"}

MATRIX = (
    ("same-dapil", {}, ALL),
    ("other-dapil-kab", {"dapil_dprd_kabkota": "BATU 2"}, ["PPWP", "DPR", "DPD", "DPRD_PROV"]),
    ("other-dapil-kab-and-prov", {"dapil_dprd_kabkota": "BATU 2", "dapil_dprd_prov": "JATIM 7"}, ["PPWP", "DPR", "DPD"]),
    ("other-kab-same-dapils", OTHER, ["PPWP", "DPR", "DPD", "DPRD_PROV"]),
    ("other-kab-same-dpr", OTHER | {"dapil_dprd_prov": "JATIM 7"}, ["PPWP", "DPR", "DPD"]),
    ("other-kab-same-prov-dapil", OTHER | {"dapil_dpr": "JATIM VI"}, ["PPWP", "DPD", "DPRD_PROV"]),
    ("other-kab-all-dapil-other", OTHER | {"dapil_dpr": "JATIM VI", "dapil_dprd_prov": "JATIM 7"}, ["PPWP", "DPD"]),
    ("other-province", FAR, ["PPWP"]),
    ("other-province-same-words", {"provinsi": "33"}, ["PPWP"]),
    ("abroad", {"negara": "MY"}, ["PPWP"]),
)


@pytest.mark.parametrize(("change", "kept"), [pytest.param(change, kept, id=name) for name, change, kept in MATRIX])
def test_matrix_5_4(change: dict[str, str], kept: list[str]) -> None:
    for asal, tujuan in ((BATU, BATU | change), (BATU | change, BATU)):
        assert in_ballot_order(entitled_ballots(asal, tujuan, PEMILU), PEMILU) == kept
        assert in_ballot_order(entitled_ballots(asal, tujuan, DRAFT), DRAFT) == [each for each in kept if not each.startswith("DPRD")]


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        pytest.param({}, ["GUBERNUR", "WALIKOTA"], id="same-kota"),
        pytest.param({"kabkota": "35.73"}, ["GUBERNUR"], id="other-kota"),
        pytest.param({"provinsi": "33", "kabkota": "33.74"}, [], id="other-province"),
        pytest.param({"negara": "SG"}, [], id="abroad"),
    ],
)
def test_matrix_5_5(change: dict[str, str], kept: list[str]) -> None:
    assert in_ballot_order(entitled_ballots(BATU, BATU | change, PILKADA), PILKADA) == kept


@pytest.mark.parametrize(
    ("kabkota", "second"),
    [
        ("35.79", "WALIKOTA"),
        ("3579", "WALIKOTA"),
        ("3507", "BUPATI"),
        ("Kota Batu", "WALIKOTA"),
        ("Kabupaten Malang", "BUPATI"),
        ("Malang", "BUPATI"),
    ],
)
def test_bupati_or_wali_kota(kabkota: str, second: str) -> None:
    place = {"provinsi": "35", "kabkota": kabkota}
    assert entitled_ballots(place, place, PILKADA) == {"GUBERNUR", second}


@pytest.mark.parametrize("name", ["31", "DKI Jakarta", "dki  jakarta", "Daerah Khusus Jakarta", "D.K.I. Jakarta"])
def test_jakarta(name: str) -> None:
    place = {"provinsi": name, "kabkota": "31.71", "dapil_dpr": "DKI II", "dapil_dprd_prov": "DKI 1"}
    assert in_ballot_order(entitled_ballots(place, place, PEMILU), PEMILU) == ["PPWP", "DPR", "DPD", "DPRD_PROV"]
    assert entitled_ballots(place, place | {"kabkota": "31.74"}, PILKADA) == {"GUBERNUR"}
    assert "DPRD_KAB" not in entitled_ballots(place | {"dapil_dprd_kabkota": "x"}, place | {"dapil_dprd_kabkota": "x"}, PEMILU)


def test_yogyakarta_elects_no_gubernur() -> None:
    place = {"provinsi": "Daerah Istimewa Yogyakarta", "kabkota": "34.04"}
    assert entitled_ballots(place, place, PILKADA) == {"BUPATI"}


def test_a_dapil_that_decides_must_be_told() -> None:
    for who, asal, tujuan in (("asal", {"dapil_dpr": None}, {}), ("tujuan", {}, {"dapil_dpr": ""})):
        with pytest.raises(BadInput, match=rf"{who}.dapil_dpr belum diisi"):
            entitled_ballots(BATU | asal, BATU | tujuan, PEMILU)


def test_a_key_that_decides_nothing_may_be_missing() -> None:
    assert entitled_ballots({"negara": "MY"}, {}, PEMILU) == {"PPWP"}
    assert entitled_ballots({"provinsi": "33"}, {"provinsi": "35"}, PEMILU) == {"PPWP"}


@pytest.mark.parametrize(
    ("place", "problem"),
    [
        ([], "asal harus berupa objek"),
        ({"propinsi": "35"}, "asal: kunci 'propinsi' tidak dikenal"),
        ({"provinsi": True}, "asal.provinsi harus berupa teks"),
        ({"provinsi": ["35"]}, "asal.provinsi harus berupa teks"),
        ({"provinsi": 3.5}, "asal.provinsi harus berupa teks"),
    ],
)
def test_refused_by_name(place: Any, problem: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_place(place, "asal")
    assert problem in str(refused.value)


def test_numbers_and_text_are_one_code() -> None:
    assert read_place({"provinsi": 35, "negara": " "}, "asal") == read_place({"provinsi": "35"}, "asal") == Place(provinsi="35")


def test_dots_matter_in_the_name_of_a_dapil_only() -> None:
    assert "DPR" not in entitled_ballots(BATU | {"dapil_dpr": "1.1"}, BATU | {"dapil_dpr": "11"}, PEMILU)
    assert entitled_ballots(BATU, BATU | {"kabkota": "3579", "dapil_dpr": "jatim  v"}, PEMILU) == set(ALL)


def test_the_letter_is_the_rule() -> None:
    assert ballots_of_letter(["DPD", "PPWP"], PEMILU) == {"PPWP", "DPD"}
    assert ballots_of_letter([], PEMILU) == frozenset()
    with pytest.raises(BadInput, match="surat suara 'GUBERNUR' tidak ada"):
        ballots_of_letter(["GUBERNUR"], PEMILU)


def test_sources_are_in_the_registry() -> None:
    for ruleset in (PEMILU, PILKADA, DRAFT):
        assert entitlement_sources(ruleset)
        assert set(entitlement_sources(ruleset)) <= set(REGISTRY)


places = st.builds(
    lambda **keys: keys,
    provinsi=st.sampled_from(["31", "33", "34", "35"]),
    kabkota=st.sampled_from(["01", "02", "71", "79"]),
    dapil_dpr=st.sampled_from(["1", "2"]),
    dapil_dprd_prov=st.sampled_from(["1", "2"]),
    dapil_dprd_kabkota=st.sampled_from(["1", "2"]),
)
rulesets = st.sampled_from([PEMILU, PILKADA, DRAFT])


@settings(deadline=None)
@given(rulesets, places, places, st.sampled_from(PLACE_KEYS[1:]))
def test_sharing_more_never_takes_a_ballot_away(ruleset: Any, asal: dict, tujuan: dict, key: str) -> None:
    """Moving the origin nearer to where he votes keeps every ballot he had."""
    assert entitled_ballots(asal, tujuan, ruleset) <= entitled_ballots(asal | {key: tujuan[key]}, tujuan, ruleset)


@settings(deadline=None)
@given(rulesets, places, places)
def test_nobody_gets_what_is_not_held_there(ruleset: Any, asal: dict, tujuan: dict) -> None:
    there = read_place(tujuan, "tujuan")
    assert entitled_ballots(asal, tujuan, ruleset) <= ballots_held(there, ruleset) == entitled_ballots(tujuan, tujuan, ruleset)


@settings(deadline=None)
@given(st.sampled_from([PEMILU, DRAFT]), places, places)
def test_president_always(ruleset: Any, asal: dict, tujuan: dict) -> None:
    assert "PPWP" in entitled_ballots(asal, tujuan, ruleset)
    assert "PPWP" in entitled_ballots(asal | {"negara": "JP"}, tujuan, ruleset)


def test_the_questions_do_not_nest() -> None:
    """DPR without DPRD_PROV and DPRD_PROV without DPR both occur: no ballot follows from another."""
    kept = [entitled_ballots(BATU, BATU | change, PEMILU) for _, change, _ in MATRIX]
    assert any("DPR" in each and "DPRD_PROV" not in each for each in kept)
    assert any("DPRD_PROV" in each and "DPR" not in each for each in kept)
    assert "DPRD_KAB" in entitled_ballots(BATU, BATU | {"dapil_dpr": "JATIM VI", "dapil_dprd_prov": "JATIM 7"}, PEMILU)
