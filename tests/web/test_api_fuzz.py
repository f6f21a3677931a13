"""Any JSON into any call of the phones' API: an answer of ours or a refusal of ours, never a 500, never half of an attempt."""

import json
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulasi.extensions import db
from simulasi.models.attempt import attempt, attempt_log, held
from simulasi.sync.states import chain, chain_start
from simulasi.sync.store import read_lines
from tests.sync_kit import NONCE, RIGHT, WRONG, Log, Phone, checklist, day, head_of, line, opening, played, put_pack, rows

scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
trees = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3), max_leaves=6
)


def mutate(draw: Any, value: Any) -> Any:
    """Replace something somewhere inside by anything."""
    if isinstance(value, dict) and value and draw(st.booleans()):
        key = draw(st.sampled_from(sorted(value)))
        return {**value, key: mutate(draw, value[key])}
    if isinstance(value, list) and value and draw(st.booleans()):
        at = draw(st.integers(0, len(value) - 1))
        return [*value[:at], mutate(draw, value[at]), *value[at + 1 :]]
    if isinstance(value, dict) and draw(st.booleans()):
        return {key: each for key, each in value.items() if draw(st.booleans())}
    return draw(trees)


def sound() -> None:
    """What is stored is a chain without a gap, whatever was sent."""
    for row in rows(attempt):
        with db.engine.connect() as conn:
            lines = read_lines(conn, row["kab"], row["attempt_id"])
        assert [json.loads(each)[0] for each in lines] == list(range(row["last_seq"] + 1))
        assert row["head"] == chain(chain_start(str(row["attempt_id"])), lines)
    assert {row["attempt_id"] for row in rows(attempt_log)} == {row["attempt_id"] for row in rows(attempt)}


@pytest.mark.fault(38)
def test_any_json_gets_an_answer(app: Flask) -> None:
    phone = Phone(app).register()
    log = played(put_pack(day()), [RIGHT, WRONG, RIGHT])
    hello = {"nonce": NONCE, "protocol": [1, 1], "app": "", "engine": "1", "device_id": str(phone.device_id), "db_epoch": "", "wall": 0}
    hello |= {"packs": ["ab" * 32], "attempts": [[log.attempt_id, 3, log.head]]}
    calls = {
        "/api/sync/upload": phone.upload_body(log.part(0, 2), log.part(2)),
        "/api/sync/hello": hello,
        "/api/enrol/open": {"nonce": NONCE, "code": "AAAAA-AAAAA"},
        "/api/enrol/claim": {"nonce": NONCE, "code": "AAAAA-AAAAA", "member_id": str(phone.member_id), "device_id": str(phone.device_id)},
    }

    @settings(deadline=None, max_examples=400, suppress_health_check=[HealthCheck.too_slow])
    @given(st.sampled_from(sorted(calls)), st.data())
    def anything(path: str, data: st.DataObject) -> None:
        body = mutate(data.draw, calls[path])
        answer = phone.post(path, json.dumps(body).encode())
        assert answer.status_code in (200, 400, 401, 404, 410, 413, 429), (answer.status_code, body)
        assert answer.json["marker"] == "simulasi-tps" and ("error" in answer.json) == (answer.status_code != 200)
        sound()

    anything()


@pytest.mark.fault(38, 48)
def test_any_lines_of_any_log_in_any_order(app: Flask) -> None:
    phones = [Phone(app), Phone(app)]
    packs = [put_pack(day(3)), put_pack(checklist()), "cd" * 32]
    logs = [played(packs[0], [RIGHT, WRONG, RIGHT]), played(packs[2], [RIGHT])]
    logs.append(Log(packs[1], [opening(packs[1], "semua"), line(1, "etik", ["jujur", "sudah"], "semua")]))
    steps = st.sampled_from(["langkah_0", "langkah_1", "langkah_2", "etik", "mulai", "", "x"])
    answers = st.sampled_from(
        [RIGHT, WRONG, ["jujur", "sudah"], [packs[0], "1", "pemilu-2024", "langsung", "kpps_4"], 3, [], [["a", 1]], None]
    )
    roles = st.sampled_from(["kpps_4", "semua", "", "kpps_1"])

    @st.composite
    def parts(draw: st.DrawFn) -> dict[str, Any]:
        log = draw(st.sampled_from(logs))
        first = draw(st.integers(0, len(log.lines) - 1))
        lines = list(log.lines)
        for _ in range(draw(st.integers(0, 2))):
            at = draw(st.integers(0, len(lines)))
            lines[at : at + draw(st.integers(0, 1))] = [line(draw(st.integers(0, 4)), draw(steps), draw(answers), draw(roles))]
        last = draw(st.integers(min(first + 1, len(lines)), len(lines)))
        head = head_of(log.attempt_id, lines[:last]) if draw(st.integers(0, 3)) else "00" * 32
        pack = draw(st.sampled_from([log.pack_hash] * 4 + packs))
        return {
            "attempt_id": log.attempt_id,
            "pack_hash": pack,
            "engine": draw(st.sampled_from(["1", "1", "1", 1, "2"])),
            "from_seq": first,
            "lines": lines[first:last],
            "head": head,
        }

    @settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
    @given(st.integers(0, 1), st.lists(parts(), min_size=1, max_size=4))
    def hostile(who: int, sent: list[dict[str, Any]]) -> None:
        results = phones[who].send(*sent)
        assert [each["attempt_id"] for each in results] == [each["attempt_id"] for each in sent]
        for each in results:
            assert each["status"] in ("diterima", "sudah_ada", "ditahan", "bercabang", "ditolak")
            assert ("code" in each) == (each["status"] not in ("diterima", "sudah_ada"))
        sound()
        assert len(rows(held)) <= 64 * len(logs)

    hostile()
