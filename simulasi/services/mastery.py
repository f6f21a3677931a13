"""What a member has shown, read from the logs the server holds: the rules of mastery, the same as on the phone (static/js/learn/mastery.js).

Nothing is stored: the logs are the truth, and a phone that says "met" is believed only when its logs say so here too.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from simulasi.engine import Pack, Refusal, parse_line, start
from simulasi.engine.reducer import apply_in_place, read_start
from simulasi.extensions import db
from simulasi.models.attempt import attempt
from simulasi.services.desk import office
from simulasi.sync import store

KNOWLEDGE, RUN, RUNS, ETHICS, OF = 80, 90, 2, 7, 8
SIGNED = "pakta-integritas-tanda-tangan"
BREACHES = ("integritas", "pidana")
DAY_MS, HOUR_MS = 86_400_000, 3_600_000
CENTRAL = frozenset((51, 52, 53, 63, 64, 65, 71, 72, 73, 74, 75, 76))
FIRST_EASTERN = 81


@dataclass(frozen=True, slots=True)
class Review:
    """One graded answer of a member."""

    wall: int
    attempt: str
    seq: int
    kind: str
    size: str
    pack_hash: str
    topic: str
    right: int
    max: int
    knockout: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What is still missing, by code; with the two shares where both tests are done."""

    missing: tuple[str, ...]
    pre: int
    post: int
    last_day: int


def standing(kab: int, member_id: UUID) -> Standing:
    """Read a member's logs and say where they stand."""
    reviews, finished, ticked = _read(kab, member_id)
    reviews.sort(key=lambda each: (each.wall, each.attempt, each.seq))
    days = _days(reviews, kab)
    pre, post = tests(reviews, finished)
    missing = [
        *([] if SIGNED in ticked else ["pakta"]),
        *([] if post is not None else ["uji"]),
        *(["nilai"] if post is not None and post < KNOWLEDGE else []),
        *([] if good_runs(reviews, days, finished) >= RUNS else ["hari"]),
        *(["gugur"] if is_open(reviews) else []),
    ]
    return Standing(tuple(missing), pre or 0, post or 0, days[-1] if days else 0)


def share(right: int, of: int) -> int:
    """Whole hundredths, rounded down."""
    return right * 100 // of if of else 0


def tests(reviews: Iterable[Review], finished: set[str]) -> tuple[int | None, int | None]:
    """The shares of the first finished test and of the newest finished one of the other form."""
    papers: dict[str, list[Review]] = defaultdict(list)
    for each in reviews:
        if each.kind == "uji" and each.attempt in finished:
            papers[each.attempt].append(each)
    listed = list(papers.values())
    if not listed:
        return None, None
    after = next((paper for paper in reversed(listed[1:]) if paper[0].size != listed[0][0].size), None)

    def mark(paper: list[Review]) -> int:
        return share(sum(each.right for each in paper), len(paper))

    return mark(listed[0]), None if after is None else mark(after)


def good_runs(reviews: list[Review], days: list[int], finished: set[str]) -> int:
    """Two when two good days without a knock-out were played on two dates with two packs, else how many of one kind, at most one."""
    runs: dict[str, list[int]] = {}
    names: dict[str, str] = {}
    for each, day in zip(reviews, days, strict=True):
        if each.kind != "hari" or each.attempt not in finished:
            continue
        run = runs.setdefault(each.attempt, [0, 0, 0, 0])
        run[0] = day
        run[1] += each.right if each.max else 0
        run[2] += 1 if each.max else 0
        run[3] += 1 if each.knockout else 0
        names[each.attempt] = each.pack_hash
    good = [(run[0], names[name]) for name, run in runs.items() if share(run[1], run[2]) >= RUN and not run[3]]
    pair = any(one[0] != other[0] and one[1] != other[1] for one in good for other in good)
    return RUNS if pair else min(len(good), 1)


def is_open(reviews: list[Review]) -> bool:
    """Whether an integrity breach has not been repaired: seven of the newest eight ethics answers after it right, none of them a breach."""
    at = max((index for index, each in enumerate(reviews) if each.knockout in BREACHES), default=-1)
    if at < 0:
        return False
    recent = [each for each in reviews[at + 1 :] if each.topic.startswith("etik-")][-OF:]
    return len(recent) < OF or sum(each.right for each in recent) < ETHICS


def zone(kab: int) -> int:
    """Hours ahead of UTC in a kabupaten/kota."""
    province = kab // 100
    return 8 if province in CENTRAL else 9 if province >= FIRST_EASTERN else 7


def _days(reviews: list[Review], kab: int) -> list[int]:
    """The day of each review at the TPS; days never run backwards."""
    hours = zone(kab)
    days: list[int] = []
    for each in reviews:
        days.append(max(days[-1] if days else 0, (each.wall + hours * HOUR_MS) // DAY_MS))
    return days


def _read(kab: int, member_id: UUID) -> tuple[list[Review], set[str], set[str]]:
    """Replay every attempt of a member: graded answers, attempts that are over, cards ticked last as done."""
    rows = db.session.execute(
        sa.select(attempt.c.attempt_id, attempt.c.pack_hash)
        .where(attempt.c.kab == kab, attempt.c.member_id == member_id, attempt.c.forked == 0)
        .order_by(attempt.c.attempt_id)
    ).all()
    reviews: list[Review] = []
    finished: set[str] = set()
    ticked: set[str] = set()
    for attempt_id, pack_hash in rows:
        pack = office().shelf.get(pack_hash)
        if pack is None:
            continue
        lines = store.read_lines(db.session.connection(), kab, attempt_id)
        done = _replay(pack, str(attempt_id), pack_hash, lines, reviews, ticked)
        if done:
            finished.add(str(attempt_id))
    return reviews, finished, ticked


def _replay(loaded: Pack, name: str, pack_hash: str, lines: list[str], reviews: list[Review], ticked: set[str]) -> bool:
    raw = loaded.raw
    try:
        events = [parse_line(line) for line in lines]
        state = start(loaded, read_start(loaded, events[0]))
        for event in events[1:]:
            answers, knocked = len(state["answers"]), len(state["knockouts"])
            apply_in_place(loaded, state, event)
            entry = next((each for each in state["answers"][answers:] if each["step"] == event["step"] and not each["auto"]), None)
            if entry is None:
                continue
            step = loaded.steps[loaded.index[event["step"]]]
            fresh = state["knockouts"][knocked:]
            code = fresh[0]["code"] if fresh else ""
            head = (event["wall"], name, event["seq"], raw["kind"], raw["size"], pack_hash, step.get("topic", ""))
            reviews.append(Review(*head, entry["right"], entry["max"], code))
    except Refusal:
        return False  # scored as far as it goes elsewhere; here it shows nothing more
    if raw["kind"] == "belajar":
        for item, word in state["checks"].items():
            (ticked.add if word == "sudah" else ticked.discard)(item)
    return bool(state["done"])
