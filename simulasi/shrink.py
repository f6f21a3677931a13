"""Shorter scripts for slow links: the same programs without comments, spaces and long local names (docs/adr/0060).

The library is Go inside. It runs once per build in a process of its own, so that its threads and signals never enter the server.
"""

import hashlib
import importlib.util
import json
import subprocess
import sys

# What a phone of `architecture.md` 5 understands (Chrome 90).
SYNTAX = 2020
# Written for browsers too old for anything newer; they must be able to read why the app does not open.
LEFT_ALONE = ("/static/js/fallback.js",)
_done: dict[str, dict[str, str]] = {}


def scripts(texts: dict[str, str]) -> dict[str, str]:
    """The scripts by address, shortened; unchanged where the library does not exist for this machine."""
    wanted = {url: text for url, text in texts.items() if url not in LEFT_ALONE}
    if not wanted or importlib.util.find_spec("minify") is None:
        return texts
    sent = json.dumps(wanted).encode()
    name = hashlib.sha256(sent).hexdigest()
    if name not in _done:
        child = [sys.executable, __file__]
        done = subprocess.run(child, input=sent, capture_output=True, timeout=60, check=False)
        if done.returncode:
            raise RuntimeError(f"skrip tidak dapat dipendekkan: {done.stderr.decode(errors='replace').strip()[-500:]}")
        _done[name] = json.loads(done.stdout)
    return texts | _done[name]


def _work() -> None:  # pragma: no cover - runs in the child, seen by its parent's tests
    import minify

    minify.config({"js-version": SYNTAX})
    shorter = {url: minify.string("application/javascript", text) for url, text in json.load(sys.stdin).items()}
    json.dump(shorter, sys.stdout)


if __name__ == "__main__":  # pragma: no cover - the child
    _work()
