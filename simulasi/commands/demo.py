"""`flask demo muat`: an invented Kota Batu, its log-ins and an invitation. Not for a server that real people use."""

import click
from flask import current_app
from flask.cli import AppGroup

from simulasi.display import number
from simulasi.services import demo, invitations

group = AppGroup("demo", help="Kota Batu rekaan untuk dicoba.")


@group.command("muat")
def load() -> None:
    """Isi wilayah, anggota rekaan, akun, dan paket; boleh diulang."""
    done = demo.load()
    base = current_app.extensions["simulasi"].public_url or "http://localhost:8000"
    click.echo(
        f"Kota Batu: {done.places} desa/kelurahan, {done.stations} TPS, {number(done.members)} anggota rekaan, {len(done.packs)} paket."
    )
    click.echo()
    click.echo(f"  Petugas masuk di {base}/masuk, kata sandi semua: {demo.PASSWORD}")
    click.echo("    pps-sumberbrantas   satu desa (23 desa lain: pps-<nama desa>)")
    click.echo("    ppk-bumiaji         satu kecamatan (juga ppk-batu, ppk-junrejo)")
    click.echo("    kpu-batu            seluruh kota")
    click.echo()
    click.echo(f"  Anggota KPPS TPS {done.invitation.nomor:03d} {done.invitation.desa}: buka di ponsel atau jendela kecil")
    click.echo(f"    {invitations.link(base, done.invitation.code)}")
