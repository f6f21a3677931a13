"""How the `aturan` commands read and write JSON: all or nothing, exit 2 and one plain sentence for what cannot be read."""

import json
import sys
from collections.abc import Callable, Mapping
from typing import Any

import click

from simulasi.rules.errors import BadInput


class PlainCommand(click.Command):
    """A command that answers bad usage with one sentence instead of a page."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the command line; exit 2 when it makes no sense."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            return fail(f"baris perintah tidak dimengerti: {error.format_message()}")


def fail(sentence: str) -> Any:
    """Say what is wrong on standard error and stop with exit code 2."""
    click.echo(" ".join(sentence.split()), err=True)
    raise click.exceptions.Exit(2)


def run_over_stdin(work: Callable[[Mapping[str, object], str], dict[str, object]]) -> None:
    """Read a list of objects from standard input, answer each, write the list of answers in one piece."""
    try:
        answers = [work(item, f"kasus ke-{number}") for number, item in enumerate(read_list(sys.stdin.buffer.read()), 1)]
    except BadInput as error:
        fail(str(error))
    click.echo(written(answers), nl=False)


def read_list(raw: bytes) -> list[Any]:
    """Read bytes as a JSON list."""
    try:
        value = json.loads(raw.decode("utf-8-sig"), parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise BadInput(f"masukan bukan teks UTF-8 (bait ke-{error.start + 1})") from error
    except json.JSONDecodeError as error:
        raise BadInput(f"masukan bukan JSON yang utuh (baris {error.lineno}, kolom {error.colno})") from error
    except (RecursionError, ValueError) as error:
        raise BadInput("masukan bukan JSON yang dapat dibaca: terlalu dalam, atau ada angka yang tidak wajar") from error
    if not isinstance(value, list):
        raise BadInput("masukan harus berupa daftar JSON: [ ... ]")
    return value


def written(answers: list[dict[str, object]]) -> bytes:
    """Write answers as one line of JSON; escape only where the text is no proper Unicode."""
    try:
        return (json.dumps(answers, ensure_ascii=False) + "\n").encode()
    except UnicodeEncodeError:
        return (json.dumps(answers) + "\n").encode()


def _no_constant(name: str) -> Any:
    raise ValueError(name)
