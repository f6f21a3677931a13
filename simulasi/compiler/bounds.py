"""What can be true at each step of a pack whatever is answered: a floor and a ceiling for each counter, the flags that may be marked.

The compiler sizes the DPT by it, so that ballots last whatever goes wrong; the linter finds steps no path reaches and counters that could go
below zero.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from simulasi.compiler.day import outcomes_of

Pack = dict[str, Any]
Range = tuple[int, int]
BIT: dict[tuple[bool, bool], Range] = {(False, False): (0, 0), (True, False): (0, 1), (True, True): (1, 1), (False, True): (1, 1)}


@dataclass
class Bounds:
    """Everything that can be true at one moment."""

    floor: dict[str, int]
    ceiling: dict[str, int]
    maybe: set[str] = field(default_factory=set)
    surely: set[str] = field(default_factory=set)

    def range(self, name: Any) -> Range:
        """Give the lowest and highest value of a counter, flag or number."""
        if isinstance(name, int):
            return (name, name)
        if name in self.floor:
            return (self.floor[name], self.ceiling[name])
        return BIT[name in self.maybe, name in self.surely]

    def may_hold(self, guard: list[list[Any]]) -> bool:
        """Tell whether a guard can hold at all."""
        wanted: dict[str, Range] = {}
        for name, op, value in guard:
            low, high = self.range(name)
            if not POSSIBLE[op]((low, high), self.range(value)):
                return False
            if op == "==" and isinstance(value, int) and wanted.setdefault(name, (value, value)) != (value, value):
                return False
        return True


POSSIBLE = {
    "==": lambda left, right: left[0] <= right[1] and right[0] <= left[1],
    "!=": lambda left, right: not left[0] == left[1] == right[0] == right[1],
    ">=": lambda left, right: left[1] >= right[0],
    "<=": lambda left, right: left[0] <= right[1],
    ">": lambda left, right: left[1] > right[0],
    "<": lambda left, right: left[0] < right[1],
}


def walk(pack: Pack) -> Iterator[tuple[dict[str, Any], Bounds, bool]]:
    """Walk the steps with what can be true before each, and whether the step can come at all; last the state of the end."""
    bounds = Bounds(dict(pack["counters"]), dict(pack["counters"]))
    for step in pack["steps"]:
        guard = step.get("when", [])
        reached = step["kind"] != "checklist" and bounds.may_hold(guard)
        yield step, bounds, reached
        if reached:
            take(bounds, step, guard)
    yield {"id": "selesai", "kind": "selesai"}, bounds, True


def take(bounds: Bounds, step: dict[str, Any], guard: list[list[Any]]) -> None:
    """Let a step happen, or be skipped when its guard may fail."""
    known = assured(guard)
    low, high = changes(step, min), changes(step, max)
    for name in low:
        floor = max(bounds.floor.get(name, 0), known.get(name, 0)) + low[name]
        ceiling = bounds.ceiling.get(name, 0) + high[name]
        bounds.floor[name] = min(bounds.floor.get(name, 0), floor) if guard else floor
        bounds.ceiling[name] = max(bounds.ceiling.get(name, 0), ceiling) if guard else ceiling
    every = [flags_of(each["effects"]) for each in branches(step)]
    marked = set().union(*every, *(flags_of(item.get("effects", [])) for item in step.get("items", ())))
    marked |= {identity["flag"] for identity in step.get("identities", ())}
    bounds.maybe |= marked
    if not guard and every:
        bounds.surely |= set.intersection(*every)


def assured(guard: list[list[Any]]) -> dict[str, int]:
    """Read from a guard how much a counter holds at least when the step comes."""
    return {name: value + (op == ">") for name, op, value in guard if op in (">=", ">", "==") and isinstance(value, int)}


def branches(step: dict[str, Any]) -> list[dict[str, Any]]:
    """List the outcomes of which exactly one happens."""
    return [each for each in outcomes_of(step) if each not in step.get("items", ())]


def flags_of(effects: list[list[Any]]) -> set[str]:
    """Name the flags that effects mark."""
    return {effect[0] for effect in effects if len(effect) == 1}


def changes(step: dict[str, Any], extreme: Any) -> dict[str, int]:
    """Give the lowest or highest change each counter can get from one step: chosen items add up, of the outcomes one happens."""
    sums = [total(each["effects"]) for each in branches(step)]
    items = [total(item.get("effects", [])) for item in step.get("items", ())]
    names = {name for each in (*sums, *items) for name in each}
    return {
        name: sum(extreme(0, each.get(name, 0)) for each in items) + extreme((each.get(name, 0) for each in sums), default=0)
        for name in sorted(names)
    }


def total(effects: list[list[Any]]) -> dict[str, int]:
    """Add up effects per counter."""
    made: dict[str, int] = {}
    for effect in effects:
        if len(effect) == 2:
            made[effect[0]] = made.get(effect[0], 0) + effect[1]
    return made


def below_zero(pack: Pack) -> dict[str, tuple[str, int]]:
    """Name the counters that some play would push below zero, with the first step that could and how far."""
    found: dict[str, tuple[str, int]] = {}
    before: dict[str, int] = {}
    last = ""
    for step, bounds, _ in walk(pack):
        for name, value in bounds.floor.items():
            if value < 0 and value < before.get(name, 0):
                found[name] = (found.get(name, (last, 0))[0], value)
        before = dict(bounds.floor)
        last = step["id"]
    return found


def shortfall(pack: Pack) -> int:
    """Tell how many ballots of some kind would be missing if everything went wrong."""
    return max((-low for name, (_, low) in below_zero(pack).items() if name.startswith("surat_suara_tidak_digunakan_")), default=0)
