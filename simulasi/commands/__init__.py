"""Click commands, one group a file, exported as `group`.

A group is imported when it is called: a gunicorn worker never pays for the compiler, and a checker of ballots never for the database.
"""

import pkgutil
from importlib import import_module

import click
from flask.cli import AppGroup


class Commands(AppGroup):
    """The commands of this folder by their file name, `_` written as `-`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """What there is, without importing it."""
        found = [module.name.replace("_", "-") for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_")]
        return sorted({*super().list_commands(ctx), *found})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the one that is called."""
        own = super().get_command(ctx, cmd_name)
        if own is not None or cmd_name not in self.list_commands(ctx):
            return own
        command: click.Command = import_module(f"{__name__}.{cmd_name.replace('-', '_')}").group
        return command
