"""The inbox that a hello carries: only what the phone lacks, nothing twice, and one fault spoils nothing."""

from collections.abc import Iterator

import pytest
from flask import Flask

from simulasi.services import enrolment, inbox
from simulasi.services.inbox import Item, Recipient
from tests.sync_kit import KAB, Phone


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, list[Item]]]:
    """Kinds and items that a test puts there."""
    items: dict[str, list[Item]] = {"jadwal": [], "umpan_balik": []}
    monkeypatch.setattr(inbox, "_providers", {})
    monkeypatch.setattr(inbox, "_receivers", {})
    for kind in items:
        inbox.provides(kind)(lambda who, kind=kind: items[kind])
    yield items


@pytest.fixture
def phone(app: Flask) -> Phone:
    return Phone(app).register()


def test_the_phone_gets_what_it_lacks_and_nothing_twice(phone: Phone, shelf: dict[str, list[Item]]) -> None:
    shelf["jadwal"] = [Item("a", 1, {"kapan": 5}), Item("b", 1, {})]
    answer = phone.hello()
    assert answer["kiriman"] == [
        {"kind": "jadwal", "id": "a", "rev": 1, "body": {"kapan": 5}},
        {"kind": "jadwal", "id": "b", "rev": 1, "body": {}},
    ]
    held = [["jadwal", "a", 1], ["jadwal", "b", 1]]
    assert phone.hello(kotak=held)["kiriman"] == []
    shelf["jadwal"] = [Item("a", 2, {"kapan": 6})]
    answer = phone.hello(kotak=held)
    assert [each["rev"] for each in answer["kiriman"]] == [2] and answer["dicabut"] == [["jadwal", "b"]]


def test_read_marks_reach_whoever_wants_them(phone: Phone, shelf: dict[str, list[Item]]) -> None:
    told = []
    inbox.receives("jadwal")(lambda who, marks: told.append((who.kab, who.member_id, marks)))
    phone.hello(dibaca=[["jadwal", "a", 3], ["umpan_balik", "x", 1]])
    assert told == [(KAB, phone.member_id, [("a", 3)])]


def test_a_provider_that_fails_spoils_no_hello_and_takes_nothing_away(phone: Phone, shelf: dict[str, list[Item]]) -> None:
    def broken(who: Recipient) -> list[Item]:
        raise RuntimeError("ours")

    shelf["umpan_balik"] = [Item("u", 1, {})]
    inbox.provides("jadwal")(broken)
    inbox.receives("jadwal")(lambda who, marks: broken(who))  # type: ignore[arg-type, return-value]
    answer = phone.hello(kotak=[["jadwal", "a", 1]], dibaca=[["jadwal", "a", 1]])
    assert answer["dicabut"] == [] and [each["kind"] for each in answer["kiriman"]] == ["umpan_balik"]


def test_what_does_not_fit_comes_with_the_next_hello(phone: Phone, shelf: dict[str, list[Item]]) -> None:
    shelf["jadwal"] = [Item(str(n), 1, {"teks": "x" * 40_000}) for n in range(4)]
    seen: list[list[object]] = []
    for _ in range(4):
        answer = phone.hello(kotak=seen)
        seen += [[each["kind"], each["id"], each["rev"]] for each in answer["kiriman"]]
        if not answer["lagi"]:
            break
    assert [each[1] for each in seen] == ["0", "1", "2", "3"] and not answer["lagi"]
    shelf["jadwal"] = [Item("besar", 1, {"teks": "x" * 200_000})]
    assert [each["id"] for each in phone.hello()["kiriman"]] == ["besar"]


def test_a_phone_that_was_shut_out_gets_nothing(phone: Phone, shelf: dict[str, list[Item]]) -> None:
    shelf["jadwal"] = [Item("a", 1, {})]
    enrolment.revoke(KAB, phone.device_id, phone.member_id)
    assert phone.hello()["kiriman"] == []


def test_a_newer_phone_may_say_more_in_a_hello(phone: Phone) -> None:
    assert phone.hello(kelak="sesuatu")["marker"] == "simulasi-tps"
