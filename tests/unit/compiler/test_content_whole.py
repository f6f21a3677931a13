"""What is promised of the authored text as a whole: how much, spread how, every myth and row told once, no text too long, nobody real."""

import hashlib
import re
from collections import Counter
from pathlib import Path

import pytest

from simulasi.compiler.choosing import draw_events
from simulasi.compiler.draw import Draw
from simulasi.compiler.load_content import load_content, load_lists
from simulasi.compiler.sizes import SIZES
from tests import cakupan_kit

CONTENT = load_content("pemilu-2024")
EVENTS = [*CONTENT["kejadian"].values(), *CONTENT["dilema"].values()]
EVERYTHING = [entry for kind in CONTENT.kinds for entry in CONTENT[kind].values()]
ROLES = [f"kpps_{number}" for number in range(1, 8)]
TITLE, ASKED, SAID, OPTION, RESULT, FEEDBACK, WHY = 60, 260, 120, 90, 140, 260, 330
# The first letters of SHA-256 of names of national parties and of people who stood or stand for them: kept so that the list itself names nobody.
DENIED = frozenset(
    [
        "026b01587902",
        "0482aaf44fab",
        "06571c0d840a",
        "06da84e3756a",
        "09e632b342c1",
        "0b30b2086f98",
        "1231fbb86194",
        "14e26756b931",
        "2194f6d380b8",
        "25fe350c0def",
        "2b266f5753f6",
        "41f27628ff4c",
        "4731a475606d",
        "4929f8ceb4f0",
        "4c36413ac214",
        "4c9aefe33f80",
        "5a0bf18aec59",
        "5adde876c1ab",
        "5d930776d8c8",
        "6460213b5cd7",
        "701f7f7b33e0",
        "752b42cc3571",
        "988661fa37e9",
        "9fc69d4b6d2f",
        "a9a69e7d4217",
        "aabc56f686a8",
        "b09b490de3c7",
        "b1245eb509a1",
        "b652b854c6f7",
        "c12e59a42705",
        "c2f2bc96537a",
        "c4289629b08b",
        "c6ad6a2e0787",
        "c84cda78aa7d",
        "ca1b59d04983",
        "d1fbf8ab7929",
        "db5da878f88d",
        "de7f76f23150",
        "dea1423b8956",
        "e3a7e307523e",
        "ef5838399147",
        "fd2f2612518d",
    ]
)


def rows(entries, prefix):
    """Every row of one kind that the entries name."""
    named = (part.strip() for entry in entries for part in entry.get("asal", "").split(","))
    return [part.removeprefix(prefix) for part in named if part.startswith(prefix)]


def choices():
    """Every authored step with options, with its entry."""
    return [(entry, step) for entry in EVERYTHING for step in entry.get("langkah", ()) if step.get("pilihan")]


def texts(value):
    """Every word an author wrote for people."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            if key not in ("id", "sumber", "asal"):
                yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)


def test_there_are_at_least_eighty_incidents_spread_over_the_day_and_the_seats():
    kejadian = CONTENT["kejadian"].values()
    assert len(kejadian) >= 80
    phases = Counter("penghitungan" if entry["fase"] == "c_hasil" else entry["fase"] for entry in kejadian)
    assert set(phases) == {"persiapan", "pembukaan", "pemungutan", "penutupan", "penghitungan", "penyegelan"}
    assert min(phases.values()) >= 8
    seats = Counter(entry["peran"] for entry in kejadian)
    assert set(seats) == set(ROLES)
    assert min(seats.values()) >= 8


def test_each_of_the_58_dilemmas_is_told_once():
    assert sorted(map(int, rows(CONTENT["dilema"].values(), "dilema "))) == list(range(1, 59))
    assert rows(CONTENT["kejadian"].values(), "dilema ") == []
    assert [key for key, entry in CONTENT["dilema"].items() if entry["asal"].split(",")[0] != f"dilema {int(key.removeprefix('D-'))}"] == []


def test_in_every_dilemma_pressure_comes_back_on_who_did_not_give_in():
    for key, entry in CONTENT["dilema"].items():
        assert len(entry["langkah"]) >= 2, key
        later = entry["langkah"][1:]
        assert all("jika" in step for step in later), key
        assert all(entry["sumber"]), key


def test_each_of_the_69_items_of_conduct_stands_there_once_in_the_words_of_the_source():
    items = {item["id"]: item["teks"] for item in load_lists()["butir"]}
    assert len(load_lists()["butir"]) == 69
    assert items == {name.lower(): words for name, words in cakupan_kit.rows()["butir"]}


def test_every_myth_about_ballots_is_said_by_somebody_and_seen_on_paper():
    myths = [f"2.10 m{number}" for number in range(1, 7)]
    assert sorted(row for row in rows(EVENTS, "penghitungan ") if row.startswith("2.10")) == myths
    assert set(rows(CONTENT["surat_suara"].values(), "penghitungan ")) == {*myths[:5]}


def test_old_names_are_known_and_never_used():
    old = {entry["lama"] for entry in load_lists()["kamus"]}
    assert old == {"C6", "A5", "C7", "C3", "C2", "C1"}
    used = {word for text in texts(EVERYTHING) for word in re.findall(r"\b[AC]\d\b", text)}
    assert used & old == set()


def test_one_option_of_a_step_is_right_unless_the_law_decides():
    for entry, step in choices():
        right = [option for option in step["pilihan"] if option.get("benar")]
        assert len(step["pilihan"]) >= 3, entry["id"]
        assert len(right) == 1 or any("keputusan" in option for option in step["pilihan"]), entry["id"]


def test_options_of_a_step_look_alike():
    for entry, step in choices():
        lengths = [len(option["teks"]) for option in step["pilihan"]]
        assert max(lengths) <= OPTION, (entry["id"], lengths)
        assert max(lengths) - min(lengths) <= 32, (entry["id"], lengths)


def test_no_text_is_longer_than_a_small_screen_bears():
    long = []
    for entry in EVERYTHING:
        parts = [(entry.get("judul", ""), TITLE), (entry.get("mengapa", ""), WHY)]
        for step in entry.get("langkah", ()):
            parts += [(step.get("judul", ""), TITLE), (step.get("tanya", ""), ASKED), (step.get("ucapan", ""), SAID)]
            for option in step.get("pilihan", ()):
                parts += [(option["hasil"], RESULT), (option["umpan"], FEEDBACK)]
        long += [(entry["id"], len(text), text) for text, most in parts if len(text) > most]
    assert long == []


def real_names(text: str) -> set[str]:
    words = {word.casefold() for word in re.findall(r"[^\W\d_]+", text)}
    return {word for word in words if hashlib.sha256(word.encode()).hexdigest()[:12] in DENIED}


@pytest.mark.parametrize(
    "place", ["simulasi/**/*.toml", "simulasi/**/*.py", "templates/**/*.html", "static/js/**/*.js", "static/css/**/*.css"]
)
def test_nobody_real_is_named_in_anything_that_is_shown(place):
    files = list(Path(__file__).parents[3].glob(place))
    assert files
    assert real_names("\n".join(path.read_text("utf-8") for path in files)) == set()


def test_a_real_name_would_be_found():
    assert real_names("Warna Golkar di sini") == {"golkar"}


def test_the_reader_is_addressed_as_anda():
    """Only people in the story say "kamu"."""
    told = [entry["mengapa"] for entry in EVERYTHING if "mengapa" in entry]
    for _, step in choices():
        told += [step.get("tanya", ""), *(option[key] for option in step["pilihan"] for key in ("teks", "hasil", "umpan"))]
    assert [text for text in told if re.search(r"\b[Kk]amu\b", re.sub("“[^”]*”", "", text))] == []


@pytest.mark.parametrize("size", SIZES)
def test_what_is_alike_never_comes_on_one_day(size):
    for seed in range(60):
        drawn = [entry["serupa"] for entry in draw_events(Draw(f"serupa{seed}"), CONTENT, size, SIZES[size]) if "serupa" in entry]
        assert len(drawn) == len(set(drawn))
