"""Two hand-made packs, as small as the format allows, for tests that are about the phone and not about the law."""

import json
from typing import Any

SOURCE = {"instrument": "Contoh", "article": "1", "title": "Aturan contoh", "mark": "seen"}


def encode(pack: dict[str, Any]) -> bytes:
    """The bytes as docs/format-pack.md writes them."""
    return json.dumps(pack, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def _base(kind: str, size: str, title: str, seed: str) -> dict[str, Any]:
    return {
        "format": 1,
        "engine": 1,
        "kind": kind,
        "ruleset": "pemilu-2024",
        "rules_revision": 1,
        "content_revision": 1,
        "seed": seed,
        "size": size,
        "title": title,
        "tps": {
            "nama": "TPS 900",
            "desa": "Sumber Contoh",
            "kecamatan": "Contoh",
            "kabkota": "Kota Contoh",
            "dpt_total": 1,
            "dpt_l": 0,
            "dpt_p": 1,
        },
        "elections": [{"id": "PPWP", "label": "Presiden dan Wakil Presiden", "short": "PPWP", "colour": "#8a8d93", "pattern": "polos"}],
        "roles": [{"id": f"kpps_{n}", "label": f"KPPS {n}", "short": str(n)} for n in range(1, 8)],
        "skills": [{"id": "integritas", "label": "Integritas"}],
        "phases": [{"id": "persiapan", "label": "Persiapan"}, {"id": "pemungutan", "label": "Pemungutan"}],
        "sources": {"contoh": SOURCE},
        "counters": {"surat_suara_di_kotak_ppwp": 0},
        "flags": [],
        "dpt": {"pages": [{"page": 1, "rows": [["001", "MELATI ANGGREK", "P"]]}]},
        "layouts": {},
        "ballots": {},
        "steps": [],
        "findings": [],
    }


def _choice(number: int, role: str) -> dict[str, Any]:
    option = {"points": 0, "right": 0, "effects": [], "feedback": "Penjelasan.", "result": "Antrean bergerak.", "sources": ["contoh"]}
    return {
        "id": f"langkah-{number}",
        "kind": "choice",
        "phase": "pemungutan",
        "role": role,
        "day": "H",
        "minute": 420 + number,
        "title": "Pemilih datang",
        "prompt": "Apa yang Anda lakukan?",
        "cards": [],
        "skills": ["integritas"],
        "sources": ["contoh"],
        "why": "Contoh.",
        "auto": "layani",
        "options": [
            {**option, "id": "layani", "text": "Layani", "points": 1, "right": 1, "effects": [["surat_suara_di_kotak_ppwp", 1]]},
            {**option, "id": "tolak", "text": "Tolak"},
        ],
    }


def day(seed: str = "uji", steps: int = 3, role: str = "kpps_4") -> bytes:
    """A day of a few choices at one table."""
    pack = _base("hari", "singkat", "Hari contoh", seed)
    pack["steps"] = [_choice(n, role) for n in range(1, steps + 1)]
    return encode(pack)


def checklist(seed: str = "uji", items: int = 4) -> bytes:
    """A list with a part for everybody and a part for KPPS 4."""
    pack = _base("daftar_periksa", "daftar", "Daftar periksa contoh", seed)
    step = {
        "kind": "checklist",
        "day": "H-1",
        "minute": 0,
        "prompt": "Centang.",
        "cards": [],
        "skills": [],
        "sources": ["contoh"],
        "why": "Contoh.",
    }
    texts = [{"id": f"butir-{n}", "text": f"Butir contoh nomor {n}", "sources": ["contoh"]} for n in range(1, items + 1)]
    pack["steps"] = [
        {**step, "id": "semua-persiapan", "phase": "persiapan", "role": "semua", "title": "Untuk semua", "items": texts[: items // 2]},
        {**step, "id": "kpps4-pemungutan", "phase": "pemungutan", "role": "kpps_4", "title": "Meja KPPS 4", "items": texts[items // 2 :]},
    ]
    return encode(pack)
