"""Rows 33-113 of pemungutan.md 6 that ask what to do rather than who may vote, in both rule sets; and that no row is forgotten."""

import string
from collections import Counter
from typing import Any

import pytest

from simulasi.rules import RULESETS, get_ruleset
from simulasi.rules.errors import BadInput
from simulasi.rules.incidents import CHOOSERS, decide_kejadian, event_names
from simulasi.rules.shared.incident import ACTS, CONSEQUENCES, EFFECTS
from simulasi.rules.vocabulary import PARTIES
from tests.unit.rules.test_kasus_pemilih import BOTH
from tests.unit.rules.test_kasus_pemilih import ROWS as PERSONS

SEEN, UNVERIFIED, CONFLICT = "seen", "unverified", "conflict"
# row, case, right act, written in the incident form, mark, cost of the usual mistake
ROWS: tuple[tuple[int, dict[str, Any], str, bool, str, str], ...] = (
    (33, {"kejadian": "antrean_pukul_13"}, "lanjutkan", False, SEEN, "hak_hilang"),
    (35, {"kejadian": "semua_dpt_datang"}, "tunggu", False, SEEN, "temuan"),
    (39, {"kejadian": "pendamping_berulang"}, "larang", True, UNVERIFIED, "temuan"),
    (45, {"kejadian": "masuk_bilik_berdua"}, "larang", False, UNVERIFIED, "temuan"),
    (46, {"kejadian": "lama_di_bilik"}, "biarkan", False, SEEN, "hak_hilang"),
    (47, {"kejadian": "mengganggu"}, "tunggu", True, UNVERIFIED, "hak_hilang"),
    (49, {"kejadian": "ganti_surat_suara"}, "ganti", False, SEEN, "pidana"),
    (49, {"kejadian": "ganti_surat_suara", "sebab": "rusak", "penggantian_ke": 1, "sisa": 3}, "ganti", False, SEEN, "pidana"),
    (50, {"kejadian": "ganti_surat_suara", "sebab": "keliru_coblos"}, "ganti", False, SEEN, "selisih"),
    (51, {"kejadian": "ganti_surat_suara", "penggantian_ke": 2}, "tolak", False, SEEN, "selisih"),
    (52, {"kejadian": "ganti_surat_suara", "sudah_di_kotak": True}, "tolak", False, UNVERIFIED, "psu"),
    (53, {"kejadian": "rusak_oleh_kpps"}, "pisahkan", False, SEEN, "selisih"),
    (54, {"kejadian": "sudah_tercoblos"}, "hentikan_sebagian", True, SEEN, "psu"),
    (55, {"kejadian": "surat_suara_kurang"}, "laporkan", True, SEEN, "hak_hilang"),
    (55, {"kejadian": "ganti_surat_suara", "sisa": 0}, "laporkan", True, SEEN, "hak_hilang"),
    (56, {"kejadian": "surat_suara_kurang", "saat": "pembukaan"}, "laporkan", True, SEEN, "hak_hilang"),
    (57, {"kejadian": "lebih"}, "laporkan", True, SEEN, "selisih"),
    (58, {"kejadian": "surat_suara_tertukar"}, "hentikan_sebagian", True, SEEN, "psu"),
    (59, {"kejadian": "surat_suara_tertukar", "sudah_dicoblos": True}, "hentikan_sebagian", True, SEEN, "psu"),
    (60, {"kejadian": "surat_suara_dobel", "sebelum_bilik": True}, "perbaiki", False, SEEN, "selisih"),
    (60, {"kejadian": "surat_suara_dobel"}, "pisahkan", True, SEEN, "selisih"),
    (61, {"kejadian": "salah_kotak"}, "biarkan", False, UNVERIFIED, "psu"),
    (62, {"kejadian": "surat_suara_tertinggal"}, "pisahkan", True, UNVERIFIED, "selisih"),
    (62, {"kejadian": "surat_suara_tertinggal", "dicoblos": True}, "pisahkan", True, UNVERIFIED, "selisih"),
    (63, {"kejadian": "dibawa_pulang"}, "laporkan", True, UNVERIFIED, "selisih"),
    (64, {"kejadian": "menolak_sebagian"}, "bantu", True, UNVERIFIED, "selisih"),
    (65, {"kejadian": "tanpa_tanda_tangan"}, "perbaiki", False, SEEN, "hak_hilang"),
    (67, {"kejadian": "tanda_tangan_sekaligus"}, "larang", False, UNVERIFIED, "temuan"),
    (68, {"kejadian": "menandai_surat_suara"}, "larang", True, SEEN, "psu"),
    (69, {"kejadian": "alat_sendiri"}, "larang", False, SEEN, "hak_hilang"),
    (70, {"kejadian": "menulis_merekam"}, "larang", False, SEEN, "temuan"),
    (71, {"kejadian": "menolak_tinta", "alasan": "alergi"}, "bantu", True, UNVERIFIED, "temuan"),
    (72, {"kejadian": "menolak_tinta", "alasan": "agama"}, "laporkan", True, UNVERIFIED, "temuan"),
    (72, {"kejadian": "menolak_tinta"}, "laporkan", True, UNVERIFIED, "temuan"),
    (73, {"kejadian": "tanpa_jari"}, "bantu", False, UNVERIFIED, "tidak_ada"),
    (74, {"kejadian": "tinta_dihapus"}, "perbaiki", False, SEEN, "tidak_ada"),
    (75, {"kejadian": "tinta_encer"}, "perbaiki", True, SEEN, "temuan"),
    (76, {"kejadian": "sisa_surat_suara"}, "pisahkan", False, SEEN, "psu"),
    (77, {"kejadian": "merusak_surat_suara"}, "laporkan", True, SEEN, "psu"),
    (78, {"kejadian": "segel_terlepas"}, "perbaiki", True, UNVERIFIED, "temuan"),
    (79, {"kejadian": "telepon_di_bilik"}, "larang", False, SEEN, "temuan"),
    (80, {"kejadian": "atribut_pemilih"}, "perbaiki", False, SEEN, "temuan"),
    (81, {"kejadian": "saksi_datang", "atribut": True}, "perbaiki", True, SEEN, "temuan"),
    (82, {"kejadian": "saksi_datang", "mandat": False}, "arahkan_keluar", False, SEEN, "temuan"),
    (82, {"kejadian": "saksi_datang"}, "lanjutkan", False, SEEN, "tidak_ada"),
    (83, {"kejadian": "saksi_datang", "sudah_di_dalam": 1}, "arahkan_keluar", False, SEEN, "temuan"),
    (84, {"kejadian": "saksi_datang", "jam": "08:15"}, "arahkan_keluar", True, UNVERIFIED, "tidak_ada"),
    (85, {"kejadian": "saksi_mengganggu"}, "larang", True, SEEN, "temuan"),
    (86, {"kejadian": "belum_lengkap", "jam": "07:30"}, "lanjutkan", True, SEEN, "temuan"),
    (86, {"kejadian": "belum_lengkap", "jam": "07:10"}, "tunggu", False, SEEN, "temuan"),
    (87, {"kejadian": "saksi_keberatan"}, "lanjutkan", True, UNVERIFIED, "hak_hilang"),
    (88, {"kejadian": "saran_pengawas"}, "perbaiki", True, SEEN, "temuan"),
    (89, {"kejadian": "pengawas_ikut_bekerja"}, "tolak", False, SEEN, "temuan"),
    (90, {"kejadian": "pemantau_pewarta"}, "bantu", False, SEEN, "temuan"),
    (91, {"kejadian": "polisi_di_dalam"}, "arahkan_keluar", False, UNVERIFIED, "temuan"),
    (92, {"kejadian": "pejabat_meninjau"}, "arahkan_keluar", False, UNVERIFIED, "tidak_ada"),
    (93, {"kejadian": "uang_dekat_tps"}, "laporkan", True, SEEN, "pidana"),
    (94, {"kejadian": "kpps_mengarahkan"}, "hentikan", True, SEEN, "etik"),
    (95, {"kejadian": "intimidasi"}, "laporkan", True, SEEN, "pidana"),
    (96, {"kejadian": "berkumpul_setelah_memilih"}, "arahkan_keluar", False, SEEN, "temuan"),
    (97, {"kejadian": "siaran_di_tps"}, "arahkan_keluar", False, UNVERIFIED, "tidak_ada"),
    (98, {"kejadian": "kpps_mengunggah"}, "larang", False, UNVERIFIED, "etik"),
    (99, {"kejadian": "diminta_mencoblos_sisa"}, "tolak", True, SEEN, "psu"),
    (100, {"kejadian": "tempat_rusak"}, "pindahkan", True, SEEN, "tidak_ada"),
    (101, {"kejadian": "banjir", "surut": "11:00"}, "lanjutkan", True, SEEN, "temuan"),
    (102, {"kejadian": "banjir"}, "laporkan", True, SEEN, "temuan"),
    (103, {"kejadian": "kerusuhan"}, "hentikan", True, SEEN, "tidak_ada"),
    (104, {"kejadian": "kotak_musnah"}, "laporkan", True, SEEN, "psu"),
    (105, {"kejadian": "listrik_padam"}, "lanjutkan", False, SEEN, "temuan"),
    (106, {"kejadian": "anggota_pingsan"}, "bantu", True, SEEN, "temuan"),
    (107, {"kejadian": "anggota_kurang", "hadir": 6}, "atur_ulang", True, SEEN, "temuan"),
    (108, {"kejadian": "anggota_kurang", "hadir": 6, "ketua_hadir": False}, "atur_ulang", True, UNVERIFIED, "tidak_ada"),
    (109, {"kejadian": "anggota_kurang"}, "lanjutkan", False, SEEN, "tidak_ada"),
    (109, {"kejadian": "anggota_kurang", "hadir": 5}, "atur_ulang", True, UNVERIFIED, "tidak_ada"),
    (109, {"kejadian": "anggota_kurang", "hadir": 4}, "laporkan", True, UNVERIFIED, "tidak_ada"),
    (110, {"kejadian": "tanpa_istirahat"}, "atur_ulang", False, SEEN, "selisih"),
    (111, {"kejadian": "tinta_ditinggal"}, "atur_ulang", False, UNVERIFIED, "temuan"),
    (112, {"kejadian": "pengeras_mati"}, "lanjutkan", False, UNVERIFIED, "tidak_ada"),
    (113, {"kejadian": "pemilih_demam"}, "bantu", False, UNVERIFIED, "tidak_ada"),
)
DIFFERENT = (
    # penghitungan.md C3: what Pemilu leaves open, Pilkada settles.
    ("pemilu-2024", CONFLICT, False),
    ("pilkada-2024", SEEN, True),
)


def cases() -> list[Any]:
    """The table times the rule sets, each named by its row; b, c, ... where a row has several cases."""
    counted: Counter[int] = Counter()
    found = []
    for number, *rest in ROWS:
        letter = string.ascii_lowercase[counted[number]] if counted[number] else ""
        counted[number] += 1
        found += [pytest.param(ruleset, number, *rest, id=f"kasus-{number}{letter}-{ruleset}") for ruleset in BOTH]
    return found


@pytest.mark.parametrize(("ruleset_id", "number", "case", "act", "catat", "mark", "akibat"), cases())
def test_row(ruleset_id: str, number: int, case: dict[str, Any], act: str, catat: bool, mark: str, akibat: str) -> None:
    got = decide_kejadian(case, get_ruleset(ruleset_id))
    assert (got.kasus, got.keputusan, got.catat_kejadian_khusus, got.mark, got.akibat) == ((number,), act, catat, mark, akibat)
    assert got.kejadian == case["kejadian"]
    assert any(form.startswith("C.KEJADIAN KHUSUS") for form in got.formulir) == catat


@pytest.mark.parametrize(("ruleset_id", "mark", "catat"), DIFFERENT, ids=[f"kasus-66-{ruleset}" for ruleset, *_ in DIFFERENT])
def test_unsigned_ballot_in_the_box(ruleset_id: str, mark: str, catat: bool) -> None:
    got = decide_kejadian({"kejadian": "tanpa_tanda_tangan", "di_kotak": True}, get_ruleset(ruleset_id))
    assert (got.kasus, got.keputusan, got.mark, got.catat_kejadian_khusus) == ((66,), "biarkan", mark, catat)


def test_every_row_of_section_6_is_decided() -> None:
    persons = {int(number) for number, *_ in PERSONS}
    incidents = {number for number, *_ in ROWS} | {66}
    assert persons | incidents == set(range(1, 114))


@pytest.mark.parametrize("ruleset_id", RULESETS)
def test_the_table_speaks_the_closed_words(ruleset_id: str) -> None:
    for act in get_ruleset(ruleset_id).part("incidents").INCIDENTS.values():
        assert act.act in ACTS
        assert act.akibat in CONSEQUENCES
        assert set(act.dampak) <= set(EFFECTS)
        assert set(act.oleh) <= set(PARTIES)
        assert bool(act.salah) >= (act.akibat in ("pidana", "hak_hilang", "selisih", "temuan", "etik"))


def test_every_act_can_be_asked_by_its_own_name() -> None:
    ruleset = get_ruleset("pemilu-2024")
    for name in event_names(ruleset):
        assert decide_kejadian({"kejadian": name}, ruleset).tindakan


@pytest.mark.parametrize(
    ("case", "problem"),
    [
        ({"kejadian": "hujan_uang"}, "kasus.kejadian: 'hujan_uang' tidak dikenal"),
        ({}, "kasus.kejadian"),
        ({"kejadian": "banjir", "surrut": "11:00"}, "kunci 'surrut' tidak dikenal"),
        ({"kejadian": "salah_kotak", "jam": "11:00"}, "kunci 'jam' tidak dikenal"),
        ({"kejadian": "banjir", "surut": 11}, "kasus.surut harus berupa teks"),
        ({"kejadian": "banjir", "surut": "siang"}, "jam 'siang' tidak terbaca"),
        ({"kejadian": "anggota_kurang", "hadir": 8}, "kasus.hadir harus bilangan bulat 0 sampai 7"),
        ({"kejadian": "ganti_surat_suara", "sisa": -1}, "kasus.sisa"),
        ({"kejadian": "ganti_surat_suara", "sisa": True}, "kasus.sisa"),
        ({"kejadian": "saksi_datang", "mandat": 1}, "kasus.mandat harus true atau false"),
        ({"kejadian": "menolak_tinta", "alasan": "takut"}, "pilihannya alergi, agama, lain"),
        ({"kejadian": "ganti_surat_suara", "sebab": "bosan"}, "pilihannya rusak, keliru_coblos"),
        ({"kejadian": "surat_suara_kurang", "saat": "malam"}, "pilihannya pembukaan, pemungutan"),
    ],
)
def test_refused_by_name(case: dict[str, Any], problem: str) -> None:
    with pytest.raises(BadInput) as refused:
        decide_kejadian(case, get_ruleset("pemilu-2024"))
    assert problem in str(refused.value)


def test_choosers_hide_no_act() -> None:
    ruleset = get_ruleset("pemilu-2024")
    chosen = {decide_kejadian(case, ruleset).tindakan for _, case, *_ in ROWS} | {
        decide_kejadian({"kejadian": "tanpa_tanda_tangan", "di_kotak": True}, ruleset).tindakan
    }
    assert {act.tindakan for act in ruleset.part("incidents").INCIDENTS.values()} == chosen
    assert set(CHOOSERS) <= set(event_names(ruleset))
