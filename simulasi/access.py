"""Who may call what. Every route says it with one of these; the app refuses to start when one does not.

`public`: anybody. `staff(roles)`: logged in, with one of the roles, and only for the own territory: URL values named in TERRITORY
are checked here, before the view runs. `device`: a phone with a device token, `seat`: a phone that joined a group session; both checked by what
`blueprints/api` registered.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask_login import current_user

View = TypeVar("View", bound=Callable[..., Any])

ROLES = ("pps", "ppk", "kpu")
# URL values that are codes of territory: a route that takes one can only be reached by those who watch over it.
TERRITORY = ("wilayah", "kecamatan", "desa", "tps_id")


class RouteWithoutAccess(RuntimeError):
    """The app must not start."""


def public(view: View) -> View:
    """Anybody may call this."""
    view.__dict__["access"] = ("public",)
    return view


def staff(*roles: str) -> Callable[[View], View]:
    """Only staff with one of these roles, and only within their territory."""
    if not roles or any(role not in ROLES for role in roles):
        raise RouteWithoutAccess(f"peran tidak dikenal: {roles}")

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            if not current_user.is_authenticated:
                return redirect(url_for("auth.masuk", lanjut=request.full_path.rstrip("?") if request.method == "GET" else None))
            if current_user.peran not in roles:
                abort(403)
            for name in TERRITORY:
                if name in kwargs and not current_user.covers(kwargs[name]):
                    abort(404)
            return view(*args, **kwargs)

        guarded.__dict__["access"] = ("staff", *roles)
        return guarded  # type: ignore[return-value]

    return declare


def device(view: View) -> View:
    """Only a phone with a valid token; whose it is stands in `g.device` afterwards."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        g.device = current_app.extensions["simulasi.device_check"]()
        return view(*args, **kwargs)

    guarded.__dict__["access"] = ("device",)
    return guarded  # type: ignore[return-value]


def seat(view: View) -> View:
    """Only a phone that joined a group session; the session stands in `g.session` afterwards."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        g.session = current_app.extensions["simulasi.seat_check"]()
        return view(*args, **kwargs)

    guarded.__dict__["access"] = ("seat",)
    return guarded  # type: ignore[return-value]


def use_seat_check(app: Flask, check: Callable[[], Any]) -> None:
    """Say how the token of a group session is checked."""
    app.extensions["simulasi.seat_check"] = check


def use_device_check(app: Flask, check: Callable[[], Any]) -> None:
    """Say how a device token is checked: `check()` reads the request and returns its claims, or raises."""
    app.extensions["simulasi.device_check"] = check


def declared(app: Flask) -> dict[str, tuple[str, ...] | None]:
    """What each endpoint declared."""
    return {name: getattr(view, "access", None) for name, view in app.view_functions.items()}


def check_every_route_has_access(app: Flask) -> None:
    """Refuse to start while a route does not say who may call it."""
    silent = sorted(name for name, access in declared(app).items() if access is None)
    if silent:
        raise RouteWithoutAccess(f"rute tanpa keterangan siapa yang boleh memanggil: {', '.join(silent)}")
