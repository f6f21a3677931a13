"""The operator's commands: a table of reasons, one sentence for what cannot be read, and nothing half done."""

from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from simulasi.commands import Commands
from simulasi.models.wilayah import wilayah
from simulasi.services import accounts, demo, invitations, roster, territory
from simulasi.services.packs import offers
from tests.sync_kit import rows
from tests.web_kit import PASSWORD

MEMBERS = "kode;nama;desa;tps;peran\nA1;Melati Jati;3579022009;3;4\nA2;Mawar Waru;3579022009;3;5\n"


def run(app: Flask, *args: str, given: str | None = None) -> Result:
    return app.test_cli_runner().invoke(args=list(args), input=given)


def file(tmp_path: Path, text: str | bytes) -> str:
    path = tmp_path / "berkas.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(path)


def test_every_command_is_found_and_explains_itself(app: Flask) -> None:
    assert isinstance(app.cli, Commands)
    listed = run(app, "--help").output
    for name in ("akun", "anggota", "database", "demo", "undangan", "wilayah"):
        assert name in listed and run(app, name, "--help").exit_code == 0
    assert run(app, "tiada").exit_code == 2


def test_importing_members(app: Flask, tmp_path: Path) -> None:
    done = run(app, "anggota", "impor", file(tmp_path, MEMBERS))
    assert done.exit_code == 0 and "Diterima: 2 baru, 0 berubah, 0 sama. Ditolak: 0." in done.output and done.output.endswith("Selesai.\n")
    assert len(roster.members_of(3579)) == 2


def test_a_dry_run(app: Flask, tmp_path: Path) -> None:
    done = run(app, "anggota", "impor", file(tmp_path, MEMBERS), "--uji")
    assert done.exit_code == 0 and "Uji coba saja: tidak ada yang diubah." in done.output and roster.members_of(3579) == []


def test_refused_rows_come_first_with_their_reasons(app: Flask, tmp_path: Path) -> None:
    done = run(app, "anggota", "impor", file(tmp_path, MEMBERS.replace(";5\n", ";9\n") + "A3;Salak;3579022009;3;6;\n"))
    assert done.exit_code == 1 and roster.members_of(3579) == []
    lines = done.output.splitlines()
    assert "DITOLAK" in lines[1] and "A2 Mawar Waru  -> peran '9' bukan 1 sampai 7" in lines[1]
    assert "Diterima: 2 baru, 0 berubah, 0 sama. Ditolak: 1." in lines and lines[-1].startswith("Tidak ada yang diubah.")


def test_a_long_table_is_cut_and_counted(app: Flask) -> None:
    body = "kode,nama,desa,tps,peran\n" + "".join(f"A{n},Melati Jati,3579022009,{n // 7 + 1},{n % 7 + 1}\n" for n in range(98))
    places = "kode,nama\n" + "".join(f"{n},Rekaan\n" for n in range(10, 100)) + "".join(f"11{n},Rekaan\n" for n in range(10, 100))
    done = run(app, "wilayah", "impor", "-", "--uji", given=places + "".join(f"12{n},Rekaan\n" for n in range(10, 60)))
    assert "... dan 30 baris lagi" in done.output and "Ditolak: 0" in done.output
    assert run(app, "anggota", "impor", "-", given=body).exit_code == 0


def test_columns_nobody_reads_are_named(app: Flask, tmp_path: Path) -> None:
    done = run(app, "wilayah", "impor", file(tmp_path, "kode,nama,sumber\n35,Jawa Timur,x\n"))
    assert "Kolom yang tidak dipakai: sumber" in done.output


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02\x03\x04\x05", b"PK\x03\x04", b"nama\nA\n", b'kode;nama\n"1;A\n'])
def test_a_file_that_cannot_be_read_is_one_sentence(app: Flask, tmp_path: Path, content: bytes) -> None:
    before = rows(wilayah)
    done = run(app, "wilayah", "impor", file(tmp_path, content))
    assert done.exit_code == 2 and done.stderr.count("\n") == 1 and "berkas.csv" in done.stderr and "Traceback" not in done.output
    assert rows(wilayah) == before


def test_a_file_that_is_not_there(app: Flask, tmp_path: Path) -> None:
    done = run(app, "anggota", "impor", str(tmp_path / "tiada.csv"))
    assert done.exit_code == 2 and "tiada.csv" in done.stderr and done.stderr.count("\n") == 1
    assert run(app, "anggota", "impor", str(tmp_path)).exit_code == 2


def test_accounts_by_command(app: Flask) -> None:
    made = run(app, "akun", "buat", "pps-junggo", "--peran", "pps", "--wilayah", "35.79.02.2003", given="sandi-yang-panjang\n")
    assert made.exit_code == 0 and made.output == "Akun pps-junggo dibuat.\n"
    assert accounts.log_in("pps-junggo", "sandi-yang-panjang", None).wilayah == 3579022003
    assert "pps-junggo" in run(app, "akun", "daftar").output
    assert run(app, "akun", "sandi", "pps-junggo", given="sandi-yang-baru\n").exit_code == 0
    assert accounts.log_in("pps-junggo", "sandi-yang-baru", None)
    assert run(app, "akun", "tutup", "pps-junggo").exit_code == 0 and "(ditutup)" in run(app, "akun", "daftar").output
    assert run(app, "akun", "buka", "pps-junggo").exit_code == 0 and "(ditutup)" not in run(app, "akun", "daftar").output


@pytest.mark.parametrize(
    ("args", "given"),
    [
        (("buat", "x-lain", "--peran", "pps", "--wilayah", "entah"), "sandi-yang-panjang\n"),
        (("buat", "x-lain", "--peran", "pps", "--wilayah", "3579"), "sandi-yang-panjang\n"),
        (("buat", "x-lain", "--peran", "kpu", "--wilayah", "3579"), "pendek\n"),
        (("sandi", "hantu"), "sandi-yang-panjang\n"),
        (("tutup", "hantu"), ""),
    ],
)
def test_an_account_command_that_cannot_be_done_is_one_sentence(app: Flask, args: tuple[str, ...], given: str) -> None:
    done = run(app, "akun", *args, given=given)
    assert done.exit_code == 2 and done.stderr.count("\n") == 1 and done.stderr.endswith(".\n")


def test_a_password_is_never_an_argument(app: Flask) -> None:
    assert run(app, "akun", "sandi", "kpu", PASSWORD).exit_code == 2


def test_invitations_by_command(app: Flask) -> None:
    done = run(app, "undangan", "buat", "3579022009", "--tempat", "8", "--hari", "3")
    lines = [line.split("\t") for line in done.output.splitlines()]
    assert (
        len(lines) == 14
        and lines[0][:2] == ["Sumberbrantas", "TPS 001"]
        and lines[0][3] == f"http://localhost:8000/#/undangan/{lines[0][2]}"
    )
    assert invitations.open_invitation(lines[0][2]).seats == 8
    (one,) = run(app, "undangan", "buat", "3579022009001", "--ganti").output.splitlines()
    assert invitations.open_invitation(one.split("\t")[2])
    for args in (("entah",), ("9999",), ("3579022009", "--tempat", "99")):
        assert run(app, "undangan", "buat", *args).exit_code == 2


def test_the_demo(app: Flask) -> None:
    done = run(app, "demo", "muat")
    assert done.exit_code == 0, done.output
    assert "24 desa/kelurahan, 611 TPS, 4.277 anggota rekaan" in done.output and demo.PASSWORD in done.output
    code = done.output.strip().rsplit("/", 1)[1]
    assert invitations.open_invitation(code).tps_id == demo.TPS
    people = roster.members_of(3579)
    assert len({person.nama for person in people}) == len({person.kode for person in people}) == 4277
    assert all(len([1 for person in people if person.tps_id == where]) == 7 for where in territory.tps_below(3579022009))
    assert {(offer.kind, offer.size) for offer in offers()} == {
        ("hari", "singkat"),
        ("hari", "sedang"),
        ("daftar_periksa", "daftar"),
        ("belajar", "kartu"),
        ("latihan", "bank"),
        ("uji", "bentuk_a"),
        ("uji", "bentuk_b"),
    }
    for name, gelar in (("kpu-batu", "KPU Kota Batu"), ("ppk-junrejo", "PPK Junrejo"), ("pps-oro-oro-ombo", "PPS Oro-oro Ombo")):
        assert accounts.log_in(name, demo.PASSWORD, None).gelar == gelar
    assert sum(row["username"].startswith(("kpu-batu", "ppk-", "pps-")) for row in accounts.listed()) >= 28

    again = run(app, "demo", "muat")
    assert again.exit_code == 0 and "4.277 anggota" in again.output
    assert roster.members_of(3579) == people and len(offers()) == 7
    with pytest.raises(invitations.InvitationRefused):
        invitations.open_invitation(code)


def test_preparing_the_database_twice_is_harmless(app: Flask) -> None:
    for _ in range(2):
        assert run(app, "database", "siapkan").output == "Basis data siap.\n"
