"""A small stage for the compiler's tests: content of one's own, and a crew that plays a compiled day with chosen mistakes."""

import textwrap
from pathlib import Path
from typing import Any

from simulasi.compiler.compile import Stage, lay_out
from simulasi.compiler.load_content import ROOT, Content, read_folder
from simulasi.compiler.sizes import Size
from simulasi.engine import apply, load, pending, start
from simulasi.engine.answers import right_answer
from simulasi.rules import get_ruleset

CREW = [f"kpps_{n}" for n in range(1, 8)]
ELECTIONS = ("ppwp", "dpr", "dpd", "dprd_prov", "dprd_kab")
RULES = get_ruleset("pemilu-2024")


def content_with(folder: Path, **kinds: str) -> Content:
    """Real words of the frame, and nothing else but what is given: pemilih="[[pemilih]] ..."."""
    shared = ROOT / "pemilu-2024"
    (folder / "isi.toml").write_text((shared / "isi.toml").read_text("utf-8"), "utf-8")
    for kind in ("narasi", "surat_suara"):
        (folder / kind).mkdir(exist_ok=True)
        for path in (shared / kind).glob("*.toml"):
            (folder / kind / path.name).write_text(path.read_text("utf-8"), "utf-8")
    for kind, text in kinds.items():
        (folder / kind).mkdir(exist_ok=True)
        (folder / kind / "uji.toml").write_text(textwrap.dedent(text), "utf-8")
    return read_folder(folder)


def small(**more: Any) -> Size:
    """A day with one voter of `uji`, or one event of `uji`, and little else."""
    return Size(**{"dpt": 12, "ordinary": 6, "spoken": 0, "voters": {"uji": 1}, "events": {"uji": 1}, "judged": (2, 2), **more})


def day_of(content: Content, size: Size | None = None, name: str = "singkat") -> dict[str, Any]:
    """The pack of a small day."""
    size = size or small()
    return lay_out(Stage(RULES, content, "uji", name, size), size.dpt)


def play(raw: dict[str, Any], mistakes: dict[str, Any] | None = None, seats: list[str] | None = None) -> dict[str, Any]:
    """Play a pack, right but for the mistakes; give the final state."""
    pack = load(raw)
    state = start(pack, seats or CREW)
    while (step := pending(pack, state)) is not None:
        answer = (mistakes or {}).get(step["id"], right_answer(state, step))
        state = apply(pack, state, {"seq": state["seq"] + 1, "step": step["id"], "answer": answer, "role": step["role"]})
    return state


def step_of(raw: dict[str, Any], step_id: str) -> dict[str, Any]:
    """One step by its id."""
    return next(step for step in raw["steps"] if step["id"] == step_id)


def option_of(raw: dict[str, Any], step_id: str, words: str) -> str:
    """The id of the option whose text begins so."""
    return next(option["id"] for option in step_of(raw, step_id)["options"] if option["text"].startswith(words))


def fired(state: dict[str, Any]) -> dict[str, list[str]]:
    """The findings of a state and their causes."""
    return {finding["id"]: finding["causes"] for finding in state["findings"]}
