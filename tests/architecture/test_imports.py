"""Imports go one way: three rooms (law, machine, web), and the pack is the only thing that crosses."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "simulasi"
WEB = {"flask", "flask_login", "flask_wtf", "wtforms", "werkzeug", "flask_sqlalchemy", "flask_migrate"}
DATA = {"sqlalchemy", "alembic", "psycopg", "sqlite3"}
ALL = {path.stem if path.suffix else path.name for path in PACKAGE.iterdir() if path.name != "__pycache__"}
# room -> (what of simulasi it may import, what of the world it must not)
ROOMS: dict[str, tuple[set[str], set[str]]] = {
    "rules": ({"rules"}, {"third-party", "random", "time", "os"}),
    "engine": ({"engine"}, {"third-party", "random", "time", "datetime", "os", "io", "pathlib"}),
    "content": (set(), {"third-party"}),
    "compiler": ({"compiler", "rules", "engine", "content"}, WEB | DATA | {"time"}),
    "models": ({"models", "extensions"}, WEB | {"time"}),
    "sync": ({"sync", "engine", "models"}, WEB | {"time"}),
    "services": (
        {"services", "compiler", "engine", "rules", "models", "sync", "clock", "extensions"},
        {"flask_login", "flask_wtf", "wtforms", "werkzeug", "time"},
    ),
    "forms": ({"forms"}, DATA | {"time"}),
    "blueprints": ({"blueprints", "services", "forms", "access", "errors", "assets", "clock"}, DATA | {"time"}),
    "commands": (ALL - {"models", "blueprints", "forms", "access", "sync"}, {"time"}),
}
# Whoever needs more says here why.
EXCEPTIONS = {
    ("blueprints/api/__init__.py", "extensions"): "exempts a blueprint without cookies from CSRF",
}


def imports(path: Path) -> Iterator[str]:
    """Every module a file imports, relative ones resolved."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = path.relative_to(ROOT).with_suffix("").parts[: -node.level]
                base = ".".join([*parts, *filter(None, [base])])
            yield base
            if base == "simulasi":
                yield from (f"simulasi.{alias.name}" for alias in node.names)


def faults(path: Path, room: str) -> list[str]:
    """What this file imports and must not."""
    allowed, forbidden = ROOMS[room]
    name = path.relative_to(PACKAGE).as_posix()
    found = []
    for module in imports(path):
        top, _, rest = module.partition(".")
        if top == "simulasi":
            part = rest.split(".")[0]
            if part and part not in allowed and (name, part) not in EXCEPTIONS:
                found.append(f"{name} imports simulasi.{part}")
        elif top in forbidden or ("third-party" in forbidden and top not in sys.stdlib_module_names):
            found.append(f"{name} imports {top}")
    return found


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_a_room_imports_only_what_it_may(room: str) -> None:
    files = sorted((PACKAGE / room).rglob("*.py"))
    assert [fault for path in files for fault in faults(path, room)] == []


def test_every_room_is_watched() -> None:
    rooms = {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name not in ("__pycache__", "data", "migrations")}
    assert rooms == set(ROOMS)


def test_every_exception_is_still_needed() -> None:
    for (name, part), reason in EXCEPTIONS.items():
        assert reason and f"simulasi.{part}" in {".".join(module.split(".")[:2]) for module in imports(PACKAGE / name)}


def test_a_forbidden_import_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room = tmp_path / "simulasi" / "engine"
    room.mkdir(parents=True)
    (room / "bad.py").write_text(
        "import random\nimport msgspec\nfrom simulasi import clock\nfrom ..models import pack\nfrom . import state\n"
    )
    monkeypatch.setattr(sys.modules[__name__], "ROOT", tmp_path)
    monkeypatch.setattr(sys.modules[__name__], "PACKAGE", tmp_path / "simulasi")
    found = faults(room / "bad.py", "engine")
    assert [fault.removeprefix("engine/bad.py imports ") for fault in found] == ["random", "msgspec", "simulasi.clock", "simulasi.models"]


def test_only_config_reads_the_environment_and_only_clock_the_time() -> None:
    readers = {"os.environ": "config.py", "os.getenv": "config.py"}
    readers |= {f"{module}.{name}": "clock.py" for module in ("datetime", "date") for name in ("now", "utcnow", "today")}
    readers |= {f"time.{name}": "clock.py" for name in ("time", "time_ns")}
    found = [
        f"{path.relative_to(PACKAGE)}:{node.lineno} {ast.unparse(node)}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and path.name != readers.get(ast.unparse(node), path.name)
    ]
    assert found == []
