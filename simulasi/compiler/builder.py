"""What every part of the day needs to add steps: counters, people, sources, option order."""

from typing import Any

from simulasi.compiler.lots import Draw

ELECTIONS = ("PPWP", "DPR", "DPD", "DPRD_PROV", "DPRD_KAB")
GROUPS = {"DPT": "dpt", "PINDAHAN": "dptb", "KHUSUS": "dpk"}
Step = dict[str, Any]
Effects = list[list[Any]]


class Builder:
    """Collect the parts of one pack while the day is laid out."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self.steps: list[Step] = []
        self.ballots: dict[str, Any] = {}
        self.flags: set[str] = set()
        self.findings: list[dict[str, Any]] = []

    def flag(self, name: str) -> list[Any]:
        """Declare a flag and give the effect that marks it."""
        self.flags.add(name)
        return [name]

    def add(self, step: Step) -> Step:
        """Append a step; options come in a drawn order."""
        step.setdefault("cards", [])
        if step["kind"] in ("choice", "judge"):
            step["options"] = self.draw.sub(step["id"]).shuffled(step["options"])
        self.steps.append(step)
        return step


def option(
    number: int, text: str, right: int, result: str, feedback: str, effects: Effects, knockout: str = "", points: int = 1
) -> dict[str, Any]:
    """Make one option; only a right one earns points."""
    made: dict[str, Any] = {
        "id": f"o{number}",
        "text": text,
        "right": right,
        "points": points if right else 0,
        "effects": effects,
        "result": result,
        "feedback": feedback,
    }
    if knockout:
        made["knockout"] = knockout
    return made


def outcomes(tepat: str, salah: str, salah_effects: Effects | None = None, points: int = 1) -> dict[str, Any]:
    """Make the two outcomes of a step that is right or wrong as a whole."""
    return {
        "tepat": {"points": points, "effects": [], "feedback": tepat, "result": "Tercatat."},
        "salah": {"points": 0, "effects": salah_effects or [], "feedback": salah, "result": "Tercatat."},
    }


def serve(group: str, given: tuple[str, ...], votes: Effects, entitled: tuple[str, ...] | None = None) -> Effects:
    """Let a voter sign the list of a group and put the ballots given into the boxes."""
    return attend(group, entitled if entitled is not None else given) + hand_out(given) + votes


def attend(group: str, elections: tuple[str, ...]) -> Effects:
    """Sign one attendance list."""
    effects: Effects = []
    for e in map(str.lower, elections):
        effects += [[f"pengguna_hak_pilih_{GROUPS[group]}_{e}", 1], [f"pengguna_hak_pilih_{e}", 1]]
    return effects


def hand_out(elections: tuple[str, ...]) -> Effects:
    """Move ballots from the table through the booth into the boxes."""
    effects: Effects = []
    for e in map(str.lower, elections):
        effects += [[f"surat_suara_tidak_digunakan_{e}", -1], [f"surat_suara_digunakan_{e}", 1], [f"surat_suara_di_kotak_{e}", 1]]
    return effects


def merge(effects: Effects) -> Effects:
    """Add up effects on the same counter, so that a crowd is one line."""
    sums: dict[str, int] = {}
    flags: Effects = []
    for effect in effects:
        if len(effect) == 1:
            flags.append(effect)
        else:
            sums[effect[0]] = sums.get(effect[0], 0) + effect[1]
    return [[name, amount] for name, amount in sums.items()] + flags
