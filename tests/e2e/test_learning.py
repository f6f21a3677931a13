"""Learning over simulated weeks on a real phone: test, pledge, simulation, a breach and its repair, drills on the plan, test again, the certificate."""

import json
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from simulasi.compiler import compile_day
from simulasi.compiler.drills import compile_bank, compile_test
from simulasi.engine import load
from simulasi.services.demo import RULESET, SEED, story_day
from tests.e2e import camera
from tests.e2e.conftest import ROOT, Phone, Server
from tests.e2e.learning_hands import (
    BIMTEK,
    SCHEDULE,
    SECOND,
    accessible,
    answer,
    breach,
    correct,
    go,
    learning,
    on_day,
    play_day,
    vouch,
    which,
    wrong,
)
from tests.e2e.test_everyday import enrol, invite

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
    with page.expect_response(lambda response: response.url.endswith("/api/sync/hello"), timeout=60_000):
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
    expect(page.get_by_role("button", name="Saya hadir")).to_be_visible()
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
        vouch(page, fresh, server)
        go(fresh, server, "")
        expect(fresh.locator("[data-lima]")).to_have_text(re.compile("keliru"), timeout=30_000)
        assert fresh.locator("[data-lima]").inner_text() == first
        seen = [each.evaluate(SCHEDULE) for each in (page, fresh)]
        assert len(seen[0]) == 6 and seen[0] == seen[1]
    finally:
        other.close()
