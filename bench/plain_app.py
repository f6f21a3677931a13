"""What one would write first: Flask, JSON, a token looked up, an object for each attempt, event and answer, a commit for each upload.

It checks, replays and scores as ours does, with the same pragmas; `gunicorn plain_app:app` on sync workers. The oracle to be faster than.
"""

import json
import os

import sqlalchemy as sa
from flask import Flask, request
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship

import simulasi.extensions  # noqa: F401  its pragmas are set on every SQLite connection
from simulasi.engine.events import chain_next, chain_start, parse_line
from simulasi.engine.pack import load
from simulasi.engine.reducer import replay
from simulasi.engine.scoring import score


class Base(DeclarativeBase):
    """Its own tables in its own file."""


class Device(Base):
    """Who may upload."""

    __tablename__ = "device"
    token: Mapped[str] = mapped_column(primary_key=True)
    member_id: Mapped[str]


class Attempt(Base):
    """One play."""

    __tablename__ = "attempt"
    id: Mapped[str] = mapped_column(primary_key=True)
    member_id: Mapped[str] = mapped_column(index=True)
    head: Mapped[str]
    points: Mapped[int]
    events: Mapped[list["Event"]] = relationship()
    answers: Mapped[list["Answer"]] = relationship()


class Event(Base):
    """One line."""

    __tablename__ = "event"
    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[str] = mapped_column(sa.ForeignKey("attempt.id"), index=True)
    seq: Mapped[int]
    step: Mapped[str]
    answer: Mapped[object] = mapped_column(sa.JSON)
    role: Mapped[str]
    wall: Mapped[int] = mapped_column(sa.BigInteger)
    mono: Mapped[int] = mapped_column(sa.BigInteger)


class Answer(Base):
    """What came of one decision."""

    __tablename__ = "answer"
    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[str] = mapped_column(sa.ForeignKey("attempt.id"), index=True)
    step: Mapped[str]
    outcome: Mapped[str]
    points: Mapped[int]
    max: Mapped[int]
    right: Mapped[int]
    auto: Mapped[int]


engine = sa.create_engine(os.environ.get("PLAIN_DATABASE_URL", "sqlite://"))
app = Flask(__name__)
packs: dict[str, object] = {}


@app.post("/upload")
def upload() -> tuple[dict, int]:
    """Take one attempt."""
    with Session(engine) as session:
        device = session.get(Device, request.headers["Authorization"].removeprefix("Bearer "))
        if device is None:
            return {"error": "token"}, 401
        sent = json.loads(request.get_data())
        if session.get(Attempt, sent["attempt_id"]) is None:
            session.add(_attempt(device.member_id, sent))
            session.commit()
        return {"status": "diterima"}, 200


def _attempt(member_id: str, sent: dict) -> Attempt:
    head = chain_start(sent["attempt_id"])
    for line in sent["lines"]:
        head = chain_next(head, line)
    assert head == sent["head"]
    events = [parse_line(line) for line in sent["lines"]]
    pack = _pack()
    state = replay(pack, events)
    return Attempt(
        id=sent["attempt_id"],
        member_id=member_id,
        head=head,
        points=score(pack, state)["points"],
        events=[Event(**event) for event in events],
        answers=[Answer(**answer) for answer in state["answers"]],
    )


def _pack() -> object:
    if not packs:
        with open(os.environ["PLAIN_PACK"], "rb") as file:
            packs["one"] = load(json.load(file))
    return packs["one"]


def prepare(url: str, tokens: dict[str, str]) -> None:
    """Make the tables and let these tokens in."""
    made = sa.create_engine(url)
    Base.metadata.create_all(made)
    with made.begin() as conn:
        conn.execute(sa.insert(Device), [{"token": token, "member_id": member} for token, member in tokens.items()])
    made.dispose()


def stored(url: str) -> int:
    """How many attempts there are."""
    made = sa.create_engine(url)
    with made.connect() as conn:
        found = conn.execute(sa.select(sa.func.count()).select_from(Attempt)).scalar_one()
    made.dispose()
    return found
