"""Where marks cannot be made anew from the outcomes alone, no mark is made: only a replay can tell. And a replay that cannot, says so."""

import copy
from typing import Any

import pytest

from simulasi.engine import Refusal, load
from simulasi.models import marks
from simulasi.sync import correcting, packing, regrading, replay
from simulasi.sync.correcting import CHANGED, Marker, Reader
from simulasi.sync.lines import read_lines
from tests.sync_kit import RIGHT, WRONG, Json, day, line, opening

PACK = "ab" * 32
HOUR = 3_600_000


def corrected(raw: Json) -> Json:
    """At step 2 the other answer is right."""
    fixed = copy.deepcopy(raw)
    for option, points in zip(fixed["steps"][2]["options"], (0, 2), strict=True):
        option["points"], option["right"] = points, int(points > 0)
    return fixed


def log(picks: list[str], apart: int = 0) -> list[str]:
    return [opening(PACK), *(line(at, f"langkah_{at - 1}", pick, wall=at * apart) for at, pick in enumerate(picks, 1))]


def regrader(raw: Json) -> regrading.Regrader:
    made = regrading.between(load(raw), load(corrected(raw)))
    assert made is not None
    return made


def folded_of(raw: Json, lines: list[str]) -> marks.Folded:
    folded = marks.fold(replay.mark(load(raw), read_lines(lines, 0)).detail)
    assert folded is not None
    return marks.read(folded)


@pytest.mark.parametrize(
    "changes",
    [
        {"sure": b"\x01"},
        {"confidence": [("yakin", 1)]},
        {"right": [3, 1, 2]},
        {"wrong": [2, WRONG, 2, WRONG]},
    ],
    ids=["yakin", "keyakinan", "urutan-bank", "dua-kali-keliru"],
)
def test_marks_that_no_day_leaves_are_left_to_a_replay(changes: dict[str, Any]) -> None:
    raw = day()
    told = folded_of(raw, log([RIGHT] * 12))
    assert regrader(raw)(marks.write(told)) is not None
    for name, value in changes.items():
        setattr(told, name, value)
    assert regrader(raw)(marks.write(told)) is None


def test_marks_kept_before_hours_were_are_made_anew_without_them() -> None:
    raw = day()
    told = folded_of(raw, log([RIGHT] * 12))
    assert told.hours is not None
    told.hours = None
    found = regrader(raw)(marks.write(told))
    assert found is not None
    assert (found.points, found.max) == (22, 24)
    assert marks.read(found.detail).hours is None


def test_answers_out_of_the_order_of_the_steps_keep_their_hours_only_in_the_log() -> None:
    """The second hour holds a right answer, the first a wrong one: by the order of the steps it would be the other way round."""
    raw = day()
    told = folded_of(raw, log([WRONG] + [RIGHT] * 11, apart=HOUR // 4))
    assert told.hours is not None and len(told.hours) > 3
    assert regrader(raw)(marks.write(told)) is not None
    told.hours[1:3], told.hours[4:6] = [told.hours[1] + told.hours[2], 0], [told.hours[4] - 1, 1]
    assert regrader(raw)(marks.write(told)) is None


def test_options_that_read_the_same_cannot_be_told_apart() -> None:
    raw = day()
    for option in raw["steps"][5]["options"]:
        option["text"] = "sama"
    assert regrading.between(load(raw), load(corrected(raw))) is None


def test_a_log_that_answers_what_the_played_pack_did_not_have_is_not_marked_in_its_name() -> None:
    """Such a log was stored as one that does not play; the corrected pack would play it, but no item of the old one could be named."""
    short, whole = day(11), day(12)
    lines = log([RIGHT] * 12)
    assert Marker(short, whole)(lines).refusal == CHANGED
    assert Marker(whole, whole)(lines).refusal == ""


def test_a_process_of_a_pool_marks_what_is_stored_and_only_when_it_was_made_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(correcting, "_reader", None)
    raw, lines = day(), log([RIGHT] * 12)
    key = packing.key_of(raw, PACK)
    pieces = [packing.squeeze(lines[:5]), packing.squeeze(lines[5:])]
    with pytest.raises(RuntimeError):
        correcting.mark(pieces)
    correcting.prepare(Reader(Marker(raw, corrected(raw)), key))
    assert correcting.mark(pieces) == Marker(raw, corrected(raw))(lines)
    assert correcting.mark(pieces).score["points"] == 22
    assert correcting.values(pieces) == correcting.values_of(correcting.mark(pieces))


def test_a_log_that_cannot_be_read_gets_no_mark_and_says_why() -> None:
    raw, lines = day(), [*log([RIGHT] * 3), "bukan baris"]
    with pytest.raises(Refusal) as refused:
        read_lines(lines, 0)
    found = Marker(raw, corrected(raw))(lines)
    assert (found.refusal, found.points, found.answered) == (refused.value.code, 0, 0)
