"""How an import's report is printed, and how a file is read: shared by `wilayah` and `anggota`."""

import sys
from collections.abc import Callable
from pathlib import Path

import click

from simulasi.services.tables_in import Report, TableRefused

SHOWN = 200


def run(path: str, dry_run: bool, bring_in: Callable[[bytes, bool], Report]) -> None:
    """Read the file, import it, print the table. Exit 2: not readable; 1: rows refused, nothing changed."""
    try:
        body = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        fail(f"{path}: {error.strerror or 'tidak dapat dibaca'}")
    try:
        report = bring_in(body, dry_run)
    except TableRefused as why:
        fail(f"{path}: {why}")
    show(report)
    if report.refused:
        click.echo("Tidak ada yang diubah. Perbaiki baris yang ditolak, lalu impor lagi.")
        sys.exit(1)
    click.echo("Uji coba saja: tidak ada yang diubah." if dry_run else "Selesai.")


def show(report: Report) -> None:
    """The refused rows first, with their reasons; then the others."""
    if report.ignored:
        click.echo(f"Kolom yang tidak dipakai: {', '.join(report.ignored)}")
    rows = [(number, "DITOLAK", what, why) for number, what, why in report.refused]
    rows += [(number, change, what, "") for number, what, change in report.accepted]
    click.echo(f"{'baris':>6}  {'hasil':<8}  isi")
    for number, result, what, why in rows[:SHOWN]:
        click.echo(f"{number:>6}  {result:<8}  {what}" + (f"  -> {why}" if why else ""))
    if len(rows) > SHOWN:
        click.echo(f"        ... dan {len(rows) - SHOWN} baris lagi")
    counts = ", ".join(f"{report.count(change)} {change}" for change in ("baru", "berubah", "sama"))
    click.echo(f"Diterima: {counts}. Ditolak: {len(report.refused)}.")


def fail(sentence: str) -> None:
    """One plain sentence on standard error, exit 2."""
    click.echo(sentence, err=True)
    sys.exit(2)
