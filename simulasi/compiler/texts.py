"""Authored text, read from simulasi/content/ as TOML."""

import tomllib
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).resolve().parent.parent / "content"
REVISION = 1


def load(ruleset: str, name: str) -> dict[str, Any]:
    """Read one content file of a rule set."""
    return tomllib.loads((CONTENT / ruleset / f"{name}.toml").read_text("utf-8"))


def minute(text: str) -> int:
    """Turn "07.30" into the minute of the day."""
    hours, _, minutes = text.partition(".")
    return int(hours) * 60 + int(minutes)
