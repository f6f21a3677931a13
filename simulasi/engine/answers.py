"""Grade one answer to one step: is it legal, is it right, what does it do. Twin: static/js/engine/answers.js

A grade is {outcome, points, max, right, effects, knockout, written}; `written` are the numbers that stand on the form now, else None.
"""

from typing import Any

from simulasi.engine.effects import value_of
from simulasi.engine.errors import Refusal
from simulasi.engine.pack import Pack
from simulasi.engine.state import State

NATURAL_LIMIT = 1_000_000
Grade = dict[str, Any]
Step = dict[str, Any]
Forms = dict[str, dict[str, int]]


def grade(pack: Pack, state: State, step: Step, answer: Any) -> Grade:
    """Grade an answer by the kind of its step; refuse what is no answer to it."""
    return GRADERS[step["kind"]](pack, state, step, answer)


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


def grade_choice(pack: Pack, state: State, step: Step, answer: Any) -> Grade:
    """Grade one option id (choice and judge)."""
    if not isinstance(answer, str):
        raise Refusal("answer-type", "an option id is a string")
    for option in step["options"]:
        if option["id"] == answer:
            best = max(each["points"] for each in step["options"])
            return make_grade(option, answer, option["points"], best, option["right"], option["effects"])
    raise Refusal("answer-unknown", "no such option")


def grade_set(pack: Pack, state: State, step: Step, answer: Any) -> Grade:
    """Grade a list of item ids, in the order of the items."""
    chosen = check_strings(answer)
    items = step["items"]
    if any(all(item["id"] != name for item in items) for name in chosen):
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
    effects = [effect for item in picked for effect in item["effects"]]
    return grade_outcome(step, outcome, 0, 0, effects)


def grade_find(pack: Pack, state: State, step: Step, answer: Any) -> Grade:
    """Grade a row number of the DPT, or tidak_ada."""
    if not isinstance(answer, str):
        raise Refusal("answer-type", "a row number is a string")
    if answer not in pack.dpt_rows:
        raise Refusal("answer-unknown", "no such row in the DPT")
    return grade_outcome(step, "tepat" if answer == step["expect"] else "salah", 0, 0, [])


def grade_number(pack: Pack, state: State, step: Step, answer: Any) -> Grade:
    """Grade one natural number against the sum of counters."""
    if not is_natural(answer):
        raise Refusal("answer-type", "a natural number is wanted")
    return grade_outcome(step, "tepat" if answer == total(state, step["expect"]) else "salah", 0, 0, [])


def grade_form(pack: Pack, state: State, step: Step, answer: Any) -> Grade:
    """Grade the numbers of a form (form and tally), line by line; broken identities mark their flags."""
    if not isinstance(answer, list):
        raise Refusal("answer-type", "a form is a list of pairs")
    for pair in answer:
        if not isinstance(pair, list) or len(pair) != 2 or not isinstance(pair[0], str) or not is_natural(pair[1]):
            raise Refusal("answer-type", "a field is a name and a natural number")
    fields = step["fields"]
    if [pair[0] for pair in answer] != [field["id"] for field in fields]:
        raise Refusal("answer-incomplete", "every field once, in the order shown")
    points = 0
    best = 0
    outcome = "tepat"
    for field, pair in zip(fields, answer, strict=True):
        best += field["points"]
        if pair[1] == total(state, field["expect"]):
            points += field["points"]
        else:
            outcome = "salah"
    own = step["form"]
    written = {**state["forms"].get(own, {}), **{pair[0]: pair[1] for pair in answer}}
    forms = {**state["forms"], own: written}
    effects = [[identity["flag"]] for identity in step["identities"] if is_broken(forms, own, identity)]
    result = grade_outcome(step, outcome, points, best, effects)
    result["written"] = written
    return result


def grade_order(pack: Pack, state: State, step: Step, answer: Any) -> Grade:
    """Grade a permutation: a point for each item at its right place."""
    order = check_strings(answer)
    expect = step["expect"]
    if sorted(order) != sorted(expect):
        raise Refusal("answer-incomplete", "every item once")
    points = 0
    for at, name in enumerate(expect):
        if order[at] == name:
            points += 1
    return grade_outcome(step, "tepat" if points == len(expect) else "salah", points, len(expect), [])


def check_strings(answer: Any) -> list[str]:
    """Refuse anything but a list of strings."""
    if not isinstance(answer, list) or any(not isinstance(name, str) for name in answer):
        raise Refusal("answer-type", "a list of ids is wanted")
    return answer


def total(state: State, counters: list[str]) -> int:
    """Add up counters."""
    return sum(value_of(state, name) for name in counters)


def is_broken(forms: Forms, own: str, identity: dict[str, Any]) -> bool:
    """Tell whether an identity over written numbers fails; one that misses a number is skipped."""
    left = add_written(forms, own, identity["left"])
    right = add_written(forms, own, identity["right"])
    if left is None or right is None:
        return False
    return left > right if identity["op"] == "<=" else left != right


def add_written(forms: Forms, own: str, refs: list[str]) -> int | None:
    """Add up written numbers by reference: a field of the own form, or "other_form/field"."""
    result = 0
    for ref in refs:
        form, slash, field = ref.partition("/")
        number = forms.get(form, {}).get(field) if slash else forms[own].get(ref)
        if number is None:
            return None
        result += number
    return result


def grade_outcome(step: Step, outcome: str, points: int, best: int, effects: list[list[Any]]) -> Grade:
    """Join the points and effects of the answer with those of its outcome."""
    chosen = step["outcomes"][outcome]
    return make_grade(
        chosen,
        outcome,
        points + chosen["points"],
        best + step["outcomes"]["tepat"]["points"],
        1 if outcome == "tepat" else 0,
        effects + chosen["effects"],
    )


def make_grade(source: dict[str, Any], outcome: str, points: int, best: int, right: int, effects: list[list[Any]]) -> Grade:
    """Put a grade together; the knock-out belongs to the option or outcome chosen."""
    return {
        "outcome": outcome,
        "points": points,
        "max": best,
        "right": right,
        "effects": effects,
        "knockout": source.get("knockout"),
        "written": None,
    }


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
