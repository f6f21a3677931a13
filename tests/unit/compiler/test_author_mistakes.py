"""Mistakes of who writes the content: each is refused in one sentence that names the place, and no pack comes out."""

from dataclasses import replace

import pytest

from simulasi.compiler import ContentError, ballots, compile_checklists, courses
from simulasi.compiler.courses import compile_course
from simulasi.compiler.draw import Draw
from simulasi.compiler.law import Law
from simulasi.compiler.listing import source_entry
from simulasi.compiler.load_content import read_folder
from tests.unit.compiler.day_kit import RULES, content_with, day_of, option_of, play, small

INCIDENT = """
    [[kejadian]]
    id = "uji"
    golongan = "uji"
    fase = "{fase}"
    peran = "kpps_1"
    judul = "Sesuatu terjadi"
    keterampilan = ["persiapan"]
    sumber = {sumber}
    mengapa = "Karena begitu."
    {lain}
    [[kejadian.langkah]]
    tanya = "Apa yang Anda lakukan?"
    [[kejadian.langkah.pilihan]]
    teks = "Yang benar."
    {benar}
    hasil = "Baik."
    umpan = "Baik."
    [[kejadian.langkah.pilihan]]
    teks = "Yang keliru."
    hasil = "Buruk."
    umpan = "Buruk."
    akibat = [{akibat}]
"""


def incident(
    akibat: str = "", benar: str = "benar = true", lain: str = "", sumber: str = '["pungut-s02"]', fase: str = "pemungutan"
) -> str:
    return INCIDENT.format(akibat=akibat, benar=benar, lain=lain, sumber=sumber, fase=fase)


PAPER = """
    [[surat_suara]]
    id = "UJI"
    jenis = ["PPWP"]
    coblos = [{coblos}]
    goda = ["tidak_sah"]
    bobot = 1000000
    sumber = ["hitung-s03"]
    mengapa = "Begitu."
    {lain}
"""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (incident("'bakar'"), "akibat 'bakar' tidak dikenal"),
        (incident("'rusak'"), "jenis pemilihan yang tidak ada: (kosong)"),
        (incident("'rusak:RT'"), "jenis pemilihan yang tidak ada: RT"),
        (incident("'rusak:PPWP:banyak'"), "jumlah 'banyak' pada akibat"),
        (incident("'rusak:PPWP:0'"), "jumlah '0' pada akibat"),
        (incident("'tak_berhak:TETANGGA'"), "tak_berhak perlu kelompok DPT, PINDAHAN, atau KHUSUS"),
        (incident("'tak_berhak'"), "tak_berhak perlu kelompok DPT, PINDAHAN, atau KHUSUS"),
        (incident(benar=""), "belum ada pilihan yang benar"),
        (incident(sumber='["kata-orang"]'), "sumber 'kata-orang' tidak ada di daftar sumber"),
        (incident(lain='hukum = { kejadian = "hujan" }'), "'uji'"),
    ],
)
def test_an_incident_that_cannot_be_is_refused_by_name(tmp_path, text, words):
    content = content_with(tmp_path, kejadian=text)
    with pytest.raises(ContentError) as refusal:
        day_of(content, small(voters={}))
    assert words in str(refusal.value)


@pytest.mark.parametrize(
    ("akibat", "counters"),
    [
        ("'rusak:DPR:2'", {"surat_suara_rusak_dpr": 2}),
        ("'ganti:PPWP'", {"surat_suara_rusak_ppwp": 1}),
        ("'catat'", {"kejadian_khusus": 1}),
        ("['kejadian_khusus', 3]", {"kejadian_khusus": 3}),
    ],
)
def test_what_an_option_does_reaches_the_books(tmp_path, akibat, counters):
    raw = day_of(content_with(tmp_path, kejadian=incident(akibat)), small(voters={}))
    step = next(step["id"] for step in raw["steps"] if step["title"] == "Sesuatu terjadi")
    right, wrong = play(raw), play(raw, {step: option_of(raw, step, "Yang keliru")})
    for name, more in counters.items():
        assert wrong["counters"][name] - right["counters"][name] == more, name


def test_people_without_a_right_to_vote_are_in_the_box_and_may_force_a_new_vote(tmp_path):
    raw = day_of(content_with(tmp_path, kejadian=incident("'tak_berhak:KHUSUS:2'")), small(voters={}))
    step = next(step["id"] for step in raw["steps"] if step["title"] == "Sesuatu terjadi")
    right, wrong = play(raw), play(raw, {step: option_of(raw, step, "Yang keliru")})
    for election in ("ppwp", "dpr", "dpd", "dprd_prov", "dprd_kab"):
        name = f"surat_suara_di_kotak_{election}"
        assert wrong["counters"][name] - right["counters"][name] == 2


@pytest.mark.parametrize(
    ("coblos", "words"),
    [
        ('"pair:A.langit"', "surat_suara 'UJI'"),
        ('"cand:A.1.name"', "surat_suara"),
    ],
)
def test_a_paper_that_no_sheet_has_is_not_drawn(tmp_path, coblos, words):
    content_with(tmp_path, kejadian=incident())
    (tmp_path / "surat_suara" / "uji.toml").write_text(PAPER.format(coblos=coblos, lain="").replace("\n    ", "\n"), "utf-8")
    with pytest.raises(ContentError) as refusal:
        day_of(read_folder(tmp_path), small(voters={}, judged=(5, 5)))
    assert words in str(refusal.value)


def test_a_list_of_names_too_short_for_the_day_says_so(tmp_path):
    content = content_with(tmp_path, kejadian=incident())
    short = {key: words[:2] for key, words in content.names.items()}
    with pytest.raises(ContentError, match=r"daftar nama di isi\.toml terlalu pendek"):
        day_of(replace(content, names=short), small(voters={}))


def test_a_paper_the_law_has_not_settled_is_not_drawn_for_points():
    """penghitungan.md 2.5, row L39: a hole on the line between two names and one at the second of them."""
    law = Law(RULES, ("DPR",))
    recipe = {"id": "UJI", "coblos": ["line cand:A.K|cand:A.L", "cand:A.L.name"], "mengapa": "", "sumber": ["hitung-s03"]}
    with pytest.raises(ContentError, match="surat_suara 'UJI': aturan belum memutuskan surat suara ini"):
        ballots.make_paper(law, Draw("x"), "DPR", recipe)


def test_a_hole_where_the_sheet_has_no_such_place_is_refused_in_its_words():
    law = Law(RULES, ("PPWP",))
    with pytest.raises(ContentError, match=r"surat_suara: .*pair:99"):
        law.hole(Draw("x"), "PPWP", "pair:99.photo")


LETTER = """
    [[pemilih]]
    id = "uji"
    golongan = "uji"
    dari = "11:05"
    sampai = "11:05"
    keterampilan = ["hak_surat_suara"]
    sumber = ["pungut-s59b"]
    [pemilih.kasus]
    daftar = "dpt"
    dokumen = ["surat_pindah", "ktp_el"]
    {lain}
    [[pemilih.langkah]]
    [[pemilih.langkah.pilihan]]
    keputusan = "tolak"
    teks = "Tolak"
    hasil = "Terjadi."
    umpan = "Begini."
"""


@pytest.mark.parametrize("lain", ["", 'surat_pindah = { surat_suara = ["PPWP"], untuk_tps = "ini" }'], ids=["tanpa-isi", "isi-sendiri"])
def test_a_letter_of_a_mover_needs_its_move(tmp_path, lain):
    with pytest.raises(ContentError) as refusal:
        day_of(content_with(tmp_path, pemilih=LETTER.format(lain=lain)), small(events={}))
    assert "uji" in str(refusal.value) and "pindah" in str(refusal.value)


def test_lists_of_a_rule_set_that_is_not_there_or_a_source_that_is_not_listed_are_refused():
    with pytest.raises(ContentError, match="pemilu-1955"):
        compile_checklists("pemilu-1955")
    with pytest.raises(ContentError, match="sumber 'kata-orang' tidak ada di daftar sumber"):
        source_entry("kata-orang")
    assert compile_checklists(RULES).bytes == compile_checklists("pemilu-2024").bytes


def test_a_curriculum_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(ContentError, match=r"kurikulum 'sulap' tidak dikenal; pilih .+"):
        compile_course("pemilu-2024", "sulap")


@pytest.mark.parametrize(
    ("text", "words"),
    [("[[kartun]]\nid = 'x'", r"kartu.toml: \[\[kartun\]\] tidak dikenal"), ("[[kartu]]\nid = 'x'", "kartu ke-1: 'judul' belum diisi")],
)
def test_a_card_that_is_none_is_refused_by_its_place(tmp_path, monkeypatch, text, words):
    (tmp_path / "belajar").mkdir()
    (tmp_path / "belajar" / "kartu.toml").write_text(text, "utf-8")
    monkeypatch.setattr(courses, "ROOT", tmp_path)
    with pytest.raises(ContentError, match=words):
        courses.texts.__wrapped__()
