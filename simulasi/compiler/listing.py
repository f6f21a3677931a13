"""Packs that are lists to tick: no day, no counters, no points. The checklists and the cards are made of it."""

from collections.abc import Iterable
from typing import Any

from simulasi.compiler import frame
from simulasi.compiler.encode import Compiled, seal
from simulasi.compiler.errors import ContentError
from simulasi.compiler.load_content import load_content
from simulasi.rules.model import Ruleset
from simulasi.rules.sources import REGISTRY

PLACES = "pemilu-2024"
"""Whose invented places the lists are shown in; they are nobody's in particular."""
Step = dict[str, Any]


def list_pack(
    ruleset: Ruleset, revision: int, names: tuple[str, str, str, str], steps: list[Step], cited: Iterable[str] = (), **more: Any
) -> Compiled:
    """Seal lists into a pack; `names` are kind, seed, size and title, `cited` the sources besides those of the items."""
    place = load_content(PLACES).places
    used = sorted({source for step in steps for source in step["sources"]} | set(cited))
    return seal(
        frame.head(ruleset, revision, *names)
        | {
            "tps": {"nama": "TPS Anda", "desa": place["desa"][0], "kecamatan": place["kecamatan"][0], "kabkota": place["kabkota"]}
            | {"dpt_total": 0, "dpt_l": 0, "dpt_p": 0},
            "sources": {name: source_entry(name) for name in used},
            "counters": {},
            "flags": [],
            "dpt": {"pages": []},
            "layouts": {},
            "ballots": {},
            "steps": steps,
            "findings": [],
        }
        | more
    )


def source_entry(name: str) -> dict[str, str]:
    """Copy one entry of the registry."""
    try:
        source = REGISTRY[name]
    except KeyError:
        raise ContentError(f"daftar: sumber '{name}' tidak ada di daftar sumber") from None
    return frame.source_entry(source)


def list_step(name: str, role: str, when: tuple[str, str], words: tuple[str, str, str], items: list[dict[str, Any]]) -> Step:
    """Make one list; `when` is its phase and day, `words` are title, prompt and why."""
    (phase, day), (title, prompt, why) = when, words
    return {
        "id": name,
        "kind": "checklist",
        "phase": phase,
        "role": role,
        "day": day,
        "minute": 0,
        "title": title,
        "prompt": prompt,
        "cards": [],
        "skills": [],
        "sources": list(dict.fromkeys(source for item in items for source in item["sources"])),
        "why": why,
        "items": items,
    }
