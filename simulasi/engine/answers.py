"""Grade one answer to one step: is it legal, is it right, what does it do. Twin: static/js/engine/answers.js

What a step asks for and what an answer to it is worth was looked up when its pack was loaded (`compiled.py`).
"""

from collections.abc import Sequence
from typing import Any

from simulasi.engine.effects import value_of
from simulasi.engine.errors import Refusal
from simulasi.engine.ready import Effects, Form, Grade, Identity, Ready, Refs
from simulasi.engine.state import State

NATURAL_LIMIT = 1_000_000
Step = dict[str, Any]
Forms = dict[str, dict[str, int]]


def grade(state: State, ready: Ready, answer: Any) -> Grade:
    """Grade an answer by the kind of its step; refuse what is no answer to it."""
    return GRADERS[ready.kind](state, ready, answer)


def auto_answer(state: State, step: Step) -> Any:
    """Give what the pack answers when nobody sits there: its script, or else what is right as things stand."""
    return step["auto"] if "auto" in step else right_answer(state, step)


def right_answer(state: State, step: Step) -> Any:
    """Give the right answer at this moment: a number is what the counters say now, whatever went wrong before."""
    kind = step["kind"]
    if kind in ("choice", "judge"):
        return next((option["id"] for option in step["options"] if option["right"]), step["options"][0]["id"])
    if kind == "set":
        return [item["id"] for item in step["items"] if item["right"]]
    if kind == "number":
        return total(state, step["expect"])
    if kind in ("form", "tally"):
        return [[field["id"], total(state, field["expect"])] for field in step["fields"]]
    return step["expect"]


def is_natural(value: Any) -> bool:
    """Tell a natural number below the limit; a truth value is none."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < NATURAL_LIMIT


def grade_choice(state: State, ready: Ready, answer: Any) -> Grade:
    """Grade one option id (choice and judge)."""
    if not isinstance(answer, str):
        raise Refusal("answer-type", "an option id is a string")
    found = ready.grades.get(answer)
    if found is None:
        raise Refusal("answer-unknown", "no such option")
    return found


def grade_set(state: State, ready: Ready, answer: Any) -> Grade:
    """Grade a list of item ids, in the order of the items."""
    if ready.best is not None and answer == ready.best[0]:
        return ready.best[1]
    chosen = check_strings(answer)
    items = ready.step["items"]
    if any(name not in ready.items for name in chosen):
        raise Refusal("answer-unknown", "no such item")
    picked = [item for item in items if item["id"] in chosen]
    if [item["id"] for item in picked] != chosen:
        raise Refusal("answer-type", "items come once, in the order shown")
    wanted = [item["id"] for item in items if item["right"]]
    if chosen == wanted:
        outcome = "tepat"
    elif any(not item["right"] for item in picked):
        outcome = "lebih"
    else:
        outcome = "kurang"
    effects = tuple(effect for name in chosen for effect in ready.items[name])
    return grade_outcome(ready, outcome, 0, 0, effects)


def grade_find(state: State, ready: Ready, answer: Any) -> Grade:
    """Grade a row number of the DPT, or tidak_ada."""
    if not isinstance(answer, str):
        raise Refusal("answer-type", "a row number is a string")
    if answer not in ready.rows:
        raise Refusal("answer-unknown", "no such row in the DPT")
    return ready.grades["tepat" if answer == ready.step["expect"] else "salah"]


def grade_number(state: State, ready: Ready, answer: Any) -> Grade:
    """Grade one natural number against the sum of counters."""
    if not is_natural(answer):
        raise Refusal("answer-type", "a natural number is wanted")
    return ready.grades["tepat" if answer == total(state, ready.step["expect"]) else "salah"]


def grade_form(state: State, ready: Ready, answer: Any) -> Grade:
    """Grade the numbers of a form (form and tally), line by line; broken identities mark their flags."""
    form = ready.form
    assert form is not None
    if not isinstance(answer, list):
        raise Refusal("answer-type", "a form is a list of pairs")
    for pair in answer:
        if (
            not isinstance(pair, list)
            or len(pair) != 2
            or not isinstance(pair[0], str)
            or type(number := pair[1]) is not int
            or not 0 <= number < NATURAL_LIMIT
        ):
            raise Refusal("answer-type", "a field is a name and a natural number")
    if [pair[0] for pair in answer] != form.fields:
        raise Refusal("answer-incomplete", "every field once, in the order shown")
    said = [pair[1] for pair in answer]
    counters = state["counters"]
    wanted = [
        counters[name] if name in counters else sum(read(counters)) if read else total(state, names) for name, names, read in form.sums
    ]
    right = said == wanted
    points = form.best if right else sum([worth for worth, one, other in zip(form.points, said, wanted, strict=True) if one == other])
    written = dict(zip(form.fields, said, strict=True))
    if form.name in state["forms"]:
        written = {**state["forms"][form.name], **written}
    effects = broken_flags(form, said, {**state["forms"], form.name: written})
    return grade_outcome(ready, "tepat" if right else "salah", points, form.best, effects, written)


def grade_order(state: State, ready: Ready, answer: Any) -> Grade:
    """Grade a permutation: a point for each item at its right place."""
    if ready.best is not None and answer == ready.best[0]:
        return ready.best[1]
    order = check_strings(answer)
    expect = ready.step["expect"]
    if sorted(order) != sorted(expect):
        raise Refusal("answer-incomplete", "every item once")
    points = 0
    for at, name in enumerate(expect):
        if order[at] == name:
            points += 1
    return grade_outcome(ready, "tepat" if points == len(expect) else "salah", points, len(expect), ())


def check_strings(answer: Any) -> list[str]:
    """Refuse anything but a list of strings."""
    if not isinstance(answer, list) or any(not isinstance(name, str) for name in answer):
        raise Refusal("answer-type", "a list of ids is wanted")
    return answer


def total(state: State, names: Sequence[str]) -> int:
    """Add up counters."""
    counters = state["counters"]
    return sum([counters[name] if name in counters else value_of(state, name) for name in names])


def broken_flags(form: Form, said: list[int], forms: Forms) -> Effects:
    """Give the flags of the identities that fail; the same as asking `is_broken` of each, with every number looked up once."""
    written: list[Any] = [forms.get(name, {}).get(field) for name, field in form.elsewhere]
    if None in written:
        asked = zip(form.identities, form.checks, strict=True)
        return tuple([check[-1] for identity, check in asked if is_broken(forms, identity)])
    numbers = said + written
    found = []
    for first, more, other, others, at_most, flag in form.checks:
        left, right = numbers[first], numbers[other]
        for at in more:
            left += numbers[at]
        for at in others:
            right += numbers[at]
        if left != right and not (at_most and left < right):
            found.append(flag)
    return tuple(found)


def is_broken(forms: Forms, identity: Identity) -> bool:
    """Tell whether an identity over written numbers fails; one that misses a number is skipped."""
    left = add_written(forms, identity.left)
    right = add_written(forms, identity.right)
    if left is None or right is None:
        return False
    return left > right if identity.at_most else left != right


def add_written(forms: Forms, refs: Refs) -> int | None:
    """Add up written numbers by reference: a field of the own form, or "other_form/field"."""
    result = 0
    for form, field in refs:
        number = forms.get(form, {}).get(field)
        if number is None:
            return None
        result += number
    return result


def grade_outcome(ready: Ready, outcome: str, points: int, best: int, effects: Effects, written: dict[str, int] | None = None) -> Grade:
    """Join the points and effects of the answer with those of its outcome."""
    chosen = ready.grades[outcome]
    return Grade(outcome, points + chosen.points, best + chosen.max, chosen.right, effects + chosen.effects, chosen.knockout, written)


def make_grade(source: dict[str, Any], outcome: str, points: int, best: int, right: int, effects: Effects) -> Grade:
    """Put a grade together; the knock-out belongs to the option or outcome chosen."""
    return Grade(outcome, points, best, right, effects, source.get("knockout"))


GRADERS = {
    "choice": grade_choice,
    "judge": grade_choice,
    "set": grade_set,
    "find": grade_find,
    "number": grade_number,
    "form": grade_form,
    "tally": grade_form,
    "order": grade_order,
}
