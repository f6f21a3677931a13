"""Authored text: what is written is read, what is mistyped is refused by file, entry and key."""

import pytest

from simulasi.compiler import ContentError
from simulasi.compiler.load_content import load_content, load_lists, read_folder
from simulasi.compiler.sharing import share
from simulasi.compiler.sizes import SIZES
from simulasi.rules import get_ruleset
from tests.unit.compiler.day_kit import content_with

GOOD = """
    [[kejadian]]
    id = "satu"
    golongan = "uji"
    fase = "pemungutan"
    peran = "kpps_1"
    judul = "Judul"
    mengapa = "Karena."
    sumber = ["pungut-s17"]
    keterampilan = ["integritas"]
    [[kejadian.langkah]]
"""


def test_everything_shipped_can_be_read():
    content = load_content("pemilu-2024")
    assert content.revision >= 1
    assert {"dpt-biasa", "dpk-kelurahan-lain", "dptb-provinsi-lain"} <= set(content["pemilih"])
    assert "D-10" in content["dilema"]
    assert len(load_lists()["butir"]) == 69


@pytest.mark.parametrize("size", SIZES)
def test_every_golongan_a_day_draws_from_has_enough_to_draw(size):
    content = load_content("pemilu-2024")
    for golongan in SIZES[size].voters:
        assert any(entry["golongan"] == golongan for entry in content["pemilih"].values()), golongan
    events = [*content["kejadian"].values(), *content["dilema"].values()]
    for golongan in SIZES[size].events:
        assert any(entry["golongan"] == golongan for entry in events), golongan


def test_an_entry_is_found_by_its_id(tmp_path):
    assert list(content_with(tmp_path, kejadian=GOOD)["kejadian"]) == ["satu"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (GOOD.replace('peran = "kpps_1"', ""), ["kejadian/uji.toml", "ke-1 'satu'", "'peran' belum diisi"]),
        (GOOD.replace("golongan", "golngan"), ["'satu'", "'golongan' belum diisi"]),
        (GOOD.replace('id = "satu"', 'id = "satu"\n    bobbot = 3'), ["kunci 'bobbot' tidak dikenal"]),
        (GOOD.replace('judul = "Judul"', "judul = 7"), ["'satu', judul: harus berupa teks"]),
        (GOOD.replace('sumber = ["pungut-s17"]', 'sumber = "pungut-s17"'), ["sumber: harus berupa daftar"]),
        (GOOD + "    benar = true", ["langkah ke-1: kunci 'benar' tidak dikenal"]),
        (GOOD.replace("[[kejadian.langkah]]", "langkah = [3]"), ["langkah: harus berupa daftar tabel"]),
        (GOOD.replace("[[kejadian", "[[kejadiann"), ["isinya harus [[kejadian]] saja"]),
        ("kejadian = 3", ["isinya harus [[kejadian]] saja"]),
        (GOOD.replace('id = "satu"', "id = 3"), ["kejadian ke-1, id: harus berupa teks"]),
        (GOOD + GOOD, ["id 'satu' dipakai dua kali"]),
        ("[[kejadian", ["kejadian/uji.toml: tidak terbaca"]),
    ],
)
def test_a_mistyped_entry_is_refused_by_name(tmp_path, text, words):
    with pytest.raises(ContentError) as refusal:
        content_with(tmp_path, kejadian=text)
    for each in words:
        assert each in str(refusal.value)


def test_a_rule_set_without_content_says_so(tmp_path):
    with pytest.raises(ContentError, match="isi untuk aturan 'tidak-ada' belum ada"):
        read_folder(tmp_path / "tidak-ada")


def test_words_that_nobody_wrote_are_asked_for_by_name(tmp_path):
    with pytest.raises(ContentError, match="narasi 'entah' belum ditulis"):
        content_with(tmp_path).text("entah")


@pytest.mark.parametrize(
    ("text", "words"),
    [("[[kotak]]\nid = 'x'", "harus [[butir]], [[daftar]], atau [[kamus]]"), ("[[butir]]\nid = 'x'", "'asas' belum diisi")],
)
def test_a_checklist_file_holds_only_items_and_lists(tmp_path, monkeypatch, text, words):
    (tmp_path / "daftar_periksa").mkdir()
    (tmp_path / "daftar_periksa" / "a.toml").write_text(text, "utf-8")
    monkeypatch.setattr("simulasi.compiler.load_content.ROOT", tmp_path)
    with pytest.raises(ContentError) as refusal:
        load_lists()
    assert words in str(refusal.value)


@pytest.mark.parametrize("key", ["tempat", "nama"])
def test_content_that_stands_on_its_own_names_places_and_people(tmp_path, key):
    content_with(tmp_path)
    told = (tmp_path / "isi.toml").read_text("utf-8")
    assert f"[{key}]" in told
    (tmp_path / "isi.toml").write_text(told.replace(f"[{key}]", "[bersama.kata]" if key == "nama" else "[calon_tunggal]"), "utf-8")
    with pytest.raises(ContentError, match=rf"isi\.toml: '{key}' belum diisi"):
        read_folder(tmp_path)


@pytest.mark.parametrize("head", [{}, {"bersama": {"bukan": ["Gunung"]}}], ids=["semua", "tanpa-kata-itu"])
def test_what_is_borrowed_may_be_all_but_the_frame_must_not_speak_of_another_election(head):
    pilkada = get_ruleset("pilkada-2024")
    base = {
        "narasi": {"buka": {"id": "buka", "judul": "Buka kotak presiden"}},
        "kejadian": {"satu": {"id": "satu", "judul": "Di kaki Gunung"}},
    }
    own = {"narasi": {}, "kejadian": {}}
    assert set(share(base, own, head, pilkada)["kejadian"]) == (set() if head else {"satu"})
    told = {"bersama": {"bukan": [*head.get("bersama", {}).get("bukan", ()), "presiden"]}}
    with pytest.raises(ContentError, match="narasi 'buka' menyebut 'presiden', yang tidak ada dalam aturan pilkada-2024"):
        share(base, own, told, pilkada)
    assert set(share(base, {**own, "narasi": {"buka": {"id": "buka", "judul": "Buka kotak"}}}, told, pilkada)["narasi"]) == {"buka"}
