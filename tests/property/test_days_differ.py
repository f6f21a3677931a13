"""Days that differ: over two hundred seeds everything occurs, nothing beyond its weight, two days share little, and every day can be faultless.

What is drawn is asked of the compiler's own lots; whole packs of a few seeds here, of two hundred by `python bench/variety.py`.
"""

from collections import Counter
from itertools import pairwise

import pytest

from simulasi.compiler import choosing, compile_day, lint
from simulasi.compiler.compile import Stage, lots_of
from simulasi.compiler.load_content import load_content
from simulasi.compiler.sizes import SIZES
from simulasi.rules import get_ruleset
from simulasi.rules.vocabulary import SKILLS

SEEDS = 200
PUBLISHED = ("pemilu-2024", "pilkada-2024")
MORE_THAN_DUE = 1.6
"""A situation is drawn without putting back: rare company makes it come more often than its bare weight, never by this much."""


def drawn(ruleset: str, size: str, seed: int) -> tuple[list[str], list[str]]:
    """The situations of one day: voters that need a decision, incidents and dilemmas."""
    stage = Stage(get_ruleset(ruleset), load_content(ruleset), f"beda{seed}", size, SIZES[size])
    voters = choosing.draw_voters(lots_of(stage), stage.content, size, stage.size)
    events = choosing.draw_events(lots_of(stage), stage.content, size, stage.size)
    return [each["id"] for each in voters if each["golongan"] != "biasa"], [each["id"] for each in events]


def entries(ruleset: str, size: str) -> dict[str, tuple[str, int]]:
    """Every situation of a size: golongan and weight."""
    content = load_content(ruleset)
    every = [*content["pemilih"].values(), *content["kejadian"].values(), *content["dilema"].values()]
    fit = choosing.for_size({str(at): each for at, each in enumerate(every)}, size)
    return {each["id"]: (each["golongan"], each.get("bobot", 1)) for each in fit if each["golongan"] != "biasa"}


@pytest.mark.parametrize("ruleset", PUBLISHED)
def test_over_two_hundred_seeds_every_situation_occurs_and_none_beyond_its_weight(ruleset):
    size = "sedang"
    counted = Counter(name for seed in range(SEEDS) for part in drawn(ruleset, size, seed) for name in part)
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


def test_two_medium_days_share_less_than_a_third_of_their_voters():
    days = [set(drawn("pemilu-2024", "sedang", seed)[0]) for seed in range(SEEDS)]
    shares = [len(one & other) / len(one) for one, other in pairwise(days)]
    assert sum(shares) / len(shares) < 1 / 3


@pytest.mark.parametrize("ruleset", PUBLISHED)
def test_every_skill_is_asked_for_in_some_day(ruleset):
    asked = {
        skill for seed in range(6) for step in compile_day(ruleset, f"cakap{seed}", "sedang").pack["steps"] for skill in step["skills"]
    }
    assert asked == set(SKILLS)


@pytest.mark.parametrize(("ruleset", "size"), [(ruleset, size) for ruleset in PUBLISHED for size in ("singkat", "sedang")])
def test_every_day_has_a_faultless_path_whose_forms_add_up(ruleset, size):
    """The linter plays each day without a mistake and checks every identity of its forms."""
    for seed in range(6):
        assert lint(compile_day(ruleset, f"lurus{seed}", size).bytes) == []
