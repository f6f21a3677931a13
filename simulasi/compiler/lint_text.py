"""Words on a small screen: short enough, never empty where something must be explained, no option that gives itself away."""

from collections.abc import Iterator
from typing import Any

from simulasi.compiler.day import outcomes_of
from simulasi.compiler.defect import Defect

TITLE, PROMPT, OPTION, ITEM, FEEDBACK, CARD = 90, 320, 140, 180, 420, 420
TELLTALE = 30
"""How many letters longer than every wrong option a right one may be."""


def lint_text(pack: dict[str, Any]) -> Iterator[Defect]:
    """Check the words of every step."""
    for step in pack["steps"]:
        yield from too_long("judul-panjang", step["id"], "Judul", step["title"], TITLE)
        yield from too_long("tanya-panjang", step["id"], "Pertanyaan", step["prompt"], PROMPT)
        for each in step.get("options", ()):
            yield from too_long("pilihan-panjang", step["id"], "Pilihan", each["text"], OPTION)
        for each in outcomes_of(step):
            yield from too_long("umpan-panjang", step["id"], "Umpan balik", each.get("feedback", ""), FEEDBACK)
        for each in step.get("items", ()):
            yield from too_long("pilihan-panjang", step["id"], "Butir", each["text"], CARD if "title" in each else ITEM)
        if step["kind"] == "choice":
            yield from telltale(step)


def too_long(code: str, place: str, what: str, text: str, most: int) -> Iterator[Defect]:
    """Refuse a text that does not fit a phone."""
    if len(text) > most:
        yield Defect(code, place, f"{what} {len(text)} huruf; paling panjang {most}.")


def telltale(step: dict[str, Any]) -> Iterator[Defect]:
    """Options look alike: the right one is not simply the longest by far, nor do two read the same."""
    texts = [option["text"] for option in step["options"]]
    if len(set(texts)) < len(texts):
        yield Defect("pilihan-kembar", step["id"], "Dua pilihan berbunyi sama.")
    right = [len(option["text"]) for option in step["options"] if option["right"]]
    wrong = [len(option["text"]) for option in step["options"] if not option["right"]]
    if right and wrong and min(right) > max(wrong) + TELLTALE:
        yield Defect("pilihan-menonjol", step["id"], "Pilihan yang benar jauh lebih panjang daripada yang lain.")
