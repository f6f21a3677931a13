"""Bundles that a phone of another desa brought: something to ask about, with the place and never the person; a neighbour is no stranger."""

from uuid import uuid4

import pytest
from flask import Flask

from simulasi.models.bundle import carried
from simulasi.models.member import member
from simulasi.services import bundles, erasure, suspicions
from simulasi.services.bundles import Bearer
from tests.bundle_kit import Signer
from tests.sync_kit import OTHER_TPS, RIGHT, TPS, Phone, day, played, put_pack, rows

DESA = TPS // 1000


@pytest.fixture
def pack(app: Flask) -> str:
    return put_pack(day())


@pytest.fixture
def signer(app: Flask) -> Signer:
    phone = Phone(app).register()
    key = Signer(phone.member_id, device_id=phone.device_id)
    phone.hello(key=key.pub_text)
    return key


def asked() -> list[tuple[str, str]]:
    return [(each.kind, each.evidence) for each in suspicions.listed(DESA) if each.kind == "pembawa"]


def test_a_phone_of_another_desa_is_asked_about_by_place(signer: Signer, pack: str) -> None:
    log = played(pack, [RIGHT] * 12)
    bundles.take(signer.seal(log), Bearer(uuid4(), OTHER_TPS, bundles.PHONE))
    assert asked() == [("pembawa", f"dibawa ponsel anggota TPS {OTHER_TPS % 1000:03d} Desa Punten")]
    (seen,) = [each for each in suspicions.listed(DESA) if each.kind == "pembawa"]
    assert str(seen.attempt_id) == log.attempt_id and "jadi isinya utuh" in seen.ask
    # Brought again by somebody else, it stays the first one's.
    bundles.take(signer.seal(log), Bearer(uuid4(), TPS + 1, bundles.PHONE))
    assert len(asked()) == 1


def test_a_neighbour_of_the_same_desa_and_staff_are_no_strangers(signer: Signer, pack: str) -> None:
    bundles.take(signer.seal(played(pack, [RIGHT] * 12)), Bearer(uuid4(), TPS + 1, bundles.PHONE))
    bundles.take(signer.seal(played(pack, [RIGHT] * 12)), Bearer(uuid4(), OTHER_TPS, bundles.FILE))
    assert asked() == []


def test_what_a_stranger_brought_and_is_still_held_says_that_nobody_could_check_it(app: Flask, pack: str) -> None:
    phone = Phone(app)
    bundles.take(Signer(phone.member_id).seal(played(pack, [RIGHT] * 12)), Bearer(uuid4(), OTHER_TPS, bundles.PHONE))
    (seen,) = [each for each in suspicions.listed(DESA) if each.kind == "pembawa"]
    assert seen.attempt_id is None and "belum dapat diperiksa" in seen.ask


def test_it_goes_with_the_person(app: Flask, signer: Signer, pack: str) -> None:
    bundles.take(signer.seal(played(pack, [RIGHT] * 12)), Bearer(uuid4(), OTHER_TPS, bundles.PHONE))
    assert len(rows(carried)) == 1
    (code,) = [row["kode"] for row in rows(member) if row["id"] == signer.member_id]
    (person,) = erasure.find(code)
    erasure.erase_member(person)
    assert rows(carried) == [] and asked() == []
