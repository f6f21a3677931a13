"""A whole day of Pilkada on the phone: two boxes, one of them with a single pair and the empty column, played to the end in a real browser.

Worked out by hand: the first paper of the Wali Kota's box is called wrongly (2 points lost if it is scored), nothing else.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import expect

from simulasi.compiler import Compiled, compile_day
from simulasi.compiler.faultless import faultless
from simulasi.engine import load
from tests.e2e.conftest import ROOT, Phone, Server
from tests.e2e.player import Player

PUBLISH = """
import sys, pathlib
from simulasi import create_app
from simulasi.services import packs
with create_app().app_context():
    packs.publish(pathlib.Path(sys.argv[1]).read_bytes())
"""
SEATS = [f"kpps_{n}" for n in range(1, 8)]


def day_with_an_empty_column() -> Compiled:
    """The first short day in which one pair stands alone."""
    for seed in range(50):
        made = compile_day("pilkada-2024", f"tunggal{seed}", "singkat")
        if "suara_walikota_blank_column" in made.pack["counters"]:
            return made
    raise AssertionError("no seed has one")


def test_a_day_of_pilkada_is_played_and_reviewed(server: Server, phone: Phone, tmp_path: Path) -> None:
    made = day_with_an_empty_column()
    pack = load(made.pack)
    (tmp_path / "pilkada.json").write_bytes(made.bytes)
    subprocess.run([sys.executable, "-c", PUBLISH, str(tmp_path / "pilkada.json")], cwd=ROOT, env={**os.environ, **server.env}, check=True)

    page = phone.open().pages[0]
    page.goto(server.url + "/#" + re.search(r"/#(/undangan/\S+)", server.demo)[1])
    page.get_by_text("KPPS 4", exact=True).click()
    for _ in range(2):
        page.locator("#pin").press_sequentially("482915")
        page.wait_for_timeout(600)  # the second asking slides in
    expect(page.get_by_text("Siap tanpa sinyal", exact=True)).to_be_visible(timeout=30_000)

    server.stop()
    page.goto(f"{server.url}/#/mulai/{made.sha256}")
    page.get_by_role("radio", name="Seluruh regu").check(force=True)
    page.get_by_role("radio", name="Nanti, saat meninjau").check(force=True)
    page.locator(".dock .btn-primary:enabled").click()
    step = next(each for each in made.pack["steps"] if each["id"] == "hakimi_walikota_1")
    wrong = next(option["id"] for option in step["options"] if not option["right"])
    lost = max(option["points"] for option in step["options"])
    asked = faultless(pack)
    assert Player(page, pack, SEATS).play({step["id"]: wrong}) == len(asked)

    steps = {each["id"]: each for each in made.pack["steps"]}
    most = sum(worth(steps[event["step"]]) for event in asked)
    expect(page).to_have_url(re.compile("#/tinjau/"))
    expect(page.locator("main")).to_contain_text(str(most))
    expect(page.locator("main")).to_contain_text(str(most - lost))
    expect(page.locator("body")).not_to_contain_text(re.compile(r"\bDPR\b|\bPPWP\b"))


def worth(step: dict) -> int:
    """The points of a right answer, added up from the pack by hand."""
    if step["kind"] in ("choice", "judge"):
        return max(option["points"] for option in step["options"])
    parts = sum(field["points"] for field in step.get("fields", ()))
    return step["outcomes"]["tepat"]["points"] + parts + (len(step["expect"]) if step["kind"] == "order" else 0)
