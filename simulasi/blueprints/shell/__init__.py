"""The app as the phone gets it: the same bytes for everybody, no cookie, no session."""

from flask import Flask

from simulasi.blueprints.shell.routes import bp, static_file


def init_app(app: Flask) -> None:
    """Register; `static` has the endpoint name templates expect."""
    app.register_blueprint(bp)
    app.add_url_rule("/static/<path:filename>", "static", static_file)
