"""Invented ballots of Pemilu 2024: fruit, trees and landscapes; proportions of the kind, contents of none."""

from typing import Any

PAIRS = ("Lembah dan Bukit", "Sungai dan Danau", "Hutan dan Ladang")
PARTIES = ("Apel", "Bambu", "Cemara", "Durian")
CANDIDATES = 4
DPD = ("Karang", "Muara", "Padang", "Rimba", "Telaga", "Tanjung")


def layout(election: str) -> dict[str, Any]:
    """Give the drawing of one election's ballot in the pack's format."""
    if election == "PPWP":
        return pair_layout()
    return dpd_layout() if election == "DPD" else party_layout(election)


def pair_layout() -> dict[str, Any]:
    """Three columns side by side: number, photo, name, logos."""
    cells = []
    for at, name in enumerate(PAIRS):
        x = 10 + at * 100
        pair = f"pair:{at + 1}"
        cells += [
            cell(pair, "frame", x, 30, 92, 150),
            cell(f"{pair}.number", "number", x + 4, 34, 84, 20, str(at + 1)),
            cell(f"{pair}.photo", "photo", x + 4, 58, 84, 62),
            cell(f"{pair}.name", "name", x + 4, 124, 84, 22, name),
            cell(f"{pair}.party_logo", "logo", x + 4, 150, 84, 24),
        ]
    return {"election": "PPWP", "width": 312, "height": 190, "cells": cells}


def dpd_layout() -> dict[str, Any]:
    """Six columns in two rows: number, photo, name."""
    cells = []
    for at, name in enumerate(DPD):
        x, y = 10 + at % 3 * 100, 30 + at // 3 * 100
        who = f"dpd:{at + 1}"
        cells += [
            cell(who, "frame", x, y, 92, 92),
            cell(f"{who}.number", "number", x + 4, y + 4, 84, 16, str(at + 1)),
            cell(f"{who}.photo", "photo", x + 4, y + 24, 84, 44),
            cell(f"{who}.name", "name", x + 4, y + 70, 84, 18, name),
        ]
    return {"election": "DPD", "width": 312, "height": 232, "cells": cells}


def party_layout(election: str) -> dict[str, Any]:
    """Four party boxes: number and name, logo, four candidates, grey space."""
    cells = []
    for at, name in enumerate(PARTIES):
        x, n = 8 + at * 78, at + 1
        cells += [
            cell(f"party:{n}", "frame", x, 30, 74, 170),
            cell(f"party:{n}.number", "number", x + 3, 33, 16, 18, str(n)),
            cell(f"party:{n}.name", "name", x + 20, 33, 51, 18, f"Partai {name}"),
            cell(f"party:{n}.logo", "logo", x + 3, 53, 68, 24),
        ]
        for k in range(1, CANDIDATES + 1):
            y = 80 + (k - 1) * 22
            cells.append(cell(f"cand:{n}.{k}.name", "name", x + 3, y, 68, 20, f"{k} {name} {'ABCD'[k - 1]}"))
        cells.append(cell(f"party_column_blank:{n}", "blank", x + 3, 170, 68, 27))
    return {"election": election, "width": 328, "height": 210, "cells": cells}


def cell(zone: str, kind: str, x: int, y: int, w: int, h: int, text: str = "") -> dict[str, Any]:
    """Make one cell."""
    made: dict[str, Any] = {"zone": zone, "kind": kind, "x": x, "y": y, "w": w, "h": h}
    if text:
        made["text"] = text
    return made
