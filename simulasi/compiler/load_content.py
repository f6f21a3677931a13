"""Authored text from simulasi/content/<aturan>/<jenis>/*.toml, checked key by key (docs/format-content.md).

Whoever writes content is no programmer: every refusal names the file, the entry and the key.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from simulasi.compiler.errors import ContentError
from simulasi.compiler.shapes import BERSAMA, BILANGAN, DAFTAR, ISI, KINDS, LISTS, TABEL, TEKS, YA, Shape
from simulasi.compiler.sharing import share
from simulasi.rules import get_ruleset

ROOT = Path(__file__).resolve().parent.parent / "content"
TYPES: dict[str, type] = {TEKS: str, BILANGAN: int, YA: bool, DAFTAR: list, TABEL: dict}
Entry = Any
"""One authored table, already checked against its shape."""


@dataclass(frozen=True)
class Content:
    """Everything authored for one rule set, each kind by id in file order."""

    revision: int
    places: dict[str, Any]
    names: dict[str, Any]
    kinds: dict[str, dict[str, Entry]] = field(default_factory=dict)
    tunggal: dict[str, int] = field(default_factory=dict)
    """In how many days of a hundred an election has one pair only."""

    def __getitem__(self, kind: str) -> dict[str, Entry]:
        return self.kinds[kind]

    def text(self, key: str) -> Entry:
        """Give the words of a fixed step; a missing one is a mistake of content."""
        try:
            return self.kinds["narasi"][key]
        except KeyError:
            raise ContentError(f"narasi '{key}' belum ditulis") from None


@cache
def load_content(ruleset_id: str) -> Content:
    """Read and check everything authored for a rule set, and what it shares with another."""
    head = read_head(ROOT / ruleset_id)
    if "dari" not in head:
        return read_folder(ROOT / ruleset_id)
    base = load_content(head["dari"])
    return Content(
        base.revision + head["revisi"],
        base.places | head.get("tempat", {}),
        base.names | head.get("nama", {}),
        share(base.kinds, read_kinds(ROOT / ruleset_id), head, get_ruleset(ruleset_id)),
        head.get("calon_tunggal", {}),
    )


def read_folder(folder: Path) -> Content:
    """Read one folder of content that stands on its own: `isi.toml`, and a folder of files for each kind."""
    head = read_head(folder)
    for key in ("tempat", "nama"):
        if key not in head:
            raise ContentError(f"isi.toml: '{key}' belum diisi")
    return Content(head["revisi"], head["tempat"], head["nama"], read_kinds(folder), head.get("calon_tunggal", {}))


def read_head(folder: Path) -> dict[str, Any]:
    """Read `isi.toml` of one folder."""
    if not folder.is_dir():
        raise ContentError(f"isi untuk aturan '{folder.name}' belum ada")
    head = read_toml(folder / "isi.toml")
    check(head, ISI, "isi.toml")
    check(head.get("bersama", {}), BERSAMA, "isi.toml, bersama")
    return head


def read_kinds(folder: Path) -> dict[str, dict[str, Entry]]:
    """Read the entries of one folder, each kind by id in file order."""
    kinds: dict[str, dict[str, Entry]] = {}
    for kind, shape in KINDS.items():
        entries: dict[str, Entry] = {}
        for path in sorted((folder / kind).glob("*.toml")):
            for entry in read_entries(path, kind, shape):
                if entry["id"] in entries:
                    raise ContentError(f"{kind}/{path.name}: id '{entry['id']}' dipakai dua kali")
                entries[entry["id"]] = entry
        kinds[kind] = entries
    return kinds


def read_entries(path: Path, kind: str, shape: Shape) -> list[Entry]:
    """Read one file: nothing but entries of its kind."""
    name = f"{kind}/{path.name}"
    raw = read_toml(path)
    if set(raw) != {kind} or not isinstance(raw[kind], list):
        raise ContentError(f"{name}: isinya harus [[{kind}]] saja")
    for at, entry in enumerate(raw[kind], 1):
        check(entry, shape, f"{name}, {kind} ke-{at}" + (f" '{entry['id']}'" if isinstance(entry.get("id"), str) else ""))
    return list(raw[kind])


def read_toml(path: Path) -> dict[str, Any]:
    """Read one file; say where it cannot be read."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ContentError(f"{path.parent.name}/{path.name}: tidak terbaca ({error})") from error


def check(entry: Mapping[str, Any], shape: Shape, where: str) -> None:
    """Refuse a missing key, an unknown key, or a value of another type."""
    wanted = {key.rstrip("!"): kind for key, kind in shape.items()}
    for key in shape:
        if key.endswith("!") and key[:-1] not in entry:
            raise ContentError(f"{where}: '{key[:-1]}' belum diisi")
    for key, value in entry.items():
        if key not in wanted:
            raise ContentError(f"{where}: kunci '{key}' tidak dikenal")
        check_value(value, wanted[key], f"{where}, {key}")


def check_value(value: Any, kind: object, where: str) -> None:
    """Check one value; a list of tables is checked table by table."""
    if isinstance(kind, list):
        if not isinstance(value, list) or any(not isinstance(each, dict) for each in value):
            raise ContentError(f"{where}: harus berupa daftar tabel")
        for at, each in enumerate(value, 1):
            check(each, kind[0], f"{where} ke-{at}")
        return
    if type(value) is not TYPES[str(kind)]:
        raise ContentError(f"{where}: harus berupa {kind}")


def load_lists() -> dict[str, list[Entry]]:
    """Read the checklists, the same for every rule set: `butir` of the code of conduct, `daftar` of work, `kamus` of old names."""
    folder = ROOT / "daftar_periksa"
    found: dict[str, list[Entry]] = {kind: [] for kind in LISTS}
    for path in sorted(folder.glob("*.toml")):
        raw = read_toml(path)
        for kind, entries in raw.items():
            if kind not in found or not isinstance(entries, list):
                raise ContentError(f"daftar_periksa/{path.name}: isinya harus [[butir]], [[daftar]], atau [[kamus]]")
            for at, entry in enumerate(entries, 1):
                check(entry, LISTS[kind], f"daftar_periksa/{path.name}, {kind} ke-{at}")
            found[kind] += entries
    return found
