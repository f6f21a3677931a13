"""The day itself, for the crew's pocket: calendar, supplies counted from the DPT, the layout with its distances, who rests when. All from the law room."""

from typing import Any

from simulasi.rules.model import Ruleset
from simulasi.rules.shared.logistics import count_items
from simulasi.rules.vocabulary import KPPS
from simulasi.rules.voters import ballots_supplied

# One at a time, the boxes never left (pemungutan.md 6, row 110); two rounds of a quarter of an hour, the second in the night.
PAUSE, ROUNDS = 15, (9 * 60 + 30, 18 * 60)
REST = ("pungut-s63", "pungut-s64")


def workday(ruleset: Ruleset) -> dict[str, Any]:
    """Lay out the working day of one rule set."""
    moments = [
        {
            "id": each.id,
            "day": each.day,
            "from": each.start,
            "to": each.end,
            "title": each.title,
            "who": [who for who in each.who if who in KPPS],
            "sources": list(each.sumber),
        }
        for each in ruleset.part("timeline").TIMELINE
    ]
    things = [
        {
            "text": item.text,
            "per": item.per if item.per in ("dpt", "ballot") else "tps",
            "count": len(ruleset.elections) if item.per == "ballot" else count,
            "sources": list(item.sumber),
        }
        for item, count in count_items(ruleset, 0)
    ]
    return {
        "moments": moments,
        "supply": [ballots_supplied(dpt, ruleset) for dpt in range(ruleset.tps_max + 1)],
        "things": things,
        "layout": [{"text": fact.text, "sources": list(fact.sumber)} for fact in ruleset.part("roles").LAYOUT.values()],
        "distances": dict(ruleset.part("roles").DISTANCES),
        "pauses": [
            [begin + at * PAUSE, begin + (at + 1) * PAUSE, role] for begin in ROUNDS for at, role in enumerate((*KPPS[1:], KPPS[0]))
        ],
    }


def cited(day: dict[str, Any]) -> set[str]:
    """Every source the working day leans on."""
    rows = (*day["moments"], *day["things"], *day["layout"])
    return {source for row in rows for source in row["sources"]} | set(REST)
