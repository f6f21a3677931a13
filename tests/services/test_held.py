"""What is held is seen by somebody, whoever brought it, and a gap nobody waits for any more can be closed without losing a line."""

import uuid

import pytest
from flask import Flask

from simulasi.extensions import db
from simulasi.models.account import audit
from simulasi.services import accounts, attempts, bundles, held, kode
from simulasi.services.accounts import Staff
from tests.bundle_kit import Signer
from tests.sync_kit import OTHER_TPS, RIGHT, TPS, Phone, day, played, put_pack, rows
from tests.web_kit import PASSWORD, STAFF

DESA = TPS // 1000


@pytest.fixture
def pps(app: Flask) -> Staff:
    return staff("pps", DESA)


def staff(peran: str, wilayah: int) -> Staff:
    name = next(name for name, held_by in STAFF.items() if held_by == (peran, wilayah))
    return accounts.log_in(name, PASSWORD, "127.0.0.1")


def acts(name: str) -> list[str]:
    return [row["object"] for row in rows(audit) if row["act"] == name]


@pytest.mark.fault(48)
def test_a_gap_that_is_not_waited_for_is_kept_counted_as_far_as_it_goes_and_healed_when_it_fills(app: Flask, pps: Staff) -> None:
    phone = Phone(app).register()
    log = played(put_pack(day()), [RIGHT] * 4)
    assert phone.send(log.part(0, 2))[0]["status"] == "diterima"
    assert phone.send(log.part(3))[0]["code"] == "gap"
    (waits,) = held.listed(DESA)
    assert (waits.gap, waits.closed, waits.whole) == (True, False, 1)
    assert held.close_gap(pps, DESA, waits.digest)
    (closed,) = held.listed(DESA)
    assert (closed.gap, closed.closed, closed.whole) == (False, True, 1)
    assert acts("celah ditutup") == [log.attempt_id]
    # Once is enough, and the phone's repeats and the healing job change nothing.
    assert not held.close_gap(pps, DESA, waits.digest)
    phone.send(log.part(3))
    attempts.heal()
    assert [each.code for each in held.listed(DESA)] == ["gap-closed"]
    # The part comes after all.
    assert phone.send(log.part(2, 3))[0]["last_seq"] == 4
    db.session.rollback()  # a look of before
    assert held.listed(DESA) == []


def test_a_gap_of_another_desa_cannot_be_closed(app: Flask, pps: Staff) -> None:
    phone = Phone(app, tps_id=OTHER_TPS).register()
    phone.send(played(put_pack(day()), [RIGHT] * 4).part(2))
    (waits,) = held.listed(OTHER_TPS // 1000)
    assert not held.close_gap(pps, pps.wilayah, waits.digest)
    assert held.listed(OTHER_TPS // 1000)[0].gap and acts("celah ditutup") == []


@pytest.mark.fault(48)
def test_a_stranger_brought_by_a_ppk_is_seen_there_sent_on_and_then_seen_by_the_desa(app: Flask, pps: Staff) -> None:
    ppk = staff("ppk", DESA // 10_000)
    pack = put_pack(day())
    bearer = bundles.Bearer(ppk.id, kode.span(ppk.wilayah)[0], bundles.FILE)
    (receipt,) = bundles.take(Signer(uuid.uuid4()).seal(played(pack, [RIGHT] * 3)), bearer)
    assert receipt.code == "member-unknown"
    assert held.listed(DESA) == [] and [each.digest for each in held.astray(ppk.wilayah)] == [receipt.digest]
    for nowhere in (DESA // 10_000, 9999999999, 3579011001 if DESA // 10_000 != 357901 else 3579022001):
        assert not held.send_on(ppk, receipt.digest, nowhere)
    assert held.send_on(ppk, receipt.digest, DESA)
    assert held.astray(ppk.wilayah) == [] and [each.digest for each in held.listed(DESA)] == [receipt.digest]
    ((place, count, _),) = held.by_desa(ppk.wilayah)
    assert (place.kode, count) == (DESA, 1)
    assert acts("ditahan diarahkan") == [f"{receipt.attempt_id} -> {DESA}"]
    # Brought once more, it stays where it was sent.
    bundles.take(bundles.read(_body(receipt.digest)).raw, bearer)
    assert held.astray(ppk.wilayah) == []


def _body(digest: str) -> bytes:
    from simulasi.models.bundle import held_bundle

    (row,) = [each for each in rows(held_bundle) if each["digest"] == digest]
    return bytes(row["body"])


def test_the_operators_list_counts_pieces_and_bundles_and_closes_a_gap(app: Flask) -> None:
    phone = Phone(app).register()
    pack = put_pack(day())
    phone.send(played(pack, [RIGHT] * 4).part(2))
    bundles.take(Signer(phone.member_id).seal(played(pack, [RIGHT] * 3)), bundles.Bearer(uuid.uuid4(), TPS, bundles.FILE))
    run = app.test_cli_runner()
    said = run.invoke(args=["sinkron", "ditahan"]).output
    assert said.endswith("2 kiriman tertahan, 1 di antaranya bundel.\n") and "utuh, tersegel" in said and "mulai baris 2" in said
    (gap,) = [each for each in attempts.held_bundles() if each.code == "gap"]
    assert run.invoke(args=["sinkron", "tutup", "0000"]).exit_code == 2
    assert run.invoke(args=["sinkron", "tutup", gap.digest[:12]]).exit_code == 0
    assert acts("celah ditutup") == [str(gap.attempt_id)]
