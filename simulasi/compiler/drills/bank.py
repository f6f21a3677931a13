"""The front door of drills: a seed becomes a bank of items, or one of two equivalent forms of a test."""

from collections.abc import Iterable
from typing import Any

from simulasi.compiler.draw import Draw
from simulasi.compiler.drills import ballots, copies, ethics, figures, incidents, movers, stock, voters
from simulasi.compiler.drills.item import Desk, Item, Topic
from simulasi.compiler.encode import Compiled, seal
from simulasi.compiler.errors import ContentError
from simulasi.compiler.frame import head, source_entries
from simulasi.compiler.law import Law
from simulasi.compiler.lint_bank import face
from simulasi.compiler.load_content import load_content
from simulasi.rules import get_ruleset
from simulasi.rules.errors import BadInput

FAMILIES = (ballots, voters, movers, figures, copies, stock, incidents, ethics)
FORMS = {"a": "bentuk_a", "b": "bentuk_b"}
TRIES = 40
# The twelve of pelatihan.md 3: four of rights, three of validity, three of ethics, two of forms.
TEST = (("pemilih-", 2), ("pindah-", 2), ("sah-", 3), ("etik-", 3), ("angka-", 2))


def open_desk(ruleset_id: str) -> Desk:
    """Lay out the rules and the authored text of one rule set."""
    try:
        rules = get_ruleset(ruleset_id)
    except BadInput as error:
        raise ContentError(str(error)) from error
    return Desk(rules, load_content(rules.id), Law(rules, tuple(election.id for election in rules.elections)))


def open_scored(ruleset_id: str) -> Desk:
    """Lay out a rule set whose answers may earn points: nothing of a draft may."""
    desk = open_desk(ruleset_id)
    if desk.ruleset.is_draft:
        raise ContentError(f"{desk.ruleset.title} masih rancangan: tidak ada soal yang boleh dinilai")
    return desk


def all_topics(desk: Desk) -> list[Topic]:
    """List every topic a rule set can be drilled in."""
    return [topic for family in FAMILIES for topic in family.topics(desk)]


def draw_item(desk: Desk, topic: Topic, draw: Draw, taken: set[str]) -> Item | None:
    """Draw an item that looks like none taken before; None when the topic may not be asked or has no other face left."""
    for attempt in range(TRIES):
        item = topic.draw(desk, draw.child(str(attempt)), topic.key)
        if item is not None and (look := face({"ballots": item.ballots}, item.step) + str(item.counters)) not in taken:
            taken.add(look)
            return item
    return None


def compile_bank(ruleset_id: str, seed: str, each: int = 2) -> Compiled:
    """Compile a bank of drills: `each` items of every topic, one of those that are authored or much alike."""
    desk, draw, taken = open_scored(ruleset_id), Draw(f"{ruleset_id}/latihan/{seed}"), set[str]()
    drawn = [
        (topic, number, item)
        for topic in all_topics(desk)
        for number in range(1, (1 if topic.finite or topic.once else each) + 1)
        if (item := draw_item(desk, topic, draw.child(f"{topic.id}/{number}"), taken)) is not None
    ]
    return seal(pack(desk, "latihan", seed, "bank", "Latihan kilat", drawn, sure=0))


def compile_test(ruleset_id: str, seed: str, form: str) -> Compiled:
    """Compile form `a` or `b`: the same topics, other instances; dilemmas, which are authored, are shared out between the two."""
    if form not in FORMS:
        raise ContentError(f"bentuk uji '{form}' tidak dikenal; pilih a atau b")
    desk, draw = open_scored(ruleset_id), Draw(f"{ruleset_id}/uji/{seed}")
    drawn: dict[str, list[tuple[Topic, int, Item]]] = {"a": [], "b": []}
    taken: set[str] = set()
    for prefix, count in TEST:
        family = [topic for topic in all_topics(desk) if topic.id.startswith(prefix)]
        for pair in pairs(desk, draw.child(prefix), family, count, taken):
            for name, (topic, item) in zip("ab", pair, strict=True):
                drawn[name].append((topic, 1, item))
    return seal(pack(desk, "uji", f"{seed}/{form}", FORMS[form], f"Uji bentuk {form.upper()}", drawn[form], sure=1))


def pairs(
    desk: Desk, draw: Draw, family: list[Topic], count: int, taken: set[str]
) -> Iterable[tuple[tuple[Topic, Item], tuple[Topic, Item]]]:
    """Draw `count` pairs of items that ask for the same; two of one topic, or two authored ones of one skill."""
    left = draw.shuffle(family)
    made = 0
    while left and made < count:
        one = left.pop()
        other = left.pop() if one.finite and left else one
        first = draw_item(desk, one, draw.child(f"{one.id}/a"), taken)
        second = draw_item(desk, other, draw.child(f"{other.id}/b"), taken)
        if first is not None and second is not None:
            made += 1
            yield (one, first), (other, second)


def pack(desk: Desk, kind: str, seed: str, size: str, title: str, drawn: list[tuple[Topic, int, Item]], sure: int) -> dict[str, Any]:
    """Close the items into a pack: ids from topics, papers and numbers under the item's name."""
    steps: list[dict[str, Any]] = []
    papers: dict[str, Any] = {}
    counters: dict[str, int] = {}
    for topic, number, item in drawn:
        name = f"{topic.id}_{number}"
        prefix = name.replace("-", "_")
        step = {**item.step, "id": name, "topic": topic.id, "skills": [topic.skill], "sure": sure}
        for ballot in item.ballots.values():
            papers[name] = ballot
        counters |= {f"{prefix}_{key}": value for key, value in item.counters.items()}
        step["cards"] = [rename(card, name, prefix) for card in step["cards"]]
        if step["kind"] == "number":
            step["expect"] = [f"{prefix}_{key}" for key in step["expect"]]
        steps.append(step)
    layouts = sorted({paper["layout"] for paper in papers.values()})
    place = desk.content.places
    return head(desk.ruleset, desk.content.revision, kind, seed, size, title) | {
        "tps": {"nama": "TPS Anda", "desa": place["desa"][0], "kecamatan": place["kecamatan"][0], "kabkota": place["kabkota"]}
        | {"dpt_total": 0, "dpt_l": 0, "dpt_p": 0},
        "sources": source_entries(steps, []),
        "counters": counters,
        "flags": [],
        "dpt": {"pages": []},
        "layouts": {key: desk.law.layouts[key.upper()] for key in layouts},
        "ballots": papers,
        "steps": steps,
        "findings": [],
    }


def rename(card: dict[str, Any], name: str, prefix: str) -> dict[str, Any]:
    """Point a card at the papers and numbers under the item's own name."""
    if card["type"] == "surat_suara":
        return {**card, "ballot": name}
    if card["type"] == "angka":
        return {**card, "rows": [[label, f"{prefix}_{key}"] for label, key in card["rows"]]}
    return card
