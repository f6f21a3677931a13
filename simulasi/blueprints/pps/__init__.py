"""Staff pages: who is ready, who needs help, what to repeat, whom to ask, invitations, and one attempt step by step."""

from flask import Flask, url_for
from flask_login import current_user

from simulasi.blueprints.pps import undangan
from simulasi.blueprints.pps.routes import bp

# name, label, endpoint, who
TABS = (
    ("papan", "Papan", "pps.papan", "pps ppk kpu"),
    ("undangan", "Undangan", "undangan.daftar", "pps"),
    ("regu", "Latihan regu", "fasilitator.daftar", "pps ppk"),
    ("ponsel", "Ponsel", "serahan.ponsel", "pps"),
    ("ditahan", "Ditahan", "serahan.ditahan", "pps"),
    ("berkas", "Terima berkas", "serahan.berkas", "pps ppk kpu"),
)


def init_app(app: Flask) -> None:
    """Register."""
    app.register_blueprint(bp)
    app.register_blueprint(undangan.bp)
    app.jinja_env.globals["tabs"] = tabs


def tabs() -> list[tuple[str, str, str]]:
    """What the person who is logged in may open."""
    return [(name, label, url_for(endpoint)) for name, label, endpoint, who in TABS if current_user.peran in who.split()]
