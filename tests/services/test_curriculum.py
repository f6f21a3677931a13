"""The trainer's word reaches the phones below, the nearest one counts, and a slip of the pen changes nothing."""

import pytest
from flask import Flask

from simulasi.services import curriculum, inbox, territory
from tests.sync_kit import KAB, OTHER_TPS, Phone


def said(phone: Phone) -> list[tuple[str, dict]]:
    return [(each["id"], each["body"]) for each in phone.hello()["kiriman"] if each["kind"] == "kurikulum"]


def test_the_nearest_word_counts_and_a_new_one_is_newer(app: Flask) -> None:
    phone, other = Phone(app).register(), Phone(app, tps_id=OTHER_TPS).register()
    assert said(phone) == []
    curriculum.set_for(KAB, bimtek="2024-01-25", hari_h="2024-02-14")
    curriculum.set_for(3579022009, ["pengantar", "etika"], ["etika", "pengantar"])
    assert said(phone) == [
        ("3579022009", {"bimtek": "2024-01-25", "hari_h": "2024-02-14", "buka": ["pengantar", "etika"], "urutan": ["etika", "pengantar"]})
    ]
    assert said(other) == [("3579", {"bimtek": "2024-01-25", "hari_h": "2024-02-14"})]
    curriculum.set_for(3579022009)
    assert said(phone) == [("3579022009", {"bimtek": "2024-01-25", "hari_h": "2024-02-14"})]


def test_what_the_desa_leaves_open_the_kota_says(app: Flask) -> None:
    phone = Phone(app).register()
    curriculum.set_for(KAB, ["pengantar"], bimtek="2024-01-25", hari_h="2024-02-14")
    curriculum.set_for(3579022009, hari_h="2024-02-24")
    assert said(phone) == [("3579022009", {"bimtek": "2024-01-25", "hari_h": "2024-02-24", "buka": ["pengantar"]})]
    curriculum.set_for(KAB, bimtek="2024-01-26")
    assert said(phone) == [("3579022009", {"bimtek": "2024-01-26", "hari_h": "2024-02-24"})]
    assert [each.code for each in curriculum.spoken(3579022009)] == [3579022009, KAB]


@pytest.mark.parametrize("change", [{"buka": ["<b>"]}, {"urutan": ["x" * 300]}, {"bimtek": "14-02-2024"}, {"hari_h": "2024-13-40"}])
def test_what_cannot_be_read_is_refused_and_changes_nothing(app: Flask, change: dict) -> None:
    phone = Phone(app).register()
    with pytest.raises(curriculum.CurriculumRefused):
        curriculum.set_for(KAB, **change)
    assert said(phone) == []


def test_the_command_knows_the_territory(app: Flask) -> None:
    territory.load_shipped()
    run = app.test_cli_runner().invoke
    assert run(args=["kurikulum", "atur", "9999"]).exit_code == 2
    assert run(args=["kurikulum", "atur", "3579", "--bimtek", "besok"]).exit_code == 2
    done = run(args=["kurikulum", "atur", "3579", "--buka", "pengantar, etika", "--hari-h", "2024-02-14"])
    assert done.exit_code == 0, done.output
    (row,) = curriculum.provided(inbox.Recipient(KAB, Phone(app).member_id, 3579022009001, Phone(app).device_id))
    assert row.body == {"buka": ["pengantar", "etika"], "hari_h": "2024-02-14"}
