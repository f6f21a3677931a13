"""The shapes of a rule set: what differs between elections, and nothing that does not."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType

from simulasi.rules.vocabulary import Mark, weakest


@dataclass(frozen=True, slots=True)
class Fact:
    """State one thing the law or practice says, where it was read, and how sure we are."""

    text: str
    sumber: tuple[str, ...]
    mark: Mark = Mark.SEEN


@dataclass(frozen=True, slots=True)
class Election:
    """Describe one ballot of the day."""

    id: str
    label: str
    short: str
    colour: str
    """Name of the official colour, or "putih" where no source settles it."""
    pattern: str
    """How the ballot is told from the others without colour."""
    sumber: tuple[str, ...]
    mark: Mark = Mark.SEEN

    @property
    def key(self) -> str:
        """The id as counters spell it."""
        return self.id.lower()


@dataclass(frozen=True, slots=True)
class VoterGroup:
    """Describe one of the three groups of voters under the name this election gives it."""

    id: str
    label: str
    name: str
    attendance_form: str
    serve_from: int
    """Minute of the day from which the group is served."""
    documents: tuple[str, ...]
    """What must be shown, in words for people."""
    sumber: tuple[str, ...]
    mark: Mark = Mark.SEEN


@dataclass(frozen=True, slots=True)
class Hours:
    """Hold the clock of voting day, in minutes since midnight."""

    present: int
    open: int
    open_latest: int
    movers: int
    khusus: int
    close: int
    slots: tuple[tuple[int, int], ...]
    """Arrival slots advised on the call-up letter: first and last minute."""
    sumber: tuple[str, ...]
    movers_mark: Mark


@dataclass(frozen=True, slots=True)
class Question:
    """Ask whether a mover keeps one ballot: every place named in `shared` must be the same."""

    election: str
    shared: tuple[str, ...]
    sumber: tuple[str, ...]
    mark: Mark = Mark.SEEN
    never_in: tuple[str, ...] = ()
    """Province codes that do not hold this election."""
    only: str = ""
    """`kota` or `kabupaten` where the election exists in one of the two only."""


@dataclass(frozen=True, slots=True)
class Role:
    """Describe one seat at the TPS and its duties, phase by phase."""

    id: str
    label: str
    short: str
    seat: str
    duties: Mapping[str, tuple[Fact, ...]]


@dataclass(frozen=True, slots=True)
class Moment:
    """Place one thing on the calendar: day relative to voting day, minute from and to."""

    id: str
    day: str
    start: int
    end: int
    title: str
    who: tuple[str, ...]
    sumber: tuple[str, ...]
    mark: Mark = Mark.SEEN


@dataclass(frozen=True, slots=True)
class Task:
    """State one step of a fixed order of work: who does it, what is announced or written."""

    id: str
    text: str
    who: tuple[str, ...]
    sumber: tuple[str, ...]
    recorded: str = ""
    mark: Mark = Mark.SEEN


@dataclass(frozen=True, slots=True)
class LogisticsItem:
    """Count one thing on the logistics list; a number of 0 says that no source gives one."""

    id: str
    text: str
    kelompok: str
    per: str
    """`tps`, `election`, `booth`, `template`, `dpt` or `ballot`: what the number is multiplied with."""
    number: int
    sumber: tuple[str, ...]
    mark: Mark = Mark.SEEN


@dataclass(frozen=True, slots=True)
class Trigger:
    """State one ground for repeat voting: whether it must or may follow."""

    id: str
    text: str
    wajib: bool
    sumber: tuple[str, ...]
    mark: Mark = Mark.SEEN
    at_least: int = 1
    """How many such voters or papers it takes."""


@dataclass(frozen=True, slots=True)
class Ruleset:
    """Hold all that one kind of election says differently from another."""

    id: str
    title: str
    status: str
    """`berlaku` or `rancangan`; a draft is never published to phones."""
    revision: int
    election_day: str
    """ISO date; empty while nobody has set it."""
    suffix: str
    """What form names end with: `KPU` or `KWK`."""
    elections: tuple[Election, ...]
    groups: Mapping[str, VoterGroup]
    hours: Hours
    tps_max: int
    booths: int
    reserve_numerator: int
    reserve_denominator: int
    questions: tuple[Question, ...]
    roles: tuple[Role, ...]
    ketertiban: tuple[Role, ...]
    voters: ModuleType

    @property
    def is_draft(self) -> bool:
        """Whether this is a draft: nothing of it counts as verified."""
        return self.status == "rancangan"

    def mark(self, *marks: str) -> Mark:
        """Return the mark of something that leans on facts with these marks, under this rule set."""
        return weakest(*marks, Mark.UNVERIFIED) if self.is_draft else weakest(*marks)

    def part(self, name: str) -> ModuleType:
        """Return one module of this rule set, as `ballots`, `forms`, `timeline`."""
        return import_module(f"simulasi.rules.{self.id.replace('-', '_')}.{name}")

    def election(self, election_id: str) -> Election:
        """Return one election of this rule set (KeyError if it is not held)."""
        return {election.id: election for election in self.elections}[election_id]

    def form(self, name: str) -> str:
        """Return the full name of a form, as printed for this election."""
        return f"{name}-{self.suffix}"
