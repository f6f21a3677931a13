"""The tables whose answers are made here: KPPS 4 finds the row, KPPS 5 chooses the list, KPPS 2 hands out the ballots."""

from typing import Any

from simulasi.compiler import words
from simulasi.compiler.books import LISTS, Effects, cast, hand_out, low, vote
from simulasi.compiler.day import POINTS, outcome
from simulasi.compiler.load_content import Entry
from simulasi.compiler.visit import Visit, given, has, served, signature
from simulasi.rules.voter_decision import Decision


def find(visit: Visit, index: int, told: Entry, decision: Decision, scored: bool) -> dict[str, Any]:
    """KPPS 4 looks for the name in the DPT."""
    row = visit.person.row or "tidak_ada"
    effects = served(visit, visit.group, visit.listed(visit.group)) if visit.group and not has(visit, "periksa") else []
    text = visit.day.content.text("cari")
    return {
        "kind": "find",
        "expect": row,
        "outcomes": {
            "tepat": outcome(visit.fill(text["hasil"]), visit.fill(text["tepat"]), POINTS if scored else 0, effects),
            "salah": outcome(visit.fill(text["hasil"]), visit.fill(text["salah"]), 0, [*effects, ["salah_baris"]]),
        },
    }


def attendance(visit: Visit, index: int, told: Entry, decision: Decision, scored: bool) -> dict[str, Any]:
    """KPPS 5 chooses the attendance list."""
    text = visit.day.content.text("hadir")
    options = []
    for group in visit.day.ruleset.groups.values():
        right = group.id == visit.group
        effects = signature(visit, group.id)
        if not has(visit, "surat_suara") and not has(visit, "periksa"):
            effects += given(visit, visit.listed(visit.group or group.id))
        if not right:
            effects += [
                [words.WRONG_LIST],
                *([words.gap(election)] for election in set(visit.listed(group.id)) ^ set(visit.listed(visit.group or ""))),
            ]
        feedback = text["tepat" if right else "salah"].format(daftar=visit.decision.daftar_hadir or group.attendance_form)
        made = outcome(
            visit.fill(text["hasil"]),
            feedback,
            POINTS if right and scored else 0,
            sorted(effects, key=lambda effect: (len(effect) == 1, effect[0])),
        )
        options.append({**made, "id": LISTS[group.id], "text": f"{group.attendance_form} ({group.label})", "right": int(right)})
    return {"kind": "choice", "options": options, "sources": [*text["sumber"]], "why": text["mengapa"]}


def hand_over(visit: Visit, index: int, told: Entry, decision: Decision, scored: bool) -> dict[str, Any]:
    """KPPS 2 chooses which ballots to hand out; one too many goes all the way to the count."""
    text = visit.day.content.text("surat_suara")
    entitled = visit.decision.surat_suara
    items = []
    for election in visit.day.held:
        extra = election.id not in entitled
        effects = given(visit, (election.id,))
        if extra:
            effects = too_many(visit, election.id)
        else:
            effects.append([visit.scope.flag(f"beri_{election.key}")])
        items.append({"id": election.key, "text": election.label, "right": int(not extra), "effects": effects})
    missing: Effects = [[words.LOST], *([words.gap(election)] for election in entitled)]
    first = served(visit, visit.group or "DPT", entitled) if index == 0 else []
    fill = {"hak": ", ".join(visit.day.ruleset.election(election).short for election in entitled)}
    result = visit.fill(text["hasil"])
    return {
        "kind": "set",
        "items": items,
        "outcomes": {
            "tepat": outcome(result, text["tepat"].format(**fill), POINTS if scored else 0, first),
            "kurang": outcome(result, text["salah"].format(**fill), 0, first + missing),
            "lebih": outcome(
                result,
                text["urut"][0].format(**fill),
                0,
                [*first, [visit.scope.flag("keliru")]],
                "psu" * visit.day.forces_psu("hak_berlebih"),
            ),
        },
    }


def too_many(visit: Visit, election: str) -> Effects:
    """Hand out a ballot that is not ticked: it goes into the box, and comes up when that box is counted."""
    own = visit.scope.flag(f"lebih_{low(election)}")
    effects = [*hand_out((election,)), *cast((election,)), [f"lebih_{low(election)}"], [words.gap(election)]]
    if election not in visit.day.judged:
        return effects + vote(election, visit.votes[election])
    visit.day.extra_papers.append((election, [[own, "==", 1]], True))
    return [*effects, [own]]


def add_shortages(visit: Visit) -> None:
    """Name the step that gave too much and too little at once: its missing ballots have no effect of their own to be traced by."""
    wrong = visit.scope.flag("keliru")
    text = visit.day.content.text("temuan_kurang")
    for election in visit.decision.surat_suara:
        visit.day.find(
            id=f"{visit.id}_kurang_{low(election)}",
            at="selesai",
            when=[[wrong, "==", 1], [visit.scope.flag(f"beri_{low(election)}"), "==", 0]],
            watch=[wrong],
            title=text["judul"].format(jenis=visit.day.ruleset.election(election).short),
            text=text["tanya"],
            severity="catat",
            sources=text["sumber"],
        )
