"""What who writes the content may do beyond the ordinary: papers beside a step, conditions on numbers, sources of one option, an answer of the clock."""

import pytest

from simulasi.compiler import lint
from simulasi.compiler.build import BEGINNING, LABELS, beginning, build
from simulasi.compiler.compile import draw_place
from simulasi.compiler.day import Day
from simulasi.compiler.draw import Draw
from simulasi.compiler.encode import encode
from simulasi.compiler.errors import ContentError
from simulasi.compiler.fixed import ordered
from simulasi.compiler.people import Register
from simulasi.engine import apply, load, pending, start
from simulasi.engine.answers import auto_answer, right_answer
from tests.unit.compiler.day_kit import CREW, RULES, content_with, day_of, fired, play, small

TWO_STEPS = """
    [[kejadian]]
    id = "uji"
    golongan = "uji"
    fase = "pemungutan"
    peran = "kpps_1"
    judul = "Kotak goyah"
    keterampilan = ["persiapan"]
    sumber = ["pungut-s02"]
    mengapa = "Karena begitu."
    [[kejadian.langkah]]
    kartu = [{{ type = "catatan", title = "Di {{tps}}", text = "Titipan dari {{tps_lain}}, {{desa}}." }}]
    otomatis = "diam"
    [[kejadian.langkah.pilihan]]
    teks = "Catat."
    benar = true
    hasil = "Dicatat."
    umpan = "Baik."
    sumber = ["pungut-s17"]
    [[kejadian.langkah.pilihan]]
    id = "diam"
    teks = "Diam saja."
    hasil = "Tidak dicatat."
    umpan = "Buruk."
    akibat = ["catat"]
    [[kejadian.langkah]]
    judul = "Menyusul"
    jika = [["kejadian_khusus", "{op}", 1]]
    [[kejadian.langkah.pilihan]]
    teks = "Perbaiki."
    benar = true
    hasil = "Selesai."
    umpan = "Baik."
    [[kejadian.langkah.pilihan]]
    teks = "Biarkan."
    hasil = "Belum."
    umpan = "Buruk."
"""


@pytest.fixture
def raw(tmp_path):
    return day_of(content_with(tmp_path, kejadian=TWO_STEPS.format(op=">=")), small(voters={}))


def steps_of(raw):
    return [step for step in raw["steps"] if step["title"] in ("Kotak goyah", "Menyusul")]


def test_a_card_names_this_tps_its_village_and_another_tps(raw):
    (card,) = steps_of(raw)[0]["cards"]
    tps, desa = raw["tps"]["nama"], raw["tps"]["desa"]
    assert card["title"] == f"Di {tps}"
    assert card["text"].endswith(f", {desa}.")
    assert card["text"].startswith("Titipan dari TPS ") and tps not in card["text"]


def test_an_option_may_lean_on_a_source_of_its_own_and_the_pack_carries_it(raw):
    options = {option["text"]: option for option in steps_of(raw)[0]["options"]}
    assert options["Catat."]["sources"] == ["pungut-s17"]
    assert "sources" not in options["Diam saja."]
    assert "pungut-s17" in raw["sources"]
    assert not [defect for defect in lint(encode(raw)) if "sumber" in defect.code]


def test_when_nobody_sits_there_the_clock_gives_the_answer_the_author_named(raw):
    first, _ = steps_of(raw)
    pack = load(raw)
    state = start(pack, CREW)
    while (step := pending(pack, state))["id"] != first["id"]:
        event = {"seq": state["seq"] + 1, "step": step["id"], "answer": right_answer(state, step), "role": step["role"]}
        state = apply(pack, state, event)
    assert first["auto"] == "diam" == auto_answer(state, step)


def test_a_step_may_wait_for_a_number_of_the_books(raw):
    first, second = steps_of(raw)
    assert second["when"] == [["kejadian_khusus", ">=", 1]]
    quiet, noted = play(raw), play(raw, {first["id"]: "diam"})
    answered = [{answer["step"] for answer in state["answers"]} for state in (quiet, noted)]
    assert second["id"] not in answered[0] and second["id"] in answered[1]
    assert fired(quiet) == {}


def test_an_order_is_never_shown_as_it_should_be_tapped(tmp_path):
    """Three lines fall into their right order in one draw of six: those are turned by one."""
    content = content_with(tmp_path)
    items = [("satu", "Satu"), ("dua", "Dua"), ("tiga", "Tiga")]
    drawn_right = 0
    for seed in map(str, range(40)):
        draw = Draw(seed)
        place = draw_place(draw.child("tempat"), content.places)
        day = Day(RULES, content, draw, "singkat", small(), place, Register(draw, content.names, place, 2024))
        ordered(day, {"id": "buka", "sources": ["pungut-s17"]}, "buka", items)
        shown = [item["id"] for item in day.steps[0]["items"]]
        assert shown != day.steps[0]["expect"] == ["satu", "dua", "tiga"]
        assert sorted(shown) == ["dua", "satu", "tiga"]
        drawn_right += draw.child("urut/buka").shuffle(items) == items
    assert drawn_right


def test_an_operator_builds_each_kind_by_its_word_and_a_wrong_word_is_told_the_right_ones():
    assert build("pemilu-2024", "x", "daftar").pack["kind"] == "daftar_periksa"
    assert build("pemilu-2024", "kpu", "kartu").pack["curriculum"]["id"] == "kpu"
    assert build("pemilu-2024", "x", "singkat").pack["size"] == "singkat"
    with pytest.raises(ContentError) as refusal:
        build("pemilu-2024", "x", "raksasa")
    assert "'raksasa' tidak ada" in str(refusal.value)
    assert all(word in str(refusal.value) for word in LABELS)


def test_a_new_server_gets_one_of_each_and_the_course_of_its_own_kpu():
    made = dict(beginning("batu", "kota_batu"))
    assert tuple(made) == BEGINNING
    assert made.pop("kartu") == "kota_batu"
    assert set(made.values()) == {"batu"}
