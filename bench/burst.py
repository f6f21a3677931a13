"""Training ends: 4,277 phones send 1 to 3 attempts each within the same minutes; `.venv/bin/python bench/burst.py [phones]`.

Every phone says hello, then uploads; every tenth behaves as if its reply was lost and sends again. Nothing may be lost or stored twice,
the memory of the workers stays bounded, and the sums equal a recount. On SQLite, or on the PostgreSQL that TEST_DATABASE_URL names.
"""

import gzip
import heapq
import json
import os
import random
import secrets
import selectors
import sys
import tempfile
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path

import days
import sqlalchemy as sa
from budget import done, say
from uploads import CLIENTS, KAB, ROOT, TPS, Client, Server, fine, planned, raw, request

from simulasi import clock, create_app
from simulasi.config import Config
from simulasi.extensions import db, writing
from simulasi.models.attempt import attempt, attempt_log, score
from simulasi.models.member import member
from simulasi.services import packs, rollups
from simulasi.services.desk import office
from simulasi.sync import tokens
from simulasi.sync.protocol import Part

PHONES = 4277
AT_ONCE = 600
PLACES = 611
REPEATS = 10
MOST_MB = 60
DICE = random.Random(7)


class Phone:
    """One phone: what it still has to send, in order."""

    def __init__(self, person: uuid.UUID, tps_id: int, parts: list[dict], again: bool):
        self.person, self.parts = person, parts
        device = uuid.uuid4()
        token = tokens.issue(office().keys, tokens.Claims(device, person, KAB, tps_id, 0, clock.now_ms() // 1000))
        self.head = f"Authorization: Bearer {token}\r\nContent-Encoding: gzip\r\n"
        heads = [[part["attempt_id"], len(part["lines"]) - 1, part["head"]] for part in parts]
        hello = {"protocol": [1, 1], "app": "burst", "engine": "1", "db_epoch": "e", "wall": 0, "packs": [], "attempts": heads}
        self.waiting = [self._request("/api/sync/hello", hello | {"device_id": device.hex})]
        for part in parts:
            self.waiting += [self._request("/api/sync/upload", {"device_id": device.hex, "parts": [part]})] * (2 if again else 1)
        self.waiting.reverse()
        self.begun = 0.0

    def _request(self, path: str, body: dict) -> bytes:
        packed = gzip.compress(json.dumps({"nonce": secrets.token_hex(16), **body}).encode(), 6)
        return request("POST", path, packed, self.head)


def people(count: int, dice: random.Random) -> list[Phone]:
    """Publish a day, put the members on the list, and let each have played 1 to 3 times."""
    body, pack_hash, pack = days.day("sedang")
    packs.publish(body)
    keys = [(uuid.uuid4(), TPS + at % PLACES) for at in range(count)]
    row = {"kab": KAB, "peran": 4, "nama": "Melati Anggrek", "generation": 0, "aktif": 1}
    with writing() as session:
        session.execute(sa.insert(member), [row | {"id": key, "kode": key.hex[:24], "tps_id": tps_id} for key, tps_id in keys])
    played = days.events(pack, pack_hash)
    made = days.logs(played, count * 3)
    phones = []
    for at, (key, tps_id) in enumerate(keys):
        parts = [
            {"attempt_id": name, "pack_hash": pack_hash, "engine": "1", "from_seq": 0, "lines": lines, "head": head}
            for name, lines, head in (next(made) for _ in range(dice.randint(1, 3)))
        ]
        phones.append(Phone(key, tps_id, parts, again=at % REPEATS == 0))
    return phones


@dataclass
class Told:
    """What the phones saw: milliseconds to an answer that counts, to one that sends back, and until a phone had handed in everything."""

    answers: list[float] = field(default_factory=list)
    sent_back: list[float] = field(default_factory=list)
    phones: list[float] = field(default_factory=list)
    seconds: float = 0.0


def burst(server: Server, phones: list[Phone]) -> Told:
    """AT_ONCE connections until all have sent everything. Who is sent back hangs up, and comes again when it was told, as a phone does."""
    told, queue, back = Told(), phones[::-1], []
    begun = time.perf_counter()
    idle: list[Client] = []

    def take(client: Client) -> None:
        """The next phone: one whose time has come again, else a new one."""
        if back and back[0][0] <= time.perf_counter():
            client.phone = heapq.heappop(back)[2]
        elif queue:
            client.phone = queue.pop()
            client.phone.begun = time.perf_counter()
        else:
            client.close()
            idle.append(client)
            return
        client.send(client.phone.waiting[-1])

    with selectors.DefaultSelector() as selector:
        for _ in range(min(AT_ONCE, len(queue))):
            take(Client(server.port, selector))
        while selector.get_map() or back:
            while back and idle and back[0][0] <= time.perf_counter():
                take(idle.pop())
            if not selector.get_map():
                time.sleep(max(0.0, back[0][0] - time.perf_counter()))
                continue
            for key, _ in selector.select(max(0.0, back[0][0] - time.perf_counter()) if back and idle else None):
                client, now = key.data, time.perf_counter()
                answer = client.receive()
                if answer is None:
                    continue
                phone = client.phone
                if b" 200 " in answer[:20]:
                    if b'"results"' in answer:
                        told.answers.append(1000 * (now - client.sent))
                    phone.waiting.pop()
                    if phone.waiting:
                        client.send(phone.waiting[-1])
                        continue
                    told.phones.append(1000 * (now - phone.begun))
                elif b" 503 " in answer[:20]:
                    told.sent_back.append(1000 * (now - client.sent))
                    seconds = int(answer.lower().split(b"retry-after:", 1)[1].split(b"\r\n", 1)[0])
                    heapq.heappush(back, (now + seconds * (1 + DICE.random() / 2), id(phone), phone))
                elif not answer:
                    heapq.heappush(back, (now + 2, id(phone), phone))
                else:
                    raise SystemExit(f"jawaban keliru: {answer[:300]!r}")
                take(client)
    told.seconds = time.perf_counter() - begun
    return told


def late(times: list[float], part: float = 0.99) -> float:
    """A percentile; 0 when nothing was measured."""
    return sorted(times)[int(len(times) * part)] if times else 0.0


def memory(server: Server, field: str) -> float:
    """The largest worker, in MB."""
    children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text().split()
    found = [Path(f"/proc/{pid}/status").read_text().split(f"{field}:", 1)[1].split()[0] for pid in children]
    return max(int(each) for each in found) / 1024


def check(phones: list[Phone]) -> int:
    """Zero lost, zero twice, every one scored, sums equal to a recount; returns how many attempts there are."""
    sent = {part["attempt_id"]: part["head"] for phone in phones for part in phone.parts}
    with db.engine.connect() as conn:
        stored = {str(key): head for key, head in conn.execute(sa.select(attempt.c.attempt_id, attempt.c.head))}
        counts = [conn.execute(sa.select(sa.func.count()).select_from(table)).scalar_one() for table in (attempt_log, score)]
    assert stored == sent, f"{len(sent.keys() - stored.keys())} hilang"
    assert counts == [len(sent)] * 2, f"tersimpan ganda atau tidak dinilai: {counts}"
    rollups.recount(0, 10**13)
    sums = rollups.sums(KAB)
    rollups.mark_all()
    rollups.recount(0, 10**13)
    assert sums == rollups.sums(KAB) and sum(each.attempts for each in sums) == len(sent), "jumlah berbeda dari hitung ulang"
    return len(sent)


def main(count: int) -> int:
    """Print the lines."""
    url = os.environ.get("TEST_DATABASE_URL", "")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = Config(var=folder, database_url=url or f"sqlite:///{folder / 'burst.sqlite'}", secret_key="burst " * 8)
        app = create_app(made)
        env = {"SIMULASI_VAR": str(folder), "DATABASE_URL": made.database_url, "SECRET_KEY": made.secret_key}
        with app.app_context():
            db.metadata.drop_all(db.engine)
            db.metadata.create_all(db.engine)
            phones = people(count, random.Random(54))
            begun = db.engine.dialect.name
            print(f"{count:,} ponsel, {AT_ONCE} sambungan sekaligus, gunicorn 2 pekerja, {begun}, beban dari mesin yang sama")
            db.engine.dispose()
            with Server(ROOT, "wsgi:app", **env) as server:
                server.drive([request("GET", "/api/packs")] * 300, fine)
                empty = server.drive([request("GET", "/api/packs")] * 1500, fine, 6)
                middle = late(empty.latencies)
                resting, cpu = memory(server, "VmRSS"), server.cpu()
                told = burst(server, phones)
                cpu, peak = server.cpu() - cpu, memory(server, "VmHWM")
            stored = check(phones)
            lines = [say("percobaan hilang atau ganda", 0, "", 0, 0, note=f"{stored:,} tersimpan dari {stored:,}")]
            seconds = told.seconds
            lines.append(say("percobaan per detik", stored / seconds, "/s", note=f"{seconds:.1f} s sampai yang terakhir"))
            lines.append(say("jawaban unggahan p50", late(told.answers, 0.5), "ms"))
            lines.append(say("jawaban unggahan p99", late(told.answers), "ms", note=f"titik akhir kosong p99 {middle:.0f} ms"))
            lines.append(say("disuruh kembali, p99 jawabannya", late(told.sent_back), "ms", note=f"{len(told.sent_back):,} kali"))
            lines.append(say("sebuah ponsel sampai semuanya terkirim, p99", late(told.phones) / 1000, "s"))
            lines.append(say("CPU server per percobaan (hello + unggah)", 1000 * cpu / stored, "ms"))
            lines.append(
                say("memori pekerja terbesar, naik", peak - resting, "MB", MOST_MB, 2 * MOST_MB, note=f"{resting:.0f} -> {peak:.0f} MB")
            )
            lines.append(
                say("titik akhir kosong (GET /api/packs)", empty.rate, "/s", note=f"{empty.cpu_ms:.2f} ms CPU, {CLIENTS} sambungan")
            )
            lines.append(say("rasio terhadap titik akhir kosong", stored / seconds / empty.rate, "x"))
            db.session.remove()
            lines.append(say("baris yang sama tanpa HTTP, 256 per commit", inserts(phones), "/s"))
            db.session.remove()
            db.engine.dispose()
    return done(lines)


def inserts(phones: list[Phone]) -> float:
    """Raw inserts of the rows of 1,000 of these attempts into an emptied database, in the same run."""
    from uploads import Load

    with writing() as session:
        for table in reversed(db.metadata.sorted_tables):
            if "attempt_id" in table.c:
                session.execute(sa.delete(table))
    found = [(phone.person, Part(**part)) for phone in phones for part in phone.parts][:1000]
    return raw(planned(Load([], [], {}, found, 0)), 256)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else PHONES))
