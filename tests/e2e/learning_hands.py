"""Hands for the learning stories: the phone's clock, drills answered on the screen, axe."""

import hashlib
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.sync_api import Page, expect

from simulasi.engine import Pack, load
from simulasi.engine.answers import right_answer
from tests.e2e.conftest import ROOT, Server
from tests.e2e.player import Player

AXE = (ROOT / "tests" / "vendor" / "axe-core-4.14.1" / "axe.min.js").read_text("utf-8")
BIMTEK = datetime(2024, 1, 25, 3, 0, tzinfo=UTC)  # ten in the morning at the TPS
SECOND = "hari kedua"
PLAYED = re.compile(r"^(\d+) / (\d+)$")


# The phone's own modules over the phone's own store: what is due, topic by topic.
SCHEDULE = """async () => {
  const [{ allAttempts }, { lines }, { getPack }, { parse_line }, { reviewsOf }, { scheduleOf }] = await Promise.all([
    import('/static/js/store/attempts.js'), import('/static/js/store/event_log.js'), import('/static/js/store/packs.js'),
    import('/static/js/engine/events.js'), import('/static/js/learn/reviews.js'), import('/static/js/learn/schedule.js')]);
  const plays = [];
  for (const { id, pack_hash } of await allAttempts()) plays.push({ id, pack: await getPack(pack_hash), events: (await lines(id)).map(parse_line) });
  return [...scheduleOf(reviewsOf(plays)).values()].map((card) => JSON.stringify(card));
}"""


def on_day(page: Page, day: int, hour: int = 0) -> None:
    """Move the phone's clock; nobody waits for weeks."""
    page.clock.set_system_time(BIMTEK + timedelta(days=day, hours=hour))


def accessible(page: Page) -> None:
    """No rule of axe is broken on this screen."""
    page.evaluate(AXE)
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    broken = [(each["id"], [node["html"][:200] for node in each["nodes"]]) for each in found["violations"]]
    assert broken == [], broken


def go(page: Page, server: Server, view: str) -> None:
    page.goto(f"{server.url}/#/{view}")


def vouch(old: Page, fresh: Page, server: Server) -> None:
    """The owner types the mark of the new phone into the old one; the new one fetches what the old one sent."""
    go(fresh, server, "izin")
    mark = fresh.locator(".hand-mark").inner_text()
    go(old, server, "izin")
    old.get_by_label("Tanda ponsel baru").fill(mark)
    old.get_by_role("button", name="Izinkan ponsel itu").click()
    expect(old.locator(".notice-ok")).to_contain_text("Diizinkan")
    fresh.get_by_role("button", name="ambil hasil lama").click()
    expect(fresh.locator("h2")).to_have_text("Ponsel baru Anda")


def learning(page: Page) -> None:
    """Until cards, drills and tests are on the phone, with the screens that show them."""
    wanted = ["/static/js/ui/views/uji.js", "/static/js/ui/views/sertifikat.js", "/static/vendor/ts-fsrs-5.4.2/ts-fsrs.js"]
    for _ in range(300):
        if page.evaluate("async (urls) => (await Promise.all(urls.map((url) => caches.match(url)))).every(Boolean)", wanted):
            return
        page.wait_for_timeout(100)
    raise AssertionError("learning never came")


def answer(page: Page, pack: Pack, pick: Callable[[dict[str, Any], Any], Any], sure: str = "Yakin") -> list[str]:
    """Answer the questions on the screen one after the other; gives their topics."""
    player = Player(page, pack, ["semua"])
    topics = []
    total = None
    while True:
        chip = page.locator(".bar .chip.num")
        expect(chip).to_have_text(PLAYED)
        at, total = map(int, PLAYED.match(chip.inner_text()).groups())  # type: ignore[union-attr]
        heading = page.locator("#judul").inner_text()
        said = page.locator(".scene").inner_text()
        step = shown(pack, heading, said, page)
        topics.append(step["topic"])
        player.tap(step, pick(step, right_answer(player.state, step)))
        if step["sure"]:
            page.get_by_role("button", name=sure, exact=True).click()
            if at == total:
                return topics
            expect(chip).to_have_text(f"{at + 1} / {total}")
        else:
            expect(page.locator(".outcome")).to_be_visible()
            page.locator(".dock .btn-primary:enabled").click()
            if at == total:
                return topics
            expect(chip).to_have_text(f"{at + 1} / {total}")
            expect(page.locator(".outcome")).to_have_count(0)


def shown(pack: Pack, heading: str, said: str, page: Page) -> dict[str, Any]:
    """Which item of the bank is on the screen: by its words, and by its options where the words are the same."""
    flat = " ".join(said.split())
    found = [step for step in pack.steps if step["title"] == " ".join(heading.split()) and " ".join(step["prompt"].split()) in flat]
    if len(found) > 1:
        card = page.locator(".laid").inner_text()
        counters = pack.raw["counters"]
        found = [
            step
            for step in found
            if all(str(counters[row[1]]) in card for each in step["cards"] if each["type"] == "angka" for row in each["rows"])
        ]
        texts = set(page.locator("button.option").all_inner_texts())
        found = [step for step in found if {option["text"] for option in step.get("options", ())} == texts] or found
    assert found, (heading, flat)
    return found[0]


def correct(step: dict[str, Any], right: Any) -> Any:
    return right


def wrong(step: dict[str, Any], right: Any) -> Any:
    """Another answer that is wrong, and no breach unless nothing else is left."""
    if "options" in step:
        others = [option for option in step["options"] if not option["right"]]
        return min(others, key=lambda option: "knockout" in option)["id"]
    if step["kind"] == "set":
        return [] if right else [step["items"][0]["id"]]
    return right + 1 if step["kind"] == "number" else list(reversed(right))


def breach(step: dict[str, Any], right: Any) -> Any:
    """The worst that can be done, where something can."""
    return next((option["id"] for option in step.get("options", ()) if option.get("knockout") in ("integritas", "pidana")), right)


def play_day(page: Page, server: Server, published: bytes) -> None:
    pack = load(json.loads(published))
    go(page, server, f"mulai/{hashlib.sha256(published).hexdigest()}")
    page.locator(".dock .btn-primary:enabled").click()
    page.wait_for_url(re.compile("#/main/"))
    Player(page, pack, ["kpps_4"]).play({})
    page.wait_for_url(re.compile("#/tinjau/"))


def which(page: Page, forms: dict[str, Pack]) -> str:
    """Which form of the test this person got."""
    said = " ".join(page.locator(".scene").inner_text().split())
    return next(name for name, pack in forms.items() if " ".join(pack.steps[0]["prompt"].split()) in said)
