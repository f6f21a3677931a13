"""A pack made ready for play: indexed once, never changed. Twin: static/js/engine/pack.js"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from simulasi.engine.compiled import compile_steps
from simulasi.engine.errors import Refusal
from simulasi.engine.ready import Finding, Ready
from simulasi.engine.track import Track, lay

PACK_FORMAT = 1
ENGINE_VERSION = 1
END = "selesai"
NOT_LISTED = "tidak_ada"
# Their steps wait for nobody.
OPEN = ("daftar_periksa", "belajar", "latihan", "uji")
LISTS = ("roles", "steps", "findings")
OBJECTS = ("counters", "dpt")


@dataclass(frozen=True)
class Pack:
    """The parsed pack with the look-ups that replay needs."""

    raw: dict[str, Any]
    steps: list[dict[str, Any]]
    index: dict[str, int]
    dpt_rows: frozenset[str]
    findings_at: dict[str, list[dict[str, Any]]]
    ready: list[Ready]
    due: dict[str, tuple[Finding, ...]]
    is_open: bool
    # Steps that train the same skills are counted together: the number of their list, and the lists.
    trains: dict[str, int]
    skills: list[tuple[str, ...]]
    lists: list[tuple[str, list[str]]]

    @cached_property
    def track(self) -> Track | None:
        """The steps of a day laid out for playing whole logs, when the first one comes."""
        return None if self.is_open else lay(self.ready, self.raw["counters"], self.due.get(END, ()))


def load(raw: Any) -> Pack:
    """Index a parsed pack; refuse a format or an engine we do not speak.

    What is inside is the linter's to check: a pack travels under its hash, and one that fits pack.schema.json never breaks the engine.
    """
    check_format(raw)
    steps = raw["steps"]
    findings_at: dict[str, list[dict[str, Any]]] = {}
    for finding in raw["findings"]:
        findings_at.setdefault(finding["at"], []).append(finding)
    rows = frozenset(row[0] for page in raw["dpt"]["pages"] for row in page["rows"]) | {NOT_LISTED}
    ready, due = compile_steps(raw, rows)
    skills = list(dict.fromkeys(each.skills for each in ready))
    return Pack(
        raw=raw,
        steps=steps,
        index={step["id"]: at for at, step in enumerate(steps)},
        dpt_rows=rows,
        findings_at=findings_at,
        ready=ready,
        due=due,
        is_open=raw.get("kind") in OPEN,
        trains={each.id: skills.index(each.skills) for each in ready},
        skills=skills,
        lists=[(each.role, [item["id"] for item in each.step["items"]]) for each in ready if each.listed],
    )


def check_format(raw: Any) -> None:
    """Refuse what is no pack of this format for this engine."""
    if not isinstance(raw, dict) or not is_version(raw.get("format"), PACK_FORMAT):
        raise Refusal("pack-format", f"pack format must be {PACK_FORMAT}")
    if not is_version(raw.get("engine"), ENGINE_VERSION):
        raise Refusal("engine-version", f"this engine is version {ENGINE_VERSION}")
    if any(not isinstance(raw.get(name), list) for name in LISTS) or any(not isinstance(raw.get(name), dict) for name in OBJECTS):
        raise Refusal("pack-format", "roles, steps and findings are lists, counters and dpt are objects")


def is_version(value: Any, wanted: int) -> bool:
    """Tell a version number from a truth value, which Python takes for 1."""
    return value == wanted and not isinstance(value, bool)
