"""`flask paket`: compile a pack, check a pack. No database."""

from pathlib import Path

import click

from simulasi.commands._json_io import PlainCommand, fail
from simulasi.compiler import lint
from simulasi.compiler.build import LABELS
from simulasi.compiler.build import build as compile_any

group = click.Group("paket", help="Menyusun dan memeriksa paket.")


@group.command("susun", cls=PlainCommand)
@click.option("--aturan", default="pemilu-2024", show_default=True, help="Himpunan aturan.")
@click.option("--benih", required=True, help="Benih undian: benih sama, paket sama. Untuk `kartu`: nama kurikulum.")
@click.option("--ukuran", type=click.Choice(list(LABELS)), default="singkat", show_default=True)
@click.option("--keluar", required=True, type=Path, help="Berkas yang ditulis.")
def build(aturan: str, benih: str, ukuran: str, keluar: Path) -> None:
    """Susun paket dan cetak namanya (SHA-256)."""
    try:
        made = compile_any(aturan, benih, ukuran)
    except ValueError as error:  # ContentError and the rules' BadInput: a sentence for people
        fail(str(error))
    draft = keluar.with_name(keluar.name + ".baru")
    try:
        draft.write_bytes(made.bytes)
        draft.replace(keluar)
    except OSError as error:
        fail(f"Berkas {keluar.name} tidak dapat ditulis: {error.strerror}.")
    click.echo(made.sha256)


@group.command("periksa", cls=PlainCommand)
@click.argument("berkas", type=Path)
def check(berkas: Path) -> None:
    """Periksa paket: tanpa keluaran bila baik, satu baris tiap cacat bila tidak."""
    try:
        data = berkas.read_bytes()
    except OSError as error:
        fail(f"Berkas {berkas.name} tidak dapat dibaca: {error.strerror}.")
    defects = lint(data)
    for defect in defects:
        click.echo(f"{defect.code}\t{defect.place}\t{defect.message}")
    if defects:
        raise SystemExit(1)
