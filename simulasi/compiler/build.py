"""Every kind of pack by the word an operator uses for it, and the set a new server needs. One list for the command line and the page."""

from collections.abc import Callable

from simulasi.compiler.compile import SIZES, compile_checklists, compile_day
from simulasi.compiler.courses import compile_course
from simulasi.compiler.drills import compile_bank, compile_test
from simulasi.compiler.encode import Compiled
from simulasi.compiler.errors import ContentError

# Packs without a day, by size; a course is named by its curriculum instead of a seed.
OPEN: dict[str, Callable[[str, str], Compiled]] = {
    "daftar": lambda aturan, _: compile_checklists(aturan),
    "bank": compile_bank,
    "bentuk_a": lambda aturan, benih: compile_test(aturan, benih, "a"),
    "bentuk_b": lambda aturan, benih: compile_test(aturan, benih, "b"),
    "kartu": compile_course,
}
LABELS = {
    "singkat": "hari singkat",
    "sedang": "hari sedang",
    "penuh": "hari penuh",
    "daftar": "daftar periksa kode etik",
    "bank": "bank soal latihan kilat",
    "bentuk_a": "uji, bentuk A",
    "bentuk_b": "uji, bentuk B",
    "kartu": "bahan belajar (kartu)",
}
# What phones need so that every part of the app has something to show.
BEGINNING = ("singkat", "sedang", "daftar", "kartu", "bank", "bentuk_a", "bentuk_b")


def build(aturan: str, benih: str, ukuran: str) -> Compiled:
    """Compile a pack of any kind. Raises ContentError or BadInput, both of them sentences for people."""
    if ukuran in OPEN:
        return OPEN[ukuran](aturan, benih)
    if ukuran not in SIZES:
        raise ContentError(f"ukuran {ukuran!r} tidak ada: {', '.join(LABELS)}")
    return compile_day(aturan, benih, ukuran)


def beginning(benih: str, kurikulum: str = "kpu") -> list[tuple[str, str]]:
    """(size, seed) of the set a new server needs."""
    return [(size, kurikulum if size == "kartu" else benih) for size in BEGINNING]
