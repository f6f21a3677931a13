"""The parts of a pack around its steps: who, where, under which rules, and the closed lists of names that are used."""

from typing import Any

from simulasi.compiler.day import Day, Step, outcomes_of
from simulasi.engine.pack import ENGINE_VERSION, PACK_FORMAT
from simulasi.rules.c_hasil import form_name
from simulasi.rules.model import Election, Ruleset
from simulasi.rules.sources import REGISTRY, Source, what_was_seen
from simulasi.rules.vocabulary import PHASES, SKILLS

Pack = dict[str, Any]
TITLES = {"singkat": "Hari singkat", "sedang": "Hari sedang", "penuh": "Hari penuh"}


def head(
    ruleset: Ruleset, content_revision: int, kind: str, seed: str, size: str, title: str, held: tuple[Election, ...] | None = None
) -> Pack:
    """Make what every pack begins with; `held` are the elections of this TPS, all of the rule set unless told."""
    return {
        "format": PACK_FORMAT,
        "engine": ENGINE_VERSION,
        "kind": kind,
        "ruleset": ruleset.id,
        "rules_revision": ruleset.revision,
        "content_revision": content_revision,
        "seed": seed,
        "size": size,
        "title": title,
        "elections": [
            {
                "id": each.id,
                "label": each.label,
                "short": each.short,
                "colour": each.colour,
                "pattern": each.pattern,
                "form": form_name(ruleset, each.id),
            }
            for each in held or ruleset.elections
        ],
        "roles": [{"id": role.id, "label": role.label, "short": role.short} for role in ruleset.roles],
        "skills": [{"id": name, "label": label} for name, label in SKILLS.items()],
        "phases": [{"id": name, "label": label} for name, label in PHASES.items()],
    }


def frame(day: Day, seed: str, pages: list[dict[str, Any]]) -> Pack:
    """Close the day into a pack."""
    steps = day.in_order()
    counters, flags = names_used(steps, day.findings)
    place = day.place
    drawn = sorted({ballot["layout"] for ballot in day.ballots.values()})
    title = f"{'Rancangan: ' * day.ruleset.is_draft}{TITLES[day.size_name]} di {place.tps} {place.desa}"
    pack = head(day.ruleset, day.content.revision, "hari", seed, day.size_name, title, day.held)
    return pack | {
        "tps": {
            "nama": place.tps,
            "desa": place.desa,
            "kecamatan": place.kecamatan,
            "kabkota": place.kabkota,
            "dpt_total": len(day.dpt),
            "dpt_l": day.initial["pemilih_dpt_l"],
            "dpt_p": day.initial["pemilih_dpt_p"],
        },
        "sources": source_entries(steps, day.findings),
        "counters": {name: day.initial.get(name, 0) for name in sorted(counters | set(day.initial))},
        "flags": sorted(flags),
        "dpt": {"pages": pages},
        "layouts": {key: day.law.layouts[key.upper()] for key in drawn},
        "ballots": day.ballots,
        "steps": steps,
        "findings": day.findings,
    }


def names_used(steps: list[Step], findings: list[dict[str, Any]]) -> tuple[set[str], set[str]]:
    """Tell counters from flags by how they are used: what is added to, or expected as a number, is a counter."""
    counters: set[str] = set()
    flags: set[str] = set()
    for step in steps:
        for each in outcomes_of(step):
            for effect in each["effects"]:
                (counters if len(effect) == 2 else flags).add(effect[0])
        counters |= {name for name in step.get("expect", ()) if step["kind"] == "number"}
        counters |= {name for field in step.get("fields", ()) for name in field["expect"]}
        counters |= {row[1] for card in step["cards"] for row in card.get("rows", ()) if card["type"] in ("angka", "turus")}
        flags |= {identity["flag"] for identity in step.get("identities", ())}
    asked = {
        word
        for each in (*steps, *findings)
        for comparison in each.get("when", ())
        for word in (comparison[0], comparison[2])
        if isinstance(word, str)
    }
    asked |= {name for finding in findings for name in finding["watch"]}
    return counters, flags | (asked - counters)


def source_entry(source: Source) -> dict[str, str]:
    """Copy one entry of the registry, with what was seen of it."""
    made = {"instrument": source.instrument, "article": source.article, "title": source.title, "mark": str(source.mark)}
    seen = what_was_seen(source)
    return {**made, "seen": seen} if seen else made


def source_entries(steps: list[Step], findings: list[dict[str, Any]]) -> dict[str, dict[str, str]]:
    """Copy the registry entries of every source that stands in the pack."""
    used = {source for each in (*steps, *findings) for source in each["sources"]}
    for step in steps:
        used |= {source for each in outcomes_of(step) for source in each.get("sources", ())}
        used |= {source for each in (*step.get("identities", ()), *step.get("items", ())) for source in each.get("sources", ())}
    entries = {name: REGISTRY[name] for name in sorted(used)}
    return {name: source_entry(each) for name, each in entries.items()}
