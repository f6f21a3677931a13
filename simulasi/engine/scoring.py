"""Points per skill, and knock-outs that are never averaged away. Twin: static/js/engine/scoring.js"""

from typing import Any

from simulasi.engine.pack import Pack
from simulasi.engine.state import State


def score(pack: Pack, state: State) -> dict[str, Any]:
    """Add up what the player's own answers earned; what the pack played counts for nobody."""
    own = [answer for answer in state["answers"] if not answer["auto"]]
    # First by all that a step trains, then by skill: many steps train the same.
    trains = pack.trains
    earned: dict[int, list[int]] = {}
    for answer in own:
        trained = trains[answer["step"]]
        if trained in earned:
            entry = earned[trained]
            entry[0] += answer["points"]
            entry[1] += answer["max"]
        else:
            earned[trained] = [answer["points"], answer["max"]]
    skills: dict[str, list[int]] = {}
    for trained, (got, most) in earned.items():
        for skill in pack.skills[trained]:
            if skill in skills:
                entry = skills[skill]
                entry[0] += got
                entry[1] += most
            else:
                skills[skill] = [got, most]
    result = {
        "points": sum([got for got, _ in earned.values()]),
        "max": sum([most for _, most in earned.values()]),
        "skills": {skill: {"points": got, "max": most} for skill, (got, most) in skills.items()},
        "knockouts": list(state["knockouts"]),
        "answered": len(own),
        "done": state["done"],
        "checklist": checklist_progress(pack, state),
    }
    rated = [answer for answer in own if "sure" in answer] if pack.is_open else []
    return {**result, "confidence": confidence(rated)} if rated else result


def confidence(rated: list[dict[str, Any]]) -> dict[str, int]:
    """Count how sure and how right answers were together: a confident error is the one that stays."""
    counts = {"yakin_benar": 0, "yakin_keliru": 0, "ragu_benar": 0, "ragu_keliru": 0}
    for answer in rated:
        counts[("yakin" if answer["sure"] else "ragu") + ("_benar" if answer["right"] else "_keliru")] += 1
    return counts


def checklist_progress(pack: Pack, state: State) -> dict[str, int]:
    """Count ticks among the lists that concern the seats: completeness, never points."""
    items = {item for role, listed in pack.lists if role == "semua" or role in state["seats"] for item in listed}
    return {"sudah": sum(1 for item in items if state["checks"].get(item) == "sudah"), "total": len(items)}
