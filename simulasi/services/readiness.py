"""Where a member stands, from their days alone: the words of the board. Pure; the same for the board, its sums and their recount.

The last finished day decides, and a breach in it outweighs its number. No data is no data and not a bad mark.
"""

from collections.abc import Sequence
from dataclasses import dataclass

# In percent of the points: what the colours of the board say.
READY, HELP = 80, 60
KNOCKOUTS = {"psu": "PSU", "integritas": "Etik", "pidana": "Pi\u00addana"}
# What the sums call these states.
GROUPS = {"siap": "siap", "sedang": "hampir", "jalan": "hampir", "periksa": "hampir", "dampingi": "belum", "langgar": "berat"}


@dataclass(frozen=True, slots=True)
class Day:
    """One day played, as far as it is known."""

    done: bool
    percent: int | None
    knockouts: tuple[str, ...]
    refusal: str
    updated: int


@dataclass(frozen=True, slots=True)
class Standing:
    """The sum of a member's days; `last` and `best` in percent, -1 while no scored day is finished."""

    days: int = 0
    finished: int = 0
    last: int = -1
    best: int = -1
    knockouts: str = ""
    refusal: str = ""
    updated: int = 0

    @property
    def state(self) -> str:
        """kosong, jalan, siap, sedang, dampingi, langgar, periksa."""
        if self.finished and self.knockouts:
            return "langgar"
        if self.last >= 0:
            return "siap" if self.last >= READY else "sedang" if self.last >= HELP else "dampingi"
        if self.days:
            return "periksa" if self.refusal else "jalan"
        return "kosong"

    @property
    def text(self) -> str:
        """What stands in the cell."""
        match self.state:
            case "langgar":
                return next((word for code, word in KNOCKOUTS.items() if code in self.knockouts.split(",")), "Berat")
            case "jalan":
                # A day may be over without a single scored decision for this seat: played, but no mark.
                return "main" if self.finished else "jalan"
            case "periksa":
                return "cek"
            case "kosong":
                return "–"
        return str(self.last)


def standing(days: Sequence[Day]) -> Standing:
    """Sum up the days of one member, newest first."""
    finished = [day for day in days if day.done]
    percents = [day.percent for day in finished if day.percent is not None]
    return Standing(
        days=len(days),
        finished=len(finished),
        last=percents[0] if percents else -1,
        best=max(percents, default=-1),
        knockouts=",".join(sorted(set(finished[0].knockouts))) if finished else "",
        refusal=days[0].refusal if days and not finished else "",
        updated=max((day.updated for day in days), default=0),
    )
