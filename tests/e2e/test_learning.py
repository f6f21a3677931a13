"""Learning over simulated weeks on a real phone: test, pledge, simulation, a breach and its repair, drills on the plan, test again, the certificate."""

import hashlib
import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from simulasi.compiler import compile_day
from simulasi.compiler.drills import compile_bank, compile_test
from simulasi.engine import Pack, load
from simulasi.engine.answers import right_answer
from simulasi.services.demo import RULESET, SEED, story_day
from tests.e2e import camera
from tests.e2e.conftest import ROOT, Phone, Server
from tests.e2e.player import Player
from tests.e2e.test_everyday import enrol, invite

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


@pytest.fixture
def page(phone: Phone) -> Page:
    return phone.open().pages[0]


def on_day(page: Page, day: int, hour: int = 0) -> None:
    """Move the phone's clock; nobody waits for weeks."""
    page.clock.set_system_time(BIMTEK + timedelta(days=day, hours=hour))


def accessible(page: Page) -> None:
    """No rule of axe is broken on this screen."""
    page.evaluate(AXE)
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    assert [(each["id"], [node["html"][:200] for node in each["nodes"]]) for each in found["violations"]] == []


def go(page: Page, server: Server, view: str) -> None:
    page.goto(f"{server.url}/#/{view}")


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


# What PPS does on its own page, done by the services behind it.
MEETING = """
import sys
from simulasi import create_app
from simulasi.services import accounts, demo, groups, meetings
app = create_app()
with app.app_context():
    pps = accounts.log_in("pps-sumberbrantas", demo.PASSWORD, "127.0.0.1")
    group = groups.one(pps, groups.create(pps, 3579022009, "Lereng", [int(sys.argv[1])]))
    meetings.plan(pps, group, int(sys.argv[2]), "Balai Dusun", "Bu Seruni", "skill:sah_tidak_sah")
"""


def meet(server: Server, tps_id: int, at: datetime) -> None:
    """PPS plans a meeting of this TPS."""
    command = [sys.executable, "-c", MEETING, str(tps_id), str(int(at.timestamp() * 1000))]
    done = subprocess.run(command, cwd=ROOT, env=server.env, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr


def test_weeks_of_learning_end_with_a_certificate_that_any_phone_can_check(
    server: Server, page: Page, playwright: Any, tmp_path: Path
) -> None:
    bank = load(compile_bank(RULESET, SEED).pack)
    forms = {form: load(compile_test(RULESET, SEED, form).pack) for form in "ab"}
    another = tmp_path / "hari.json"
    another.write_bytes(compile_day(RULESET, SECOND, "singkat").bytes)
    server.flask("sinkron", "terbitkan", str(another))
    on_day(page, 0)
    enrol(page, server.url, invite(server))
    go(page, server, "")
    expect(page.locator("[data-lima]")).to_contain_text("Uji awal")
    home = page.locator("main").inner_text()
    learning(page)
    accessible(page)

    # Before: half of the answers wrong, and sure of all of them.
    go(page, server, "uji/awal")
    expect(page.locator("#judul")).to_be_visible()
    before = which(page, forms)
    count = iter(range(100))
    missed = [
        topic
        for at, topic in enumerate(answer(page, forms[before], lambda step, right: wrong(step, right) if next(count) % 2 else right))
        if at % 2
    ]
    expect(page.locator("#judul")).to_have_text("Uji awal selesai")
    expect(page.locator("main")).to_contain_text("Nilainya baru terlihat sesudah uji akhir")
    accessible(page)

    # The pledge is read, signed by name, dated.
    go(page, server, "kartu/pakta-integritas/etika")
    expect(page.locator("main")).to_contain_text("Setujui dulu setiap kalimat")
    for box in page.locator("[role=checkbox]").all():
        box.click()
        expect(box).to_have_attribute("aria-checked", "true")
    page.locator("#nama-ttd").fill("Melati")
    page.get_by_role("button", name="Saya menandatangani").click()
    expect(page.locator(".notice-ok")).to_contain_text("Sudah ditandatangani")
    expect(page.locator(".notice-ok")).to_contain_text("25 Jan")
    accessible(page)

    # Three days later exactly what was missed comes first; one dilemma is answered with a breach.
    on_day(page, 3)
    go(page, server, "kilat")
    topics = answer(page, bank, correct)
    assert set(topics) <= set(missed) and len(topics) == 6
    expect(page.locator("#judul")).to_have_text("6 dari 6 tepat")
    accessible(page)
    go(page, server, "kilat/etik-/8")
    answer(page, bank, breach)
    expect(page.locator(".notice-no")).to_contain_text("Ada pelanggaran")
    go(page, server, "kemajuan")
    expect(page.locator("[data-kurang=gugur]")).to_be_visible()
    expect(page.locator(".plan .selesai")).to_have_count(1)
    accessible(page)

    # The breach is repaired on the plan's next day; two days are played on two dates.
    on_day(page, 7)
    go(page, server, "kilat/etik-/8")
    answer(page, bank, correct)
    play_day(page, server, story_day("singkat"))
    on_day(page, 9)
    go(page, server, "sertifikat")
    page.get_by_role("button", name="Minta sertifikat").click()
    expect(page.locator("[data-kurang=uji]")).to_be_visible()
    expect(page.locator("[data-kurang=hari]")).to_be_visible()
    accessible(page)
    play_day(page, server, compile_day(RULESET, SECOND, "singkat").bytes)

    # The group meets on what it needs; the reminder came by itself, and its topic is drilled from there.
    tps = int(re.search(r"TPS (\d{3})", home)[1])  # type: ignore[index]
    meet(server, 3579022009000 + tps, BIMTEK + timedelta(days=10))
    on_day(page, 10)
    go(page, server, "kirim")
    with page.expect_response(lambda response: response.url.endswith("/api/sync/hello")):
        page.get_by_role("button", name="Kirim sekarang").click()
    expect(page.get_by_role("button", name="Kirim sekarang")).to_be_enabled(timeout=30_000)
    go(page, server, "kemajuan")
    expect(page.locator("section", has=page.locator("#forum"))).to_contain_text("Balai Dusun")
    expect(page.locator("section", has=page.locator("#forum"))).to_contain_text("4 Feb")
    accessible(page)
    with page.expect_download() as taken:
        page.get_by_role("button", name="Ingatkan lewat kalender ponsel").click()
    assert "DTSTART:20240213T190000" in taken.value.path().read_text()
    page.get_by_role("link", name="Latihan topik ini").click()
    answer(page, bank, correct)
    # Who is there says so on the phone, with or without a network; it comes home with the next sending.
    go(page, server, "pesan")
    accessible(page)
    page.get_by_role("button", name="Saya hadir").click()
    expect(page.get_by_role("status")).to_contain_text("Anda menandai hadir")

    # After: the other form, all right.
    on_day(page, 12)
    go(page, server, "uji/akhir")
    expect(page.locator("#judul")).to_be_visible()
    after = which(page, forms)
    assert after != before
    answer(page, forms[after], correct)
    expect(page.locator("#judul")).to_have_text("Uji akhir selesai")
    go(page, server, "kemajuan")
    expect(page.locator("[data-awal]")).to_have_text("50%")
    expect(page.locator("[data-akhir]")).to_have_text("100%")
    expect(page.locator("[data-gain]")).to_have_text("1 tinggi")
    accessible(page)

    # The server reads the logs and signs.
    go(page, server, "sertifikat")
    expect(page.locator("#judul")).to_be_visible()
    page.get_by_role("button", name="Minta sertifikat").click()
    expect(page.locator("[data-sah]")).to_contain_text("tanda tangan server cocok", timeout=30_000)
    accessible(page)
    link = page.get_by_role("link", name="Tautan sertifikat").get_attribute("href") or ""
    with closing(sqlite3.connect(server.var / "simulasi.sqlite")) as book:
        assert book.execute("SELECT status FROM meeting_member").fetchall() == [("hadir",)]

    # Another phone, without a member and without the server, can tell: it sees the code by its camera, or opens the link.
    picture = tmp_path / "sertifikat.y4m"
    camera.film(picture, [camera.still(page, "[data-sah] svg")] * 3, 10, 0)
    other = camera.open_with_camera(playwright, tmp_path / "lain", picture)
    elsewhere = other.pages[0]
    try:
        elsewhere.goto(server.url)
        elsewhere.get_by_role("button", name="Coba tanpa undangan").click()
        expect(elsewhere.get_by_text("Siap tanpa sinyal", exact=True)).to_be_visible(timeout=60_000)
        learning(elsewhere)
        server.stop()
        go(elsewhere, server, "sertifikat")
        elsewhere.get_by_role("button", name="Pindai kode QR sertifikat").click()
        expect(elsewhere.locator("[data-sah]")).to_contain_text("Uji awal 50%, uji akhir 100%", timeout=30_000)
        go(elsewhere, server, "bantuan")
        elsewhere.goto(link)
        expect(elsewhere.locator("[data-sah]")).to_contain_text("Uji awal 50%, uji akhir 100%")
        accessible(elsewhere)
        prefix, payload, signature = link.rsplit("/", 1)[1].split(".")
        swapped = payload[:-6] + ("A" if payload[-6] != "A" else "B") + payload[-5:]
        for text in (
            f"{prefix}.{swapped}.{signature}",
            f"{prefix}.{payload}.{signature[:-4]}AAAA",
            f"{prefix}.{payload}",
            "bukan sertifikat",
        ):
            elsewhere.goto(f"{server.url}/#/sertifikat/{text}")
            expect(elsewhere.locator(".notice-no")).to_contain_text("Tidak sah")
            expect(elsewhere.locator("[data-sah]")).to_have_count(0)
        accessible(elsewhere)
    finally:
        other.close()


def which(page: Page, forms: dict[str, Pack]) -> str:
    """Which form of the test this person got."""
    said = " ".join(page.locator(".scene").inner_text().split())
    return next(name for name, pack in forms.items() if " ".join(pack.steps[0]["prompt"].split()) in said)


SCREENS = ["", "belajar", "belajar/pengantar", "belajar/etika", "belajar/tahapan", "belajar/evaluasi", "kartu/sehari-di-tps/pengantar"]
SCREENS += [
    "kartu/harapan/pengantar",
    "kartu/pakta-integritas/etika",
    "kartu/peran-kpps-4/tahapan",
    "renungan/etika",
    "kilat",
    "kilat/angka-/3",
]
SCREENS += ["uji/awal", "kemajuan", "sertifikat", "harih", "harih/latih", "harih/logistik", "harih/placemat"]


def test_every_screen_of_learning_is_accessible_by_rule_by_keyboard_and_at_twice_the_size(server: Server, page: Page) -> None:
    enrol(page, server.url, invite(server))
    go(page, server, "")
    expect(page.locator("[data-lima]")).to_be_visible(timeout=30_000)
    learning(page)
    # 320 px at 200%: half as many pixels of layout, as the browser does it.
    for width, height in ((360, 640), (320, 480), (160, 320)):
        page.set_viewport_size({"width": width, "height": height})
        for view in SCREENS:
            go(page, server, "bantuan")
            go(page, server, view)
            expect(page.locator(f".screen[data-view={view.split('/')[0] or 'beranda'}] main")).to_be_visible()
            if width == 360:
                accessible(page)
            wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 1 or width < 320, (view, width, wide)
    page.set_viewport_size({"width": 360, "height": 640})
    by_keyboard(page, server)


def by_keyboard(page: Page, server: Server) -> None:
    """One drill from the home screen to its end without touching anything."""
    go(page, server, "kilat/sah-,jadi-/2")
    for _ in range(2):
        expect(page.locator("button.option:enabled").first).to_be_visible()
        focus(page, "option")
        page.keyboard.press("Enter")
        expect(page.locator(".outcome")).to_be_visible()
        focus(page, "btn-primary")
        page.keyboard.press("Enter")
    expect(page.locator("#judul")).to_contain_text("dari 2 tepat")


def focus(page: Page, name: str) -> None:
    """Press Tab until a control of this kind has the focus; it sleeps for 300 ms after each screen, so that is waited for first."""
    expect(page.locator(f".{name}:enabled").first).to_be_visible()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("(name) => document.activeElement?.classList.contains(name) && !document.activeElement.disabled", name):
            return
    raise AssertionError(f"{name} cannot be reached by keyboard")


def test_a_private_reflection_never_reaches_the_server(server: Server, page: Page) -> None:
    enrol(page, server.url, invite(server))
    go(page, server, "")
    learning(page)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.post_data or "") if "/api/" in request.url else None)
    go(page, server, "renungan/etika")
    page.locator("#renungan").fill("kata-rahasia-saya")
    page.get_by_role("button", name="Simpan di ponsel ini").click()
    expect(page.get_by_role("status")).to_have_text("Tersimpan di ponsel ini.")
    go(page, server, "kirim")
    page.reload()
    assert not any("kata-rahasia-saya" in json.dumps(each) for each in sent)
    assert "kata-rahasia-saya" not in (server.var / "simulasi.sqlite").read_bytes().decode("latin-1")


def test_a_new_phone_of_the_same_person_goes_on_with_the_same_schedule(server: Server, page: Page, playwright: Any, tmp_path: Path) -> None:
    bank = load(compile_bank(RULESET, SEED).pack)
    code = invite(server)
    enrol(page, server.url, code)
    go(page, server, "")
    expect(page.locator("[data-lima]")).to_be_visible(timeout=30_000)
    learning(page)
    go(page, server, "kilat/jadi-")
    answer(page, bank, wrong)
    go(page, server, "kirim")
    expect(page.locator("main")).not_to_contain_text("menunggu", timeout=30_000)
    go(page, server, "")
    expect(page.locator(".status-line")).to_contain_text("Semua hasil sudah terkirim", timeout=30_000)
    first = page.locator("[data-lima]").inner_text()
    assert "keliru" in first
    other = Phone(playwright, tmp_path / "baru")
    fresh = other.open().pages[0]
    try:
        enrol(fresh, server.url, code)
        learning(fresh)
        go(fresh, server, "")
        expect(fresh.locator("[data-lima]")).to_have_text(re.compile("keliru"), timeout=30_000)
        assert fresh.locator("[data-lima]").inner_text() == first
        seen = [each.evaluate(SCHEDULE) for each in (page, fresh)]
        assert len(seen[0]) == 6 and seen[0] == seen[1]
    finally:
        other.close()
