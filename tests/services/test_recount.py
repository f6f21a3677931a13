"""Boards, weeks, items and hints equal what a naive reading of the logs says, whatever was sent in whatever order."""

import random
from collections import defaultdict
from typing import Any

import sqlalchemy as sa
from flask import Flask

from simulasi.extensions import writing
from simulasi.models.attempt import attempt, dirty_tps, score
from simulasi.models.rollup import TABLES, r_hint, r_item, r_item_desa, r_member, r_siap, r_week
from simulasi.services import attempts, items, rollups
from simulasi.services.desk import office
from simulasi.services.recount import SUMS, week_of
from simulasi.sync import store
from simulasi.sync.lines import read_lines
from simulasi.sync.replay import replay
from simulasi.sync.replay import score as engine_score
from tests.sync_kit import OTHER_TPS, RIGHT, TPS, WRONG, Phone, checklist, day, played, put_pack, rows
from tests.web_kit import Clock

EVERYTHING = (0, 10**13 - 1)


def naive(app: Flask) -> dict[str, Any]:
    """From the logs themselves, played again, one at a time."""
    member_rows: dict[Any, Any] = {}
    weeks: dict[Any, dict[str, int]] = defaultdict(lambda: dict.fromkeys(("attempts", "finished", "points", "max", "knockouts"), 0))
    week_people, item_people = defaultdict(set), defaultdict(set)
    sums: dict[Any, dict[str, int]] = defaultdict(lambda: dict.fromkeys(SUMS, 0))
    for row in sorted(rows(attempt), key=lambda row: (row["received"], row["attempt_id"]), reverse=True):
        pack = office().shelf.get(row["pack_hash"])
        assert pack is not None
        with office().connect() as conn:
            lines = store.read_lines(conn, row["kab"], row["attempt_id"])
        state = replay(pack, read_lines(lines, 0))
        marks = engine_score(pack, state)
        percent = 100 * marks["points"] // marks["max"] if marks["max"] else 0
        if row["kind"] == "hari":
            mine = member_rows.setdefault((row["tps_id"], row["member_id"]), {"days": 0, "finished": 0, "last": -1, "best": -1})
            mine["days"] += 1
            if marks["done"]:
                mine["finished"] += 1
                mine["last"] = percent if mine["last"] < 0 else mine["last"]
                mine["best"] = max(mine["best"], percent)
            week = weeks[row["tps_id"], week_of(row["received"])]
            week["attempts"] += 1
            week_people[row["tps_id"], week_of(row["received"])].add(row["member_id"])
            if marks["done"]:
                week["finished"] += 1
                week["points"] += marks["points"]
                week["max"] += marks["max"]
                week["knockouts"] += len(marks["knockouts"])
        for answer in state["answers"] if row["kind"] == "hari" and marks["max"] else ():
            asked = items.asked(pack, pack.steps[pack.index[answer["step"]]])
            if answer["auto"]:
                continue
            keys = [""] if answer["right"] else ["", asked.texts[answer["outcome"]][0]]
            for choice in keys:
                sums[row["tps_id"], asked.key, choice]["n"] += 1
                item_people[row["tps_id"], asked.key, choice].add(row["member_id"])
            total = sums[row["tps_id"], asked.key, ""]
            total["good"] += answer["right"]
            total["x"] += percent
            total["xx"] += percent * percent
            total["xr"] += percent * answer["right"]
    for key, total in sums.items():
        total["people"] = len(item_people[key])
    return {
        "members": member_rows,
        "weeks": {key: {**total, "members": len(week_people[key])} for key, total in weeks.items()},
        "items": dict(sums),
    }


def counted() -> dict[str, Any]:
    return {
        "members": {
            (row["tps_id"], row["member_id"]): {name: row[name] for name in ("days", "finished", "last", "best")} for row in rows(r_member)
        },
        "weeks": {
            (row["tps_id"], row["week"]): {name: row[name] for name in row if name not in ("kab", "tps_id", "week")} for row in rows(r_week)
        },
        "items": {(row["tps_id"], row["item"], row["choice"]): {name: row[name] for name in SUMS} for row in rows(r_item)},
    }


def test_the_boards_equal_a_recount_from_the_logs(app: Flask, clock: Clock) -> None:
    """Sixty attempts of eight members of two TPS in random pieces and order, over five weeks, with readings in between."""
    draw = random.Random(7)
    packs = [put_pack(day(6)), put_pack(day(9, "dua"))]
    ticks = put_pack(checklist())
    phones = [Phone(app, tps_id=TPS + n % 2 if n < 6 else OTHER_TPS) for n in range(8)]
    for _ in range(60):
        phone, pack = draw.choice(phones), draw.choice([*packs, ticks])
        if pack == ticks:
            continue
        log = played(pack, [draw.choice([RIGHT, RIGHT, WRONG]) for _ in range(draw.randint(0, 6 if pack == packs[0] else 9))])
        cut = draw.randint(1, len(log.lines))
        for part in draw.sample(
            [log.part(0, cut), log.part(cut)] if cut < len(log.lines) else [log.part()], k=2 if cut < len(log.lines) else 1
        ):
            phone.send(part)
        phone.send(log.part())
        clock.advance(hours=draw.randint(1, 30))
        if draw.random() < 0.3:
            rollups.recount(TPS, TPS)
    rollups.recount(*EVERYTHING)
    assert counted() == naive(app)
    assert len(counted()["members"]) == 8 and len({key[1] for key in counted()["weeks"]}) >= 4 and not rows(dirty_tps)
    # A desa is the sum of its TPS, and the TPS of all the states is that of its members.
    for row in rows(r_item_desa):
        mine = [
            each
            for each in rows(r_item)
            if (each["tps_id"] // 1000, each["item"], each["choice"]) == (row["desa"], row["item"], row["choice"])
        ]
        assert {name: row[name] for name in SUMS} == {name: sum(each[name] for each in mine) for name in SUMS}
    assert sum(row["siap"] + row["hampir"] + row["belum"] + row["berat"] for row in rows(r_siap)) == 8


def test_everything_can_be_built_again_from_nothing(app: Flask) -> None:
    pack = put_pack(day(6))
    for picks in ([RIGHT] * 6, [RIGHT, WRONG, WRONG, WRONG, RIGHT, RIGHT], [WRONG]):
        Phone(app).send(played(pack, picks).part())
    rollups.recount(*EVERYTHING)
    before = [sorted(map(str, rows(table))) for table in (*TABLES, r_item_desa)]
    assert all(before[:4])
    with writing() as session:
        for table in (*TABLES, r_item_desa, score):
            session.execute(sa.delete(table))
    attempts.heal()
    rollups.mark_all()
    rollups.recount(*EVERYTHING)
    assert [sorted(map(str, rows(table))) for table in (*TABLES, r_item_desa)] == before


def hints() -> dict[str, set[Any]]:
    found = defaultdict(set)
    for row in rows(r_hint):
        found[row["kind"]].add(row["member_id"])
    return dict(found)


def test_hasty_alike_and_forked_are_asked_about(app: Flask) -> None:
    pack = put_pack(day(12))
    slow, quick, first, second, honest = (Phone(app) for _ in range(5))
    picks = [WRONG, RIGHT, WRONG, RIGHT, WRONG, *[RIGHT] * 7]
    log = played(pack, [RIGHT] * 12)

    def timed(picks: list[str], ms: int) -> Any:
        made = played(pack, picks)
        made.lines[1:] = [line.rsplit(",", 1)[0] + f",{seq * ms + seq * seq}]" for seq, line in enumerate(made.lines[1:], 1)]
        return made

    slow.send(timed([RIGHT] * 12, 9000).part())
    quick.send(timed([RIGHT] * 12, 400).part())
    first.send(timed(picks, 7000).part())
    second.send(timed(picks, 8000).part())
    honest.send(timed([RIGHT] * 12, 5000).part())
    forked = timed([RIGHT] * 12, 6000)
    slow.send(forked.part())
    other = [*forked.lines[:-1], forked.lines[-1].replace('"benar"', '"salah"')]
    from tests.sync_kit import Log

    slow.send(Log(pack, other, forked.attempt_id).part())
    rollups.recount(*EVERYTHING)
    assert hints() == {"cepat": {quick.member_id}, "kembar": {first.member_id, second.member_id}, "cabang": {slow.member_id}}
    assert log.pack_hash == pack


def test_the_same_gaps_to_the_millisecond_are_asked_about_even_when_all_was_right(app: Flask) -> None:
    pack = put_pack(day(12))
    one, two = Phone(app), Phone(app)
    one.send(played(pack, [RIGHT] * 12).part())
    two.send(played(pack, [RIGHT] * 12).part())
    rollups.recount(*EVERYTHING)
    assert hints()["kembar"] == {one.member_id, two.member_id}


def test_a_clock_set_back_is_asked_about(app: Flask) -> None:
    pack = put_pack(day(12))
    phone = Phone(app)
    log = played(pack, [RIGHT] * 12)
    log.lines[6:] = [line.replace("179000000", "178990000", 1) for line in log.lines[6:]]
    phone.send(log.part())
    rollups.recount(*EVERYTHING)
    assert phone.member_id in hints()["jam"]
