"""The phone's engine as a process that answers JSON lines, so that Python can be compared with it."""

import json
import subprocess
from pathlib import Path
from typing import Any

RUNNER = Path(__file__).parent / "js" / "engine_runner.mjs"


class Twin:
    """One node process; `ask` sends a request and gives the answer. Anything but an answer or a refusal is an error here."""

    def __init__(self) -> None:
        self.node = subprocess.Popen(["node", str(RUNNER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")

    def ask(self, do: str, **request: Any) -> dict[str, Any]:
        """Send one request, wait for its answer."""
        assert self.node.stdin and self.node.stdout
        self.node.stdin.write(json.dumps({"do": do, **request}) + "\n")
        self.node.stdin.flush()
        answer = json.loads(self.node.stdout.readline())
        assert "crash" not in answer, answer["crash"]
        return answer

    def close(self) -> None:
        """Let the process end by itself: its input is over."""
        self.node.communicate(timeout=20)
        assert self.node.returncode == 0


def canonical(value: Any) -> str:
    """Write a value so that equal text means equal in both languages: True is not 1, 1.0 is not 1."""
    return json.dumps(value, sort_keys=True)
