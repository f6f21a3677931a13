"""How long re-scoring takes: attempts on the demo's short day, marked anew by the same day with a newer revision, applied; a million by extrapolation.

Run: .venv/bin/python -m bench.rescore [attempts] [workers]
"""

import json
import random
import sys
import tempfile
import time
from pathlib import Path

import sqlalchemy as sa
from flask_migrate import upgrade

from simulasi import create_app
from simulasi.compiler import compile_day
from simulasi.config import Config
from simulasi.engine.answers import right_answer
from simulasi.engine.pack import load
from simulasi.engine.reducer import apply_in_place, pending, start
from simulasi.extensions import db
from simulasi.models.attempt import score
from simulasi.services import rescore, territory
from simulasi.services.desk import office
from tests.sync_kit import Log, Phone, line, opening, put_pack

LOGS = 40


def main() -> None:
    wanted, workers = int(sys.argv[1]) if len(sys.argv) > 1 else 2000, int(sys.argv[2]) if len(sys.argv) > 2 else 1
    raw = json.loads(compile_day("pemilu-2024", "ukur", "singkat").bytes)
    newer = json.loads(json.dumps(raw)) | {"rules_revision": raw["rules_revision"] + 1}
    judged = next(step for step in newer["steps"] if step["kind"] == "judge")
    for option in judged["options"]:
        option["points"], option["right"] = (0, 0) if option["right"] else (judged["options"][0]["points"] or 2, 1)
    pack, draw = load(raw), random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Config(var=Path(folder), database_url=f"sqlite:///{folder}/ukur.sqlite", secret_key="ukur " * 10))
        with app.app_context():
            upgrade()
            territory.load_shipped()
            old, new = put_pack(raw), put_pack(newer)
            phone, days = Phone(app), []
            for _ in range(LOGS):
                state, lines = start(pack, ["kpps_1"]), [opening(old, "kpps_1")]
                while (step := pending(pack, state)) is not None:
                    answer = right_answer(state, step)
                    if "options" in step and draw.random() < 0.3:
                        answer = draw.choice(step["options"])["id"]
                    event = {"seq": state["seq"] + 1, "step": step["id"], "answer": answer, "role": step["role"]}
                    apply_in_place(pack, state, event)
                    lines.append(line(event["seq"], event["step"], answer, event["role"]))
                days.append(lines)
            for first in range(0, wanted, 20):
                for result in phone.send(*(Log(old, days[(first + n) % LOGS]).part() for n in range(20))):
                    assert result["status"] == "diterima", result
            found = rescore.checked(old, new, "bangku ukur")
            for name, apply in (("trial", False), ("apply", True)):
                if apply:
                    rescore.name_correction(found)
                office()
                began = time.perf_counter()
                tally = rescore.run(apply, workers, only=None if apply else found)
                took = time.perf_counter() - began
                rate = tally.seen / took
                print(
                    f"{name}: {tally.seen:,} attempts ({tally.changed:,} changed) with {workers} worker(s) in {took:.1f} s: {rate:,.0f}/s; a million would take {1e6 / rate / 60:.0f} min (extrapolated)"
                )
            with db.engine.connect() as conn:
                assert (
                    conn.execute(sa.select(sa.func.count()).where(score.c.rules_revision == newer["rules_revision"])).scalar() == tally.seen
                )
            db.session.remove()
            db.engine.dispose()


if __name__ == "__main__":
    main()
