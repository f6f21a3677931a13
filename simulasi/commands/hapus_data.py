"""`flask hapus-data`: erase a participant, or results nothing was added to for so many days."""

import sys

import click
from flask.cli import with_appcontext

from simulasi import clock
from simulasi.commands._table import fail
from simulasi.display import number
from simulasi.services import erasure

DAY_MS = 86_400_000


@click.command("hapus-data", help="Hapus data seorang peserta, atau hasil lama. Tidak dapat dibatalkan.")
@click.option("--anggota", "kode", help="Kode peserta.")
@click.option("--kabkota", type=int, help="Kode kabupaten/kota (4 angka), bila kode peserta ada di beberapa tempat.")
@click.option("--lebih-lama", "days", type=click.IntRange(30, 4000), help="Hasil yang tidak bertambah sejak sekian hari.")
@click.option("--uji", is_flag=True, help="Sebutkan saja apa yang akan dihapus.")
@click.option("--ya", is_flag=True, help="Jangan bertanya.")
@with_appcontext
def group(kode: str | None, kabkota: int | None, days: int | None, uji: bool, ya: bool) -> None:
    """One of the two, never both; what would go is said before it goes."""
    if (kode is None) == (days is None):
        fail("Pilih salah satu: --anggota KODE atau --lebih-lama HARI.")
    if kode is not None:
        _member(kode, kabkota, uji, ya)
    else:
        _old(days or 0, uji, ya)


def _member(kode: str, kabkota: int | None, dry_run: bool, sure: bool) -> None:
    people = erasure.find(kode, kabkota)
    if not people:
        fail(f"Tidak ada peserta berkode {kode!r}.")
    if len(people) > 1:
        fail(f"Kode {kode!r} ada di beberapa tempat. Tambahkan --kabkota: {', '.join(str(each.kab) for each in people)}.")
    (person,) = people
    click.echo(f"{person.nama} ({person.kode}), TPS {person.tps_id}: {number(person.attempts)} percobaan.")
    if _wanted(dry_run, sure):
        click.echo(f"Dihapus: peserta dan {number(erasure.erase_member(person))} percobaan.")


def _old(days: int, dry_run: bool, sure: bool) -> None:
    before = clock.now_ms() - days * DAY_MS
    click.echo(f"{number(erasure.older_than(before))} percobaan tidak bertambah sejak {days} hari.")
    if _wanted(dry_run, sure):
        done = erasure.erase_older(before, lambda count: click.echo(f"  {number(count)} dihapus", err=True))
        click.echo(f"Dihapus: {number(done)} percobaan.")


def _wanted(dry_run: bool, sure: bool) -> bool:
    if dry_run:
        click.echo("Uji coba saja: tidak ada yang diubah.")
        return False
    if not sure and not click.confirm("Hapus? Ini tidak dapat dibatalkan."):
        click.echo("Tidak ada yang diubah.")
        sys.exit(1)
    return True
