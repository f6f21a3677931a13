"""What a phone needs before it can play without signal, and what may come after: nothing is downloaded that the next screen does not need.

The first part is what the everyday screens import; the rest (crew, codes from phone to phone, ...) follows when the phone is ready (docs/adr/0062).
"""

import posixpath
import re

JS = "/static/js"
# Everyday screens, and what is imported late only so that the first screen need not wait for it.
SCREENS = ("beranda", "undangan", "pasang", "profil", "periksa", "kirim", "bantuan", "mulai", "main", "tinjau")
ROOTS = (
    *(f"{JS}/{name}.js" for name in ("theme", "fallback", "boot", "platform/sw_bridge", "start", "app/late", "ui/parts/summary")),
    *(f"{JS}/ui/views/{name}.js" for name in SCREENS),
)
# What a browser gets as one file because it is wanted together (static/sw/join.js): the home screen; the everyday; what comes later.
# A module belongs to the first group that needs it. What is of the first part and what comes later never share a group: a page keeps the
# file it has.
TOGETHER = {
    "awal": ("platform/browser", "platform/sw_bridge", "start", "app/late", "ui/views/beranda", "ui/views/profil"),
    "ringkas": ("ui/parts/summary",),  # the engine: where somebody stopped is found by replaying, when the home screen stands
    "main": tuple(f"ui/views/{name}" for name in SCREENS if name not in ("beranda", "profil")),
    "belajar": (
        *("learn/standing", "ui/learn/knowing", "app/crew"),  # what was played in crews is part of what a person knows
        *(f"ui/views/{name}" for name in ("belajar", "dasar", "harih", "kartu", "kemajuan", "kilat", "renungan", "sertifikat", "uji")),
    ),
    "bawa": ("app/handover", "app/returning"),
    "regu": tuple(f"ui/views/{name}" for name in ("gabung", "regu", "tinjau_regu", "kumpul", "pesan", "serahkan", "terima", "izin")),
}
_IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*["'](\.[^"']+)["']""")


def first(texts: dict[str, str]) -> set[str]:
    """The addresses of the first part: scripts by their static imports, style sheets by who names them, everything else."""
    found: set[str] = set()
    todo = [url for url in ROOTS if url in texts]
    while todo:
        url = todo.pop()
        if url not in found:
            found.add(url)
            todo += [target for target in imports(url, texts[url]) if target in texts]
    dressed = "".join(texts[url] for url in ("/", f"{JS}/start.js") if url in texts)
    sheets = {
        url
        for url in texts
        if url.startswith(("/static/css/parts/", "/static/css/shell", "/static/css/tokens"))
        and re.search(rf"\b{re.escape(posixpath.basename(url)[:-4])}\b", dressed)
    }
    return found | sheets | {url for url in texts if not url.endswith((".js", ".css"))}


def imports(url: str, text: str) -> list[str]:
    """Where a module's static imports point."""
    return [posixpath.normpath(posixpath.join(posixpath.dirname(url), target)) for target in _IMPORT.findall(text)]


def together() -> list[list[object]]:
    """The groups as the worker wants them: name and roots."""
    return [[group, [f"{JS}/{name}.js" for name in names]] for group, names in TOGETHER.items()]
