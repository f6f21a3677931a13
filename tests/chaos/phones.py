"""The hand that moves the phones of `phones.mjs`."""

import json
import subprocess
from pathlib import Path
from typing import Any


class Phones:
    """One node process; every order waits for its answer, so that a run is the same each time."""

    def __init__(self, url: str):
        script = Path(__file__).with_name("phones.mjs")
        self.process = subprocess.Popen(["node", str(script), url], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def order(self, perintah: str, **more: Any) -> Any:
        """Give an order; a fault inside a phone is a fault of the run."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps({"perintah": perintah, **more}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, "node ended"
        answer = json.loads(line)
        assert "rusak" not in answer, answer["rusak"]
        return answer

    def close(self) -> None:
        """End the process."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.close()
        self.process.wait(30)
        self.process.stdout.close()
