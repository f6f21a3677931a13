"""`aturan hak-suara` and `aturan pemilih`: which ballots, who may vote, and what to do when something happens."""

from collections.abc import Mapping
from dataclasses import asdict

import click

from simulasi.commands._json_io import PlainCommand, fail, run_over_stdin
from simulasi.rules import RULESETS, get_ruleset
from simulasi.rules.entitlement import entitled_ballots, entitlement_sources, in_ballot_order, read_place
from simulasi.rules.errors import BadInput
from simulasi.rules.incidents import decide_kejadian
from simulasi.rules.model import Ruleset
from simulasi.rules.reading import read_object
from simulasi.rules.voter_case import read_case
from simulasi.rules.voters import decide_pemilih

_aturan = click.option("--aturan", default=None, metavar="ATURAN", help=f"Aturan yang dipakai: {', '.join(RULESETS)}.")


def _ruleset(ruleset_id: str | None) -> Ruleset:
    if ruleset_id is None:
        fail(f"aturan belum dipilih; tulis --aturan, pilihannya {', '.join(RULESETS)}")
    try:
        return get_ruleset(str(ruleset_id))
    except BadInput as error:
        raise fail(str(error)) from error


def _id(item: Mapping[str, object], name: str) -> object:
    value = item.get("id")
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise BadInput(f"{name}: id belum diisi dengan teks atau angka")
    return value


@click.command("hak-suara", cls=PlainCommand)
@_aturan
def hak_suara(aturan: str | None) -> None:
    """Surat suara yang menjadi hak pemilih pindahan (JSON masuk, JSON keluar)."""
    ruleset = _ruleset(aturan)

    def work(raw: Mapping[str, object], name: str) -> dict[str, object]:
        item = read_object(raw, name, ("id", "asal", "tujuan"))
        here = read_place(item.get("asal"), f"{name}: asal")
        there = read_place(item.get("tujuan"), f"{name}: tujuan")
        try:
            kept = entitled_ballots(here, there, ruleset)
        except BadInput as error:
            raise BadInput(f"{name}: {error}") from error
        return {"id": _id(item, name), "surat_suara": in_ballot_order(kept, ruleset), "sumber": entitlement_sources(ruleset)}

    run_over_stdin(work)


@click.command("pemilih", cls=PlainCommand)
@_aturan
def pemilih(aturan: str | None) -> None:
    """Keputusan bagi seorang pemilih di meja KPPS 4 (JSON masuk, JSON keluar)."""
    ruleset = _ruleset(aturan)

    def work(raw: Mapping[str, object], name: str) -> dict[str, object]:
        if isinstance(raw, Mapping) and "kejadian" in raw:
            return {"id": _id(raw, name), **asdict(decide_kejadian(raw, ruleset, name))}
        case = read_case(raw, ruleset, name)
        return {"id": _id(raw, name), **asdict(decide_pemilih(case, ruleset))}

    run_over_stdin(work)


@click.group(hidden=True)
def group() -> None:
    """Bagian pemungutan dari perintah `aturan`."""


for command in (hak_suara, pemilih):
    group.add_command(command)
