"""C.HASIL of one election in two steps: I to III before the papers are judged, IV and V after. Lines and identities are the law room's."""

from typing import Any

from simulasi.compiler.books import low
from simulasi.compiler.day import Day
from simulasi.compiler.papers import signatures
from simulasi.rules.c_hasil import FormIdentity, c_hasil_identities, c_hasil_lines
from simulasi.rules.c_hasil_model import Line
from simulasi.rules.vocabulary import Mark

Field = dict[str, Any]
COLUMNS = {"l": " (laki-laki)", "p": " (perempuan)", "j": " (jumlah)", "n": ""}
WORTH = frozenset({"I.B.4/j", "II.1/n", "II.2/n", "II.3/n", "II.4/n", "V.A/n", "V.B/n", "V.C/n"})
"""The numbers that earn a point each: those the identities meet in."""


def form_id(election: str) -> str:
    """Name the form of an election."""
    return f"c_hasil_{low(election)}"


def field_id(line: str, column: str) -> str:
    """Name one column of a line: I.B.1, l -> i_b_1_l; IV.cand:3.2 -> iv_cand_3_2."""
    name = line.lower().replace(".", "_").replace(":", "_")
    return name if column == "n" else f"{name}_{column}"


def fields(day: Day, election: str, sections: tuple[str, ...]) -> list[Field]:
    """List the numbers to be written in these sections; a short day writes parties and lists of candidates as one number."""
    made = []
    for line in c_hasil_lines(day.ruleset, election, tunggal=election in day.law.tunggal):
        if line.section in sections and not is_left_out(day, election, line):
            made += [one_field(line, at, column) for at, column in enumerate(line.columns)]
    return made


def is_left_out(day: Day, election: str, line: Line) -> bool:
    """Tell the lines a short day does not ask for."""
    return day.size_name == "singkat" and day.law.has_lists(election) and line.section == "IV" and not line.who.startswith("total:")


def place_of(each: Field) -> str:
    """Name where a number stands: "I.B.4/j", "V.A/n"."""
    end = each["id"].rpartition("_")[2]
    return f"{each['line']}/{end if end in COLUMNS else 'n'}"


def is_worth(line: Line, column: str) -> bool:
    """Tell the numbers that earn a point; a line nobody has seen printed earns none."""
    return line.mark == Mark.SEEN and f"{line.id}/{column}" in WORTH


def one_field(line: Line, at: int, column: str) -> Field:
    """Make one number; the sum of a line is what its two columns add up to."""
    expect = [*line.counters[0], *line.counters[1]] if column == "j" else [*line.counters[at]]
    return {
        "id": field_id(line.id, column),
        "label": line.label + COLUMNS[column],
        "line": line.id,
        "expect": expect,
        "points": int(is_worth(line, column)),
    }


def identities(day: Day, election: str, after: bool) -> list[dict[str, Any]]:
    """List the identities due at one step: before the count those among I to III, after it those that need the votes. Only what was seen."""
    asked = {each["id"] for each in fields(day, election, ("I", "II", "III", "IV", "V"))}
    made = []
    for number, each in enumerate(c_hasil_identities(day.ruleset, election, tunggal=election in day.law.tunggal), 1):
        refs = {field_id(line, column) for _, line, column in (*each.left, *each.right)}
        needs_votes = any(line.startswith(("IV", "V")) for _, line, _ in (*each.left, *each.right))
        if each.mark == Mark.SEEN and needs_votes == after and refs <= asked:
            made.append(one_identity(day, election, number, each))
    return made if after else [*made, *signatures(day, election, field_id)]


def one_identity(day: Day, election: str, number: int, each: FormIdentity) -> dict[str, Any]:
    """Write one identity; one flag per election tells that the form as written does not add up."""
    return {
        "id": f"{each.id}-{number}",
        "left": [field_id(line, column) for _, line, column in each.left],
        "right": [field_id(line, column) for _, line, column in each.right],
        "op": each.op,
        "text": each.text,
        "flag": f"janggal_{low(election)}",
        "sources": day.cite(each.sumber),
    }
