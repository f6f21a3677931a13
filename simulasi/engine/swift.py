"""A whole log, played swiftly: `reducer` decides what a log comes to, this only finds out faster that it is an ordinary one (ADR 0096).

Ordinary is: every event answers the step on the table, and nothing is refused. Of anything else this says None, and the reducer is asked.
Every upload comes through here, so counters and flags stand in one list, and what an answer does was looked up when its pack was laid out.
"""

from typing import Any

from simulasi.engine.answers import NATURAL_LIMIT, broken_flags, grade, is_natural
from simulasi.engine.consequences import causes_of
from simulasi.engine.errors import Refusal
from simulasi.engine.pack import Pack
from simulasi.engine.state import State, new_state
from simulasi.engine.track import Moments, Move, Rest, Spot, Test, Track, lay_grade

NOTHING: Rest = ((), (), None)


class Detour(Exception):
    """This log is not an ordinary one."""


def play_swiftly(pack: Pack, seats: list[str], events: list[Any]) -> State | None:
    """Play what came after the start, for seats that were checked; None when the reducer has to decide."""
    if pack.track is None or len(events) >= NATURAL_LIMIT:
        return None
    try:
        return Run(pack, pack.track, seats).play(events)
    except (Detour, Refusal, KeyError, TypeError, ValueError):
        return None


class Run:
    """A day under way: the state as far as it is made, and counters and flags in one list."""

    def __init__(self, pack: Pack, track: Track, seats: list[str]) -> None:
        self.pack, self.track = pack, track
        self.values = list(track.begin)
        self.state = new_state({}, seats)

    def play(self, events: list[Any]) -> State:
        """Go along the steps, each answered by its event or by the pack, up to the first that waits for an event."""
        state, values, seats, answers = self.state, self.values, self.state["seats"], self.state["answers"]
        seq, last = 0, len(events)
        for spot in self.track.spots:
            if not spot.listed and (not spot.when or holds(values, spot.when)):
                if spot.role not in seats:
                    entry, changes, rest = spot.script or self.scripted(spot)
                    entry = {**entry, "auto": 1}
                elif seq == last:
                    return self.end(spot.at, seq)
                else:
                    event = events[seq]
                    seq += 1
                    seen, answer = event["seq"], event["answer"]
                    if event["step"] != spot.id or event["role"] != spot.role or seen != seq or type(seen) is not int:
                        raise Detour
                    entry, changes, rest = spot.moves[answer] if spot.chosen else self.weigh(spot, answer)
                    entry = entry.copy()
                for place, amount in changes:
                    result = values[place] + amount
                    if result < 0:
                        raise Detour
                    values[place] = result
                if rest is not None:
                    self.remember(spot, rest, entry["auto"])
                answers.append(entry)
            if spot.findings:
                self.find(spot.findings)
        if seq < last:
            raise Detour
        self.find(self.track.last)
        state["done"] = 1
        return self.end(len(self.track.spots), seq)

    def remember(self, spot: Spot, rest: Rest, auto: int) -> None:
        """Raise the flags of an answer, blame it, note its knock-out."""
        state = self.state
        flags, blamed, knockout = rest
        for name, place in flags:
            state["flags"][name] = self.values[place] = 1
        for name in blamed:
            steps = state["blame"].setdefault(name, [])
            if spot.id not in steps:
                steps.append(spot.id)
        if knockout is not None and not auto:
            state["knockouts"].append({"step": spot.id, "code": knockout})

    def find(self, moments: Moments) -> None:
        """Let come to light what is due."""
        for finding, when in moments:
            if holds(self.values, when):
                self.state["findings"].append({"id": finding.id, "causes": causes_of(self.pack, self.state, finding.watch)})

    def weigh(self, spot: Spot, answer: Any) -> Move:
        """Grade anything but a choice."""
        if spot.best is not None and answer == spot.best[0]:
            return spot.best[1]
        if spot.form is not None:
            return self.fill(spot, numbers_of(spot.form.fields, answer))
        if spot.sums:
            (number,) = self.totals(spot)
            if not is_natural(answer):
                raise Detour
            return spot.moves["tepat" if answer == number else "salah"]
        if spot.ready.kind == "find" and answer in spot.ready.rows:
            return spot.moves["tepat" if answer == spot.ready.step["expect"] else "salah"]
        # The others do not look at the day either.
        return lay_grade(spot.ready, grade(self.state, spot.ready, answer), self.track.places.__getitem__)

    def scripted(self, spot: Spot) -> Move:
        """Grade what the pack answers where nobody sits."""
        if spot.ready.script:
            return self.weigh(spot, spot.ready.script[0])
        totals = self.totals(spot)
        if any(number >= NATURAL_LIMIT for number in totals):
            raise Detour
        return self.fill(spot, totals) if spot.form is not None else spot.moves["tepat"]

    def fill(self, spot: Spot, said: list[int]) -> Move:
        """Write the numbers of a form and grade them."""
        form = spot.form
        assert form is not None
        forms = self.state["forms"]
        written = forms[form.name] = forms.get(form.name, {}).copy()
        written.update(zip(form.fields, said, strict=True))
        broken = broken_flags(form, said, forms)
        wanted = self.totals(spot)
        if said == wanted and not broken:
            return spot.moves["tepat"]
        entry, changes, rest = spot.moves["tepat" if said == wanted else "salah"]
        flags, blamed, knockout = rest or NOTHING
        if said != wanted:
            earned = sum([worth for worth, one, other in zip(form.points, said, wanted, strict=True) if one == other])
            entry = {**entry, "points": entry["points"] + earned}
            blamed = (*[name for name, _ in broken], *blamed)
        raised = [(name, self.track.places[name]) for name, _ in broken]
        return entry, changes, ((*raised, *flags), blamed, knockout)

    def totals(self, spot: Spot) -> list[int]:
        """Add up what the lines of a form, or the one number, should say."""
        values = self.values
        return [values[place] if place >= 0 else sum(read(values)) for place, read in spot.sums]

    def end(self, at: int, seq: int) -> State:
        """Give the state in front of a step, after so many events."""
        self.state["counters"] = dict(zip(self.track.names, self.values, strict=False))
        self.state["at"], self.state["seq"] = at, seq
        return self.state


def holds(values: list[int], tests: tuple[Test, ...]) -> bool:
    """Tell whether every comparison holds."""
    for place, compare, operand, named in tests:  # noqa: SIM110 - setting up a generator costs more than the one or two comparisons
        if not compare(values[place], values[operand] if named else operand):
            return False
    return True


def numbers_of(fields: list[str], answer: Any) -> list[int]:
    """Give the numbers of a form, every field once, in the order shown."""
    if not isinstance(answer, list):
        raise Detour
    said = []
    # A text or an object of two parts comes apart too, but neither into a number.
    for (name, number), field in zip(answer, fields, strict=True):
        if name != field or type(number) is not int or not 0 <= number < NATURAL_LIMIT:
            raise Detour
        said.append(number)
    return said
