"""The registry: one id, one entry; and nothing in the law room cites an id that is not in it."""

import ast
import re
from pathlib import Path

import pytest

import simulasi.rules
from simulasi.rules.sources import ALL, REGISTRY, get_source
from simulasi.rules.vocabulary import MARK_LABELS, Mark, weakest

ROOM = Path(simulasi.rules.__file__).parent
AN_ID = re.compile(r"(?:pungut|hitung|etik|latih|uu|pkpu|kpt|mk|perbawaslu|dkpp|buku)-[a-z0-9-]+\Z")
CITED = re.compile(r"Sumber: ((?:[a-z0-9-]+(?:, )?)+)")


def texts() -> list[tuple[str, str]]:
    """Every string of the room with the file it stands in; f-strings and names of modules do not look like ids."""
    found = []
    for path in sorted(ROOM.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.append((str(path.relative_to(ROOM)), node.value))
    return found


def cited() -> set[tuple[str, str]]:
    """Ids that stand alone in code, and ids named after `Sumber:` in a docstring."""
    found = {(path, text) for path, text in texts() if AN_ID.match(text) and not text.endswith("-")}
    return found | {(path, each) for path, text in texts() for group in CITED.findall(text) for each in group.split(", ")}


# Look like ids of sources: a law that is no rule set here, a heading of the handbook.
NO_SOURCES = ("pilkada-2015", "hitung-ulang")


def test_no_id_is_taken_twice() -> None:
    ids = [source.id for source in ALL]
    assert sorted(each for each in set(ids) if ids.count(each) > 1) == []


def test_everything_cited_is_in_the_registry() -> None:
    known = set(REGISTRY) | set(simulasi.rules.RULESETS)
    assert sorted((path, each) for path, each in cited() if each not in known and each not in NO_SOURCES) == []


def test_the_search_for_citations_finds_some() -> None:
    assert ("shared/voter_reasons.py", "pungut-s57") in cited()
    assert ("voters.py", "pungut-s36") in cited()


def test_notes_point_at_entries() -> None:
    noted = {each for source in ALL for each in re.findall(r"(?:pungut|hitung)-s\d+[a-z]?", source.note)}
    assert sorted(noted - set(REGISTRY)) == []


@pytest.mark.parametrize("source", ALL, ids=[source.id for source in ALL])
def test_an_entry_can_be_shown(source: simulasi.rules.sources.Source) -> None:
    assert re.fullmatch(r"[a-z0-9-]+", source.id)
    assert source.instrument
    assert source.title
    assert source.mark in MARK_LABELS
    assert "/work" not in source.where + source.note


def test_what_nobody_saw_is_marked() -> None:
    assert get_source("pungut-penyusun").mark == get_source("uu-7-2017-ps-348").mark == Mark.UNVERIFIED
    assert get_source("uu-7-2017-ps-372").mark == Mark.SEEN
    with pytest.raises(KeyError):
        get_source("pungut-s99")


@pytest.mark.parametrize(
    ("marks", "result"),
    [((), "seen"), (("seen", "seen"), "seen"), (("seen", "unverified"), "unverified"), (("unverified", "conflict", "seen"), "conflict")],
)
def test_the_weakest_mark_wins(marks: tuple[str, ...], result: str) -> None:
    assert weakest(*marks) == result
