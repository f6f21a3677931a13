"""(pack, events) -> state, findings, score. Twin: static/js/engine/"""

from simulasi.engine.consequences import findings
from simulasi.engine.errors import Refusal
from simulasi.engine.events import chain_next, chain_start, format_line, parse_line
from simulasi.engine.pack import ENGINE_VERSION, Pack, load
from simulasi.engine.reducer import apply, pending, replay, start
from simulasi.engine.scoring import score

__all__ = [
    "ENGINE_VERSION",
    "Pack",
    "Refusal",
    "apply",
    "chain_next",
    "chain_start",
    "findings",
    "format_line",
    "load",
    "parse_line",
    "pending",
    "replay",
    "score",
    "start",
]
