"""The checklist pack: code of conduct by phase and role, and the working lists. Completeness only, never points."""

import tomllib
from typing import Any

from simulasi.compiler.seal import Compiled, seal
from simulasi.compiler.texts import CONTENT, REVISION
from simulasi.compiler.voter_cards import TPS
from simulasi.compiler.whole_day import roles
from simulasi.engine.pack import ENGINE_VERSION, PACK_FORMAT
from simulasi.rules import get_ruleset
from simulasi.rules.sources import get_source
from simulasi.rules.vocabulary import PHASES, SKILLS

PARTS = {
    "S": ("persiapan", "H-3", "Sebelum hari pemungutan"),
    "H": ("pemungutan", "H", "Hari pemungutan"),
    "P": ("penyegelan", "H+1", "Sesudahnya"),
}
CODE = "etik-tatakelola"


def compile_checklists(ruleset: str) -> Compiled:
    """Compile the lists of one rule set."""
    rules = get_ruleset(ruleset)
    steps = working_steps() + conduct_steps()
    order = {day: at for at, (_, day, _) in enumerate(PARTS.values())}
    steps.sort(key=lambda step: order[step["day"]])
    used = sorted({source for step in steps for item in step["items"] for source in item["sources"]})
    entries = {name: get_source(name) for name in used}
    return seal(
        {
            "format": PACK_FORMAT,
            "engine": ENGINE_VERSION,
            "kind": "daftar_periksa",
            "ruleset": ruleset,
            "rules_revision": 1,
            "content_revision": REVISION,
            "seed": "tetap",
            "size": "daftar",
            "title": "Daftar periksa",
            "tps": {**TPS, "dpt_total": 0, "dpt_l": 0, "dpt_p": 0},
            "elections": [
                {"id": e.id, "label": e.label, "short": e.short, "colour": e.colour, "pattern": e.pattern} for e in rules.elections
            ],
            "roles": roles(),
            "skills": [{"id": name, "label": text} for name, text in SKILLS.items()],
            "phases": [{"id": name, "label": text} for name, text in PHASES.items()],
            "sources": {
                name: {"instrument": s.instrument, "article": s.article, "title": s.title, "mark": str(s.mark)}
                for name, s in entries.items()
            },
            "counters": {},
            "flags": [],
            "dpt": {"pages": []},
            "layouts": {},
            "ballots": {},
            "steps": steps,
            "findings": [],
        }
    )


def working_steps() -> list[dict[str, Any]]:
    """Lists that the whole crew ticks."""
    steps = []
    for text in tomllib.loads((CONTENT / "daftar_periksa" / "kerja.toml").read_text("utf-8"))["daftar"]:
        items = [{"id": f"{text['id']}-{at}", "text": item, "sources": text["sumber"]} for at, item in enumerate(text["butir"], 1)]
        steps.append(list_step(f"kerja-{text['id']}", text["fase"], "semua", text["judul"], items))
    return steps


def conduct_steps() -> list[dict[str, Any]]:
    """The code of conduct, one list per phase and role; an item of two phases stands in both."""
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for text in tomllib.loads((CONTENT / "daftar_periksa" / "kode_etik.toml").read_text("utf-8"))["butir"]:
        for phase in text["fase"]:
            for role in text["peran"]:
                item = {
                    "id": f"{text['id']}-{phase.lower()}-{role}",
                    "text": text["teks"],
                    "sources": [CODE if text["tanda"] == "seen" else f"{CODE}-b"],
                }
                groups.setdefault((phase, role), []).append(item)
    return [
        list_step(f"etik-{phase.lower()}-{role}", phase, role, f"Kode etik · {PARTS[phase][2]}", items)
        for (phase, role), items in sorted(groups.items())
    ]


def list_step(name: str, phase: str, role: str, title: str, items: list[dict[str, Any]]) -> dict[str, Any]:
    """Make one checklist step."""
    part, day, _ = PARTS[phase]
    return {
        "id": name.replace("_", "-"),
        "kind": "checklist",
        "phase": part,
        "role": role,
        "day": day,
        "minute": 0,
        "title": title,
        "prompt": "Centang yang sudah. “Belum” juga jawaban yang jujur.",
        "cards": [],
        "skills": [],
        "sources": items[0]["sources"],
        "why": "Daftar ini untuk kelengkapan, tidak dinilai.",
        "items": items,
    }
