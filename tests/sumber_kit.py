"""Writes docs/sumber.md: every source of the registry, with what was seen of it. Run: python -m tests.sumber_kit"""

from pathlib import Path

from simulasi.rules.sources import ALL, what_was_seen
from simulasi.rules.vocabulary import MARK_LABELS

PAGE = Path(__file__).resolve().parent.parent / "docs" / "sumber.md"


def page() -> str:
    """The whole page, by instrument in reading order."""
    out = ["# Dasar aturan", "", "Dibuat oleh `python -m tests.sumber_kit`; jangan disunting. Hanya yang terverifikasi yang dinilai."]
    out += ["Di ponsel: Bantuan, Dasar aturan (tanpa sinyal). Untuk siapa saja: `/aturan/sumber`.", ""]
    groups: dict[str, list[str]] = {}
    for each in ALL:
        cells = (f"`{each.id}`", each.article, each.title, what_was_seen(each), MARK_LABELS[each.mark])
        groups.setdefault(each.instrument, []).append(f"| {' | '.join(cell.replace('|', '/') or '-' for cell in cells)} |")
    for instrument, rows in groups.items():
        out += [f"## {instrument}", "", "| id | pasal | judul | yang dilihat | tanda |", "|---|---|---|---|---|", *rows, ""]
    return "\n".join(out)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
