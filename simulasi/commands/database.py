"""`flask database siapkan`: bring the tables to the newest shape, and pack the files of the app before a worker is asked for them."""

import logging

import click
from flask import current_app
from flask.cli import AppGroup
from flask_migrate import upgrade

group = AppGroup("database", help="Menyiapkan basis data.")


@group.command("siapkan")
def prepare() -> None:
    """Buat atau perbarui tabel."""
    logging.getLogger("alembic").setLevel(logging.WARNING)
    # A writer of another process waits while the tables change.
    with current_app.extensions["simulasi.write_lock"].hold():
        upgrade(directory=current_app.extensions["migrate"].directory)
    current_app.extensions["simulasi.assets"].warm()
    click.echo("Basis data siap.")
