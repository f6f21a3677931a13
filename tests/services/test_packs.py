"""Packs on the server: what is published is whole, linted, and stays."""

import json
from typing import Any

import pytest
from flask import Flask

from simulasi.compiler import compile_checklists, compile_day
from simulasi.models.attempt import attempt
from simulasi.models.pack import pack as pack_table
from simulasi.services import packs
from tests.sync_kit import RIGHT, Phone, day, encode, played, put_pack, rows


@pytest.fixture(scope="module")
def body() -> bytes:
    return compile_day("pemilu-2024", "uji", "singkat").bytes


def test_a_compiled_day_is_published_and_its_bytes_kept(app: Flask, body: bytes) -> None:
    offer = packs.publish(body)
    assert packs.pack_bytes(offer.hash) == body and offer.bytes == len(body)
    assert (offer.kind, offer.size, offer.ruleset) == ("hari", "singkat", "pemilu-2024")
    assert packs.offers() == [offer]


def test_a_checklist_is_published(app: Flask) -> None:
    assert packs.publish(compile_checklists("pemilu-2024").bytes).kind == "daftar_periksa"


def test_published_again_it_is_the_same(app: Flask, body: bytes, clock: Any) -> None:
    first = packs.publish(body)
    clock.advance(days=1)
    assert packs.publish(body) == first and len(rows(pack_table)) == 1


def test_published_again_after_a_withdrawal_it_is_offered_again(app: Flask, body: bytes) -> None:
    offer = packs.publish(body)
    assert packs.withdraw(offer.hash) and not packs.withdraw(offer.hash) and packs.offers() == []
    packs.publish(body)
    assert packs.offers() == [offer]


@pytest.mark.parametrize(
    "spoil", [lambda body: body[:-1], lambda body: body[: len(body) // 2], lambda body: b"", lambda body: b"\xff" + body]
)
def test_a_truncated_or_corrupt_pack_is_refused(app: Flask, body: bytes, spoil: Any) -> None:
    with pytest.raises(packs.PackRefused) as refused:
        packs.publish(spoil(body))
    assert refused.value.defects and not rows(pack_table)


def test_a_pack_under_a_wrong_hash_is_refused(app: Flask, body: bytes) -> None:
    with pytest.raises(packs.PackRefused, match="paket-rusak"):
        packs.publish(body, expected_hash="0" * 64)
    assert not rows(pack_table)


def test_a_pack_that_breaks_the_law_of_packs_is_refused(app: Flask, body: bytes) -> None:
    raw = json.loads(body)
    del raw["steps"][0]["sources"]
    with pytest.raises(packs.PackRefused):
        packs.publish(encode(raw))


def test_publishing_lets_go_what_waited_for_it(app: Flask, body: bytes) -> None:
    import hashlib

    from tests.sync_kit import Log, opening

    name = hashlib.sha256(body).hexdigest()
    phone = Phone(app)
    assert phone.send(Log(name, [opening(name)]).part())[0]["code"] == "pack-unknown"
    assert packs.wanted() == [name]
    packs.publish(body)
    assert len(rows(attempt)) == 1 and packs.wanted() == []


def test_a_pack_with_attempts_cannot_be_deleted(app: Flask) -> None:
    import sqlalchemy as sa

    from simulasi.extensions import writing

    pack = put_pack(day())
    Phone(app).send(played(pack, [RIGHT]).part())
    with pytest.raises(sa.exc.IntegrityError), writing() as session:
        session.execute(sa.delete(pack_table))
    assert packs.pack_bytes(pack) == encode(day())


def test_a_draft_is_never_published(app: Flask) -> None:
    with pytest.raises(packs.PackRefused, match="rancangan"):
        packs.publish(compile_day("pemilu-nasional-2029", "coba", "singkat").bytes)
    assert packs.offers() == []
