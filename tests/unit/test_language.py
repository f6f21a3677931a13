"""Texts are not in the code: another language is a file of sentences, held against what the phone really says (docs/adr/0090)."""

import json
import re

import pytest

from tests import copy_kit

BAHASA = copy_kit.ROOT / "static" / "bahasa"
CATALOGUES = sorted(path.stem for path in BAHASA.glob("*.json"))
UI = "static/js/ui/"
# The first minute, home, the table with what is said around it, looking back, sending: these are in every catalogue. Whoever changes a sentence need not know every language (the new one is shown in Indonesian),
# so one in twenty may be behind; what is behind is counted by `python -m tests.copy_kit en`.
BEHIND = 20
WHOLE = (
    *(f"{UI}views/{name}.js" for name in ("bantuan", "beranda", "mulai", "pasang", "profil", "undangan")),
    *(f"{UI}parts/{name}.js" for name in ("embedded", "frame", "install_coach", "pin_entry", "refusal", "start_choices", "summary")),
    *(f"{UI}parts/{name}.js" for name in ("theme_choice", "trouble")),
    *(f"{UI}views/{name}.js" for name in ("kilat", "kirim", "main", "tinjau")),
    *(
        f"{UI}parts/{name}.js"
        for name in ("bar", "card_ballot", "cards", "denah", "outcome", "result_head", "timeline", "turns", "verdict", "zoom")
    ),
    *(f"{UI}parts/answer_{name}.js" for name in ("choice", "find", "form", "number", "order", "set")),
    f"{UI}learn/session.js",
    *("static/js/sync/states.js", "static/js/store/errors.js", "static/js/learn/standing.js"),
)
# Names, and what only looks like a sentence.
SAME = re.compile(r"^(Simulasi TPS|X+-X+|\w+Error|[a-z]+( [a-z]+-[a-z-]+)+|\{\} · \{\}.*|KPPS \d.*)$")


def words(code: str) -> dict[str, str]:
    found: dict[str, str] = json.loads((BAHASA / f"{code}.json").read_text("utf-8"))
    return found


@pytest.mark.parametrize("code", CATALOGUES)
def test_what_an_english_reader_meets_first_is_there(code: str) -> None:
    have = words(code)
    said = [each for each in copy_kit.phone() if each.where in WHOLE and not SAME.match(each.text)]
    assert len(said) > 200
    missing = [each for each in said if each.text not in have]
    assert len(missing) * BEHIND <= len(said), missing


@pytest.mark.parametrize("code", CATALOGUES)
def test_a_catalogue_says_nothing_that_the_phone_does_not(code: str) -> None:
    spoken = {text for _, text in copy_kit.phone_literals()}
    unsaid = [key for key in words(code) if key not in spoken]
    assert len(unsaid) * BEHIND <= len(words(code)), unsaid


@pytest.mark.parametrize("code", CATALOGUES)
def test_what_is_put_in_is_put_in_as_often(code: str) -> None:
    assert [key for key, told in words(code).items() if key.count("{}") != told.count("{}") or not told] == []


@pytest.mark.parametrize("code", CATALOGUES)
def test_a_catalogue_stays_small(code: str) -> None:
    """It lies in the browser's local storage and is read before the first screen."""
    assert len((BAHASA / f"{code}.json").read_bytes()) < 60_000
