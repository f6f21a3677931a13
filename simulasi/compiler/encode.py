"""Pack to bytes and its name. The bytes are the pack: nobody re-serialises them later."""

import hashlib
import json
import unicodedata
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Compiled:
    """A sealed pack: its bytes, the hash that names it, and what they say."""

    bytes: bytes
    sha256: str
    pack: dict[str, Any]


def encode(pack: dict[str, Any]) -> bytes:
    """Write the one canonical form: sorted keys, no spaces, UTF-8, composed characters."""
    text = json.dumps(pack, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)
    return unicodedata.normalize("NFC", text).encode("utf-8")


def seal(pack: dict[str, Any]) -> Compiled:
    """Encode a pack and name it by its bytes."""
    raw = encode(pack)
    return Compiled(raw, hashlib.sha256(raw).hexdigest(), pack)
