"""`flask undangan buat`: invitations from the command line, for an operator who hands them out."""

import click
from flask import current_app
from flask.cli import AppGroup

from simulasi.commands._table import fail
from simulasi.services import invitations, kode, territory

group = AppGroup("undangan", help="Undangan untuk anggota KPPS.")


@group.command("buat")
@click.argument("wilayah")
@click.option("--tempat", default=invitations.SEATS, show_default=True, help="Berapa ponsel boleh memakai satu undangan.")
@click.option("--hari", type=click.IntRange(1, 365), help="Berlaku berapa hari.")
@click.option("--ganti", is_flag=True, help="Cabut undangan lama yang masih berlaku.")
def create(wilayah: str, tempat: int, hari: int | None, ganti: bool) -> None:
    """Buat undangan untuk setiap TPS di WILAYAH (kode desa, kecamatan, kota, atau kode TPS 13 angka)."""
    digits = wilayah.replace(".", "")
    code = int(digits) if digits.isascii() and digits.isdigit() and len(digits) == kode.TPS_DIGITS else kode.parse(wilayah)
    stations = territory.tps_below(code) if code else []
    if not stations:
        fail(f"Tidak ada TPS di wilayah {wilayah!r}.")
    if not 1 <= tempat <= invitations.MAX_SEATS:
        fail(f"Jumlah tempat harus 1 sampai {invitations.MAX_SEATS}.")
    base = current_app.extensions["simulasi"].public_url or "http://localhost:8000"
    for card in invitations.create(stations, None, seats=tempat, days=hari, replace=ganti):
        click.echo(f"{card.desa}\tTPS {card.nomor:03d}\t{card.code}\t{invitations.link(base, card.code)}")
