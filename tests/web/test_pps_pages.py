"""The staff pages as the PPS reads them."""

import re
from html import unescape
from uuid import UUID, uuid4

import pytest
from flask import Flask

from simulasi.services import analysis, invitations
from tests.sync_kit import RIGHT, TPS, WRONG, Phone, day, played, put_member, put_pack
from tests.web_kit import Auth, Clock

DESA = TPS // 1000


@pytest.fixture
def attempt(app: Flask) -> UUID:
    """KPPS 4 of TPS 001 with one breach."""
    log = played(put_pack(day()), [WRONG if at == 3 else RIGHT for at in range(12)])
    Phone(app).register().send(log.part())
    return UUID(log.attempt_id)


def text_of(page: str) -> str:
    """What a person reads, a screen reader's words included."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_the_board_names_the_breach(auth: Auth, attempt: UUID) -> None:
    put_member(TPS, peran=7, nama="Salak Tebing")
    page = text_of(auth.as_pps().get(f"/pps/desa/{DESA}").get_data(as_text=True))
    assert "Desa Sumberbrantas 14 TPS · 2 anggota · data terbaru baru saja" in page
    assert (
        "KPPS 4 Melati Anggrek, kesalahan berat: PSU" in page
        and "KPPS 7 Salak Tebing, belum ada data, lebih dari 3 hari tanpa kabar: –" in page
    )
    assert "Perlu didampingi 1 1 di TPS 001" in page and "Belum ada kabar lebih dari 3 hari 1 bukan berarti gagal" in page


def test_an_empty_board_says_so(auth: Auth) -> None:
    page = text_of(auth.as_pps().get(f"/pps/desa/{DESA}").get_data(as_text=True))
    assert "14 TPS · 0 anggota · data terbaru belum ada" in page and "KPPS 1 belum diisi" in page


def test_a_crew_and_its_attempts(auth: Auth, attempt: UUID, clock: Clock) -> None:
    put_member(TPS, peran=1, nama="Salak Tebing")
    clock.advance(hours=3)
    page = text_of(auth.as_pps().get(f"/pps/tps/{TPS}").get_data(as_text=True))
    assert "KPPS 1 (Ketua) · Salak Tebing Belum ada data · ponsel belum terdaftar" in page
    assert "KPPS 4 · Melati Anggrek Kesalahan berat · terbaik 91 · 1 kali selesai · kabar terakhir 3 jam lalu" in page
    assert "KPPS 2: belum diisi" in page and "Hari pendek · 24 November 2026, 19.00 WIB · nilai 22 dari 24" in page
    assert "PSU: kesalahan yang dapat berakibat pemungutan suara ulang Kotak berlebih" in page


def test_a_member(auth: Auth, attempt: UUID, app: Flask) -> None:
    browser = auth.as_pps()
    link = re.search(r"/pps/anggota/[0-9a-f-]{36}", browser.get(f"/pps/tps/{TPS}").get_data(as_text=True)).group(0)  # type: ignore[union-attr]
    page = text_of(browser.get(link).get_data(as_text=True))
    assert "Nilai terakhir 91 Nilai terbaik 91 Kabar terakhir baru saja Ponsel terdaftar 1" in page
    assert "Tinta 100% Integritas 83%" in page and "Semua percobaan" in page


def test_a_member_who_never_played(auth: Auth) -> None:
    page = text_of(auth.as_pps().get(f"/pps/anggota/{put_member()}").get_data(as_text=True))
    assert "Belum ada percobaan yang terkirim. Hasil yang masih di ponsel tidak hilang." in page and "Ponsel terdaftar belum ada" in page


def test_an_attempt_and_its_recording(auth: Auth, attempt: UUID) -> None:
    browser = auth.as_pps()
    page = browser.get(f"/pps/percobaan/{attempt}").get_data(as_text=True)
    assert f'<div id="putar-ulang" data-url="/pps/percobaan/{attempt}/data.json">' in page
    assert '<script type="module" src="/static/js/replay.js"></script>' in page
    assert "22 dari 24 PSU : kesalahan yang dapat berakibat pemungutan suara ulang. Tidak dirata-ratakan" in text_of(page)
    data = browser.get(f"/pps/percobaan/{attempt}/data.json")
    assert data.headers["Cache-Control"] == "no-store" and data.content_type == "application/json"
    assert set(data.json) == {"pack_hash", "attempt_id", "lines", "score", "findings", "member"}
    assert len(data.json["lines"]) == 13 and data.json["score"]["knockouts"] == [{"step": "langkah_3", "code": "psu"}]


def test_names_are_text_and_never_markup(auth: Auth) -> None:
    put_member(nama="<script>alert(1)</script>")
    for path in (f"/pps/desa/{DESA}", f"/pps/tps/{TPS}"):
        assert "<script>alert" not in auth.as_pps().get(path).get_data(as_text=True)


def test_sums_for_the_ppk(auth: Auth, attempt: UUID) -> None:
    page = text_of(auth.as_ppk().get("/pps/wilayah/357902").get_data(as_text=True))
    assert "1 anggota · 0 dari 179 TPS siap (tujuh peran)" in page
    few = "< 5 0 0 < 5 kurang dari 5 kurang dari 5 baru saja"
    assert f"Desa Sumberbrantas 0 / 14 1 {few}" in page and "Desa Punten 0 / 15 0 – belum ada data belum ada" in page
    page = text_of(auth.as_ppk().get(f"/pps/wilayah/{DESA}").get_data(as_text=True))
    assert "Kecamatan Bumiaji Desa Sumberbrantas" in page and f"TPS 001 0 1 {few}" in page
    page = text_of(auth.as_kpu().get("/pps/wilayah/3579").get_data(as_text=True))
    assert f"Kecamatan Bumiaji 0 / 179 1 {few}" in page


def test_invitations_are_shown_once_with_link_and_qr(auth: Auth) -> None:
    browser = auth.as_pps()
    form = {"csrf_token": auth.csrf(browser, "/pps/undangan"), "tps": [str(TPS), str(TPS + 1)], "tempat": "9"}
    page = browser.post("/pps/undangan", data=form).get_data(as_text=True)
    codes = re.findall(r"http://localhost/#/undangan/<wbr><span[^>]*>([0-9A-Z]{5}-[0-9A-Z]{5})<", page)
    assert len(codes) == 2 == page.count("<svg") and "style=" not in page
    for at, code in enumerate(codes):
        found = invitations.open_invitation(code)
        assert (found.tps_id, found.seats) == (TPS + at, 9)
    listed = browser.get("/pps/undangan").get_data(as_text=True)
    assert not any(code in listed for code in codes) and "0 dari 9 ponsel" in listed


def test_a_whole_desa_at_once_and_the_old_ones_revoked(auth: Auth) -> None:
    browser = auth.as_pps()
    form = {"csrf_token": auth.csrf(browser, "/pps/undangan"), "semua": "y", "tempat": "7", "ganti": "y"}
    assert browser.post("/pps/undangan", data=form).get_data(as_text=True).count("<article") == 14
    assert browser.post("/pps/undangan", data=form).get_data(as_text=True).count("<article") == 14
    page = text_of(browser.get("/pps/undangan").get_data(as_text=True))
    assert page.count("dicabut 0 dari 7") == 14 == page.count("berlaku 0 dari 7")


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"tempat": "7"}, "Pilih paling sedikit satu TPS"),
        ({"tps": str(TPS), "tempat": "0"}, "bilangan 1 sampai 50"),
        ({"tps": str(TPS), "tempat": "x"}, "bilangan 1 sampai 50"),
        ({"tps": "3579022001001", "tempat": "7"}, "tidak ada di desa ini"),
        ({"tps": "x", "tempat": "7"}, "tidak ada di desa ini"),
    ],
)
def test_a_form_filled_in_wrongly_makes_none(auth: Auth, form: dict[str, str], sentence: str) -> None:
    browser = auth.as_pps()
    answer = browser.post("/pps/undangan", data={"csrf_token": auth.csrf(browser, "/pps/undangan"), **form})
    assert answer.status_code == 400 and sentence in answer.get_data(as_text=True) and invitations.listed(3579) == []


def test_who_used_an_invitation_is_seen(auth: Auth, clock: Clock) -> None:
    (card,) = invitations.create([TPS], None)
    invitations.claim(card.code, put_member(nama="Salak Tebing"), uuid4())
    browser = auth.as_pps()
    assert "1 dari 7 ponsel" in browser.get("/pps/undangan").get_data(as_text=True)
    assert "Dipakai: KPPS 4 Salak Tebing (24 November 2026, 19.00 WIB)" in text_of(browser.get("/pps/undangan").get_data(as_text=True))
    token = auth.csrf(browser, "/pps/undangan")
    (row,) = invitations.listed(DESA)
    assert browser.post(f"/pps/undangan/{row.id}/cabut", data={"csrf_token": token}, follow_redirects=True).status_code == 200
    assert "dicabut" in browser.get("/pps/undangan").get_data(as_text=True)
    clock.advance(days=20)
    assert browser.get("/pps/undangan").status_code == 302


def test_the_printed_link_is_the_public_one(auth: Auth, make_app: object) -> None:
    made = make_app(public_url="https://simulasi.example", cookie_secure=False)  # type: ignore[operator]
    outside = Auth(made)
    browser = outside.as_pps()
    form = {"csrf_token": outside.csrf(browser, "/pps/undangan"), "tps": str(TPS), "tempat": "7"}
    assert "https://simulasi.example/#/undangan/" in browser.post("/pps/undangan", data=form).get_data(as_text=True)


def test_an_item_is_followed_down_to_the_desa_that_has_not_understood_it(app: Flask, auth: Auth) -> None:
    pack = put_pack(day())
    for _ in range(5):
        Phone(app).send(played(pack, [WRONG, *[RIGHT] * 11]).part())
    browser, key = auth.as_kpu(), analysis.listed(3579, top=3579)[0].key
    page = browser.get(f"/pps/butir/3579/{key}").get_data(as_text=True)
    for code in (357902, TPS // 1000):
        assert f'href="/pps/butir/{code}/{key}"' in page
        page = browser.get(f"/pps/butir/{code}/{key}").get_data(as_text=True)
    assert f"TPS {TPS % 1000:03d}" in page and f"/pps/butir/{TPS}" not in page
