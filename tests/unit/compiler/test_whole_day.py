"""A compiled day is honest: same inputs same bytes, a faultless path whose forms add up, nothing the linter refuses, every size in its budget."""

import os
import subprocess
import sys
import time
from pathlib import Path

import brotli
import pytest

from simulasi.compiler import ContentError, compile_day, lint
from simulasi.compiler.faultless import faultless
from simulasi.compiler.sizes import SIZES
from simulasi.engine import load, replay, score
from simulasi.rules import get_ruleset
from simulasi.rules.identities import check_c_hasil
from tests.unit.compiler.day_kit import CREW, ELECTIONS, RULES, fired, option_of, play, step_of

ROOT = Path(__file__).resolve().parents[3]


DRAFT = "pemilu-nasional-2029"
EVERY = [(rules, size) for rules in ("pemilu-2024", "pilkada-2024", DRAFT) for size in SIZES]


@pytest.fixture(scope="module", params=EVERY, ids=lambda each: "-".join(each))
def day(request):
    return compile_day(request.param[0], "uji", request.param[1])


def test_the_linter_accepts_every_size(day):
    assert lint(day.bytes) == []


def test_same_inputs_same_bytes_in_other_processes():
    code = "from simulasi.compiler import compile_day; print(compile_day('pemilu-2024', 'uji', 'singkat').sha256)"
    names = set()
    for hash_seed in ("1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": hash_seed}
        names.add(
            subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, check=True).stdout.strip()
        )
    assert names == {compile_day(RULES, "uji", "singkat").sha256}


def test_another_seed_is_another_day():
    assert compile_day("pemilu-2024", "a", "singkat").sha256 != compile_day("pemilu-2024", "b", "singkat").sha256


def test_a_faultless_day_earns_everything_and_leaves_nothing_to_find(day):
    state = play(day.pack)
    result = score(load(day.pack), state)
    assert result["points"] == result["max"]
    assert (result["max"] > 0) == (day.pack["ruleset"] != DRAFT), "nothing of a draft is scored, everything else is"
    assert result["knockouts"] == []
    assert state["findings"] == []
    assert not [flag for flag in state["flags"] if flag.startswith("janggal")]


def test_the_forms_of_a_faultless_day_satisfy_the_law_room(day):
    """The identities are asked of `check_c_hasil` itself, not of what the compiler put into the pack."""
    state = play(day.pack)
    given = []
    for form, written in state["forms"].items():
        election = next((each["id"] for each in day.pack["elections"] if form == f"c_hasil_{each['id'].lower()}"), None)
        if election is None:
            continue
        lines: dict = {"IV": {}}
        for step in day.pack["steps"]:
            for field in step.get("fields", ()) if step.get("form") == form else ():
                value = written[field["id"]]
                if field["line"] == "I.B.4" and "i_b_4_l" not in written:
                    continue
                if field["line"].startswith("IV."):
                    who = field["line"].removeprefix("IV.")
                    if not who.startswith("total:"):
                        lines["IV"][who] = value
                elif field["id"][-2:] in ("_l", "_p", "_j"):
                    lines.setdefault(field["line"], {})[field["id"][-1]] = value
                else:
                    lines[field["line"]] = value
        if not lines["IV"]:
            del lines["IV"]
        given.append({"id": form, "tps": "001", "election": election, "baris": lines})
    assert [each["election"] for each in given] == [each["id"] for each in day.pack["elections"]]
    assert check_c_hasil(given, get_ruleset(day.pack["ruleset"])) == []


def test_the_books_balance_at_the_end_of_a_faultless_day(day):
    counters = play(day.pack)["counters"]
    for e in (election["id"].lower() for election in day.pack["elections"]):
        used, box = counters[f"surat_suara_digunakan_{e}"], counters[f"surat_suara_di_kotak_{e}"]
        spent = used + counters[f"surat_suara_rusak_{e}"] + counters[f"surat_suara_tidak_digunakan_{e}"]
        assert counters[f"surat_suara_diterima_{e}"] == spent
        assert used == box == counters[f"pengguna_hak_pilih_{e}"] == counters[f"suara_sah_{e}"] + counters[f"suara_tidak_sah_{e}"]
        groups = sum(counters.get(f"pengguna_hak_pilih_{group}_{sex}_{e}", 0) for group in ("dpt", "dptb", "dpk") for sex in "lp")
        assert groups == counters[f"pengguna_hak_pilih_{e}"]
        kinds = tuple(f"suara_{e}_{kind}_" for kind in ("pair", "party", "cand", "dpd", "blank"))
        assert sum(value for name, value in counters.items() if name.startswith(kinds)) == counters[f"suara_sah_{e}"]


def test_one_seat_alone_gets_its_own_part(day):
    parts = [{answer["step"] for answer in play(day.pack, seats=[role])["answers"] if not answer["auto"]} for role in CREW]
    whole = {answer["step"] for answer in play(day.pack)["answers"]}
    assert set().union(*parts) == whole
    assert sum(map(len, parts)) == len(whole)
    assert all(parts)


@pytest.mark.parametrize(("size", "fewest", "most"), [("singkat", 38, 70), ("sedang", 75, 145), ("penuh", 110, 230)])
def test_a_day_asks_as_much_as_its_size_promises(size, fewest, most):
    for seed in range(6):
        asked = faultless(load(compile_day("pemilu-2024", f"banyak{seed}", size).pack))
        assert fewest <= len(asked) <= most


@pytest.mark.parametrize(("rules", "first", "dpt"), [("pemilu-2024", "ppwp", 300), ("pilkada-2024", "gubernur", 600)])
def test_a_real_tps_has_a_real_size(rules, first, dpt):
    counters = play(compile_day(rules, "besar", "penuh").pack)["counters"]
    assert counters["pemilih_dpt_l"] + counters["pemilih_dpt_p"] == dpt
    assert dpt * 60 // 100 <= counters[f"pengguna_hak_pilih_{first}"] <= dpt * 90 // 100


def test_no_vote_exists_before_its_box_is_opened():
    """Ordinary papers are called in lots at the count; until then only what was judged at the tables is known."""
    raw = compile_day("pemilu-2024", "besar", "penuh").pack
    for step in raw["steps"]:
        if step["id"].startswith("ramai"):
            assert not [name for each in step["options"] for name, *_ in each["effects"] if name.startswith("suara_")]
    lots = [step for step in raw["steps"] if step["id"].startswith("buka_")]
    assert {step["phase"] for step in lots} == {"penghitungan"}
    assert {step["id"].rsplit("_", 1)[0] for step in lots} == {f"buka_{e}" for e in ELECTIONS}


def test_every_box_of_a_short_day_ends_on_its_own_form():
    raw = compile_day("pemilu-2024", "kotak", "singkat").pack
    assert {step["form"] for step in raw["steps"] if step.get("form", "").startswith("c_hasil_")} == {f"c_hasil_{e}" for e in ELECTIONS}
    short = step_of(raw, "kotak_ringkas_dprd_kab")
    assert [field["line"] for field in short["fields"]] == ["I.B.4", "II.2", "V.A", "V.B", "V.C"]
    assert {each["id"].split("-")[0] for each in short["identities"]} == {"I06", "I07", "I08"}


def test_a_list_written_wrong_in_the_afternoon_shows_on_every_form_at_night():
    """I04: the lines of users are what the attendance lists hold."""
    raw = compile_day("pemilu-2024", "daftar", "singkat").pack
    right = play(raw)["forms"]["c_daftar_hadir_dpt"]
    slip = [[name, right[name] + 1] for name in ("tanda_tangan_l", "tanda_tangan_p", "tanda_tangan_j")]
    state = play(raw, {"hadir_dpt": slip})
    assert {"janggal_ppwp", "janggal_dpr", "janggal_daftar_hadir"} <= set(state["flags"])


def test_each_election_names_its_form_as_it_is_printed():
    for ruleset, names in (
        ("pemilu-2024", ["C.HASIL-PPWP", "C.HASIL-DPRD-KAB/KOTA"]),
        ("pilkada-2024", ["C.HASIL-KWK-GUBERNUR", "C.HASIL-KWK-WALIKOTA"]),
    ):
        listed = [election["form"] for election in compile_day(ruleset, "nama", "singkat").pack["elections"]]
        assert [listed[0], listed[-1]] == names


def test_the_empty_column_sends_no_witness():
    for seed in range(40):
        raw = compile_day("pilkada-2024", f"saksi{seed}", "singkat").pack
        if "suara_walikota_blank_column" in raw["counters"]:
            assert "Wali Kota 1." in step_of(raw, "tanda_terima")["cards"][0]["text"]


def test_the_other_forms_of_the_day_are_written_too():
    raw = compile_day("pemilu-2024", "formulir", "singkat").pack
    state = play(raw)
    assert {"c_daftar_hadir_dpt", "c_daftar_hadir_pindahan", "c_daftar_hadir_khusus", "c_kejadian_khusus", "c_tanda_terima"} <= set(
        state["forms"]
    )
    assert state["forms"]["c_kejadian_khusus"]["catatan"] == state["counters"]["kejadian_khusus"]
    receipt = step_of(raw, "tanda_terima")
    assert "Belum diverifikasi" in receipt["why"] and not [each for each in receipt["outcomes"].values() if each["points"]]
    assert state["forms"]["c_tanda_terima"]["kotak"] == len(ELECTIONS)


@pytest.mark.parametrize(("size", "budget"), [("singkat", 30_000), ("sedang", 60_000), ("penuh", 400_000)])
def test_a_pack_fits_a_slow_network(size, budget):
    assert len(brotli.compress(compile_day("pemilu-2024", "kecil", size).bytes)) < budget


def test_a_whole_tps_compiles_in_time():
    began = time.perf_counter()
    compile_day("pemilu-2024", "cepat", "penuh")
    assert time.perf_counter() - began < 2


def test_a_log_replays_to_the_same_end(day):
    events = faultless(load(day.pack))
    first = {"seq": 0, "step": "mulai", "answer": [day.sha256, "1", day.pack["ruleset"], "akhir", *CREW], "role": ""}
    assert replay(load(day.pack), [first, *events])["done"] == 1


@pytest.mark.parametrize("election", ["ppwp", "dpr"])
def test_a_wrongly_called_ballot_changes_the_result_and_not_the_sum(election):
    raw = compile_day("pemilu-2024", "salah-seru", "singkat").pack
    step = step_of(raw, f"hakimi_{election}_1")
    right = next(option for option in step["options"] if option["right"])
    other = next(option for option in step["options"] if not option["right"])
    assert other["effects"] != right["effects"]
    wrong, clean = (play(raw, mistakes)["counters"] for mistakes in ({step["id"]: other["id"]}, {}))
    assert wrong != clean
    total = f"suara_sah_{election}", f"suara_tidak_sah_{election}"
    assert sum(wrong[name] for name in total) == sum(clean[name] for name in total)


def test_a_slip_of_the_pen_is_told_from_a_real_difference():
    raw = compile_day("pemilu-2024", "pena", "singkat").pack
    step = step_of(raw, "isi_awal_dpr")
    right = play(raw)["forms"]["c_hasil_dpr"]
    slip = [[field["id"], right[field["id"]] + (field["id"] == "ii_3")] for field in step["fields"]]
    state = play(raw, {"isi_awal_dpr": slip})
    asked = [answer["step"] for answer in state["answers"]]
    assert "salah_tulis_dpr" in asked and "selisih_dpr" not in asked
    assert fired(state) == {}


def day_with_a_mover_without_dpr():
    """A short day in which somebody is handed ballots and DPR is none of them: which day that is changes with the content."""
    for seed in range(20):
        raw = compile_day("pemilu-2024", f"samakan{seed}", "singkat").pack
        for step in raw["steps"]:
            if step["kind"] == "set" and not next(item for item in step["items"] if item["id"] == "dpr")["right"]:
                return raw, step
    raise AssertionError("no such mover in twenty days")


def test_making_figures_equal_is_never_averaged_away():
    raw, give = day_with_a_mover_without_dpr()
    extra = [item["id"] for item in give["items"] if item["right"] or item["id"] == "dpr"]
    level = option_of(raw, "selisih_dpr", "Samakan")
    state = play(raw, {give["id"]: extra, "selisih_dpr": level})
    assert {"step": "selisih_dpr", "code": "integritas"} in state["knockouts"]
    assert fired(state)["angka_disamakan_dpr"] == ["selisih_dpr"]
    assert fired(state)["selisih_dpr"] == [give["id"]]


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("pemilu-1955", "a", "singkat"), "pemilu-1955"),
        (("pemilu-2024", "a", "raksasa"), "ukuran 'raksasa' tidak dikenal"),
        (("pemilu-2024", "", "singkat"), "benih harus berisi"),
        (("pemilu-2024", "a" * 61, "singkat"), "benih harus berisi"),
        (("pemilu-2024", "a\nb", "singkat"), "benih harus berisi"),
    ],
)
def test_what_cannot_be_compiled_is_refused_in_one_sentence(args, words):
    with pytest.raises(ContentError) as refusal:
        compile_day(*args)
    assert words in str(refusal.value)
