"""What a trainer may want to ask about: suspicions, not verdicts, each with what was seen. Pure.

Slow thinkers are never found here and quick ones may be: somebody who plays a day for the third time answers fast.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

# A share of answers given before anybody can have read the question, and at least so many of them.
HASTY_SHARE, HASTY_LEAST = 50, 6
# Days alike in every answer are ordinary when nothing was wrong; from so many wrong answers on they are worth a question.
ALIKE_WRONG = 3
ALIKE_LEAST = 8

WORDS = {
    "cepat": "Dijawab lebih cepat daripada waktu membaca",
    "jam": "Jam ponsel mundur di tengah percobaan",
    "cabang": "Ada dua versi catatan",
    "kembar": "Catatan sama dengan catatan anggota lain",
}
ASK = {
    "cepat": "Mungkin mengulang hari yang sudah hafal, mungkin asal menekan. Tanyakan, lalu minta memainkan hari dengan benih lain.",
    "jam": "Sering terjadi bila jam ponsel disetel ulang. Nilai tidak memakai jam ponsel.",
    "cabang": "Biasanya ponsel dipulihkan dari cadangan. Kedua catatan disimpan.",
    "kembar": "Mungkin dimainkan berdua di satu ponsel, mungkin disalin. Tanyakan dengan baik, lalu minta main sendiri.",
}


def found(plays: Iterable[tuple[Any, dict[str, Any]]]) -> Iterator[dict[str, Any]]:
    """Rows of what is worth a question among the attempts of some TPS."""
    alike: dict[tuple[Any, ...], list[tuple[Any, dict[str, Any]]]] = defaultdict(list)
    for row, detail in plays:
        pace = detail.get("pace", {})
        if row.kind != "daftar_periksa" and pace.get("n", 0) >= HASTY_LEAST and 100 * pace["hasty"] >= HASTY_SHARE * pace["n"]:
            yield _row(row, "cepat", {"hasty": pace["hasty"], "n": pace["n"], "median": pace["median"]})
        if "back" in pace:
            yield _row(row, "jam", {"back": pace["back"]})
        if row.forked:
            yield _row(row, "cabang", {})
        if pace.get("n", 0) >= ALIKE_LEAST:
            if len(detail["items"]["wrong"]) >= ALIKE_WRONG:
                alike[row.tps_id, row.pack_hash, "said", pace["said"]].append((row, pace))
            alike[row.tps_id, row.pack_hash, "beat", pace["beat"]].append((row, pace))
    told = set()
    # The beat first: the same gaps to the millisecond say more than the same answers.
    for key in sorted(alike, key=lambda key: (key[2], str(key))):
        rows = alike[key]
        if len({row.member_id for row, _ in rows}) < 2:
            continue
        for row, _ in rows:
            if row.attempt_id not in told:
                told.add(row.attempt_id)
                others = [str(other.attempt_id) for other, _ in rows if other.member_id != row.member_id]
                yield _row(row, "kembar", {"by": key[2], "others": others[:5]})


def _row(row: Any, kind: str, evidence: dict[str, Any]) -> dict[str, Any]:
    return {
        "tps_id": row.tps_id,
        "attempt_id": row.attempt_id,
        "kind": kind,
        "member_id": row.member_id,
        "evidence": json.dumps(evidence),
    }
