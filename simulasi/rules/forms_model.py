"""The shape of a form in the catalogue: who fills it in, who signs, how many copies, to whom."""

from dataclasses import dataclass

from simulasi.rules.model import Fact
from simulasi.rules.vocabulary import Mark


@dataclass(frozen=True, slots=True)
class Copy:
    """Say who gets copies of a form, and when."""

    to: str
    count: str
    when: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class FormSpec:
    """Describe one form of the TPS."""

    id: str
    name: str
    purpose: str
    per: str
    """`tps`, `election` or `pemilih`: what there is one of for each."""
    filled_by: tuple[str, ...]
    signed_by: tuple[str, ...]
    when: str
    sumber: tuple[str, ...]
    mark: Mark = Mark.SEEN
    copies: tuple[Copy, ...] = ()
    notes: tuple[Fact, ...] = ()
