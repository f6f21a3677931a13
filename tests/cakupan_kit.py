"""Writes docs/aturan-cakupan.md: each row of the fact base -> rule, test, what is played of it, or why it is not. Run: python -m tests.cakupan_kit

Row ids are data in tests/domain/baris.json, reasons in tests/domain/alasan.toml; rules, tests and content are asked, never listed by hand.
"""

import ast
import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from simulasi.compiler import compile_checklists, compile_day
from simulasi.compiler.drills.bank import all_topics, open_desk
from simulasi.compiler.load_content import load_content
from simulasi.rules import RULESETS, get_ruleset
from simulasi.rules.shared.c_hasil import IDENTITIES
from simulasi.rules.vocabulary import MARK_LABELS, Mark
from tests.unit.rules import test_check_c_hasil, test_kasus_kejadian, test_kasus_pemilih
from tests.unit.rules.test_check_c_hasil import BROKEN

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "aturan-cakupan.md"
PLAYED = ("pemilu-2024", "pilkada-2024")
SEED = "cakupan"
Row = tuple[str, str, str, str, str]


@cache
def rows() -> dict[str, list[list[str]]]:
    """The row ids of the fact base with a few words each."""
    found: dict[str, list[list[str]]] = json.loads((HERE / "domain" / "baris.json").read_text("utf-8"))
    return found


@cache
def reasons() -> dict[str, dict[str, str]]:
    """Why a row is not played, by kind and id; `langkah` names the steps of the frame that play a row."""
    return tomllib.loads((HERE / "domain" / "alasan.toml").read_text("utf-8"))


def named(origin: str) -> Iterator[tuple[str, int]]:
    """Read an `asal`: "dilema 11, pemungutan 49-50, kode-etik D-10" -> (dilema, 11), (pemungutan, 49), (pemungutan, 50), (dilema, 10)."""
    for part in origin.split(","):
        if found := re.fullmatch(r"\s*(pemungutan|dilema) (\d+)(?:-(\d+))?", part):
            yield from ((found[1], n) for n in range(int(found[2]), int(found[3] or found[2]) + 1))
        elif found := re.fullmatch(r"\s*kode-etik D-(\d+)", part):
            yield "dilema", int(found[1])
        elif found := re.fullmatch(r"\s*(\d+)", part):
            yield "pemungutan", int(found[1])


@cache
def entries() -> dict[tuple[str, int], list[str]]:
    """Authored situations by the row they play, each once, as kind/id; those of one rule set only say so."""
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    seen: set[str] = set()
    for ruleset in PLAYED:
        for kind in ("pemilih", "kejadian", "dilema"):
            for key, entry in load_content(ruleset)[kind].items():
                if f"{kind}/{key}" not in seen:
                    seen.add(f"{kind}/{key}")
                    for where in named(entry.get("asal", "")):
                        found[where].append(f"{kind}/{key}" + ("" if ruleset == PLAYED[0] else " (Pilkada)"))
    return found


def pytest_ids(module: Any) -> dict[int, str]:
    """The first test of each row of section 6, for Pemilu."""
    made: dict[int, str] = {}
    for case in module.cases():
        if found := re.match(r"kasus-(\d+)[a-z]?-pemilu-2024", case.id):
            made.setdefault(int(found[1]), f"{module.__name__.rsplit('.', 1)[1]}[{case.id}]")
    return made


@cache
def pack(ruleset: str) -> dict[str, Any]:
    """One whole day."""
    return compile_day(ruleset, SEED, "penuh").pack


def voting() -> Iterator[Row]:
    """Rows 001-113 of voting."""
    people, events = (
        pytest_ids(test_kasus_pemilih),
        pytest_ids(test_kasus_kejadian) | {66: "test_unsigned_ballot_in_the_box[kasus-66-pemilu-2024]"},
    )
    marks = {act.kasus: act.mark for act in get_ruleset("pemilu-2024").part("incidents").INCIDENTS.values()}
    for name, words in rows()["pemungutan"]:
        number = int(name)
        rule = "decide_pemilih" if number in people else "decide_kejadian"
        played = ", ".join(entries().get(("pemungutan", number), ()))
        yield name, words, rule, people.get(number) or events[number], played or why("pemungutan", name, str(marks.get(number, "seen")))


def ballots() -> Iterator[Row]:
    """The 125 rows of sah and tidak sah."""
    table = {row["id"]: row for row in json.loads((HERE / "unit" / "rules" / "tabel_surat_suara.json").read_text("utf-8"))}
    played = {key: ruleset for ruleset in reversed(PLAYED) for key in load_content(ruleset)["surat_suara"]}
    for name, words in rows()["surat_suara"]:
        row = table[name]
        shown = f"surat_suara/{name}" if name in played else alike(name, played)
        verdict = "open" if row["verdict"] == "pertanyaan_terbuka" else row["mark"]
        yield name, words, "judge_surat_suara", f"test_judge_surat_suara[{name}]", shown or why("surat_suara", name, verdict)


def alike(name: str, played: dict[str, str]) -> str:
    """Rows that are one and the same paper: at least one of them must be played."""
    others = [each for each in reasons()["sama"].get(name, "").split() if each in played]
    return f"sebagai {', '.join(f'surat_suara/{each}' for each in others)}" if others else ""


def identities() -> Iterator[Row]:
    """I01-I21."""
    asked = {each["id"].split("-")[0] for ruleset in PLAYED for step in pack(ruleset)["steps"] for each in step.get("identities", ())}
    drilled = {topic.key: topic.id for topic in all_topics(open_desk(PLAYED[0])) if topic.skill == "c_hasil"}
    broken = {each[0].split("-")[0].split()[0] for each in BROKEN}
    for name, words in rows()["identitas"]:
        test = f"test_one_wrong_number_breaks_its_identity[{name}]" if name in broken else f"test_check_c_hasil::{named_by(name)}"
        places = ["formulir C.HASIL dan C.DAFTAR HADIR setiap hari"] if name in asked else []
        places += [f"soal {drilled[name]}"] if name in drilled else []
        yield name, words, "check_c_hasil", test, ", ".join(places) or why("identitas", name, str(IDENTITIES[name].mark))


@cache
def named_by(name: str) -> str:
    """The test that speaks of this identity and of the fewest other things (the shortest); ValueError when none does."""
    lines = Path(test_check_c_hasil.__file__).read_text("utf-8").splitlines()
    found = []
    for node in ast.walk(ast.parse("\n".join(lines))):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            own = lines[min([node.lineno, *(each.lineno for each in node.decorator_list)]) - 1 : node.end_lineno]
            if any(f'"{name}"' in line for line in own):
                found.append((len(own), node.name))
    return min(found)[1]


def sequence() -> Iterator[Row]:
    """C00-C22."""
    ids = [step["id"] for step in pack("pemilu-2024")["steps"]]
    for name, words in rows()["urutan"]:
        prefixes = reasons()["langkah"].get(name, "").split()
        missing = [each for each in prefixes if not any(step.startswith(each) for step in ids)]
        if missing:
            raise ValueError(f"alasan.toml: {name} menyebut langkah {missing[0]} yang tidak ada di hari mana pun")
        shown = ", ".join(f"langkah {each}" for each in prefixes)
        yield name, words, "counting.SEQUENCE", "test_forms::SEQUENCE", shown or why("urutan", name, "seen")


def dilemmas() -> Iterator[Row]:
    """D-01 to D-58."""
    for name, words in rows()["dilema"]:
        played = entries().get(("dilema", int(name.removeprefix("D-"))), ())
        tests = [f"test_content[{each}]" for each in played[:1]]
        yield name, words, "isi (sumber diperiksa)", ", ".join(tests) or "-", ", ".join(played) or why("dilema", name, "seen")


def conduct() -> Iterator[Row]:
    """CK-01 to CK-69."""
    items = {item["id"].rsplit("-", 2)[0] for step in compile_checklists("pemilu-2024").pack["steps"] for item in step["items"]}
    for name, words in rows()["butir"]:
        shown = "daftar periksa kode etik" if name.lower() in items else ""
        yield name, words, "checklists.conduct_steps", "test_load_content (69 butir)", shown or why("butir", name, "seen")


def why(kind: str, name: str, mark: str) -> str:
    """Say why a row is not played: in words of its own, or because nothing unread is ever asked."""
    told = reasons().get(kind, {})
    if name in told:
        return f"{'' if told[name].startswith('dimainkan') else 'tidak dimainkan: '}{told[name]}"
    if mark == "open":
        return "tidak dimainkan: pertanyaan terbuka, tidak pernah dinilai"
    if mark != "seen":
        return f"tidak dimainkan: {MARK_LABELS[Mark(mark)]}"
    return f"tidak dimainkan: {told['lain']}" if "lain" in told else ""


PARTS = (
    ("Pemungutan: 113 kejadian luar biasa", voting),
    ("Penghitungan: 125 rupa surat suara", ballots),
    ("Identitas C.HASIL", identities),
    ("Urutan penghitungan", sequence),
    ("Dilema", dilemmas),
    ("Butir kode etik", conduct),
)


def page() -> str:
    """The whole page."""
    out = [
        "# Cakupan aturan",
        "",
        "Dibuat oleh `python -m tests.cakupan_kit`; jangan disunting. Tes menolak halaman yang basi dan baris tanpa isi maupun alasan.",
        "",
    ]
    for title, part in PARTS:
        made = list(part())
        played = sum(bool(row[4]) and not row[4].startswith("tidak dimainkan") for row in made)
        out += [
            f"## {title}",
            "",
            f"{len(made)} baris, {played} dimainkan.",
            "",
            "| baris | isi | aturan | tes | dimainkan |",
            "|---|---|---|---|---|",
        ]
        out += [f"| {' | '.join(each or '**belum**' for each in row)} |" for row in made]
        out.append("")
    return "\n".join([*out, *shared_text()])


def shared_text() -> list[str]:
    """What each other rule set borrows and leaves out."""
    from simulasi.compiler.load_content import ROOT, read_head
    from simulasi.compiler.sharing import left_out

    out = ["## Isi yang dipinjam aturan lain", "", "| aturan | jenis | dipinjam | tidak dipinjam, sebabnya |", "|---|---|---|---|"]
    base = load_content("pemilu-2024")
    for ruleset in RULESETS[1:]:
        head = read_head(ROOT / ruleset)
        for kind in ("pemilih", "kejadian", "dilema"):
            held = load_content(ruleset)[kind]
            out_of = [
                f"{key} ({left_out(kind, entry, head, get_ruleset(ruleset))})" for key, entry in base[kind].items() if key not in held
            ]
            out.append(f"| {ruleset} | {kind} | {len(base[kind]) - len(out_of)} dari {len(base[kind])} | {', '.join(out_of) or '-'} |")
    return [*out, ""]


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
