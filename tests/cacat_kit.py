"""The failing example of each defect, made from one small valid pack. `python -m tests.cacat_kit` writes them to tests/packs/cacat."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from simulasi.compiler.encode import encode
from simulasi.compiler.lint import MAX_BYTES

FOLDER = Path(__file__).resolve().parent / "packs" / "cacat"
Pack = dict[str, Any]


def step(name: str, minute: int, **more: Any) -> dict[str, Any]:
    return {
        "id": name,
        "kind": "choice",
        "phase": "pemungutan",
        "role": "kpps_1",
        "day": "H",
        "minute": minute,
        "title": "Judul",
        "prompt": "Apa yang Anda lakukan?",
        "cards": [],
        "skills": ["integritas"],
        "sources": ["pungut-s17"],
        "why": "Karena begitu aturannya.",
        **more,
    }


def option(name: str, right: int, effects: list[list[Any]], **more: Any) -> dict[str, Any]:
    words = {"text": f"Pilihan {name}", "feedback": "Begini akibatnya.", "result": "Terjadi."}
    return {"id": name, "points": 2 * right, "right": right, "effects": effects, **words, **more}


def outcomes(tepat: list[list[Any]], salah: list[list[Any]]) -> dict[str, Any]:
    words = {"feedback": "Begini.", "result": "Tercatat."}
    return {"tepat": {"points": 2, "effects": tepat, **words}, "salah": {"points": 0, "effects": salah, **words}}


def valid() -> Pack:
    """A tiny day: a voter is let in or not, the box is counted, a form of two lines is filled in."""
    identity = {"id": "I06", "left": ["a"], "right": ["b"], "op": "==", "text": "a = b", "flag": "janggal", "sources": ["hitung-s42"]}
    fields = [
        {"id": name, "label": name, "line": name, "expect": [counter], "points": 1} for name, counter in (("a", "isi"), ("b", "hadir"))
    ]
    return {
        "format": 1,
        "engine": 1,
        "kind": "hari",
        "ruleset": "pemilu-2024",
        "rules_revision": 1,
        "content_revision": 1,
        "seed": "cacat",
        "size": "singkat",
        "title": "Hari kecil",
        "tps": {"nama": "TPS 001", "desa": "Sumber", "kecamatan": "Lereng", "kabkota": "Kota Awan", "dpt_total": 1, "dpt_l": 0, "dpt_p": 1},
        "elections": [{"id": "PPWP", "label": "Presiden", "short": "PPWP", "colour": "abu-abu", "pattern": "polos"}],
        "roles": [{"id": "kpps_1", "label": "Ketua", "short": "Ketua"}],
        "skills": [{"id": "integritas", "label": "Integritas"}],
        "phases": [{"id": "pemungutan", "label": "Pemungutan suara"}],
        "sources": {
            "hitung-s42": {"instrument": "Templat", "article": "", "title": "C.HASIL", "mark": "seen"},
            "pungut-s17": {"instrument": "KPU", "article": "", "title": "Dokumen", "mark": "seen"},
        },
        "counters": {"hadir": 0, "isi": 0, "sisa": 3},
        "flags": ["janggal", "lalai"],
        "dpt": {"pages": [{"page": 1, "rows": [["001", "MELATI RIMBA", "P"]]}]},
        "layouts": {
            "ppwp": {
                "election": "PPWP",
                "width": 100,
                "height": 80,
                "cells": [{"zone": "pair:1.photo", "kind": "photo", "x": 10, "y": 10, "w": 60, "h": 60}],
            }
        },
        "ballots": {
            "s1": {"layout": "ppwp", "election": "PPWP", "holes": [[40, 40]], "signed": 1, "marks": [], "text": "Satu lubang pada foto."}
        },
        "steps": [
            step(
                "cari",
                420,
                kind="find",
                expect="001",
                outcomes=outcomes([["hadir", 1]], [["hadir", 1]]),
                cards=[{"type": "dpt_page", "page": 1}],
            ),
            step(
                "beri",
                421,
                options=[
                    option("satu", 1, [["sisa", -1], ["isi", 1]]),
                    option("dua", 0, [["sisa", -2], ["isi", 2], ["lalai"]], knockout="psu"),
                ],
            ),
            step(
                "urut",
                422,
                kind="order",
                items=[{"id": "y", "text": "Kedua"}, {"id": "x", "text": "Pertama"}],
                expect=["x", "y"],
                outcomes=outcomes([], []),
            ),
            step(
                "buka",
                423,
                kind="judge",
                options=[option("sah", 1, []), option("batal", 0, [])],
                cards=[{"type": "surat_suara", "ballot": "s1"}, {"type": "angka", "title": "Sisa", "rows": [["Sisa", "sisa"]]}],
            ),
            step("isi_form", 424, kind="form", form="c_hasil", fields=fields, identities=[identity], outcomes=outcomes([], [])),
            step(
                "periksa",
                425,
                when=[["lalai", "==", 1]],
                cards=[{"type": "c_hasil", "form": "c_hasil"}],
                options=[option("jujur", 1, []), option("rapi", 0, [])],
            ),
        ],
        "findings": [
            {
                "id": "lebih",
                "at": "selesai",
                "when": [["lalai", "==", 1]],
                "watch": ["lalai"],
                "title": "Lebih",
                "text": "Kotak lebih.",
                "severity": "psu",
                "sources": ["pungut-s17"],
            }
        ],
    }


def set_at(path: list[Any], value: Any) -> Callable[[Pack], None]:
    """A change of one place."""

    def change(pack: Pack) -> None:
        place: Any = pack
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = value

    return change


FIND, GIVE, ORDER, JUDGE, FORM, CHECK = (["steps", at] for at in range(6))
CHANGES: dict[str, Callable[[Pack], None]] = {
    "skema": set_at(["kind"], "minggu"),
    "id-ganda": set_at([*ORDER, "id"], "beri"),
    "nama-ganda": set_at(["flags"], ["isi", "janggal", "lalai"]),
    "nama-tak-dikenal": set_at([*GIVE, "options", 1, "effects"], [["entah"], ["lalai"]]),
    "nama-menganggur": set_at(["flags"], ["janggal", "lalai", "sepi"]),
    "penghitung-tak-dijelaskan": set_at([*JUDGE, "cards"], [{"type": "surat_suara", "ballot": "s1"}]),
    "peran-tak-dikenal": set_at([*CHECK, "role"], "kpps_9"),
    "tahap-tak-dikenal": set_at([*GIVE, "phase"], "penutupan"),
    "keterampilan-tak-dikenal": set_at([*GIVE, "skills"], ["menyanyi"]),
    "pemilihan-tak-dikenal": set_at(["ballots", "s1", "election"], "DPR"),
    "surat-suara-hilang": set_at([*JUDGE, "cards", 0, "ballot"], "s9"),
    "halaman-dpt-hilang": set_at([*FIND, "cards", 0, "page"], 2),
    "formulir-hilang": set_at([*CHECK, "cards", 0, "form"], "c_lain"),
    "baris-tak-dikenal": set_at([*FIND, "expect"], "002"),
    "urutan-tak-cocok": set_at([*ORDER, "expect"], ["x", "z"]),
    "temuan-tanpa-tempat": set_at(["findings", 0, "at"], "kapan"),
    "tanpa-sumber": set_at([*GIVE, "sources"], []),
    "pilihan-tanpa-sumber": set_at([*GIVE, "options", 0, "sources"], []),
    "sumber-tak-dikenal": set_at([*GIVE, "sources"], ["pungut-s999"]),
    "sumber-menganggur": set_at(["sources", "pungut-s18"], {"instrument": "KPU", "article": "", "title": "Lain", "mark": "seen"}),
    "tanda-berbeda": set_at(["sources", "hitung-turunan"], {"instrument": "Susunan", "article": "", "title": "Turunan", "mark": "seen"}),
    "dinilai-belum-terverifikasi": set_at(
        ["sources", "pungut-penyusun"], {"instrument": "Susunan", "article": "", "title": "Penyusun", "mark": "unverified"}
    ),
    "gugur-tanpa-umpan": set_at([*GIVE, "options", 1, "feedback"], ""),
    "gugur-pada-benar": set_at([*GIVE, "options", 0, "knockout"], "psu"),
    "poin-terbalik": set_at([*JUDGE, "options", 1, "points"], 2),
    "judul-panjang": set_at([*GIVE, "title"], "a" * 91),
    "tanya-panjang": set_at([*GIVE, "prompt"], "a" * 321),
    "pilihan-panjang": set_at([*GIVE, "options", 1, "text"], "a" * 141),
    "umpan-panjang": set_at([*GIVE, "options", 1, "feedback"], "a" * 421),
    "pilihan-kembar": set_at([*GIVE, "options", 1, "text"], "Pilihan satu"),
    "pilihan-menonjol": set_at([*GIVE, "options", 0, "text"], "Pilihan satu yang jauh lebih panjang daripada pilihan kedua"),
    "jam-mundur": set_at([*GIVE, "minute"], 419),
    "langkah-tak-tercapai": set_at([*CHECK, "when"], [["lalai", "==", 1], ["isi", ">", 5]]),
    "temuan-tak-tercapai": set_at(["findings", 0, "when"], [["lalai", "==", 1], ["isi", "==", 0]]),
    "penghitung-minus": set_at(["counters", "sisa"], 1),
    "otomatis-tak-sah": set_at([*GIVE, "auto"], "tiga"),
    "hari-bersalah": set_at(["findings", 0, "when"], [["isi", "==", 1]]),
    "formulir-tak-cocok": set_at([*FORM, "identities", 0, "right"], ["a", "b"]),
    "tidak-dapat-dimainkan": set_at([*GIVE, "options", 0, "effects"], [["sisa", -4], ["isi", 1]]),
    "hari-kosong": set_at(["steps"], []),
}


def bank() -> Pack:
    """A tiny bank of two items."""
    item = {"role": "semua", "topic": "beri"}
    steps = [step(name, 0, title=name, **item, options=[option("ya", 1, []), option("tidak", 0, [])]) for name in ("satu", "dua")]
    more = {"counters": {}, "flags": [], "findings": [], "layouts": {}, "ballots": {}, "dpt": {"pages": []}}
    sources = {"pungut-s17": valid()["sources"]["pungut-s17"]}
    return valid() | more | {"kind": "latihan", "size": "bank", "title": "Bank kecil", "steps": steps, "sources": sources}


def course() -> Pack:
    """A tiny curriculum with one card."""
    items = [{"id": "a", "text": "Isi kartu.", "sources": ["pungut-s17"]}]
    card = step("kartu", 0, kind="checklist", role="semua", skills=[], items=items)
    part = {
        "id": "satu",
        "title": "Satu",
        "minutes": 5,
        "goals": ["Membaca."],
        "work": [{"type": "kartu", "title": "Kartu", "step": "kartu"}],
    }
    return bank() | {"kind": "belajar", "size": "kartu", "steps": [card], "curriculum": {"id": "kpu", "title": "KPU", "parts": [part]}}


OTHERS: dict[str, tuple[Callable[[], Pack], Callable[[Pack], None]]] = {
    "butir-bersalah": (bank, set_at(["steps", 0, "options", 1, "right"], 1)),
    "butir-kembar": (bank, set_at(["steps", 1, "title"], "satu")),
    "butir-tak-dinilai": (bank, set_at(["steps", 0, "options", 0, "points"], 0)),
    "langkah-kurikulum-hilang": (course, set_at(["curriculum", "parts", 0, "work", 0, "step"], "entah")),
}


def examples() -> dict[str, bytes]:
    """Every failing example by the name of its defect."""
    made = {}
    for code, change in CHANGES.items():
        pack = copy.deepcopy(valid())
        change(pack)
        if code in ("tanda-berbeda", "dinilai-belum-terverifikasi"):
            extra = next(source for source in pack["sources"] if source not in ("hitung-s42", "pungut-s17"))
            pack["steps"][2 if code == "dinilai-belum-terverifikasi" else 4]["sources"] = [extra]
        if code == "hari-kosong":
            pack |= {"sources": {}, "counters": {}, "flags": [], "findings": []}
        made[code] = encode(pack)
    for code, (make, change) in OTHERS.items():
        pack = make()
        change(pack)
        made[code] = encode(pack)
    made["bukan-json"] = b"{paket"
    made["bentuk-tidak-baku"] = json.dumps(valid(), indent=1, ensure_ascii=False, sort_keys=True).encode()
    return made


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for code, raw in {**examples(), "dasar": encode(valid())}.items():
        (FOLDER / f"{code}.json").write_bytes(raw)


TOO_LARGE = b" " * (MAX_BYTES + 1)
"""The one example that is not kept as a file."""

if __name__ == "__main__":
    main()
