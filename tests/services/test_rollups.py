"""Sums per TPS equal the naive count, whatever happened in whatever order."""

import json
from collections import defaultdict
from typing import Any

import sqlalchemy as sa
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulasi.extensions import db, writing
from simulasi.models.attempt import attempt, attempt_log, dirty_tps, held, r_tps, r_tps_skill, score
from simulasi.services import attempts, rollups
from tests.sync_kit import OTHER_TPS, RIGHT, TPS, WRONG, Log, Phone, checklist, day, line, opening, played, put_pack, rows

EVERYTHING = (0, 10**13 - 1)
EMPTY = {
    "attempts": 0,
    "members": 0,
    "finished": 0,
    "finished_members": 0,
    "points": 0,
    "max": 0,
    "knockouts": 0,
    "forked": 0,
    "updated": 0,
}


def naive() -> tuple[dict[Any, Any], dict[Any, Any]]:
    """The same sums, counted by hand from the tables."""
    marks = {row["attempt_id"]: row for row in rows(score)}
    sums: dict[Any, dict[str, int]] = defaultdict(lambda: dict(EMPTY))
    members: dict[Any, set] = defaultdict(set)
    finished: dict[Any, set] = defaultdict(set)
    skills: dict[Any, list[int]] = defaultdict(lambda: [0, 0])
    for row in rows(attempt):
        mark = marks.get(row["attempt_id"], {"done": 0, "points": 0, "max": 0, "knockouts": 0, "detail": "{}"})
        for key in (row["kind"], row["pack_hash"]):
            place = row["tps_id"], key
            total = sums[place]
            members[place].add(row["member_id"])
            total["attempts"] += 1
            total["finished"] += mark["done"]
            if mark["done"]:
                finished[place].add(row["member_id"])
            for name in ("points", "max", "knockouts"):
                total[name] += mark[name]
            total["forked"] += row["forked"]
            total["updated"] = max(total["updated"], row["updated"])
        if row["kind"] == "hari":
            for skill, each in json.loads(mark["detail"]).get("score", {}).get("skills", {}).items():
                skills[row["tps_id"], skill][0] += each["points"]
                skills[row["tps_id"], skill][1] += each["max"]
    for place, total in sums.items():
        total["members"], total["finished_members"] = len(members[place]), len(finished[place])
    return dict(sums), dict(skills)


def counted() -> tuple[dict[Any, Any], dict[Any, Any]]:
    sums = {(row["tps_id"], row["key"]): {name: row[name] for name in EMPTY} for row in rows(r_tps)}
    return sums, {(row["tps_id"], row["skill"]): [row["points"], row["max"]] for row in rows(r_tps_skill)}


def wipe() -> None:
    with writing() as session:
        for table in (score, attempt_log, held, dirty_tps, r_tps, r_tps_skill, attempt):
            session.execute(sa.delete(table))


def test_sums_equal_the_naive_count_after_any_interleaving(app: Flask, clock: Any) -> None:
    packs = [put_pack(day(4)), put_pack(day(4, "dua"))]
    ticks = put_pack(checklist())
    phones = [Phone(app), Phone(app), Phone(app, tps_id=OTHER_TPS)]

    @st.composite
    def logs(draw: st.DrawFn) -> tuple[int, Log]:
        who = draw(st.integers(0, 2))
        if draw(st.booleans()):
            picks = draw(st.lists(st.sampled_from([RIGHT, WRONG]), max_size=4))
            return who, played(draw(st.sampled_from(packs)), picks)
        marks = draw(st.lists(st.sampled_from(["sudah", "belum"]), max_size=3))
        return who, Log(
            ticks, [opening(ticks, "semua"), *(line(at, "etik", ["netral", mark], "semua") for at, mark in enumerate(marks, 1))]
        )

    @settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(logs(), min_size=1, max_size=4), st.data())
    def interleave(played_logs: list[tuple[int, Log]], data: st.DataObject) -> None:
        wipe()
        for _ in range(data.draw(st.integers(1, 10))):
            match data.draw(st.sampled_from(["part", "part", "part", "fork", "recount", "heal", "unmark", "all"])):
                case "part":
                    who, log = data.draw(st.sampled_from(played_logs))
                    first = data.draw(st.integers(0, len(log.lines) - 1))
                    phones[who].send(log.part(first, data.draw(st.integers(first + 1, len(log.lines)))))
                case "fork":
                    who, log = data.draw(st.sampled_from(played_logs))
                    other = [*log.lines[:-1], log.lines[-1].replace(",", ", ", 0).replace("1790000", "1780000")]
                    phones[who].send(Log(log.pack_hash, other, log.attempt_id).part())
                case "recount":
                    rollups.recount(*EVERYTHING)
                case "heal":
                    attempts.heal(again=True)
                case "unmark":
                    with writing() as session:
                        session.execute(sa.delete(score))
                    attempts.heal()
                case "all":
                    rollups.mark_all()
            clock.advance(seconds=1)
        rollups.recount(*EVERYTHING)
        assert counted() == naive()
        assert not rows(dirty_tps)

    interleave()


def test_sums_go_upward_by_code(app: Flask) -> None:
    pack = put_pack(day(4))
    here, there, same = Phone(app), Phone(app, tps_id=OTHER_TPS), Phone(app)
    here.send(played(pack, [RIGHT] * 4).part(), played(pack, [RIGHT, RIGHT, RIGHT, WRONG]).part())
    same.send(played(pack, [RIGHT]).part())
    there.send(played(pack, [WRONG] * 4).part())
    by_tps = {each.code: each for each in rollups.sums(3579)}
    assert (by_tps[TPS].attempts, by_tps[TPS].members, by_tps[TPS].finished, by_tps[TPS].finished_members) == (3, 2, 2, 1)
    assert (by_tps[TPS].points, by_tps[TPS].max, by_tps[TPS].knockouts) == (16, 18, 1)
    assert by_tps[OTHER_TPS].points == 0
    (kota,) = rollups.sums(3579, by=4)
    assert (kota.code, kota.attempts, kota.members, kota.points, kota.knockouts) == (3579, 4, 3, 16, 2)
    assert [each.code for each in rollups.sums(357902, by=10)] == [OTHER_TPS // 1000, TPS // 1000]
    assert [each.attempts for each in rollups.sums(TPS // 1000, key=pack)] == [3]
    assert rollups.sums(357901) == [] and rollups.skills(357901) == {}
    assert rollups.skills(3579, by=4)[3579]["integritas"] == (6, 12)
    assert rollups.skills(TPS)[TPS]["tinta"] == (10, 10)


def test_a_reading_recounts_only_what_it_needs(app: Flask) -> None:
    pack = put_pack(day(4))
    Phone(app).send(played(pack, [RIGHT]).part())
    Phone(app, tps_id=OTHER_TPS).send(played(pack, [RIGHT]).part())
    rollups.sums(TPS)
    assert [row["tps_id"] for row in rows(dirty_tps)] == [OTHER_TPS]


def test_a_mark_left_during_a_recount_is_not_lost(app: Flask) -> None:
    """The recount deletes the marks it has read and no others."""
    pack = put_pack(day(4))
    phone = Phone(app)
    phone.send(played(pack, [RIGHT]).part())
    before = {row["mark"] for row in rows(dirty_tps)}
    engine = db.engine
    late: list[Any] = []

    @sa.event.listens_for(engine, "before_cursor_execute")
    def between(conn, cursor, statement, parameters, context, executemany) -> None:
        # Right before the marks are deleted, an upload of another process has left one more.
        if statement.startswith("DELETE FROM dirty_tps") and not late:
            late.append(1)
            conn.execute(sa.insert(dirty_tps).values(kab=3579, tps_id=TPS, mark=phone.member_id))

    rollups.recount(*EVERYTHING)
    sa.event.remove(engine, "before_cursor_execute", between)
    assert late and before
    # It was there when the next round looked, and that round took it.
    assert not rows(dirty_tps)
