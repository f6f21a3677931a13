"""A corrected rule marks every past attempt anew: a trial changes nothing, applying keeps the old mark with the reason, and phones are told."""

import copy
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from simulasi.extensions import db
from simulasi.models.attempt import score
from simulasi.models.forum import score_past
from simulasi.models.pack import correction
from simulasi.services import attempts, rescore, review
from simulasi.services.rescore import RescoreRefused
from tests.sync_kit import RIGHT, TPS, WRONG, Phone, day, played, put_pack, rows

REASON = "Tinta di kuku saja sudah cukup"


def corrected() -> dict[str, Any]:
    """At step 2 the other answer is right, and the options stand the other way round under each other's names."""
    raw = copy.deepcopy(day())
    raw["rules_revision"] = 8
    first, second = raw["steps"][2]["options"]
    first["points"], second["points"], first["right"], second["right"] = 0, 2, 0, 1
    first["id"], second["id"] = WRONG, RIGHT
    raw["steps"][2]["options"] = [second, first]
    return raw


@pytest.fixture
def packs(app: Flask) -> tuple[str, str]:
    return put_pack(day()), put_pack(corrected())


def marks() -> list[tuple[int, int, int]]:
    db.session.rollback()
    return sorted((row["points"], row["max"], row["rules_revision"]) for row in rows(score))


@pytest.mark.parametrize("workers", [1, 2])
def test_a_trial_lists_and_applying_writes(app: Flask, packs: tuple[str, str], workers: int) -> None:
    old, new = packs
    right, wrong = Phone(app).register(), Phone(app).register()
    right.send(played(old, [RIGHT] * 12).part())
    log = played(old, [WRONG if at == 2 else RIGHT for at in range(12)])
    wrong.send(log.part())
    found = rescore.checked(old, new, REASON)
    seen: list[rescore.Change] = []
    tally = rescore.run(False, workers, each=seen.append, only=found)
    # One of them had a finding that names step 2: whom it blames only a replay can tell.
    assert (tally.seen, tally.changed, tally.same, tally.refused, tally.replayed) == (2, 2, 0, [], 1)
    assert sorted((each.before, each.after) for each in seen) == [((22, 24, 0), (24, 24, 0)), ((24, 24, 0), (22, 24, 0))]
    assert marks() == [(22, 24, 7), (24, 24, 7)] and not rows(score_past) and not rescore.corrections()

    rescore.name_correction(found)
    assert rescore.run(True, workers).changed == 2
    assert marks() == [(22, 24, 8), (24, 24, 8)]
    (mine,) = [row for row in rows(score_past) if row["attempt_id"] == UUID(log.attempt_id)]
    assert (mine["from_points"], mine["to_points"], mine["from_revision"], mine["to_revision"], mine["reason"]) == (22, 24, 7, 8, REASON)
    # Done is done.
    assert rescore.run(True, workers).seen == 0
    (letter,) = [each for each in wrong.hello()["kiriman"] if each["kind"] == "nilai_ulang"]
    assert letter["body"] | {"pada": 0} == {"percobaan": log.attempt_id, "alasan": REASON, "pada": 0, "dari": [22, 24], "ke": [24, 24]}
    assert {cell.last for cell in review.cells_of(TPS)} == {91, 100}


def test_marks_made_again_from_the_logs_are_corrected_again_and_told_once(app: Flask, packs: tuple[str, str]) -> None:
    old, new = packs
    Phone(app).send(played(old, [RIGHT] * 12).part())
    rescore.name_correction(rescore.checked(old, new, REASON))
    rescore.run(True)
    attempts.heal(again=True)
    assert marks() == [(22, 24, 8)] and len(rows(score_past)) == 1


def test_a_killed_run_is_run_again(app: Flask, packs: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = packs
    for _ in range(5):
        Phone(app).send(played(old, [RIGHT] * 12).part())
    rescore.name_correction(rescore.checked(old, new, REASON))
    monkeypatch.setattr(rescore, "PAGE", 2)

    class Killed(Exception):
        pass

    def stop(seen: int) -> None:
        if seen >= 4:
            raise Killed

    with pytest.raises(Killed):
        rescore.run(True, told=stop)
    assert [row[2] for row in marks()].count(8) == 4
    assert rescore.run(True).seen == 1 and len(rows(score_past)) == 5


@pytest.mark.parametrize("workers", [1, 2])
def test_where_the_day_could_differ_the_log_is_played_and_a_grown_one_waits(
    app: Flask, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    raw = corrected()
    raw["steps"][5]["options"][0]["effects"] = [["hadir", 1]]
    old, new = put_pack(day()), put_pack(raw)
    Phone(app).send(played(old, [RIGHT] * 12).part())
    growing = Phone(app)
    log = played(old, [RIGHT] * 12)
    growing.send(log.part(0, 8))
    rescore.name_correction(rescore.checked(old, new, REASON))
    write = rescore._write

    def late(*given: Any) -> None:
        growing.send(log.part(8))
        write(*given)

    monkeypatch.setattr(rescore, "_write", late)
    assert rescore.run(True, workers).replayed == 2
    monkeypatch.undo()
    assert marks() == [(22, 24, 8), (24, 24, 7)]
    assert rescore.run(True, workers).seen == 1 and marks() == [(22, 24, 8)] * 2


def test_a_log_the_corrected_pack_cannot_play_keeps_its_mark(app: Flask, packs: tuple[str, str]) -> None:
    old, _ = packs
    raw = corrected()
    raw["steps"][5]["options"][0]["text"] = "kata lain"
    other = put_pack(raw)
    log = played(old, [RIGHT] * 12)
    Phone(app).send(log.part())
    rescore.name_correction(rescore.checked(old, other, REASON))
    tally = rescore.run(True)
    assert tally.refused == [log.attempt_id] and marks() == [(24, 24, 7)]


def test_a_correction_that_makes_no_sense_is_refused(app: Flask, packs: tuple[str, str]) -> None:
    old, new = packs
    other = put_pack({**corrected(), "seed": "lain"})
    for wrong, right, reason in ((new, old, REASON), (old, old, REASON), (old, other, REASON), (old, new, " "), (old, "0" * 64, REASON)):
        with pytest.raises(RescoreRefused):
            rescore.checked(wrong, right, reason)
    assert not rows(correction)


def test_the_command_tries_first_and_changes_nothing_then(app: Flask, packs: tuple[str, str]) -> None:
    old, new = packs
    Phone(app).send(played(old, [RIGHT] * 12).part())
    runner = app.test_cli_runner()
    told = ["nilai-ulang", "--paket", old, "--dengan", new, "--alasan", REASON]
    tried = runner.invoke(args=[*told, "--uji"])
    assert tried.exit_code == 0 and "24/24 -> 22/24" in tried.output and "1 akan berubah" in tried.output
    assert marks() == [(24, 24, 7)]
    done = runner.invoke(args=[*told, "--terapkan"])
    assert done.exit_code == 0 and "1 dinilai ulang" in done.output and marks() == [(22, 24, 8)]
    assert runner.invoke(args=["nilai-ulang", "--paket", old]).exit_code == 2


def test_confident_errors_are_counted_and_survive_a_correction(app: Flask) -> None:
    """Items that ask how sure one was: the pair travels through the translation, and the analysis sees the confident error."""
    from simulasi.services import analysis

    old, new = day(), corrected()
    for raw in (old, new):
        raw["kind"] = "uji"
        raw["steps"][2]["sure"] = 1
    first, second = put_pack(old), put_pack(new)
    phone = Phone(app)
    for _ in range(5):
        log = played(first, [RIGHT] * 12)
        log.lines[3] = log.lines[3].replace(f'"{RIGHT}"', f'["{WRONG}","yakin"]')
        (result,) = phone.send(log.part())
        assert result["status"] == "diterima", result

    def confident() -> list[int | None]:
        db.session.rollback()
        return [each.sure_wrong for each in analysis.listed(TPS // 1000, top=0) if each.sure_wrong is not None]

    assert confident() == [100]
    rescore.name_correction(rescore.checked(first, second, REASON))
    assert rescore.run(True).changed == 5
    assert confident() == [0]
