"""The day while it is laid out: steps gathered in any order, printed in the order of the clock.

Counters and flags declare themselves by being used; sources by being cited.
"""

from collections.abc import Iterable
from typing import Any

from simulasi.compiler.books import Effects, merge
from simulasi.compiler.draw import Draw
from simulasi.compiler.errors import ContentError
from simulasi.compiler.law import Law
from simulasi.compiler.load_content import Content
from simulasi.compiler.people import Person, Place, Register
from simulasi.compiler.sizes import Size
from simulasi.rules.entitlement import Place as TpsPlace
from simulasi.rules.entitlement import ballots_held
from simulasi.rules.model import Ruleset
from simulasi.rules.sources import REGISTRY
from simulasi.rules.vocabulary import Mark

Step = dict[str, Any]
DAYS = ("H-3", "H-1", "H", "H+1")
POINTS = 2
"""What a right decision earns; a half-right one may earn 1."""


class Day:
    """Everything the builders share while they add their part."""

    def __init__(
        self, ruleset: Ruleset, content: Content, draw: Draw, size_name: str, size: Size, place: Place, register: Register
    ) -> None:
        self.ruleset = ruleset
        self.content = content
        self.draw = draw
        self.size_name = size_name
        self.size = size
        self.place = place
        self.register = register
        held = ballots_held(TpsPlace(provinsi=place.provinsi.casefold(), kabkota=place.kabkota.casefold()), ruleset)
        self.held = tuple(election for election in ruleset.elections if election.id in held)
        """What this TPS elects: a kota has no bupati."""
        self.elections = tuple(election.id for election in self.held)
        self.law = Law(ruleset, self.elections, draw_tunggal(draw, content, self.elections))
        self.judged = dict(zip(self.elections, size.judged, strict=False))
        self.initial: dict[str, int] = {}
        self.steps: list[Step] = []
        self.findings: list[dict[str, Any]] = []
        self.ballots: dict[str, dict[str, Any]] = {}
        self.dpt: list[Person] = []
        self.movers: list[list[str]] = []
        self.extra_papers: list[tuple[str, list[list[Any]], bool]] = []
        """Papers that are in a box only if something went wrong (or right): election, guard, signed."""
        self.called: dict[str, list[Effects]] = {election: [] for election in self.elections}
        """Votes of papers nobody disputes, called in lots when the box is opened."""
        self.cited: set[str] = set()

    def cite(self, sources: Iterable[str]) -> list[str]:
        """Note sources as used and give them back, each once; an unknown one is a mistake of content."""
        ids = list(dict.fromkeys(sources))
        for source in ids:
            if source not in REGISTRY:
                raise ContentError(f"sumber '{source}' tidak ada di daftar sumber")
        self.cited.update(ids)
        return ids

    def seen(self, sources: Iterable[str]) -> bool:
        """Tell whether every source was read: only then may a step be scored. Nothing of a draft is."""
        return not self.ruleset.is_draft and all(REGISTRY[source].mark == Mark.SEEN for source in self.cite(sources))

    def forces_psu(self, ground: str) -> bool:
        """Tell whether one such act is read to be a ground for repeat voting under this rule set."""
        trigger = next(each for each in self.ruleset.part("revote").TRIGGERS if each.id == ground)
        return bool(self.ruleset.mark(trigger.mark) == Mark.SEEN and trigger.at_least == 1)

    def add(self, step: Step) -> Step:
        """Add a step; what is not scored because it was not seen is said so in its explanation."""
        step.setdefault("cards", [])
        step["sources"] = self.cite(step["sources"])
        for outcome in outcomes_of(step):
            outcome["effects"] = merge(outcome["effects"])
            if "sources" in outcome:
                outcome["sources"] = self.cite(outcome["sources"])
        if not step.get("when"):
            step.pop("when", None)
        self.steps.append(step)
        return step

    def find(self, **finding: Any) -> None:
        """Add a finding; its causes are looked for among the names of `watch`."""
        finding["sources"] = self.cite(finding["sources"])
        self.findings.append(finding)

    def used_flags(self) -> set[str]:
        """List the flags that some act so far may mark."""
        return {effect[0] for step in self.steps for each in outcomes_of(step) for effect in each["effects"] if len(effect) == 1}

    def in_order(self) -> list[Step]:
        """Sort the steps by the clock; those of one minute stay in the order they were added."""
        return sorted(self.steps, key=lambda step: (DAYS.index(step["day"]), step["minute"]))


def draw_tunggal(draw: Draw, content: Content, elections: tuple[str, ...]) -> frozenset[str]:
    """Draw in which elections one pair stands against the empty column (`calon_tunggal` of isi.toml: chances in a hundred)."""
    lots = draw.child("calon-tunggal")
    return frozenset(election for election, chance in content.tunggal.items() if election in elections and lots.chance(chance, 100))


def outcomes_of(step: Step) -> list[dict[str, Any]]:
    """List whatever of a step carries effects."""
    return [*step.get("options", ()), *step.get("outcomes", {}).values(), *(item for item in step.get("items", ()) if "effects" in item)]


def outcome(result: str, feedback: str, points: int = 0, effects: Effects | None = None, knockout: str = "") -> dict[str, Any]:
    """Make one outcome of a step that is graded as a whole."""
    made: dict[str, Any] = {"points": points, "effects": list(effects or []), "feedback": feedback, "result": result}
    return {**made, "knockout": knockout} if knockout else made
