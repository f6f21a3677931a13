"""`flask akun ...`: staff accounts. A password is never an argument: it would stay in the shell's history."""

import sys

import click
from flask.cli import AppGroup

from simulasi.commands._table import fail
from simulasi.services import accounts, kode

group = AppGroup("akun", help="Akun PPS, PPK, dan KPU.")


@group.command("buat")
@click.argument("nama")
@click.option("--peran", type=click.Choice(["pps", "ppk", "kpu"]), required=True)
@click.option("--wilayah", required=True, help="Kode desa, kecamatan, atau kabupaten/kota.")
def create(nama: str, peran: str, wilayah: str) -> None:
    """Buat akun; kata sandi ditanyakan, atau dibaca dari masukan baku."""
    code = kode.parse(wilayah)
    if code is None:
        fail(f"Kode wilayah {wilayah!r} tidak dikenali: 4, 6, atau 10 angka.")
        return
    try:
        accounts.create(nama, _password(), peran, code)
    except accounts.AccountRefused as why:
        fail(str(why))
    click.echo(f"Akun {nama.lower()} dibuat.")


@group.command("sandi")
@click.argument("nama")
def password(nama: str) -> None:
    """Ganti kata sandi dan akhiri semua sesi akun ini."""
    _do(lambda: accounts.set_password(nama, _password()), f"Kata sandi {nama} diganti.")


@group.command("tutup")
@click.argument("nama")
def close(nama: str) -> None:
    """Tutup akun dan akhiri semua sesinya."""
    _do(lambda: accounts.set_active(nama, False), f"Akun {nama} ditutup.")


@group.command("buka")
@click.argument("nama")
def reopen(nama: str) -> None:
    """Buka lagi akun yang ditutup."""
    _do(lambda: accounts.set_active(nama, True), f"Akun {nama} dibuka.")


@group.command("daftar")
def listed() -> None:
    """Tampilkan semua akun."""
    for row in accounts.listed():
        state = "" if row["aktif"] else "  (ditutup)"
        click.echo(f"{row['username']:<28} {row['peran']}  {kode.show(int(str(row['wilayah']))):<14} {row['nama']}{state}")


def _do(act: object, sentence: str) -> None:
    try:
        act()  # type: ignore[operator]
    except accounts.AccountRefused as why:
        fail(str(why))
    click.echo(sentence)


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    typed: str = click.prompt("Kata sandi", hide_input=True, confirmation_prompt=True)
    return typed
