"""One failing pack per defect: the linter names it by its stable code."""

import copy
import json

import pytest

from simulasi.compiler import compile_day, lint
from simulasi.compiler.lint import MAX_BYTES


@pytest.fixture(scope="module")
def good():
    return compile_day("pemilu-2024", "cacat", "singkat").pack


def step_of(pack, kind):
    return next(step for step in pack["steps"] if step["kind"] == kind)


def twice(pack):
    pack["steps"].insert(1, copy.deepcopy(pack["steps"][0]))


def backwards(pack):
    pack["steps"][-1]["minute"] = 0


def long_title(pack):
    pack["steps"][0]["title"] = "a" * 91


def long_option(pack):
    step_of(pack, "choice")["options"][0]["text"] = "a" * 141


def nothing_right(pack):
    for option in step_of(pack, "choice")["options"]:
        option["right"] = 0


def name_twice(pack):
    pack["flags"] = sorted([*pack["flags"], "pemilih_dpt"])


def unknown_effect(pack):
    step_of(pack, "choice")["options"][0]["effects"] = [["entah", 1]]


def unknown_guard(pack):
    step_of(pack, "judge")["when"] = [["pemilih_dpt", ">", "entah"]]


def unknown_expect(pack):
    step_of(pack, "number")["expect"] = ["entah"]


def unknown_field(pack):
    step_of(pack, "form")["fields"][0]["expect"] = ["entah"]


def unknown_role(pack):
    pack["roles"] = [role for role in pack["roles"] if role["id"] != "kpps_7"]


def lost_ballot(pack):
    pack["ballots"] = {}


def no_source(pack):
    pack["steps"][0]["sources"] = []


def unknown_source(pack):
    pack["steps"][0]["sources"] = ["entah-s01"]


def unverified(pack):
    next(iter(pack["sources"].values()))["mark"] = "unverified"


def script_refused(pack):
    step_of(pack, "choice")["auto"] = "o9"


def guilty_day(pack):
    pack["findings"].append({**pack["findings"][-1], "id": "selalu", "when": []})


def negative(pack):
    pack["counters"]["surat_suara_tidak_digunakan_dpr"] = 0


DEFECTS = [
    (twice, "id-ganda"),
    (backwards, "jam-mundur"),
    (long_title, "judul-panjang"),
    (long_option, "pilihan-panjang"),
    (nothing_right, "skema"),
    (name_twice, "nama-ganda"),
    (unknown_effect, "nama-tak-dikenal"),
    (unknown_guard, "nama-tak-dikenal"),
    (unknown_expect, "nama-tak-dikenal"),
    (unknown_field, "nama-tak-dikenal"),
    (unknown_role, "peran-tak-dikenal"),
    (lost_ballot, "surat-suara-hilang"),
    (no_source, "tanpa-sumber"),
    (unknown_source, "sumber-tak-dikenal"),
    (unverified, "dinilai-belum-terverifikasi"),
    (script_refused, "tidak-dapat-dimainkan"),
    (guilty_day, "hari-bersalah"),
    (negative, "tidak-dapat-dimainkan"),
]


@pytest.mark.parametrize(("spoil", "code"), DEFECTS, ids=[spoil.__name__ for spoil, _ in DEFECTS])
def test_each_defect_has_its_code(good, spoil, code):
    pack = copy.deepcopy(good)
    spoil(pack)
    found = lint(json.dumps(pack).encode())
    assert code in {defect.code for defect in found}, found


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "bukan-json"),
        (b"\xff\xfe", "bukan-json"),
        (b"[" * 200_000, "bukan-json"),
        (b"[]", "skema"),
        (b'{"format":1}', "skema"),
        (b" " * (MAX_BYTES + 1), "paket-terlalu-besar"),
    ],
    ids=["kosong", "bukan-utf8", "terlalu-dalam", "daftar", "terpotong", "raksasa"],
)
def test_what_is_no_pack_is_refused(data, code):
    assert [defect.code for defect in lint(data)] == [code]


def test_a_good_pack_has_no_defect(good):
    assert lint(json.dumps(good).encode()) == []
