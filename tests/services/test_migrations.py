"""The migrations make exactly the tables of the models, on SQLite and PostgreSQL, and the tables keep the promises of their keys."""

import re
from pathlib import Path

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade

from simulasi.extensions import MIGRATIONS, db

# Small, read-mostly, the same everywhere; every other table belongs to a kabupaten/kota and says so first in every key.
REFERENCE = {"wilayah", "tps", "account", "staff_session", "throttle", "pack", "sighting", "server_state", "item", "correction"}


def test_the_migrated_tables_are_those_of_the_models(app: Flask) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []


def test_down_and_up_again(app: Flask) -> None:
    downgrade(revision="base")
    assert set(sa.inspect(db.engine).get_table_names()) == {"alembic_version"}
    upgrade()
    assert set(sa.inspect(db.engine).get_table_names()) == {"alembic_version", *db.metadata.tables}


def test_kab_comes_first_in_every_key_of_a_table_that_belongs_to_one() -> None:
    tables = {name: table for name, table in db.metadata.tables.items() if name not in REFERENCE}
    assert set(db.metadata.tables) > REFERENCE and len(tables) > 8
    for name, table in tables.items():
        assert table.c.kab.nullable is False, name
        assert next(iter(table.primary_key.columns)).name == "kab", name
        for constraint in table.constraints:
            if isinstance(constraint, sa.UniqueConstraint):
                assert next(iter(constraint.columns)).name == "kab", (name, constraint.name)
            if isinstance(constraint, sa.ForeignKeyConstraint) and constraint.referred_table.name not in REFERENCE:
                assert constraint.column_keys[0] == "kab", (name, constraint.name)


def test_no_sequences() -> None:
    for table in db.metadata.tables.values():
        for column in table.columns:
            assert column.server_default is None and column.identity is None
            assert not (column.primary_key and isinstance(column.type, sa.Integer)) or column.autoincrement is False, column


def test_no_column_for_what_must_not_be_known() -> None:
    forbidden = re.compile(r"nik|lahir|birth|alamat|address|telepon|phone|email|agama|partai|party|health|sehat")
    names = [str(column) for table in db.metadata.tables.values() for column in table.columns]
    assert [name for name in names if forbidden.search(name)] == []


def test_revisions_follow_each_other() -> None:
    """One line from the first to one head; each file is called by its revision's number."""
    script = ScriptDirectory(str(MIGRATIONS))
    line = list(script.walk_revisions())
    assert len(script.get_heads()) == len(script.get_bases()) == 1 and not any(each.is_merge_point for each in line)
    files = sorted(path.name for path in Path(MIGRATIONS, "versions").glob("*.py"))
    assert files == sorted(Path(each.path).name for each in line)
    assert all(Path(each.path).name.startswith(f"{each.revision}_") for each in line)
