"""The two engines can be read side by side: same files, same functions, same order, same sentence; and neither knows the world outside."""

import ast
import importlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / "simulasi" / "engine"
JAVASCRIPT = ROOT / "static" / "js" / "engine"
# __init__.py is index.js; types.js holds shapes for the checker and nothing that runs.
# A phone plays one log: what the server looks up once for a million of them (ADR 0096) would only cost it memory.
SERVER_ONLY = ("compiled", "ready", "swift", "track")
FILES = sorted(path.stem for path in PYTHON.glob("*.py") if path.stem not in ("__init__", *SERVER_ONLY))
# SubtleCrypto is asynchronous and belongs to the platform: static/js/platform/digest.js.
PYTHON_ONLY = {"events": ["chain_start", "chain_next"], "answers": ["broken_flags"], "reducer": ["check_seats"]}

FUNCTION = re.compile(r"(?:/\*\*((?:(?!\*/).)*)\*/\s*)?^export (?:function|class) (\w+)", re.DOTALL | re.MULTILINE)
CONSTANT = re.compile(r"^export const ([A-Z_]+) = (.+);$", re.MULTILINE)
COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)
OUTSIDE = re.compile(
    r"\b(?:Date|fetch|document|window|self|globalThis|navigator|performance|process|require|crypto|indexedDB|localStorage|sessionStorage"
    r"|setTimeout|setInterval|queueMicrotask|requestAnimationFrame|XMLHttpRequest|WebSocket|Worker|Intl|eval|async|await|parseFloat)\b"
    r"|Math\.(?!max\b|min\b)|\.toLocale\w+|\bimport\("
)
# Chrome 90 is the oldest phone of ours that is served.
TOO_NEW = re.compile(r"Object\.hasOwn\b|\bstructuredClone\b|\.at\(|\.findLast\w*\(|\.to(?:Sorted|Reversed|Spliced)\(|\.groupBy\(")
ALLOWED_IMPORTS = {"collections", "dataclasses", "enum", "functools", "hashlib", "json", "operator", "re", "typing"}


def python_tree(name: str) -> ast.Module:
    return ast.parse((PYTHON / f"{name}.py").read_text(encoding="utf-8"))


def script(name: str) -> str:
    return (JAVASCRIPT / f"{name}.js").read_text(encoding="utf-8")


def python_functions(name: str) -> dict[str, str]:
    """Function or class name -> first sentence of its docstring."""
    nodes = [node for node in python_tree(name).body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    # What has no behaviour of its own is a typedef over there.
    return {node.name: (ast.get_docstring(node) or "").split("\n")[0] for node in nodes if not is_record(node)}


def is_record(node: ast.stmt) -> bool:
    return isinstance(node, ast.ClassDef) and any("dataclass" in ast.dump(decorator) for decorator in node.decorator_list)


def script_functions(name: str) -> dict[str, str]:
    """Function or class name -> its comment on one line."""
    return {found[2]: " ".join((found[1] or "").replace("*", " ").split()) for found in FUNCTION.finditer(script(name))}


def test_the_same_files() -> None:
    assert sorted(path.stem for path in JAVASCRIPT.glob("*.js") if path.stem not in ("index", "types")) == FILES


@pytest.mark.parametrize("name", FILES)
def test_the_same_functions_in_the_same_order(name: str) -> None:
    expected = [each for each in python_functions(name) if each not in PYTHON_ONLY.get(name, ())]
    assert expected
    assert list(script_functions(name)) == expected


@pytest.mark.parametrize("name", FILES)
def test_the_same_sentence_says_what_a_function_does(name: str) -> None:
    theirs = script_functions(name)
    for function, sentence in python_functions(name).items():
        if function not in PYTHON_ONLY.get(name, ()):
            assert sentence and sentence in theirs[function], f"{name}.{function}"


@pytest.mark.parametrize("name", FILES)
def test_the_same_constants(name: str) -> None:
    module = importlib.import_module(f"simulasi.engine.{name}")
    for constant, value in CONSTANT.findall(script(name)):
        ours = getattr(module, constant)
        assert (list(ours) if isinstance(ours, tuple) else ours) == ast.literal_eval(value), f"{name}.{constant}"


@pytest.mark.parametrize("name", FILES)
def test_each_names_its_twin(name: str) -> None:
    assert f"Twin: static/js/engine/{name}.js" in (ast.get_docstring(python_tree(name)) or "")
    assert f"Twin: simulasi/engine/{name}.py" in script(name).split("\n")[0]


def test_the_same_entrance() -> None:
    names = importlib.import_module("simulasi.engine").__all__
    theirs = sorted(each for names in re.findall(r"export \{ (.+?) \}", script("index")) for each in names.split(", "))
    assert theirs == sorted(set(names) - {"Pack", "chain_start", "chain_next"})


@pytest.mark.parametrize("path", sorted(JAVASCRIPT.glob("*.js")), ids=lambda path: path.name)
def test_the_phones_engine_knows_no_world_outside(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    code = COMMENT.sub("", source)
    assert not OUTSIDE.findall(code)
    assert not TOO_NEW.findall(code)
    for specifier in re.findall(r"""(?:from|import)\s*\(?\s*['"]([^'"]+)['"]""", source):
        assert re.fullmatch(r"\./[a-z]+\.js", specifier), f"{path.name} imports {specifier}"
    assert "default" not in re.findall(r"export (\w+)", code)


@pytest.mark.parametrize("path", sorted(PYTHON.glob("*.py")), ids=lambda path: path.name)
def test_the_servers_engine_knows_no_world_outside(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0
            names = [node.module or ""]
        for name in names:
            assert name.startswith("simulasi.engine") or name.split(".")[0] in ALLOWED_IMPORTS, f"{path.name} imports {name}"
        assert not isinstance(node, ast.Div), f"{path.name} divides"
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), f"{path.name} holds a fraction"
        assert not (isinstance(node, ast.Name) and node.id in ("open", "input", "print", "eval", "exec", "float", "round")), path.name


def test_the_checks_above_would_notice() -> None:
    assert OUTSIDE.search("const now = Date.now();") and OUTSIDE.search("Math.random()") and OUTSIDE.search("await fetch(url)")
    assert not OUTSIDE.search("Math.max(1, 2); const update = state;")
    assert TOO_NEW.search("list.at(-1)") and not TOO_NEW.search("state.at += 1")
