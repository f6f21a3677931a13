"""A compiled day is honest: same inputs same bytes, a faultless path, nothing the linter refuses, every mistake has its price."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from simulasi.compiler import ContentError, compile_checklists, compile_day, lint
from simulasi.compiler.faultless import faultless
from simulasi.engine import apply, load, pending, score, start
from simulasi.engine.answers import right_answer

ROOT = Path(__file__).resolve().parents[3]
CREW = [f"kpps_{n}" for n in range(1, 8)]


@pytest.fixture(scope="module", params=["singkat", "sedang", "penuh"])
def day(request):
    return compile_day("pemilu-2024", "uji", request.param)


def play(pack, mistakes):
    """Play the whole crew; give state and events."""
    state = start(pack, CREW)
    while (step := pending(pack, state)) is not None:
        answer = mistakes.get(step["id"], right_answer(state, step))
        state = apply(pack, state, {"seq": state["seq"] + 1, "step": step["id"], "answer": answer, "role": step["role"]})
    return state


def option_starting(pack, step_id, words):
    step = pack.steps[pack.index[step_id]]
    return next(option["id"] for option in step["options"] if option["text"].startswith(words))


def test_the_linter_accepts_every_size(day):
    assert lint(day.bytes) == []


def test_same_inputs_same_bytes_in_another_process():
    code = "from simulasi.compiler import compile_day; print(compile_day('pemilu-2024', 'uji', 'singkat').sha256)"
    names = set()
    for hash_seed in ("1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": hash_seed}
        names.add(
            subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, check=True).stdout.strip()
        )
    assert names == {compile_day("pemilu-2024", "uji", "singkat").sha256}


def test_another_seed_is_another_day():
    assert compile_day("pemilu-2024", "a", "singkat").sha256 != compile_day("pemilu-2024", "b", "singkat").sha256


def test_a_faultless_day_earns_everything_and_leaves_nothing_to_find(day):
    pack = load(day.pack)
    state = start(pack, CREW)
    for event in faultless(pack):
        state = apply(pack, state, event)
    result = score(pack, state)
    assert result["points"] == result["max"] > 0
    assert result["knockouts"] == []
    assert state["findings"] == []
    assert state["done"] == 1


def test_the_books_balance_at_the_end_of_a_faultless_day(day):
    counters = play(load(day.pack), {})["counters"]
    for e in ("ppwp", "dpr", "dpd", "dprd_prov", "dprd_kab"):
        used, box = counters[f"surat_suara_digunakan_{e}"], counters[f"surat_suara_di_kotak_{e}"]
        spent = used + counters[f"surat_suara_rusak_{e}"] + counters[f"surat_suara_tidak_digunakan_{e}"]
        assert counters[f"surat_suara_diterima_{e}"] == spent
        assert used == box == counters[f"pengguna_hak_pilih_{e}"] == counters[f"suara_sah_{e}"] + counters[f"suara_tidak_sah_{e}"]
        groups = sum(counters[f"pengguna_hak_pilih_{group}_{e}"] for group in ("dpt", "dptb", "dpk"))
        assert groups == counters[f"pengguna_hak_pilih_{e}"]
        votes = sum(
            n
            for name, n in counters.items()
            if name.startswith((f"suara_{e}_pair", f"suara_{e}_party", f"suara_{e}_cand", f"suara_{e}_dpd"))
        )
        assert votes == counters[f"suara_sah_{e}"]


def test_a_ballot_too_many_at_eleven_breaks_the_count_at_four():
    pack = load(compile_day("pemilu-2024", "demo", "singkat").pack)
    gift = pack.steps[pack.index["v04-serah"]]
    state = play(pack, {"v04-serah": [item["id"] for item in gift["items"] if item["right"] or item["id"] == "dpr"]})
    assert state["counters"]["surat_suara_di_kotak_dpr"] == state["counters"]["pengguna_hak_pilih_dpr"] + 1
    assert {found["id"]: found["causes"] for found in state["findings"]} == {"selisih_dpr": ["v04-serah"], "psu": ["v04-serah"]}
    assert state["flags"]["selisih_tulis_dpr"] == 1
    asked = {answer["step"] for answer in state["answers"]}
    assert {"buka-dpr", "nilai-05-dpr", "selisih-dpr"} <= asked


def test_an_unsigned_ballot_is_tidak_sah_at_the_count():
    pack = load(compile_day("pemilu-2024", "demo", "singkat").pack)
    state = play(pack, {"tanda-tangan": option_starting(pack, "tanda-tangan", "Biarkan")})
    asked = {answer["step"] for answer in state["answers"]}
    assert "nilai-05-ppwp" in asked and "nilai-06-ppwp" not in asked
    assert [found["id"] for found in state["findings"]] == ["tanda_tangan"]


def test_a_slip_of_the_pen_is_told_from_a_true_gap():
    pack = load(compile_day("pemilu-2024", "demo", "singkat").pack)
    state = start(pack, CREW)
    while (step := pending(pack, state)) is not None and step["id"] != "c-hasil-ppwp":
        state = apply(pack, state, {"seq": state["seq"] + 1, "step": step["id"], "answer": right_answer(state, step), "role": step["role"]})
    written = [[name, value + 1 if name == "v_c" else value] for name, value in right_answer(state, step)]
    state = apply(pack, state, {"seq": state["seq"] + 1, "step": step["id"], "answer": written, "role": "kpps_3"})
    assert pending(pack, state)["id"] == "salah-tulis-ppwp"


def test_left_over_ballots_punched_under_the_table_show_in_the_box():
    pack = load(compile_day("pemilu-2024", "demo", "singkat").pack)
    state = play(pack, {"sisa-surat-suara": option_starting(pack, "sisa-surat-suara", "Ikut membantu")})
    assert state["counters"]["surat_suara_di_kotak_dpr"] == state["counters"]["pengguna_hak_pilih_dpr"] + 2
    assert state["knockouts"] == [{"step": "sisa-surat-suara", "code": "pidana"}]


def test_every_seat_alone_can_play_to_the_end(day):
    pack = load(day.pack)
    for seat in CREW:
        state = start(pack, [seat])
        while (step := pending(pack, state)) is not None:
            state = apply(pack, state, {"seq": state["seq"] + 1, "step": step["id"], "answer": right_answer(state, step), "role": seat})
        assert score(pack, state)["max"] > 0


def test_options_come_in_no_telling_order():
    places = {0: 0, 1: 0, 2: 0}
    for seed in range(20):
        for step in compile_day("pemilu-2024", str(seed), "singkat").pack["steps"]:
            if len(step.get("options", ())) == 3:
                places[[option["right"] for option in step["options"]].index(1)] += 1
    total = sum(places.values())
    assert all(0.25 < count / total < 0.42 for count in places.values()), places


def test_the_checklist_pack_holds_all_69_items_and_is_accepted():
    made = compile_checklists("pemilu-2024")
    assert lint(made.bytes) == []
    conduct = {item["id"][:5] for step in made.pack["steps"] if step["id"].startswith("etik") for item in step["items"]}
    assert conduct == {f"ck-{n:02}" for n in range(1, 70)}


@pytest.mark.parametrize(("ruleset", "size"), [("pilkada-2024", "singkat"), ("pemilu-2024", "raksasa")])
def test_what_has_no_script_is_refused_in_words(ruleset, size):
    with pytest.raises(ContentError, match=r"belum punya naskah|tidak dikenal"):
        compile_day(ruleset, "1", size)
