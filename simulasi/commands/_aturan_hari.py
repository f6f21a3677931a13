"""`aturan hari`: the whole day of a rule set to look things up in, with sources. No input."""

import json
from dataclasses import asdict

import click

from simulasi.commands._json_io import PlainCommand, fail
from simulasi.rules import RULESETS, get_ruleset
from simulasi.rules.errors import BadInput
from simulasi.rules.handbook import DEFAULT_DPT, handbook


@click.command("hari", cls=PlainCommand)
@click.option("--aturan", default=None, metavar="ATURAN", help=f"Aturan yang dipakai: {', '.join(RULESETS)}.")
@click.option("--dpt", default=DEFAULT_DPT, type=int, metavar="JUMLAH", help="Pemilih dalam DPT, untuk menghitung perlengkapan.")
@click.option("--bagian", default=None, metavar="BAGIAN", help="Satu bagian saja, misalnya logistik.")
def hari(aturan: str | None, dpt: int, bagian: str | None) -> None:
    """Jadwal, petugas, perlengkapan, urutan kerja, dan dasar aturannya (JSON keluar)."""
    if aturan is None:
        fail(f"aturan belum dipilih; tulis --aturan, pilihannya {', '.join(RULESETS)}")
    try:
        parts = handbook(get_ruleset(str(aturan)), dpt)
    except BadInput as error:
        fail(str(error))
    known = [part.id for part in parts]
    if bagian is not None and bagian not in known:
        fail(f"bagian '{bagian[:40]}' tidak ada; pilihannya {', '.join(known)}")
    click.echo(json.dumps([asdict(part) for part in parts if bagian in (None, part.id)], ensure_ascii=False))
