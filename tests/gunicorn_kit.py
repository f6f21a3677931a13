"""gunicorn as it is run, on a free port, to be asked, stopped, started again and have its workers killed."""

import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from simulasi.config import Config

ROOT = Path(__file__).resolve().parent.parent


class Server:
    """One gunicorn; `app` names another entrance for a mutant."""

    def __init__(self, settings: Config, app: str = "wsgi:app"):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.env = {
            **os.environ,
            "SIMULASI_VAR": str(settings.var),
            "DATABASE_URL": settings.database_url,
            "SECRET_KEY": settings.secret_key,
        }
        self.app = app
        # What an earlier start of the same files has packed: a second and a half of each worker's first start.
        packed = ROOT / ".pytest_cache" / "dikemas"
        packed.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            (settings.var / "dikemas").symlink_to(packed)
        self.start()

    def start(self) -> None:
        """Begin; does not wait for the first answer."""
        bind = ["--bind", f"127.0.0.1:{self.port}", "--log-level", "critical"]
        # A worker that is just being started again does not hear gunicorn's farewell: it is not waited for.
        command = [sys.executable, "-m", "gunicorn", *bind, "--graceful-timeout", "2", self.app]
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.env)

    def stop(self) -> None:
        """End in an orderly way."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)

    def workers(self) -> list[int]:
        """Their process ids."""
        return [int(pid) for pid in Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()]

    def kill_worker(self, dice: random.Random) -> int:
        """End one of them as an empty battery would; waits for one to be there."""
        while not (pids := self.workers()):
            threading.Event().wait(0.02)
        pid = dice.choice(sorted(pids))
        os.kill(pid, signal.SIGKILL)
        return pid

    def ask(self, path: str, body: bytes, token: str, tries: int = 200) -> Any:
        """A question, asked again until it is answered, as a phone would."""
        for _ in range(tries):
            line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
            try:
                line.request("POST", path, body, {"Authorization": f"Bearer {token}", "Content-Type": "application/json"})
                answer = line.getresponse()
                content = json.loads(answer.read())
                if answer.status == 200:
                    return content
                # As long as it is told, which is at most a minute.
                threading.Event().wait(int(answer.headers.get("Retry-After", "0")))
            except (OSError, http.client.HTTPException):
                threading.Event().wait(0.05)
            finally:
                line.close()
        raise AssertionError("no answer")

    def wait(self) -> None:
        """Until it answers."""
        for _ in range(600):
            line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
            try:
                line.request("GET", "/api/packs")
                if line.getresponse().status == 200:
                    return
            except (OSError, http.client.HTTPException):
                assert self.process.poll() is None, "gunicorn ended"
                threading.Event().wait(0.05)
            finally:
                line.close()
        raise AssertionError("no answer")
