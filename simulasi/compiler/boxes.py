"""Boxes that a short day counts in one go: strays, papers called in lots, and the totals on C.HASIL."""

from typing import Any

from simulasi.compiler import cards, counting, forms, lots
from simulasi.compiler.books import low
from simulasi.compiler.day import Day

SHORT_LINES = ("I.B.4/j", "II.2/n", "V.A/n", "V.B/n", "V.C/n")
"""What a box counted in short leaves on its C.HASIL: the numbers the identities meet in."""


def add_short_boxes(day: Day, minute: int) -> int:
    """Count the boxes that are not judged paper by paper: strays looked for, papers called, the totals written and checked."""
    rest = tuple(election for election in day.elections if election not in day.judged)
    if not rest:
        return minute
    for election in rest:
        minute = counting.add_strays(day, election, minute)
    minute = lots.add_lots(day, rest, "lain", minute)
    for election in rest:
        add_short_form(day, election, minute)
        counting.add_mismatch(day, election, minute + 1)
        counting.add_typing_error(day, election, minute + 2)
        minute += counting.BETWEEN
    return minute


def add_short_form(day: Day, election: str, minute: int) -> None:
    """Write the totals of one box from the figures that were announced."""
    e = low(election)
    fields = [each for each in forms.fields(day, election, ("I", "II", "V")) if forms.place_of(each) in SHORT_LINES]
    rows = [
        ("Tanda tangan di tiga daftar hadir", f"pengguna_hak_pilih_{e}"),
        ("Surat suara diterima", f"surat_suara_diterima_{e}"),
        ("Sisa di meja", f"surat_suara_tidak_digunakan_{e}"),
        ("Rusak atau keliru coblos", f"surat_suara_rusak_{e}"),
        ("Ikatan sah", f"suara_sah_{e}"),
        ("Ikatan tidak sah", f"suara_tidak_sah_{e}"),
    ]
    known = {each["id"] for each in fields}
    checks = [each for each in written_together(day, election) if {*each["left"], *each["right"]} <= known]
    shown: dict[str, Any] = cards.numbers(f"Kotak {counting.short(day, election)}", rows)
    counting.add_written(day, "kotak_ringkas", "form", "kpps_3", election, minute, fields, checks, shown)
    counting.find_gap(day, election, f"kotak_ringkas_{e}")


def written_together(day: Day, election: str) -> list[dict[str, Any]]:
    """List the identities of one form, those before and those after the votes."""
    return [*forms.identities(day, election, after=False), *forms.identities(day, election, after=True)]
