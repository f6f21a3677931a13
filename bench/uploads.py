"""Accepted, scored, durable uploads per second through gunicorn, as ratios in one run; `.venv/bin/python bench/uploads.py`.

Beside an endpoint that stores nothing, raw inserts of the same rows, and a plain ORM that keeps a row for each event. The load comes
from this process on the same cores; CPU per request is read from /proc and does not mind. Everything is in a folder thrown away.
"""

import base64
import gzip
import json
import os
import secrets
import selectors
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import days
import plain_app
import sqlalchemy as sa
from budget import done, say

from simulasi import clock, create_app
from simulasi.config import Config
from simulasi.extensions import db, writing
from simulasi.models.attempt import attempt
from simulasi.models.bundle import proof
from simulasi.models.member import member
from simulasi.services import packs, rollups
from simulasi.services.desk import office
from simulasi.sync import replay, tokens
from simulasi.sync.change import Change, Known
from simulasi.sync.draft import Draft, Owner
from simulasi.sync.lines import read_lines
from simulasi.sync.packed import Lexicon
from simulasi.sync.packed import pack as pack_lines
from simulasi.sync.protocol import Part

ROOT = Path(__file__).resolve().parent.parent
KAB, TPS = 3579, 3579022009001
# As many as one worker works on at once: none is sent back, even should all come to the same one.
UPLOADS, CLIENTS = 3000, 32
SIGNATURE = 64
PLAIN_SECONDS = 6.0
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Load:
    """What the phones will send: ready-made requests, and the same attempts for the writers without HTTP."""

    requests: list[bytes]
    plain: list[bytes]
    tokens: dict[str, str]
    attempts: list[tuple[uuid.UUID, Part]]
    bytes_per_upload: float


def settings(folder: Path) -> Config:
    """A server of its own."""
    return Config(var=folder, database_url=f"sqlite:///{folder / 'bench.sqlite'}", secret_key="bench " * 8)


def prepare(count: int) -> Load:
    """Publish a `sedang` day, enrol as many members, and write their uploads."""
    body, pack_hash, pack = days.day("sedang")
    packs.publish(body)
    people = [uuid.uuid4() for _ in range(count)]
    row = {"kab": KAB, "tps_id": TPS, "peran": 4, "nama": "Melati Anggrek", "generation": 0, "aktif": 1}
    with writing() as session:
        session.execute(
            sa.insert(member), [row | {"id": key, "kode": key.hex[:24], "tps_id": TPS + at % 600} for at, key in enumerate(people)]
        )
    load, lexicon = Load([], [], {}, [], 0), Lexicon(pack.raw, pack_hash)

    def small(lines: list[str]) -> bytes:
        """As a phone sends them."""
        made = pack_lines(read_lines(lines, 0), lexicon)
        assert made is not None
        return made

    for person, (name, lines, head) in zip(people, days.logs(days.events(pack, pack_hash), count), strict=True):
        part = {"attempt_id": name, "pack_hash": pack_hash, "engine": "1", "from_seq": 0, "lines": lines, "head": head}
        device = uuid.uuid4()
        token = tokens.issue(office().keys, tokens.Claims(device, person, KAB, TPS, 0, clock.now_ms() // 1000))
        sent = {key: value for key, value in part.items() if key != "lines"} | {"packed": base64.b64encode(small(lines)).decode()}
        packed = gzip.compress(json.dumps({"nonce": secrets.token_hex(8), "device_id": device.hex, "parts": [sent]}).encode())
        load.requests.append(request("POST", "/api/sync/upload", packed, f"Authorization: Bearer {token}\r\nContent-Encoding: gzip\r\n"))
        load.plain.append(request("POST", "/upload", json.dumps(part).encode(), f"Authorization: Bearer {token}\r\n"))
        load.tokens[token] = str(person)
        load.attempts.append((person, Part(**{**part, "lines": [], "packed": small(lines)})))
        # Phones sign what they send: as many bytes that nothing makes smaller. (Checking them is not part of this load.)
        signed = sent | {"sig": base64.urlsafe_b64encode(secrets.token_bytes(SIGNATURE)).rstrip(b"=").decode()}
        load.bytes_per_upload += (
            len(gzip.compress(json.dumps({"nonce": secrets.token_hex(16), "device_id": device.hex, "parts": [signed]}).encode())) / count
        )
    return load


def request(method: str, path: str, body: bytes = b"", headers: str = "") -> bytes:
    """One request as bytes."""
    return f"{method} {path} HTTP/1.1\r\nHost: bench\r\nContent-Length: {len(body)}\r\n{headers}\r\n".encode() + body


class Run:
    """What came of driving a server. Only good answers count."""

    def __init__(self) -> None:
        self.latencies: list[float] = []
        self.good: list[bytes] = []
        self.bad: list[bytes] = []
        self.seconds = self.cpu = 0.0

    @property
    def rate(self) -> float:
        """Good answers a second."""
        return len(self.good) / self.seconds

    @property
    def cpu_ms(self) -> float:
        """CPU of the server for a good answer."""
        return 1000 * self.cpu / max(1, len(self.good))

    @property
    def cpu_each(self) -> float:
        """CPU of the server for an answer, good or bad."""
        return 1000 * self.cpu / max(1, len(self.good) + len(self.bad))

    def line(self, label: str) -> str:
        """A row of the table."""
        times = sorted(self.latencies)
        middle, late = times[len(times) // 2], times[len(times) * 95 // 100]
        refused = f"  {len(self.bad)} ditolak" if self.bad else ""
        return f"  {label:<34} {self.rate:7.0f}/s  {self.cpu_ms:6.2f} ms CPU  p50 {middle:6.1f}  p95 {late:6.1f} ms{refused}"


class Server:
    """gunicorn on a free port."""

    def __init__(self, where: Path, *words: str, **env: str):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        bind = ("--bind", f"127.0.0.1:{self.port}", "--log-level", "critical")
        command = [sys.executable, "-m", "gunicorn", *bind, *words]
        self.process = subprocess.Popen(command, cwd=where, stderr=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": str(ROOT), **env})

    @classmethod
    def ours(cls, folder: Path, app: str = "wsgi:app") -> "Server":
        """The server as it is run, or a variant of it."""
        made = settings(folder)
        env = {"SIMULASI_VAR": str(folder), "DATABASE_URL": made.database_url, "SECRET_KEY": made.secret_key}
        return cls(ROOT, app, **env)

    @classmethod
    def plain(cls, folder: Path, url: str) -> "Server":
        """The oracle, with as many workers."""
        return cls(ROOT / "bench", "--workers", "2", "plain_app:app", PLAIN_DATABASE_URL=url, PLAIN_PACK=str(folder / "pack.json"))

    def __enter__(self) -> "Server":
        for _ in range(300):
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
                return self
            time.sleep(0.05)
        raise SystemExit("gunicorn tidak mulai")

    def __exit__(self, *_: object) -> None:
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()

    def cpu(self) -> float:
        """Seconds of CPU of all workers so far."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        fields = [Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split() for pid in children]
        return sum(int(each[11]) + int(each[12]) for each in fields) / TICKS

    def drive(self, requests: list[bytes], good: Callable[[bytes], bool], seconds: float = 20.0, picky: bool = True) -> Run:
        """Keep CLIENTS requests under way until all are answered or the time is up."""
        run, waiting, end = Run(), requests[::-1], time.perf_counter() + seconds
        cpu, begun = self.cpu(), time.perf_counter()
        with selectors.DefaultSelector() as selector:
            for _ in range(min(CLIENTS, len(requests))):
                Client(self.port, selector).send(waiting.pop())
            while selector.get_map():
                for key, _ in selector.select():
                    client = key.data
                    answer = client.receive()
                    if answer is None:
                        continue
                    run.latencies.append(1000 * (time.perf_counter() - client.sent))
                    (run.good if good(answer) else run.bad).append(answer)
                    if waiting and time.perf_counter() < end:
                        client.send(waiting.pop())
                    else:
                        client.close()
        run.seconds, run.cpu = time.perf_counter() - begun, self.cpu() - cpu
        if picky and run.bad:
            raise SystemExit(f"{len(run.bad)} jawaban keliru: {run.bad[0]!r}")
        return run


class Client:
    """One connection with one request under way. One thread drives them all: a thread each would measure Python's own scheduler."""

    def __init__(self, port: int, selector: selectors.BaseSelector):
        self.port, self.selector, self.line = port, selector, None
        self.got, self.sent = b"", 0.0

    def send(self, request: bytes) -> None:
        """Send the next request, over a new connection if the last one is gone."""
        self.sent = time.perf_counter()
        if self.line is None:
            self.line = socket.create_connection(("127.0.0.1", self.port), 30)
            self.selector.register(self.line, selectors.EVENT_READ, self)
        self.line.sendall(request)

    def receive(self) -> bytes | None:
        """What came; the whole answer when it is whole."""
        try:
            piece = self.line.recv(65536)
        except OSError:
            piece = b""
        self.got += piece
        head, _, body = self.got.partition(b"\r\n\r\n")
        lower = head.lower()
        at = lower.find(b"content-length:")
        whole = at >= 0 and len(body) >= int(lower[at + 15 :].split(b"\r\n", 1)[0])
        if not whole and piece:
            return None
        answer, self.got = self.got, b""
        if not piece or b"connection: close" in lower:
            self.close()
        return answer

    def close(self) -> None:
        """Hang up."""
        if self.line is not None:
            self.selector.unregister(self.line)
            self.line.close()
            self.line = None


def planned(load: Load) -> list[Change]:
    """The very rows an upload writes, made beforehand."""
    found = []
    for person, part in load.attempts:
        draft = Draft(office(), Owner(KAB, person, TPS, uuid.uuid4()), part.attempt_id, Known(), clock.now_ms())
        draft.add(part)
        found.append(draft.change)
    return found


def raw(changes: list[Change], at_once: int) -> float:
    """Raw inserts of the same rows in one process, so many to a commit; per second."""
    begun = time.perf_counter()
    for first in range(0, len(changes), at_once):
        errors = office().writer.submit(changes[first : first + at_once])
        assert errors == [None] * len(errors)
    return len(changes) / (time.perf_counter() - begun)


def played_again(load: Load) -> float:
    """Milliseconds of CPU to open a log, play it and mark it: what no storage makes cheaper."""
    parts = [part for _, part in load.attempts[:400]]
    pack = office().shelf.get(parts[0].pack_hash)
    lexicon = office().shelf.key(parts[0].pack_hash).lexicon
    begun = time.process_time()
    for part in parts:
        replay.mark(pack, part.opened(lexicon)[1])
    return 1000 * (time.process_time() - begun) / len(parts)


def fresh(folder: Path, count: int) -> Load:
    """A new database with its load; the application context must be open."""
    for path in folder.glob("bench.sqlite*"):
        path.unlink()
    db.metadata.create_all(db.engine)
    return prepare(count)


def main() -> int:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        app = create_app(settings(folder))
        with app.app_context():
            load = fresh(folder, UPLOADS)
            before = size()
            with Server.ours(folder) as server:
                server.drive([request("GET", "/api/packs")] * 200, fine)
                empty = server.drive([request("GET", "/api/packs")] * UPLOADS, fine, 6)
                upload = server.drive(load.requests, scored)
                again = server.drive(load.requests[:1000], lambda answer: b'"sudah_ada"' in answer, 6)
            with Server.ours(folder, "bench.without_database:app") as server:
                server.drive(load.requests[:100], scored)
                bare = server.drive(load.requests, scored)
            with db.engine.connect() as conn:
                stored = conn.execute(sa.select(sa.func.count()).select_from(attempt)).scalar_one()
            rollups.recount(0, 10**13)
            keep_proofs()
            bytes_each = (size() - before) / stored
            assert stored == len(upload.good)
            plain = drive_plain(folder, load)
            db.engine.dispose()
            engine_ms = played_again(load)
            changes = planned(fresh(folder, 1500))
            singly, grouped = raw(changes[:500], 1), raw(changes[500:], 256)
            db.session.remove()
            db.engine.dispose()
    print(f"unggahan log sedang melalui gunicorn (2 pekerja, SQLite FULL), {CLIENTS} sambungan dari mesin yang sama")
    print(empty.line("kosong (GET /api/packs)"))
    print(upload.line("unggah: simpan + nilai"))
    print(again.line("unggah lagi (sudah ada)"))
    print(bare.line("unggah tanpa basis data"))
    print(plain.line("ORM polos: simpan + nilai"))
    print(f"  baris yang sama tanpa HTTP: {grouped:.0f}/s (256 per commit), {singly:.0f}/s (satu per commit)")
    # Rates are of this machine in this minute; the ratios are what to compare.
    return done(
        [
            say("unggah: diterima, dinilai, tersimpan / ORM polos", upload.rate / plain.rate, "x", 30, 10, more_is_better=True),
            say("unggah: CPU ORM polos / CPU kita", plain.cpu_ms / upload.cpu_ms, "x"),
            # What it refuses ("database is locked") costs it as much, and counts for nothing above (ADR 0097).
            say("unggah: CPU ORM polos, yang ditolaknya ikut dihitung / CPU kita", plain.cpu_each / upload.cpu_ms, "x"),
            say("buka dan putar ulang satu catatan (bagian dari CPU kita)", engine_ms, "ms"),
            say("rasio CPU bila selain itu hanya titik akhir kosong", plain.cpu_ms / (empty.cpu_ms + engine_ms), "x"),
            # The share of its rate: what the same application would do if the database were free.
            say("unggah: CPU tanpa basis data / CPU kita", bare.cpu_ms / upload.cpu_ms, "x", 0.6, 0.35, more_is_better=True),
            say("unggah / titik akhir kosong", upload.rate / empty.rate, "x"),
            say("unggah / baris mentah yang sama, 256 per commit", upload.rate / grouped, "x"),
            say("unggah / baris mentah yang sama, satu per commit", upload.rate / singly, "x"),
            say("bita di jalan per percobaan", load.bytes_per_upload / 1024, "KB", 1, 5),
            say("bita tersimpan per percobaan, indeks termasuk", bytes_each / 1024, "KB", 1.0, 1.4),
        ]
    )


def keep_proofs() -> None:
    """The row of a checked signature for every attempt: what a log of a phone with a key costs."""
    with writing() as session:
        keys = session.execute(sa.select(attempt.c.kab, attempt.c.attempt_id, attempt.c.last_seq)).all()
        rows = [{"kab": kab, "attempt_id": key, "last_seq": last, "signature": secrets.token_bytes(SIGNATURE)} for kab, key, last in keys]
        session.execute(sa.insert(proof), rows)


def scored(answer: bytes) -> bool:
    """Taken and marked."""
    return b'"diterima"' in answer and b'"score"' in answer


def fine(answer: bytes) -> bool:
    """HTTP's own word."""
    return b" 200 " in answer[:20]


def drive_plain(folder: Path, load: Load) -> Run:
    """The oracle takes the same attempts, for a few seconds."""
    url = f"sqlite:///{folder / 'plain.sqlite'}"
    plain_app.prepare(url, load.tokens)
    (folder / "pack.json").write_bytes(days.day("sedang")[0])
    with Server.plain(folder, url) as server:
        run = server.drive(load.plain, fine, PLAIN_SECONDS, picky=False)
    assert plain_app.stored(url) >= len(run.good)
    return run


def size() -> int:
    """The database without what is only its log."""
    with db.engine.connect() as conn:
        conn.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        used = conn.exec_driver_sql("PRAGMA page_count").scalar_one() - conn.exec_driver_sql("PRAGMA freelist_count").scalar_one()
        return used * conn.exec_driver_sql("PRAGMA page_size").scalar_one()


if __name__ == "__main__":
    sys.exit(main())
