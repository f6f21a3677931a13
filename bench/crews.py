"""Twenty crews at once on one server: how late a table hears what another table did; `.venv/bin/python bench/crews.py`.

Eight clients a crew (seven seats and a board) ask by long polling; the seats answer one after the other, a decision about every `THINK` seconds.
DETIK and REGU in the environment change how long and how many. Not part of `make bench`: it needs a machine of its own to say anything.
"""

from gevent import monkey

monkey.patch_all()

import json  # noqa: E402
import os  # noqa: E402
import random  # noqa: E402
import sys  # noqa: E402
import tempfile  # noqa: E402
import time  # noqa: E402
import uuid  # noqa: E402
from http.client import HTTPConnection  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

import gevent  # noqa: E402
from budget import done, say  # noqa: E402

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from simulasi import create_app  # noqa: E402
from simulasi.config import from_env  # noqa: E402
from simulasi.extensions import db  # noqa: E402
from simulasi.services import crew_control, demo  # noqa: E402
from tests.crew_kit import SEVEN, small_session, trainer  # noqa: E402
from tests.e2e.conftest import Server  # noqa: E402

CREWS = int(os.environ.get("REGU", "20"))
SECONDS = int(os.environ.get("DETIK", "60"))
THINK = 1.0
NONCE = "0123456789abcdef"
SEATS = [f"kpps_{n}" for n in range(1, 8)]
STEPS = {seat: [step for step in SEVEN["steps"] if step["role"] == seat] for seat in SEATS}


class Client:
    """One phone: a connection that waits for news and one that hands in."""

    def __init__(self, port: int, session: Any, seat: str) -> None:
        self.port, self.session, self.seat = port, session, seat
        self.waiting, self.giving = HTTPConnection("127.0.0.1", port, timeout=60), HTTPConnection("127.0.0.1", port, timeout=60)
        name = uuid.uuid4().hex
        self.attempt = f"{name[:8]}-{name[8:12]}-7{name[13:16]}-8{name[17:20]}-{name[20:]}"
        self.lines: list[str] = []
        self.heard: list[tuple[float, list[Any]]] = []
        self.token = self.call(self.giving, "/api/regu/gabung", {"kode": session.code})["token"]
        self.joined = 0.0

    def call(self, connection: HTTPConnection, path: str, body: dict[str, Any]) -> dict[str, Any]:
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {getattr(self, 'token', '')}"}
        for last in (False, True):
            try:
                connection.request("POST", path, json.dumps({"nonce": NONCE, **body}), headers)
                answer = connection.getresponse()
                break
            except ConnectionError:  # nobody spoke for half a minute and the server hung up; a phone calls again, as here
                connection.close()
                if last:
                    raise
        found: dict[str, Any] = json.loads(answer.read())
        assert answer.status == 200, found
        return found

    def listen(self, until: float) -> None:
        while time.monotonic() < until:
            after = self.heard[-1][1][0] if self.heard else 0
            news = self.call(self.waiting, "/api/regu/tukar", {"after": after, "wait": 1})["kejadian"]
            now = time.monotonic()
            self.heard += [(now, event) for event in news]

    def give(self, step: str, answer: Any) -> float:
        """Hand in one line; when it was handed in."""
        self.lines.append(
            json.dumps([len(self.lines), step, answer, "" if step in ("mulai", "+kursi") else self.seat, 1, 1], separators=(",", ":"))
        )
        begun = time.monotonic()
        part = {"attempt_id": self.attempt, "from_seq": len(self.lines) - 1, "lines": self.lines[-1:]}
        heard = self.heard[-1][1][0] if self.heard else 0
        result = self.call(self.giving, "/api/regu/tukar", {"after": heard, "logs": [part]})["hasil"][0]
        assert result["last_seq"] == len(self.lines) - 1, result
        return begun


def play(clients: list[Client], until: float, sent: dict[tuple[str, int], float]) -> None:
    """One crew: everybody sits down, then decisions go round; the same step again is only another line for the relay."""
    pins = [clients[0].session.pack_hash, "1", SEVEN["ruleset"], "regu", str(clients[0].session.id)]
    for client in clients[:7]:
        begun = client.give("mulai", [*pins, f"{client.seat}:0"])
        client.joined = time.monotonic() - begun
        sent[client.attempt, 0] = begun
    turn = 0
    while time.monotonic() < until:
        client = clients[turn % 7]
        step = STEPS[client.seat][(turn // 7) % len(STEPS[client.seat])]
        answer = step["options"][0]["id"] if step["kind"] == "choice" else [["pengguna", 1], ["digunakan", 1]]
        begun = client.give(step["id"], answer)
        sent[client.attempt, len(client.lines) - 1] = begun
        turn += 1
        gevent.sleep(THINK * random.uniform(0.6, 1.4))


def memory(server: Server) -> int:
    """Resident megabytes of gunicorn and its workers."""
    assert server.process is not None
    family = {server.process.pid}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (entry / "stat").exists():
            parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            if parent == server.process.pid:
                family.add(int(entry.name))
    pages = sum(int((Path("/proc") / str(pid) / "statm").read_text().split()[1]) for pid in family)
    return pages * os.sysconf("SC_PAGE_SIZE") // 2**20


def main() -> int:
    """Play, then compare what everybody heard with what was sent and with what is in the tables."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder))
        server.flask("database", "siapkan")
        server.flask("demo", "muat")
        app = create_app(from_env({"SIMULASI_VAR": folder}))
        with app.app_context():
            made = [
                small_session(trainer(wilayah=demo.TPS // 1000), raw=SEVEN, code="".join(chr(65 + int(d)) for d in f"{n:06d}"))
                for n in range(CREWS)
            ]
            db.session.remove()
        server.start()
        try:
            empty = memory(server)
            crews = [[Client(server.port, session, seat) for seat in [*SEATS, "papan"]] for session in made]
            until = time.monotonic() + SECONDS
            settled = time.monotonic() + min(20, SECONDS / 3)  # until then both workers still compress the app's files
            sent: dict[tuple[str, int], float] = {}
            listeners = [gevent.spawn(client.listen, until + 3) for crew in crews for client in crew]
            gevent.joinall([gevent.spawn(play, crew, until, sent) for crew in crews], raise_error=True)
            full = memory(server)
            gevent.joinall(listeners, raise_error=True)
        finally:
            server.stop()
        with app.app_context():
            stored = {session.id: crew_control.news(session)["kejadian"] for session in made}
            db.session.remove()
            db.engine.dispose()
    late, lost, disorder = [], 0, 0
    for crew in crews:
        truth = stored[crew[0].session.id]
        given = {client.attempt: client.lines for client in crew if client.lines}
        for attempt, lines in given.items():
            lost += lines != [event[3] for event in truth if event[1] == attempt]
        for client in crew:
            numbers = [event[0] for _, event in client.heard]
            disorder += numbers != list(range(1, len(truth) + 1))
            # Sitting down comes all at once, to a cold server: it is measured by itself.
            late += [
                now - sent[event[1], event[2]] for now, event in client.heard if event[2] and sent.get((event[1], event[2]), 0) > settled
            ]
    late.sort()
    joins = sorted(client.joined for crew in crews for client in crew[:7])
    print(f"{CREWS} regu x 8 sambungan, {SECONDS} detik, {len(sent)} keputusan, {len(late)} kali didengar")
    lines = [
        say("keputusan terdengar di meja lain, p50", 1000 * late[len(late) // 2], "ms", 400, 2000),
        say("keputusan terdengar di meja lain, p95", 1000 * late[len(late) * 95 // 100], "ms", 1500, 5000),
        say("duduk di kursi, p95", 1000 * joins[len(joins) * 95 // 100], "ms", 1000, 5000),
        say("ingatan gunicorn dan pekerjanya", full, "MB", 400, 800, note=f"kosong {empty}"),
        say("log yang tidak sama dengan yang dikirim", lost, "", 0, 0),
        say("pendengar yang kehilangan atau bertukar urutan", disorder, "", 0, 0),
    ]
    return done(lines)


if __name__ == "__main__":
    sys.exit(main())
