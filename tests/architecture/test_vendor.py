"""Vendored browser libraries: unmodified, with licence and origin, and known by their hash."""

import hashlib
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
VENDOR = ROOT / "static" / "vendor"
# What only tests use is kept as carefully, where it can never reach a phone.
TESTING = ROOT / "tests" / "vendor"
LIBRARIES = sorted(path for folder in (VENDOR, TESTING) for path in folder.iterdir() if path.is_dir())


def test_there_is_something_to_check() -> None:
    assert LIBRARIES


@pytest.mark.parametrize("folder", LIBRARIES, ids=lambda p: p.name)
def test_manifest_names_every_file_and_its_bytes(folder: Path) -> None:
    manifest = tomllib.loads((folder / "VENDOR.toml").read_text("utf-8"))
    assert folder.name == f"{manifest['name']}-{manifest['version']}"
    for key in ("homepage", "licence", "npm", "why", "changes"):
        assert manifest[key], key
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {"VENDOR.toml"}
    assert present == set(manifest["files"])
    assert any(name.startswith("LICENSE") for name in present)
    for name, expected in manifest["files"].items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == expected, name


def test_only_adapters_import_vendor() -> None:
    """One door for each library: platform/, and ui/dom.js for the templates."""
    for path in (ROOT / "static" / "js").rglob("*.js"):
        name = path.relative_to(ROOT / "static" / "js").as_posix()
        if re.search(r"""from\s*['"][^'"]*vendor/""", path.read_text("utf-8")):
            assert name == "ui/dom.js" or name.startswith("platform/"), name
