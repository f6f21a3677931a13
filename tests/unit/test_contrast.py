"""Every pair of tokens that text and ground are made of keeps 7:1, in each theme; what is drawn and touched keeps 3:1."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parents[2] / "static" / "css"
THEMES = {"terang": (), "gelap": ("tokens-gelap.css",), "matahari": ("tokens-matahari.css",)}

GROUNDS = ("ground", "card", "raised")
TEXT = [(text, ground) for text in ("text", "soft", "ink", "ink-strong", "ok", "no", "wait") for ground in GROUNDS]
TEXT += [
    ("text", "ink-tint"),
    ("ink-strong", "ink-tint"),
    ("ink", "ink-tint"),
    ("on-ink", "ink"),
    ("on-bar", "bar"),
    ("soft", "track"),
    ("text", "track"),
]
TEXT += [
    ("ok", "ok-tint"),
    ("no", "no-tint"),
    ("wait", "wait-tint"),
    ("text", "ok-tint"),
    ("text", "no-tint"),
    ("text", "wait-tint"),
    ("text", "hatch"),
]
TEXT += [("card", "no")]  # a breach on the board
SHAPES = [(shape, ground) for shape in ("ink", "ink-2", "line-strong", "focus") for ground in GROUNDS] + [
    ("dot-ok", "card"),
    ("dot-wait", "card"),
]


def tokens(theme: str) -> dict[str, str]:
    """Name -> #rrggbb, as the sheets of this theme leave it on the root."""
    found: dict[str, str] = {}
    for name in ("tokens.css", *THEMES[theme]):
        found |= dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6});", (CSS / name).read_text("utf-8")))
    return found


def light(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21."""
    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


def test_the_measure_itself_is_right() -> None:
    assert ratio("#000000", "#ffffff") == pytest.approx(21)
    assert ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
def test_text_keeps_seven_to_one_on_every_ground_it_stands_on(theme: str) -> None:
    have = tokens(theme)
    weak = {pair: round(ratio(have[pair[0]], have[pair[1]]), 2) for pair in TEXT if ratio(have[pair[0]], have[pair[1]]) < 7}
    assert weak == {}


@pytest.mark.parametrize("theme", THEMES)
def test_what_is_drawn_and_touched_keeps_three_to_one(theme: str) -> None:
    have = tokens(theme)
    weak = {pair: round(ratio(have[pair[0]], have[pair[1]]), 2) for pair in SHAPES if ratio(have[pair[0]], have[pair[1]]) < 3}
    assert weak == {}
