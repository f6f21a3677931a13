"""The headers on every answer. Strict on purpose: a device token lives in the page's storage, so nothing foreign may ever run there."""

from collections.abc import Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask

CSP = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types lit-html sw",
    )
)

# For what is no page (scripts, sheets, packs): nothing may happen in it, should anybody open it as one. A twentieth of the bytes, too,
# and a first visit asks for some fifteen of them.
FILE_CSP = "default-src 'none'"

HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=(), payment=(), usb=()",
}


# What is not said to be cacheable is not: staff pages name people, answers to phones must never come from a cache.
DEFAULTS = [(name.lower(), (name, value)) for name, value in {**HEADERS, "Cache-Control": "no-store"}.items()]
SECURE = ("strict-transport-security", ("Strict-Transport-Security", "max-age=31536000"))


class Headers:
    """Sets them on every answer that does not bring its own, refusals included. Around the application, where it costs a tenth of what it does inside."""

    def __init__(self, inner: WSGIApplication):
        self.inner = inner

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """One request."""

        def start(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            brought = {name.lower() for name, _ in headers}
            # The scheme is read only now: a proxy's word for it is set further in.
            defaults = [*DEFAULTS, SECURE] if environ["wsgi.url_scheme"] == "https" else DEFAULTS
            return start_response(status, headers + [pair for name, pair in defaults if name not in brought], *error)

        return self.inner(environ, start)


def init_app(app: Flask) -> None:
    """Put them around the application."""
    app.wsgi_app = Headers(app.wsgi_app)  # type: ignore[method-assign]
