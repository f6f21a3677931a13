"""What users read: one word for one thing, no English and no software words, and failures that say what to do (docs/kata.md)."""

import re
from functools import cache

import pytest

from simulasi import errors
from tests import copy_kit

# Sentences that no user sees: headers, logs, and what is said to whoever operates or repairs the machine.
MACHINE = (
    *("static/js/engine/", "static/js/group/", "static/sw/", "simulasi/compiler/load_content.py", "simulasi/blueprints/shell/routes.py"),
    *(f"simulasi/services/{name}.py" for name in ("backup", "inbox", "meters", "operating")),
)

SAFE = re.compile(r"\baman\b|tidak (ada yang )?hilang|belum ada yang berubah|tidak berubah|belum tersimpan|hanya bisa dilihat", re.I)
TO_DO = re.compile(
    r"\b(coba|muat ulang|kembali|masuk|masukkan|minta|hubungi|kosongkan|tunggu|tutup|kirim|periksa|cari|unduh|diunduh|lanjutkan|di jendela itu)\b",
    re.I,
)


@cache
def copy() -> tuple[copy_kit.Said, ...]:
    return tuple(each for each in copy_kit.everything() if not each.where.startswith(MACHINE))


def interface() -> list[copy_kit.Said]:
    """Ours; content quotes people, who say "yang belum sinkron" and "kamu"."""
    return [each for each in copy() if not each.where.startswith("simulasi/content")]


def never() -> dict[str, str]:
    """Forbidden word -> what we write instead, from the page's own table."""
    rows = re.findall(r"^\|([^|]+)\|[^|]*\|([^|]+)\|[^|]*\|$", (copy_kit.ROOT / "docs" / "kata.md").read_text("utf-8"), re.M)
    return {word.strip(): ours.strip() for ours, words in rows if words.strip() not in ("never", "---") for word in words.split(",")}


def test_the_extractor_reads_what_a_person_reads() -> None:
    source = "const a = html`<b aria-label=\"Sisa ${n}\">Masih ${n ? 'ada sisa' : html`<i>kosong sekali</i>`}</b>`; // tidak ini\nconst c = /`'/;"
    found = [
        copy_kit.tidy(text) for kind, each in copy_kit.literals(source) for text in (copy_kit.markup(each) if kind == "html" else [each])
    ]
    assert found == ["Sisa {}", "Masih {}", "ada sisa", "kosong sekali"]
    assert len(copy()) > 6000


def test_no_english_and_no_software_words() -> None:
    words = never()
    assert len(words) > 80
    pattern = re.compile(rf"(?<![\w-])({'|'.join(re.escape(word) for word in sorted(words, key=len, reverse=True))})(?![\w-])", re.I)
    found = [(each.where, each.text[:90], f"{hit} -> {words[hit.lower()]}") for each in interface() for hit in pattern.findall(each.text)]
    assert found == []


def test_one_tone() -> None:
    rude = re.compile(r"\b(kamu|kalian|lo|gue|yuk|oke|maaf|ups|silah?kan)\b|!(?!=)", re.I)
    found = [each for each in interface() if rude.search(each.text)]
    assert found == []


def advice() -> list[tuple[str, str]]:
    """Every sentence for a failure, by where it stands."""
    js = copy_kit.ROOT / "static" / "js"
    stored = re.findall(r"^  '?([\w-]+)'?: '([^']+)',$", (js / "store" / "errors.js").read_text("utf-8"), re.M)
    refused = re.findall(r"'?([\w-]+)'?: \{\s*title: '[^']+',\s*text: '([^']+)'", (js / "ui" / "parts" / "refusal.js").read_text("utf-8"))
    return [*stored, *refused, *((str(status), text) for status, (_, text) in errors.PAGES.items())]


@pytest.mark.parametrize("where,text", advice())
def test_a_failure_says_what_to_do(where: str, text: str) -> None:
    assert TO_DO.search(text), text


def test_a_failure_of_the_store_says_what_is_safe() -> None:
    source = (copy_kit.ROOT / "static" / "js" / "store" / "errors.js").read_text("utf-8")
    said = dict(re.findall(r"^  '?([\w-]+)'?: '([^']+)',$", source, re.M))
    assert len(said) >= 9
    assert [code for code, text in said.items() if not SAFE.search(text)] == []
