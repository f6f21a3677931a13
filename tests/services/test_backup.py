"""Backup and restore: whole or refused, atomic, and healed by the phones; the same on SQLite and PostgreSQL."""

import threading
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from click.testing import Result
from flask import Flask

from simulasi.extensions import db, writing
from simulasi.models.account import staff_session
from simulasi.models.attempt import attempt, attempt_log, score
from simulasi.models.device import server_state
from simulasi.services import archive, backup, enrolment, rollups
from simulasi.services import server_state as state
from simulasi.sync import store
from tests.sync_kit import RIGHT, WRONG, Log, Phone, day, line, opening, played, put_pack, rows
from tests.web_kit import Auth


def run(app: Flask, *words: str, given: str | None = None) -> Result:
    return app.test_cli_runner().invoke(args=list(words), input=given)


def everything(without: set[str] = frozenset()) -> dict[str, Any]:  # type: ignore[assignment]
    """All tables, row by row, as the database holds them."""
    return {
        table.name: sorted(map(repr, rows(table)))
        for table in db.metadata.sorted_tables
        # Sums (r_*) are made again from the rest when somebody reads them.
        if table.name not in backup.PASSING | {"server_state"} | without and not table.name.startswith("r_")
    }


@pytest.fixture
def phones(app: Flask) -> list[Phone]:
    return [Phone(app).register() for _ in range(3)]


def test_a_backup_restores_to_the_same_rows_and_another_epoch(app: Flask, phones: list[Phone], tmp_path: Path, auth: Auth) -> None:
    pack = put_pack(day())
    for phone in phones:
        phone.send(played(pack, [RIGHT, WRONG] * 6).part(), played("ab" * 32, [RIGHT]).part())
    auth.as_pps()
    before, epoch = everything(), state.epoch()
    path = tmp_path / "satu.cadangan"
    made = run(app, "cadangkan", str(path))
    assert made.exit_code == 0, made.output
    assert "selesai dan sudah diperiksa" in made.output and path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir() if "sebagian" in each.name or "periksa" in each.name] == []
    phones[0].send(played(pack, [RIGHT]).part())
    assert everything() != before
    done = run(app, "pulihkan", str(path), "--ya")
    assert done.exit_code == 0, done.output
    assert everything() == before and state.epoch() != epoch
    # Whoever was logged in when the backup was made is not logged in again by it.
    assert rows(staff_session) == []
    (aside,) = tmp_path.glob("sebelum-pulih-*.cadangan")
    assert backup.inspect(aside).attempts == 4


@pytest.mark.fault(24)
def test_a_backup_two_days_old_and_the_phones_bring_the_rest(app: Flask, phones: list[Phone], tmp_path: Path, clock: Any) -> None:
    """Nothing is missing: every log every phone ever sent is there again, once, with its score, and the sums equal a recount."""
    pack = put_pack(day())
    logs = [(phone, played(pack, [RIGHT, WRONG] * 6)) for phone in phones for _ in range(2)]
    for phone, log in logs[:4]:
        phone.send(log.part(0, 7))
    epoch = phones[0].hello()["server_epoch"]
    path = tmp_path / "dua-hari.cadangan"
    backup.make(path)
    clock.advance(days=2)
    for phone, log in logs:
        phone.send(log.part())
    rollups.recount(0, 10**13)
    before = everything(without={"dirty_tps", "device"})
    backup.restore(path)
    assert len(rows(attempt)) == 4
    # What static/js/sync/client.js does at the next round: the new epoch voids the old acks, and the server's `have` says from where.
    for phone, log in logs:
        answer = phone.hello(log)
        assert answer["server_epoch"] != epoch
        have = answer["have"][log.attempt_id][0]
        if have < len(log.lines) - 1:
            phone.send(log.part(have + 1))
        assert phone.hello(log)["have"][log.attempt_id] == [12, log.head]
    assert len(rows(attempt)) == len(rows(score)) == 6
    assert lines_of(logs) == [log.lines for _, log in logs]
    rollups.recount(0, 10**13)
    sums = [each for each in rollups.sums(3579)]
    rollups.mark_all()
    assert sums == rollups.sums(3579) and sums[0].attempts == 6
    after = everything(without={"dirty_tps", "device", "attempt_log"})
    assert after == {name: held for name, held in before.items() if name in after}


def lines_of(logs: list[tuple[Phone, Log]]) -> list[list[str]]:
    from uuid import UUID

    with db.engine.connect() as conn:
        return [store.read_lines(conn, phone.claims.kab, UUID(log.attempt_id)) for phone, log in logs]


@pytest.mark.fault(25)
def test_a_copy_on_a_second_host_has_another_epoch_and_no_duplicates(
    app: Flask, phones: list[Phone], tmp_path: Path, make_app: Callable[..., Flask], databases: Any
) -> None:
    pack = put_pack(day())
    log = played(pack, [RIGHT] * 12)
    phones[0].send(log.part(0, 6))
    path = tmp_path / "salinan.cadangan"
    backup.make(path)
    epoch = state.epoch()
    url = databases.copy()
    from simulasi import create_app
    from tests.web_kit import Browser, settings

    second = create_app(settings(url, tmp_path))
    second.test_client_class = Browser
    with second.app_context():
        backup.restore(path)
        other = Phone(second, phones[0].member_id, device_id=phones[0].device_id)
        answer = other.hello(log)
        assert answer["server_epoch"] != epoch and answer["have"][log.attempt_id][0] == 5
        other.send(log.part(6))
        other.send(log.part())
        assert [row["last_seq"] for row in rows(attempt)] == [12]
        db.session.remove()
        db.engine.dispose()
    databases.drop(url)


def test_writers_go_on_during_a_backup_and_it_is_one_moment(app: Flask, phones: list[Phone], tmp_path: Path) -> None:
    pack = put_pack(day())
    phones[0].send(played(pack, [RIGHT] * 12).part())
    late: list[Log] = []

    def told(step: str) -> None:
        if step.startswith("member"):
            late.append(played(pack, [RIGHT] * 12))
            assert phones[1].send(late[-1].part())[0]["status"] == "diterima"

    found = backup.make(tmp_path / "satu.cadangan", told)
    assert len(late) == 1 and found.attempts == 1 and len(rows(attempt)) == 2


@pytest.mark.fault(55)
def test_a_stream_cut_anywhere_is_refused_and_changes_nothing(app: Flask, phones: list[Phone], tmp_path: Path) -> None:
    phones[0].send(played(put_pack(day()), [RIGHT] * 12).part())
    path, cut = tmp_path / "utuh.cadangan", tmp_path / "terputus.cadangan"
    backup.make(path)
    body, before = path.read_bytes(), everything()
    for length in {0, 1, 100, len(body) // 3, len(body) // 2, len(body) - 300, len(body) - 22, len(body) - 1}:
        cut.write_bytes(body[:length])
        done = run(app, "pulihkan", str(cut), "--ya")
        assert done.exit_code == 2 and "terputus.cadangan" in done.output and "Traceback" not in done.output, (length, done.output)
    assert everything() == before


@pytest.mark.fault(55)
def test_a_backup_killed_at_any_table_leaves_nothing_to_restore(app: Flask, phones: list[Phone], tmp_path: Path) -> None:
    phones[0].send(played(put_pack(day()), [RIGHT] * 12).part())

    class Killed(BaseException):
        """Nobody catches it, as nobody catches a kill."""

    for table in ("account", "attempt", "attempt_log", "wilayah", "memeriksa"):
        path = tmp_path / f"{table}.cadangan"

        def told(step: str, at: str = table) -> None:
            if step.startswith(at):
                raise Killed

        with pytest.raises(Killed):
            backup.make(path, told)
        assert not path.exists()
        # The very bytes a kill would have left, under the name an operator might give them.
        if table != "memeriksa":
            with pytest.raises(Killed):
                backup.write(tmp_path / f"{table}.sisa", told)
            with pytest.raises(archive.ArchiveRefused):
                backup.inspect(tmp_path / f"{table}.sisa")


@pytest.mark.fault(55)
@pytest.mark.parametrize("place", ["page", "lost", "swapped", "other", "text", "folder", "absent"])
def test_what_is_no_whole_backup_is_refused_in_one_sentence(app: Flask, phones: list[Phone], tmp_path: Path, place: str) -> None:
    phones[0].send(played(put_pack(day()), [RIGHT] * 12).part())
    good, bad = tmp_path / "utuh.cadangan", tmp_path / "rusak.cadangan"
    backup.make(good)
    if place in ("page", "lost", "swapped"):
        with zipfile.ZipFile(good) as source, zipfile.ZipFile(bad, "w") as target:
            for entry in source.namelist():
                body = source.read(entry)
                if entry.startswith("attempt/"):
                    if place == "lost":
                        continue
                    body = body.replace(b"langsung", b"langsunh") if place == "page" else source.read("score/000000.msgpack")
                target.writestr(entry, body)
    elif place == "other":
        with zipfile.ZipFile(bad, "w") as target:
            target.writestr("daftar.json", '{"format":"lain"}')
    elif place == "text":
        bad.write_text("SELECT 1;")
    elif place == "folder":
        bad.mkdir()
    before = everything()
    done = run(app, "pulihkan", str(bad), "--ya")
    assert done.exit_code == 2 and len(done.output.strip().splitlines()) == 1 and "Traceback" not in done.output
    assert everything() == before


def test_a_log_that_does_not_hash_to_its_head_is_noticed_before_it_is_too_late(app: Flask, phones: list[Phone], tmp_path: Path) -> None:
    """A bit that turned in the database is found when the backup is made, not in the year it is needed."""
    pack = put_pack(day())
    phones[0].send(played(pack, [RIGHT] * 12).part())
    other = Log(pack, [opening(pack), line(1, "langsung_0", WRONG)])
    from simulasi.sync import packing

    enc, blob = packing.squeeze(other.lines)
    with writing() as session:
        session.execute(sa.update(attempt_log).values(enc=enc, log=blob))
    path = tmp_path / "satu.cadangan"
    done = run(app, "cadangkan", str(path))
    assert done.exit_code == 2 and "tidak cocok dengan sidiknya" in done.output and not path.exists()


def test_an_existing_file_is_not_written_over(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "satu.cadangan"
    path.write_text("yang lama")
    assert run(app, "cadangkan", str(path)).exit_code == 2 and path.read_text() == "yang lama"
    done = run(app, "cadangkan", str(tmp_path / "tiada" / "satu.cadangan"))
    assert done.exit_code == 2 and "Traceback" not in done.output


def test_looking_changes_nothing_and_the_question_can_be_answered_no(app: Flask, phones: list[Phone], tmp_path: Path) -> None:
    pack = put_pack(day())
    path = tmp_path / "satu.cadangan"
    backup.make(path)
    phones[0].send(played(pack, [RIGHT]).part())
    before, epoch = everything(), state.epoch()
    assert "utuh" in run(app, "pulihkan", str(path), "--periksa").output
    assert run(app, "pulihkan", str(path), given="n\n").exit_code == 1
    assert everything() == before and state.epoch() == epoch


def test_a_restore_that_fails_half_way_leaves_everything_as_it_was(
    app: Flask, phones: list[Phone], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = put_pack(day())
    phones[0].send(played(pack, [RIGHT]).part())
    path = tmp_path / "satu.cadangan"
    backup.make(path)
    phones[0].send(played(pack, [RIGHT] * 3).part())
    before, epoch = everything(), state.epoch()

    def told(step: str) -> None:
        if step == "attempt":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        backup.restore(path, told)
    assert everything() == before and state.epoch() == epoch


def test_phones_that_send_during_a_restore_wait_and_lose_nothing(app: Flask, phones: list[Phone], tmp_path: Path) -> None:
    pack = put_pack(day())
    path = tmp_path / "satu.cadangan"
    log = played(pack, [RIGHT] * 12)
    backup.make(path)
    answers: list[Any] = []

    def send() -> None:
        with app.app_context():
            answers.extend(phones[1].send(log.part()))
            db.session.remove()

    thread = threading.Thread(target=send)

    def told(step: str) -> None:
        if step == "attempt":
            thread.start()

    backup.restore(path, told)
    thread.join(60)
    assert [answer["head"] for answer in answers] == [log.head] and len(rows(attempt)) == 1


def test_workers_notice_the_restored_revocations(app: Flask, phones: list[Phone], tmp_path: Path, clock: Any) -> None:
    path = tmp_path / "satu.cadangan"
    backup.make(path)
    enrolment.revoke(3579, phones[0].device_id, phones[0].member_id)
    pack = put_pack(day())
    assert phones[0].send(played(pack, [RIGHT]).part())[0]["code"] == "device-revoked"
    counter = {row["key"]: row["value"] for row in rows(server_state)}["revocations"]
    backup.restore(path)
    assert int({row["key"]: row["value"] for row in rows(server_state)}["revocations"]) > int(counter)
    pack = put_pack(day())
    assert phones[0].send(played(pack, [RIGHT]).part())[0]["status"] == "diterima"


def test_an_empty_machine_becomes_the_server(app: Flask, phones: list[Phone], tmp_path: Path) -> None:
    """Disaster: nothing is left but the file. (On SQLite, whatever the backup came from.)"""
    phones[0].send(played(put_pack(day()), [RIGHT] * 12).part())
    path = tmp_path / "satu.cadangan"
    backup.make(path)
    before = everything()
    from simulasi import create_app
    from tests.web_kit import settings

    (tmp_path / "baru").mkdir()
    fresh = create_app(settings(f"sqlite:///{tmp_path / 'baru' / 'baru.sqlite'}", tmp_path / "baru"))
    with fresh.app_context():
        backup.restore(path)
        assert everything() == before
        db.session.remove()
        db.engine.dispose()
    assert not list(tmp_path.glob("sebelum-pulih-*"))


def test_a_backup_of_an_older_release_is_brought_up_to_date(app: Flask, phones: list[Phone], tmp_path: Path) -> None:
    """The tables of release 0001 had no `erased`; its backup is loaded in that shape and migrated."""
    phones[0].send(played(put_pack(day()), [RIGHT] * 12).part())
    path, old = tmp_path / "satu.cadangan", tmp_path / "lama.cadangan"
    backup.make(path)
    reader = archive.Reader(path)
    first = _first_tables(tmp_path)
    manifest = archive.Manifest("0001", reader.manifest.made)
    writer = archive.Writer(old, manifest)
    for name, table in reader.manifest.tables.items():
        if name not in first:
            continue
        kept = [(column, kind) for column, kind in table.columns if column in first[name]]
        manifest.tables[name] = archive.Table(kept)
        for page in reader.pages(name):
            writer.page(name, [[row[column] for column, _ in kept] for row in page])
    writer.finish()
    reader.close()
    before = everything()
    assert backup.restore(old).attempts == 1
    assert len(rows(attempt)) == 1 and set(everything()) == set(before)


def _first_tables(tmp_path: Path) -> dict[str, set[str]]:
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'pertama.sqlite'}")
    backup._migrate(engine, "0001")
    found = sa.inspect(engine)
    shape = {name: {column["name"] for column in found.get_columns(name)} for name in found.get_table_names()}
    engine.dispose()
    return shape


def test_a_backup_of_a_newer_release_is_refused(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "besok.cadangan"
    archive.Writer(path, archive.Manifest("9999", 1)).finish()
    done = run(app, "pulihkan", str(path), "--ya")
    assert done.exit_code == 2 and "lebih baru" in done.output


def test_every_column_knows_how_it_travels(app: Flask) -> None:
    for table in db.metadata.sorted_tables:
        assert all(archive.kind_of(column) in archive.KINDS for column in table.columns)
    with pytest.raises(TypeError, match=r"t\.c"):
        archive.kind_of(sa.Table("t", sa.MetaData(), sa.Column("c", sa.Float)).c.c)
