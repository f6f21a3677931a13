"""Each defect has its code, and each code its failing example on disk."""

import pytest

from simulasi.compiler import compile_checklists, lint
from simulasi.compiler.defect import CODES
from simulasi.compiler.encode import encode
from simulasi.compiler.load_content import load_lists
from tests.cacat_kit import FOLDER, TOO_LARGE, bank, course, examples, valid

# One fault can show twice: these are the other codes that may come with it.
COMPANIONS = {"gugur-pada-benar": {"hari-bersalah"}, "tidak-dapat-dimainkan": {"penghitung-minus"}}
FILES = sorted(path.stem for path in FOLDER.glob("*.json") if path.stem != "dasar")


def test_the_valid_pack_the_examples_are_made_of_has_no_defect():
    assert lint((FOLDER / "dasar.json").read_bytes()) == []


@pytest.mark.parametrize("make", [bank, course])
def test_the_valid_bank_and_curriculum_have_no_defect(make):
    assert lint(encode(make())) == []


def test_an_item_whose_right_answer_the_engine_refuses_is_named():
    pack = bank()
    words = {"effects": [], "feedback": "", "result": ""}
    pack["counters"] = {"jawab": 999_999}
    pack["steps"][0] |= {"kind": "number", "expect": ["jawab", "jawab"]}
    pack["steps"][0] |= {"outcomes": {"tepat": {"points": 1, **words}, "salah": {"points": 0, **words}}}
    del pack["steps"][0]["options"]
    assert {defect.code for defect in lint(encode(pack))} == {"butir-bersalah"}


def test_every_code_has_its_example_and_every_example_a_code():
    assert {*FILES, "paket-terlalu-besar"} == set(CODES)


def test_the_files_are_what_the_kit_writes():
    made = {**examples(), "dasar": encode(valid())}
    assert {path.stem: path.read_bytes() for path in FOLDER.glob("*.json")} == made


@pytest.mark.parametrize("code", FILES)
def test_the_linter_names_the_defect(code):
    found = {defect.code for defect in lint((FOLDER / f"{code}.json").read_bytes())}
    assert code in found
    assert found <= {code} | COMPANIONS.get(code, set())


def test_a_file_too_large_is_not_even_read():
    assert [defect.code for defect in lint(TOO_LARGE)] == ["paket-terlalu-besar"]


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b"[" * 100_000, b"nan"])
def test_rubbish_is_no_pack(raw):
    assert [defect.code for defect in lint(raw)] == ["bukan-json"]


def test_a_day_out_of_the_calendar_runs_backwards():
    pack = valid()
    pack["steps"][0]["day"] = "H-9"
    assert "jam-mundur" in {defect.code for defect in lint(encode(pack))}


def test_a_finding_may_wait_in_the_middle_of_the_day():
    pack = valid()
    pack["findings"][0]["at"] = "urut"
    assert lint(encode(pack)) == []
    pack["findings"][0]["when"] = [["isi", ">", 3]]
    assert [defect.code for defect in lint(encode(pack))] == ["temuan-tak-tercapai"]


def test_findings_and_knockouts_of_whole_answers_are_checked_too():
    pack = valid()
    pack["findings"][0]["sources"] = []
    pack["steps"][0]["outcomes"]["tepat"]["knockout"] = "psu"
    assert {"tanpa-sumber", "gugur-pada-benar"} <= {defect.code for defect in lint(encode(pack))}


def test_a_flag_is_no_number_and_a_finding_watches_what_there_is():
    pack = valid()
    pack["steps"][4]["fields"][0]["expect"] = ["lalai"]
    pack["findings"][0]["watch"] = ["entah"]
    places = {(defect.code, defect.place) for defect in lint(encode(pack))}
    assert {("nama-tak-dikenal", "isi_form"), ("nama-tak-dikenal", "lebih")} <= places


def test_a_flag_cannot_be_set_and_not_set_at_once():
    pack = valid()
    pack["findings"][0]["when"] = [["lalai", "==", 1]]
    assert lint(encode(pack)) == []
    pack["findings"][0]["when"] = [["lalai", "==", 1], ["lalai", "==", 0]]
    assert [defect.code for defect in lint(encode(pack))] == ["temuan-tak-tercapai"]


def test_a_row_of_a_form_that_no_step_touches_is_no_idle_name():
    """The forms of elections a pack counts by itself have no step of their own; any other name without use is a slip of the pen."""
    pack = valid()
    pack["counters"]["surat_suara_rusak_uji"] = 0
    assert lint(encode(pack)) == []
    pack["counters"]["rusak_uji"] = 0
    assert [(defect.code, defect.place) for defect in lint(encode(pack))] == [("nama-menganggur", "rusak_uji")]


def test_checklists_are_linted_as_what_they_are():
    made = compile_checklists("pemilu-2024")
    assert lint(made.bytes) == []
    made.pack["steps"][0]["items"][0]["sources"] = []
    made.pack["steps"][0]["items"][1]["id"] = made.pack["steps"][0]["items"][0]["id"]
    found = {defect.code for defect in lint(encode(made.pack))}
    assert {"pilihan-tanpa-sumber", "id-ganda"} <= found


def test_every_item_of_the_code_of_conduct_says_its_principle():
    steps = compile_checklists("pemilu-2024").pack["steps"]
    named = {item["id"][:5]: item.get("asas") for step in steps if step["id"].startswith("etik-") for item in step["items"]}
    assert named == {each["id"]: each["asas"] for each in load_lists()["butir"]} and len(named) == 69
    assert not any("asas" in item for step in steps if step["id"].startswith("kerja-") for item in step["items"])
