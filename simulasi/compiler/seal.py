"""A pack as bytes: canonical JSON, named by its SHA-256."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Compiled:
    """A sealed pack: its bytes, their hash, and what they say."""

    bytes: bytes
    sha256: str
    pack: dict[str, Any]


def seal(pack: dict[str, Any]) -> Compiled:
    """Encode a pack and name it."""
    data = json.dumps(pack, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    return Compiled(data, hashlib.sha256(data).hexdigest(), pack)
