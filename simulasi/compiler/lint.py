"""The linter: a pack that breaks its form, or the law's own checks, is not published. One failing example for each code in tests/packs/cacat."""

import json
from typing import Any

from simulasi.compiler.defect import Defect
from simulasi.compiler.encode import encode
from simulasi.compiler.lint_bank import lint_bank
from simulasi.compiler.lint_law import lint_law
from simulasi.compiler.lint_names import lint_names
from simulasi.compiler.lint_play import lint_play
from simulasi.compiler.lint_text import lint_text
from simulasi.compiler.schema import first_fault

MAX_BYTES = 4_000_000


def lint(data: bytes) -> list[Defect]:
    """List what is wrong with a pack; nothing means it may be published."""
    if len(data) > MAX_BYTES:
        return [Defect("paket-terlalu-besar", "berkas", f"Paket lebih dari {MAX_BYTES} bita.")]
    try:
        pack = json.loads(data)
    except (ValueError, RecursionError):
        return [Defect("bukan-json", "berkas", "Isi berkas bukan paket: tidak dapat dibaca sebagai JSON UTF-8.")]
    if place := first_fault(pack):
        return [Defect("skema", place, "Bagian ini tidak sesuai dengan bentuk paket.")]
    found = [*lint_names(pack), *lint_law(pack), *lint_text(pack)]
    # A pack whose names do not fit together cannot be played; one that is only badly worded can.
    if not any(defect.code in UNPLAYABLE for defect in found):
        found += [*lint_play(pack), *lint_bank(pack)]
    if not found and not is_canonical(pack, data):
        found.append(Defect("bentuk-tidak-baku", "berkas", "Isinya benar, tetapi tidak ditulis dalam bentuk baku; susun ulang paketnya."))
    return found


UNPLAYABLE = frozenset({"id-ganda", "nama-ganda", "nama-tak-dikenal", "urutan-tak-cocok", "baris-tak-dikenal"})


def is_canonical(pack: dict[str, Any], data: bytes) -> bool:
    """Tell whether the bytes are the one way to write this pack."""
    return encode(pack) == data


__all__ = ["MAX_BYTES", "Defect", "lint"]
