"""The OpenAPI description of /api/, made from the shapes the server itself reads bodies with; `python -m tests.openapi_kit` writes docs/openapi.json.

A body's shape is the msgspec Struct whose docstring names the route; what an answer must hold is in ANSWERS. A route that is not in the file is red.
"""

import json
import re
from pathlib import Path
from typing import Any

import msgspec
from flask import Flask

from simulasi import access
from simulasi.sync import protocol

PAGE = Path(__file__).resolve().parent.parent / "docs" / "openapi.json"

# What a good answer holds besides the envelope.
ANSWERS: dict[str, tuple[str, ...]] = {
    "/api/enrol/open": ("tps", "members", "kedaluwarsa"),
    "/api/enrol/claim": ("token", "member"),
    "/api/sync/hello": ("server_time", "have", "packs", "forget"),
    "/api/sync/upload": ("results",),
    "/api/sync/carry": ("results",),
    "/api/sync/mine": ("logs", "lagi", "tertutup"),
    "/api/sync/izin": ("hasil",),
    "/api/packs": ("packs",),
    "/api/regu/gabung": ("sesi", "token"),
}
STATUSES = sorted({status for status, _ in protocol.ERRORS.values()} | {404, 410, 422})
TEXT: dict[str, Any] = {"type": "string"}


def bodies() -> dict[str, type[msgspec.Struct]]:
    """Route -> the shape of its body."""
    found: dict[str, type[msgspec.Struct]] = {}
    waiting = list(msgspec.Struct.__subclasses__())
    while waiting:
        shape = waiting.pop()
        waiting += shape.__subclasses__()
        if named := re.match(r"`POST (/api/[a-z/-]+)`", shape.__doc__ or ""):
            found[named[1]] = shape
    return found


def describe(app: Flask) -> dict[str, Any]:
    """The whole description."""
    shapes = bodies()
    routes = {rule.rule: rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/")}
    used = [shapes[path] for path in sorted(routes) if path in shapes]
    schemas, components = msgspec.json.schema_components(used, ref_template="#/components/schemas/{name}")
    by_path = dict(zip([path for path in sorted(routes) if path in shapes], schemas, strict=True))
    paths: dict[str, Any] = {}
    for path, rule in sorted(routes.items()):
        method = "get" if "GET" in (rule.methods or ()) else "post"
        view = app.view_functions[rule.endpoint]
        who = (access.declared(app)[rule.endpoint] or ("?",))[0]
        operation: dict[str, Any] = {"operationId": rule.endpoint, "summary": (view.__doc__ or "").strip(), "responses": _responses(path)}
        if who in ("device", "seat"):
            operation["security"] = [{who: []}]
        if method == "post":
            operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": _plain(by_path[path])}}}
        else:
            operation["parameters"] = [{"name": "nonce", "in": "query", "schema": {"type": "string", "pattern": "^[0-9a-f]{16,64}$"}}]
        paths[path] = {method: operation}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Simulasi TPS", "version": str(protocol.VERSION), "description": "docs/protocol.md says what it means."},
        "paths": paths,
        "components": {
            "schemas": {**{name: _plain(schema) for name, schema in components.items()}, **_envelopes()},
            "securitySchemes": {name: {"type": "http", "scheme": "bearer"} for name in ("device", "seat")},
        },
    }


def _responses(path: str) -> dict[str, Any]:
    good = {"allOf": [{"$ref": "#/components/schemas/Envelope"}, {"type": "object", "required": list(ANSWERS.get(path, ()))}]}
    answers = {"200": {"description": "a believed answer", "content": {"application/json": {"schema": good}}}}
    bad = {"application/json": {"schema": {"$ref": "#/components/schemas/Refusal"}}}
    return answers | {str(status): {"description": "refused; nothing is changed", "content": bad} for status in STATUSES}


def _envelopes() -> dict[str, Any]:
    base = {"marker": {"const": protocol.MARKER}, "protocol": {"const": protocol.VERSION}, "nonce": TEXT, "server_epoch": TEXT}
    error = {"type": "object", "required": ["code", "message"], "properties": {"code": TEXT, "message": TEXT}}
    return {
        "Envelope": {"type": "object", "required": [*base], "properties": base},
        "Refusal": {"type": "object", "required": ["marker", "protocol", "nonce", "error"], "properties": {**base, "error": error}},
    }


def _plain(schema: Any) -> Any:
    """Python's \\A and \\Z as every other language writes them; parts of an upload are read one by one, but have a shape all the same."""
    if isinstance(schema, dict):
        return {key: _pattern(value) if key == "pattern" else _plain(value) for key, value in schema.items()}
    return [_plain(each) for each in schema] if isinstance(schema, list) else schema


def _pattern(text: str) -> str:
    return text.replace(r"\A", "^").replace(r"\Z", "$").replace("_", "_")


def text(app: Flask) -> str:
    """As the file holds it."""
    return json.dumps(describe(app), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    from simulasi import create_app

    PAGE.write_text(text(create_app()), "utf-8")
