"""What the pages of the law show: plain data from the rules, and from the database only which sources were read since."""

from typing import Any

from simulasi.rules import RULESETS, get_ruleset
from simulasi.rules.errors import BadInput
from simulasi.rules.handbook import DEFAULT_DPT, handbook
from simulasi.rules.sources import ALL, REGISTRY, Source, what_was_seen
from simulasi.rules.vocabulary import MARK_LABELS, Mark
from simulasi.services import sightings


class UnknownRuleset(LookupError):
    """No rule set has this name."""


def rulesets() -> list[dict[str, str]]:
    """List the rule sets that can be looked up."""
    held = [get_ruleset(name) for name in RULESETS]
    return [{"id": each.id, "judul": each.title, "status": each.status} for each in held]


def sources() -> list[tuple[str, list[dict[str, str]]]]:
    """Group every source by its instrument, in reading order."""
    groups: dict[str, list[dict[str, str]]] = {}
    with sightings.applied():
        for source in ALL:
            groups.setdefault(source.instrument, []).append(described(REGISTRY[source.id]))
    return list(groups.items())


def described(source: Source) -> dict[str, str]:
    """Say all that is known of a source; the mark only where it is not read."""
    unsure = "" if source.mark == Mark.SEEN else MARK_LABELS[source.mark]
    return {"id": source.id, "pasal": source.article, "judul": source.title, "dilihat": what_was_seen(source), "tanda": unsure}


def day(ruleset_id: str, dpt: str) -> dict[str, Any]:
    """Lay out the day of a rule set; a number that makes no sense is said, and the usual one is used."""
    if ruleset_id not in RULESETS:
        raise UnknownRuleset(ruleset_id)
    ruleset = get_ruleset(ruleset_id)
    problem = ""
    try:
        wanted = DEFAULT_DPT if dpt == "" else int(dpt) if dpt.isascii() and dpt.isdigit() and len(dpt) < 6 else 0
        parts = handbook(ruleset, wanted)
    except BadInput:
        problem = f"Isi jumlah pemilih 1 sampai {ruleset.tps_max}. Daftar di bawah memakai {DEFAULT_DPT}."
        wanted, parts = DEFAULT_DPT, handbook(ruleset, DEFAULT_DPT)
    seats = {role.id: role.label for role in (*ruleset.roles, *ruleset.ketertiban)}
    return {
        "ruleset": {"id": ruleset.id, "judul": ruleset.title},
        "dpt": wanted,
        "bagian": [told(part, seats) for part in parts],
        "galat": problem,
    }


def told(part: Any, seats: dict[str, str]) -> dict[str, Any]:
    """Write one part for people."""
    lines = [
        {
            "teks": item.teks[:1].upper() + item.teks[1:],
            "siapa": ", ".join(seats.get(who, who.replace("_", " ")) for who in item.siapa)
            if len(item.siapa) < len(seats) - 2
            else "semua anggota",
            "kapan": item.kapan,
            "jumlah": item.jumlah,
            "tanda": "" if item.tanda == Mark.SEEN else MARK_LABELS[item.tanda],
            "sumber": [{"id": source, "nama": name(REGISTRY[source])} for source in item.sumber],
        }
        for item in part.butir
    ]
    return {"id": part.id, "judul": part.judul, "butir": lines}


def name(source: Source) -> str:
    """Name a source in few words."""
    return f"{source.instrument.split(' tentang ')[0]}, {source.article}" if source.article else source.title
