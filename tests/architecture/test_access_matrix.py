"""Route x role x own or foreign territory, as one table: every staff route is in it, and every answer is written down."""

import re
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from simulasi import access
from simulasi.compiler.courses import compile_course
from simulasi.extensions import db
from simulasi.models.account import audit
from simulasi.services import (
    accounts,
    analysis,
    attempts,
    backup_files,
    bundles,
    curriculum,
    feedback,
    followup,
    groups,
    invitations,
    kode,
    meetings,
    packs,
)
from tests.bundle_kit import Signer
from tests.crew_kit import small_session, trainer
from tests.sync_kit import RIGHT, Phone, day, played, put_member, put_pack
from tests.web_kit import PASSWORD, Auth

OWN_TPS, FOREIGN_TPS = 3579022009001, 3579022001001

MEETING = "mulai=2027-01-02T19:30&tempat=balai&pemandu=kami&topik=skill:tinta"

# (method, path with names of PLACES) -> what each browser gets. pps: Sumberbrantas; ppk: Bumiaji; kpu: Kota Batu. 302 without log-in: to /masuk.
# Columns: nobody, pps, ppk, kpu
TABLE: dict[tuple[str, str, str], tuple[int, int, int, int]] = {
    ("pps.papan", "GET", "/pps"): (302, 302, 302, 302),
    ("pps.desa", "GET", "/pps/desa/3579022009"): (302, 200, 403, 403),
    ("pps.desa", "GET", "/pps/desa/3579022001"): (302, 404, 403, 403),
    ("pps.desa", "GET", "/pps/desa/357902"): (302, 404, 403, 403),
    ("pps.tps", "GET", "/pps/tps/3579022009001"): (302, 200, 403, 403),
    ("pps.tps", "GET", "/pps/tps/3579022001001"): (302, 404, 403, 403),
    ("pps.tps", "GET", "/pps/tps/3579022009999"): (302, 404, 403, 403),
    ("pps.anggota", "GET", "/pps/anggota/{own_member}"): (302, 200, 403, 403),
    ("pps.anggota", "GET", "/pps/anggota/{foreign_member}"): (302, 404, 403, 403),
    ("pps.percobaan", "GET", "/pps/percobaan/{own_attempt}"): (302, 200, 403, 403),
    ("pps.percobaan", "GET", "/pps/percobaan/{foreign_attempt}"): (302, 404, 403, 403),
    ("pps.percobaan_data", "GET", "/pps/percobaan/{own_attempt}/data.json"): (302, 200, 403, 403),
    ("pps.percobaan_data", "GET", "/pps/percobaan/{foreign_attempt}/data.json"): (302, 404, 403, 403),
    ("pps.wilayah", "GET", "/pps/wilayah/3579"): (302, 403, 404, 200),
    ("pps.wilayah", "GET", "/pps/wilayah/35"): (302, 403, 404, 404),
    ("pps.wilayah", "GET", "/pps/wilayah/357902"): (302, 403, 200, 200),
    ("pps.wilayah", "GET", "/pps/wilayah/357901"): (302, 403, 404, 200),
    ("pps.wilayah", "GET", "/pps/wilayah/3579022009"): (302, 403, 200, 200),
    ("pps.wilayah", "GET", "/pps/wilayah/3579011001"): (302, 403, 404, 200),
    ("undangan.daftar", "GET", "/pps/undangan"): (302, 200, 403, 403),
    ("kurikulum.atur", "GET", "/pps/kurikulum"): (302, 200, 200, 200),
    ("kurikulum.simpan", "POST", "/pps/kurikulum?bimtek=besok"): (302, 400, 400, 400),
    ("undangan.buat", "POST", "/pps/undangan?tps=3579022009001"): (302, 200, 403, 403),
    ("undangan.buat", "POST", "/pps/undangan?tps=3579022001001"): (302, 400, 403, 403),
    ("undangan.cabut", "POST", "/pps/undangan/{own_invitation}/cabut"): (302, 302, 403, 403),
    ("undangan.cabut", "POST", "/pps/undangan/{foreign_invitation}/cabut"): (302, 404, 403, 403),
    ("fasilitator.daftar", "GET", "/fasilitator"): (302, 200, 200, 403),
    ("fasilitator.buat", "POST", "/fasilitator"): (302, 400, 400, 403),
    ("fasilitator.sesi", "GET", "/fasilitator/sesi/{own_session}"): (302, 200, 404, 403),
    ("fasilitator.sesi", "GET", "/fasilitator/sesi/{foreign_session}"): (302, 404, 404, 403),
    ("fasilitator.ubah", "POST", "/fasilitator/sesi/{own_session}/ubah"): (302, 302, 404, 403),
    ("fasilitator.ubah", "POST", "/fasilitator/sesi/{foreign_session}/ubah"): (302, 404, 404, 403),
    ("fasilitator.hadir", "POST", "/fasilitator/sesi/{own_session}/hadir"): (302, 302, 403, 403),
    ("fasilitator.hadir", "POST", "/fasilitator/sesi/{foreign_session}/hadir"): (302, 404, 403, 403),
    ("fasilitator.papan", "GET", "/fasilitator/sesi/{own_session}/papan"): (302, 200, 404, 403),
    ("fasilitator.papan", "GET", "/fasilitator/sesi/{foreign_session}/papan"): (302, 404, 404, 403),
    ("fasilitator.kendali", "POST", "/fasilitator/sesi/{own_session}/kendali?act=mulai"): (302, 302, 404, 403),
    ("fasilitator.kendali", "POST", "/fasilitator/sesi/{foreign_session}/kendali?act=mulai"): (302, 404, 404, 403),
    ("fasilitator.data", "GET", "/fasilitator/sesi/{own_session}/data.json"): (302, 200, 404, 403),
    ("fasilitator.data", "GET", "/fasilitator/sesi/{foreign_session}/data.json"): (302, 404, 404, 403),
    ("fasilitator.hasil", "GET", "/fasilitator/sesi/{own_session}/hasil.json"): (302, 200, 404, 403),
    ("fasilitator.hasil", "GET", "/fasilitator/sesi/{foreign_session}/hasil.json"): (302, 404, 404, 403),
    ("fasilitator.tinjau", "GET", "/fasilitator/sesi/{own_session}/tinjau"): (302, 200, 404, 403),
    ("fasilitator.tinjau", "GET", "/fasilitator/sesi/{foreign_session}/tinjau"): (302, 404, 404, 403),
    ("serahan.berkas", "GET", "/pps/berkas"): (302, 200, 200, 200),
    ("serahan.terima", "POST", "/pps/berkas"): (302, 400, 400, 400),
    ("serahan.ditahan", "GET", "/pps/ditahan"): (302, 200, 200, 200),
    ("serahan.tutup", "POST", "/pps/ditahan/{own_gap}/tutup"): (302, 302, 403, 403),
    ("serahan.tutup", "POST", "/pps/ditahan/{foreign_gap}/tutup"): (302, 404, 403, 403),
    ("serahan.tutup", "POST", "/pps/ditahan/{own_held}/tutup"): (302, 404, 403, 403),
    ("serahan.arahkan", "POST", "/pps/ditahan/{own_held}/arahkan?desa=3579022009"): (302, 403, 404, 404),
    ("serahan.arahkan", "POST", "/pps/ditahan/{astray}/arahkan?desa=3579011001"): (302, 403, 404, 302),
    ("serahan.lepas", "POST", "/pps/ditahan/{own_held}/lepas?anggota={own_member}"): (302, 302, 403, 403),
    ("serahan.lepas", "POST", "/pps/ditahan/{foreign_held}/lepas?anggota={own_member}"): (302, 404, 403, 403),
    ("serahan.ponsel", "GET", "/pps/ponsel"): (302, 200, 403, 403),
    ("serahan.izinkan", "POST", "/pps/ponsel/{own_device}/{own_member}/izinkan"): (302, 302, 403, 403),
    ("serahan.izinkan", "POST", "/pps/ponsel/{foreign_device}/{foreign_member}/izinkan"): (302, 404, 403, 403),
    ("serahan.cabut", "POST", "/pps/ponsel/{own_device}/{own_member}/cabut"): (302, 302, 403, 403),
    ("serahan.cabut", "POST", "/pps/ponsel/{foreign_device}/{foreign_member}/cabut"): (302, 404, 403, 403),
    ("butir.daftar", "GET", "/pps/butir/3579022009"): (302, 200, 200, 200),
    ("butir.daftar", "GET", "/pps/butir/3579022001"): (302, 404, 200, 200),
    ("butir.daftar", "GET", "/pps/butir/357901"): (302, 404, 404, 200),
    ("butir.daftar", "GET", "/pps/butir/3578"): (302, 404, 404, 404),
    ("butir.satu", "GET", "/pps/butir/3579022009/{item}"): (302, 200, 404, 404),
    ("butir.satu", "GET", "/pps/butir/3579022001/{item}"): (302, 404, 404, 404),
    ("kemajuan.tempat", "GET", "/pps/kemajuan/3579022009"): (302, 200, 200, 200),
    ("kemajuan.tempat", "GET", "/pps/kemajuan/3579022001"): (302, 404, 200, 200),
    ("kemajuan.tempat", "GET", "/pps/kemajuan/357902"): (302, 404, 200, 200),
    ("kemajuan.tempat", "GET", "/pps/kemajuan/357901"): (302, 404, 404, 200),
    ("kemajuan.tempat", "GET", "/pps/kemajuan/3579"): (302, 404, 404, 200),
    ("kemajuan.tempat", "GET", "/pps/kemajuan/3578"): (302, 404, 404, 404),
    ("catatan.daftar", "GET", "/pps/catatan"): (302, 200, 403, 403),
    ("catatan.tanya", "GET", "/pps/tanya"): (302, 200, 403, 403),
    ("catatan.ke_desa", "POST", "/pps/catatan/desa?teks=halo"): (302, 302, 403, 403),
    ("catatan.ke_regu", "POST", "/pps/catatan/tps/3579022009001?teks=halo"): (302, 302, 403, 403),
    ("catatan.ke_regu", "POST", "/pps/catatan/tps/3579022001001?teks=halo"): (302, 404, 403, 403),
    ("catatan.ke_anggota", "POST", "/pps/catatan/anggota/{own_member}?teks=halo"): (302, 302, 403, 403),
    ("catatan.ke_anggota", "POST", "/pps/catatan/anggota/{foreign_member}?teks=halo"): (302, 404, 403, 403),
    ("catatan.ke_percobaan", "POST", "/pps/catatan/percobaan/{own_attempt}?teks=halo"): (302, 302, 403, 403),
    ("catatan.ke_percobaan", "POST", "/pps/catatan/percobaan/{foreign_attempt}?teks=halo"): (302, 404, 403, 403),
    ("catatan.tarik", "POST", "/pps/catatan/{own_note}/tarik"): (302, 302, 403, 403),
    ("catatan.tarik", "POST", "/pps/catatan/{foreign_note}/tarik"): (302, 404, 403, 403),
    ("forum.daftar", "GET", "/pps/kelompok"): (302, 200, 403, 403),
    ("forum.buat", "POST", "/pps/kelompok?nama=baru&tps=3579022009001"): (302, 302, 403, 403),
    ("forum.buat", "POST", "/pps/kelompok?nama=baru&tps=3579022001001"): (302, 400, 403, 403),
    ("forum.satu", "GET", "/pps/kelompok/{own_group}"): (302, 200, 403, 403),
    ("forum.satu", "GET", "/pps/kelompok/{foreign_group}"): (302, 404, 403, 403),
    ("forum.rencanakan", "POST", "/pps/kelompok/{own_group}/pertemuan?" + MEETING): (302, 302, 403, 403),
    ("forum.rencanakan", "POST", "/pps/kelompok/{foreign_group}/pertemuan?" + MEETING): (302, 404, 403, 403),
    ("forum.pertemuan", "GET", "/pps/kelompok/pertemuan/{own_meeting}"): (302, 200, 403, 403),
    ("forum.pertemuan", "GET", "/pps/kelompok/pertemuan/{foreign_meeting}"): (302, 404, 403, 403),
    ("forum.hasil", "POST", "/pps/kelompok/pertemuan/{own_meeting}/hasil?keadaan=selesai"): (302, 302, 403, 403),
    ("forum.hasil", "POST", "/pps/kelompok/pertemuan/{foreign_meeting}/hasil?keadaan=selesai"): (302, 404, 403, 403),
    ("forum.rtl", "POST", "/pps/kelompok/pertemuan/{own_meeting}/rtl?isi=latih&tenggat=2027-01-02"): (302, 302, 403, 403),
    ("forum.rtl", "POST", "/pps/kelompok/pertemuan/{foreign_meeting}/rtl?isi=latih&tenggat=2027-01-02"): (302, 404, 403, 403),
    ("forum.rtl_selesai", "POST", "/pps/kelompok/pertemuan/{own_meeting}/rtl/{own_line}/selesai?bukti=ada"): (302, 302, 403, 403),
    ("forum.rtl_selesai", "POST", "/pps/kelompok/pertemuan/{own_meeting}/rtl/{foreign_line}/selesai?bukti=ada"): (302, 404, 403, 403),
    ("forum.rtl_selesai", "POST", "/pps/kelompok/pertemuan/{foreign_meeting}/rtl/{foreign_line}/selesai?bukti=ada"): (302, 404, 403, 403),
    ("forum.hapus", "POST", "/pps/kelompok/{own_group}/hapus"): (302, 302, 403, 403),
    ("forum.hapus", "POST", "/pps/kelompok/{foreign_group}/hapus"): (302, 404, 403, 403),
    ("kertas.cetak", "GET", "/fasilitator/sesi/{own_session}/cetak"): (302, 200, 404, 403),
    ("kertas.cetak", "GET", "/fasilitator/sesi/{foreign_session}/cetak"): (302, 404, 404, 403),
    ("kertas.hitung", "GET", "/fasilitator/sesi/{own_session}/hitung"): (302, 200, 404, 403),
    ("kertas.hitung", "GET", "/fasilitator/sesi/{foreign_session}/hitung"): (302, 404, 404, 403),
    ("kertas.periksa", "POST", "/fasilitator/sesi/{own_session}/hitung"): (302, 200, 404, 403),
    ("kertas.periksa", "POST", "/fasilitator/sesi/{foreign_session}/hitung"): (302, 404, 404, 403),
    ("kelola.ringkas", "GET", "/pps/kelola"): (302, 403, 403, 200),
    ("kelola.akun", "GET", "/pps/kelola/akun"): (302, 403, 403, 200),
    ("kelola.akun_buat", "POST", "/pps/kelola/akun?nama=pps-baru&peran=pps&wilayah=3579022002"): (302, 403, 403, 200),
    ("kelola.akun_buat", "POST", "/pps/kelola/akun?nama=pps-lain&peran=pps&wilayah=3578022002"): (302, 403, 403, 400),
    ("kelola.akun_buat", "POST", "/pps/kelola/akun?nama=kpu-lain&peran=kpu&wilayah=3579"): (302, 403, 403, 400),
    ("kelola.akun_ubah", "POST", "/pps/kelola/akun/pps-temas/sandi"): (302, 403, 403, 200),
    ("kelola.akun_ubah", "POST", "/pps/kelola/akun/kpu/tutup"): (302, 403, 403, 404),
    ("kelola.akun_ubah", "POST", "/pps/kelola/akun/tiada/tutup"): (302, 403, 403, 404),
    ("kelola.paket", "GET", "/pps/kelola/paket"): (302, 403, 403, 200),
    ("kelola.paket_susun", "POST", "/pps/kelola/paket?aturan=tiada&benih=7&ukuran=singkat"): (302, 403, 403, 400),
    ("kelola.paket_susun", "POST", "/pps/kelola/paket?aturan=pemilu-2024&benih=7&ukuran=tiada&tindakan=periksa"): (302, 403, 403, 400),
    ("kelola.paket_satu", "GET", "/pps/kelola/paket/{pack}"): (302, 403, 403, 200),
    ("kelola.paket_satu", "GET", "/pps/kelola/paket/" + "0" * 64): (302, 403, 403, 404),
    ("kelola.paket_ubah", "POST", "/pps/kelola/paket/" + "0" * 64 + "/tarik"): (302, 403, 403, 404),
    ("kelola.paket_ubah", "POST", "/pps/kelola/paket/{pack}/tiada"): (302, 403, 403, 404),
    ("operasi.sumber", "GET", "/pps/kelola/sumber"): (302, 403, 403, 200),
    ("operasi.sumber_lihat", "POST", "/pps/kelola/sumber/tiada?kutipan=dibaca"): (302, 403, 403, 302),
    ("operasi.cadangan", "GET", "/pps/kelola/cadangan"): (302, 403, 403, 200),
    ("operasi.cadangan_buat", "POST", "/pps/kelola/cadangan"): (302, 403, 403, 302),
    ("operasi.hapus", "GET", "/pps/kelola/hapus"): (302, 403, 403, 200),
    ("operasi.hapus_anggota", "POST", "/pps/kelola/hapus/anggota?kode=tiada"): (302, 403, 403, 400),
    ("operasi.hapus_lama", "POST", "/pps/kelola/hapus/lama?hari=400"): (302, 403, 403, 200),
    ("unduh.berkas", "GET", "/pps/unduh/papan/3579022009.csv"): (302, 200, 404, 404),
    ("unduh.berkas", "GET", "/pps/unduh/papan/3579022001.csv"): (302, 404, 404, 404),
    ("unduh.berkas", "GET", "/pps/unduh/jumlah/3579022009.xlsx"): (302, 404, 200, 200),
    ("unduh.berkas", "GET", "/pps/unduh/jumlah/357901.xlsx"): (302, 404, 404, 200),
    ("unduh.berkas", "GET", "/pps/unduh/mingguan/3579.csv"): (302, 404, 404, 200),
    ("unduh.berkas", "GET", "/pps/unduh/butir/3579022009.xlsx"): (302, 200, 200, 200),
    ("unduh.berkas", "GET", "/pps/unduh/butir/3579022001.xlsx"): (302, 404, 200, 200),
    ("unduh.berkas", "GET", "/pps/unduh/kenaikan/3579022009.csv"): (302, 200, 200, 200),
    ("unduh.berkas", "GET", "/pps/unduh/kenaikan/3579022001.csv"): (302, 404, 200, 200),
    ("unduh.berkas", "GET", "/pps/unduh/ingatan/357901.xlsx"): (302, 404, 404, 200),
    ("unduh.berkas", "GET", "/pps/unduh/pengaruh/3579022009.xlsx"): (302, 200, 200, 200),
    ("unduh.berkas", "GET", "/pps/unduh/pengaruh/3579011001.xlsx"): (302, 404, 404, 200),
    ("unduh.berkas", "GET", "/pps/unduh/pertemuan/3579022009.csv"): (302, 200, 404, 404),
    ("unduh.berkas", "GET", "/pps/unduh/kehadiran/3579022009.csv"): (302, 200, 404, 404),
    ("unduh.berkas", "GET", "/pps/unduh/kehadiran/3579022001.csv"): (302, 404, 404, 404),
    ("unduh.berkas", "GET", "/pps/unduh/tindak-lanjut/3579022009.xlsx"): (302, 200, 404, 404),
    ("unduh.berkas", "GET", "/pps/unduh/tanya/3579022009.csv"): (302, 200, 404, 404),
    ("unduh.berkas", "GET", "/pps/unduh/tanya/3579022009.exe"): (302, 404, 404, 404),
    ("unduh.berkas", "GET", "/pps/unduh/tiada/3579022009.csv"): (302, 404, 404, 404),
    ("unduh.laporan", "GET", "/pps/laporan/3579022009"): (302, 200, 403, 403),
    ("unduh.laporan", "GET", "/pps/laporan/3579022001"): (302, 404, 403, 403),
    ("auth.keluar", "POST", "/keluar"): (302, 302, 302, 302),
}


@pytest.fixture
def names(app: Flask) -> dict[str, Any]:
    """What there is of one's own and of others."""
    found: dict[str, Any] = {}
    pack = put_pack(day())
    found["pack"] = pack
    for whose, tps_id in (("own", OWN_TPS), ("foreign", FOREIGN_TPS)):
        phone = Phone(app, tps_id=tps_id).register()
        log = played(pack, [RIGHT] * 12)
        assert phone.send(log.part())[0]["status"] == "diterima"
        found[f"{whose}_member"] = phone.member_id
        found[f"{whose}_attempt"] = UUID(log.attempt_id)
        found[f"{whose}_device"] = phone.device_id
        found[f"{whose}_held"] = put_held(phone, pack)
        phone.send(played(pack, [RIGHT] * 12).part(5))
        found[f"{whose}_gap"] = next(each.digest for each in attempts.held_bundles(tps_id) if each.code == "gap")
        invitations.create([tps_id], None)
        found[f"{whose}_invitation"] = invitations.listed(tps_id // 1000)[0].id
        found[f"{whose}_session"] = small_session(trainer(wilayah=tps_id // 1000)).id
        staff = accounts.log_in({"own": "pps-sumberbrantas", "foreign": "pps-punten"}[whose], PASSWORD, "127.0.0.1")
        found[f"{whose}_note"] = feedback.send(staff, tps_id, "halo")
        found[f"{whose}_group"] = groups.create(staff, tps_id // 1000, "Kelompok", [tps_id])
        group = groups.one(staff, found[f"{whose}_group"])
        assert group is not None
        found[f"{whose}_meeting"] = meetings.plan(staff, group, 1, "balai", "kami", "skill:tinta")
        meeting = meetings.one(staff, found[f"{whose}_meeting"])
        assert meeting is not None
        found[f"{whose}_line"] = followup.add(staff, meeting, "latih", 1, None)
    stranger = Signer(UUID(int=7), OWN_TPS)
    bearer = bundles.Bearer(UUID(int=8), kode.span(357902)[0], bundles.FILE)
    found["pack"], found["sealed"] = pack, stranger.seal(played(pack, [RIGHT] * 12))
    found["astray"] = bundles.take(stranger.seal(played(pack, [RIGHT] * 12)), bearer)[0].digest
    # Five answers to one item by one person: enough for the own desa, too few people above it.
    for _ in range(5):
        phone.send(played(pack, [RIGHT] * 12).part())
        Phone(app, found["own_member"], tps_id=OWN_TPS).send(played(pack, [RIGHT] * 12).part())  # type: ignore[arg-type]
    found["item"] = analysis.listed(OWN_TPS // 1000, top=0)[0].key
    return found


def put_held(phone: Phone, pack: str) -> str:
    """A bundle of a phone that was never heard of before, held where its member is at home."""
    stranger = Signer(phone.member_id, phone.claims.tps_id)
    receipt = bundles.take(stranger.seal(played(pack, [RIGHT] * 12)), bundles.Bearer(phone.device_id, phone.claims.tps_id, bundles.PHONE))[
        0
    ]
    assert receipt.code == "key-unknown"
    return receipt.digest


def browsers(app: Flask, auth: Auth) -> list[tuple[FlaskClient, str]]:
    """Each with a CSRF token that is right: the refusal must come from who they are."""
    app.config["WTF_CSRF_ENABLED"] = True
    made = [app.test_client(), auth.as_pps(), auth.as_ppk(), auth.as_kpu()]
    return [(made[0], auth.csrf(made[0], "/masuk")), *((each, auth.csrf(each, each.get("/pps").location)) for each in made[1:])]


def test_who_gets_what(app: Flask, auth: Auth, names: dict[str, object], monkeypatch: pytest.MonkeyPatch) -> None:
    """`keluar` comes last: it ends the sessions."""
    monkeypatch.setattr(backup_files, "launch", lambda path: None)  # really begun in tests/web/test_operasi.py
    who = browsers(app, auth)
    for (endpoint, method, path), expected in TABLE.items():
        address, _, query = path.format(**names).partition("?")
        form = dict(pair.split("=", 1) for pair in query.split("&")) if query else {}
        got = []
        for browser, token in who:
            answer = browser.open(address, method=method, data={"csrf_token": token, "tempat": "7", **form} if method == "POST" else None)
            got.append(answer.status_code)
        assert tuple(got) == expected, (endpoint, address)


# Staff POSTs that leave no row in `audit`, and why.
UNTOLD = {
    "auth.keluar": "ending one's own session changes nothing of anybody's",
    "kertas.periksa": "compares figures on the page and stores nothing",
}
SESSION = {
    "nama": "Regu audit",
    "aturan": "pemilu-2024",
    "ukuran": "singkat",
    "benih": "audit",
    "kursi": "kpps_4",
    "laju": "0",
    "mulai": "2027-01-02T08:00",
    "tempat": "Balai",
}
# What the table asks of these is refused; this is not.
DONE: dict[str, tuple[str, str, dict[str, Any]]] = {
    "serahan.terima": ("pps", "/pps/berkas", {"berkas": "{sealed}"}),
    "fasilitator.buat": ("pps", "/fasilitator", SESSION),
    "fasilitator.ubah": ("pps", "/fasilitator/sesi/{own_session}/ubah", {"mulai": "2027-01-03T08:00", "tempat": "Balai", "batal": "0"}),
    "kelola.paket_susun": ("kpu", "/pps/kelola/paket", {"aturan": "pemilu-2024", "benih": "audit", "ukuran": "singkat"}),
    "kelola.paket_ubah": ("kpu", "/pps/kelola/paket/{pack}/tarik", {}),
    "operasi.sumber_lihat": ("kpu", "/pps/kelola/sumber/uu-7-2017-ps-350", {"kutipan": "Lembaran Negara 2017 nomor 182, Pasal 350"}),
    "operasi.hapus_anggota": ("kpu", "/pps/kelola/hapus/anggota", dict.fromkeys(("kode", "yakin"), "{own_member.hex:.12}")),
    "operasi.hapus_lama": ("kpu", "/pps/kelola/hapus/lama", {"hari": "400", "yakin": "HAPUS"}),
}


def test_every_act_of_staff_leaves_a_row_in_the_audit(
    app: Flask, auth: Auth, names: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over the URL map: an act that does what it should, and is not named above, is in `audit` with who did it."""
    monkeypatch.setattr(backup_files, "launch", lambda path: None)
    posts = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    staff = {name for name, said in access.declared(app).items() if said and said[0] == "staff"} & posts
    assert set(UNTOLD) <= staff
    who = dict(zip(("pps", "ppk", "kpu"), browsers(app, auth)[1:], strict=True))
    ids = {peran: accounts.log_in(name, PASSWORD, "127.0.0.1").id for peran, name in WHO.items()}
    silent = []
    for endpoint in sorted(staff - set(UNTOLD), key=lambda name: (LAST.index(name) if name in LAST else -1, name)):
        peran, path, form = DONE.get(endpoint) or (_course() if endpoint == "kurikulum.simpan" else _of_table(endpoint))
        before = _acts(ids[peran])
        data = {key: _filled(value, names) for key, value in form.items()}
        browser, token = who[peran]
        address = path.format(**names)
        answer = browser.post(address, data={"csrf_token": token, "tempat": "7", **data}, content_type="multipart/form-data")
        problem = re.findall(r"class=\"(?:wrong|notice notice-no)\"[^>]*>([^<]*)", answer.get_data(as_text=True))
        assert answer.status_code in (200, 302), (endpoint, answer.status_code, problem)
        if _acts(ids[peran]) == before:
            silent.append(endpoint)
    assert silent == []


WHO = {"pps": "pps-sumberbrantas", "ppk": "ppk-bumiaji", "kpu": "kpu"}
# They end what others act on.
LAST = ("forum.hapus", "kelola.paket_ubah", "serahan.cabut", "operasi.hapus_anggota")


def _course() -> tuple[str, str, dict[str, Any]]:
    """The course as it is, said once more."""
    packs.publish(compile_course("pemilu-2024", "kota_batu").bytes)
    parts = [each.id for each in curriculum.parts()]
    return "pps", "/pps/kurikulum", {"buka": parts, **{f"urut-{each}": str(at) for at, each in enumerate(parts, 1)}}


def _of_table(endpoint: str) -> tuple[str, str, dict[str, Any]]:
    """The first request of the table that somebody may make."""
    for (name, method, address), answers in TABLE.items():
        if name == endpoint and method == "POST" and set(answers[1:]) & {200, 302}:
            peran = ("pps", "ppk", "kpu")[next(at for at, status in enumerate(answers[1:]) if status in (200, 302))]
            path, _, query = address.partition("?")
            return peran, path, dict(pair.split("=", 1) for pair in query.split("&")) if query else {}
    raise AssertionError(f"{endpoint}: nobody may do this; name a request in DONE")


def _filled(value: Any, names: dict[str, Any]) -> Any:
    if value == "{sealed}":
        return BytesIO(names["sealed"]), "a.simtps"
    return value.format(**names) if isinstance(value, str) else value


def _acts(account: UUID) -> int:
    db.session.rollback()
    return db.session.execute(sa.select(sa.func.count()).where(audit.c.account_id == account)).scalar_one()


def test_every_staff_route_is_in_the_table(app: Flask) -> None:
    staff = {name for name, said in access.declared(app).items() if said and said[0] == "staff"}
    assert {endpoint for endpoint, _, _ in TABLE} == staff


def test_what_belongs_to_others_was_not_touched(app: Flask, auth: Auth, names: dict[str, object]) -> None:
    browser = auth.as_pps()
    token = auth.csrf(browser, "/pps/undangan")
    browser.post(f"/pps/undangan/{names['foreign_invitation']}/cabut", data={"csrf_token": token})
    browser.post("/pps/undangan", data={"csrf_token": token, "tempat": "7", "tps": str(FOREIGN_TPS)})
    (left,) = invitations.listed(FOREIGN_TPS // 1000)
    assert left.revoked is None


def test_no_names_above_the_pps(app: Flask, auth: Auth, names: dict[str, object]) -> None:
    put_member(OWN_TPS, peran=1, nama="Kapulaga Pualam")
    for browser in (auth.as_ppk(), auth.as_kpu()):
        for code in (357902, 3579022009):
            page = browser.get(f"/pps/wilayah/{code}").get_data(as_text=True)
            assert "Kapulaga" not in page and "Melati Anggrek" not in page
    assert "Kapulaga Pualam" in auth.as_pps().get(f"/pps/tps/{OWN_TPS}").get_data(as_text=True)
