"""`flask kurikulum atur`: open and order the parts of the course for a territory, and set the two dates of the plan."""

import click
from flask.cli import AppGroup

group = AppGroup("kurikulum", help="Bagian pelatihan yang dibuka, urutannya, dan tanggalnya.")


@group.command("atur")
@click.argument("kode", type=int)
@click.option("--buka", default="", help="Bagian yang dibuka, dipisah koma; kosong: semua.")
@click.option("--urutan", default="", help="Urutan bagian, dipisah koma; kosong: seperti kurikulumnya.")
@click.option("--bimtek", default="", help="Tanggal bimtek, misalnya 2024-01-25.")
@click.option("--hari-h", default="", help="Tanggal pemungutan suara.")
def set_parts(kode: int, buka: str, urutan: str, bimtek: str, hari_h: str) -> None:
    """Atur untuk satu kabupaten/kota, kecamatan, atau desa; sampai di ponsel saat mengirim berikutnya."""
    from simulasi.services import curriculum, territory

    if territory.place(kode) is None:
        raise click.UsageError(f"Wilayah {kode} tidak dikenal.")
    try:
        curriculum.set_for(kode, _parts(buka), _parts(urutan), bimtek, hari_h)
    except curriculum.CurriculumRefused as refused:
        raise click.UsageError(str(refused)) from None
    click.echo(f"Diatur untuk {kode}.")


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
