"""The application refuses to start while a route does not say who may call it."""

import pytest
from flask import Flask

from simulasi import access


def test_every_route_says_who_may_call_it(app: Flask) -> None:
    declared = access.declared(app)
    assert all(declared.values())
    assert {rule.endpoint for rule in app.url_map.iter_rules()} == set(declared)


def test_a_silent_route_stops_the_start(app: Flask) -> None:
    app.view_functions["bisu"] = lambda: "?"
    with pytest.raises(access.RouteWithoutAccess, match="bisu"):
        access.check_every_route_has_access(app)


def test_an_unknown_role_stops_the_start() -> None:
    with pytest.raises(access.RouteWithoutAccess, match="saksi"):
        access.staff("pps", "saksi")
    with pytest.raises(access.RouteWithoutAccess):
        access.staff()


def test_what_is_public_is_listed_here(app: Flask) -> None:
    """A route that becomes public by mistake is noticed."""
    public = {name for name, said in access.declared(app).items() if said == ("public",)}
    assert public == {
        "static",
        "kelola.sehat",
        "kelola.ukuran",
        "shell.beranda",
        "shell.worker",
        "shell.worker_program",
        "shell.manifest",
        "shell.bundle",
        "shell.later_bundle",
        "shell.pack",
        "auth.masuk",
        "aturan.daftar",
        "aturan.sumber",
        "aturan.hari",
        "api.enrol_open",
        "api.enrol_claim",
        "api.pack_list",
        "regu.gabung",
    }


def test_only_phones_upload(app: Flask) -> None:
    assert {name for name, said in access.declared(app).items() if said == ("device",)} == {
        "api.certificate",
        "api.mine",
        "api.permit",
        "api.hello",
        "api.upload",
        "api.carry",
        "regu.hadir",
    }
    assert {name for name, said in access.declared(app).items() if said == ("seat",)} == {"regu.tukar"}
