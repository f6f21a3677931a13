"""Several workers on one database: whoever is slower plans again, nothing is stored twice, nothing is lost."""

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from types import NoneType
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from simulasi.extensions import db
from simulasi.models.attempt import attempt, attempt_log, held, score
from simulasi.services.desk import office
from simulasi.sync import ingest, protocol, store
from simulasi.sync.change import Change, Known
from simulasi.sync.draft import Desk, Draft, Owner, Result
from simulasi.sync.protocol import Part, ProtocolError
from simulasi.sync.writer import Busy, Stale
from tests.sync_kit import RIGHT, Log, Phone, day, played, put_pack, rows


@pytest.fixture
def phone(app: Flask) -> Phone:
    return Phone(app)


def owner_of(phone: Phone) -> Owner:
    claims = phone.claims
    return Owner(claims.kab, claims.member_id, claims.tps_id, claims.device_id)


def parts_of(*parts: dict[str, Any]) -> list[Part]:
    return [Part(**part) for part in parts]


class Meanwhile:
    """A desk on which something happens between the plan and the write, so many times."""

    def __init__(self, desk: Desk, event: Callable[[], object], times: int = 1):
        self.connect, self.shelf, self.writer = desk.connect, desk.shelf, self
        self.desk, self.event, self.times = desk, event, times

    def submit(self, jobs: Any) -> Any:
        if self.times:
            self.times -= 1
            self.event()
        return self.desk.writer.submit(jobs)


@pytest.mark.fault(10)
def test_the_slower_of_two_equal_uploads_finds_it_there(phone: Phone) -> None:
    log = played(put_pack(day()), [RIGHT] * 12)
    desk = Meanwhile(office(), lambda: phone.send(log.part()))
    (result,) = ingest.upload(desk, owner_of(phone), parts_of(log.part()), 1)
    assert (result.status, result.head) == ("sudah_ada", log.head)
    assert len(rows(attempt_log)) == 1


def test_the_slower_of_two_that_grow_a_log_grows_what_the_other_left(phone: Phone) -> None:
    log = played(put_pack(day()), [RIGHT] * 12)
    phone.send(log.part(0, 4))
    desk = Meanwhile(office(), lambda: phone.send(log.part(4, 8)))
    (result,) = ingest.upload(desk, owner_of(phone), parts_of(log.part(4)), 1)
    assert (result.status, result.head) == ("diterima", log.head)
    assert [row["from_seq"] for row in rows(attempt_log)] == [0, 4, 8]


@pytest.mark.fault(48)
def test_a_piece_whose_gap_is_closed_meanwhile_is_never_held(phone: Phone) -> None:
    log = played(put_pack(day()), [RIGHT] * 12)
    phone.send(log.part(0, 4))
    desk = Meanwhile(office(), lambda: phone.send(log.part(4)))
    (result,) = ingest.upload(desk, owner_of(phone), parts_of(log.part(8)), 1)
    assert (result.status, result.head) == ("sudah_ada", log.head)
    assert not rows(held) and [row["from_seq"] for row in rows(attempt_log)] == [0, 4]


@pytest.mark.fault(48)
@pytest.mark.parametrize("begun", [0, 4])
def test_a_piece_held_meanwhile_is_let_go_by_who_closes_its_gap(phone: Phone, begun: int) -> None:
    log = played(put_pack(day()), [RIGHT] * 12)
    if begun:
        phone.send(log.part(0, begun))
    desk = Meanwhile(office(), lambda: phone.send(log.part(8)))
    (result,) = ingest.upload(desk, owner_of(phone), parts_of(log.part(begun, 8)), 1)
    assert (result.status, result.head) == ("diterima", log.head)
    assert not rows(held) and rows(attempt)[0]["last_seq"] == 12


def test_two_of_one_batch_that_want_the_same_are_planned_one_after_the_other(phone: Phone) -> None:
    """Two greenlets of one worker: both plans are in the queue before either is written."""
    log = played(put_pack(day()), [RIGHT] * 12)
    first, second = (planned(phone, log.part(0, end)) for end in (4, 8))
    assert [type(error) for error in office().writer.submit([first, second])] == [NoneType, Stale]
    assert rows(attempt)[0]["last_seq"] == 3


def test_who_holds_a_piece_waits_for_whoever_may_be_closing_its_gap(phone: Phone) -> None:
    """Two transactions of PostgreSQL do not see each other: the later one is made to wait, and then sees."""
    if db.engine.dialect.name != "postgresql":
        pytest.skip("SQLite writes one transaction after the other")
    log = played(put_pack(day()), [RIGHT] * 12)
    closing, holding = planned(phone, log.part(0, 8)), planned(phone, log.part(8))
    found: list[set[int]] = []

    def hold() -> None:
        with engine.begin() as conn:
            found.append(store.apply(conn, [holding]))

    engine, thread = db.engine, threading.Thread(target=hold)
    with engine.begin() as conn, engine.connect() as watch:
        assert store.apply(conn, [closing]) == set()
        thread.start()
        waiting = sa.text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
        assert eventually(lambda: watch.execute(waiting).scalar_one() == 1)
    thread.join(10)
    assert found == [{0}] and not rows(held)


def eventually(what: Callable[[], bool]) -> bool:
    end = time.monotonic() + 10
    while not what() and time.monotonic() < end:
        time.sleep(0.01)
    return what()


def test_what_no_longer_stands_as_it_was_read_is_not_written_over(phone: Phone) -> None:
    """The last line of defence: the row is set only from what the plan was made on, whatever was asked before."""
    log = played(put_pack(day()), [RIGHT] * 12)
    phone.send(log.part(0, 4))
    with office().connect() as conn:
        known = store.read_known(conn, phone.claims.kab, [log.attempt_id])[log.attempt_id]
    draft = Draft(office(), owner_of(phone), log.attempt_id, known, 0)
    draft.add(Part(**log.part(4, 8)))
    assert draft.change.grow
    draft.change.grow["b_last_seq"] = 2
    assert [type(error) for error in office().writer.submit([draft.change])] == [Stale]
    assert rows(attempt)[0]["last_seq"] == 3


def planned(phone: Phone, part: dict[str, Any]) -> Change:
    draft = Draft(office(), owner_of(phone), part["attempt_id"], Known(), 0)
    draft.add(Part(**part))
    return draft.change


def test_a_new_attempt_costs_no_question_and_one_that_is_there_is_asked_for(phone: Phone) -> None:
    pack = put_pack(day())
    log, other = played(pack, [RIGHT] * 12), played(pack, [RIGHT])
    questions: list[object] = []
    desk = replace(office(), connect=lambda: (questions.append(1), office().connect())[1])
    assert ingest.upload(desk, owner_of(phone), parts_of(log.part()), 1)[0].status == "diterima" and not questions
    assert ingest.upload(desk, owner_of(phone), parts_of(log.part()), 1)[0].status == "sudah_ada" and len(questions) == 1
    assert ingest.upload(desk, owner_of(phone), parts_of(other.part(1)), 1)[0].status == "ditahan" and len(questions) == 2


def test_other_attempts_of_the_request_are_stored_meanwhile(phone: Phone) -> None:
    pack = put_pack(day())
    log, other = played(pack, [RIGHT] * 12), played(pack, [RIGHT])
    desk = Meanwhile(office(), lambda: phone.send(log.part()))
    results = ingest.upload(desk, owner_of(phone), parts_of(log.part(), other.part()), 1)
    assert [result.status for result in results] == ["sudah_ada", "diterima"]


def test_who_never_wins_is_told_to_come_back(phone: Phone) -> None:
    pack = put_pack(day(40))
    log = played(pack, [RIGHT] * 40)
    phone.send(log.part(0, 1))
    grown = iter(range(2, 40))

    def another() -> None:
        end = next(grown)
        phone.send(log.part(end - 1, end))

    with pytest.raises(ProtocolError) as refused:
        ingest.upload(Meanwhile(office(), another, times=30), owner_of(phone), parts_of(log.part(0, 41)), 1)
    assert (refused.value.code, refused.value.status) == ("busy", 503) and refused.value.retry_after > 0


def test_a_full_queue_is_said_so(phone: Phone) -> None:
    log = played(put_pack(day()), [RIGHT])

    def full() -> None:
        raise Busy

    with pytest.raises(ProtocolError) as refused:
        ingest.upload(Meanwhile(office(), full), owner_of(phone), parts_of(log.part()), 1)
    assert refused.value.code == "busy"


class Failing(Meanwhile):
    def __init__(self, desk: Desk, problem: Exception):
        super().__init__(desk, lambda: None)
        self.problem = problem

    def submit(self, jobs: Any) -> Any:
        return [self.problem for _ in jobs]


@pytest.mark.fault(27)
def test_a_disk_that_is_full_is_said_to_be_temporary(phone: Phone) -> None:
    log = played(put_pack(day()), [RIGHT])
    from sqlalchemy.exc import OperationalError

    with pytest.raises(ProtocolError) as refused:
        ingest.upload(Failing(office(), OperationalError("", {}, OSError("disk penuh"))), owner_of(phone), parts_of(log.part()), 1)
    assert refused.value.code == "busy"
    with pytest.raises(ZeroDivisionError):
        ingest.upload(Failing(office(), ZeroDivisionError()), owner_of(phone), parts_of(log.part()), 1)


def test_a_change_without_an_attempt_is_sorted_first() -> None:
    assert not Change() and Change(seen={"b_kab": 1})
    assert store._place(Change(seen={"b_kab": 1})) < store._place(Change(new={"kab": 1, "attempt_id": "a"}))


@pytest.mark.fault(10, 48)
def test_many_workers_many_phones_all_orders(app: Flask, make_app: Callable[..., Flask]) -> None:
    """Three processes' worth of writers, each log sent in pieces by all of them at once."""
    pack = put_pack(day())
    phones = [Phone(app) for _ in range(3)]
    logs = [(each, played(pack, [RIGHT] * 12)) for each in phones for _ in range(2)]
    others = [app, make_app(), make_app()]
    failures: list[BaseException] = []

    def work(made: Flask, turn: int) -> None:
        try:
            with made.app_context():
                desk = office()
                for step in range(len(logs) * 3):
                    phone, log = logs[(step + turn) % len(logs)]
                    first = (0, 4, 8)[(step // len(logs) + turn) % 3]
                    ingest.upload(desk, owner_of(phone), parts_of(log.part(first, first + 5)), 1)
                db.session.remove()
                if made is not app:
                    db.engine.dispose()
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=work, args=(made, turn)) for turn, made in enumerate(others)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failures == []
    # What the phones do next: a hello, and what is missing once more.
    answers: list[Result] = []
    for phone, log in logs:
        have = phone.hello(log)["have"][log.attempt_id]
        answers += ingest.upload(office(), owner_of(phone), parts_of(log.part(min(have[0] + 1, 12))), 1)
    assert {(answer.last_seq, answer.head) for answer in answers} == {(12, log.head) for _, log in logs}
    assert len(rows(attempt)) == len(rows(score)) == 6 and not rows(held)
    assert {row["scored_seq"] for row in rows(score)} == {12}


def test_the_shapes_agree_with_the_protocol() -> None:
    # A signature comes from phones that have a key, packed lines instead of lines once the server has said that it reads them.
    assert set(Log("", []).part(0)) | {"sig", "packed"} == set(protocol.Part.__struct_fields__)
