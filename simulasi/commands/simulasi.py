"""`flask simulasi putar`: replay a log over its pack and print state, findings and score. No database."""

import hashlib
import json
from pathlib import Path
from typing import Any

import click

from simulasi.commands._json_io import PlainCommand, fail
from simulasi.compiler.schema import first_fault
from simulasi.engine import Pack, Refusal, findings, load, parse_line, score
from simulasi.engine.pack import check_format
from simulasi.engine.reducer import apply_in_place, read_start, start

group = click.Group("simulasi", help="Memutar ulang catatan sebuah simulasi.")

# code -> what a person reads; the line it happened on is put in front.
SENTENCES = {
    "seq-gap": "nomor urutnya tidak bersambung dengan baris sebelumnya",
    "step-unknown": "langkah itu tidak ada dalam paket",
    "step-not-pending": "langkah itu belum atau tidak lagi menunggu jawaban",
    "role-mismatch": "langkah itu milik peran lain",
    "role-not-seated": "peran itu tidak dimainkan dalam catatan ini",
    "answer-type": "bentuk jawabannya tidak cocok dengan langkah itu",
    "answer-unknown": "jawaban itu tidak ada di antara pilihan",
    "answer-incomplete": "jawabannya tidak lengkap",
    "attempt-done": "simulasi sudah selesai sebelum baris ini",
    "line-invalid": "barisnya rusak atau pernah diubah",
    "engine-version": "dimainkan dengan versi mesin yang lain",
    "pack-format": "format paket tidak dikenal",
    "start-missing": "catatan harus mulai dengan baris pembuka",
    "start-mismatch": "baris pembuka tidak cocok dengan paket ini",
    "counter-below-zero": "ada hitungan yang menjadi kurang dari nol",
}


@group.command("putar", cls=PlainCommand)
@click.option("--paket", "pack_path", required=True, type=Path, help="Berkas paket.")
@click.option("--log", "log_path", required=True, type=Path, help="Berkas catatan, satu baris satu kejadian.")
def play(pack_path: Path, log_path: Path) -> None:
    """Putar ulang catatan: keadaan akhir, temuan, dan nilai sebagai JSON."""
    body = read(pack_path)
    pack = read_pack(body, pack_path.name)
    state = replay_lines(pack, hashlib.sha256(body).hexdigest(), read(log_path), log_path.name)
    click.echo(json.dumps({"state": state, "findings": findings(pack, state), "score": score(pack, state)}, ensure_ascii=False))


def read(path: Path) -> bytes:
    """Read a file, or stop with one sentence."""
    try:
        return path.read_bytes()
    except OSError:
        return fail(f"Berkas {path.name} tidak dapat dibaca.")


def read_pack(body: bytes, name: str) -> Pack:
    """Parse, check and load a pack, or stop with one sentence."""
    try:
        raw = json.loads(body.decode(), parse_float=refuse_number, parse_constant=refuse_number)
    except (ValueError, RecursionError):
        return fail(f"Berkas {name} bukan paket: isinya bukan JSON yang utuh.")
    try:
        check_format(raw)
    except Refusal as refusal:
        return fail(f"Berkas {name} tidak dapat dimainkan: {SENTENCES[refusal.code]} ({refusal.code}).")
    fault = first_fault(raw)
    if fault:
        return fail(f"Berkas {name} bukan paket yang utuh: periksa {fault} (pack-format).")
    return load(raw)


def replay_lines(pack: Pack, pack_hash: str, body: bytes, name: str) -> dict[str, Any]:
    """Play the lines one by one, so that a refusal can name its line."""
    number = 1
    try:
        lines = body.decode("utf-8", "replace").removesuffix("\n").split("\n")
        opening = parse_line(lines[0])
        seats = read_start(pack, opening)
        if opening["answer"][0] != pack_hash:
            raise Refusal("start-mismatch", "the log was played on another pack")
        state = start(pack, seats)
        for line in lines[1:]:
            number += 1
            apply_in_place(pack, state, parse_line(line))
    except Refusal as refusal:
        return fail(f"Berkas {name} baris {number} ditolak: {SENTENCES[refusal.code]} ({refusal.code}).")
    return state


def refuse_number(text: str) -> Any:
    """Refuse a fraction: a pack holds whole numbers only."""
    raise ValueError(text)
