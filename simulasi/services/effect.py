"""Whether the meetings of a desa did something: the same people on the same topic before and after, and how many of them there are.

Without a group that did not meet there is no proof: whoever practises more answers better too. The page says so.
"""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from simulasi.extensions import db
from simulasi.models.attempt import DETAIL, attempt, score
from simulasi.models.forum import kelompok_member
from simulasi.services import interval, kode, meetings, topics
from simulasi.services.hiding import FEW
from simulasi.services.meetings import Meeting


@dataclass(frozen=True, slots=True)
class Effect:
    """A meeting: of `pairs` people with results before and after, the mean percent of each, and the difference with its interval."""

    meeting: Meeting
    name: str
    people: int
    pairs: int | None
    before: int | None = None
    after: int | None = None
    low: int | None = None
    high: int | None = None

    @property
    def difference(self) -> int | None:
        """In points of a hundred."""
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def words(self) -> str:
        """What may be said, and no more."""
        if self.pairs is None:
            return "kurang dari 5 orang"
        if not self.pairs:
            return "belum ada orang dengan hasil sebelum dan sesudah"
        if self.low is None or self.high is None:
            return "terlalu sedikit orang untuk disimpulkan"
        return "naik" if self.low > 0 else "turun" if self.high < 0 else "belum terlihat bedanya"


def of_desa(desa: int, top: int) -> list[Effect]:
    """The meetings that have begun, newest first; `top` as in `progress`."""
    kab = kode.kab_of(desa)
    held = meetings.begun(kab, desa)
    plays = {group: _plays(kab, group) for group in {each.group.id for each in held}}
    # What a PPS calls a group may name people: above the desa it is a number.
    order = {key: at for at, key in enumerate(sorted(plays, key=str), 1)}
    names = {each.group.id: f"Kelompok {order[each.group.id]}" if top else each.group.nama for each in held}
    return [_effect(each, names[each.group.id], plays[each.group.id], not top) for each in held]


def _plays(kab: int, group: UUID) -> list[tuple[UUID, str, int, dict]]:
    query = (
        sa.select(attempt.c.member_id, attempt.c.pack_hash, attempt.c.received, DETAIL)
        .join(score, sa.and_(score.c.kab == attempt.c.kab, score.c.attempt_id == attempt.c.attempt_id))
        .join(kelompok_member, sa.and_(kelompok_member.c.kab == attempt.c.kab, kelompok_member.c.member_id == attempt.c.member_id))
        .where(kelompok_member.c.kab == kab, kelompok_member.c.kelompok_id == group, score.c.refusal == "")
    )
    return [(row.member_id, row.pack_hash, row.received, row.detail) for row in db.session.execute(query)]


def _effect(found: Meeting, name: str, plays: list[tuple[UUID, str, int, dict]], named: bool) -> Effect:
    sums: dict[UUID, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for who, pack_hash, received, detail in plays:
        points, best = topics.marks(found.topic, pack_hash, detail)
        at = 2 if received >= found.start else 0
        sums[who][at] += points
        sums[who][at + 1] += best
    both = [(100 * one / of, 100 * then / most) for one, of, then, most in sums.values() if of and most]
    pairs, people = len(both), found.group.members
    if not pairs:
        return Effect(found, name, people, 0)
    if pairs < FEW and not named:
        return Effect(found, name, people, None)
    before, after = (sum(each) / pairs for each in zip(*both, strict=True))
    rises = [round(then - one) for one, then in both]
    low, high = interval.of_mean(pairs, sum(rises), sum(each * each for each in rises)) or (None, None)
    return Effect(found, name, people, pairs, round(before), round(after), low, high)
