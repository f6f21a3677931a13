"""Erasing: only the id stays, sending again brings nothing back, and the phone is told to forget."""

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from click.testing import Result
from flask import Flask

from simulasi.extensions import db
from simulasi.models.account import audit
from simulasi.models.attempt import attempt, attempt_log, dirty_tps, held, score
from simulasi.models.device import device
from simulasi.models.erased import erased
from simulasi.models.member import member
from simulasi.services import backup, erasure, rollups
from simulasi.services.desk import office
from simulasi.sync import ingest
from tests.services.test_upload_races import Meanwhile, owner_of, parts_of
from tests.sync_kit import RIGHT, Log, Phone, day, line, opening, played, put_pack, rows


def run(app: Flask, *words: str, given: str | None = None) -> Result:
    return app.test_cli_runner().invoke(args=["hapus-data", *words], input=given)


def code_of(phone: Phone) -> str:
    return next(row["kode"] for row in rows(member) if row["id"] == phone.member_id)


@pytest.fixture
def phone(app: Flask) -> Phone:
    return Phone(app).register()


@pytest.mark.fault(56)
def test_an_erased_person_does_not_come_back_with_their_phone(app: Flask, phone: Phone) -> None:
    pack = put_pack(day())
    log, piece = played(pack, [RIGHT] * 12), played("ab" * 32, [RIGHT] * 3)
    other = Phone(app).register()
    theirs = played(pack, [RIGHT])
    phone.send(log.part(), piece.part())
    other.send(theirs.part())
    done = run(app, "--anggota", code_of(phone), "--ya")
    assert done.exit_code == 0 and "Dihapus: peserta dan 2 percobaan." in done.output
    for table in (attempt, attempt_log, score, held, device):
        assert phone.member_id not in {row.get("member_id") for row in rows(table)}, table.name
    assert [str(row["attempt_id"]) for row in rows(attempt_log)] == [theirs.attempt_id]
    assert phone.member_id not in {row["id"] for row in rows(member)}
    # The phone was away and knows nothing; it offers, is told to forget, and what it sends all the same is not taken.
    assert phone.hello(log, piece)["forget"] == [log.attempt_id, piece.attempt_id]
    new = played(pack, [RIGHT])
    for each in (log, piece, new):
        assert [(part["status"], part["code"]) for part in phone.send(each.part())] == [("ditolak", "erased")]
    assert phone.send(Log(pack, log.lines, log.attempt_id).part(6))[0]["code"] == "erased"
    assert len(rows(attempt)) == 1 and not rows(held)
    assert other.hello(theirs)["forget"] == []


@pytest.mark.fault(56)
def test_an_erased_attempt_does_not_come_back_while_a_new_one_counts(phone: Phone, app: Flask, clock: Any) -> None:
    pack = put_pack(day())
    old, new = played(pack, [RIGHT] * 12), played(pack, [RIGHT])
    phone.send(old.part())
    clock.advance(days=100)
    phone.send(new.part())
    before = [(each.attempts, each.finished) for each in rollups.sums(3579)]
    assert "1 percobaan tidak bertambah" in run(app, "--lebih-lama", "90", "--uji").output and len(rows(attempt)) == 2
    assert "Dihapus: 1 percobaan." in run(app, "--lebih-lama", "90", "--ya").output
    results = phone.send(old.part(), new.part())
    assert [(each["status"], each.get("code")) for each in results] == [("ditolak", "erased"), ("sudah_ada", None)]
    assert phone.hello(old, new)["forget"] == [old.attempt_id]
    assert before == [(2, 1)] and [(each.attempts, each.finished) for each in rollups.sums(3579)] == [(1, 0)]
    assert not rows(dirty_tps)


def test_a_piece_that_only_waits_grows_old_too(phone: Phone, app: Flask, clock: Any) -> None:
    log = played(put_pack(day()), [RIGHT] * 12)
    phone.send(log.part(6))
    clock.advance(days=40)
    assert erasure.erase_older(clock.ms - 30 * 86_400_000) == 1 and not rows(held)
    assert phone.send(log.part())[0]["code"] == "erased"


def test_many_are_erased_a_few_at_a_time(phone: Phone, clock: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(erasure, "BATCH", 2)
    pack = put_pack(day())
    phone.send(*(played(pack, [RIGHT]).part() for _ in range(5)))
    clock.advance(days=400)
    steps: list[int] = []
    assert erasure.erase_older(clock.ms, steps.append) == 5 and steps == [2, 4, 5]
    assert len(rows(erased)) == 5 and not rows(attempt)


@pytest.mark.fault(56)
def test_an_upload_under_way_while_it_is_erased_is_refused(app: Flask, phone: Phone) -> None:
    """Planned before, written after: the writer's own look at the tombstones catches it."""
    pack = put_pack(day())
    log = played(pack, [RIGHT] * 12)
    phone.send(log.part(0, 4))
    (person,) = erasure.find(code_of(phone))
    desk = Meanwhile(office(), lambda: erasure.erase_member(person))
    (result,) = ingest.upload(desk, owner_of(phone), parts_of(log.part(4)), 1)
    assert (result.status, result.code) == ("ditolak", "erased") and not rows(attempt) and not rows(held)


@pytest.mark.fault(56)
def test_an_older_backup_does_not_bring_back_what_was_erased_since(app: Flask, phone: Phone, tmp_path: Path) -> None:
    pack = put_pack(day())
    other = Phone(app).register()
    kept = played(pack, [RIGHT])
    phone.send(played(pack, [RIGHT] * 12).part())
    other.send(kept.part())
    backup.make(tmp_path / "lama.cadangan")
    (person,) = erasure.find(code_of(phone))
    erasure.erase_member(person)
    backup.restore(tmp_path / "lama.cadangan")
    assert [str(row["attempt_id"]) for row in rows(attempt)] == [kept.attempt_id]
    assert phone.member_id not in {row["id"] for row in rows(member)} and len(rows(erased)) == 2


def test_a_piece_under_anothers_name_does_not_take_the_other_along(app: Flask, phone: Phone) -> None:
    pack = put_pack(day())
    theirs = Phone(app).register()
    log = played(pack, [RIGHT] * 12)
    theirs.send(log.part())
    phone.send(Log(pack, [opening(pack), line(1, "langkah_0", RIGHT)], log.attempt_id).part())
    (person,) = erasure.find(code_of(phone))
    assert erasure.erase_member(person) == 0
    assert len(rows(attempt)) == 1 and not rows(held)


def test_the_question_can_be_answered_no_and_mistakes_are_one_sentence(app: Flask, phone: Phone) -> None:
    code = code_of(phone)
    assert run(app, "--anggota", code, given="n\n").exit_code == 1
    assert "Uji coba saja" in run(app, "--anggota", code, "--uji").output
    for words in (
        [],
        ["--anggota", "tiada"],
        ["--anggota", code, "--lebih-lama", "90"],
        ["--lebih-lama", "3"],
        ["--anggota", code, "--kabkota", "1"],
    ):
        done = run(app, *words)
        assert done.exit_code == 2 and "Traceback" not in done.output, words
    assert len(erasure.find(code)) == 1 and not rows(erased)


def test_a_code_that_lives_in_two_cities_must_be_told_apart(app: Flask, phone: Phone) -> None:
    from simulasi.extensions import writing

    code = code_of(phone)
    with writing() as session:
        row = next(row for row in rows(member) if row["kode"] == code)
        session.execute(sa.insert(member).values(row | {"kab": 3578, "tps_id": 3578000000001}))
    assert "--kabkota: 3578, 3579" in run(app, "--anggota", code, "--ya").output
    assert run(app, "--anggota", code, "--kabkota", "3578", "--ya").exit_code == 0
    assert [row["kab"] for row in rows(member) if row["kode"] == code] == [3579]


def test_what_was_done_is_written_down_without_the_name(app: Flask, phone: Phone) -> None:
    run(app, "--anggota", code_of(phone), "--ya")
    (written,) = [row for row in rows(audit) if row["act"] == "anggota dihapus"]
    assert written["object"] == str(phone.member_id) and "Melati" not in str(rows(audit))


def test_no_table_that_points_at_a_person_or_an_attempt_is_forgotten(app: Flask) -> None:
    """A foreign key to them without the column we look for would make erasing fail; a column without `kab` would be passed over."""
    for table in db.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table.name == "attempt":
                assert "attempt_id" in table.c and "kab" in table.c, table.name
            if key.column.table.name == "member":
                assert "member_id" in table.c and "kab" in table.c, table.name
