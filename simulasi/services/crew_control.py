"""What the trainer does while a crew plays, and what came out of it: acts are notes in the session's own log, in order with the seats' lines."""

from typing import Any

import sqlalchemy as sa

from simulasi import clock
from simulasi.engine import faultless_day, form_differences, list_slips, score, seat_scores
from simulasi.extensions import db, writing
from simulasi.models.crew import group_session
from simulasi.services import accounts, group_sessions, server_state
from simulasi.services.crew_relay import note, still_here
from simulasi.services.crew_room import room_of
from simulasi.services.group_sessions import Session
from simulasi.sync.protocol import ProtocolError

STATUS_OF = {"mulai": "berjalan", "lanjut": "berjalan", "jeda": "jeda", "selesai": "selesai"}
NEEDS_SEAT = ("paket", "kembali")
NEEDS_TEXT = ("kejadian", "catat")


class ActRefused(Exception):
    """The act cannot be done; the sentence says why."""


def act(found: Session, by: accounts.Staff, what: str, seat: str = "", text: str = "", pace: int | None = None) -> None:
    """Do one act. Raises ActRefused."""
    try:
        _act(found, by, what, seat, text, pace)
    except ProtocolError as gone:
        raise ActRefused(gone.message) from None


def _act(found: Session, by: accounts.Staff, what: str, seat: str, text: str, pace: int | None) -> None:
    if found.status == "batal":
        raise ActRefused("Sesi ini dibatalkan.")
    room = still_here(room_of(found.kab, found.id, found.pack_hash, db.session))
    roles = [role["id"] for role in room.pack.raw["roles"]]
    if (what in NEEDS_SEAT and seat not in roles) or (seat and seat not in roles):
        raise ActRefused("Pilih kursi yang ada di hari ini.")
    if what in NEEDS_TEXT and not text.strip():
        raise ActRefused("Tulis apa yang terjadi.")
    if what == "laju" and pace is None:
        raise ActRefused("Isi jeda antarpemilih, 0 sampai 120 detik.")
    told: dict[str, Any] = {"act": what}
    if seat:
        told["kursi"] = seat
    if text.strip():
        told["teks"] = text.strip()
    if what == "laju":
        told["laju"] = pace
    if what == "kembali":
        told["sampai"] = room.covered_up_to(seat)
    if what in STATUS_OF:
        _move(found, STATUS_OF[what])
    note(found, told)
    with writing() as session:
        accounts.record(session, by.id, by.kab, f"sesi regu {what}", str(found.id))


def news(found: Session, after: int = 0) -> dict[str, Any]:
    """What happened after `after`, for the board and the debrief: they merge it themselves, with the phone's engine.

    `zaman` is the epoch the numbers are of; `pulih`, when the server was restored a short while ago: the moment of the backup, and of the restore.
    """
    room = room_of(found.kab, found.id, found.pack_hash, db.session)
    since = max(0, after)
    told = {"n": room.n, "kejadian": room.events[since:], "waktu": room.times[since:], "zaman": room.epoch}
    return {"sesi": found.wire(), "pertanyaan": found.plan["pertanyaan"], **told, "pulih": _restored(found)}


def result(found: Session) -> dict[str, Any]:
    """The crew's day as this server replays it: state, slips, what differs from the faultless day, points per seat."""
    room = room_of(found.kab, found.id, found.pack_hash, db.session)
    day = room.day(final=True)
    if "refused" in day:
        return day
    state = day["state"]
    return {
        "hari": {name: day[name] for name in ("state", "missing", "covered", "unreached", "conflicts")},
        "lolos": list_slips(room.pack, state),
        "beda": form_differences(state, faultless_day(room.pack)),
        "nilai": score(room.pack, state),
        "nilai_kursi": seat_scores(room.pack, state),
    }


def _restored(found: Session) -> list[int] | None:
    """For a day that is not over, as long as an evening: who ended it has seen this."""
    last = server_state.last_restore(db.session)
    return last if last and clock.now_ms() - last[1] < group_sessions.DAY_MS and found.status in group_sessions.OPEN else None


def _move(found: Session, status: str) -> None:
    here = (group_session.c.kab == found.kab, group_session.c.id == found.id)
    with writing() as session:
        session.execute(sa.update(group_session).where(*here).values(status=status, rev=group_session.c.rev + 1))
