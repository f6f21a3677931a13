"""Check the numbers of C.HASIL: identities I01-I21 on one form and across the forms of one TPS (penghitungan.md 3.4)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from simulasi.rules import get_ruleset
from simulasi.rules.c_hasil_input import Form, Numbers, Place, read_form
from simulasi.rules.c_hasil_model import LPJ, Equation, Identity, Ref
from simulasi.rules.model import Ruleset
from simulasi.rules.shared.c_hasil import IDENTITIES, REPAIR, REPAIRED
from simulasi.rules.validity import get_validity
from simulasi.rules.vocabulary import MARK_LABELS, Mark
from simulasi.rules.voters import ballots_supplied

COLUMN_LABELS = {"l": "L", "p": "P", "j": "L+P"}
_MOVERS: Ref = ("I.B.2", "j")


@dataclass(frozen=True, slots=True)
class Finding:
    """Say which identity is broken on which form, in words, with the usual cause and what to do."""

    index: int
    """Place of the form in the list that was given."""
    identitas: str
    pesan: str
    baris: tuple[str, ...]
    sebab: str
    perbaikan: tuple[str, ...]
    sumber: tuple[str, ...]
    mark: Mark


def read_forms(raw: Sequence[object], ruleset: Ruleset | str, place: Place = lambda _, at: f"formulir ke-{at + 1}") -> list[Form]:
    """Read a list of forms; `place` names an item for the sentence that refuses it."""
    families = get_validity(ruleset).families
    return [read_form(item, families, place(item, at)) for at, item in enumerate(raw)]


def check_c_hasil(forms: Sequence[Form | Mapping[str, object]], ruleset: Ruleset | str) -> list[Finding]:
    """List the identities the forms break: form by form, then across forms that share a `tps`.

    A line that is missing is skipped, and so is what needs it.
    Sumber: hitung-s42
    """
    held = ruleset if isinstance(ruleset, Ruleset) else get_ruleset(ruleset)
    families = get_validity(held).families
    read = [form if isinstance(form, Form) else read_form(form, families, f"formulir ke-{at + 1}") for at, form in enumerate(forms)]
    found = [finding for at, form in enumerate(read) for finding in _check_form(at, form, held)]
    by_tps: dict[str | int, list[int]] = {}
    for at, form in enumerate(read):
        if form.tps is not None:
            by_tps.setdefault(form.tps, []).append(at)
    for members in by_tps.values():
        found += _check_tps([(at, read[at]) for at in members], held)
    return sorted(found, key=lambda finding: (finding.index, finding.identitas))


def _check_form(at: int, form: Form, ruleset: Ruleset) -> Iterable[Finding]:
    for identity in IDENTITIES.values():
        broken = [broken for equation in identity.equations if (broken := _broken(equation, form.baris))]
        if broken:
            yield _finding(at, identity, ruleset, [line for lines, _ in broken for line in lines], [detail for _, detail in broken])
    for id_, check in _CHECKS.items():
        pairs = check(form, ruleset)
        if pairs:
            yield _finding(at, IDENTITIES[id_], ruleset, [line for line, _ in pairs], [detail for _, detail in pairs])


def _broken(equation: Equation, numbers: Numbers) -> tuple[tuple[str, ...], str] | None:
    left, right = _sum(equation.left, numbers), _sum(equation.right, numbers)
    if left is None or right is None or (left == right if equation.op == "==" else left <= right):
        return None
    word = "seharusnya" if equation.op == "==" else "paling banyak"
    return equation.lines(), f"{_names(equation.left)} = {left}, {word} {right}"


def _sum(refs: Iterable[Ref], numbers: Numbers) -> int | None:
    values = [numbers.get(ref) for ref in refs]
    return None if any(value is None for value in values) else sum(value for value in values if value is not None)


def _names(refs: Iterable[Ref]) -> str:
    return " + ".join(_name(ref) for ref in refs)


def _name(ref: Ref) -> str:
    line, column = ref
    return f"{line} {COLUMN_LABELS.get(column, column)}" if column not in ("n", "*") else line


Pairs = list[tuple[str, str]]


def _attendance(form: Form, _: Ruleset) -> Pairs:
    return _differences(form.baris, form.daftar_hadir, "tanda tangan")


def _party_totals(form: Form, _: Ruleset) -> Pairs:
    votes = form.baris.votes or {}
    totals = {who.partition(":")[2]: number for who, number in votes.items() if who.startswith("total:")}
    pairs = []
    for party, total in totals.items():
        own = sum(n for who, n in votes.items() if who == f"party:{party}" or who.startswith(f"cand:{party}."))
        if own != total:
            pairs.append(("IV", f"partai {party}: jumlah {total}, seharusnya {own}"))
    sah = form.baris.get(("V.A", "n"))
    parties = {who.partition(":")[2].partition(".")[0] for who in votes}
    if totals and sah is not None and parties == set(totals) and sum(totals.values()) != sah:
        pairs += [("IV", f"V.A = {sah}, seharusnya {sum(totals.values())}"), ("V.A", "")]
    return pairs


def _delivered(form: Form, ruleset: Ruleset) -> Pairs:
    dpt, received = form.baris.get(("I.A.1", "j")), form.baris.get(("II.1", "n"))
    if dpt is None or received is None or received == (due := ballots_supplied(dpt, ruleset)):
        return []
    return [("II.1", f"II.1 = {received}, seharusnya {due}"), ("I.A.1", "")]


def _strokes_and_words(form: Form, _: Ruleset) -> Pairs:
    return _differences(form.baris, form.turus, "turus") + _differences(form.baris, form.huruf, "huruf")


def _copies(form: Form, _: Ruleset) -> Pairs:
    copies = [(copy, f"salinan ke-{at + 1}") for at, copy in enumerate(form.salinan)]
    return [pair for copy, what in [*copies, (form.sirekap, "Sirekap")] for pair in _differences(form.baris, copy, what)]


def _bundles(form: Form, _: Ruleset) -> Pairs:
    if form.ikatan is None:
        return []
    pairs = []
    for line, bundle in (("V.A", form.ikatan.get(("IV", "*"))), ("V.B", form.ikatan.get(("V.B", "n")))):
        written = form.baris.get((line, "n"))
        if bundle is not None and written is not None and bundle != written:
            pairs.append((line, f"{line} = {written}, ikatan {bundle}"))
    return pairs


def _differences(form: Numbers, other: Numbers | None, what: str) -> Pairs:
    theirs = other.all() if other else {}
    mine = form.all()
    return [
        (ref[0], f"{_name(ref)} = {mine[ref]}, {what} {number}") for ref, number in theirs.items() if ref in mine and mine[ref] != number
    ]


_CHECKS: dict[str, Callable[[Form, Ruleset], Pairs]] = {
    "I04": _attendance,
    "I10": _party_totals,
    "I12": _delivered,
    "I13": _strokes_and_words,
    "I14": _copies,
    "I15": _bundles,
}


def _check_tps(forms: list[tuple[int, Form]], ruleset: Ruleset) -> list[Finding]:
    rules = ruleset.part("forms")
    found = []
    for id_ in rules.CROSS:
        broken: dict[int, tuple[list[str], list[str]]] = {}
        for members, line, detail in _ACROSS[id_](forms, rules.MOVERS_ORDER):
            for at in members:
                lines, details = broken.setdefault(at, ([], []))
                lines.append(line)
                details.append(detail)
        found += [_finding(at, IDENTITIES[id_], ruleset, lines, details) for at, (lines, details) in broken.items()]
    return found


Across = Iterable[tuple[tuple[int, ...], str, str]]
"""The forms concerned, the line, and what is said of it."""
Members = list[tuple[int, Form]]
Order = Iterable[tuple[str, str]]


def _same(forms: Members, refs: Iterable[Ref]) -> Across:
    for ref in refs:
        yield from _unequal([(at, form, form.baris.get(ref)) for at, form in forms], ref, _name(ref))


def _but_for_movers(forms: Members, refs: Iterable[Ref]) -> Across:
    for ref in refs:
        values = []
        for at, form in forms:
            value, movers = form.baris.get(ref), form.baris.get(_MOVERS)
            values.append((at, form, None if value is None or movers is None else value - movers))
        yield from _unequal(values, ref, f"{_name(ref)} tanpa I.B.2")


def _unequal(values: list[tuple[int, Form, int | None]], ref: Ref, what: str) -> Across:
    held = [(at, form.election, value) for at, form, value in values if value is not None]
    if len({value for _, _, value in held}) > 1:
        listed = ", ".join(f"{election} {value}" for _, election, value in held)
        yield tuple(at for at, _, _ in held), ref[0], f"{what}: {listed}"


def _shrinking(forms: Members, order: Order) -> Across:
    for x in LPJ:
        ref = ("I.B.2", x)
        for (at, most, big), (other, least, small) in permutations([(at, form.baris.get(ref), form.election) for at, form in forms], 2):
            if (big, small) in order and most is not None and least is not None and least > most:
                yield (at, other), "I.B.2", f"{_name(ref)}: {small} {least} lebih dari {big} {most}"


_ACROSS: dict[str, Callable[[Members, Order], Across]] = {
    "I16": lambda forms, _: _same(forms, [("I.A.1", x) for x in LPJ]),
    "I17": lambda forms, _: _same(forms, [(line, x) for line in ("I.B.1", "I.B.3") for x in LPJ]),
    "I18": _shrinking,
    "I19": lambda forms, _: _but_for_movers(forms, [("I.B.4", "j"), ("II.2", "n"), ("V.C", "n")]),
    "I21": lambda forms, order: (*_but_for_movers(forms, [("I.B.4", "j")]), *_shrinking(forms, order)),
}


def _finding(at: int, identity: Identity, ruleset: Ruleset, lines: Iterable[str], details: Iterable[str]) -> Finding:
    repair = tuple(fact.text for fact in REPAIR) if identity.id in REPAIRED else ()
    mark = ruleset.mark(identity.mark)
    unsure = "" if mark == Mark.SEEN else f" ({MARK_LABELS[mark]})"
    said = "; ".join(dict.fromkeys(detail for detail in details if detail))
    pesan = f"{identity.text}{unsure}: {said}. Sebab yang biasa: {identity.cause}."
    if repair:
        pesan += f" Urutan perbaikan: {'; '.join(f'{number}) {text}' for number, text in enumerate(repair, 1))}."
    return Finding(at, identity.id, pesan, tuple(dict.fromkeys(lines)), identity.cause, repair, identity.sumber, mark)
