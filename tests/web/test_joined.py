"""The files that start together come as one: the same program as file by file, or the server does not start."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from flask import Flask

from simulasi import modules, tiers
from simulasi.config import ROOT

TOOL = ROOT / "tests/js/support/joined.mjs"
PROGRAM = (ROOT / "static/sw/join.js").read_text("utf-8")


def joined(folder: Path, texts: dict[str, str], groups: list[list[object]]) -> dict:
    """What the worker's join makes of these, beside the modules one by one."""
    sent = json.dumps({"folder": str(folder), "program": PROGRAM, "texts": texts, "groups": groups, "source": str(ROOT)})
    done = subprocess.run(["node", str(TOOL)], input=sent, capture_output=True, text=True, timeout=120, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    said: dict = json.loads(done.stdout)
    return said


def served(app: Flask, *lists: str) -> dict[str, str]:
    """The scripts of these lists as they are sent."""
    kept = app.extensions["simulasi.assets"].load()
    return {url: kept.files[url].body.decode() for name in lists for url, _ in getattr(kept, name) if url.endswith(".js")}


def test_the_joined_app_is_the_app(app: Flask, tmp_path: Path) -> None:
    texts = served(app, "precache", "later")
    said = joined(tmp_path, texts, tiers.together())
    assert said["differing"] == []
    # Every module is in a group but the entries, the texts of types, the decoder for a camera and what another language needs.
    alone = {url for url in texts if url not in said["groupOf"]}
    assert {re.sub(r".*/static/(js|vendor/qr-[^/]*)/", "", url) for url in alone} == {
        *("boot.js", "fallback.js", "theme.js", "engine/types.js", "decode.min.js", "ui/language.js", "ui/translate.js")
    }
    views = {path.stem for path in (ROOT / "static/js/ui/views").glob("*.js")} - {"papan_regu", "putar_ulang"}
    assert {url.rsplit("/", 1)[1][:-3] for url in said["groupOf"] if "/ui/views/" in url} == views


def test_the_first_part_joins_without_the_second(app: Flask, tmp_path: Path) -> None:
    said = joined(tmp_path, served(app, "precache"), tiers.together())
    assert said["differing"] == []
    whole = joined(tmp_path / "semua", served(app, "precache", "later"), tiers.together())
    # A page that began before the second part came finds its modules in the same files.
    groups = set(said["groupOf"].values())
    assert {"awal", "main"} <= groups < set(whole["groupOf"].values())
    assert {url: group for url, group in whole["groupOf"].items() if group in groups} == said["groupOf"]


def test_the_entry_finds_late_modules_where_they_are(tmp_path: Path) -> None:
    texts = {
        "/js/masuk.js": "const a=()=>import('./a.js'),z=()=>import('./z.js');a()",
        "/js/a.js": 'import{b as c}from"./b.js";\nconst a=c+1;\nexport{a};',
        "/js/b.js": "\nconst b=1;\nexport{b};",
        "/js/z.js": "\nconst z=1;\nexport{z};",
    }
    files = joined(tmp_path, texts, [["satu", ["/js/b.js"]], ["dua", ["/js/a.js", "/js/tiada.js"]]])["files"]
    assert 'import("/gabung/dua.js").then((m)=>m.$m_js_a_js)' in files["/js/masuk.js"]
    assert 'import("/js/z.js")' in files["/js/masuk.js"] and "/js/z.js" not in files
    assert files["/gabung/dua.js"].startswith('import{$m_js_b_js}from"/gabung/satu.js";')
    assert list(files)[:2] == ["/gabung/satu.js", "/gabung/dua.js"], "a name is there only after what it points into"


@pytest.mark.parametrize(
    ("texts", "why"),
    [
        ({"/a.js": 'import{b}from"./b.js";const a=1;export{a};', "/b.js": 'import{a}from"./a.js";const b=1;export{b};'}, "lingkaran"),
        ({"/a.js": "const a=(n)=>import(n);export{a};"}, "import"),
        ({"/a.js": "const $m_a_js=1;export{$m_a_js};"}, "m_"),
    ],
    ids=["a ring", "a module chosen at run time", "our own names"],
)
def test_what_cannot_be_joined_for_certain_is_refused(tmp_path: Path, texts: dict[str, str], why: str) -> None:
    with pytest.raises(RuntimeError, match=f"/[ab].js: .*{why}"):
        joined(tmp_path, texts, [["satu", ["/a.js"]]])


def test_a_module_in_the_plain_shape_says_the_same() -> None:
    text = """/** Head. */
import { a, b as c } from './x.js'; // why
// more
import {
  d,
} from "./y.js"

export const e = 1;
export async function f() {}
export function* g() {}
export class H {}
export { i as j } from './z.js';
const k = 'export const l';
export { k as m };
"""
    assert modules.plain("/a.js", text).split("\n") == [
        'import{a,b as c}from"./x.js";import{d}from"./y.js";import{i as j$}from"./z.js";',
        *("const e = 1;", "async function f() {}", "function* g() {}", "class H {}", "", "const k = 'export const l';"),
        "export{j$ as j,e,f,g,H,k as m};",
    ]
    assert modules.plain("/b.js", "(function () {})();\n") == "(function () {})();\n"
    assert "export" not in modules.plain("/c.js", "/** Types only. */\nexport {};\n")


@pytest.mark.parametrize(
    "text",
    [
        "export default 1;",
        "export let a = 1;",
        "export const { a } = b;",
        "import a from './a.js';",
        "import * as a from './a.js';",
        "import './a.js';",
        "export * from './a.js';",
        "import { default as a } from './a.js';",
        "export { a as default };",
        "export { a };\nconst b = 1;",
        "const a = import.meta.url;",
        "export { a } from './a.js';\nconst a$ = 1;",
        "const a = 1;export{a};const b=1",
    ],
)
def test_a_module_in_words_we_do_not_use_is_refused(text: str) -> None:
    with pytest.raises(modules.Unusual, match=r"/a\.js: "):
        modules.plain("/a.js", text)


READ = """import vm from 'node:vm';
import { readFileSync } from 'node:fs';
for (const [identifier, text] of Object.entries(JSON.parse(readFileSync(0, 'utf-8')))) new vm.SourceTextModule(text, { identifier });"""


def test_every_script_that_is_sent_can_be_read(app: Flask) -> None:
    """The staff's entries too, which export nothing."""
    kept = app.extensions["simulasi.assets"].load()
    sent = {url: asset.body.decode() for url, asset in kept.files.items() if url.endswith(".js") and "/vendor/" not in url}
    reader = ["node", "--experimental-vm-modules", "--no-warnings", "--input-type=module", "-e", READ]
    done = subprocess.run(reader, input=json.dumps(sent), capture_output=True, text=True, timeout=60, check=False)
    assert len(sent) > 100 and done.returncode == 0, done.stderr[:500]
