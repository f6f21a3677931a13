"""Thin routes: parse -> service -> render.

May import services, forms, access, errors, assets; never models, `db.session`, engine, rules.
"""

from importlib import import_module

from flask import Flask

NAMES = ("shell", "auth", "pps", "fasilitator", "serahan", "aturan", "api")


def init_app(app: Flask) -> None:
    """Register every blueprint; each package knows how (`init_app`)."""
    for name in NAMES:
        import_module(f"{__name__}.{name}").init_app(app)
