"""Shell, worker, manifest, static files and packs. Cookies are never read or set here."""

from flask import Blueprint, Response, abort, current_app, request

from simulasi import access, assets
from simulasi.services import pack_files

bp = Blueprint("shell", __name__)

# The worker obeys its own policy, not the page's: it may fetch from here and nothing else.
WORKER_CSP = "default-src 'none'; script-src 'self'; connect-src 'self'"
# A handful of packs is in use at a time.
KEPT_PACKS = 16
# In this order: what starts the app is small and must not queue behind the whole app on a slow link.
FIRST = (
    "</static/js/theme.js>; rel=preload; as=script",
    "</static/js/boot.js>; rel=modulepreload",
    "</shell.json>; rel=preload; as=fetch; crossorigin",
)
FOR_EVER = "public, max-age=31536000, immutable"


@bp.get("/")
@access.public
def beranda() -> Response:
    """The app. A browser that opens it over the network has no worker yet, hence needs the whole app next: told so before it has read the page."""
    response = _file("/")
    if request.headers.get("Sec-Fetch-Dest") == "document":
        response.headers["Link"] = ", ".join(FIRST)
    return response


@bp.get("/sw.js")
@access.public
def worker() -> Response:
    """The service worker, at the root because that is its scope."""
    response = _file("/sw.js")
    response.headers["Content-Security-Policy"] = WORKER_CSP
    return response


@bp.get("/kerja/<string(length=16):mark>.js")
@access.public
def worker_program(mark: str) -> Response:
    """What the worker does, named by its hash: an update that changes only files does not bring it again."""
    return assets.send(assets.current().files.get(f"/kerja/{mark}.js") or abort(404), FOR_EVER)


@bp.get("/manifest.webmanifest")
@access.public
def manifest() -> Response:
    """What the phone puts on the home screen."""
    return _file("/manifest.webmanifest")


@bp.get("/shell.json")
@access.public
def bundle() -> Response:
    """The texts of this build in one answer: on a slow link a hundred requests cost more than their bytes."""
    return _file("/shell.json")


@bp.get("/later.json")
@access.public
def later_bundle() -> Response:
    """The texts a phone does not need before it can play."""
    return _file("/later.json")


@bp.get("/packs/<string(length=64):sha>.json")
@access.public
def pack(sha: str) -> Response:
    """A sealed day, named by its hash, hence never different."""
    return assets.send(_pack(sha) or abort(404), FOR_EVER)


@access.public
def static_file(filename: str) -> Response:
    """A file of static/."""
    return _file(f"/static/{filename}")


def _file(url: str) -> Response:
    return assets.send(assets.current().files.get(url) or abort(404))


def _pack(sha: str) -> assets.Asset | None:
    kept: dict[str, assets.Asset] = current_app.extensions.setdefault("simulasi.packs", {})
    if sha not in kept:
        found = pack_files.stored(sha)
        if found is None:
            return None
        while len(kept) >= KEPT_PACKS:
            kept.pop(next(iter(kept)))
        kept[sha] = assets.Asset(found[0], "application/json", {"br": found[1]})
    return kept[sha]
