"""`aturan hak-suara` and `aturan pemilih` from the outside: JSON in, JSON out, one plain sentence for what cannot be read."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from simulasi.commands._json_io import written
from simulasi.commands.aturan_pemilih import group
from simulasi.rules import get_ruleset, voter_case
from simulasi.rules.incidents import CHOOSERS

PLACE = {"provinsi": "35", "kabkota": "35.79", "dapil_dpr": "5", "dapil_dprd_prov": "6", "dapil_dprd_kabkota": "1"}


def ask(command: str, body: Any, *options: str) -> Result:
    """Run one command over what is given, bytes as they are and anything else as JSON."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return CliRunner().invoke(group, [command, *(options or ("--aturan", "pemilu-2024"))], input=raw)


def answers(command: str, body: Any, *options: str) -> list[dict[str, Any]]:
    """The answers, when there must be some."""
    result = ask(command, body, *options)
    assert (result.exit_code, result.stderr) == (0, "")
    return json.loads(result.stdout)


def refusal(result: Result) -> str:
    """The one sentence of a refusal: exit 2, nothing on standard output, no traceback."""
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith("\n")
    assert result.stderr.count("\n") == 1
    return result.stderr.strip()


def test_entitlement_as_documented() -> None:
    got = answers("hak-suara", [{"id": 7, "asal": {"negara": "MY"}, "tujuan": PLACE}, {"id": "x", "asal": PLACE, "tujuan": PLACE}])
    assert [list(each) for each in got] == [["id", "surat_suara", "sumber"]] * 2
    assert [(each["id"], each["surat_suara"]) for each in got] == [(7, ["PPWP"]), ("x", ["PPWP", "DPR", "DPD", "DPRD_PROV", "DPRD_KAB"])]


def test_pilkada_entitlement() -> None:
    [got] = answers("hak-suara", [{"id": 1, "asal": PLACE, "tujuan": PLACE | {"kabkota": "35.73"}}], "--aturan", "pilkada-2024")
    assert (got["surat_suara"], got["sumber"]) == (["GUBERNUR"], ["pungut-s27", "pungut-s28"])


def test_a_voter_as_documented() -> None:
    [got] = answers("pemilih", [{"id": "k", "daftar": "tidak_ada", "jam": "12:20", "kebutuhan": ["netra"]}])
    assert set(got) == {
        "id",
        "keputusan",
        "kelompok",
        "sampai",
        "tujuan",
        "daftar_hadir",
        "surat_suara",
        "catat_kejadian_khusus",
        "alasan",
        "layanan",
        "formulir",
        "oleh",
        "sumber",
        "mark",
        "kasus",
    }
    assert (got["keputusan"], got["kelompok"], got["daftar_hadir"]) == ("layani", "KHUSUS", "C.DAFTAR HADIR PEMILIH KHUSUS-KPU")
    assert set(got["layanan"][0]) == {"teks", "sumber", "mark"}


def test_an_incident_as_documented() -> None:
    [got] = answers("pemilih", [{"id": "k", "kejadian": "banjir", "surut": "11:00"}])
    assert (got["keputusan"], got["kasus"]) == ("lanjutkan", [101])


def test_nothing_in_nothing_out() -> None:
    assert answers("pemilih", []) == answers("hak-suara", []) == []


@pytest.mark.parametrize("command", ["pemilih", "hak-suara"])
@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"", "masukan bukan JSON yang utuh (baris 1, kolom 1)"),
        (b"[{]", "masukan bukan JSON yang utuh (baris 1, kolom 3)"),
        (b"\xff\xfe", "masukan bukan teks UTF-8 (bait ke-1)"),
        (b"[NaN]", "masukan bukan JSON yang dapat dibaca"),
        (b"[" * 200_000, "masukan bukan JSON yang dapat dibaca"),
        (b"[1" + b"0" * 5000 + b"]", "masukan bukan JSON yang dapat dibaca"),
        (b"{}", "masukan harus berupa daftar JSON"),
        (b"[3]", "kasus ke-1 harus berupa objek"),
        (b'[{"id":1,"nama":"Melati"}]', "kasus ke-1: kunci 'nama' tidak dikenal"),
    ],
)
def test_unreadable_input(command: str, body: bytes, sentence: str) -> None:
    assert sentence in refusal(ask(command, body))


@pytest.mark.parametrize(
    ("command", "item", "sentence"),
    [
        ("pemilih", {}, "kasus ke-2: id belum diisi"),
        ("pemilih", {"id": True}, "kasus ke-2: id belum diisi"),
        ("pemilih", {"kejadian": "tanpa_jari"}, "kasus ke-2: id belum diisi"),
        ("pemilih", {"id": 1, "jam": "tujuh"}, "jam 'tujuh' tidak terbaca"),
        ("pemilih", {"id": 1, "jam": 7}, "kasus ke-2.jam harus berupa teks"),
        ("pemilih", {"id": 1, "daftar": "dptb"}, "kasus ke-2.daftar: 'dptb' tidak dikenal; pilihannya dpt,"),
        ("pemilih", {"id": 1, "umur": -1}, "kasus ke-2.umur harus bilangan bulat 0 sampai 150"),
        ("pemilih", {"id": 1, "kawin": "ya"}, "kasus ke-2.kawin harus true atau false"),
        ("pemilih", {"id": 1, "tps": {"rt": 1}}, "kasus ke-2.tps: kunci 'rt' tidak dikenal"),
        ("pemilih", {"id": 1, "dokumen": ["surat_pindah"]}, "kasus ke-2.surat_pindah ditunjukkan"),
        ("pemilih", {"id": 1, "surat_pindah": {}}, "kasus ke-2.surat_pindah berisi"),
        ("pemilih", {"id": 1, "daftar": "pindahan", "surat_pindah": {}}, "kasus ke-2.surat_pindah.surat_suara belum diisi"),
        ("pemilih", {"id": 1, "daftar": "pindahan", "surat_pindah": {"surat_suara": ["GUBERNUR"]}}, "'GUBERNUR' tidak dikenal"),
        ("hak-suara", {"asal": PLACE, "tujuan": PLACE}, "kasus ke-2: id belum diisi"),
        ("hak-suara", {"id": 1, "asal": PLACE}, "kasus ke-2: tujuan harus berupa objek"),
        ("hak-suara", {"id": 1, "asal": PLACE, "tujuan": {"provinsi": "35"}}, "kasus ke-2: tujuan.dapil_dpr belum diisi"),
    ],
)
def test_a_bad_item_names_its_place_and_nothing_is_written(command: str, item: dict[str, Any], sentence: str) -> None:
    good = {"id": 1} if command == "pemilih" else {"id": 1, "asal": PLACE, "tujuan": PLACE}
    assert sentence in refusal(ask(command, [good, item]))


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--aturan", "pemilu-1955"), "aturan 'pemilu-1955' tidak dikenal; yang ada: pemilu-2024"),
        (("--atur",), "baris perintah tidak dimengerti"),
    ],
)
def test_bad_usage(options: tuple[str, ...], sentence: str) -> None:
    assert sentence in refusal(ask("pemilih", [], *options))


def test_no_rule_set_chosen() -> None:
    assert "aturan belum dipilih" in refusal(CliRunner().invoke(group, ["pemilih"], input="[]"))


def test_ids_come_back_whatever_they_are() -> None:
    assert answers("pemilih", [{"id": "\ud800 ünal"}])[0]["id"] == "\ud800 ünal"
    assert written([{"id": "ü"}]) == '[{"id": "ü"}]\n'.encode()


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
words = st.sampled_from(
    [
        *voter_case.DAFTAR,
        *voter_case.ALAMAT,
        *voter_case.STATUS,
        *voter_case.TEMPAT,
        *voter_case.STOK,
        *voter_case.PERILAKU,
        *voter_case.COCOK,
        *CHOOSERS,
        "12:30",
        "07:00",
        "13:00",
    ]
)
documents = st.lists(st.sampled_from([*voter_case.DOKUMEN, *voter_case.KEBUTUHAN]), max_size=4)
letters = st.fixed_dictionaries({"surat_suara": st.lists(st.sampled_from(["PPWP", "DPD", "GUBERNUR"]), max_size=2, unique=True)})
likely = st.dictionaries(
    st.sampled_from([*voter_case.KEYS, "kejadian", "asal", "tujuan", "surut"]), words | documents | letters | anything, max_size=5
).map(lambda item: {"id": 1, **item})


@settings(deadline=None, max_examples=150)
@given(
    st.sampled_from(["pemilih", "hak-suara"]),
    st.sampled_from(["pemilu-2024", "pilkada-2024", "pemilu-nasional-2029"]),
    st.lists(likely, max_size=2) | anything,
)
def test_any_json_is_answered_or_refused(command: str, ruleset: str, body: Any) -> None:
    result = ask(command, body, "--aturan", ruleset)
    if result.exit_code == 0:
        assert len(json.loads(result.stdout)) == len(body)
    else:
        assert refusal(result)


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=40))
def test_any_bytes_are_answered_or_refused(body: bytes) -> None:
    result = ask("pemilih", body)
    assert result.exit_code == 0 or refusal(result)


CHOSEN = {
    "ganti_rusak",
    "ganti_keliru_coblos",
    "ganti_kedua",
    "ganti_sudah_di_kotak",
    "ganti_tanpa_sisa",
    "kurang_saat_melayani",
    "kurang_saat_dibuka",
    "tertukar_belum_dipakai",
    "tertukar_sudah_dicoblos",
    "dobel_sebelum_bilik",
    "dobel_ketahuan_kemudian",
    "tertinggal_dicoblos",
    "tertinggal_tidak_dicoblos",
    "belum_ditandatangani",
    "tanpa_tanda_tangan_di_kotak",
    "tinta_alergi",
    "tinta_ditolak",
    "saksi_beratribut",
    "saksi_diterima",
    "saksi_tanpa_mandat",
    "saksi_lebih",
    "saksi_terlambat",
    "saksi_belum_datang",
    "tanpa_saksi",
    "banjir_surut",
    "banjir_lama",
    "anggota_tidak_datang",
    "ketua_berhalangan",
    "lima_anggota",
    "kurang_dari_lima",
    "semua_hadir",
}
"""Acts that a keyed incident picks; the page names the incident instead."""
PAGE = (Path(__file__).parents[3] / "docs" / "format-kasus-pemilih.md").read_text("utf-8")


def test_the_page_lists_every_key_and_word() -> None:
    lists = (voter_case.KEYS, voter_case.DOKUMEN, voter_case.STATUS, voter_case.KEBUTUHAN, voter_case.DAFTAR, voter_case.PERILAKU)
    words = {word for each in lists for word in each}
    chooser_keys = {key for chooser in CHOOSERS.values() for key in chooser.keys}
    asked = {key for key, act in get_ruleset("pemilu-2024").part("incidents").INCIDENTS.items() if key not in CHOSEN}
    assert sorted(word for word in words | set(CHOOSERS) | chooser_keys | asked if f"`{word}`" not in PAGE) == []


def test_the_page_answers_as_it_says() -> None:
    examples = json.loads(PAGE.split("```json\n")[1].split("```")[0])
    got = answers("pemilih", examples)
    assert [each["keputusan"] for each in got] == ["layani", "tolak", "layani", "layani"]
    assert got[2]["surat_suara"] == ["PPWP"]
    assert got[3]["formulir"] == ["C.PENDAMPING-KPU"]
