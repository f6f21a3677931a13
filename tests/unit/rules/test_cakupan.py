"""docs/aturan-cakupan.md is what rules, tests and content say today, and every row of the fact base has a test and a situation or a reason."""

import re
from collections import Counter
from pathlib import Path

import pytest

from tests import cakupan_kit

TESTS = Path(__file__).resolve().parents[2]


def test_the_page_is_what_the_generator_writes():
    assert cakupan_kit.PAGE.read_text("utf-8") == cakupan_kit.page(), "basi: jalankan python -m tests.cakupan_kit"


def test_every_row_of_the_fact_base_is_there_once():
    counts = {kind: len(rows) for kind, rows in cakupan_kit.rows().items()}
    assert counts == {"pemungutan": 113, "surat_suara": 125, "identitas": 21, "urutan": 23, "dilema": 58, "butir": 69}
    for rows in cakupan_kit.rows().values():
        assert not [name for name, count in Counter(name for name, _ in rows).items() if count > 1]


@pytest.mark.parametrize(("title", "part"), cakupan_kit.PARTS, ids=[title for title, _ in cakupan_kit.PARTS])
def test_every_row_is_played_or_says_why_not(title, part):
    assert [row[0] for row in part() if not row[4]] == []


def test_a_row_that_is_neither_played_nor_explained_is_told(monkeypatch):
    monkeypatch.setattr(cakupan_kit, "reasons", lambda: {"langkah": {}, "sama": {}})
    assert "C16" in {row[0] for row in cakupan_kit.sequence() if not row[4]}


def test_the_tests_named_on_the_page_exist():
    named = set(re.findall(r"(test_\w+)(?:\[|::| \()", cakupan_kit.page()))
    files = {path.stem for path in TESTS.rglob("test_*.py")}
    functions = {name for path in TESTS.rglob("test_*.py") for name in re.findall(r"def (test_\w+)", path.read_text("utf-8"))}
    assert named and named <= files | functions


@pytest.mark.parametrize(
    ("origin", "found"),
    [
        ("pemungutan 49-50", [("pemungutan", 49), ("pemungutan", 50)]),
        ("kode-etik D-10, pemungutan 76", [("dilema", 10), ("pemungutan", 76)]),
        ("dilema 11, pemungutan 22", [("dilema", 11), ("pemungutan", 22)]),
        ("pemungutan 106, 110", [("pemungutan", 106), ("pemungutan", 110)]),
        ("pemungutan 5.4", []),
        ("penghitungan 5, kode-etik CK-53", []),
    ],
)
def test_an_origin_is_read(origin, found):
    assert list(cakupan_kit.named(origin)) == found
