"""Are the sums the boards read those of the attempts? Counted here another way: plainly, for one desa, without the services that wrote them (only what
a question is, `items.BOOK` says)."""

import json
from collections import Counter, defaultdict
from typing import Any

import sqlalchemy as sa

from simulasi.extensions import db
from simulasi.models.packed import PackedText
from simulasi.services.items import BOOK

Sums = Counter[Any]


def compared(desa: int, tests: tuple[str, str]) -> dict[str, tuple[int, int]]:
    """Of each kind of sum how many there are and how many are otherwise than counted here."""
    with db.engine.connect() as conn:
        told = {name: _told(conn, query, desa) for name, query in TOLD.items()}
        found = _found(conn, desa, tests)
    return {
        name: (len(sums), sum(found[name].get(key, 0) != value for key, value in sums.items()) + _more(found[name], sums))
        for name, sums in told.items()
    }


def _more(found: Sums, told: dict[Any, int]) -> int:
    return sum(key not in told for key, value in found.items() if value)


TOLD = {
    "hari selesai": "SELECT tps_id, 0, finished FROM r_tps WHERE key = 'hari' AND tps_id / 1000 = :desa",
    "nilai": "SELECT tps_id, 0, points FROM r_tps WHERE key = 'hari' AND tps_id / 1000 = :desa",
    "keterampilan": "SELECT tps_id, skill, points FROM r_tps_skill WHERE tps_id / 1000 = :desa",
    "butir": "SELECT tps_id, '', sum(good) FROM r_item WHERE choice = '' AND tps_id / 1000 = :desa GROUP BY tps_id",
    "sebelum dan sesudah": "SELECT tps_id, '', n FROM r_gain WHERE skill = '' AND tps_id / 1000 = :desa",
    "yang hilang sebelum": "SELECT tps_id, '', x FROM r_gain WHERE skill = '' AND tps_id / 1000 = :desa",
    "ingat, semua jarak": "SELECT tps_id, '', sum(good) FROM r_lupa WHERE skill = '' AND tps_id / 1000 = :desa GROUP BY tps_id",
    "ingat, sedesa": "SELECT 0, '', sum(n) FROM r_lupa_desa WHERE skill = '' AND desa = :desa",
}


def _told(conn: sa.Connection, query: str, desa: int) -> dict[Any, int]:
    return {(where, what): int(value) for where, what, value in conn.execute(sa.text(query), {"desa": desa}) if value}


def _found(conn: sa.Connection, desa: int, tests: tuple[str, str]) -> dict[str, Sums]:
    query = """SELECT a.tps_id, a.member_id, a.kind, encode(a.pack_hash, 'hex') AS hash, a.received, s.done, s.points, s.detail
      FROM attempt a JOIN score s USING (kab, attempt_id) WHERE a.tps_id / 1000 = :desa ORDER BY a.received"""
    found: dict[str, Sums] = defaultdict(Counter)
    of: dict[Any, list[Any]] = defaultdict(list)
    for row in conn.execute(sa.text(query), {"desa": desa}):
        detail = json.loads(PackedText().process_result_value(row.detail, conn.dialect) or "{}")
        of[row.tps_id, row.member_id].append((row, detail))
        found["butir"][row.tps_id, ""] += len(detail["items"]["right"])
        if row.kind == "hari":
            found["hari selesai"][row.tps_id, 0] += row.done
            found["nilai"][row.tps_id, 0] += row.points
            for skill, mark in detail["score"]["skills"].items():
                found["keterampilan"][row.tps_id, skill] += mark["points"]
    for (tps_id, _), plays in of.items():
        _tests(found, tps_id, plays, tests)
        _kept(found, tps_id, plays)
    return found


def _tests(found: dict[str, Sums], tps_id: int, plays: list[Any], tests: tuple[str, str]) -> None:
    sat = {row.hash: detail["items"] for row, detail in plays if row.hash in tests}
    if len(sat) == 2:
        right, wrong = (len(sat[tests[0]][name]) for name in ("right", "wrong"))
        found["sebelum dan sesudah"][tps_id, ""] += 1
        found["yang hilang sebelum"][tps_id, ""] += 100 - round(100 * right / (right + wrong))


def _kept(found: dict[str, Sums], tps_id: int, plays: list[Any]) -> None:
    """Weeks lie between the plays: whatever was asked in an earlier one is asked again, the first time in each play."""
    known: set[str] = set()
    for row, detail in plays:
        topics: dict[str, bool] = {}
        for at, right in _in_order(detail):
            topics.setdefault(BOOK.of(row.hash)[at].topic, right)
        for topic in topics.keys() & known:
            found["ingat, semua jarak"][tps_id, ""] += topics[topic]
            found["ingat, sedesa"][0, ""] += 1
        known |= topics.keys()


def _in_order(detail: dict[str, Any]) -> list[tuple[int, bool]]:
    """All within an hour, of which only how many were right is kept: those are taken to come first."""
    items = detail["items"]
    return [*((at, True) for at in items["right"]), *((at, False) for at, _ in items["wrong"])]
