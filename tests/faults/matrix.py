"""Row -> promise -> tests -> result. `python -m tests.faults.matrix` runs every marked test, a file at a time, and writes docs/faults.md.

Named files (`tests/web/test_burst.py ...`) are run alone and join what the others came to before; `--peta` runs nothing.

A test says which rows it proves: `@pytest.mark.fault(11, 12)` in Python, `test('[fault 11, 12] ...')` in JavaScript.
"""

import ast
import json
import re
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "faults.md"
KEPT = ROOT / ".pytest_cache" / "faults.json"
NODE = re.compile(r"""^test\((['"`])\[fault ([\d, ]+)\] (.*?)\1""", re.M)
RESULTS = {"lulus": "lulus", "merah": "**merah**", "lewat": "dilewati", "?": "belum dijalankan"}


@dataclass(frozen=True)
class Proof:
    """One test and the rows it proves."""

    path: str
    name: str
    rows: tuple[int, ...]

    @property
    def layer(self) -> str:
        """S: pytest against the server; N: node; B: a real browser; X: through the fault proxy, or real gunicorn in bad weather."""
        if self.path.endswith(".js"):
            return "N"
        body = (ROOT / self.path).read_text("utf-8")
        if self.path.startswith("tests/e2e/"):
            return "BX" if "Proxy" in body else "B"
        return "X" if "gunicorn_kit" in body else "S"


def rows() -> dict[int, dict[str, str]]:
    """The list itself."""
    return {int(number): row for number, row in tomllib.loads((ROOT / "tests/faults/rows.toml").read_text("utf-8")).items()}


def proofs() -> list[Proof]:
    """Every marked test."""
    found = []
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and (marked := _marked(node)):
                found.append(Proof(str(path.relative_to(ROOT)), node.name, marked))
    for path in sorted((ROOT / "tests/js").rglob("*.test.js")):
        for _, numbers, name in NODE.findall(path.read_text("utf-8")):
            found.append(Proof(str(path.relative_to(ROOT)), name, tuple(int(each) for each in numbers.split(","))))
    return found


def _marked(node: ast.FunctionDef) -> tuple[int, ...]:
    for mark in node.decorator_list:
        if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.fault":
            return tuple(ast.literal_eval(argument) for argument in mark.args)
    return ()


def remembered() -> dict[str, str]:
    """What each test came to when it last ran, by path::name; of tests that are still there."""
    there = {_key(proof.path, proof.name) for proof in proofs()}
    kept = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
    return {key: result for key, result in kept.items() if key in there}


def run(files: list[str]) -> None:
    """Run the marked tests of these files, each file by itself, and keep what they came to: a run that is cut short loses one file."""
    for path in files:
        came = _node(path) if path.endswith(".js") else _pytest(path)
        missing = {_key(proof.path, proof.name): "?" for proof in proofs() if proof.path == path}
        KEPT.parent.mkdir(exist_ok=True)
        KEPT.write_text(json.dumps({**remembered(), **missing, **came}, indent=0, sort_keys=True), "utf-8")


def _pytest(path: str) -> dict[str, str]:
    junit = KEPT.with_suffix(".xml")
    junit.unlink(missing_ok=True)
    subprocess.run([sys.executable, "-m", "pytest", "-m", "fault", f"--junitxml={junit}", path], cwd=ROOT, check=False)
    came: dict[str, str] = {}
    if not junit.exists():
        return came
    for case in ET.parse(junit).getroot().iter("testcase"):
        key = _key(path, case.get("name", "").split("[")[0])
        kinds = {child.tag for child in case}
        result = "merah" if kinds & {"failure", "error"} else "lewat" if "skipped" in kinds else "lulus"
        if result == "merah" or came.get(key) != "merah":
            came[key] = result
    return came


def _node(path: str) -> dict[str, str]:
    command = ["node", "--test", "--test-reporter=tap", r"--test-name-pattern=^\[fault", path]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    names = {proof.name.replace("\\", ""): proof.name for proof in proofs() if proof.path == path}
    found = re.findall(r"^\s*(not ok|ok) \d+ - \[fault [\d, ]+\] (.*?)(?: # .*)?$", said, re.M)
    told = [(good, name.replace("\\", "")) for good, name in found]
    return {_key(path, names[name]): "lulus" if good == "ok" else "merah" for good, name in told if name in names}


def _key(path: str, name: str) -> str:
    return f"{path}::{name}"


def page(came: dict[str, str]) -> str:
    """The report."""
    by_row: dict[int, list[Proof]] = {number: [] for number in rows()}
    for proof in proofs():
        for number in proof.rows:
            by_row[number].append(proof)
    lines = [
        "# Faults: what may happen, what we promise, which test says so",
        "",
        "Written by `make faults` from the marks in the tests (`tests/faults/matrix.py`); not by hand. Layers: S the server under pytest, N the phone's modules under Node, B a real",
        "Chromium, X real gunicorn behind the fault proxy or under `kill -9`. A result is that of the last `make faults`.",
        "",
        "| # | fault | promise | tests | result |",
        "|--|--|--|--|--|",
    ]
    for number, row in rows().items():
        tests = "<br>".join(f"{proof.layer} `{Path(proof.path).name}` {_words(proof.name)}" for proof in by_row[number])
        results = {came.get(_key(proof.path, proof.name), "?") for proof in by_row[number]}
        said = ", ".join(RESULTS[each] for each in RESULTS if each in results)
        if reason := row.get("reason", ""):
            tests, said = "<br>".join(filter(None, [tests, f"*{reason}*"])), said or "tidak diuji"
        lines.append(f"| {number} | {row['fault']} | {row['promise']} | {tests} | {said} |")
    return "\n".join(lines) + "\n"


def _words(name: str) -> str:
    return name.removeprefix("test_").replace("_", " ").replace("|", "/")


def main(arguments: list[str]) -> int:
    """Write the page; 1 when something is red."""
    files = [each for each in arguments if not each.startswith("--")]
    if "--peta" not in arguments:
        if not files:
            KEPT.unlink(missing_ok=True)
        run(files or sorted({proof.path for proof in proofs()}))
    came = remembered()
    PAGE.write_text(page(came), "utf-8")
    red = sorted(key for key, result in came.items() if result == "merah")
    print(
        f"{PAGE.relative_to(ROOT)}: {len(rows())} baris, {len(proofs())} uji, {len(came)} pernah dijalankan, {len(red)} merah",
        *red,
        sep="\n",
    )
    return len(red) > 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
