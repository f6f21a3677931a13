"""The phone's rooms: who may import whom, no clock or chance outside platform/, no markup from strings."""

import re
from pathlib import Path

import pytest

from simulasi.assets import JOINED, WORKER

ROOT = Path(__file__).resolve().parents[2]
JS = ROOT / "static" / "js"
# The player's bundle for staff pages has its own entrance (static/js/replay*), checked like ui/views.
FILES = sorted(JS.rglob("*.js"))
IMPORT = re.compile(
    r"""(?:^|\n)\s*(?:import|export)\b[^;'"]*?from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"`]([^'"`]+)['"`]"""
)

# Room -> rooms it may use besides itself. `store` needs platform for time, ids and SHA-256, and engine for the text of a line.
MAY = {
    "engine": set(),
    "platform": {"vendor"},
    "store": {"engine", "platform"},
    "sync": {"engine", "store", "platform"},
    "group": {"engine", "platform"},
    "app": {"engine", "store", "sync", "platform", "group"},
    "learn": {"engine", "platform"},
    "ui/learn": {"ui/dom", "ui/parts", "engine", "learn"},
    "ui/dom": {"vendor"},
    "ui/language": {"ui/dom", "ui/translate", "platform"},
    "ui/translate": set(),
    "ui/parts": {"ui/dom", "engine"},
    "ui/views": {"ui/dom", "ui/language", "ui/parts", "ui/learn", "learn", "engine", "store", "sync", "platform", "group"},
    "boot": {"platform", "start"},
    "start": {"app", "platform", "ui/language", "ui/views"},
    "fallback": set(),
    "theme": set(),
    "crew_desk": {"ui/dom", "ui/parts", "ui/views", "engine", "group"},
    "print_desk": {"ui/dom", "ui/parts"},
    "replay": {"ui/dom", "ui/parts", "ui/views", "engine", "platform"},
}


def room(path: Path) -> str:
    parts = path.relative_to(ROOT / "static").with_suffix("").parts
    if parts[0] == "vendor":
        return "vendor"
    parts = parts[1:]
    return "/".join(parts[:2]) if parts[0] == "ui" else parts[0]


def imports(path: Path) -> list[str]:
    return [next(filter(None, found)) for found in IMPORT.findall(path.read_text("utf-8"))]


def code(path: Path) -> str:
    """The text without comments (good enough for our own style: they stand on lines of their own or after two slashes and a space)."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.S)
    return re.sub(r"(?m)(^|\s)// .*$", "", text)


def names(paths: list[Path]) -> list[str]:
    return [path.relative_to(JS).as_posix() for path in paths]


@pytest.mark.parametrize("path", FILES, ids=names(FILES))
def test_imports_follow_the_table(path: Path) -> None:
    here = room(path)
    assert here in MAY, f"{here} is no room of static/js"
    for target in imports(path):
        if "${" in target:
            assert here == "start", f"{path.name}: only start.js chooses a module at run time"
            continue
        assert target.startswith("."), f"{target}: relative specifiers only"
        assert target.endswith(".js"), target
        resolved = (path.parent / target).resolve()
        assert resolved.is_file(), f"{target} does not exist"
        there = room(resolved)
        if there == here:
            assert here != "ui/views", f"{path.name} imports another view"
            continue
        assert there in MAY[here], f"{path.relative_to(JS)} ({here}) may not import {there}"


@pytest.mark.parametrize("path", FILES, ids=names(FILES))
def test_named_exports_and_no_strings_as_markup(path: Path) -> None:
    text = code(path)
    assert not re.search(r"export\s+default", text)
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "new Function", "unsafeHTML"):
        assert word not in text, word
    assert not re.search(r"\beval\s*\(", text)


@pytest.mark.parametrize("path", FILES, ids=names(FILES))
def test_time_and_chance_come_from_platform(path: Path) -> None:
    text = code(path)
    assert "Math.random" not in text
    if room(path) != "platform":
        for word in ("Date.now", "new Date(", "performance.now", "crypto.getRandomValues", "crypto.randomUUID"):
            assert word not in text, word


@pytest.mark.parametrize("path", FILES, ids=names(FILES))
def test_modules_stay_small(path: Path) -> None:
    # The engine follows its Python twin, function for function.
    assert len(path.read_text("utf-8").splitlines()) <= (300 if room(path) == "engine" else 250)


def reachable(*entries: Path) -> set[Path]:
    found: set[Path] = set()
    todo = list(entries)
    while todo:
        path = todo.pop().resolve()
        if path in found:
            continue
        found.add(path)
        # Library files are minified: their imports do not stand on lines of their own.
        todo += [path.parent / target for target in re.findall(r"""\bfrom\s*['"](\.[^'"]+)['"]""", path.read_text("utf-8"))]
    return found


def test_the_entry_is_small_and_the_shell_preloads_all_of_it() -> None:
    """Until the worker has the app, every module is a round trip: few of them, and all at once."""
    shell = (ROOT / "templates" / "shell.html").read_text("utf-8")
    listed = set(re.findall(r'rel="modulepreload" href="/([^"]+)"', shell))
    needed = {path.relative_to(ROOT).as_posix() for path in reachable(JS / "boot.js")}
    assert listed == needed - {"static/js/boot.js"}
    assert len(needed) <= 5


def test_shell_has_no_inline_code_and_names_only_files_that_exist() -> None:
    shell = (ROOT / "templates" / "shell.html").read_text("utf-8")
    assert "style=" not in shell and "<style" not in shell and "{{" not in shell and "{%" not in shell
    assert not re.search(r"<script(?![^>]*\bsrc=)", shell) and not re.search(r"\son\w+=", shell)
    for url in re.findall(r'(?:href|src)="/(static/[^"]+)"', shell):
        assert (ROOT / url).is_file() or f"/{url}" in JOINED, url


def test_boot_dresses_the_player_with_every_sheet() -> None:
    listed = re.search(r"PLAYER_CSS = \[([^\]]*)\]", (JS / "start.js").read_text("utf-8"))
    assert listed
    # The hand-over has a sheet of its own.
    assert {*re.findall(r"'([^']+)'", listed[1]), "handover"} == {path.stem for path in (ROOT / "static" / "css" / "parts").glob("*.css")}


def test_worker_is_a_classic_script_that_leaves_the_api_alone() -> None:
    worker = "".join((ROOT / url.lstrip("/")).read_text("utf-8") for url in WORKER)
    assert "importScripts" not in worker and not re.search(r"(?m)^\s*(import|export)\b", worker)
    assert "'/api/'" in worker
