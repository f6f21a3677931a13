"""What is kept of a log beside its marks says when each answer was given, in the order of the answers."""

import hashlib
import json

from simulasi.engine.pack import load
from simulasi.engine.reducer import replay
from simulasi.sync.lines import read_lines
from simulasi.sync.outcomes import hours, outcomes, pace
from simulasi.sync.regrading import hours_of
from tests.sync_kit import RIGHT, WRONG, checklist, day, line, opening

HOUR = 3_600_000
HASH = "0" * 64


def test_right_and_wrong_answers_are_counted_by_the_hour_they_were_given_in() -> None:
    pack = load(day(4))
    walls = [5 * HOUR, 5 * HOUR + 1, 7 * HOUR, 7 * HOUR + 9]
    picks = [RIGHT, WRONG, RIGHT, RIGHT]
    lines = [opening(HASH), *(line(at, f"langkah_{at - 1}", picks[at - 1], wall=walls[at - 1]) for at in range(1, 5))]
    events = read_lines(lines, 0)
    state = replay(pack, events)
    assert hours(events, state) == [[5, 1, 1], [7, 2, 0]]
    told = outcomes(pack, state)
    assert (told["right"], told["wrong"]) == ([0, 2, 3], [[1, WRONG]])


def test_a_list_that_is_ticked_has_no_answers_and_no_hours() -> None:
    pack = load(checklist())
    events = read_lines([opening(HASH, "semua"), line(1, "etik", ["netral", "sudah"], "semua")], 0)
    state = replay(pack, events)
    assert hours(events, state) == []
    assert json.loads(json.dumps(outcomes(pack, state))) == {"right": [], "wrong": []}


def test_hours_are_counted_anew_in_the_order_of_the_steps() -> None:
    """Five answers, 1 and 3 wrong, the hour turned after the second; then 1 becomes right and 4 wrong."""
    before = hours_of([7, 9, 0, 8, 0, 9], 0b10101, {1, 3})
    assert before == [7, 3, 2, 8, 0, 0]
    assert hours_of([7, 1, 1, 8, 2, 1], 0b10101, {1, 3}) == [7, 1, 1, 8, 2, 1]
    assert hours_of([7, 1, 1, 8, 2, 1], 0b00111, {3, 4}) == [7, 2, 0, 8, 1, 2]


def test_the_wait_until_an_app_was_opened_anew_is_no_pace() -> None:
    """The running clock begins again with the app: 2, 9 and 1 seconds, then a new beginning, then 4."""
    clocks = [0, 5_000, 7_000, 16_000, 17_000, 300, 4_300]
    events = [{"seq": at, "step": "x", "answer": "y", "role": "", "wall": 0, "mono": mono} for at, mono in enumerate(clocks)]
    told = pace(events)
    assert (told["n"], told["hasty"], told["median"]) == (4, 1, 2_000)
    assert told["beat"] == hashlib.sha256(b"[2000, 9000, 1000, 4000]").hexdigest()[:12]
