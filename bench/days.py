"""Days played without a fault by the engine itself, as phones would write them: the load of the benches."""

import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from simulasi.compiler import compile_day
from simulasi.engine.answers import auto_answer
from simulasi.engine.events import chain_next, chain_start, format_line
from simulasi.engine.pack import Pack, load
from simulasi.engine.reducer import apply, pending, start
from simulasi.models.base import uuid7

CREW = [f"kpps_{n}" for n in range(1, 8)]


def day(size: str = "sedang") -> tuple[bytes, str, Pack]:
    """A compiled day: its bytes, its hash, and ready for the engine."""
    made = compile_day("pemilu-2024", "bench", size)
    return made.bytes, made.sha256, load(json.loads(made.bytes))


def events(pack: Pack, pack_hash: str) -> list[dict[str, Any]]:
    """The whole crew played by one person who always takes the pack's own answer."""
    found = [{"seq": 0, "step": "mulai", "answer": [pack_hash, "1", pack.raw["ruleset"], "langsung", *CREW], "role": ""}]
    state = start(pack, CREW)
    while (step := pending(pack, state)) is not None:
        event = {"seq": len(found), "step": step["id"], "answer": auto_answer(state, step), "role": step["role"]}
        state = apply(pack, state, event)
        found.append(event)
    return found


def logs(played: list[dict[str, Any]], count: int) -> Iterator[tuple[str, list[str], str]]:
    """The same day on many phones: (attempt id, lines, head); only names and clocks differ: 9 to 40 seconds a decision, to a tenth, without a pattern."""
    for phone in range(count):
        begun, chance = 1_790_000_000_000 + phone * 61_000, random.Random(phone)
        mono, lines, name = 0, [], str(uuid7(begun))
        head = chain_start(name)
        for event in played:
            mono += 100 * chance.randrange(90, 400)
            lines.append(format_line({**event, "wall": begun + mono, "mono": mono}))
            head = chain_next(head, lines[-1])
        yield name, lines, head
