"""A C.HASIL line by line, and its identities in terms of those lines: what the compiler builds forms from (penghitungan.md 3.2, 3.4)."""

from dataclasses import dataclass

from simulasi.rules import get_ruleset
from simulasi.rules.ballots import Pairs, Parties, Persons, contestants, paper
from simulasi.rules.c_hasil_model import LPJ, Equation, Line, Ref
from simulasi.rules.forms_model import FormSpec
from simulasi.rules.model import Ruleset
from simulasi.rules.shared import c_hasil as shared
from simulasi.rules.vocabulary import Mark


@dataclass(frozen=True, slots=True)
class FormIdentity:
    """State one identity as sums of lines: `left op right`. A ref is (election, line, column)."""

    id: str
    left: tuple[tuple[str, str, str], ...]
    right: tuple[tuple[str, str, str], ...]
    op: str
    text: str
    cause: str
    sumber: tuple[str, ...]
    mark: Mark


def c_hasil_lines(ruleset: Ruleset | str, election: str, *, tunggal: bool = False) -> tuple[Line, ...]:
    """List the lines of one C.HASIL in their order, with their labels and the counters that are the true numbers."""
    held = _held(ruleset)
    forms, e = held.part("forms"), held.election(election).key
    mark = held.mark(forms.LINES_MARK)
    labels = {group.id: group.label for group in held.groups.values()}
    before = shared.lines_before_votes(e, labels, forms.RESERVE_TEXT, mark)
    return (*before, *_votes(held, election, tunggal, mark), *shared.lines_after_votes(e, mark))


def c_hasil_identities(ruleset: Ruleset | str, election: str, *, tunggal: bool = False) -> tuple[FormIdentity, ...]:
    """List the identities on one form that are plain sums of its lines."""
    held = _held(ruleset)
    voted = [line for line in c_hasil_lines(held, election, tunggal=tunggal) if line.section == "IV"]
    listed = []
    for identity in shared.IDENTITIES.values():
        equations = identity.equations if identity.id != "I10" else _party_totals(voted)
        for equation in equations:
            left, right = _expand(equation.left, voted), _expand(equation.right, voted)
            listed.append(
                _identity(held, identity.id, [(election, *ref) for ref in left], [(election, *ref) for ref in right], equation.op)
            )
    return tuple(listed)


def cross_identities(ruleset: Ruleset | str, elections: tuple[str, ...]) -> tuple[FormIdentity, ...]:
    """List the identities between the forms of one TPS that holds these elections, each against the first form."""
    held = _held(ruleset)
    forms = held.part("forms")
    first, *others = elections
    listed: list[FormIdentity] = []
    for other in others:
        for id_, lines in (("I16", ("I.A.1",)), ("I17", ("I.B.1", "I.B.3"))):
            listed += [_identity(held, id_, [(other, line, x)], [(first, line, x)], "==") for line in lines for x in LPJ]
        movers = "I19" if "I19" in forms.CROSS else "I21"
        for line, column in (("I.B.4", "j"), ("II.2", "n"), ("V.C", "n"))[: 3 if movers == "I19" else 1]:
            left = [(other, line, column), (first, "I.B.2", "j")]
            listed.append(_identity(held, movers, left, [(first, line, column), (other, "I.B.2", "j")], "=="))
    order = "I18" if "I18" in forms.CROSS else "I21"
    for big, small in forms.MOVERS_ORDER:
        if big in elections and small in elections:
            listed += [_identity(held, order, [(small, "I.B.2", x)], [(big, "I.B.2", x)], "<=") for x in LPJ]
    return tuple(listed)


def form_name(ruleset: Ruleset | str, election: str) -> str:
    """Return the name printed on the C.HASIL of one election."""
    name: str = _held(ruleset).part("forms").C_HASIL[election]
    return name


def form_catalogue(ruleset: Ruleset | str) -> tuple[FormSpec, ...]:
    """List every form of the TPS: who fills it in, who signs, how many copies, to whom."""
    forms: tuple[FormSpec, ...] = _held(ruleset).part("forms").FORMS
    return forms


def _held(ruleset: Ruleset | str) -> Ruleset:
    return ruleset if isinstance(ruleset, Ruleset) else get_ruleset(ruleset)


def _votes(ruleset: Ruleset, election: str, tunggal: bool, mark: Mark) -> list[Line]:
    held, e = paper(ruleset, election), ruleset.election(election).key
    labels = dict(contestants(ruleset, election, tunggal=tunggal))
    if isinstance(held, Pairs | Persons):
        return [shared.vote_line(e, who, label, mark) for who, label in labels.items()]
    return [line for n in range(1, len(held.parties) + 1) for line in _party(e, n, held, labels, mark)]


def _party(e: str, n: int, held: Parties, labels: dict[str, str], mark: Mark) -> list[Line]:
    """A.1 votes of the party, A.2 of each candidate, B both together; the labels A.1, A.2, B were not seen."""
    mine = [f"cand:{n}.{k}" for k in range(1, len(held.parties[n - 1][1]) + 1)]
    return [
        shared.vote_line(e, f"party:{n}", f"A.1 Suara partai {labels[f'party:{n}']}", mark),
        *(shared.vote_line(e, who, f"A.2 Suara calon {labels[who]}", mark) for who in mine),
        shared.total_line(e, n, mine, f"B Jumlah suara sah partai dan calon {labels[f'party:{n}']} (A.1 + A.2)"),
    ]


def _party_totals(voted: list[Line]) -> tuple[Equation, ...]:
    totals = [line for line in voted if line.who.startswith("total:")]
    equations = []
    for total in totals:
        n = total.who.partition(":")[2]
        own = tuple((line.id, "n") for line in voted if line.who == f"party:{n}" or line.who.startswith(f"cand:{n}."))
        equations.append(Equation(((total.id, "n"),), own))
    if totals:
        equations.append(Equation((("V.A", "n"),), tuple((line.id, "n") for line in totals)))
    return tuple(equations)


def _expand(refs: tuple[Ref, ...], voted: list[Line]) -> list[Ref]:
    every = [(line.id, "n") for line in voted if not line.who.startswith("total:")]
    return [each for ref in refs for each in (every if ref == ("IV", "*") else [ref])]


def _identity(ruleset: Ruleset, id_: str, left: list[tuple[str, str, str]], right: list[tuple[str, str, str]], op: str) -> FormIdentity:
    held = shared.IDENTITIES[id_]
    return FormIdentity(id_, tuple(left), tuple(right), op, f"{held.text}.", held.cause, held.sumber, ruleset.mark(held.mark))
