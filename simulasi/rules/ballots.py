"""Invented ballots as drawings: what stands on a rule set's papers is data, the sheets are drawn here in the pack's format.

Proportions of the kind, contents of none: names are trees and mountains, parties are fruit, no colour of any party.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from simulasi.rules import get_ruleset
from simulasi.rules.errors import BadInput
from simulasi.rules.model import Ruleset
from simulasi.rules.reading import short
from simulasi.rules.zones import OUTSIDE

Cell = dict[str, Any]
TOP, LEFT = 52, 8
"""Room for the heading above the columns, and beside them. A hole near the foot mirrors through the fold into the heading."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """A paper with a column for each pair."""

    pairs: tuple[tuple[str, str], ...]
    logos: bool
    """Whether logos of parties are printed: PPWP yes, Pilkada unsettled (penghitungan.md C6)."""


@dataclass(frozen=True, slots=True)
class Parties:
    """A paper with a box for each party and its candidates."""

    parties: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Persons:
    """A paper with a column for each candidate of DPD."""

    names: tuple[str, ...]


Paper = Pairs | Parties | Persons


def paper(ruleset: Ruleset | str, election: str) -> Paper:
    """Return what stands on the paper of one election."""
    held = _held(ruleset)
    papers: Mapping[str, Paper] = held.part("ballots").PAPERS
    if election not in papers:
        raise BadInput(f"surat suara '{short(election)}' tidak ada dalam aturan {held.id}")
    return papers[election]


def layout(
    ruleset: Ruleset | str,
    election: str,
    *,
    tunggal: bool = False,
    tms: Iterable[str] = (),
    noname: Iterable[str] = (),
    nolist: Iterable[int] = (),
) -> dict[str, Any]:
    """Draw the paper of one election.

    `tunggal`: one pair beside an empty column. `tms`, `noname`: rows ("3.1") that can take no vote, with or without a name printed.
    `nolist`: parties without a list of candidates.
    """
    held = paper(ruleset, election)
    if isinstance(held, Pairs):
        width, height, cells = _tunggal(held) if tunggal else _pairs(held)
    elif isinstance(held, Persons):
        width, height, cells = _persons(held)
    else:
        width, height, cells = _parties(held, frozenset(tms), frozenset(noname), frozenset(nolist))
    heading = cell(OUTSIDE, "title", LEFT, 12, width - 2 * LEFT, 26, f"SURAT SUARA {_held(ruleset).election(election).label.upper()}")
    return {"election": election, "width": width, "height": height, "cells": [heading, *cells]}


def contestants(ruleset: Ruleset | str, election: str, *, tunggal: bool = False) -> list[tuple[str, str]]:
    """List who can get a vote, in the order of the form: `pair:1`, `party:3`, `cand:3.2`, `dpd:7`, `blank_column`, each with its label."""
    held = paper(ruleset, election)
    if isinstance(held, Persons):
        return [(f"dpd:{n}", f"{n} {name}") for n, name in enumerate(held.names, 1)]
    if isinstance(held, Pairs):
        if tunggal:
            return [("pair:1", _couple(held.pairs[0])), ("blank_column", "Kolom kosong tidak bergambar")]
        return [(f"pair:{n}", f"{n} {_couple(pair)}") for n, pair in enumerate(held.pairs, 1)]
    listed = []
    for n, (name, candidates) in enumerate(held.parties, 1):
        listed.append((f"party:{n}", f"{n} Partai {name}"))
        listed += [(f"cand:{n}.{k}", f"{n}.{k} {candidate}") for k, candidate in enumerate(candidates, 1)]
    return listed


def cell(zone: str, kind: str, x: int, y: int, w: int, h: int, text: str = "") -> Cell:
    """Make one cell."""
    made: Cell = {"zone": zone, "kind": kind, "x": x, "y": y, "w": w, "h": h}
    if text:
        made["text"] = text
    return made


def _held(ruleset: Ruleset | str) -> Ruleset:
    return ruleset if isinstance(ruleset, Ruleset) else get_ruleset(ruleset)


def _couple(pair: Sequence[str]) -> str:
    return " dan ".join(pair)


Drawing = tuple[int, int, list[Cell]]


def _pairs(held: Pairs) -> Drawing:
    """Columns side by side with white between them: printed separately, as on the real paper (penghitungan.md P11)."""
    w, h, step = 92, 154, 100
    cells = []
    for n, pair in enumerate(held.pairs, 1):
        cells += _pair_column(f"pair:{n}", str(n), pair, LEFT + (n - 1) * step, w, h, held.logos)
    return 2 * LEFT + (len(held.pairs) - 1) * step + w, TOP + h + 6, cells


def _pair_column(zone: str, number: str, pair: Sequence[str], x: int, w: int, h: int, logos: bool) -> list[Cell]:
    inner = w - 8
    photo = 56 if logos else 84
    cells = [
        cell(zone, "frame", x, TOP, w, h),
        cell(f"{zone}.number", "number", x + 4, TOP + 4, inner, 20, number),
        cell(f"{zone}.photo", "photo", x + 4, TOP + 27, inner, photo),
        cell(f"{zone}.name", "name", x + 4, TOP + 30 + photo, inner, 22, _couple(pair)),
    ]
    if logos:
        cells.append(cell(f"{zone}.party_logo", "logo", x + 4, TOP + 111, inner, 25))
    return cells


def _tunggal(held: Pairs) -> Drawing:
    """One pair beside the empty column, no numbers."""
    w, h, step = 110, 154, 118
    column = [each for each in _pair_column("pair:1", "", held.pairs[0], LEFT, w, h, held.logos) if each["kind"] != "number"]
    return 2 * LEFT + step + w, TOP + h + 6, [*column, cell("blank_column", "frame", LEFT + step, TOP, w, h)]


def _persons(held: Persons) -> Drawing:
    """Four columns in a row that share their lines, so that the line between two candidates exists (penghitungan.md D07)."""
    w, h, columns = 74, 92, 4
    cells = []
    for at, name in enumerate(held.names):
        x, y, zone = LEFT + at % columns * w, TOP + at // columns * (h + 10), f"dpd:{at + 1}"
        cells += [
            cell(zone, "frame", x, y, w, h),
            cell(f"{zone}.number", "number", x + 4, y + 4, w - 8, 16, str(at + 1)),
            cell(f"{zone}.photo", "photo", x + 4, y + 22, w - 8, 38),
            cell(f"{zone}.name", "name", x + 4, y + 62, w - 8, 16, name),
        ]
    rows = -(-len(held.names) // columns)
    return 2 * LEFT + columns * w, TOP + rows * (h + 10) - 4, cells


def _parties(held: Parties, tms: frozenset[str], noname: frozenset[str], nolist: frozenset[int]) -> Drawing:
    """Boxes in two columns; a box is the party's own cell, a row for each candidate, and grey space: frames that share their lines."""
    w, head, row, columns = 108, 30, 14, 2
    most = max(len(candidates) for _, candidates in held.parties)
    h = head + (most + 1) * row
    cells = []
    for at, (name, candidates) in enumerate(held.parties):
        n, x, y = at + 1, LEFT + at % columns * (w + 8), TOP + at // columns * (h + 8)
        zone = f"party:{n}"
        cells += [
            cell(zone, "frame", x, y, w, head),
            cell(f"{zone}.number", "number", x + 1, y + 1, 16, head - 2, str(n)),
            cell(f"{zone}.logo", "logo", x + 18, y + 1, 29, head - 2),
            cell(f"{zone}.name", "name", x + 48, y + 1, w - 49, head - 2, f"Partai {name}"),
        ]
        if n in nolist:
            cells.append(cell(f"party_nolist:{n}", "frame", x, y + head, w, h - head))
            continue
        for k, candidate in enumerate(candidates, 1):
            cells += _row(f"{n}.{k}", str(k), candidate, x, y + head + (k - 1) * row, w, row, tms, noname)
        used = head + len(candidates) * row
        grey = f"party_column_blank:{n}"
        cells += [cell(grey, "frame", x, y + used, w, h - used), cell(grey, "blank", x + 1, y + used + 1, w - 2, h - used - 2)]
    rows = -(-len(held.parties) // columns)
    return 2 * LEFT + columns * (w + 8) - 8, TOP + rows * (h + 8) - 2, cells


def _row(who: str, number: str, name: str, x: int, y: int, w: int, h: int, tms: frozenset[str], noname: frozenset[str]) -> list[Cell]:
    kind = "cand_noname" if who in noname else "cand_tms" if who in tms else "cand"
    zone = f"{kind}:{who}"
    return [
        cell(zone, "frame", x, y, w, h),
        cell(f"{zone}.number", "number", x + 1, y + 1, 16, h - 2, number),
        cell(f"{zone}.name", "name", x + 18, y + 1, w - 19, h - 2, "" if kind == "cand_noname" else name),
    ]
