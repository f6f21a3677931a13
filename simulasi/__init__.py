"""Simulasi TPS: the app factory, and nothing but wiring."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from simulasi import access, assets, blueprints, config, display, errors, extensions, security
from simulasi.commands import Commands
from simulasi.config import Config


def create_app(settings: Config | None = None) -> Flask:
    """Put the server together. Touches no database: that is left to the first request or command that needs it."""
    settings = settings or config.from_env()
    app = Flask(__name__, static_folder=None, template_folder=settings.template_folder, instance_path=str(settings.var))
    app.config.from_mapping(flask_settings(settings))
    app.extensions["simulasi"] = settings
    app.cli = Commands()
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, settings.proxies, settings.proxies, settings.proxies, settings.proxies)  # type: ignore[method-assign]
    extensions.init_app(app, settings)
    errors.init_app(app)
    security.init_app(app)
    display.init_app(app, settings)
    assets.init_app(app, settings)
    blueprints.init_app(app)
    access.check_every_route_has_access(app)
    return app


def flask_settings(settings: Config) -> dict[str, object]:
    """Our settings in Flask's words."""
    engine: dict[str, object] = (
        {"connect_args": {"check_same_thread": False}} if settings.is_sqlite else {"pool_size": 4, "pool_pre_ping": True}
    )
    return {
        "SECRET_KEY": settings.secret_key,
        "SECRET_KEY_FALLBACKS": list(settings.old_keys),
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": engine,
        "MAX_CONTENT_LENGTH": 256 * 1024,
        "SESSION_COOKIE_NAME": "simulasi",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.cookie_secure,
        "WTF_CSRF_TIME_LIMIT": None,
        "TEMPLATES_AUTO_RELOAD": False,
    }
