"""Modules in one plain shape: `import{...}from"..."` first, then the body, then one `export{...};` last.

The same program, and still a module of its own; but in this shape the phone's worker can put modules together without understanding JavaScript
(static/sw/join.js, docs/adr/0064). What cannot be brought into the shape for certain is refused by name.
"""

import re

# What may stand before the first import: comments, and the empty lines between them.
_PREFACE = re.compile(r"(?:\s+|//[^\n]*\n|/\*.*?\*/)*", re.S)
_IMPORT = re.compile(r"""import\s*\{([^{}]*)\}\s*from\s*(["'])(\.[^"']+)\2[ \t]*;?""")
_PASSED_ON = re.compile(r"""^export\s*\{([^{}]*)\}\s*from\s*(["'])(\.[^"']+)\2[ \t]*;?""", re.M)
_DECLARED = re.compile(r"^export (?=(?:(?:async )?function\*? ?|class |const )([A-Za-z_$][\w$]*)(.))", re.M)
_LAST = re.compile(r"""(^|[;}\n])export\s*\{([^{}]*)\}\s*;?\s*(?://[^\n]*\s*)?\Z""")
# Whatever of a module is left over after all that: a default, a namespace, a side effect, a list in the middle.
_LEFT = re.compile(r"""^(?:export|import)\b(?!\s*\()|[;}]export[\s{]|[;}]import\s*["'{*]|\bimport\.meta\b""", re.M)
_NAME = re.compile(r"([A-Za-z_$][\w$]*)(?:\s+as\s+([A-Za-z_$][\w$]*))?")


class Unusual(ValueError):
    """A module in words we do not use."""


def plain(url: str, text: str) -> str:
    """The module in the plain shape; a script without imports and exports stays as it is."""
    at = _after(text, 0)
    imported: list[str] = []
    while found := _IMPORT.match(text, at):
        imported.append(f'import{{{_listed(url, found[1])}}}from"{found[3]}";')
        at = _after(text, found.end())
    body, exported = text[at:], []

    def declared(found: re.Match[str]) -> str:
        if found[2] in ",{[":
            raise Unusual(f"{url}: {found[0]}{found[1]}")
        exported.append(found[1])
        return ""

    def passed_on(found: re.Match[str]) -> str:
        pairs = [_pair(url, each) for each in _split(found[1])]
        taken = [(name, f"{name}$" if name == other else f"{other}$") for name, other in pairs]
        if any(re.search(rf"(?<![\w$]){re.escape(local)}(?![\w$])", body) for _, local in taken):
            raise Unusual(f"{url}: {found[0]}")
        imported.append(f'import{{{",".join(f"{name} as {local}" for name, local in taken)}}}from"{found[3]}";')
        exported.extend(f"{local} as {other}" for (_, local), (_, other) in zip(taken, pairs, strict=True))
        return ""

    def last(found: re.Match[str]) -> str:
        exported.extend(_short(_pair(url, each)) for each in _split(found[2]))
        return found[1]

    rest = _LAST.sub(last, _DECLARED.sub(declared, _PASSED_ON.sub(passed_on, body)))
    if left := _LEFT.search(rest):
        raise Unusual(f"{url}: {rest[left.start() :][:80]}")
    if rest == body and not imported:
        return text
    # An empty list is left away: the shortener makes of it what no browser reads.
    last_words = f"export{{{','.join(exported)}}};" if exported else ""
    return f"{''.join(imported)}\n{rest.strip()}\n{last_words}"


def _after(text: str, at: int) -> int:
    """Where the comments and empty lines from here end."""
    found = _PREFACE.match(text, at)
    return found.end() if found else at


def _split(names: str) -> list[str]:
    return [each.strip() for each in names.split(",") if each.strip()]


def _pair(url: str, text: str) -> tuple[str, str]:
    found = _NAME.fullmatch(text)
    if not found or "default" in found.groups():
        raise Unusual(f"{url}: {text}")
    return found[1], found[2] or found[1]


def _short(pair: tuple[str, str]) -> str:
    return pair[0] if pair[0] == pair[1] else f"{pair[0]} as {pair[1]}"


def _listed(url: str, names: str) -> str:
    return ",".join(_short(_pair(url, each)) for each in _split(names))
