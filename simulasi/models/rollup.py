"""What the boards read: derived from `attempt` and `score`, recomputed TPS by TPS, and free to be dropped and built again.

One row for each member, TPS, week and item: a page costs what it shows, however many attempts lie behind it.
"""

import sqlalchemy as sa

from simulasi.extensions import db
from simulasi.models.base import Uuid16
from simulasi.models.packed import PackedText


def _key(*more: sa.Column) -> tuple[sa.Column, ...]:
    return (
        sa.Column("kab", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("tps_id", sa.BigInteger, primary_key=True, autoincrement=False),
        *more,
    )


def _whole(*names: str) -> tuple[sa.Column, ...]:
    return tuple(sa.Column(name, sa.Integer, nullable=False, default=0) for name in names)


# A member's days. `last` and `best` in percent, -1 while nothing is finished; `knockouts` are the codes of the newest finished day.
r_member = sa.Table(
    "r_member",
    db.metadata,
    *_key(sa.Column("member_id", Uuid16, primary_key=True)),
    *_whole("days", "finished", "last", "best"),
    sa.Column("knockouts", sa.String(40), nullable=False, default=""),
    sa.Column("refusal", sa.String(24), nullable=False, default=""),
    sa.Column("updated", sa.BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

# How many members of a TPS stand where, by the words of the board; `seats` are the roles (of 7) with somebody ready.
r_siap = sa.Table(
    "r_siap",
    db.metadata,
    *_key(),
    *_whole("siap", "hampir", "belum", "berat", "seats"),
    sa.Column("updated", sa.BigInteger, nullable=False),
)

# Days by the week they arrived in (counted from 1970, Monday first), for comparison over time.
r_week = sa.Table(
    "r_week",
    db.metadata,
    *_key(sa.Column("week", sa.Integer, primary_key=True, autoincrement=False)),
    *_whole("attempts", "finished", "members", "points", "max", "knockouts"),
)

# What was answered on an item (a rule as one role meets it). `choice` empty: all answers, with x the percent of the whole attempt: sums
# from which difficulty and discrimination follow, and which can be added up. Else how often this wrong answer was given.
_ITEM = ("n", "good", "people", "sure", "sure_wrong", "x", "xx", "xr")
r_item = sa.Table(
    "r_item",
    db.metadata,
    *_key(sa.Column("item", sa.String(16), primary_key=True), sa.Column("choice", sa.String(16), primary_key=True)),
    *_whole(*_ITEM),
)
r_item_desa = sa.Table(
    "r_item_desa",
    db.metadata,
    sa.Column("kab", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("desa", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("item", sa.String(16), primary_key=True),
    sa.Column("choice", sa.String(16), primary_key=True),
    *_whole(*_ITEM),
)

# Before and after, of the people who finished both tests; skill empty: the whole test. `x` and `y` are what was lost (percent) before and
# after, with their squares and product: class gain and its interval follow, and can be added up. `lost`: right before, wrong after;
# `waiting`: people who have only done the first test.
_GAIN = ("n", "x", "y", "xx", "yy", "xy", "lost", "waiting")
# Answers by how many days ago the same thing was asked before (0 to 4, see `learned.GAPS`): all, the right ones; `known` and `kept` the
# same among those that had been right before. Skill empty: all skills.
_LUPA = ("n", "good", "known", "kept", "people")


def _skill() -> sa.Column:
    return sa.Column("skill", sa.String(40), primary_key=True)


def _gap() -> sa.Column:
    return sa.Column("gap", sa.SmallInteger, primary_key=True, autoincrement=False)


def _desa_key(*more: sa.Column) -> tuple[sa.Column, ...]:
    return (
        sa.Column("kab", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("desa", sa.BigInteger, primary_key=True, autoincrement=False),
        *more,
    )


r_gain = sa.Table("r_gain", db.metadata, *_key(_skill()), *_whole(*_GAIN))
r_gain_desa = sa.Table("r_gain_desa", db.metadata, *_desa_key(_skill()), *_whole(*_GAIN))
r_lupa = sa.Table("r_lupa", db.metadata, *_key(_skill(), _gap()), *_whole(*_LUPA))
r_lupa_desa = sa.Table("r_lupa_desa", db.metadata, *_desa_key(_skill(), _gap()), *_whole(*_LUPA))

# What an item is, as the pack that brought it first told it; the same everywhere, hence without `kab`.
item = sa.Table(
    "item",
    db.metadata,
    sa.Column("item", sa.String(16), primary_key=True),
    sa.Column("choice", sa.String(16), primary_key=True),
    sa.Column("ruleset", sa.String(40), nullable=False),
    sa.Column("role", sa.String(16), nullable=False),
    sa.Column("skill", sa.String(40), nullable=False),
    sa.Column("title", sa.String(400), nullable=False),
    sa.Column("sources", sa.String(400), nullable=False),
)

# Something to look at and ask about, never a verdict: kinds cepat, jam, cabang, kembar. `evidence` is JSON.
r_hint = sa.Table(
    "r_hint",
    db.metadata,
    *_key(sa.Column("attempt_id", Uuid16, primary_key=True), sa.Column("kind", sa.String(12), primary_key=True)),
    sa.Column("member_id", Uuid16, nullable=False),
    sa.Column("evidence", PackedText, nullable=False),
)

TABLES = (r_member, r_siap, r_week, r_item, r_hint, r_gain, r_lupa)
# Sums of TPS that are kept for each desa too: what a page of a kabupaten costs must not grow with its TPS.
BY_DESA = ((r_item, r_item_desa), (r_gain, r_gain_desa), (r_lupa, r_lupa_desa))
