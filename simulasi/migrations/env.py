"""Alembic's entrance, through Flask-Migrate: one connection, one transaction for the whole way to head, batch mode for SQLite."""

from contextlib import nullcontext
from typing import Literal

from alembic import context
from flask import current_app

import simulasi.models  # noqa: F401  makes the metadata complete
from simulasi.extensions import WRITES, db


def render_item(kind: str, thing: object, _context: object) -> str | Literal[False]:
    """Our own column types are written as imported from simulasi."""
    if kind == "type" and type(thing).__module__.startswith("simulasi.models"):
        return f"{type(thing).__name__}()"
    return False


def run() -> None:
    """Migrate the database of the application, or the one handed in (a backup being looked through). SQLite gets its tables in one
    IMMEDIATE transaction, like every write."""
    given = context.config.attributes.get("connection")
    with nullcontext(given) if given is not None else db.engine.connect().execution_options(imm=WRITES) as connection:
        options = {**current_app.extensions["migrate"].configure_args, "render_as_batch": True, "compare_type": True}
        context.configure(connection=connection, target_metadata=db.metadata, render_item=render_item, transactional_ddl=True, **options)
        with context.begin_transaction():
            context.run_migrations()


run()
