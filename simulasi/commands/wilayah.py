"""`flask wilayah impor FILE [--uji]`: bring in a CSV, all rows or none. Format: docs/format-csv.md."""

import click
from flask.cli import AppGroup

from simulasi.commands import _table
from simulasi.services import territory

group = AppGroup("wilayah", help="Wilayah dan TPS.")


@group.command("impor")
@click.argument("file")
@click.option("--uji", is_flag=True, help="Periksa saja, tidak mengubah apa pun.")
def bring_in(file: str, uji: bool) -> None:
    """Impor dari CSV (`-`: dari masukan baku)."""
    _table.run(file, uji, territory.bring_in)
