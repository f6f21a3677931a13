"""The trainer's pages: planning a group session, leading it, looking back on it, and its paper twin."""

from flask import Flask

from simulasi.blueprints.fasilitator import kertas
from simulasi.blueprints.fasilitator.routes import bp


def init_app(app: Flask) -> None:
    """Register."""
    app.register_blueprint(bp)
    app.register_blueprint(kertas.bp)
