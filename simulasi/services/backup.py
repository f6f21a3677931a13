"""Online backup and restore, for SQLite and PostgreSQL alike (docs/operator.md).

A backup is called done only after it was restored into a database of its own and looked through there. A restore is one transaction:
it happens whole or not at all, while the server runs; the new epoch makes the phones bring back whatever the backup did not have.
"""

import os
import secrets
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine

from simulasi import clock
from simulasi.extensions import MIGRATIONS, REPLACES_ALL, WRITES, db, writing
from simulasi.models.attempt import attempt
from simulasi.models.erased import erased
from simulasi.models.member import member
from simulasi.services import erasure, server_state
from simulasi.services.archive import ArchiveRefused, Manifest, Reader, Table, Writer, kind_of, paged
from simulasi.services.desk import office
from simulasi.sync import states, store

# Log-ins of another hour, and counters of a minute: in a backup they could only do harm.
PASSING = {"staff_session", "throttle"}
Told = Callable[[str], None]


class BackupRefused(Exception):
    """It cannot be done; the sentence says why, and nothing was changed."""


@dataclass(frozen=True)
class Found:
    """What a look through a backup found."""

    rows: int
    attempts: int
    made: int


def make(path: Path, told: Told = lambda _: None) -> Found:
    """Write a backup and prove it. Until it is proven the file has another name."""
    if path.exists():
        raise BackupRefused(f"{path} sudah ada. Beri nama lain.")
    if _revision(db.engine) != _head():
        raise BackupRefused("Tabel belum diperbarui. Jalankan dahulu: flask database siapkan")
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.sebagian")
    try:
        try:
            write(draft, told)
            told("memeriksa")
            found = inspect(draft)
        except OSError as error:
            raise BackupRefused(f"{path}: {error.strerror or 'tidak dapat ditulis'}") from None
        os.replace(draft, path)
        _sync(path.parent)
    finally:
        draft.unlink(missing_ok=True)
    return found


def write(path: Path, told: Told = lambda _: None) -> None:
    """One snapshot of every table. Writers go on meanwhile; a kill at any moment leaves a file that nobody accepts."""
    manifest = Manifest(revision=_head(), made=clock.now_ms())
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    path.unlink()
    mask = os.umask(0o077)
    try:
        archive = Writer(path, manifest)
    finally:
        os.umask(mask)
    try:
        with _snapshot() as conn:
            for table in db.metadata.sorted_tables:
                if table.name not in PASSING:
                    _write_table(archive, conn, table)
                    told(f"{table.name}: {manifest.tables[table.name].rows}")
    except BaseException:
        archive.abandon()
        raise
    archive.finish()
    _sync(path)


def inspect(path: Path) -> Found:
    """Restore into a database of its own beside the file, and look through it."""
    with unpacked(path) as (manifest, engine), engine.connect() as conn:
        return Found(manifest.rows, check(conn), manifest.made)


@contextmanager
def unpacked(path: Path) -> Iterator[tuple[Manifest, Engine]]:
    """The backup as an SQLite database in today's shape."""
    reader = Reader(path)
    try:
        with tempfile.TemporaryDirectory(prefix=".periksa-", dir=path.resolve().parent) as folder:
            engine = sa.create_engine(f"sqlite:///{folder}/periksa.sqlite")
            try:
                _load(reader, engine)
                yield reader.manifest, engine
            finally:
                engine.dispose()
    finally:
        reader.close()


def check(conn: Connection) -> int:
    """Is every row where it belongs, and does every log hash to its head? Returns the number of attempts."""
    broken = [row[0] for row in conn.exec_driver_sql("PRAGMA integrity_check") if row[0] != "ok"]
    broken += [f"{row[0]} menunjuk {row[2]} yang tidak ada" for row in conn.exec_driver_sql("PRAGMA foreign_key_check")]
    count = 0
    for row in conn.execute(sa.select(attempt.c.kab, attempt.c.attempt_id, attempt.c.last_seq, attempt.c.head)).all():
        count += 1
        lines = store.read_lines(conn, row.kab, row.attempt_id)
        start = states.Prefix.empty(str(row.attempt_id)).head
        if (len(lines) - 1, states.chain(start, lines)) != (row.last_seq, row.head):
            broken.append(f"catatan {row.attempt_id} tidak cocok dengan sidiknya")
    if broken:
        raise ArchiveRefused("Isi cadangan tidak utuh: " + "; ".join(broken[:5]))
    return count


def restore(path: Path, told: Told = lambda _: None) -> Found:
    """Replace everything by the backup. What was erased since stays erased; a database that held something is backed up first."""
    with unpacked(path) as (manifest, engine), engine.connect() as source:
        found = Found(manifest.rows, check(source), manifest.made)
        if _revision(db.engine) != _head():
            _migrate(db.engine, "head")
        if not is_empty():
            aside = path.resolve().with_name(f"sebelum-pulih-{clock.now():%Y%m%d-%H%M%S}-{secrets.token_hex(2)}.cadangan")
            told(f"isi sekarang disimpan dahulu: {make(aside).rows} baris di {aside.name}")
        _replace(source, manifest.made, told)
    office().revocations.forget()
    office().shelf.clear()
    return found


def is_empty() -> bool:
    """Nobody on the list and nothing played."""
    with db.engine.connect() as conn:
        return not any(conn.execute(sa.select(sa.func.count()).select_from(table)).scalar_one() for table in (attempt, member))


def _replace(source: Connection, made: int, told: Told) -> None:
    # Readers go on; whoever writes finishes first, or waits.
    with writing(REPLACES_ALL) as session:
        conn = session.connection()
        tables = db.metadata.sorted_tables
        gone = [dict(row) for row in conn.execute(sa.select(erased)).mappings()]
        counted = server_state.revocation_count(session)
        for table in reversed(tables):
            conn.execute(sa.delete(table))
        for table in tables:
            bare = Table(_columns(table)).bare(table.name)
            rows = source.execute(sa.select(bare).order_by(*(bare.c[column.name] for column in table.primary_key)))
            for page in paged(rows.mappings()):
                conn.execute(sa.insert(bare), [dict(row) for row in page])
            told(table.name)
        erasure.again(session, gone)
        server_state.start_anew(session, counted, made)


def _load(reader: Reader, engine: Engine) -> None:
    try:
        _migrate(engine, reader.manifest.revision)
    except CommandError:
        raise ArchiveRefused("Cadangan ini dibuat oleh versi yang lebih baru. Perbarui aplikasinya dahulu.") from None
    with engine.connect().execution_options(imm=WRITES) as conn, conn.begin():
        for name, table in reader.manifest.tables.items():
            bare, rows = table.bare(name), 0
            for page in reader.pages(name):
                rows += len(page)
                with _understood():
                    conn.execute(sa.insert(bare), page)
            if rows != table.rows:
                raise ArchiveRefused(f"Cadangan rusak: {name} berisi {rows} baris, bukan {table.rows}.")
    _migrate(engine, "head")


@contextmanager
def _understood() -> Iterator[None]:
    try:
        yield
    except sa.exc.SQLAlchemyError as error:
        raise ArchiveRefused(f"Isi cadangan tidak dapat dimuat: {type(error).__name__}.") from None


def _write_table(archive: Writer, conn: Connection, table: sa.Table) -> None:
    about = archive.manifest.tables[table.name] = Table(_columns(table))
    bare = about.bare(table.name)
    rows = conn.execute(sa.select(bare).order_by(*(bare.c[column.name] for column in table.primary_key)))
    for page in paged(rows):
        archive.page(table.name, page)


def _columns(table: sa.Table) -> list[tuple[str, str]]:
    return [(column.name, kind_of(column)) for column in table.columns]


@contextmanager
def _snapshot() -> Iterator[Connection]:
    """Everything as of one moment: on SQLite a read transaction, on PostgreSQL one of REPEATABLE READ."""
    with db.engine.connect() as conn:
        if conn.dialect.name == "postgresql":
            conn = conn.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with conn.execution_options(stream_results=True, max_row_buffer=1000).begin():
            yield conn


def _config(conn: Connection | None = None) -> AlembicConfig:
    config = AlembicConfig()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = conn
    return config


def _migrate(engine: Engine, revision: str) -> None:
    with engine.connect().execution_options(imm=WRITES) as conn:
        command.upgrade(_config(conn), revision)


def _head() -> str:
    head = ScriptDirectory.from_config(_config()).get_current_head()
    assert head is not None
    return head


def _revision(engine: Engine) -> str | None:
    with engine.connect() as conn:
        return MigrationContext.configure(conn).get_current_revision()


def _sync(path: Path) -> None:
    """To the disk: a backup that a power cut can take back is none."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        with suppress(OSError):  # a folder on some network disks
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
