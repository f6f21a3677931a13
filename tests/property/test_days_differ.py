"""Days that differ: over two hundred seeds everything occurs, nothing beyond its weight, two days share little, and every day can be faultless.

What is drawn is asked of the compiler's own lots; whole packs of a few seeds here, of two hundred by `python bench/variety.py`.
"""

from collections import Counter
from itertools import combinations

import pytest

from simulasi.compiler import choosing, compile_day, lint
from simulasi.compiler.compile import Stage, lots_of, voters_of
from simulasi.compiler.dealing import BASE, DAYS, WEIGHINGS, piles, series_of
from simulasi.compiler.draw import Draw
from simulasi.compiler.load_content import load_content
from simulasi.compiler.sizes import SIZES
from simulasi.rules import get_ruleset
from simulasi.rules.vocabulary import KPPS, SKILLS

SEEDS = 200
PUBLISHED = ("pemilu-2024", "pilkada-2024")
MORE_THAN_DUE = 1.6
"""A situation is drawn without putting back: rare company makes it come more often than its bare weight, never by this much."""


def stage_of(ruleset: str, size: str, seed: str) -> Stage:
    """What a day of this seed is made of."""
    rules = get_ruleset(ruleset)
    return Stage(rules, load_content(ruleset), seed, size, SIZES[size].under(rules))


def voters(ruleset: str, size: str, seed: str) -> frozenset[str]:
    """The voters of one day that need a decision."""
    return frozenset(each["id"] for each in voters_of(stage_of(ruleset, size, seed)) if each["golongan"] != "biasa")


def events(ruleset: str, size: str, seed: str) -> list[str]:
    """The incidents and dilemmas of one day."""
    stage = stage_of(ruleset, size, seed)
    return [each["id"] for each in choosing.draw_events(lots_of(stage), stage.content, size, stage.size)]


def shares(days: list[frozenset[str]]) -> list[float]:
    """What every two of these days have in common."""
    return [len(one & other) / len(one) for one, other in combinations(days, 2)]


def entries(ruleset: str, size: str) -> dict[str, tuple[str, int]]:
    """Every situation of a size: golongan and weight."""
    content = load_content(ruleset)
    every = [*content["pemilih"].values(), *content["kejadian"].values(), *content["dilema"].values()]
    fit = choosing.for_size({str(at): each for at, each in enumerate(every)}, size)
    return {each["id"]: (each["golongan"], each.get("bobot", 1)) for each in fit if each["golongan"] != "biasa"}


@pytest.mark.parametrize("ruleset", PUBLISHED)
def test_over_two_hundred_seeds_every_situation_occurs_and_none_beyond_its_weight(ruleset):
    size = "sedang"
    seeds = [f"beda{number}" for number in range(SEEDS)]
    counted = Counter(name for seed in seeds for name in (*voters(ruleset, size, seed), *events(ruleset, size, seed)))
    known = entries(ruleset, size)
    assert set(known) - set(counted) == set()
    slots = {**SIZES[size].voters, **SIZES[size].events}
    total = Counter()
    for golongan, weight in known.values():
        total[golongan] += weight
    beyond = {}
    for name, (golongan, weight) in known.items():
        due = SEEDS * min(1.0, slots.get(golongan, 0) * weight / total[golongan])
        if counted[name] > min(SEEDS, MORE_THAN_DUE * due + 12):
            beyond[name] = (counted[name], round(due))
    assert beyond == {}


@pytest.mark.parametrize("series", ["beda", "batu "])
@pytest.mark.parametrize("ruleset", PUBLISHED)
def test_any_two_medium_days_of_a_series_share_less_than_a_third_of_their_voters(ruleset, series):
    """Every pair of two hundred, not the mean of them."""
    days = [voters(ruleset, "sedang", f"{series}{number}") for number in range(SEEDS)]
    assert {len(day) for day in days} == {sum(SIZES["sedang"].voters.values())}
    assert max(shares(days)) < 1 / 3


@pytest.mark.parametrize("ruleset", PUBLISHED)
def test_medium_days_of_seeds_that_have_nothing_to_do_with_each_other_share_less_than_a_quarter_on_average(ruleset):
    found = shares([voters(ruleset, "sedang", f"{number}-lain") for number in range(60)])
    assert sum(found) / len(found) < 1 / 4


def test_two_numbers_of_a_series_agree_in_five_places_of_sixteen_at_most():
    """The code itself, for the whole of a series: what a difference of two numbers is, is another number."""
    told = [piles(Draw("kode"), number) for number in range(DAYS)]
    assert len(WEIGHINGS) == len(told[0]) == 16
    assert max(sum(one == other for one, other in zip(told[0], each, strict=True)) for each in told[1:]) == 5
    assert all(Counter(each[place] for each in told) == dict.fromkeys(range(BASE), DAYS // BASE) for place in range(16))


def test_the_number_at_the_end_of_a_seed_is_the_day_of_its_series():
    assert series_of("batu 12") == ("batu ", 12)
    assert series_of("2029") == ("", 2029)
    assert series_of("latihan kelurahan") == ("latihan kelurahan", 0)


@pytest.mark.parametrize("ruleset", PUBLISHED)
def test_every_skill_is_asked_for_in_some_day(ruleset):
    asked = {
        skill for seed in range(6) for step in compile_day(ruleset, f"cakap{seed}", "sedang").pack["steps"] for skill in step["skills"]
    }
    assert asked == set(SKILLS)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("ruleset", PUBLISHED)
def test_every_seat_is_asked_for_something_that_counts_whatever_is_drawn(ruleset, size):
    """A seat without a scored step could never be ready."""
    for number in range(2 if size == "penuh" else 5):
        scored = {step["role"] for step in compile_day(ruleset, f"kursi{number}", size).pack["steps"] if worth(step) and "when" not in step}
        assert scored >= set(KPPS)


def worth(step: dict) -> int:
    """What a step may bring."""
    graded = (*step.get("options", ()), *step.get("outcomes", {}).values(), *step.get("fields", ()))
    return sum(each["points"] for each in graded) + len(step["expect"] if step["kind"] == "order" else ())


@pytest.mark.parametrize(("ruleset", "size"), [(ruleset, size) for ruleset in PUBLISHED for size in ("singkat", "sedang")])
def test_every_day_has_a_faultless_path_whose_forms_add_up(ruleset, size):
    """The linter plays each day without a mistake and checks every identity of its forms."""
    for seed in range(6):
        assert lint(compile_day(ruleset, f"lurus{seed}", size).bytes) == []
