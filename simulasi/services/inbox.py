"""What the server has for a person on a phone: services register what they provide, a hello carries what the phone lacks.

A kind is provided by one service, which the blueprints import; the phone keeps the items for reading without a network (docs/protocol.md).
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec

from simulasi.extensions import db

log = logging.getLogger(__name__)

# What one answer carries at most; the rest comes with the next hello, which the phone sends at once when it sees `lagi`.
MAX_BYTES = 96 * 1024


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whose phone asks, as its token says."""

    kab: int
    member_id: UUID
    tps_id: int
    device_id: UUID


@dataclass(frozen=True, slots=True)
class Item:
    """`rev` grows with every change of the item; `body` is plain JSON."""

    id: str
    rev: int
    body: dict[str, Any]


Key = tuple[str, str, int]
Provider = Callable[[Recipient], Iterable[Item]]
Receiver = Callable[[Recipient, Sequence[tuple[str, int]]], None]

_providers: dict[str, Provider] = {}
_receivers: dict[str, Receiver] = {}


def provides(kind: str) -> Callable[[Provider], Provider]:
    """Register who knows the items of a kind: `provider(recipient) -> items`, all of them, each time."""

    def register(provider: Provider) -> Provider:
        _providers[kind] = provider
        return provider

    return register


def receives(kind: str) -> Callable[[Receiver], Receiver]:
    """Register who wants to know what was read: `receiver(recipient, [(id, rev)])`; told again after a lost answer."""

    def register(receiver: Receiver) -> Receiver:
        _receivers[kind] = receiver
        return receiver

    return register


def exchange(who: Recipient, held: Sequence[Key], read: Sequence[Key]) -> dict[str, Any]:
    """Take what was read, and answer with what the phone lacks and what it should put away. A fault of one kind spoils no hello."""
    for kind in dict.fromkeys(kind for kind, _, _ in read):
        _told(kind, who, [(each, rev) for name, each, rev in read if name == kind])
    theirs = {(kind, each): rev for kind, each, rev in held}
    new: list[dict[str, Any]] = []
    gone: list[tuple[str, str]] = []
    room, more = MAX_BYTES, 0
    for kind, items in _items(who).items():
        gone += [key for key in theirs if key[0] == kind and key[1] not in items]
        for item in items.values():
            if theirs.get((kind, item.id)) == item.rev:
                continue
            wire = {"kind": kind, "id": item.id, "rev": item.rev, "body": item.body}
            room -= len(msgspec.json.encode(wire))
            # The first one always goes, however large: it must not stop everything behind it for ever.
            if room < 0 and new:
                more = 1
                break
            new.append(wire)
    return {"kiriman": new, "dicabut": gone, "lagi": more}


def _items(who: Recipient) -> dict[str, dict[str, Item]]:
    found: dict[str, dict[str, Item]] = {}
    for kind, provider in _providers.items():
        try:
            found[kind] = {item.id: item for item in provider(who)}
        except Exception:
            # Not in `found`: what the phone has of this kind stays.
            log.exception("inbox: %s cannot be read", kind)
            db.session.rollback()
    return found


def _told(kind: str, who: Recipient, marks: list[tuple[str, int]]) -> None:
    receiver = _receivers.get(kind)
    if receiver is None:
        return
    try:
        receiver(who, marks)
    except Exception:
        log.exception("inbox: read marks of %s are lost", kind)
        db.session.rollback()
