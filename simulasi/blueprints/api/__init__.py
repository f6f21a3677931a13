"""The phones' side: enrolment, hello, upload, the list of packs (docs/protocol.md). No cookies here, hence no CSRF."""

from flask import Flask

from simulasi import access
from simulasi.blueprints.api import envelope, regu
from simulasi.blueprints.api.routes import bp
from simulasi.extensions import csrf


def init_app(app: Flask) -> None:
    """Register, and say how a device token is checked."""
    access.use_device_check(app, envelope.check_device)
    csrf.exempt(bp)
    app.register_blueprint(bp)
    access.use_seat_check(app, envelope.check_seat)
    csrf.exempt(regu.bp)
    app.register_blueprint(regu.bp)
