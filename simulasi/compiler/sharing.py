"""Content shared between rule sets: `dari` in isi.toml names the base, `[bersama]` says what of it holds here too (docs/format-content.md).

What is right is asked of the law of the borrowing rule set; here only words and sources are looked at.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from simulasi.compiler.errors import ContentError
from simulasi.rules.model import Ruleset

Kinds = dict[str, dict[str, Any]]
FRAME = "narasi"


def share(base: Kinds, own: Kinds, head: Mapping[str, Any], ruleset: Ruleset) -> Kinds:
    """Join what is borrowed with what is written for this rule set; an entry with the same id replaces the borrowed one."""
    made: Kinds = {}
    for kind, entries in base.items():
        kept = {key: entry for key, entry in entries.items() if key in own[kind] or not left_out(kind, entry, head, ruleset)}
        made[kind] = {key: own[kind].get(key) or retold(entry, head, ruleset) for key, entry in kept.items()} | own[kind]
    for key, entry in made[FRAME].items():
        if key not in own[FRAME] and (word := foreign(entry, head)):
            raise ContentError(f"narasi '{key}' menyebut '{word}', yang tidak ada dalam aturan {ruleset.id}; tulis sendiri di foldernya")
    return made


def left_out(kind: str, entry: Mapping[str, Any], head: Mapping[str, Any], ruleset: Ruleset) -> str:
    """Say why an entry is not borrowed; empty when it is."""
    told = head.get("bersama", {})
    if kind == FRAME:
        return ""
    if entry["id"] in told.get("tanpa", ()):
        return "disebut di tanpa"
    if entry.get("golongan") in told.get("tanpa_golongan", ()):
        return f"golongan {entry['golongan']} ditulis sendiri"
    if kind == "surat_suara" and not set(entry["jenis"]) & {each.id for each in ruleset.elections}:
        return "jenis pemilihannya tidak ada"
    word = "" if kind == "surat_suara" else foreign(entry, head)
    return f"menyebut '{word}'" if word else ""


def foreign(entry: Mapping[str, Any], head: Mapping[str, Any]) -> str:
    """Find a word in an entry that only the other election knows."""
    words = head.get("bersama", {}).get("bukan", ())
    if not words:
        return ""
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")
    return next((found[0] for text in texts(entry) if (found := pattern.search(text))), "")


def retold(entry: Any, head: Mapping[str, Any], ruleset: Ruleset) -> Any:
    """Tell an entry under another rule set: its names of groups, and the articles that stand in for those of the base."""
    instead: Mapping[str, tuple[str, ...]] = ruleset.part("voters").CITES_INSTEAD
    return translated(entry, head.get("bersama", {}).get("kata", {}), instead)


def translated(value: Any, words: Mapping[str, str], instead: Mapping[str, tuple[str, ...]], key: str = "") -> Any:
    """Translate one value; ids, marks and effects stay as they are."""
    if isinstance(value, dict):
        return {name: translated(each, words, instead, name) for name, each in value.items()}
    if isinstance(value, list) and key == "sumber":
        return list(dict.fromkeys(other for source in value for other in instead.get(source, (source,))))
    if isinstance(value, list):
        return [translated(each, words, instead, key) for each in value]
    if isinstance(value, str) and " " in value:
        for word, other in words.items():
            value = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", other, value)
    return value


def texts(value: Any) -> Iterator[str]:
    """List every text of an entry that is read by people or says what an act does; sources and origins are neither."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            if key not in ("sumber", "asal", "catatan"):
                yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)
