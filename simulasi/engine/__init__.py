"""(pack, events) -> state, findings, score. Twin: static/js/engine/"""

from simulasi.engine.consequences import findings
from simulasi.engine.crew import merge
from simulasi.engine.errors import Refusal
from simulasi.engine.events import chain_next, chain_start, format_line, parse_line
from simulasi.engine.pack import ENGINE_VERSION, Pack, load
from simulasi.engine.reducer import apply, pending, replay, start
from simulasi.engine.scoring import score
from simulasi.engine.seats import CLAIM, CREW_MODE, read_log
from simulasi.engine.trail import faultless_day, find_lapses, form_differences, list_slips, seat_scores

__all__ = [
    "CLAIM",
    "CREW_MODE",
    "ENGINE_VERSION",
    "Pack",
    "Refusal",
    "apply",
    "chain_next",
    "chain_start",
    "faultless_day",
    "find_lapses",
    "findings",
    "form_differences",
    "format_line",
    "list_slips",
    "load",
    "merge",
    "parse_line",
    "pending",
    "read_log",
    "replay",
    "score",
    "seat_scores",
    "start",
]
