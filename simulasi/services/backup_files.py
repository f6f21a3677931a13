"""Backups that a page starts and lists. Made by the same command as on the server, in a process of its own: a page must not wait for it."""

import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flask import current_app

from simulasi import clock
from simulasi.extensions import writing
from simulasi.services import accounts
from simulasi.services.accounts import Staff
from simulasi.services.archive import ArchiveRefused, Reader

FOLDER, ENDING, DRAFT, LOG = "cadangan", ".cadangan", ".sebagian", "terakhir.log"


# Those this process began.
_children: list[subprocess.Popen[bytes]] = []


class BackupBusy(Exception):
    """One is being made."""


@dataclass(frozen=True, slots=True)
class File:
    """A finished backup: it was restored and looked through before it got its name. `whole`: its manifest can still be read."""

    name: str
    size: int
    made: int
    rows: int
    whole: bool


def folder() -> Path:
    """Where they lie on the server."""
    return Path(current_app.extensions["simulasi"].var) / FOLDER


def listed() -> list[File]:
    """Newest first."""
    paths = folder().glob(f"*{ENDING}") if folder().is_dir() else ()
    return sorted((_look(path) for path in paths), key=lambda each: (-each.made, each.name))


def running() -> bool:
    """Is one being made? A draft that has not grown for ten minutes is what a killed one left."""
    _children[:] = [child for child in _children if child.poll() is None]  # looked at, so that none is left behind as a zombie
    now = clock.now_ms() / 1000
    drafts = folder().glob(f".*{DRAFT}") if folder().is_dir() else ()
    return any(now - path.stat().st_mtime < 600 for path in drafts if path.exists())


def last_words() -> str:
    """What the newest run said last."""
    try:
        lines = (folder() / LOG).read_text("utf-8", "replace").strip().splitlines()
    except OSError:
        return ""
    return lines[-1][:300] if lines else ""


def start(staff: Staff) -> str:
    """Begin one and return its name. Raises BackupBusy."""
    if running():
        raise BackupBusy
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    name = datetime.fromtimestamp(clock.now_ms() / 1000, UTC).strftime("%Y-%m-%d-%H%M%S") + ENDING
    launch(folder() / name)
    with writing() as session:
        accounts.record(session, staff.id, staff.kab, "cadangan dimulai", name)
    return name


def launch(path: Path) -> None:
    """Begin the command; what it says goes into the log beside the file."""
    settings = current_app.extensions["simulasi"]
    with open(path.parent / LOG, "wb") as log:
        child = subprocess.Popen(
            [sys.executable, "-m", "flask", "--app", "wsgi", "cadangkan", str(path)],
            cwd=Path(current_app.root_path).parent, env=settings.environment(), stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
    _children.append(child)


def _look(path: Path) -> File:
    about = path.stat()
    try:
        reader = Reader(path)
    except (ArchiveRefused, OSError):
        return File(path.name, about.st_size, int(about.st_mtime * 1000), 0, False)
    try:
        return File(path.name, about.st_size, reader.manifest.made, reader.manifest.rows, True)
    finally:
        reader.close()
