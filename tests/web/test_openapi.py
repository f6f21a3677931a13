"""The description of /api/ is true, and nothing that fits or does not fit it makes the server stumble (schemathesis)."""

import json
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema_rs import Draft202012Validator

from tests import openapi_kit
from tests.sync_kit import NONCE, RIGHT, Phone, day, played, put_pack

PATHS = sorted(json.loads(openapi_kit.PAGE.read_text("utf-8"))["paths"])


def validator(raw: dict[str, Any], path: str, status: int) -> Draft202012Validator:
    operation = next(iter(raw["paths"][path].values()))
    schema = operation["responses"][str(status)]["content"]["application/json"]["schema"]
    return Draft202012Validator({**schema, "components": raw["components"]})


def test_the_file_is_what_the_server_does(app: Flask) -> None:
    """After a change of the protocol: `python -m tests.openapi_kit`."""
    assert openapi_kit.PAGE.read_text("utf-8") == openapi_kit.text(app)
    served = {rule.rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/")}
    assert set(PATHS) == served >= set(openapi_kit.ANSWERS)


def test_real_answers_are_as_described(app: Flask) -> None:
    raw = openapi_kit.describe(app)
    phone = Phone(app).register()
    log = played(put_pack(day()), [RIGHT] * 12)
    upload = phone.post("/api/sync/upload", phone.upload_body(log.part()))
    refused = phone.post("/api/sync/upload", {"nonce": NONCE})
    for path, answer in (
        ("/api/sync/upload", upload),
        ("/api/sync/upload", refused),
        ("/api/packs", phone.client.get(f"/api/packs?nonce={NONCE}")),
        ("/api/enrol/open", phone.post("/api/enrol/open", {"nonce": NONCE, "code": "AAAAA-AAAAA"})),
        ("/api/sync/hello", phone.post("/api/sync/hello", {"nonce": NONCE}, token="kd1.x")),
    ):
        assert list(validator(raw, path, answer.status_code).iter_errors(answer.json)) == [], path
    validator(raw, "/api/sync/hello", 200).validate(phone.hello(log))


@pytest.mark.fault(38)
@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("mode", ["positive", "negative"])
def test_no_input_makes_a_500(app: Flask, path: str, mode: str) -> None:
    """Bodies that fit the description, and bodies that nearly do; with a good token, so that they come as far as they can."""
    raw = openapi_kit.describe(app)
    schema = schemathesis.openapi.from_dict(raw)
    schema.app = app
    phone = Phone(app).register()
    method = next(iter(raw["paths"][path]))
    kinds = [schemathesis.GenerationMode.POSITIVE if mode == "positive" else schemathesis.GenerationMode.NEGATIVE]

    @settings(max_examples=30, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=st.one_of(*(schema[path][method.upper()].as_strategy(generation_mode=kind) for kind in kinds)))
    def ask(case: Any) -> None:
        answer = case.call(headers={"Authorization": f"Bearer {phone.token}"})
        assert answer.status_code in (200, *openapi_kit.STATUSES) and answer.status_code != 500, (answer.status_code, case.body)
        body = json.loads(answer.content)
        assert list(validator(raw, path, answer.status_code).iter_errors(body)) == [], body

    ask()
