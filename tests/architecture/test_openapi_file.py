"""docs/openapi.json says what the server does; here, so that no change of the protocol lands without it."""

import json

from flask import Flask

from tests import openapi_kit


def test_the_file_is_what_the_server_does(app: Flask) -> None:
    """After a change of the protocol: `python -m tests.openapi_kit`."""
    assert openapi_kit.PAGE.read_text("utf-8") == openapi_kit.text(app)
    served = {rule.rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/")}
    assert set(json.loads(openapi_kit.PAGE.read_text("utf-8"))["paths"]) == served == set(openapi_kit.ANSWERS)
