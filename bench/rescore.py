"""How long re-scoring takes: attempts on the demo's short day, marked anew by the same day with a newer revision, applied; a million by extrapolation.

Twice: a corrected mark, which follows from the outcomes kept, and a corrected effect, for which each log is read and played again.
Run: .venv/bin/python -m bench.rescore [attempts] [attempts to replay] [workers]; 100,000, 4,000 and 2 unless told.
"""

import json
import os
import random
import sys
import tempfile
import time
from pathlib import Path

import sqlalchemy as sa
from flask_migrate import upgrade

from bench.budget import done, say
from simulasi import create_app
from simulasi.compiler import compile_day
from simulasi.config import Config
from simulasi.engine.answers import right_answer
from simulasi.engine.pack import load
from simulasi.engine.reducer import apply_in_place, pending, start
from simulasi.extensions import db
from simulasi.models.attempt import score
from simulasi.models.base import uuid7
from simulasi.services import rescore, territory
from tests.sync_kit import Log, Phone, line, opening, put_pack

LOGS = 40
SEATS = [f"kpps_{n}" for n in range(1, 8)]


def main(wanted: int, replayed: int, workers: int) -> int:
    """Print the lines."""
    raw = json.loads(compile_day("pemilu-2024", "ukur", "singkat").bytes)
    lines = []
    for label, count, newer, target, fail in (
        ("hanya nilainya", wanted, _marked_anew(raw), 60, 300),
        ("jalannya hari pun", replayed, _played_anew(raw), None, None),
    ):
        with tempfile.TemporaryDirectory() as folder:
            app = create_app(Config(var=Path(folder), database_url=f"sqlite:///{folder}/ukur.sqlite", secret_key="ukur " * 10))
            with app.app_context():
                upgrade()
                territory.load_shipped()
                old, new = put_pack(raw), put_pack(newer)
                prepare(Phone(app), raw, old, count)
                found = rescore.checked(old, new, "bangku ukur")
                for name, apply in (("uji", False), ("terapkan", True)):
                    if apply:
                        rescore.name_correction(found)
                    began, cpu = time.perf_counter(), os.times()
                    tally = rescore.run(apply, workers, only=None if apply else found)
                    took, spent = time.perf_counter() - began, sum(os.times()[:4]) - sum(cpu[:4])
                    assert tally.seen == count and not tally.refused
                    note = f"{count:,} diukur: {took:.1f} s, {tally.changed:,} berubah, {tally.replayed:,} diputar ulang, {workers} proses, CPU {1e6 * spent / count:.0f} us per percobaan"
                    budget = (target, fail) if apply else (None, None)
                    lines.append(say(f"nilai ulang sejuta ({label}, {name}; diperpanjang)", 1e6 * took / count, "s", *budget, note=note))
                with db.engine.connect() as conn:
                    done_ = conn.execute(sa.select(sa.func.count()).where(score.c.rules_revision == newer["rules_revision"])).scalar()
                assert done_ == count
                db.session.remove()
                db.engine.dispose()
    return done(lines)


def _marked_anew(raw: dict) -> dict:
    """Of a choice without consequences another option is right."""
    newer = json.loads(json.dumps(raw)) | {"rules_revision": raw["rules_revision"] + 1}
    step = next(step for step in newer["steps"] if step["kind"] == "choice" and not any(option["effects"] for option in step["options"]))
    best = max(option["points"] for option in step["options"])
    right = next(option for option in step["options"] if option["right"])
    for option in step["options"]:
        option["points"], option["right"] = (0, 0) if option is right else (best, 1)
    return newer


def _played_anew(raw: dict) -> dict:
    """One of its options now counts somewhere, so that any day may have gone otherwise."""
    newer = _marked_anew(raw)
    step = next(step for step in newer["steps"] if step["kind"] == "choice" and not any(option["effects"] for option in step["options"]))
    step["options"][0]["effects"] = [["surat_suara_rusak_ppwp", 1]]
    return newer


def prepare(phone: Phone, raw: dict, pack_hash: str, count: int) -> None:
    """LOGS days by a person who errs, sent as phones send; then the same rows under other names until there are so many."""
    pack, draw = load(raw), random.Random(1)
    for _ in range(min(LOGS, count)):
        state, lines = start(pack, SEATS), [opening(pack_hash, *SEATS)]
        while (step := pending(pack, state)) is not None:
            answer = right_answer(state, step)
            if "options" in step and draw.random() < 0.3:
                answer = draw.choice(step["options"])["id"]
            event = {"seq": state["seq"] + 1, "step": step["id"], "answer": answer, "role": step["role"]}
            apply_in_place(pack, state, event)
            lines.append(line(event["seq"], event["step"], answer, event["role"]))
        (result,) = phone.send(Log(pack_hash, lines).part())
        assert result["status"] == "diterima", result
    with db.engine.begin() as conn:
        first = [row[0] for row in conn.exec_driver_sql("SELECT attempt_id FROM attempt")]
        names = {name: uuid7(1_790_000_000_000 + at).bytes for at, name in enumerate(range(len(first), count))}
        for table in ("attempt", "attempt_log", "score"):
            rows = conn.exec_driver_sql(f"SELECT * FROM {table}")
            at = list(rows.keys()).index("attempt_id")
            known = {row[at]: tuple(row) for row in rows}
            made = [known[first[n % len(first)]] for n in names]
            copies = [(*row[:at], names[n], *row[at + 1 :]) for n, row in zip(names, made, strict=True)]
            if copies:
                conn.exec_driver_sql(f"INSERT INTO {table} VALUES ({','.join('?' * len(copies[0]))})", copies)


if __name__ == "__main__":
    told = [int(word) for word in sys.argv[1:]]
    sys.exit(main(*(told + [100_000, 4_000, 2][len(told) :])))
