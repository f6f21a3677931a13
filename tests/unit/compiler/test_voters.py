"""One voter at the tables: the law says what is right, and what each table does reaches the books."""

import pytest

from simulasi.compiler import ContentError
from tests.unit.compiler.day_kit import ELECTIONS, content_with, day_of, fired, option_of, play, small, step_of

HEAD = """
    [[pemilih]]
    id = "uji"
    golongan = "uji"
    dari = "{dari}"
    sampai = "{dari}"
    keterampilan = ["memeriksa_pemilih"]
    sumber = ["pungut-s17"]
    [pemilih.kasus]
    {kasus}
"""
CHOICE = """
    [[pemilih.langkah.pilihan]]
    keputusan = "{keputusan}"
    teks = "{teks}"
    hasil = "Terjadi."
    umpan = "Begini akibatnya."
    {lain}
"""


def voter(kasus: str, *choices: tuple[str, str, str], dari: str = "09:00", table: str = "", more: str = "") -> str:
    step = "\n    [[pemilih.langkah]]\n" + (f'    meja = "{table}"\n' if table else "")
    options = "".join(CHOICE.format(keputusan=decision, teks=text, lain=other) for decision, text, other in choices)
    return HEAD.format(dari=dari, kasus=kasus) + step + options + more


SERVE = ("layani:DPT", "Layani sebagai DPT", "")
KHUSUS = ("layani:KHUSUS", "Layani sebagai DPK", "")
REFUSE = ("tolak", "Tolak", "")
WAIT = ("tunggu", "Minta kembali", "")
SEND = ("arahkan", "Arahkan", "")
MOVER = """
    [[pemilih]]
    id = "uji"
    golongan = "uji"
    dari = "11:05"
    sampai = "11:05"
    keterampilan = ["hak_surat_suara"]
    sumber = ["pungut-s59b"]
    [pemilih.pindah]
    asal = "TPS 001, provinsi lain"
    alasan = "Tugas"
    provinsi = "beda"
    [pemilih.kasus]
    daftar = "pindahan"
    dokumen = ["surat_pindah", "ktp_el"]
"""


def make(tmp_path, text, size=None):
    return day_of(content_with(tmp_path, pemilih=text), size)


@pytest.mark.parametrize(
    ("kasus", "dari", "right"),
    [
        ('daftar = "dpt"', "09:00", "Layani sebagai DPT"),
        ('daftar = "dpt"\n    dokumen = ["ktp_el"]', "09:00", "Layani sebagai DPT"),
        ('daftar = "tidak_ada"\n    dokumen = ["ktp_el"]', "12:10", "Layani sebagai DPK"),
        ('daftar = "tidak_ada"\n    dokumen = ["ktp_el"]', "09:00", "Minta kembali"),
        ('daftar = "tidak_ada"\n    dokumen = ["ktp_el"]\n    alamat = "luar_desa"', "12:10", "Tolak"),
        ('daftar = "dpt_tps_lain"\n    alamat = "desa_ini"', "09:00", "Arahkan"),
        ('daftar = "dpt"\n    jari = "bertinta"', "09:00", "Tolak"),
    ],
)
def test_the_law_says_which_option_is_right(tmp_path, kasus, dari, right):
    step = step_of(make(tmp_path, voter(kasus, SERVE, KHUSUS, REFUSE, WAIT, SEND, dari=dari)), "v01_1")
    assert [option["text"] for option in step["options"] if option["right"]] == [right]
    assert {option["points"] for option in step["options"]} == {0, 2}


def test_an_author_may_call_a_lawful_act_wrong_but_never_an_unlawful_one_right(tmp_path):
    hasty = ("layani:DPT", "Layani tanpa melihat", "benar = false")
    step = step_of(make(tmp_path, voter('daftar = "dpt"', SERVE, hasty, REFUSE)), "v01_1")
    assert [option["text"] for option in step["options"] if option["right"]] == ["Layani sebagai DPT"]
    with pytest.raises(ContentError, match="tidak ada pilihan yang benar menurut aturan"):
        make(tmp_path, voter('daftar = "dpt"', ("tolak", "Tolak", "benar = true"), WAIT))


def test_who_is_served_is_in_every_book(tmp_path):
    raw = make(tmp_path, voter('daftar = "dpt"', SERVE, REFUSE))
    served, refused = play(raw)["counters"], play(raw, {"v01_1": option_of(raw, "v01_1", "Tolak")})["counters"]
    for e in ELECTIONS:
        for name in ("surat_suara_digunakan", "surat_suara_di_kotak", "pengguna_hak_pilih"):
            assert served[f"{name}_{e}"] == refused[f"{name}_{e}"] + 1
        assert served[f"surat_suara_tidak_digunakan_{e}"] == refused[f"surat_suara_tidak_digunakan_{e}"] - 1
        votes = [state[f"suara_sah_{e}"] + state[f"suara_tidak_sah_{e}"] for state in (served, refused)]
        assert votes[0] == votes[1] + 1


def test_who_is_sent_away_with_a_right_leaves_a_finding_that_names_the_step(tmp_path):
    raw = make(tmp_path, voter('daftar = "dpt"', SERVE, REFUSE))
    assert fired(play(raw, {"v01_1": option_of(raw, "v01_1", "Tolak")})) == {"hak_hilang": ["v01_1"]}


def test_who_has_no_right_but_votes_costs_a_repeat(tmp_path):
    kasus = 'daftar = "tidak_ada"\n    dokumen = ["ktp_el"]\n    alamat = "luar_desa"'
    raw = make(tmp_path, voter(kasus, ("layani:KHUSUS", "Layani sebagai DPK", 'pelanggaran = "psu"'), REFUSE, dari="12:10"))
    state = play(raw, {"v01_1": option_of(raw, "v01_1", "Layani")})
    assert fired(state) == {"tak_berhak": ["v01_1"]}
    assert state["knockouts"] == [{"step": "v01_1", "code": "psu"}]
    assert state["counters"]["surat_suara_digunakan_ppwp"] == state["counters"]["pengguna_hak_pilih_ppwp"]


def test_who_is_served_too_early_is_noted(tmp_path):
    raw = make(tmp_path, voter('daftar = "tidak_ada"\n    dokumen = ["ktp_el"]', WAIT, KHUSUS, REFUSE))
    assert fired(play(raw, {"v01_1": option_of(raw, "v01_1", "Layani")})) == {"dilayani_dini": ["v01_1"]}
    assert fired(play(raw, {"v01_1": option_of(raw, "v01_1", "Tolak")})) == {"hak_hilang": ["v01_1"]}


def test_who_waits_comes_back(tmp_path):
    again = '\n    [[pemilih.langkah]]\n    jam = "12:10"\n    jika = ["tunggu"]\n'
    again += "".join(CHOICE.format(keputusan=decision, teks=text, lain="") for decision, text, _ in (KHUSUS, REFUSE))
    raw = make(tmp_path, voter('daftar = "tidak_ada"\n    dokumen = ["ktp_el"]', WAIT, KHUSUS, more=again))
    assert step_of(raw, "v01_2")["when"] == [["v01_tunggu", "==", 1]]
    assert step_of(raw, "v01_2")["minute"] == 730
    early = play(raw, {"v01_1": option_of(raw, "v01_1", "Layani")})
    assert "v01_2" not in [answer["step"] for answer in early["answers"]]
    assert early["counters"]["pengguna_hak_pilih_ppwp"] == play(raw)["counters"]["pengguna_hak_pilih_ppwp"]


def test_a_wrong_list_is_found_at_the_end(tmp_path):
    raw = make(tmp_path, voter('daftar = "dpt"', SERVE, KHUSUS, REFUSE))
    state = play(raw, {"v01_1": option_of(raw, "v01_1", "Layani sebagai DPK")})
    assert fired(state) == {"daftar_keliru": ["v01_1"]}
    assert sum(state["counters"][f"pengguna_hak_pilih_dpk_{sex}_ppwp"] for sex in "lp") == 1


def test_the_next_table_may_still_stop_what_the_first_let_in(tmp_path):
    kasus = 'daftar = "tidak_ada"\n    dokumen = ["ktp_el"]\n    alamat = "luar_desa"'
    net = '\n    [[pemilih.langkah]]\n    meja = "ketua"\n    peran = "kpps_5"\n    jika = ["masuk"]\n    otomatis = "terus"\n'
    net += CHOICE.format(keputusan="layani:KHUSUS", teks="Catat saja", lain='id = "terus"\n    benar = false')
    net += CHOICE.format(keputusan="tolak", teks="Hentikan", lain="benar = true")
    raw = make(tmp_path, voter(kasus, KHUSUS, REFUSE, dari="12:10", more=net))
    let_in = option_of(raw, "v01_1", "Layani")
    assert fired(play(raw, {"v01_1": let_in})) == {}
    through = play(raw, {"v01_1": let_in, "v01_2": option_of(raw, "v01_2", "Catat")})
    assert fired(through) == {"v01_tak_berhak": ["v01_1", "v01_2"]}
    # Nobody sits at KPPS 5: the colleague trusts KPPS 4, so the mistake goes all the way.
    alone = play(raw, {"v01_1": let_in}, ["kpps_4"])
    assert fired(alone) == {"v01_tak_berhak": ["v01_1", "v01_2"]}


def test_a_row_is_found_or_another_person_is_marked_present(tmp_path):
    text = HEAD.format(dari="09:00", kasus='daftar = "dpt"') + '\n    [[pemilih.langkah]]\n    meja = "cari"\n'
    raw = make(tmp_path, text)
    step = step_of(raw, "v01_1")
    page = next(card["page"] for card in step["cards"] if card["type"] == "dpt_page")
    rows = next(each["rows"] for each in raw["dpt"]["pages"] if each["page"] == page)
    assert [step["expect"], step["person"]["nama"]] in [row[:2] for row in rows]
    other = next(row[0] for row in rows if row[0] != step["expect"])
    wrong = play(raw, {"v01_1": other})
    assert fired(wrong) == {"salah_baris": ["v01_1"]}
    assert wrong["counters"]["pengguna_hak_pilih_dpr"] == play(raw)["counters"]["pengguna_hak_pilih_dpr"]


def test_who_is_not_in_the_list_is_not_to_be_found(tmp_path):
    text = (
        HEAD.format(dari="09:00", kasus='daftar = "dpt_tps_lain"\n    alamat = "desa_ini"')
        + '\n    [[pemilih.langkah]]\n    meja = "cari"\n'
    )
    raw = make(tmp_path, text)
    assert step_of(raw, "v01_1")["expect"] == "tidak_ada"
    assert play(raw)["counters"]["pengguna_hak_pilih_ppwp"] == small().ordinary


def test_a_mover_gets_what_the_letter_ticks_and_one_too_many_travels_to_the_form(tmp_path):
    raw = make(tmp_path, MOVER + '\n    [[pemilih.langkah]]\n    meja = "surat_suara"\n')
    letter = next(card for card in step_of(raw, "v01_1")["cards"] if card["type"] == "a_surat_pindah_memilih")
    assert letter["surat_suara"] == ["PPWP"]
    assert [item["id"] for item in step_of(raw, "v01_1")["items"] if item["right"]] == ["ppwp"]
    clean = play(raw)
    assert fired(clean) == {}
    state = play(raw, {"v01_1": ["ppwp", "dpr"]})
    counters = state["counters"]
    assert counters["surat_suara_digunakan_dpr"] == counters["pengguna_hak_pilih_dpr"] + 1
    assert (
        counters["suara_sah_dpr"] + counters["suara_tidak_sah_dpr"]
        == counters["surat_suara_di_kotak_dpr"]
        == counters["surat_suara_digunakan_dpr"]
    )
    assert fired(state) == {"selisih_dpr": ["v01_1"], "lebih_dpr": ["v01_1"]}
    assert state["knockouts"] == [{"step": "v01_1", "code": "psu"}]
    asked = [answer["step"] for answer in state["answers"] if answer["step"] not in [each["step"] for each in clean["answers"]]]
    assert asked == ["selisih_dpr", "hakimi_dpr_3"]
    assert "janggal_dpr" in state["flags"]


def test_a_ballot_too_many_in_an_election_nobody_counts_by_hand_is_in_its_books_too(tmp_path):
    raw = make(tmp_path, MOVER + '\n    [[pemilih.langkah]]\n    meja = "surat_suara"\n')
    counters = play(raw, {"v01_1": ["ppwp", "dpd"]})["counters"]
    assert (
        counters["suara_sah_dpd"] + counters["suara_tidak_sah_dpd"]
        == counters["surat_suara_di_kotak_dpd"]
        == counters["pengguna_hak_pilih_dpd"] + 1
    )


def test_a_ballot_too_few_is_missing_from_the_box(tmp_path):
    raw = make(tmp_path, MOVER + '\n    [[pemilih.langkah]]\n    meja = "surat_suara"\n')
    state = play(raw, {"v01_1": []})
    assert state["counters"]["surat_suara_digunakan_ppwp"] == state["counters"]["pengguna_hak_pilih_ppwp"] - 1
    assert fired(state) == {"selisih_ppwp": ["v01_1"], "hak_hilang": ["v01_1"]}


def test_too_many_and_too_few_at_once_is_still_traced(tmp_path):
    raw = make(tmp_path, MOVER + '\n    [[pemilih.langkah]]\n    meja = "surat_suara"\n')
    state = play(raw, {"v01_1": ["dpr"]})
    assert fired(state)["v01_kurang_ppwp"] == ["v01_1"]


def test_each_group_has_its_own_list_and_a_mover_on_the_wrong_one_breaks_every_count(tmp_path):
    raw = make(tmp_path, MOVER + '\n    [[pemilih.langkah]]\n    meja = "hadir"\n')
    step = step_of(raw, "v01_1")
    assert [option["id"] for option in step["options"] if option["right"]] == ["dptb"]
    state = play(raw, {"v01_1": "dpt"})
    assert set(fired(state)) == {"daftar_keliru", *(f"selisih_{e}" for e in ("dpr", "dpd", "dprd_prov", "dprd_kab"))}
    assert state["counters"]["pengguna_hak_pilih_dpr"] == state["counters"]["surat_suara_digunakan_dpr"] + 1


def test_an_unsigned_ballot_is_judged_tidak_sah_hours_later(tmp_path):
    text = voter('daftar = "dpt"', ("", "Tanda tangani", "benar = true"), ("", "Biarkan", 'akibat = ["tanpa_ttd:PPWP"]'), table="ketua")
    raw = make(tmp_path, text)
    state = play(raw, {"v01_1": option_of(raw, "v01_1", "Biarkan")})
    assert state["counters"]["suara_tidak_sah_ppwp"] == play(raw)["counters"]["suara_tidak_sah_ppwp"] + 1
    judged = step_of(raw, "hakimi_ppwp_4")
    assert judged["when"] == [["v01_tanpa_ttd", "==", 1]]
    assert raw["ballots"]["ss_ppwp_4"]["signed"] == 0
    assert [option["text"] for option in judged["options"] if option["right"]] == ["Tidak sah"]
    assert fired(state) == {"tanpa_ttd_ppwp": ["v01_1"]}


def test_an_unsigned_ballot_waits_for_who_was_let_in(tmp_path):
    table = '\n    [[pemilih.langkah]]\n    meja = "ketua"\n'
    table += CHOICE.format(keputusan="", teks="Tanda tangani", lain="benar = true") + CHOICE.format(
        keputusan="", teks="Biarkan", lain='akibat = ["tanpa_ttd:PPWP"]'
    )
    raw = make(tmp_path, voter('daftar = "dpt"', SERVE, REFUSE, more=table.replace('keputusan = ""', "")))
    assert step_of(raw, "hakimi_ppwp_3")["when"] == [["v01_masuk", "==", 1], ["v01_tanpa_ttd", "==", 0]]


def test_only_ballots_judged_one_by_one_can_lack_a_signature(tmp_path):
    text = voter('daftar = "dpt"', ("", "Tanda tangani", "benar = true"), ("", "Biarkan", 'akibat = ["tanpa_ttd:DPD"]'), table="ketua")
    with pytest.raises(ContentError, match="diperiksa satu per satu"):
        make(tmp_path, text)


def test_a_ballot_in_another_box_is_found_there_and_brought_home(tmp_path):
    text = voter('daftar = "dpt"', ("", "Tunjuk", "benar = true"), ("", "Biarkan", 'akibat = ["salah_kotak:DPR>PPWP"]'), table="kotak")
    raw = make(tmp_path, text)
    astray = {"v01_1": option_of(raw, "v01_1", "Biarkan")}
    home = play(raw, astray)["counters"]
    assert home["surat_suara_di_kotak_dpr"] == home["surat_suara_digunakan_dpr"] == home["suara_sah_dpr"] + home["suara_tidak_sah_dpr"]
    assert home["surat_suara_di_kotak_ppwp"] == home["surat_suara_digunakan_ppwp"]
    lost = play(raw, {**astray, "nyasar_dpr_ppwp": option_of(raw, "nyasar_dpr_ppwp", "Sisihkan")})
    assert lost["counters"]["surat_suara_di_kotak_dpr"] == lost["counters"]["surat_suara_digunakan_dpr"] - 1
    assert "kotak_selisih_dpr" in [answer["step"] for answer in lost["answers"]]


def test_a_ballot_carried_home_is_missing_from_the_box(tmp_path):
    text = voter(
        'daftar = "dpt"', ("", "Minta kembali", "benar = true"), ("", "Biarkan", 'akibat = ["bawa_pulang:DPR", "catat"]'), table="kotak"
    )
    raw = make(tmp_path, text)
    state = play(raw, {"v01_1": option_of(raw, "v01_1", "Biarkan")})
    assert state["counters"]["surat_suara_di_kotak_dpr"] == state["counters"]["surat_suara_digunakan_dpr"] - 1
    assert state["counters"]["kejadian_khusus"] >= 1


def test_a_disability_is_counted_where_the_voter_votes(tmp_path):
    text = voter('daftar = "dpt"\n    kebutuhan = ["netra"]', SERVE, REFUSE)
    counters = play(make(tmp_path, text))["counters"]
    assert counters["pengguna_disabilitas_l_ppwp"] + counters["pengguna_disabilitas_p_ppwp"] == 1


def test_what_was_not_read_is_not_scored_and_says_so(tmp_path):
    text = voter('daftar = "dpt"', SERVE, REFUSE).replace('id = "uji"', 'id = "uji"\n    tanda = "unverified"', 1)
    step = step_of(make(tmp_path, text), "v01_1")
    assert {option["points"] for option in step["options"]} == {0}
    assert step["why"].endswith("(Belum diverifikasi: tidak dinilai.)")


def test_a_finding_of_ones_own(tmp_path):
    more = (
        '\n    [[pemilih.temuan]]\n    jika = ["tolak"]\n    judul = "Ditolak"\n    teks = "{panggilan} pulang."\n    tingkat = "catat"\n'
    )
    raw = make(tmp_path, voter('daftar = "dpt"', SERVE, REFUSE, more=more))
    state = play(raw, {"v01_1": option_of(raw, "v01_1", "Tolak")})
    assert fired(state)["v01_catat_1"] == ["v01_1"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (voter('daftar = "dpt"', SERVE, table="dapur"), "meja 'dapur' tidak dikenal"),
        (voter('daftar = "dpt"', SERVE, ("usir", "Usir", "")), "keputusan 'usir' tidak dikenal"),
        (voter('daftar = "dpt"', SERVE, ("layani", "Layani", "")), "layani perlu kelompok"),
        (voter('daftar = "daptar"', SERVE), "pemilih 'uji': kasus.daftar"),
        (voter('daftar = "pindahan"\n    dokumen = ["ktp_el", "surat_pindah"]', SERVE), "surat_pindah"),
        (voter('daftar = "dpt"\n    cocok = "salah"', SERVE), "cocok"),
        (MOVER.replace("pindah]", "pindah]\n    jauh = 3") + '\n    [[pemilih.langkah]]\n    meja = "surat_suara"\n', None),
    ],
)
def test_a_situation_that_cannot_be_is_refused_by_name(tmp_path, text, words):
    if words is None:
        make(tmp_path, text)
        return
    with pytest.raises(ContentError) as refusal:
        make(tmp_path, text)
    assert words in str(refusal.value)


def test_a_dpt_too_small_for_its_voters_says_so(tmp_path):
    text = voter('daftar = "dpt"', SERVE, REFUSE)
    with pytest.raises(ContentError, match="DPT hari ini terlalu kecil"):
        make(tmp_path, text, small(dpt=0))
