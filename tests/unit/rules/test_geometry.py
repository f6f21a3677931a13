"""Holes and zones: any hole is in exactly one place, turning the sheet changes no verdict, any zone can be punched."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulasi.rules import RULESETS
from simulasi.rules.ballots import Pairs, contestants, layout, paper
from simulasi.rules.errors import BadInput
from simulasi.rules.geometry import Sheet, describe, fold_pair_for, hole_for, zone_at, zones_of
from simulasi.rules.shared.names import MOUNTAINS, TREES, person
from simulasi.rules.validity import get_validity, judge_surat_suara
from simulasi.rules.zones import parse_zone

VARIANTS: dict[str, dict[str, Any]] = {
    f"{ruleset}-{election}": {"ruleset": ruleset, "election": election} for ruleset in RULESETS for election in get_validity(ruleset).papers
}
VARIANTS["tunggal"] = {"ruleset": "pilkada-2024", "election": "WALIKOTA", "tunggal": True}
VARIANTS["tms"] = {"ruleset": "pemilu-2024", "election": "DPR", "tms": ["3.1"], "noname": ["3.4"], "nolist": [5]}
LAYOUTS = {name: layout(**keys) for name, keys in VARIANTS.items()}
SIGNED = {"signed": True}


def judge(name: str, drawing: dict[str, Any], holes: list[list[int]]) -> tuple[str, str | None]:
    raw = {"election": drawing["election"], "signed": True, **describe(drawing, holes)}
    verdict = judge_surat_suara(raw, VARIANTS[name]["ruleset"])
    return verdict.verdict, verdict.credited_to


DRAWN_ALIKE = {"pemilu-2024-DPRD_PROV", "pemilu-2024-DPRD_KAB", *(name for name in LAYOUTS if name.startswith("pemilu-nasional-2029"))}


@pytest.mark.parametrize("name", sorted(LAYOUTS.keys() - DRAWN_ALIKE))
def test_every_zone_on_a_drawing_can_be_punched_and_is_read_back(name: str) -> None:
    drawing, sheet = LAYOUTS[name], Sheet(LAYOUTS[name])
    family = get_validity(VARIANTS[name]["ruleset"]).families[drawing["election"]]
    zones = zones_of(drawing)
    assert "outside" in zones
    for zone in zones:
        parse_zone(zone, family)
        for draw in (0, 987_654_321):
            x, y = hole_for(sheet, zone, draw)
            assert sheet.zone_at(x, y) == zone
            assert 0 <= x <= drawing["width"] and 0 <= y <= drawing["height"]


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_contestant_on_the_form_can_be_voted_for_on_the_paper(name: str) -> None:
    keys = VARIANTS[name]
    lost = {"cand:3.1", "cand:3.4", *(f"cand:5.{k}" for k in range(1, 7))} if name == "tms" else set()
    listed = [who for who, _ in contestants(keys["ruleset"], keys["election"], tunggal=keys.get("tunggal", False))]
    assert len(set(listed)) == len(listed)
    for who in listed:
        if who not in lost:
            assert judge(name, LAYOUTS[name], [hole_for(LAYOUTS[name], who, 5)]) == ("sah", who)


def test_what_the_special_rows_look_like() -> None:
    texts = {cell["zone"]: cell.get("text") for cell in LAYOUTS["tms"]["cells"]}
    assert texts["cand_tms:3.1.name"] and texts["cand_noname:3.4.name"] is None and texts["cand_noname:3.4.number"] == "4"
    assert "cand:5.1.name" not in texts and "party_nolist:5" in texts
    for zone, credited in (("cand_tms:3.1", "party:3"), ("cand_noname:3.4", "party:3"), ("party_nolist:5", "party:5")):
        assert judge("tms", LAYOUTS["tms"], [hole_for(LAYOUTS["tms"], zone, 1)]) == ("sah", credited)


@pytest.mark.parametrize(
    ("name", "zone", "expected"),
    [
        ("pemilu-2024-PPWP", "pair:1.border", ("sah", "pair:1")),
        ("pemilu-2024-PPWP", "pair:2.blank", ("sah", "pair:2")),
        ("pemilu-2024-DPR", "line 3.1|3.2", ("sah", "party:3")),
        ("pemilu-2024-DPR", "line party:3|cand:3.1", ("sah", "party:3")),
        ("pemilu-2024-DPR", "line cand:3.6|party_column_blank:3", ("sah", "party:3")),
        ("pemilu-2024-DPR", "cand:3.2.border", ("sah", "cand:3.2")),
        ("pemilu-2024-DPR", "party:3.border", ("sah", "party:3")),
        ("pemilu-2024-DPR", "party_column_blank:3", ("sah", "party:3")),
        ("pemilu-2024-DPD", "dpd:7.border", ("sah", "dpd:7")),
        ("pemilu-2024-DPD", "line dpd:7|dpd:8", ("tidak_sah", None)),
        ("tunggal", "blank_column", ("sah", "blank_column")),
        ("tunggal", "blank_column.border", ("sah", "blank_column")),
        ("pemilu-2024-PPWP", "outside", ("tidak_sah", None)),
    ],
)
def test_a_hole_on_a_frame_between_rows_or_outside_is_judged_as_the_table_says(
    name: str, zone: str, expected: tuple[str, str | None]
) -> None:
    assert judge(name, LAYOUTS[name], [hole_for(LAYOUTS[name], zone, 77)]) == expected


@pytest.mark.parametrize(
    ("name", "zone", "twin", "expected"),
    [
        ("pemilu-2024-PPWP", "pair:1.party_logo", "outside", ("sah", "pair:1")),
        ("pemilu-2024-PPWP", "pair:1.photo", "pair:3.photo", ("tidak_sah", None)),
        ("pemilu-2024-DPR", "cand:5.6.name", "outside", ("sah", "cand:5.6")),
        ("pemilu-2024-DPR", "cand:3.2.name", "cand:4.2.name", ("tidak_sah", None)),
        ("pemilu-2024-DPD", "dpd:5.name", "outside", ("sah", "dpd:5")),
        ("tunggal", "pair:1.photo", "blank_column", ("pertanyaan_terbuka", None)),
    ],
)
def test_a_punch_through_the_fold_is_read_as_twins(name: str, zone: str, twin: str, expected: tuple[str, str | None]) -> None:
    holes = fold_pair_for(LAYOUTS[name], zone, twin, 4)
    assert describe(LAYOUTS[name], holes) == {"punches": [zone, twin], "other": {"fold_twin": [1]}}
    assert judge(name, LAYOUTS[name], holes) == expected
    # Found the other way round it is the same paper.
    assert judge(name, LAYOUTS[name], holes[::-1]) == expected


def test_a_punch_through_the_fold_inside_one_party_is_an_open_question() -> None:
    drawing = LAYOUTS["pemilu-2024-DPR"]
    above, below = drawing["height"] // 2 - 3, drawing["height"] // 2 + 3
    assert describe(drawing, [[70, above], [70, below]]) == {
        "punches": ["cand:3.1.name", "line cand:3.1|cand:3.2"],
        "other": {"fold_twin": [1]},
    }
    holes = [[70, above - 3], [70, below + 3]]
    assert describe(drawing, holes)["punches"] == ["cand:3.1.name", "cand:3.2.name"]
    assert judge("pemilu-2024-DPR", drawing, holes) == ("pertanyaan_terbuka", None)


def test_a_hole_beside_the_mirror_image_is_no_twin() -> None:
    one, (x, y) = fold_pair_for(LAYOUTS["pemilu-2024-PPWP"], "pair:1.party_logo", "outside", 4)
    assert describe(LAYOUTS["pemilu-2024-PPWP"], [one, [x + 1, y]])["other"] == {}
    assert judge("pemilu-2024-PPWP", LAYOUTS["pemilu-2024-PPWP"], [one, [x + 1, y]]) == ("tidak_sah", None)


def test_one_hole_has_one_twin() -> None:
    drawing = LAYOUTS["pemilu-2024-DPD"]
    x, y = 40, 100
    holes = [[x, y], [drawing["width"] - x, y], [x, drawing["height"] - y]]
    assert describe(drawing, holes)["other"] == {"fold_twin": [1, 2]}


def test_what_is_not_on_a_drawing_cannot_be_punched() -> None:
    with pytest.raises(BadInput, match="pair:4"):
        hole_for(LAYOUTS["pemilu-2024-PPWP"], "pair:4.photo", 0)
    with pytest.raises(BadInput, match="line pair:1"):
        hole_for(LAYOUTS["pemilu-2024-PPWP"], "line pair:1|pair:2", 0)
    speck = {"election": "PPWP", "width": 9, "height": 9, "cells": [{"zone": "pair:1", "kind": "frame", "x": 2, "y": 2, "w": 5, "h": 5}]}
    with pytest.raises(BadInput, match=r"pair:1\.blank"):
        hole_for(speck, "pair:1.blank", 0)
    with pytest.raises(BadInput, match="tembus"):
        fold_pair_for(LAYOUTS["pemilu-2024-PPWP"], "pair:1.photo", "pair:2.photo", 0)
    with pytest.raises(BadInput, match="GUBERNUR"):
        paper("pemilu-2024", "GUBERNUR")


POINTS = st.tuples(st.integers(-5, 330), st.integers(-5, 470)).map(list)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.sampled_from(sorted(LAYOUTS)), POINTS)
def test_any_hole_lands_in_exactly_one_zone(name: str, hole: list[int]) -> None:
    drawing = LAYOUTS[name]
    zone = zone_at(drawing, *hole)
    read = parse_zone(zone, get_validity(VARIANTS[name]["ruleset"]).families[drawing["election"]])
    frames = [box for box in Sheet(drawing).frames if box.has(*hole)]
    edges = [box for box in frames if box.on_edge(*hole)]
    # The drawing read by hand: no frame is outside, one frame is its own, several are a line or the line of one box.
    assert (zone == "outside") == (not frames)
    assert bool(read.sides) == (len({box.zone for box in edges}) > 1)
    assert zone.endswith(".border") == (len({box.zone for box in edges}) == 1)


def rotate(drawing: dict[str, Any], holes: list[list[int]], quarters: int) -> tuple[dict[str, Any], list[list[int]]]:
    """Turn the drawing and its holes clockwise by quarter turns."""
    turned, points = dict(drawing), [list(hole) for hole in holes]
    for _ in range(quarters % 4):
        height = turned["height"]
        cells = [{**cell, "x": height - cell["y"] - cell["h"], "y": cell["x"], "w": cell["h"], "h": cell["w"]} for cell in turned["cells"]]
        points = [[height - y, x] for x, y in points]
        turned = {**turned, "width": height, "height": turned["width"], "cells": cells}
    return turned, points


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.sampled_from(sorted(LAYOUTS)), st.lists(POINTS, max_size=3), st.integers(1, 3))
def test_a_ballot_and_its_turned_drawing_judge_the_same(name: str, holes: list[list[int]], quarters: int) -> None:
    drawing = LAYOUTS[name]
    turned, points = rotate(drawing, holes, quarters)
    assert describe(turned, points) == describe(drawing, holes)
    assert judge(name, turned, points) == judge(name, drawing, holes)
    assert rotate(turned, points, 4 - quarters) == (drawing, holes)


@pytest.mark.parametrize("name", LAYOUTS)
def test_frames_do_not_overlap_and_cells_stay_in_their_frame(name: str) -> None:
    sheet = Sheet(LAYOUTS[name])
    for at, one in enumerate(sheet.frames):
        assert one.x >= 0 and one.y >= 0 and one.x + one.w <= sheet.width and one.y + one.h <= sheet.height
        for other in sheet.frames[:at]:
            apart = one.x + one.w <= other.x or other.x + other.w <= one.x or one.y + one.h <= other.y or other.y + other.h <= one.y
            assert apart, (one, other)
    for cell in sheet.cells:
        inside = [f for f in sheet.frames if f.has(cell.x, cell.y) and f.has(cell.x + cell.w, cell.y + cell.h)]
        assert cell.zone == "outside" or any(cell.zone == f.zone or cell.zone.startswith(f"{f.zone}.") for f in inside)


def test_a_small_frame_inside_a_large_one_is_what_was_hit() -> None:
    cells = [{"zone": zone, "kind": "frame", "x": x, "y": x, "w": w, "h": w} for zone, x, w in (("party:1", 0, 100), ("cand:1.1", 20, 20))]
    drawing = {"election": "DPR", "width": 100, "height": 100, "cells": cells}
    assert [zone_at(drawing, *point) for point in ((30, 30), (60, 60), (20, 25), (0, 50))] == [
        "cand:1.1",
        "party:1",
        "cand:1.1.border",
        "party:1.border",
    ]


def test_a_drawing_holds_only_what_a_pack_may_hold() -> None:
    for drawing in LAYOUTS.values():
        assert set(drawing) == {"election", "width", "height", "cells"}
        for cell in drawing["cells"]:
            assert set(cell) <= {"zone", "kind", "x", "y", "w", "h", "text"}
            assert all(isinstance(cell[key], int) and cell[key] >= 0 for key in "xywh")


def test_calon_tunggal_has_no_number_and_an_empty_column() -> None:
    kinds = [cell["kind"] for cell in LAYOUTS["tunggal"]["cells"]]
    assert "number" not in kinds
    assert [who for who, _ in contestants("pilkada-2024", "WALIKOTA", tunggal=True)] == ["pair:1", "blank_column"]


def test_names_on_papers_are_invented_and_different() -> None:
    people = [person(number) for number in range(len(TREES) * len(MOUNTAINS))]
    assert len(set(people)) == len(people)
    for name, keys in VARIANTS.items():
        held = paper(keys["ruleset"], keys["election"])
        if not isinstance(held, Pairs) or held.logos:
            assert any(cell["kind"] in ("logo", "photo") for cell in LAYOUTS[name]["cells"])
