"""Staff pages about what phones hand over: files, what is held and why, and the phones themselves."""

from flask import Flask

from simulasi.blueprints.serahan.routes import bp


def init_app(app: Flask) -> None:
    """Register."""
    app.register_blueprint(bp)
