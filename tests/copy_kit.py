"""Every sentence that a user may see, with where it stands: taken from the source itself, so that nothing has to be kept in a list by hand.

Screens of the phone (text and spoken names in `html` templates, sentences in plain strings), pages of the desk, sentences of the server, content.
What has holes is written with `{}` for each of them.
"""

import ast
import html
import json
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SPOKEN = "aria-label|alt|title|placeholder|label|content"
HOLE = "\x00"


class Said(NamedTuple):
    """One sentence or fragment of one."""

    where: str
    text: str


def everything() -> Iterator[Said]:
    """All of it."""
    yield from phone()
    yield from desk()
    yield from server()
    yield from content()


def phone() -> Iterator[Said]:
    """The scripts."""
    return _phone(sentence)


def phone_literals() -> Iterator[Said]:
    """The same with every other string, words of one or two letters included."""
    return _phone(lambda text: True)


def _phone(meant: Callable[[str], bool]) -> Iterator[Said]:
    for path in sorted((ROOT / "static" / "js").rglob("*.js")):
        where = path.relative_to(ROOT).as_posix()
        for kind, text in literals(path.read_text("utf-8")):
            found = markup(text) if kind == "html" else [text] if meant(text) else []
            yield from (Said(where, tidy(each)) for each in found)


def desk() -> Iterator[Said]:
    """The pages."""
    for path in sorted((ROOT / "templates").rglob("*.html")):
        text = re.sub(r"{#.*?#}", "", path.read_text("utf-8"), flags=re.S)
        text = re.sub(r"{%.*?%}", " ", re.sub(r"{{.*?}}", HOLE, text, flags=re.S), flags=re.S)
        yield from (Said(path.relative_to(ROOT).as_posix(), each) for each in markup(text))


def server() -> Iterator[Said]:
    """Sentences in Python: what is refused, what is put on a sheet, what a phone is told."""
    for room in ("blueprints", "compiler", "forms", "services"):
        for path in sorted((ROOT / "simulasi" / room).rglob("*.py")):
            tree = ast.parse(path.read_text("utf-8"))
            skip = {id(each.value) for each in ast.walk(tree) if isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant)}
            for node in ast.walk(tree):
                if isinstance(node, ast.JoinedStr):
                    skip |= {id(part) for part in node.values}
                    text = "".join(str(part.value) if isinstance(part, ast.Constant) else HOLE for part in node.values)
                elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skip:
                    text = node.value
                else:
                    continue
                if sentence(text):
                    yield Said(path.relative_to(ROOT).as_posix(), tidy(text))


def content() -> Iterator[Said]:
    """What trainers wrote."""
    for path in sorted((ROOT / "simulasi" / "content").rglob("*.toml")):
        where = path.relative_to(ROOT).as_posix()
        yield from (Said(where, tidy(text)) for text in _strings(tomllib.loads(path.read_text("utf-8"))) if sentence(text))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)


def sentence(text: str) -> bool:
    """Whether a plain string is meant for people: it begins as a sentence does, or has words with a space between them that are no names of classes."""
    text = text.strip()
    if re.search(r"[<>=\[\]{}\\#_@$]|^[./]|://|\b[a-z]+-[a-z-]+\b.* |^\S*/\S*$|=>", text):
        return bool(re.match(r"[A-Z][a-z]+ [a-z]", text))
    return bool(re.match(r"[“A-Z][a-z]{2,}", text)) or bool(re.search(r"[a-z]{2,},? [a-z]{2,}", text))


def markup(text: str) -> list[str]:
    """Text between tags, and what a screen reader says of them."""
    text = re.sub(r"<(style|script)\b.*?</\1>", " ", text, flags=re.S)
    found = [value for _, value in re.findall(rf'(?<![\w-])({SPOKEN})="([^"]*)"', text)]
    found += re.split(r"<[^>]*>", text)
    made = (tidy(html.unescape(each)) for each in found)
    return [each for each in made if re.search(r"[^\W\d_]{2,}", each)]


def tidy(text: str) -> str:
    """One line, `{}` for what is put in."""
    return " ".join(text.replace(HOLE, "{}").split())


TOKEN = re.compile(r"//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\\n])*'|\"(?:\\.|[^\"\\\n])*\"|`|[{}]|/(?=[^/*])", re.S)
BEFORE_PATTERN = re.compile(r"(?:[=(,:;!&|?{}\[+]|\breturn|=>)\s*$")
PATTERN = re.compile(r"/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/[a-z]*")


def literals(source: str) -> Iterator[tuple[str, str]]:
    """('html' or 'text', value) of every literal of a module, those within the holes of others included."""
    yield from _literals(source, 0)[1]


def _literals(source: str, at: int, inside: bool = False) -> tuple[int, list[tuple[str, str]]]:
    """Read code from `at` on; `inside` a hole, up to its closing brace."""
    found: list[tuple[str, str]] = []
    depth = 0
    while match := TOKEN.search(source, at):
        token, at = match[0], match.end()
        if token[0] in "'\"":
            found.append(("text", re.sub(r"\\(.)", r"\1", token[1:-1])))
        elif token == "`":
            kind = "html" if re.search(r"\b(html|svg)$", source[: match.start()]) else "text"
            at, text, nested = _template(source, at)
            found += [(kind, text), *nested]
        elif token == "{":
            depth += 1
        elif token == "}":
            if inside and depth == 0:
                return at, found
            depth -= 1
        elif token == "/" and BEFORE_PATTERN.search(source[max(0, match.start() - 20) : match.start()]):
            pattern = PATTERN.match(source, match.start())
            at = pattern.end() if pattern else at
    return len(source), found


def _template(source: str, at: int) -> tuple[int, str, list[tuple[str, str]]]:
    """From behind a backtick to behind its twin: where that is, the text with holes, and the literals in the holes."""
    text, nested = "", []
    while source[at] != "`":
        if source.startswith("${", at):
            at, inner = _literals(source, at + 2, inside=True)
            nested += inner
            text += HOLE
        else:
            at += 1 + (source[at] == "\\")
            text += source[at - 1]
    return at + 1, text, nested


def main(code: str) -> None:
    """How much of what the phone says a catalogue has, file by file: `python -m tests.copy_kit en`."""
    have = json.loads((ROOT / "static" / "bahasa" / f"{code}.json").read_text("utf-8"))
    screens = [each for each in phone() if re.match(r"static/js/(app|learn|store|ui)/", each.where)]
    for where in sorted({each.where for each in screens}):
        said = {each.text for each in screens if each.where == where}
        print(f"{len(said & have.keys()):4} / {len(said):4}  {where}")
    said = {each.text for each in screens}
    print(f"{len(said & have.keys()):4} / {len(said):4}  seluruhnya ({100 * len(said & have.keys()) // len(said)}%)")


if __name__ == "__main__":
    main(sys.argv[1])
