"""Mark a log by the corrected twin of the pack it was played on. Pure, so that several processors may do it.

Texts keep their meaning, ids do not: the same option may stand at another place in the corrected pack. What the corrected pack cannot play, because
the day took another course, is refused and keeps its old mark.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from simulasi.engine.errors import Refusal
from simulasi.engine.pack import Pack
from simulasi.engine.pack import load as load_pack
from simulasi.engine.reducer import replay as play
from simulasi.models.packed import PackedText
from simulasi.sync import replay
from simulasi.sync.lines import Event, read_lines
from simulasi.sync.outcomes import outcomes
from simulasi.sync.packing import Key, unsqueeze, unsqueeze_events
from simulasi.sync.replay import Marks

CHANGED = "pack-changed"
Raw = dict[str, Any]


@dataclass
class Marker:
    """Marks logs of `old` by `new`."""

    old: Raw
    new: Raw

    def __post_init__(self) -> None:
        self.first, self.second = load_pack(self.old), load_pack(self.new)
        self.there = _options(self.first, self.second)
        self.back = {step: {new: old for old, new in pairs.items()} for step, pairs in self.there.items()}

    def __call__(self, lines: Sequence[str]) -> Marks:
        """The marks of a log by the corrected pack."""
        try:
            events = read_lines(lines, 0)
        except Refusal as refusal:
            return replay.refused(self.second, lines, refusal.code)
        return self.of(events)

    def of(self, events: list[Event]) -> Marks:
        """The marks of a log that was read."""
        try:
            translated = [self._translate(event) for event in events]
            state = play(self.second, translated)
            return replay.marks_of(self.second, translated, state, self._home(outcomes(self.second, state)), events)
        except Refusal as refusal:
            return replay.refused(self.second, events, refusal.code)

    def _translate(self, event: Event) -> Event:
        pairs = self.there.get(event["step"])
        if pairs is None:
            return event
        # An item that asks how sure one was is answered with a pair.
        given, *sure = event["answer"] if isinstance(event["answer"], list) else [event["answer"]]
        if given not in pairs:
            raise Refusal(CHANGED, f"{event['step']} has no such option any more")
        return {**event, "answer": [pairs[given], *sure] if sure else pairs[given]}

    def _home(self, told: dict[str, Any]) -> dict[str, Any]:
        """What was answered is told in the words of the pack that was played: item analysis and the print of the answers are of that one."""
        try:
            found = {
                **told,
                "right": [self._index(at) for at in told["right"]],
                "wrong": [[self._index(at), self.back.get(self.second.steps[at]["id"], {}).get(said, said)] for at, said in told["wrong"]],
            }
            if "sure" in told:
                found["sure"] = [self._index(at) for at in told["sure"]]
        except KeyError:
            raise Refusal(CHANGED, "a step is new") from None
        return found

    def _index(self, at: int) -> int:
        return self.first.index[self.second.steps[at]["id"]]


def _options(first: Pack, second: Pack) -> dict[str, dict[str, str]]:
    """For each step whose options are called otherwise now, or are gone: old id -> new id, by the text."""
    found = {}
    for step in first.steps:
        at = second.index.get(step["id"])
        if "options" in step and at is not None and "options" in second.steps[at]:
            by_text = {option["text"]: option["id"] for option in second.steps[at]["options"]}
            pairs = {option["id"]: by_text[option["text"]] for option in step["options"] if option["text"] in by_text}
            if any(pairs.get(option["id"]) != option["id"] for option in step["options"]):
                found[step["id"]] = pairs
    return found


Piece = tuple[int, bytes]


@dataclass
class Reader:
    """Marks logs as they are stored: a list of pieces, each with its encoding."""

    marker: Marker
    key: Key

    def __call__(self, pieces: Sequence[Piece]) -> Marks:
        """The marks of one stored log."""
        events = unsqueeze_events(pieces, self.key)
        if events is not None:
            return self.marker.of(events)
        return self.marker([line for enc, blob in pieces for line in unsqueeze(enc, blob, self.key)])


_reader: Reader | None = None


def prepare(reader: Reader) -> None:
    """Make a process of a pool ready."""
    global _reader
    _reader = reader


def mark(pieces: Sequence[Piece]) -> Marks:
    """Mark one log in a process that was made ready."""
    if _reader is None:
        raise RuntimeError("this process was not made ready")
    return _reader(pieces)


def values(pieces: Sequence[Piece]) -> dict[str, Any]:
    """The same, ready for the table: folding the detail is done where the log was played, by as many as there are."""
    return values_of(mark(pieces))


def values_of(marks: Marks) -> dict[str, Any]:
    """A mark as the columns of its row; the detail as it is stored."""
    names = ("scored_seq", "refusal", "points", "max", "answered", "done", "knockouts", "findings")
    return {**{name: getattr(marks, name) for name in names}, "detail": _PACKED(marks.detail, None)}  # type: ignore[arg-type]


_PACKED = PackedText().process_bind_param
