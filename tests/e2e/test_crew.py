"""A crew of seven and its trainer, each in a browser context of their own, against the real server."""

import json
from typing import Any

from playwright.sync_api import expect

from simulasi.engine import load, merge
from tests.crew_kit import SEVEN
from tests.e2e.conftest import Server
from tests.e2e.crew_hands import CAUGHT, HAND_CAUGHT, HAND_PASSED, PASSED, Crew, debrief, plan

SEATS = [f"kpps_{n}" for n in range(1, 8)]
ORDER = [step["id"] for step in SEVEN["steps"]]


def test_a_wrong_voter_is_caught_at_the_next_table_or_goes_all_the_way(crew: Crew, server: Server) -> None:
    sessions = plan(server, "APELAA", "JERUKA")
    crew.log_in()
    for session, answers, by_hand in zip(sessions, (CAUGHT, PASSED), (HAND_CAUGHT, HAND_PASSED), strict=True):
        here = f"/fasilitator/sesi/{session.id}"
        for seat in SEATS:
            crew.sit(seat, session.card())
            expect(crew.pages[seat].get_by_text("Menunggu pelatih memulai hari")).to_be_visible()
        crew.trainer.goto(f"{here}/papan")
        expect(crew.trainer.locator('[data-seat][data-does="buka"]')).to_have_count(1)
        crew.trainer.get_by_role("button", name="Mulai hari").click()
        expect(crew.trainer.locator('[data-status="berjalan"]')).to_be_visible()
        for step in ORDER:
            if step not in answers:
                continue
            if step == "a_2":  # while KPPS 5 has not decided, the others see for whom they wait
                expect(crew.pages["kpps_3"].get_by_text("Menunggu KPPS 5 (Jambu)")).to_be_visible()
                expect(crew.trainer.locator('[data-seat="kpps_5"][data-does="buka"]')).to_be_visible()
                expect(crew.trainer.locator('li[data-step="b_1"]')).to_be_visible()
            crew.answer(step, answers[step])
        expect(crew.trainer.get_by_text("hari selesai")).to_be_visible()
        for seat in SEATS:
            expect(crew.pages[seat].get_by_text("Hari regu selesai")).to_be_visible()
        crew.pages["kpps_4"].get_by_role("link", name="Tinjau").click()
        assert debrief(crew.pages["kpps_4"]) == by_hand, "the member's phone"
        crew.trainer.goto(f"{here}/tinjau")
        assert debrief(crew.trainer) == by_hand, "the trainer's page"
        told = crew.trainer.request.get(f"{here}/hasil.json").json()
        assert told["hari"]["state"] == reference(answers, session)
        assert [(slip["step"], slip["fate"]) for slip in told["lolos"]] == by_hand["lolos"], "the server's own replay"
        assert {seat: f"{each['points']} / {each['max']}" for seat, each in told["nilai_kursi"].items()} == by_hand["nilai"]
        for page in crew.pages.values():
            page.context.close()
    crew.trainer.goto(f"/fasilitator/sesi/{sessions[0].id}/tinjau?banding={sessions[1].id}")
    expect(crew.trainer.locator(".crew-debrief.two li.slip")).to_have_count(3)
    assert crew.complaints == []


def reference(answers: dict[str, Any], session: Any) -> dict[str, Any]:
    """The day these answers make, by the engine alone."""
    pack = load(SEVEN)
    roles = {step["id"]: step["role"] for step in SEVEN["steps"]}
    logs = []
    for seat in SEATS:
        pins = [session.pack_hash, "1", SEVEN["ruleset"], "regu", str(session.id), f"{seat}:0"]
        events: list[dict[str, Any]] = [{"seq": 0, "step": "mulai", "answer": pins, "role": ""}]
        for step, answer in answers.items():
            if roles[step] == seat:
                given = [["pengguna", answer[0]], ["digunakan", answer[1]]] if step == "hitung" else answer
                events.append({"seq": len(events), "step": step, "answer": given, "role": seat})
        logs.append({"attempt": seat, "events": events})
    crew = {"session": str(session.id), "pack": session.pack_hash, "final": 1, "covers": {}, "lapses": {}}
    state: dict[str, Any] = json.loads(json.dumps(merge(pack, crew, logs)["state"]))
    return state


# A camera that shows whatever picture it was last given.
FAKE_CAMERA = """() => {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: 640, height: 640 });
  const pen = canvas.getContext('2d');
  globalThis.lihat = (url) => new Promise((ok) => { const image = new Image(); image.onload = () => {
    pen.fillStyle = '#fff'; pen.fillRect(0, 0, 640, 640); pen.drawImage(image, 40, 40, 560, 560); ok(); }; image.src = url; });
  pen.fillRect(0, 0, 640, 640);
  navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(30);
}"""


def test_the_same_day_without_a_server_is_the_same_day(crew: Crew, server: Server) -> None:
    (session,) = plan(server, "MANGGA")
    seats = [*SEATS, "pelatih"]
    for seat in seats:  # at home, with signal
        page = crew.pages[seat] = crew.page()
        page.goto("/")
        page.get_by_role("button", name="Coba tanpa undangan").click()
        expect(page.get_by_text("siap tanpa sinyal").first).to_be_visible(timeout=60_000)
    server.stop()
    for seat in SEATS:
        page = crew.pages[seat]
        page.goto(f"/#{session.card()}")
        page.get_by_label("Tempat ini tanpa jaringan").check()
        page.locator("button.crew-seat").nth(int(seat[-1]) - 1).click()
        page.get_by_role("button", name="Duduk", exact=True).click()
        for step in SEVEN["steps"]:
            if step["role"] == seat:
                crew.answer(step["id"], PASSED[step["id"]])
        expect(page.get_by_text("Hari regu selesai")).to_be_visible()
        page.get_by_role("link", name="Serahkan catatan").click()
    trainer = crew.pages["pelatih"]
    trainer.goto(f"/#{session.card()}")
    expect(trainer.get_by_role("heading", name="Pilih kursi")).to_be_visible()
    trainer.goto(f"/#/kumpul/{session.id}")
    # One by the camera, the others as files; one of them twice, and something that is no log at all.
    trainer.evaluate(FAKE_CAMERA)
    member = crew.pages["kpps_5"]
    member.get_by_role("button", name="Tampilkan kode QR").click()
    trainer.get_by_role("button", name="Pindai kode QR").click()
    seen: set[str] = set()
    while trainer.locator('[data-fate="baru"]').count() == 0:
        picture = member.locator("canvas.qr-screen").evaluate("(canvas) => canvas.toDataURL()")
        seen.add(picture)
        assert len(seen) < 400, "the code was never read"
        trainer.evaluate("(url) => lihat(url)", picture)
    for seat in SEATS:
        if seat == "kpps_5":
            continue
        with crew.pages[seat].expect_download() as download:
            crew.pages[seat].get_by_role("button", name="Simpan berkas").click()
        path = download.value.path()
        for fate in ("baru", "sudah") if seat == "kpps_4" else ("baru",):
            trainer.locator("input[type=file]").set_input_files(
                {"name": "catatan.simtps", "mimeType": "application/octet-stream", "buffer": path.read_bytes()}
            )
            expect(trainer.locator(f'[data-fate="{fate}"]')).to_be_visible()
    trainer.locator("input[type=file]").set_input_files(
        {"name": "foto.simtps", "mimeType": "application/octet-stream", "buffer": b"bukan catatan"}
    )
    expect(trainer.get_by_text("Itu bukan catatan kursi yang utuh")).to_be_visible()
    trainer.get_by_role("link", name="Tinjau regu").click()
    assert debrief(trainer) == HAND_PASSED, "offline, on the trainer's phone"
    server.start()
    trainer.go_back()
    expect(trainer.get_by_text("Catatan yang dibawa terkirim ke server")).to_be_visible(timeout=30_000)
    crew.log_in()
    here = f"/fasilitator/sesi/{session.id}"
    crew.trainer.goto(f"{here}/papan")
    expect(crew.trainer.get_by_text("hari selesai")).to_be_visible()
    told = crew.trainer.request.get(f"{here}/hasil.json").json()
    assert told["hari"]["state"] == reference(PASSED, session), "after the journey home: the very state of the live day"
    assert {seat: f"{each['points']} / {each['max']}" for seat, each in told["nilai_kursi"].items()} == HAND_PASSED["nilai"]
    assert [(slip["step"], slip["fate"]) for slip in told["lolos"]] == HAND_PASSED["lolos"]
    assert {f"{form}/{line}": [str(now), str(best)] for form, line, now, best in told["beda"]} == HAND_PASSED["beda"]
    crew.trainer.goto(f"{here}/tinjau")
    assert debrief(crew.trainer) == HAND_PASSED, "and its very score"
    assert crew.complaints == []
