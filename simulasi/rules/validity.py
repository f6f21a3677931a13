"""Judge a ballot: one algorithm over zones (penghitungan.md 2.2), the flags of each rule set in its `validity.py`.

Total for every ballot the vocabulary can describe. The row of the truth table that decides carries reason, sources and mark.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from simulasi.rules import get_ruleset
from simulasi.rules.ballot import Ballot, read_ballot
from simulasi.rules.errors import BadInput
from simulasi.rules.model import Ruleset
from simulasi.rules.shared.validity_rows import ROWS
from simulasi.rules.validity_flags import PILKADA_2015, Family, Validity
from simulasi.rules.validity_party import Outcome, judge_party
from simulasi.rules.vocabulary import Mark, weakest
from simulasi.rules.zones import BLANK_COLUMN, CHOICES, LINE, OUTSIDE, Zone

SAH, TIDAK_SAH, OPEN, NOT_COUNTED = "sah", "tidak_sah", "pertanyaan_terbuka", "tidak_dihitung"
VERDICTS = (SAH, TIDAK_SAH, OPEN, NOT_COUNTED)
PSSU_MK = "pssu_mk"
RETURNED = {"dikembalikan": "G20", "rusak": "G20", "keliru_coblos": "G20", "tidak_digunakan": "G21", "sisa": "G21", "tidak_terpakai": "G21"}
"""Contexts of papers that are neither sah nor tidak sah: they belong to lines II.3 and II.4."""
NOT_PRINTED = frozenset({"fotokopi", "photocopy", "bukan_cetakan_kpu", "palsu"})
INELIGIBLE = frozenset({"tms", "calon_tms", "meninggal", "calon_meninggal", "berhalangan_tetap", "dibatalkan"})
DAMAGE: tuple[tuple[tuple[str, ...], str], ...] = (
    (("tinta", "ink", "smear"), "G14"),
    (("tidak sengaja", "tak sengaja", "not deliberate"), "G13"),
    (("sengaja", "deliberate", "dirusak", "dilubangi", "dirobek", "disobek", "digunting"), "G12"),
    (("tepi", "kecil", "edge", "small", "handling", "pegang", "kusut", "kusam", "lecek", "lipat", "crease", "dull"), "G13"),
    (("robek", "sobek", "torn", "tear", "lubang", "hole", "rusak", "potong", "cut", "damage"), "G12"),
)
"""Words in the description of a damage, first match decides; `docs/zona.md` lists them for people."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Say what Ketua KPPS calls, for whom, why, what to do besides, where it is written and how sure we are."""

    verdict: str
    credited_to: str | None
    alasan: str
    tindakan: str | None
    sumber: tuple[str, ...]
    mark: Mark
    baris: tuple[str, ...] = ()
    """The rows of the truth table that decided."""


def judge_surat_suara(ballot: Ballot | Mapping[str, object], ruleset: Ruleset | Validity | str) -> Verdict:
    """Judge one paper under a rule set, given as itself, its id, or its flags.

    Sumber: pkpu-25-2023-ps-53
    """
    flags = get_validity(ruleset)
    paper = ballot if isinstance(ballot, Ballot) else read_ballot(ballot, flags.families)
    if paper.context in RETURNED:
        return _verdict(flags, NOT_COUNTED, None, (RETURNED[paper.context],))
    steps = _steps(paper, flags)
    outcome = _void(paper, flags) or _count(paper, _family(paper, flags))
    if not outcome.is_sah:
        verdict = OPEN if ROWS[outcome.row].is_open else TIDAK_SAH
        return _verdict(flags, verdict, None, (*steps, outcome.row))
    doubts = _doubts(paper, flags)
    if any(ROWS[row].is_open for row in doubts):
        return _verdict(flags, OPEN, None, (*steps, *(row for row in doubts if ROWS[row].is_open)))
    return _verdict(flags, SAH, outcome.credited_to, (*steps, outcome.row, *doubts))


def get_validity(ruleset: Ruleset | Validity | str) -> Validity:
    """Return the flags of a rule set; `pilkada-2015` is kept as history and is no rule set one can play."""
    if isinstance(ruleset, Validity):
        return ruleset
    if ruleset == PILKADA_2015.ruleset:
        return PILKADA_2015
    held = ruleset if isinstance(ruleset, Ruleset) else get_ruleset(ruleset)
    validity: Validity = held.part("validity").VALIDITY
    return validity


def _steps(paper: Ballot, flags: Validity) -> tuple[str, ...]:
    """Rows that tell KPPS to do something besides judging the holes."""
    steps = []
    if paper.found_in_box and paper.found_in_box != paper.election:
        steps.append("G16" if paper.own_election_counted else "G15")
    if not paper.signed and _signature_row(paper, flags) == "G03":
        steps.append("G03")
    return tuple(steps)


def _signature_row(paper: Ballot, flags: Validity) -> str:
    if flags.pssu_mk and paper.context == PSSU_MK:
        return flags.pssu_mk
    return flags.before_open if paper.noticed == "before_open" else flags.unsigned


def _void(paper: Ballot, flags: Validity) -> Outcome | None:
    """What makes a paper tidak sah whatever its holes are. What was seen goes before what was not."""
    if not paper.signed and (row := _signature_row(paper, flags)) in (flags.unsigned, flags.pssu_mk):
        return Outcome(row)
    if paper.writing:
        return Outcome("G06")
    if paper.tool != "official":
        return Outcome("G08" if paper.tool == "fire" else "G09")
    if _damage(paper) == "G12":
        return Outcome("G12")
    if paper.dapil == "other" and flags.papers[paper.election].rows.get("swapped") == "G18":
        return Outcome("G18")
    return Outcome("G19") if paper.context in NOT_PRINTED else None


def _doubts(paper: Ballot, flags: Validity) -> tuple[str, ...]:
    """Rows that weaken a sah, or leave it open."""
    rows = flags.papers[paper.election].rows
    doubts = []
    if not paper.signed and (row := _signature_row(paper, flags)) != "G03":
        doubts.append(row)
    if damage := _damage(paper):
        doubts.append(damage)
    if paper.dapil == "other" and "swapped" in rows:
        doubts.append(rows["swapped"])
    if paper.context in INELIGIBLE and "tms" in rows:
        doubts.append(rows["tms"])
    return tuple(doubts)


def _damage(paper: Ballot) -> str:
    if isinstance(paper.damaged, bool):
        return "G12" if paper.damaged else ""
    for words, row in DAMAGE:
        if any(word in paper.damaged for word in words):
            return row
    return "damage-unknown" if paper.damaged.strip() else ""


def _family(paper: Ballot, flags: Validity) -> Family:
    if flags.tunggal and (paper.calon_tunggal or any(BLANK_COLUMN in zone.columns for zone in paper.punches)):
        return flags.tunggal
    if paper.calon_tunggal:
        raise BadInput(f"other.calon_tunggal tidak ada dalam aturan {flags.ruleset}")
    return flags.papers[paper.election]


def _count(paper: Ballot, family: Family) -> Outcome:
    """Weigh the holes: drop fold twins in empty space, refuse what is outside, then collect columns."""
    kept = _drop_twins(paper)
    if not kept:
        return Outcome("G01")
    outside = [at for at in kept if paper.punches[at].kind == OUTSIDE]
    if outside:
        if any(at in paper.fold_twin for at in outside):
            return Outcome(family.rows["stray"])
        return Outcome(family.rows["outside_only" if len(outside) == len(kept) else "outside_also"])
    folded = bool(paper.aligned and paper.fold_twin)
    main = [paper.punches[at] for at in kept if not (folded and at in paper.fold_twin)] or [paper.punches[kept[0]]]
    zones = [paper.punches[at] for at in kept]
    if family.kind == "party":
        hidden = not paper.name_printed or paper.context in INELIGIBLE
        return judge_party(zones, main, family.rows, folded, paper.dapil == "other", hidden)
    if family.kind == "setuju":
        return _judge_2015(zones, family.rows, folded)
    return _judge_columns(zones, main, family.rows, folded)


def _drop_twins(paper: Ballot) -> list[int]:
    """Drop the half of a fold twin that lies in empty space.

    Sumber: hitung-s03
    """
    indexes = range(len(paper.punches))
    if not (paper.fold_twin and paper.aligned):
        return list(indexes)
    empty = {at for at in indexes if paper.punches[at].kind == OUTSIDE}
    others = [at for at in indexes if at not in paper.fold_twin]
    dropped = empty & paper.fold_twin
    # Only the half inside a column may have been named as the twin: then its other half is the hole outside.
    if others and empty.issuperset(others) and len(others) <= len(paper.fold_twin - empty):
        dropped = empty
    return [at for at in indexes if at not in dropped]


def _judge_columns(zones: Sequence[Zone], main: Iterable[Zone], rows: Mapping[str, str], folded: bool) -> Outcome:
    """PPWP, DPD, Pilkada: exactly one column touched."""
    columns = dict.fromkeys(column for zone in zones for column in zone.columns)
    if len(columns) > 1:
        own = {column for zone in main for column in zone.columns}
        plain = {column for zone in zones if zone.kind != LINE for column in zone.columns}
        if folded and len(own) == 1:
            return Outcome(rows["twin_other"])
        return Outcome(rows["many" if len(plain) > 1 else "line"])
    column = next(iter(columns))
    if folded:
        return Outcome(rows["twin"], column)
    prefix = f"{BLANK_COLUMN}." if column == BLANK_COLUMN else ""
    return Outcome(rows[prefix + ("multi" if len(zones) > 1 else zones[0].part)], column)


def _judge_2015(zones: Sequence[Zone], rows: Mapping[str, str], folded: bool) -> Outcome:
    """The calon tunggal form of 2015: setuju or tidak setuju; the picture is no column."""
    chosen = dict.fromkeys(column for zone in zones for column in zone.columns if column in CHOICES)
    if len(chosen) != 1:
        return Outcome("q-both" if chosen else "q-none")
    column = next(iter(chosen))
    if folded:
        return Outcome(rows["twin"], column)
    if len(zones) > 1:
        return Outcome("Q05" if any(zone.kind == "pair" for zone in zones) else "q-many", column)
    if zones[0].kind == LINE:
        return Outcome(rows["line"])
    return Outcome("Q03" if zones[0].part == "border" else "Q01", column)


def _verdict(flags: Validity, verdict: str, credited_to: str | None, ids: tuple[str, ...]) -> Verdict:
    return Verdict(verdict, credited_to, *_words(ids, flags.is_draft), baris=ids)


@lru_cache(maxsize=4096)
def _words(ids: tuple[str, ...], is_draft: bool) -> tuple[str, str | None, tuple[str, ...], Mark]:
    """Reason, act, sources and mark of the rows that decided; the same rows say the same every time."""
    rows = [ROWS[row] for row in ids]
    marks: list[str] = [row.mark for row in rows]
    if is_draft:
        marks.append(Mark.UNVERIFIED)
    return (
        " ".join(dict.fromkeys(row.text for row in rows)),
        " ".join(dict.fromkeys(row.tindakan for row in rows if row.tindakan)) or None,
        tuple(dict.fromkeys(source for row in rows for source in row.sumber)),
        weakest(*marks),
    )
