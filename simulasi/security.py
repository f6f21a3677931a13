"""The headers on every answer. Strict on purpose: a device token lives in the page's storage, so nothing foreign may ever run there."""

from flask import Flask, Response, request

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


def init_app(app: Flask) -> None:
    """Set them after every request, refusals included."""

    @app.after_request
    def set_headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if request.is_secure:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        # What is not said to be cacheable is not: staff pages name people, answers to phones must never come from a cache.
        response.headers.setdefault("Cache-Control", "no-store")
        return response
