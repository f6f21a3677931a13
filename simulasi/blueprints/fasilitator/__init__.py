"""The trainer's pages: planning a group session, leading it, looking back on it."""

from flask import Flask

from simulasi.blueprints.fasilitator.routes import bp


def init_app(app: Flask) -> None:
    """Register."""
    app.register_blueprint(bp)
