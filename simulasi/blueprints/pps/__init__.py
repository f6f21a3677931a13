"""Staff pages: who is ready, who needs help, invitations, and one attempt step by step."""

from flask import Flask

from simulasi.blueprints.pps import undangan
from simulasi.blueprints.pps.routes import bp


def init_app(app: Flask) -> None:
    """Register."""
    app.register_blueprint(bp)
    app.register_blueprint(undangan.bp)
