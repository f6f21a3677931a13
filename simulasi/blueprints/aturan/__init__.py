"""The law to look things up in, for anybody: sources, and the day of each rule set."""

from flask import Flask

from simulasi.blueprints.aturan.routes import bp


def init_app(app: Flask) -> None:
    """Register."""
    app.register_blueprint(bp)
