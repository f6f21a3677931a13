"""`flask cadangkan FILE`: an online backup, called done only after it was restored elsewhere and looked through."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from simulasi.commands._table import fail
from simulasi.display import number
from simulasi.services import backup
from simulasi.services.archive import ArchiveRefused


@click.command("cadangkan", help="Cadangkan basis data ke satu berkas, tanpa menghentikan server.")
@click.argument("berkas", type=click.Path(path_type=Path))
@with_appcontext
def group(berkas: Path) -> None:
    """Exit 2: not made, and no file is left that `pulihkan` accepts."""
    try:
        found = backup.make(berkas, lambda step: click.echo(f"  {step}", err=True))
    except (backup.BackupRefused, ArchiveRefused) as why:
        fail(str(why))
    click.echo(f"Cadangan {berkas} selesai dan sudah diperiksa: {number(found.rows)} baris, {number(found.attempts)} percobaan.")
