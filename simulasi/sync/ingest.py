"""One upload: read what we hold, plan each part, have the plans committed, answer.

Planning reads without a lock and the writer compares before it sets: should somebody else have been faster, the plan is made anew.
An attempt sent from its first line is nearly always new: it is planned without asking, and asked for only when the plan would come to
anything else than a new attempt, or the writer finds that there is one.
"""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.exc import IntegrityError, OperationalError

from simulasi.sync import states, store
from simulasi.sync.change import Known
from simulasi.sync.draft import Desk, Draft, Owner, Result
from simulasi.sync.protocol import Named, Part, ProtocolError
from simulasi.sync.writer import Busy, Stale

_ROUNDS = 8


def upload(desk: Desk, owner: Owner, parts: Sequence[Part | Named], now_ms: int) -> list[Result]:
    """Store what can be stored and answer each part, in their order."""
    groups: dict[str, list[int]] = {}
    for at, part in enumerate(parts):
        groups.setdefault(part.attempt_id, []).append(at)
    answers: dict[int, Result] = {}
    owners = dict.fromkeys(groups, owner)
    doubted: set[str] = set()
    for turn in range(_ROUNDS):
        drafts = _plan(desk, owners, groups, parts, now_ms, answers, again=turn > 0)
        writing = [draft for draft in drafts if draft.change]
        again = _write(desk, writing)
        if not again:
            return [answers[at] for at in range(len(parts))]
        groups = {draft.attempt_id: groups[draft.attempt_id] for draft, _ in again}
        for draft, problem in again:
            if isinstance(problem, IntegrityError) and draft.attempt_id in doubted:
                # The table knows no such member (any more): what they send waits for a person to decide.
                owners[draft.attempt_id] = replace(owner, barred=states.MEMBER_UNKNOWN)
            elif isinstance(problem, IntegrityError):
                # Or no such pack: after a restore our shelf may hold one that the table has lost.
                doubted.add(draft.attempt_id)
                desk.shelf.clear()
    raise ProtocolError("busy", retry_after=5)


def _plan(
    desk: Desk,
    owners: dict[str, Owner],
    groups: dict[str, list[int]],
    parts: Sequence[Part | Named],
    now_ms: int,
    answers: dict[int, Result],
    again: bool,
) -> list[Draft]:
    drafts: dict[str, Draft] = {}

    def draw(attempt_id: str, known: Known) -> Draft:
        draft = Draft(desk, owners[attempt_id], attempt_id, known, now_ms)
        for at in groups[attempt_id]:
            part = parts[at]
            answers[at] = draft.add(part) if isinstance(part, Part) else draft.result(states.REFUSED, "line-invalid")
        return draft

    for attempt_id, places in groups.items():
        if not again and not owners[attempt_id].barred and _begins(parts[places[0]]):
            draft = draw(attempt_id, Known())
            if draft.change.new:
                drafts[attempt_id] = draft
    asked = [attempt_id for attempt_id in groups if attempt_id not in drafts]
    if asked:
        owner = owners[asked[0]]
        with desk.connect() as conn:
            known = store.read_known(conn, owner.kab, asked)
            if again:
                store.read_erased(conn, owner.kab, owner.member_id, known)
        drafts |= {attempt_id: draw(attempt_id, known[attempt_id]) for attempt_id in asked}
    return list(drafts.values())


def _begins(part: Part | Named) -> bool:
    return isinstance(part, Part) and part.from_seq == 0


def _write(desk: Desk, drafts: list[Draft]) -> list[tuple[Draft, Exception]]:
    """Commit, and give back the drafts that must be planned again."""
    try:
        problems = desk.writer.submit([draft.change for draft in drafts])
    except Busy:
        raise ProtocolError("busy", retry_after=10) from None
    again: list[tuple[Draft, Exception]] = []
    for draft, problem in zip(drafts, problems, strict=True):
        if isinstance(problem, Busy | OperationalError):
            # Disk full, database away or too slow: nothing of this attempt is stored, and the phone keeps it.
            raise ProtocolError("busy", retry_after=30) from problem
        if isinstance(problem, Stale | IntegrityError):
            again.append((draft, problem))
        elif problem is not None:
            raise problem
    return again
