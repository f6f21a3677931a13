"""Does a part fit what we hold? Pure: no database, no clock.

The chain decides, not the sender: a part is new, had, ahead of a gap, a fork, or not what its sender hashed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from simulasi.engine.events import chain_next, chain_start

# What a part came to (docs/protocol.md).
STORED = "diterima"
HAD = "sudah_ada"
HELD = "ditahan"
FORKED = "bercabang"
REFUSED = "ditolak"

# Why a bundle is set aside. The first group is let go by itself once its reason is gone, the second waits for a person.
GAP = "gap"
# Staff does not wait for the missing part any more (docs/adr/0014); should it come after all, the piece is let go as any other.
GAP_CLOSED = "gap-closed"
PACK_UNKNOWN = "pack-unknown"
ENGINE_UNKNOWN = "engine-unknown"
SELF_HEALING = (GAP, GAP_CLOSED, PACK_UNKNOWN, ENGINE_UNKNOWN)
DEVICE_REVOKED = "device-revoked"
MEMBER_UNKNOWN = "member-unknown"
FORK = "fork"
# Refused because it was erased on purpose (models/erased.py).
ERASED = "erased"

EMPTY = -1


@dataclass(frozen=True, slots=True)
class Prefix:
    """What we hold without a gap: up to and including `last_seq` (-1: nothing), whose chain value is `head`."""

    last_seq: int
    head: str

    @classmethod
    def empty(cls, attempt_id: str) -> "Prefix":
        """Nothing yet."""
        return cls(EMPTY, chain_start(attempt_id))


@dataclass(frozen=True, slots=True)
class Fit:
    """How a part sits on a prefix: `kind` is a status of this module, `code` why, `fresh` the lines to append."""

    kind: str
    code: str = ""
    fresh: tuple[str, ...] = ()


def chain(head: str, lines: Sequence[str]) -> str:
    """The chain's value after these lines."""
    for line in lines:
        head = chain_next(head, line)
    return head


def fit(attempt_id: str, prefix: Prefix, held_lines: Callable[[], Sequence[str]], from_seq: int, lines: Sequence[str], head: str) -> Fit:
    """Lay a part on the prefix. `held_lines` reads the lines of the prefix; it is called only when hashes cannot decide."""
    after = prefix.last_seq + 1
    if from_seq > after:
        return Fit(HELD, GAP)
    if from_seq == 0:
        before = chain_start(attempt_id)
    elif from_seq == after:
        before = prefix.head
    else:
        before = chain(chain_start(attempt_id), held_lines()[:from_seq])
    overlap = after - from_seq
    at_prefix = chain(before, lines[:overlap])
    if chain(at_prefix, lines[overlap:]) != head:
        return Fit(REFUSED, "head-mismatch")
    whole = len(lines) >= overlap
    if (whole and at_prefix != prefix.head) or (not whole and list(lines) != list(held_lines()[from_seq : from_seq + len(lines)])):
        return Fit(FORKED, FORK)
    fresh = tuple(lines[overlap:])
    return Fit(STORED, fresh=fresh) if fresh else Fit(HAD)
