"""What the phone installs: every file with its true hash, the same for everybody, compressed, and never half of two builds."""

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient

from simulasi import assets, create_app, packing, shrink, tiers
from simulasi.config import ROOT
from simulasi.services import packs
from tests.sync_kit import day, encode, put_pack
from tests.web_kit import Auth, settings


def precache(client: FlaskClient) -> list[list[str]]:
    """The list in the worker."""
    found: list[list[str]] = json.loads(re.search(r'\[\["/",.*?\]\]', client.get("/sw.js").get_data(as_text=True)).group(0))  # type: ignore[union-attr]
    return found


def later(client: FlaskClient) -> list[list[str]]:
    """The list of what follows when the phone is ready."""
    text = client.get("/sw.js").get_data(as_text=True)
    found: list[list[str]] = json.JSONDecoder().raw_decode(text[text.index("LATER=[[") + 6 :])[0]
    return found


def mark(body: bytes) -> str:
    """The first bits of the SHA-256, as the worker computes them."""
    return base64.b64encode(hashlib.sha256(body).digest()[: assets.MARK_BYTES]).decode()


def test_every_file_the_worker_wants_is_there_with_its_hash(client: FlaskClient) -> None:
    wanted = precache(client)
    assert wanted == sorted(wanted) and len({url for url, _ in wanted}) == len(wanted)
    for url, digest in wanted:
        answer = client.get(url)
        assert answer.status_code == 200 and not answer.history, url
        assert mark(answer.data) == digest, url


def test_the_phone_gets_what_it_needs_and_nothing_of_the_staff(client: FlaskClient) -> None:
    urls = {url for url, _ in precache(client)}
    assert {"/", "/manifest.webmanifest", "/static/js/boot.js", "/static/css/shell.css"} <= urls
    assert not [
        url
        for url in urls
        if "staff" in url or "replay" in url or "putar_ulang" in url or "LICENSE" in url or url.startswith("/static/sw/")
    ]
    shell = client.get("/").get_data(as_text=True)
    linked = set(re.findall(r'(?:src|href)="(/(?:static|manifest)[^"]+)"', shell))
    assert linked and linked <= urls


def imported(client: FlaskClient, url: str) -> set[str]:
    """What a module imports, `import()` of a text included."""
    found = re.findall(r"""(?:from|import)\s*\(?\s*["'](\.[^"']+)["']""", client.get(url).get_data(as_text=True))
    return {"/" + str((Path(url).parent / target).resolve()).lstrip("/") for target in found}


def test_every_module_imported_is_in_the_lists(client: FlaskClient) -> None:
    first, rest = ({url for url, _ in listed} for listed in (precache(client), later(client)))
    assert first and rest and not first & rest
    for url in sorted(url for url in first | rest if url.endswith(".js") and "/vendor/" not in url):
        assert imported(client, url) <= first | rest, url


def test_the_first_part_is_enough_to_play(client: FlaskClient) -> None:
    first = {url for url, _ in precache(client)}
    for view in tiers.SCREENS:
        assert f"/static/js/ui/views/{view}.js" in first
    for url in sorted(url for url in first if url.endswith(".js")):
        static = re.findall(r"""(?:\bfrom|\bimport)\s*["'](\.[^"']+)["']""", client.get(url).get_data(as_text=True))
        assert {"/" + str((Path(url).parent / target).resolve()).lstrip("/") for target in static} <= first, url
    # The player's style sheets; the decoder of camera pictures waits.
    assert {"/static/css/parts/ballot.css", "/static/css/parts/paper.css"} <= first
    assert [url for url, _ in later(client) if "/vendor/qr-" in url]


def test_the_bundles_hold_the_texts_of_the_lists_but_not_what_the_page_names(client: FlaskClient) -> None:
    linked = set(re.findall(r'(?:src|href)="(/static[^"]+[.](?:js|css))"', client.get("/").get_data(as_text=True)))
    # The entry's own, too, are on their way before the worker asks; it names them itself, so that nothing else may be left out.
    asked = re.findall(r"""import\(["']\.(/platform/\w+\.js)["']\)""", client.get("/static/js/boot.js").get_data(as_text=True))
    assert {f"/static/js{path}" for path in asked} == set(assets.BY_THE_ENTRY)
    linked |= set(assets.BY_THE_ENTRY)
    for path, listed in (("/shell.json?v=abc", precache(client)), ("/later.json", later(client))):
        texts, wanted = client.get(path).json, dict(listed)
        assert texts.keys() == {url for url in wanted if url.endswith((".js", ".css", ".svg", ".webmanifest"))} - linked
        for url, text in texts.items():
            assert mark(text.encode()) == wanted[url]


def test_a_browser_that_opens_the_page_is_told_at_once_what_comes_next(client: FlaskClient) -> None:
    opened = client.get("/", headers={"Sec-Fetch-Dest": "document"})
    told = re.findall(r"<([^>]+)>; rel=(\w+)", opened.headers["Link"])
    assert told == [("/static/js/theme.js", "preload"), ("/static/js/boot.js", "modulepreload"), ("/shell.json", "preload")]
    # Only what has no imports of its own may start before the whole app is here.
    assert not re.search(r"""\bfrom\s*["']""", client.get("/static/js/boot.js").get_data(as_text=True))
    # The worker keeps the page without that: on later starts nothing must be fetched.
    assert "Link" not in client.get("/", headers={"Sec-Fetch-Dest": "empty"}).headers


def test_the_worker_is_filled_in(client: FlaskClient) -> None:
    answer = client.get("/sw.js")
    assert answer.content_type == "text/javascript; charset=utf-8" and answer.headers["Cache-Control"] == "no-cache"
    assert (
        "connect-src 'self'" in answer.headers["Content-Security-Policy"]
        and "default-src 'none'" in answer.headers["Content-Security-Policy"]
    )
    text = answer.get_data(as_text=True)
    assert re.match(r'const V="[0-9a-f]{12}",ALL=\[\["/",', text)
    # What the worker does travels once, whatever changes around it.
    name = re.search(r'importScripts\("(/kerja/[0-9a-f]{16}\.js)"\);$', text)[1]  # type: ignore[index]
    program = client.get(name)
    assert program.headers["Cache-Control"] == "public, max-age=31536000, immutable" and "Set-Cookie" not in program.headers
    assert program.content_type == answer.content_type and hashlib.sha256(program.data).hexdigest().startswith(name[7:23])
    assert client.get("/kerja/0000000000000000.js").status_code == 404


@pytest.mark.parametrize("path", ["/", "/sw.js", "/shell.json", "/later.json", "/manifest.webmanifest", "/static/js/boot.js"])
def test_the_shell_is_the_same_for_everybody_and_sets_no_cookie(client: FlaskClient, auth: Auth, path: str) -> None:
    one, two = client.get(path), auth.as_pps().get(path)
    assert one.data == two.data and one.headers["ETag"] == two.headers["ETag"]
    for answer in (one, two):
        assert "Set-Cookie" not in answer.headers and answer.headers["Vary"] == "Accept-Encoding"
        assert answer.headers["Cache-Control"] == "no-cache"


def test_a_file_comes_packed_as_the_browser_can_read_it(client: FlaskClient) -> None:
    path = "/static/css/tokens.css"
    plain = (ROOT / path.lstrip("/")).read_bytes()
    packed = {
        name: client.get(path, headers={"Accept-Encoding": name}) for name in ("br", "gzip", "gzip, deflate, br", "identity", "br;q=0")
    }
    assert [answer.headers.get("Content-Encoding") for answer in packed.values()] == ["br", "gzip", "br", None, None]
    assert brotli.decompress(packed["br"].data) == gzip.decompress(packed["gzip"].data) == packed["identity"].data == plain
    assert len({packed[name].headers["ETag"] for name in ("br", "gzip", "identity")}) == 3
    icon = client.get("/static/icons/simulasi-192.png", headers={"Accept-Encoding": "br, gzip"})
    assert "Content-Encoding" not in icon.headers and icon.content_type == "image/png"


def test_the_page_gets_its_sheets_in_one(client: FlaskClient) -> None:
    parts = [(ROOT / f"static/css/{name}.css").read_text() for name in ("tokens", "reset", "base", "everyday")]
    assert client.get("/static/css/shell.css").get_data(as_text=True) == "\n".join(parts)


def test_what_the_browser_has_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/", headers={"Accept-Encoding": "br"})
    again = client.get("/", headers={"Accept-Encoding": "br", "If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    "path", ["/static/tiada.js", "/static/../wsgi.py", "/static/%2e%2e/wsgi.py", "/static/", "/static/vendor/lit-html-3.3.3/LICENSE"]
)
def test_nothing_else_is_served(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_one_changed_byte_is_another_build(tmp_path: Path) -> None:
    def build(name: str, text: str, worker: str = "self.satu = V;") -> assets.Assets:
        root = tmp_path / name
        for path, content in {"js/a.js": text, "sw/worker.js": worker, "css/staff.css": "", "js/replay.js": ""}.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(content)
        return assets.Assets(settings("sqlite:///x", tmp_path, static_folder=root, template_folder=tmp_path)).load()

    one, same, changed, worker = (
        build("satu", "1"),
        build("dua", "1"),
        build("tiga", "2"),
        build("empat", "1", "self.dua = V;"),
    )
    assert one.build == same.build and one.files["/sw.js"].body == same.files["/sw.js"].body
    assert len({one.build, changed.build, worker.build}) == 3
    assert [url for url, _ in one.later] == ["/static/js/a.js"] and one.precache == []


def test_scripts_travel_short_and_say_the_same(client: FlaskClient) -> None:
    source = (ROOT / "static/js/store/attempts.js").read_text()
    served = client.get("/static/js/store/attempts.js").get_data(as_text=True)
    assert len(served) < 0.8 * len(source) and "/**" in source and "/**" not in served
    # What other modules and people rely on stays: exported names and words.
    for name in re.findall(r"export (?:const|function) (\w+)", source):
        assert re.search(rf"\b{name}\b", served), name
    assert "percobaan:" in served
    # The page for browsers too old for the app must stay readable to them.
    assert client.get("/static/js/fallback.js").data == (ROOT / "static/js/fallback.js").read_bytes()


def test_a_script_that_cannot_be_shortened_is_named(tmp_path: Path) -> None:
    (tmp_path / "js").mkdir()
    (tmp_path / "js/rusak.js").write_text("const = ;")
    with pytest.raises(RuntimeError, match="tidak dapat dipendekkan"):
        assets.Assets(settings("sqlite:///x", tmp_path, static_folder=tmp_path, template_folder=tmp_path)).load()


def test_where_the_library_is_missing_scripts_go_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shrink.importlib.util, "find_spec", lambda name: None)
    assert shrink.scripts({"/a.js": "let a = 1;"}) == {"/a.js": "let a = 1;"}


def test_while_developing_a_file_is_read_again(tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    file = tmp_path / "static" / "a.css"
    file.write_text("lama")
    made = create_app(settings(f"sqlite:///{tmp_path}/x.sqlite", tmp_path, static_folder=tmp_path / "static"))
    browser = made.test_client()
    assert browser.get("/static/a.css").data == b"lama"
    file.write_text("baru")
    assert browser.get("/static/a.css").data == b"lama"
    made.debug = True
    assert browser.get("/static/a.css").data == b"baru"


def test_warming_packs_every_file_once_for_all_starts(app: Flask, make_app: Callable[..., Flask]) -> None:
    folder = app.extensions["simulasi"].var / "dikemas"
    first = app.extensions["simulasi.assets"]
    first.warm()
    packed = first.files["/"].packed
    assert {encoding: packing.unpack(packed[encoding], encoding) for encoding in packed} == dict.fromkeys(
        ("br", "gzip"), first.files["/"].body
    )
    names = {path.name: path.read_bytes() for path in folder.iterdir()}
    damaged = folder / f"{first.files['/'].digest.hex()}.br"
    damaged.write_bytes(packed["br"][:-5])
    (folder / "bangunan-lama.br").write_bytes(b"x")
    with mock.patch.object(packing, "pack", wraps=packing.pack) as made:
        again = make_app().extensions["simulasi.assets"]
        again.warm()
    assert made.call_count == 1 and again.files["/"].packed == packed
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == names


def test_without_a_folder_to_keep_them_files_are_packed_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "dikemas").write_text("bukan folder")
    kept = packing.Kept(tmp_path / "dikemas")
    assert packing.unpack(kept.packed(b"isi", "gzip"), "gzip") == b"isi"
    kept.forget_others()
    assert (tmp_path / "dikemas").read_text() == "bukan folder"


def test_a_pack_is_its_hash_for_ever(app: Flask, client: FlaskClient) -> None:
    name = put_pack(day())
    answer = client.get(f"/packs/{name}.json", headers={"Accept-Encoding": "br"})
    assert (answer.status_code, answer.content_type) == (200, "application/json")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable" and answer.headers["Vary"] == "Accept-Encoding"
    assert hashlib.sha256(brotli.decompress(answer.data)).hexdigest() == name
    assert gzip.decompress(client.get(f"/packs/{name}.json", headers={"Accept-Encoding": "gzip"}).data) == encode(day())
    packs.withdraw(name)
    assert client.get(f"/packs/{name}.json").data == encode(day())


def test_a_pack_published_later_is_found(client: FlaskClient) -> None:
    name = hashlib.sha256(encode(day())).hexdigest()
    assert client.get(f"/packs/{name}.json").status_code == 404
    put_pack(day())
    assert client.get(f"/packs/{name}.json").status_code == 200


@pytest.mark.parametrize("name", ["0" * 64, "z" * 64, "0" * 63, "../" + "0" * 61])
def test_no_such_pack(client: FlaskClient, name: str) -> None:
    assert client.get(f"/packs/{name}.json").status_code == 404


def test_many_packs_do_not_fill_the_memory(app: Flask, client: FlaskClient) -> None:
    names = [put_pack(day(1, str(n))) for n in range(20)]
    assert {client.get(f"/packs/{name}.json").status_code for name in names} == {200}
    assert len(app.extensions["simulasi.packs"]) == 16


def pulled_forward(text: str) -> list[str]:
    """Names that a shortened declaration uses before it gives them a value: the library moves `const {a} = f(b)` in front of `const b = ...`."""
    found = []
    for start in re.finditer(r"(?:const|let|var)\{[^{}]*\}=", text):
        parts, depth, at, begin = [], 0, start.end(), start.end()
        while at < len(text) and not (depth == 0 and text[at] in ";)]}"):
            depth += (text[at] in "([{") - (text[at] in ")]}")
            if text[at] == "," and depth == 0:
                parts.append(text[begin:at])
                begin = at + 1
            at += 1
        parts.append(text[begin:at])
        names = [name[1] for name in (re.match(r"([A-Za-z_$][\w$]*)=", part) for part in parts[1:]) if name]
        found += [name for name in names if re.search(rf"(?<![\w$.]){re.escape(name)}(?![\w$:])", parts[0])]
    return found


def test_no_shortened_script_uses_a_name_before_its_turn() -> None:
    assert pulled_forward("function f(x){const{results:r}=g(a.map(t)),a=x.slice(1);return r}") == ["a"]
    files = {f"/{path.relative_to(ROOT).as_posix()}": path.read_text("utf-8") for path in (ROOT / "static" / "js").rglob("*.js")}
    broken = {url: names for url, text in shrink.scripts(files).items() if (names := pulled_forward(text))}
    assert not broken, "take the answer whole instead of destructuring it"
