"""`aturan`: ask the law with JSON on standard input, get JSON on standard output. No database (architecture.md 9, docs/cli.md)."""

import sys
from collections.abc import Callable, Mapping
from typing import Any

import click

from simulasi.commands import _aturan_hari, aturan_pemilih
from simulasi.commands._json_io import PlainCommand, fail, read_list, written
from simulasi.rules import RULESETS
from simulasi.rules.ballot import read_ballot
from simulasi.rules.errors import BadInput
from simulasi.rules.identities import check_c_hasil, read_forms
from simulasi.rules.reading import short
from simulasi.rules.validity import get_validity, judge_surat_suara
from simulasi.rules.validity_flags import PILKADA_2015, Validity
from simulasi.rules.vocabulary import MARK_LABELS, Mark

_aturan = click.option("--aturan", default=None, metavar="ATURAN", help=f"Aturan yang dipakai: {', '.join(RULESETS)}.")


class PlainGroup(click.Group):
    """A group that answers a word it does not know with one sentence instead of a page."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is called; exit 2 when there is none."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            return fail(f"perintah 'aturan {short(args[0])}' tidak ada; pilihannya {', '.join(self.list_commands(ctx))}")


@click.group(cls=PlainGroup)
def group() -> None:
    """Tanya aturan: JSON masuk lewat masukan standar, JSON keluar."""


@group.command("surat-suara", cls=PlainCommand)
@_aturan
def surat_suara(aturan: str | None) -> None:
    """Sah atau tidak sah, dan untuk siapa."""

    def work(items: list[Any], ruleset_id: str) -> list[dict[str, object]]:
        validity = get_validity(ruleset_id)
        return [_judged(item, place(item, at), validity) for at, item in enumerate(items)]

    answer(aturan, work, (*RULESETS, PILKADA_2015.ruleset))


@group.command("c-hasil", cls=PlainCommand)
@_aturan
def c_hasil(aturan: str | None) -> None:
    """Angka C.HASIL yang tidak cocok satu sama lain."""

    def work(items: list[Any], ruleset_id: str) -> list[dict[str, object]]:
        forms = read_forms(items, ruleset_id, place)
        found: list[list[dict[str, object]]] = [[] for _ in forms]
        for finding in check_c_hasil(forms, ruleset_id):
            found[finding.index].append({"identitas": finding.identitas, "pesan": finding.pesan, "baris": list(finding.baris)})
        return [{"id": form.id, "temuan": temuan} for form, temuan in zip(forms, found, strict=True)]

    answer(aturan, work, RULESETS)


def answer(aturan: str | None, work: Callable[[list[Any], str], list[dict[str, object]]], known: tuple[str, ...]) -> None:
    """Read everything, answer everything, and only then write: never half an answer."""
    if aturan is None:
        fail(f"aturan belum dipilih; tulis --aturan, pilihannya {', '.join(known)}")
    try:
        if aturan not in known:
            raise BadInput(f"aturan '{short(aturan)}' tidak dikenal; yang ada: {', '.join(known)}")
        output = written(work(read_list(sys.stdin.buffer.read()), str(aturan)))
    except BadInput as error:
        fail(str(error))
    click.echo(output, nl=False)


def place(item: object, at: int) -> str:
    """Name an item of the list so that a person finds it: counted from one, with its id when it has one."""
    held = item.get("id") if isinstance(item, Mapping) else None
    known = f" (id {short(held)})" if isinstance(held, str | int) and not isinstance(held, bool) else ""
    return f"butir ke-{at + 1}{known}"


def _judged(item: object, name: str, validity: Validity) -> dict[str, object]:
    ballot = read_ballot(item, validity.families, name)
    held = item["id"] if isinstance(item, Mapping) and "id" in item else None
    if isinstance(held, bool) or not isinstance(held, str | int):
        raise BadInput(f"{name}: id belum diisi dengan teks atau angka")
    try:
        verdict = judge_surat_suara(ballot, validity)
    except BadInput as error:
        raise BadInput(f"{name}, {error}") from error
    unsure = "" if verdict.mark == Mark.SEEN else f" ({MARK_LABELS[verdict.mark]})"
    return {
        "id": held,
        "verdict": verdict.verdict,
        "credited_to": verdict.credited_to,
        "alasan": verdict.alasan + unsure,
        "tindakan": verdict.tindakan,
        "sumber": list(verdict.sumber),
    }


group.add_command(_aturan_hari.hari)
for command in aturan_pemilih.group.commands.values():
    group.add_command(command)
