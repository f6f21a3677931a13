"""Does a parsed pack fit pack.schema.json? References between its parts are the linter's to check."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema_rs import Draft202012Validator

SCHEMA = Path(__file__).with_name("pack.schema.json")


@cache
def validator() -> Draft202012Validator:
    """Read the schema once."""
    return Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def first_fault(raw: Any) -> str:
    """Name the first place that does not fit, like `$.steps[3].kind`; empty when all fits."""
    for error in validator().iter_errors(raw):
        return "$" + "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in error.instance_path)
    return ""
