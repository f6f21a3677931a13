"""Gain, retention and the effect of meetings: the figures by hand, and nothing of few people above the own desa."""

import random
from collections import defaultdict
from typing import Any

from flask import Flask

from simulasi.extensions import db
from simulasi.models.attempt import attempt
from simulasi.models.rollup import r_gain, r_gain_desa, r_lupa, r_lupa_desa
from simulasi.services import accounts, attempts, effect, groups, meetings, packs, progress, rollups
from simulasi.services.learned import GAPS
from tests.sync_kit import OTHER_TPS, RIGHT, TPS, WRONG, Json, Log, Phone, day, line, opening, put_pack, rows
from tests.web_kit import PASSWORD, Clock

DAY = 86_400_000
DESA, OTHER_DESA, KAB = TPS // 1000, OTHER_TPS // 1000, 3579
EVERYTHING = (0, 10**13 - 1)


def form(name: str) -> Json:
    """A test of four questions, two of each skill; the same topics in both forms."""
    raw = day(4, name)
    for at, step in enumerate(raw["steps"]):
        step["topic"] = f"pokok-{at}"
    return {**raw, "kind": "uji", "size": name, "title": f"Uji {name}"}


def bank() -> Json:
    """A bank of six drills: what is answered need not be answered in turn."""
    raw = day(6, "bank")
    for at, step in enumerate(raw["steps"]):
        step["topic"] = f"pokok-{at}"
    return {**raw, "kind": "hari", "size": "singkat"}


def sat(pack: str, picks: str, wall: int) -> Log:
    """A log of these answers (+ right, - wrong), a second apart."""
    answers = [RIGHT if pick == "+" else WRONG for pick in picks]
    return Log(pack, [opening(pack), *(line(at, f"langkah_{at - 1}", pick, wall=wall) for at, pick in enumerate(answers, 1))])


def sat_both(app: Flask, clock: Clock, pairs: list[tuple[str, str]], tps_id: int = TPS) -> None:
    """People who sat both forms (an empty second: only the first)."""
    forms = [put_once(form("bentuk_a")), put_once(form("bentuk_b"))]
    for pair in pairs:
        phone = Phone(app, tps_id=tps_id)
        for name, picks in zip(forms, pair, strict=True):
            if picks:
                clock.advance(minutes=1)
                assert phone.send(sat(name, picks, clock.ms).part())[0]["status"] == "diterima"


def put_once(raw: Json) -> str:
    known = {each.title: each.hash for each in packs.offers()}
    return known.get(raw["title"]) or put_pack(raw)


def test_the_gain_of_a_class_is_of_its_means_and_only_of_those_with_both_tests(app: Flask, clock: Clock) -> None:
    sat_both(app, clock, [("+---", "+++-"), ("++--", "++++"), ("+---", "-+++"), ("----", "++++"), ("++++", "+++-"), ("+---", "")])
    whole, *skills = progress.gains(DESA, top=0)
    # Before: (25 + 50 + 25 + 0 + 100) / 5 = 40, after: (75 + 100 + 75 + 100 + 75) / 5 = 85; g = 45 / 60.
    assert (whole.n, whole.before, whole.after, whole.g, whole.waiting) == (5, 40, 85, 75, 1)
    # Right before, wrong after: the first question of the third, the last of the fifth.
    assert whole.lost == 2
    assert whole.low is not None and whole.high is not None and whole.low < 75 < whole.high
    assert [(each.label, each.n, each.before, each.after) for each in skills] == [("Tinta", 5, 50, 90), ("Integritas", 5, 30, 80)]


def test_who_was_good_before_is_told_so_instead_of_a_gain(app: Flask, clock: Clock) -> None:
    sat_both(app, clock, [("++++", "++++")] * 6)
    (whole, *_) = progress.gains(DESA, top=0)
    assert (whole.before, whole.g, whole.low, whole.words) == (100, None, None, "sudah tinggi sebelum belajar")


def test_few_people_are_told_to_their_own_pps_alone_and_without_an_interval(app: Flask, clock: Clock) -> None:
    sat_both(app, clock, [("+---", "+++-"), ("++--", "++++")])
    whole = progress.gains(DESA, top=0)[0]
    assert (whole.n, whole.g, whole.low, whole.words) == (2, 80, None, "terlalu sedikit orang untuk disimpulkan")
    above = progress.gains(DESA, top=KAB)
    assert {(each.n, each.before, each.g, each.low, each.lost) for each in above} == {(None, None, None, None, None)}
    assert above[0].words == "kurang dari 5 orang"


def test_the_figures_of_two_people_are_not_the_total_minus_their_neighbours(app: Flask, clock: Clock) -> None:
    """Six people in one desa and two in the other: the kecamatan tells eight, so that neither desa is told."""
    sat_both(app, clock, [("+---", "+++-")] * 6)
    sat_both(app, clock, [("+---", "+++-")] * 2, OTHER_TPS)
    assert progress.gains(KAB, top=KAB)[0].n == 8
    below = {place.kode: gain.n for place, gain in progress.gains_below(357902, top=KAB) if gain.n != 0}
    assert below == {DESA: None, OTHER_DESA: None}
    assert progress.gains(DESA, top=KAB)[0].n is None
    # Its own PPS sees it, and so does a PPK who watches over nothing else.
    assert progress.gains(DESA, top=0)[0].n == 6 and progress.gains(DESA, top=DESA)[0].n == 6


def test_what_is_asked_again_on_another_day_says_how_much_was_kept(app: Flask, clock: Clock) -> None:
    pack = put_pack(bank())
    start = clock.ms - 40 * DAY
    for _ in range(5):
        phone = Phone(app)
        for hours, picks in ((0, "+++---"), (24, "++----"), (26, "++++++"), (144, "+-----"), (720, "++++++")):
            phone.send(sat(pack, picks, start + hours * 3_600_000).part())
    (whole, *_) = progress.curves(DESA, top=0)
    cells = {point.gap: (point.n, point.right, point.kept, point.people) for point in whole.points}
    # After one day 2 of 6 right, of the 3 that were right 2; the second play of that day is practice, not remembering.
    assert cells[0] == (30, 33, 67, 5)
    # Five days later 1 of 6; all six had been right the last time.
    assert cells[2] == (30, 17, 17, 5) and cells[1] == (0, None, None, 0) and cells[3][0] == 0
    # After 24 days all six right; the one that had been right is kept.
    assert cells[4] == (30, 100, 100, 5)
    assert whole.low and whole.low.label == "1 hari"


def test_a_clock_set_back_does_not_turn_remembering_around(app: Flask, clock: Clock) -> None:
    pack = put_pack(bank())
    phone = Phone(app)
    late = sat(pack, "++++++", clock.ms)
    phone.send(late.part())
    phone.send(sat(pack, "------", clock.ms - 3 * DAY).part())
    (whole, *_) = progress.curves(DESA, top=0)
    assert [(point.gap, point.n, point.right) for point in whole.points if point.n] == [(1, 6, 100)]


def test_the_sums_equal_a_naive_count_from_the_attempts_themselves(app: Flask, clock: Clock) -> None:
    """Thirty people of two desa with random tests and days in random order, sent in pieces, counted again and again."""
    draw = random.Random(3)
    packs = [put_pack(form("bentuk_a")), put_pack(form("bentuk_b")), put_pack(bank())]
    plays: dict[Any, list[tuple[int, str, str]]] = defaultdict(list)
    for at in range(30):
        phone = Phone(app, tps_id=draw.choice((TPS, OTHER_TPS)))
        wall = clock.ms - 90 * DAY
        for _ in range(draw.randint(1, 6)):
            wall += draw.choice((0, 1, 2, 5, 9, 20)) * DAY + 3_600_000
            pack = draw.choice(packs)
            picks = "".join(draw.choice("++-") for _ in range(6 if pack == packs[2] else 4))
            clock.advance(minutes=1)
            assert phone.send(sat(pack, picks, wall).part())[0]["status"] == "diterima"
            plays[phone.claims.tps_id, phone.member_id].append((wall, pack, picks))
        if at % 10 == 0:
            rollups.recount(*EVERYTHING)
    rollups.mark_all()
    rollups.recount(*EVERYTHING)
    gains: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    gaps: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for (where, _), mine in plays.items():
        sat_tests = [(pack, picks) for _, pack, picks in mine if pack != packs[2]]
        after = [each for each in sat_tests[1:] if each[0] != sat_tests[0][0]] if sat_tests else []
        if after:
            x, y = (100 - 25 * each[1].count("+") for each in (sat_tests[0], after[-1]))
            for at, value in enumerate((1, x, y, x * y)):
                gains[where][at] += value
        last: dict[int, tuple[int, bool]] = {}
        for wall, _, picks in mine:
            today = (wall + 7 * 3_600_000) // DAY
            for at, pick in enumerate(picks):
                if at in last and last[at][0] < today:
                    gap = sum(today - last[at][0] > most for most in GAPS)
                    for name, value in enumerate((1, pick == "+", last[at][1], last[at][1] and pick == "+")):
                        gaps[where, gap][name] += value
                last[at] = today, pick == "+"
    told = {row["tps_id"]: [row[name] for name in ("n", "x", "y", "xy")] for row in rows(r_gain) if row["skill"] == "" and row["n"]}
    assert told == dict(gains) and len(rows(attempt)) == sum(map(len, plays.values()))
    kept = {
        (row["tps_id"], row["gap"]): [row[name] for name in ("n", "good", "known", "kept")] for row in rows(r_lupa) if row["skill"] == ""
    }
    assert kept == dict(gaps)
    for table, whole in ((r_gain, r_gain_desa), (r_lupa, r_lupa_desa)):
        assert sum(row["n"] for row in rows(table)) == sum(row["n"] for row in rows(whole))


def test_the_curves_come_back_after_the_marks_were_made_anew(app: Flask, clock: Clock) -> None:
    pack = put_pack(bank())
    phone = Phone(app)
    for days in (9, 3):
        phone.send(sat(pack, "++++++", clock.ms - days * DAY).part())
    before = progress.curves(DESA, top=0)
    attempts.heal(again=True)
    rollups.mark_all()
    assert progress.curves(DESA, top=0) == before and before


def test_a_meeting_is_judged_by_the_same_people_before_and_after(app: Flask, clock: Clock) -> None:
    pack = put_pack(day(12))
    staff = accounts.log_in("pps-sumberbrantas", PASSWORD, "127.0.0.1")
    phones = [Phone(app) for _ in range(6)]
    for at, phone in enumerate(phones):
        phone.send(sat(pack, "-" * 12 if at else "+" * 12, clock.ms).part())
    group = groups.one(staff, groups.create(staff, DESA, "Regu Melati", [TPS]))
    assert group is not None
    clock.advance(hours=1)
    meetings.plan(staff, group, clock.ms, "Balai", "Bu Kenanga", "skill:tinta")
    assert [each.words for each in effect.of_desa(DESA, top=0)] == ["belum ada orang dengan hasil sebelum dan sesudah"]
    clock.advance(hours=1)
    for phone in phones[:5]:
        phone.send(sat(pack, "+" * 12, clock.ms).part())
    db.session.rollback()  # the page before was another request
    (seen,) = effect.of_desa(DESA, top=0)
    # Five of six have both: 100, 0, 0, 0, 0 before, five times 100 after.
    assert (seen.pairs, seen.people, seen.before, seen.after, seen.difference) == (5, 6, 20, 100, 80)
    assert seen.low is not None and seen.low > 0 and seen.words == "naik"
    (above,) = effect.of_desa(DESA, top=KAB)
    assert above.pairs == 5 and above.name == "Kelompok 1" and seen.name == "Regu Melati"


def test_a_meeting_of_few_people_is_not_told_above_and_not_judged(app: Flask, clock: Clock) -> None:
    pack = put_pack(day(12))
    staff = accounts.log_in("pps-sumberbrantas", PASSWORD, "127.0.0.1")
    phone = Phone(app)
    phone.send(sat(pack, "-" * 12, clock.ms).part())
    group = groups.one(staff, groups.create(staff, DESA, "Kelompok", [TPS]))
    assert group is not None
    clock.advance(hours=1)
    meetings.plan(staff, group, clock.ms, "Balai", "Bu Kenanga", "skill:tinta")
    clock.advance(hours=1)
    phone.send(sat(pack, "+" * 12, clock.ms).part())
    (own,), (above,) = effect.of_desa(DESA, top=0), effect.of_desa(DESA, top=KAB)
    assert (own.pairs, own.before, own.after, own.words) == (1, 0, 100, "terlalu sedikit orang untuk disimpulkan")
    assert (above.pairs, above.before, above.after, above.words) == (None, None, None, "kurang dari 5 orang")
