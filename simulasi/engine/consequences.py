"""Findings: what yesterday's mistake does to today's figures, and who caused it. Twin: static/js/engine/consequences.js"""

from typing import Any

from simulasi.engine.effects import holds
from simulasi.engine.pack import END as END
from simulasi.engine.pack import Pack
from simulasi.engine.state import State


def fire_findings(pack: Pack, state: State, at: str) -> None:
    """Evaluate, in place, the findings whose moment has come."""
    for finding in pack.due.get(at, ()):
        if holds(state, finding.when):
            state["findings"].append({"id": finding.id, "causes": causes_of(pack, state, finding.watch)})


def causes_of(pack: Pack, state: State, watch: tuple[str, ...]) -> list[str]:
    """Name the steps whose wrong answers touched any of the names watched, in playing order."""
    guilty = {step for name in watch for step in state["blame"].get(name, ())}
    return sorted(guilty, key=lambda step: pack.index[step])


def findings(pack: Pack, state: State) -> list[dict[str, Any]]:
    """List what has fired so far, with its text from the pack."""
    texts = {finding["id"]: finding for group in pack.findings_at.values() for finding in group}
    return [{**texts[fired["id"]], "causes": fired["causes"]} for fired in state["findings"]]
