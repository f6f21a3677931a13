"""Content shared between rule sets: `dari` in isi.toml names the base, `[bersama]` says what of it holds here too (docs/format-content.md).

What is right is asked of the law of the borrowing rule set; here only words and sources are looked at.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from simulasi.compiler.errors import ContentError
from simulasi.rules.model import Ruleset

OF_ELECTIONS = ("akibat", "surat_suara", "jenis")
"""Keys that name elections by their ids."""
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
    told = head.get("bersama", {})
    instead: Mapping[str, tuple[str, ...]] = ruleset.part("voters").CITES_INSTEAD
    return Translation(told.get("kata", {}), told.get("pemilihan", {}), instead).of(entry)


@dataclass(frozen=True)
class Translation:
    """How an entry is told under another rule set: words of people, elections of effects, articles."""

    words: Mapping[str, str]
    elections: Mapping[str, str]
    instead: Mapping[str, tuple[str, ...]]

    def of(self, value: Any, key: str = "") -> Any:
        """Translate one value; ids and marks stay as they are."""
        if isinstance(value, dict):
            return {name: self.of(each, name) for name, each in value.items()}
        if isinstance(value, list) and key == "sumber":
            return list(dict.fromkeys(other for source in value for other in self.instead.get(source, (source,))))
        if isinstance(value, list):
            return [self.of(each, key) for each in value]
        if isinstance(value, str):
            return swapped(value, self.elections if key in OF_ELECTIONS else self.words if " " in value else {})
        return value


def swapped(text: str, words: Mapping[str, str]) -> str:
    """Put one word in the place of another, whole words only, all at once."""
    pattern = "|".join(map(re.escape, words))
    return re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", lambda found: words[found[0]], text) if words else text


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
