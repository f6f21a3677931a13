"""One run: actions drawn from a seed, one after the other; the model after each, the invariants at the end (docs/faults.md)."""

import hashlib
import random
import sys
import threading
import time
import uuid
from collections import Counter
from pathlib import Path
from typing import Any

from flask import Flask

from simulasi import clock
from simulasi.extensions import db
from simulasi.services import attempts, backup
from simulasi.services.desk import office
from simulasi.sync import tokens
from tests.chaos.crew import Hall
from tests.chaos.phones import Phones
from tests.chaos.world import STEPS, Log, Model, World, raw_packs
from tests.e2e.fault_proxy import FAULTS, Proxy
from tests.gunicorn_kit import Server
from tests.sync_kit import KAB, TPS, Json, encode, head_of, pack_part, put_member, put_pack

# action -> how often, in a hundred
WEIGHTS = {
    "main": 30,
    "putaran": 26,
    "titip": 9,
    "serentak": 6,
    "jam": 5,
    "baru": 5,
    "salin": 3,
    "lenyap": 3,
    "portal": 3,
    "cadangkan": 3,
    "pulihkan": 2,
    "bunuh": 2,
    "mulai-ulang": 1,
    "terbitkan": 1,
    "sembuhkan": 1,
}


class Failed(Exception):
    """An invariant did not hold; the message is the trace."""


class Run:
    """A server, a bad network, and phones."""

    def __init__(self, app: Flask, folder: Path, seed: int, steps: int, phones: int):
        self.app, self.folder, self.seed, self.steps = app, folder, seed, steps
        self.dice = random.Random(seed)
        self.trace: list[str] = []
        self.count: Counter[str] = Counter()
        raws = raw_packs()
        hashes = {name: hashlib.sha256(encode(raw)).hexdigest() for name, raw in raws.items()}
        self.world = World(self.dice, {name: (hashes[name], raw) for name, raw in raws.items()})
        put_pack(raws["satu"])
        put_pack(raws["dua"])
        self.late: Json | None = raws["terlambat"]
        self.backup: Path | None = None
        self.server = Server(app.extensions["simulasi"])
        self.server.wait()
        self.proxy = Proxy(self.server.port, keep_alive=False)
        self.phones = Phones(self.proxy.url)
        for pack_hash, raw in self.world.packs.values():
            self.phones.order("paket", hash=pack_hash, isi=raw)
        # The list of members is older than any backup: who is not on it is held for a person (tests/services/test_backup.py).
        self.people = {TPS + at: [put_member(TPS + at) for _ in range(steps // 3 + phones)] for at in range(3)}
        for number in range(phones):
            self._enrol(f"hp{number}")
        self.hall = Hall(self.proxy, seed)

    def go(self) -> None:
        """All of it; raises Failed with the trace."""
        begun = time.perf_counter()
        at = "?"
        try:
            for number in range(self.steps):
                name = self.dice.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
                at = f"{number:4} {name}"
                said = getattr(self, "do_" + name.replace("-", "_"))()
                self.trace.append(f"{at:<18} {said}")
                self.count[name] += 1
                self.trace.append(f"     {'regu':<13} {self.hall.move()}")
            at = "settling"
            self.hall.settle()
            self._settle()
            self.world.check()
        except AssertionError as wrong:
            raise Failed("\n".join([*self.trace, f"{at:<18} !! {wrong}", f"seed {self.seed}"])) from wrong
        finally:
            self._close()
        self.seconds = time.perf_counter() - begun

    # --- people

    def do_baru(self) -> str:
        """Somebody enrols."""
        return self._enrol(f"hp{len(self.world.phones)}-{self.dice.randrange(1000)}")

    def do_main(self) -> str:
        """Play, whatever the network is like (I6)."""
        phone = self._somebody()
        open_logs = [log for log in phone.logs.values() if len(log.lines) <= STEPS]
        if not open_logs or self.dice.random() < 0.2:
            log = self.world.new_log(phone)
            pack_hash = self.world.packs[log.pack][0]
            self.phones.order("mulai", phone=phone.name, attempt={"id": log.id, "pack_hash": pack_hash, "engine": "1"}, lines=log.lines[:])
        else:
            log = self.dice.choice(open_logs)
        fresh = self.world.play(phone, log, self.dice.randint(1, 12))
        self.phones.order("main", phone=phone.name, id=log.id, lines=fresh)
        return f"{phone.name} {log.id[:8]} +{len(fresh)} ({log.pack})"

    def do_jam(self) -> str:
        """A clock jumps: a year ahead, back to 1970, two hours, a minute."""
        phone = self._somebody()
        phone.wall = self.dice.choice((phone.wall + 31_536_000_000, 0, phone.wall - 7_200_000, phone.wall + 60_000, 1_790_000_000_000))
        return f"{phone.name} {phone.wall}"

    def do_salin(self) -> str:
        """A phone is cloned or restored from a copy; both go on with the same attempts."""
        phone = self._somebody()
        name = f"{phone.name}s{self.dice.randrange(100)}"
        if name in self.world.phones:
            return "sudah ada"
        self.phones.order("salin", phone=name, dari=phone.name)
        copies = {key: Log(log.id, log.pack, log.lines[:], log.shown, log.proved) for key, log in phone.logs.items()}
        self.world.phones[name] = Model(name, phone.member, phone.tps_id, copies, phone.wall)
        self.world.forked |= set(copies)
        return f"{phone.name} -> {name}"

    def do_lenyap(self) -> str:
        """A phone is lost: what it called sent must be on the server."""
        phone = self._somebody()
        if len(self.world.phones) < 3:
            return "terlalu sedikit"
        del self.world.phones[phone.name]
        for key, log in phone.logs.items():
            if key not in self.world.forked:
                self.world.orphans[key] = log
        return f"{phone.name} ({len(phone.logs)} catatan)"

    # --- the network

    def do_putaran(self) -> str:
        """A round of sending through weather."""
        phone = self._somebody()
        plan = [self.dice.choice(("", "", "", *FAULTS)) for _ in range(self.dice.randint(1, 4))]
        self.proxy.plan.extend(plan)
        answer = self.phones.order("putaran", phone=phone.name, wall=phone.wall)
        self.proxy.plan.clear()
        self.world.heard(phone, answer["states"])
        return f"{phone.name} [{' '.join(each or '.' for each in plan)}] {answer['error'] or 'ok'}"

    def do_portal(self) -> str:
        """Everybody is behind a Wi-Fi portal for a while, and plays on."""
        self.proxy.portal = True
        said = [self.do_putaran(), self.do_main(), self.do_putaran()]
        self.proxy.portal = False
        return "; ".join(said)

    def do_titip(self) -> str:
        """Pieces of a log by another road: out of order, twice, with gaps, long after."""
        phone = self._somebody()
        if not phone.logs:
            return "belum main"
        log = self.dice.choice(list(phone.logs.values()))
        parts = []
        for _ in range(self.dice.randint(1, 5)):
            first = self.dice.randrange(len(log.lines))
            last = self.dice.randint(first + 1, len(log.lines))
            pack_hash = self.world.packs[log.pack][0]
            part = {"attempt_id": log.id, "pack_hash": pack_hash, "engine": "1", "from_seq": first}
            part |= {"lines": log.lines[first:last], "head": head_of(log.id, log.lines[:last])}
            parts.append(part if first % 2 else pack_part(part, self.world.packs[log.pack][1]))
        answer = self.phones.order("titip", phone=phone.name, parts=parts)
        return f"{phone.name} {log.id[:8]} {[part['from_seq'] for part in parts]} {answer['answers']}"

    def do_serentak(self) -> str:
        """Everybody at once."""
        return self._burst([])

    # --- the server

    def do_bunuh(self) -> str:
        """kill -9 of a worker while everybody sends."""
        delays = [self.dice.uniform(0.0, 0.15) for _ in range(2)]
        return self._burst(delays)

    def do_mulai_ulang(self) -> str:
        """An orderly restart."""
        self.server.stop()
        self.server.start()
        self.server.wait()
        return ""

    def do_cadangkan(self) -> str:
        """A backup of this moment."""
        self.backup = self.folder / f"{len(self.trace)}.cadangan"
        self.world.back_up()
        return f"{backup.make(self.backup).attempts} percobaan"

    def do_pulihkan(self) -> str:
        """The server goes back to its last backup while it runs."""
        if self.backup is None:
            return "belum ada"
        found = backup.restore(self.backup)
        self.hall.restored()
        self.world.restored()
        if self.late is None and self.dice.random() < 0.5:
            self._publish_again()
        return f"{found.attempts} percobaan"

    def do_terbitkan(self) -> str:
        """The pack that some already play comes to the server."""
        if self.late is None:
            return "sudah"
        put_pack(self.late)
        self.late = None
        attempts.heal()
        return ""

    def do_sembuhkan(self) -> str:
        """The operator's `sinkron nilai`."""
        return f"{attempts.heal()[0].done} dilepas"

    # --- how

    def _publish_again(self) -> None:
        """A pack published after the backup is gone with it; the operator publishes it once more."""
        from simulasi.services.packs import pack_bytes

        name = self.world.packs["terlambat"][0]
        if pack_bytes(name) is None:
            put_pack(self.world.packs["terlambat"][1])
        db.session.rollback()

    def _somebody(self) -> Model:
        return self.dice.choice(list(self.world.phones.values()))

    def _enrol(self, name: str) -> str:
        tps_id = TPS + self.dice.randrange(3)
        member = self.people[tps_id].pop()
        device = uuid.UUID(int=self.dice.getrandbits(128))
        claims = tokens.Claims(device, member, KAB, tps_id, 0, clock.now_ms() // 1000)
        self.phones.order("buat", phone=name, device_id=device.hex, db_epoch=name, token=tokens.issue(office().keys, claims))
        self.world.phones[name] = Model(name, member, tps_id)
        return name

    def _burst(self, kills: list[float]) -> str:
        def strike() -> None:
            for delay, dice in zip(kills, dices, strict=True):
                time.sleep(delay)
                self.server.kill_worker(dice)

        dices = [random.Random(self.dice.random()) for _ in kills]
        killer = threading.Thread(target=strike)
        killer.start()
        names = list(self.world.phones)
        answer = self.phones.order("serentak", names=names, wall=self._somebody().wall, tries=100 if kills else 1)
        killer.join()
        if kills:
            self.server.wait()
        for name, each in answer["phones"].items():
            self.world.heard(self.world.phones[name], each["states"])
        return f"{len(names)} ponsel, {len(kills)} pekerja dibunuh"

    def _settle(self) -> None:
        """Fair weather, until everything is home: what every phone does by itself, and the operator's heal."""
        self.proxy.plan.clear()
        self.do_terbitkan()
        self._publish_again()
        for _ in range(6):
            for phone in self.world.phones.values():
                answer: Any = self.phones.order("putaran", phone=phone.name, wall=phone.wall, tries=20)
                assert not answer["error"], f"{phone.name}: {answer}"
                self.world.heard(phone, answer["states"])
            attempts.heal()
        for phone in self.world.phones.values():
            answer = self.phones.order("putaran", phone=phone.name, wall=phone.wall)
            for key, shown in answer["states"].items():
                # A branch that was held for another reason first keeps that word until the phone has something new to tell.
                good = ("terkirim", "bercabang", "ditahan") if key in self.world.forked else ("terkirim",)
                assert shown["state"] in good, f"I3: {phone.name} still shows {shown} for {key}; {self.world.on_server(key)}"

    def _close(self) -> None:
        self.phones.close()
        self.proxy.close()
        self.server.stop()


def main(seed: int, steps: int, phones: int) -> int:
    """Run on a database thrown away, and print what came of it."""
    import tempfile

    from simulasi import create_app
    from tests.web_kit import Databases, settings

    with tempfile.TemporaryDirectory() as name:
        databases = Databases(Path(name))
        app = create_app(settings(databases.copy(), Path(name)))
        with app.app_context():
            run = Run(app, Path(name), seed, steps, phones)
            try:
                run.go()
            except Failed as why:
                print(why)
                return 1
            finally:
                db.session.remove()
                db.engine.dispose()
                databases.close()
        lines = sum(len(log.lines) for _, log in run.world.every_log())
        print(
            f"benih {seed}: {steps} tindakan dalam {run.seconds:.1f} s, {len(run.world.phones)} ponsel, {len(run.world.every_log())} catatan,",
            end=" ",
        )
        print(f"{lines} baris, {len(run.world.forked)} bercabang, {len(run.world.orphans)} dari ponsel yang hilang; I1-I6 utuh")
        print("  " + ", ".join(f"{name} {count}" for name, count in run.count.most_common()))
        print("  regu: " + ", ".join(f"{name} {count}" for name, count in run.hall.acts.items()))
    return 0


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:] if each]
    seed = given[0] if given else random.SystemRandom().randrange(10**6)
    sys.exit(main(seed, *(given[1:2] or [250]), *(given[2:3] or [8])))
