"""A real server in its own process and a real Chromium: what a KPPS member and a PPS have."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections import deque
from collections.abc import Callable, Generator, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Playwright, expect, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from tests.e2e.fault_proxy import Proxy, stop_now

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

expect.set_options(timeout=15_000)  # how fast a screen follows is the benchmarks' matter


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs a browser."""
    for item in items:
        if Path(item.fspath).is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.e2e)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A red test shows what its phone showed and said."""
    report = yield
    phone = getattr(item, "funcargs", {}).get("phone")
    if report.when == "call" and report.failed and phone is not None:
        report.sections.append(("the phone", phone.describe()))
    return report


class Server:
    """gunicorn as `make run` starts it, on a port and in a folder of its own; may be stopped and started like the real one."""

    def __init__(self, var: Path) -> None:
        self.var, self.root = var, ROOT
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.process: subprocess.Popen[bytes] | None = None
        self.env = {**os.environ, "SIMULASI_VAR": str(var), "DATABASE_URL": "", "SECRET_KEY": "", "SIMULASI_URL": ""}

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def flask(self, *args: str) -> str:
        """Run an operator's command against this server's database."""
        command = [sys.executable, "-m", "flask", "--app", "wsgi", *args]
        done = subprocess.run(command, cwd=ROOT, env=self.env, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self) -> None:
        with open(self.var / "server.log", "ab") as log:
            command = [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", "--bind", f"127.0.0.1:{self.port}", "wsgi:app"]
            self.process = subprocess.Popen(command, cwd=self.root, env=self.env, stdout=log, stderr=log)
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{self.url}/api/packs", timeout=5).close()
                return
            except OSError:
                assert self.process.poll() is None, (self.var / "server.log").read_text()
                time.sleep(0.1)
        raise AssertionError("server did not answer")

    def stop(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=40)
            self.process = None


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


Stock = Callable[[bool], tuple[Path, str]]


@pytest.fixture(scope="session")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Stock:
    """What a server begins with, made once by the operator's own commands and copied from then on: its folder, and what the demo said."""

    @cache
    def made(demo: bool) -> tuple[Path, str]:
        var = tmp_path_factory.mktemp("asal")
        first = Server(var)
        first.flask("database", "siapkan")
        return var, first.flask("demo", "muat") if demo else ""

    return made


def run_server(stock: Stock, var: Path, demo: bool = True) -> Iterator[Server]:
    """A migrated server, filled with the demo or empty, started; stopped afterwards."""
    origin, said = stock(demo)
    shutil.copytree(origin, var)
    running = Server(var)
    running.demo = said  # type: ignore[attr-defined]
    running.start()
    yield running
    if running.process is not None:
        stop_now(running)


@pytest.fixture
def server(stock: Stock, tmp_path: Path) -> Iterator[Server]:
    """One for this test alone."""
    yield from run_server(stock, tmp_path / "var")


def whole_file(demo: bool = True) -> Any:
    """One server for all tests of a file: `server = whole_file()`."""

    @pytest.fixture(scope="module", name="server")
    def shared(stock: Stock, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
        yield from run_server(stock, tmp_path_factory.mktemp("rumah") / "var", demo)

    return shared


@pytest.fixture
def proxy(server: Server) -> Iterator[Proxy]:
    """A bad link between phone and server."""
    between = Proxy(server.port)
    yield between
    between.close()


class Phone:
    """One phone: a browser profile on disk at 360x640 that survives being killed."""

    def __init__(self, playwright: Playwright, profile: Path) -> None:
        self.playwright, self.profile = playwright, profile
        self.context: BrowserContext | None = None
        self.said: deque[str] = deque(maxlen=30)

    def open(self) -> BrowserContext:
        for stale in ("SingletonLock", "SingletonCookie", "SingletonSocket", "DevToolsActivePort"):
            (self.profile / stale).unlink(missing_ok=True)
        self.context = self.playwright.chromium.launch_persistent_context(
            str(self.profile),
            executable_path=CHROMIUM,
            args=FLAGS,
            viewport={"width": 360, "height": 640},
            locale="id-ID",
            timezone_id="Asia/Jakarta",
        )
        self.context.set_default_timeout(15_000)
        self.context.on("console", self._hear)
        return self.context

    def _hear(self, message: ConsoleMessage) -> None:
        self.said.append(f"{message.type}: {message.text}")

    def describe(self) -> str:
        """What stands on its screens, and the last words of its console."""
        pages = self.context.pages if self.context is not None else []
        try:
            screens = [f"{page.url}\n{page.locator('body').aria_snapshot(timeout=2_000)}" for page in pages]
        except PlaywrightError as error:
            screens = [f"(no picture: {error})"]
        return "\n\n".join([*screens, "console:", *self.said])

    def kill(self) -> None:
        """End every process of this profile at once, as an empty battery does."""
        marker = str(self.profile)
        pids = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    command = (entry / "cmdline").read_bytes().decode(errors="replace")
                except OSError:
                    continue  # ended while we looked
                if marker in command and "chrom" in command:
                    pids.append(int(entry.name))
        assert pids, "no browser of this profile is running"
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):  # a child of one just killed
                os.kill(pid, signal.SIGKILL)
        try:
            self.context.close()  # type: ignore[union-attr]
        except Exception as error:
            assert "closed" in str(error).lower(), error
        self.context = None

    def close(self) -> None:
        if self.context is not None:
            self.context.close()
            self.context = None


@pytest.fixture
def phone(playwright: Playwright, tmp_path: Path) -> Iterator[Phone]:
    device = Phone(playwright, tmp_path / "profil")
    yield device
    device.close()


@pytest.fixture
def page(phone: Phone) -> Page:
    """Its first page, empty."""
    return phone.open().pages[0]


@pytest.fixture
def crew(playwright: Playwright, server: Server) -> Iterator[Any]:
    """A trainer and the members, a browser context each."""
    from tests.e2e.crew_hands import Crew  # which itself stands on this file

    made = Crew(playwright, server)
    yield made
    made.close()
