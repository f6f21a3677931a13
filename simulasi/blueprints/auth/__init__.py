"""Staff log in and out. Members never do: their phones hold a device token."""

from typing import Any

from flask import Flask

from simulasi.blueprints.auth.routes import bp
from simulasi.services import accounts


def init_app(app: Flask) -> None:
    """Register, and say how the cookie's token becomes a person."""
    app.register_blueprint(bp)
    # The identifier Flask-Login would compare is the IP address: it changes whenever a phone does.
    manager: Any = app.login_manager  # type: ignore[attr-defined]
    manager.session_protection = None
    manager.user_loader(lambda token: accounts.by_token(token, app.extensions["simulasi"].session_hours))
