"""Rows 01-48 of pemungutan.md 6 (and 55, 73, 79, 80, 113) that are a decision about one person, in both rule sets."""

import string
from collections import Counter
from typing import Any

import pytest

from simulasi.rules import get_ruleset
from simulasi.rules.entitlement import ballots_held, in_ballot_order
from simulasi.rules.voter_case import Case
from simulasi.rules.voters import Decision, decide_pemilih

BOTH = ("pemilu-2024", "pilkada-2024")
KTP, CP, LETTER = "ktp_el", "c_pemberitahuan", "surat_pindah"
ONE = {"surat_suara": ["@satu"]}
"""A letter that ticks one ballot only; `@satu` becomes the first election of the rule set."""


def row(
    number: str, case: dict[str, Any], keputusan: str, kelompok: str | None = None, **expected: Any
) -> tuple[str, dict[str, Any], dict]:
    """One line of the table: `pilkada` overrides what Pilkada answers otherwise."""
    return number, case, {"keputusan": keputusan, "kelompok": kelompok, "mark": "seen", "catat": False, "sampai": None} | expected


def mover(**case: Any) -> dict[str, Any]:
    """A voter with a letter to this TPS who stands in its movers' list."""
    return {"daftar": "pindahan", "surat_pindah": ONE, "jam": "11:15"} | case


def khusus(**case: Any) -> dict[str, Any]:
    """A voter in no list, with a card of this TPS, at the hour of his group."""
    return {"daftar": "tidak_ada", "jam": "12:20"} | case


ROWS = (
    row("01", {"dokumen": [KTP], "jam": "08:10"}, "layani", "DPT", sumber="pungut-s17"),
    row("01", {"dokumen": [KTP], "jam": "12:59"}, "layani", "DPT"),
    row("02", {"dokumen": [CP, "foto_ktp"]}, "layani", "DPT", catat=True, sumber="pungut-s18"),
    row("02", {"dokumen": [CP, "fotokopi_ktp"]}, "layani", "DPT", catat=True),
    row("02", {"dokumen": [CP, "dokumen_foto"]}, "layani", "DPT", catat=True),
    row("02", {"dokumen": [CP]}, "tunggu", "DPT"),
    row("03", {"dokumen": [CP, "ikd"]}, "layani", "DPT", catat=True, sumber="pungut-s19"),
    row("04", {"dokumen": [CP, "suket"]}, "layani", "DPT", pilkada={"mark": "conflict", "catat": True}),
    row("04", {"dokumen": [CP, "biodata"]}, "layani", "DPT", catat=True, kasus=2, pilkada={"catat": False, "kasus": 4}),
    row("04", {"dokumen": [CP, "dokumen_tanpa_foto"]}, "tunggu", "DPT", kasus=5),
    row("05", {"dokumen": [CP, "kk"]}, "tunggu", "DPT", sumber="pungut-s31"),
    row("06", {"dokumen": ["c_pemberitahuan_orang_lain", KTP]}, "tolak", catat=True),
    row("06", {"cocok": "orang_lain"}, "tolak", catat=True, oleh="pengawas_tps"),
    row("07", {"jari": "bertinta"}, "tolak", catat=True, sumber="pungut-s88b"),
    row("08", {"tercatat_ganda": True}, "layani", "DPT", catat=True, mark="unverified"),
    row("09", {"daftar": "dpt_tps_lain", "jam": "12:30"}, "arahkan", tujuan="TPS tempat ia terdaftar", sumber="pungut-s72"),
    row("09", {"daftar": "dpt_tps_lain", "alamat": "desa_ini", "jam": "08:00"}, "arahkan", tujuan="TPS tempat ia terdaftar"),
    row("10", khusus(alamat="luar_desa"), "tolak", catat=True, sumber="pungut-s57"),
    row("10", {"daftar": "dpt_tps_lain", "alamat": "luar_desa"}, "tolak", catat=True, tujuan="TPS tempat ia terdaftar"),
    row("11", khusus(dokumen=[]), "tolak", catat=True, sumber="pungut-s58"),
    row("11", khusus(dokumen=["kk"]), "tolak", catat=True),
    row("11", khusus(dokumen=["dokumen_tanpa_foto"], alamat="luar_desa"), "tolak", catat=True),
    row("12", khusus(jam="09:00"), "tunggu", "KHUSUS", sampai="12:00", sumber="pungut-s06"),
    row("12", khusus(jam="11:59"), "tunggu", "KHUSUS", sampai="12:00"),
    row("13", khusus(), "layani", "KHUSUS", sumber="pungut-s06"),
    row("13", khusus(jam="12:00"), "layani", "KHUSUS"),
    row("13", khusus(pemilih_lain_menunggu=True), "tunggu", "KHUSUS"),
    row("14", khusus(stok="habis"), "arahkan", "KHUSUS", catat=True, tujuan="TPS terdekat di desa/kelurahan yang sama"),
    row("15", khusus(dokumen=["foto_ktp"]), "tunggu", "KHUSUS", catat=True, mark="unverified", sumber="pungut-s20"),
    row("15", khusus(dokumen=["ikd"]), "tunggu", "KHUSUS", catat=True, mark="unverified"),
    row(
        "04",
        khusus(dokumen=["suket"]),
        "layani",
        "KHUSUS",
        kasus=13,
        pilkada={"keputusan": "tunggu", "catat": True, "mark": "conflict", "kasus": 4},
    ),
    row("16", {"dokumen": [KTP, "ktp_el_kedua"], "daftar": "tidak_ada"}, "tolak", catat=True, sumber="pungut-s72"),
    row("17", khusus(umur=17), "layani", "KHUSUS", mark="unverified"),
    row("18", {"umur": 16, "kawin": True}, "layani", "DPT", sumber="pungut-s74"),
    row("19", {"umur": 16}, "tolak", catat=True, sumber="pungut-s59"),
    row("20", {"status": "tni_polri"}, "tolak", catat=True, sumber="pungut-s74"),
    row("21", khusus(status="purna_tni_polri"), "layani", "KHUSUS", mark="unverified"),
    row("22", {"status": "meninggal"}, "tolak", sumber="pungut-s03"),
    row("23", {"status": "wna"}, "tolak", catat=True, mark="unverified"),
    row("24", {"status": "hak_dicabut"}, "tolak", catat=True),
    row("25", {"cocok": "salah_tulis"}, "layani", "DPT", catat=True, mark="unverified"),
    row(
        "26",
        mover(surat_pindah={"untuk_tps": "lain", "surat_suara": ["@satu"]}),
        "arahkan",
        mark="unverified",
        tujuan="TPS yang disebut di surat pindah memilih",
    ),
    row("26", {"dokumen": [LETTER, KTP], "surat_pindah": {"untuk_tps": "lain", "surat_suara": []}}, "arahkan", mark="unverified"),
    row("27", {"daftar": "pindahan", "dokumen": [KTP]}, "tunggu", "PINDAHAN", catat=True, sumber="pungut-s17"),
    row("28", mover(), "layani", "PINDAHAN", ballots=["@satu"], sumber="pungut-s59b"),
    row("28", mover(surat_pindah={"surat_suara": []}), "layani", "PINDAHAN", ballots=[]),
    row("29", mover(jam="08:30"), "tunggu", "PINDAHAN", sampai="11:00", mark="conflict"),
    row("29", mover(jam="08:30", keadaan_memaksa=True), "layani", "PINDAHAN", ballots=["@satu"], catat=True, mark="conflict"),
    row(
        "30",
        {"daftar": "dpt_tps_lain", "status": "petugas", "alamat": "luar_desa"},
        "arahkan",
        tujuan="TPS tempat ia terdaftar",
        sumber="pungut-s26",
    ),
    row("31", mover(tempat="rawat_inap", jam="12:10"), "layani", "PINDAHAN", ballots=["@satu"], mark="unverified", sumber="pungut-s73"),
    row("31", mover(tempat="tahanan", jam="09:00"), "tunggu", "PINDAHAN", sampai="12:00", mark="unverified"),
    row("31", {"tempat": "rawat_inap"}, "tolak", mark="unverified"),
    row("32", {"daftar": "dpt_tps_lain", "pengungsi": True, "alamat": "luar_desa"}, "arahkan", sumber="pungut-s26"),
    row("33", {"jam": "13:05", "antre_sebelum_tutup": True}, "layani", "DPT", sumber="pungut-s61b", oleh="kpps_5"),
    row("33", khusus(jam="13:20", antre_sebelum_tutup=True), "layani", "KHUSUS"),
    row("34", {"jam": "13:05"}, "tolak", sumber="pungut-s81"),
    row("34", {"jam": "13:00"}, "tolak"),
    row("34", {"jam": "13:05", "daftar": "dpt_tps_lain"}, "tolak"),
    row("36", {"kebutuhan": ["hamil"]}, "layani", "DPT", offers=["seen"]),
    row("36", {"kebutuhan": ["lansia"]}, "layani", "DPT", offers=["seen"]),
    row("37", {"kebutuhan": ["netra"]}, "layani", "DPT", offers=["seen", "seen"], pilkada={"offers": ["seen", "unverified"]}),
    row("38", {"kebutuhan": ["daksa"], "pendamping": "pilihan_sendiri"}, "layani", "DPT", offers=["seen"] * 3, form="C.PENDAMPING"),
    row("39", {"kebutuhan": ["lansia"], "pendamping": "bukan_pilihan_sendiri"}, "layani", "DPT", catat=True, offers=["seen", "unverified"]),
    row("40", {"kebutuhan": ["buta_huruf"], "pendamping": "pilihan_sendiri"}, "layani", "DPT", offers=["unverified"] * 2),
    row("41", {"kebutuhan": ["tanpa_tangan"], "pendamping": "pilihan_sendiri"}, "layani", "DPT", offers=["seen"] * 3, form="C.PENDAMPING"),
    row("42", {"kebutuhan": ["rungu"]}, "layani", "DPT", offers=["seen", "unverified"]),
    row("43", {"kebutuhan": ["kursi_roda"]}, "layani", "DPT", offers=["seen", "unverified"]),
    row("44", {"kebutuhan": ["anak_kecil"]}, "layani", "DPT", offers=["unverified"]),
    row("47", {"perilaku": "mabuk"}, "tunggu", "DPT", catat=True, mark="unverified"),
    row("48", {"kebutuhan": ["gangguan_jiwa"]}, "layani", "DPT", mark="unverified", offers=["seen", "unverified"]),
    row("55", {"stok": "habis"}, "tunggu", "DPT", catat=True, sumber="pungut-s60", oleh="pps"),
    row("55", mover(stok="habis"), "tunggu", "PINDAHAN", catat=True),
    row("73", {"kebutuhan": ["tanpa_jari"]}, "layani", "DPT", offers=["unverified"]),
    row("79", {"perilaku": "telepon"}, "layani", "DPT", sumber="pungut-s16"),
    row("80", {"perilaku": "atribut"}, "tunggu", "DPT", sumber="pungut-s53"),
    row("113", {"kebutuhan": ["batuk_demam"]}, "layani", "DPT", offers=["unverified"]),
)
ORDINARY = (
    row("", {}, "layani", "DPT", kasus=None),
    row("", {"jam": "06:40"}, "tunggu", "DPT", sampai="07:00", kasus=None),
    row("", khusus(alamat="desa_ini"), "arahkan", mark="unverified", tujuan="TPS yang melayani alamatnya", kasus=None),
    row(
        "",
        {"daftar": "tidak_ada", "dokumen": [LETTER, KTP], "surat_pindah": ONE},
        "tunggu",
        "PINDAHAN",
        catat=True,
        mark="unverified",
        kasus=None,
    ),
    row("", {"dokumen": [CP, LETTER, KTP], "surat_pindah": ONE}, "layani", "DPT", kasus=None),
)


def filled(value: Any, first: str) -> Any:
    """Write this rule set's first election where the table says `@satu`."""
    if isinstance(value, dict):
        return {key: filled(inner, first) for key, inner in value.items()}
    if isinstance(value, list):
        return [filled(inner, first) for inner in value]
    return first if value == "@satu" else value


def cases() -> list[Any]:
    """The table times the rule sets, each named by its row; b, c, ... where a row has several cases."""
    counted: Counter[str] = Counter()
    found = []
    for number, case, expected in (*ROWS, *ORDINARY):
        name = f"kasus-{number}" if number else "biasa"
        letter = string.ascii_lowercase[counted[name]] if counted[name] else ""
        counted[name] += 1
        found += [pytest.param(ruleset, number, case, expected, id=f"{name}{letter}-{ruleset}") for ruleset in BOTH]
    return found


@pytest.mark.parametrize(("ruleset_id", "number", "case", "expected"), cases())
def test_row(ruleset_id: str, number: str, case: dict[str, Any], expected: dict[str, Any]) -> None:
    ruleset = get_ruleset(ruleset_id)
    first = ruleset.elections[0].id
    want = filled(expected | (expected.get("pilkada", {}) if ruleset_id == "pilkada-2024" else {}), first)
    got = decide_pemilih(filled(case, first), ruleset)
    assert (got.keputusan, got.kelompok, got.sampai, got.mark, got.catat_kejadian_khusus) == (
        want["keputusan"],
        want["kelompok"],
        want["sampai"],
        want["mark"],
        want["catat"],
    )
    assert got.tujuan == want.get("tujuan", got.tujuan)
    assert [offer.mark for offer in got.layanan] == want.get("offers", [])
    assert want.get("sumber", got.sumber[0]) in got.sumber
    assert want.get("oleh", got.oleh[0]) in got.oleh
    row_number = want.get("kasus", int(number or 0))
    assert row_number is None or row_number in got.kasus
    assert any(form.startswith(want.get("form", "")) for form in (*got.formulir, ""))
    check_papers(got, want, ruleset_id)


def check_papers(got: Decision, want: dict[str, Any], ruleset_id: str) -> None:
    """Only who is served now is written in a list and handed ballots; the incident form goes with the note."""
    ruleset = get_ruleset(ruleset_id)
    served = want["keputusan"] == "layani"
    assert (got.daftar_hadir is not None) == served
    if served:
        assert got.daftar_hadir == ruleset.groups[want["kelompok"]].attendance_form
        everything = in_ballot_order(ballots_held(Case().tps, ruleset), ruleset)
        assert list(got.surat_suara) == want.get("ballots", everything)
    else:
        assert got.surat_suara == ()
    assert any(form.startswith("C.KEJADIAN KHUSUS") for form in got.formulir) == want["catat"]
    assert (got.tujuan is not None) == ("tujuan" in want or want["keputusan"] == "arahkan")


def test_labels_follow_the_rule_set() -> None:
    early = khusus(jam="09:00")
    said = {ruleset: decide_pemilih(early, get_ruleset(ruleset)).alasan for ruleset in BOTH}
    assert said["pemilu-2024"].startswith("DPK dilayani pukul 12.00-13.00")
    assert said["pilkada-2024"].startswith("Pemilih Tambahan dilayani pukul 12.00-13.00")


def test_pilkada_serves_movers_early_only_when_it_must() -> None:
    early = filled(mover(jam="08:30"), "GUBERNUR")
    assert "hanya dalam keadaan memaksa" in decide_pemilih(early, get_ruleset("pilkada-2024")).alasan


def test_articles_follow_the_rule_set() -> None:
    inked = {"jari": "bertinta"}
    assert "pkpu-25-2023-ps-80" in decide_pemilih(inked, get_ruleset("pemilu-2024")).sumber
    pilkada = decide_pemilih(inked, get_ruleset("pilkada-2024")).sumber
    assert "pkpu-17-2024-ps-50" in pilkada
    assert not [source for source in pilkada if source.startswith(("pkpu-25", "uu-7-2017", "kpt-66"))]


def test_jakarta_hands_out_one_ballot_fewer() -> None:
    held = decide_pemilih({"tps": {"provinsi": "31"}}, get_ruleset("pemilu-2024")).surat_suara
    assert held == ("PPWP", "DPR", "DPD", "DPRD_PROV")


def test_the_draft_verifies_nothing() -> None:
    ruleset = get_ruleset("pemilu-nasional-2029")
    got = decide_pemilih({"kebutuhan": ["hamil"]}, ruleset)
    assert (got.keputusan, got.surat_suara, got.mark) == ("layani", ("PPWP", "DPR", "DPD"), "unverified")
    assert [offer.mark for offer in got.layanan] == ["unverified"]


def test_a_case_read_once_is_decided_alike() -> None:
    ruleset = get_ruleset("pemilu-2024")
    assert decide_pemilih(Case(), ruleset) == decide_pemilih({}, ruleset)
