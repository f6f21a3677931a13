"""`flask pulihkan FILE`: put a backup in the place of everything, in one transaction, and give the server a new epoch."""

from datetime import UTC, datetime
from pathlib import Path

import click
from flask.cli import with_appcontext

from simulasi.commands._table import fail
from simulasi.display import number
from simulasi.services import backup
from simulasi.services.archive import ArchiveRefused


@click.command("pulihkan", help="Pulihkan basis data dari satu berkas cadangan.")
@click.argument("berkas", type=click.Path(path_type=Path))
@click.option("--periksa", is_flag=True, help="Periksa saja berkasnya; tidak ada yang diubah.")
@click.option("--ya", is_flag=True, help="Jangan bertanya.")
@with_appcontext
def group(berkas: Path, periksa: bool, ya: bool) -> None:
    """Exit 2: the file is not whole, and nothing was changed."""
    try:
        if periksa:
            found = backup.inspect(berkas)
        else:
            if not (ya or backup.is_empty()):
                click.confirm("Semua isi basis data sekarang diganti isi cadangan. Lanjutkan?", abort=True)
            found = backup.restore(berkas, lambda step: click.echo(f"  {step}", err=True))
    except (backup.BackupRefused, ArchiveRefused) as why:
        fail(str(why))
    made = datetime.fromtimestamp(found.made / 1000, UTC).strftime("%Y-%m-%d %H:%M UTC")
    what = "utuh" if periksa else "dipulihkan"
    click.echo(f"Cadangan dari {made} {what}: {number(found.rows)} baris, {number(found.attempts)} percobaan.")
    if not periksa:
        click.echo("Ponsel akan menawarkan lagi hasil yang lebih baru daripada cadangan ini. Petugas perlu masuk lagi.")
