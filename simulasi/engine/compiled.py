"""The steps of a pack, made ready once: whatever of a step never changes is not looked up again for every log (ADR 0096).

Only here: the phone plays one log, the server a million. What is decided, and in which order it is refused, stands where it stood.
"""

from collections.abc import Container
from dataclasses import replace
from operator import eq, ge, gt, itemgetter, le, lt, ne
from typing import Any

from simulasi.engine.answers import auto_answer, grade, make_grade, right_answer
from simulasi.engine.ready import Effects, Finding, Form, Grade, Guard, Identity, Ready, Refs, Sum

Raw = dict[str, Any]

COMPARE = {"==": eq, "!=": ne, ">=": ge, "<=": le, ">": gt, "<": lt}
CHOICES = ("choice", "judge")
FORMS = ("form", "tally")
LISTS = ("set", "order")
CHECKLIST = "checklist"
# What these ask for depends on how the day went.
COUNTED = ("number", *FORMS)


def compile_steps(pack: Raw, rows: frozenset[str]) -> tuple[list[Ready], dict[str, tuple[Finding, ...]]]:
    """Make steps ready, and the findings by their moment."""
    due: dict[str, tuple[Finding, ...]] = {}
    for raw in pack["findings"]:
        due[raw["at"]] = (*due.get(raw["at"], ()), Finding(raw["id"], compile_guard(raw["when"]), tuple(raw["watch"])))
    return [compile_step(pack, at, step, due.get(step["id"], ()), rows) for at, step in enumerate(pack["steps"])], due


def compile_step(pack: Raw, at: int, step: Raw, findings: tuple[Finding, ...], rows: frozenset[str]) -> Ready:
    """Make one step ready."""
    kind = step["kind"]
    ready = Ready(
        at=at,
        id=step["id"],
        step=step,
        kind=kind,
        role=step["role"],
        chosen=kind in CHOICES,
        listed=kind == CHECKLIST,
        when=compile_guard(step.get("when")),
        findings=findings,
        skills=tuple(step.get("skills", ())),
        script=compile_script(step),
        grades=compile_options(step["options"]) if kind in CHOICES else compile_outcomes(step.get("outcomes", {})),
        best=None,
        items={item["id"]: compile_effects(item["effects"]) for item in step["items"]} if kind == "set" else {},
        rows=rows,
        form=compile_form(step, pack["counters"]) if kind in FORMS else None,
    )
    if kind not in LISTS:
        return ready
    right = right_answer({}, step)
    return replace(ready, best=(right, grade({}, ready, right)))


def compile_script(step: Raw) -> tuple[Any, ...]:
    """Give the pack's own answer, if it can be told before the day."""
    known = "auto" in step or step["kind"] not in (*COUNTED, CHECKLIST)
    return (auto_answer({}, step),) if known else ()


def compile_guard(guard: list[list[Any]] | None) -> Guard:
    """Look up how a guard compares; no guard is an empty one."""
    return tuple((name, COMPARE[op], operand, isinstance(operand, str)) for name, op, operand in guard or ())


def compile_effects(effects: list[list[Any]]) -> Effects:
    """Give each effect its amount, a flag None."""
    return tuple((effect[0], effect[1] if len(effect) > 1 else None) for effect in effects)


def compile_options(options: list[Raw]) -> dict[str, Grade]:
    """Grade every option; of two by one name the first counts."""
    best = max(option["points"] for option in options)
    return {
        option["id"]: make_grade(option, option["id"], option["points"], best, option["right"], compile_effects(option["effects"]))
        for option in reversed(options)
    }


def compile_outcomes(outcomes: dict[str, Raw]) -> dict[str, Grade]:
    """Grade every outcome as if the answer itself earned nothing."""
    return {
        name: make_grade(each, name, each["points"], outcomes["tepat"]["points"], int(name == "tepat"), compile_effects(each["effects"]))
        for name, each in outcomes.items()
    }


def compile_form(step: Raw, declared: Container[str]) -> Form:
    """Take the lines of a form apart by column."""
    fields, own = step["fields"], step["form"]
    names = [field["id"] for field in fields]
    points = tuple(field["points"] for field in fields)
    inside = {(own, name): at for at, name in enumerate(names)}
    identities = tuple(compile_identity(identity, own) for identity in step["identities"])
    refs = [ref for identity in identities for ref in (*identity.left, *identity.right)]
    elsewhere = tuple(dict.fromkeys(ref for ref in refs if ref not in inside))
    places = {**inside, **{ref: len(names) + at for at, ref in enumerate(elsewhere)}}
    return Form(
        name=own,
        fields=names,
        sums=tuple(compile_sum(field["expect"], declared) for field in fields),
        points=points,
        best=sum(points),
        identities=identities,
        elsewhere=elsewhere,
        checks=tuple(
            (*compile_side(each.left, places), *compile_side(each.right, places), each.at_most, (identity["flag"], None))
            for each, identity in zip(identities, step["identities"], strict=True)
        ),
    )


def compile_side(refs: Refs, places: dict[tuple[str, str], int]) -> tuple[int, tuple[int, ...]]:
    """Give the place of the first number of a side, which is most often the only one, and of the others."""
    first, *others = [places[ref] for ref in refs]
    return first, tuple(others)


def compile_sum(names: list[str], declared: Container[str]) -> Sum:
    """Tell the common ways to add up apart: one counter, several counters, anything else."""
    several = len(names) > 1 and all(name in declared for name in names)
    return names[0] if len(names) == 1 else None, tuple(names), itemgetter(*names) if several else None


def compile_identity(identity: Raw, own: str) -> Identity:
    """Resolve the references of an identity."""
    return Identity(identity["text"], compile_refs(identity["left"], own), compile_refs(identity["right"], own), identity["op"] == "<=")


def compile_refs(refs: list[str], own: str) -> Refs:
    """Resolve references: a field of the own form, or "other_form/field"."""
    parts = [ref.partition("/") for ref in refs]
    return tuple((form, field) if slash else (own, form) for form, slash, field in parts)
