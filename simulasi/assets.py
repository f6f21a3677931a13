"""What the phone installs: every file with its hash, compressed once, and the build id that follows from them.

Stable URLs, verified by hash: the worker fetches `[url, sha256]` with integrity, so one cache never mixes two builds (docs/adr).
"""

import base64
import hashlib
import json
import re
import threading
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask, Response, current_app, request

from simulasi import modules, packing, shrink, tiers
from simulasi.config import Config
from simulasi.security import FILE_CSP

MIME = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
}
FILES = (MIME[".js"], MIME[".css"], MIME[".json"], MIME[".webmanifest"])
NOT_PACKED = ("image/png", "image/webp", "image/x-icon")
# Files in the phone's folders that only staff pages use: they would make every first install longer.
STAFF_ONLY = (
    *("/static/css/staff.css", "/static/js/replay.js", "/static/js/ui/views/putar_ulang.js", "/static/css/replay.css"),
    *("/static/css/cetak.css", "/static/css/cetak-a3.css"),
    *("/static/js/crew_desk.js", "/static/js/print_desk.js", "/static/js/ui/views/papan_regu.js", "/static/js/ui/parts/desk_forms.js"),
)
# The service worker's program. What differs from build to build is apart from it, so that an update does not bring it again.
PROGRAM = "/kerja.js"
WORKER = ("/static/sw/join.js", "/static/sw/worker.js")
# What travels in one trip at the first install (`/shell.json`, then `/later.json`); the worker checks each part against its hash like a file.
BUNDLED = (MIME[".js"], MIME[".css"], MIME[".svg"], MIME[".webmanifest"])
# A full digest for each of a hundred files would be most of the bytes of an update, and no help: docs/adr/0061.
MARK_BYTES = 9
# One sheet for the page's first request instead of four: on a slow link each connection is a round trip.
JOINED = {"/static/css/shell.css": tuple(f"/static/css/{name}.css" for name in ("tokens", "reset", "base", "everyday"))}
# What the page itself names, or its entry before anything else, has come, and lies in the browser's cache, when the worker asks.
LINKED = re.compile(r'(?:src|href)="(/static/[^"]+\.(?:js|css))"')
BY_THE_ENTRY = tuple(f"/static/js/platform/{name}.js" for name in ("browser", "sw_bridge", "clock"))
PHONE = (("js", (".js",)), ("css", (".css",)), ("icons", (".svg", ".png", ".ico")), ("vendor", (".js",)))


@dataclass(eq=False)
class Asset:
    """One file as it is sent; the compressed forms are made when first asked for."""

    body: bytes
    mime: str
    packed: dict[str, bytes] = field(default_factory=dict)

    @property
    def digest(self) -> bytes:
        """SHA-256 of the plain bytes."""
        return hashlib.sha256(self.body).digest()

    @property
    def mark(self) -> str:
        """What the worker knows this file by: 72 bits of the digest tell any damage, and the list travels with every update."""
        return base64.b64encode(self.digest[:MARK_BYTES]).decode()

    def encoded(self, encoding: str) -> bytes:
        """The bytes in this encoding: `br`, `gzip` or plain."""
        if not encoding:
            return self.body
        if encoding not in self.packed:
            self.packed[encoding] = packing.pack(self.body, encoding)
        return self.packed[encoding]


class Assets:
    """The files of one build, read once."""

    def __init__(self, settings: Config, short: bool = True):
        self.settings = settings
        self.short = short
        self.files: dict[str, Asset] = {}
        self.precache: list[list[str]] = []
        self.later: list[list[str]] = []
        self.build = ""
        self.program = ""
        self._once = threading.Lock()

    def load(self) -> "Assets":
        """Read everything, the first time."""
        with self._once:
            if not self.files:
                self._read()
        return self

    def _read(self) -> None:
        static, templates = self.settings.static_folder, self.settings.template_folder
        files = {f"/static/{path.relative_to(static).as_posix()}": path for path in sorted(static.rglob("*")) if path.is_file()}
        assets = {url: _asset(path) for url, path in files.items() if path.suffix in MIME}
        program = "\n".join(assets.pop(url).body.decode() for url in WORKER if url in assets)
        assets[PROGRAM] = Asset(f"(()=>{{{program}\n}})();".encode(), MIME[".js"])
        if self.short:
            scripts = {url: modules.plain(url, asset.body.decode()) for url, asset in assets.items() if asset.mime == MIME[".js"]}
            assets |= {url: Asset(text.encode(), MIME[".js"]) for url, text in shrink.scripts(scripts).items()}
        for url, parts in JOINED.items():
            if all(part in assets for part in parts):
                assets[url] = Asset(b"\n".join(assets[part].body for part in parts), MIME[".css"])
        roots = {"/": templates / "shell.html", "/manifest.webmanifest": static / "manifest.webmanifest"}
        assets |= {url: _asset(path) for url, path in roots.items() if path.is_file()}
        wanted = {url: asset for url, asset in sorted(assets.items()) if needed_offline(url)}
        first = tiers.first({url: "" if asset.mime in NOT_PACKED else asset.body.decode() for url, asset in wanted.items()})
        self.precache = [[url, asset.mark] for url, asset in wanted.items() if url in first]
        self.later = [[url, asset.mark] for url, asset in wanted.items() if url not in first]
        linked = {*BY_THE_ENTRY, *(LINKED.findall(assets["/"].body.decode()) if "/" in assets else ())}
        for name, listed in (("/shell.json", self.precache), ("/later.json", self.later)):
            bundle = {url: assets[url].body.decode() for url, _ in listed if assets[url].mime in BUNDLED and url not in linked}
            assets[name] = Asset(json.dumps(bundle, ensure_ascii=False, separators=(",", ":")).encode(), MIME[".json"])
        self._name_the_build(assets)
        self.files = assets

    def _name_the_build(self, assets: dict[str, Asset]) -> None:
        """The worker: what differs from build to build under its address, what it does under its hash."""
        together = tiers.together() if self.short else []
        told = [json.dumps(listed, separators=(",", ":")) for listed in (self.precache, self.later, together)]
        work = assets.pop(PROGRAM)
        self.program = f"/kerja/{work.digest.hex()[:16]}.js"
        self.build = hashlib.sha256("".join([*told, self.program]).encode()).hexdigest()[:12]
        named = ",".join(f"{name}={value}" for name, value in zip(("ALL", "LATER", "TOGETHER"), told, strict=True))
        assets[self.program] = work
        assets["/sw.js"] = Asset(f'const V="{self.build}",{named};importScripts("{self.program}");'.encode(), MIME[".js"])

    def warm(self) -> None:
        """Compress ahead what every phone will ask for, or take it as an earlier start left it."""
        self.load()
        kept = packing.Kept(self.settings.var / "dikemas")
        for url in [*(url for url, _ in self.precache), "/sw.js", self.program, "/shell.json", "/later.json"]:
            if url in self.files:
                for encoding in packing.ENCODINGS:
                    self.files[url].packed[encoding] = kept.packed(self.files[url].body, encoding)
        kept.forget_others()


def needed_offline(url: str) -> bool:
    """Does the phone need this file to work without signal?"""
    if url in ("/", "/manifest.webmanifest"):
        return True
    if url in STAFF_ONLY or any(url in parts for parts in JOINED.values()):
        return False
    return any(url.startswith(f"/static/{folder}/") and url.endswith(suffixes) for folder, suffixes in PHONE)


def _asset(path: Path) -> Asset:
    return Asset(path.read_bytes(), MIME[path.suffix])


def init_app(app: Flask, settings: Config) -> None:
    """Keep one per application; nothing is read before it is needed."""
    app.extensions["simulasi.assets"] = Assets(settings)


def current() -> Assets:
    """The files of this build; read again at each request while developing."""
    if current_app.debug:
        return Assets(current_app.extensions["simulasi"], short=False).load()
    assets: Assets = current_app.extensions["simulasi.assets"]
    return assets.load()


def send(asset: Asset, cache: str = "no-cache") -> Response:
    """Answer with a file: compressed as the browser can read it, or 304 when it has it."""
    encoding = "" if asset.mime in NOT_PACKED else next((name for name in ("br", "gzip") if request.accept_encodings.quality(name) > 0), "")
    response = Response(asset.encoded(encoding), content_type=asset.mime)
    if asset.mime in FILES:
        response.headers["Content-Security-Policy"] = FILE_CSP
    if encoding:
        response.headers["Content-Encoding"] = encoding
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = cache
    response.set_etag(asset.digest.hex()[:32] + encoding)
    return response.make_conditional(request)  # type: ignore[return-value]
