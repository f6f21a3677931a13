"""Which situations this day has: voters dealt by series, incidents drawn by weight; those marked for other sizes left out."""

from simulasi.compiler.dealing import deal
from simulasi.compiler.draw import Draw
from simulasi.compiler.load_content import Content, Entry
from simulasi.compiler.sizes import Size


def for_size(entries: dict[str, Entry], size_name: str) -> list[Entry]:
    """List the situations that may come in a day of this size."""
    return [entry for entry in entries.values() if size_name in entry.get("ukuran", (size_name,))]


def draw_from(draw: Draw, entries: list[Entry], wanted: dict[str, int]) -> list[Entry]:
    """Draw so many of each golongan, none twice, and of situations that are `serupa` only one a day."""
    chosen: list[Entry] = []
    alike: set[str] = set()
    for golongan, count in wanted.items():
        known = [(entry, entry.get("bobot", 1)) for entry in entries if entry["golongan"] == golongan]
        for entry in draw.child(golongan).sample(known, len(known)):
            if count and entry.get("serupa") not in alike:
                chosen.append(entry)
                count -= 1
                alike |= {entry["serupa"]} if "serupa" in entry else set()
    return chosen


def draw_voters(draw: Draw, series: Draw, number: int, content: Content, size_name: str, size: Size) -> list[Entry]:
    """Deal the voters whose case must be decided, and draw some of the ordinary ones."""
    entries = for_size(content["pemilih"], size_name)
    common = [(entry, entry.get("bobot", 1)) for entry in entries if entry["golongan"] == "biasa"]
    plain = [draw.child(f"biasa/{at}").weighted(common) for at in range(size.spoken)] if common else []
    return deal(series, draw.child("pemilih"), number, entries, size.voters) + plain


def draw_events(draw: Draw, content: Content, size_name: str, size: Size) -> list[Entry]:
    """Draw incidents and dilemmas together: the member does not know which is which."""
    both = {f"kejadian/{key}": entry for key, entry in content["kejadian"].items()}
    both |= {f"dilema/{key}": entry for key, entry in content["dilema"].items()}
    return draw_from(draw.child("kejadian"), for_size(both, size_name), dict(size.events))
