"""A walk through every screen and state of the phone, in the order in which people meet them: the gallery photographs it, the access test examines it.

What takes a person hours (a played day, letters from PPS, a session of the crew) is put on the phone through its own store; every screen is then
opened by its address, as a person would.
"""

import json
import re
import urllib.request
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from simulasi.engine import Pack, apply, load, pending, start
from simulasi.engine.answers import right_answer
from tests.e2e.conftest import ROOT, Server
from tests.e2e.crew_hands import plan
from tests.e2e.learning_hands import answer as answer_all
from tests.e2e.learning_hands import wrong
from tests.e2e.player import Player

Look = Callable[[str], None]

PIN = "482915"
SEATS = [f"kpps_{n}" for n in range(1, 8)]
BEGAN = 1_706_151_600_000  # a morning in January 2024
VIEWS = {path.stem for path in (ROOT / "static" / "js" / "ui" / "views").glob("*.js")} - {
    "papan_regu",
    "putar_ulang",
}  # these two stand on staff pages

# Views that show all they have by their address alone, once a member is in: (name of the picture, address).
ADDRESSES = [
    ("bantuan", "bantuan"),
    ("mulai", "mulai"),
    ("periksa", "periksa"),
    ("kirim-kosong", "kirim"),
    ("dasar", "dasar"),
    ("pesan-kosong", "pesan"),
    ("serahkan-kosong", "serahkan"),
    ("terima", "terima"),
    ("izin", "izin"),
    ("gabung", "gabung"),
    ("belajar", "belajar"),
    ("belajar-bagian", "belajar/pengantar"),
    ("kartu", "kartu/sehari-di-tps/pengantar"),
    ("kartu-pilihan", "kartu/harapan/pengantar"),
    ("kartu-pakta", "kartu/pakta-integritas/etika"),
    ("renungan", "renungan/etika"),
    ("kilat", "kilat"),
    ("kilat-angka", "kilat/angka-/3"),
    ("uji", "uji/awal"),
    ("kemajuan-kosong", "kemajuan"),
    ("sertifikat-kosong", "sertifikat"),
    ("sertifikat-tidak-sah", "sertifikat/bukan-sertifikat"),
    ("harih", "harih"),
    ("harih-latih", "harih/latih"),
    ("harih-placemat", "harih/placemat"),
    ("main-tidak-ada", "main/0190a000-0000-7000-8000-000000000000"),
]

PUT = """async ([record, lines]) => {
  const [{ takeAttempt }, { listProfiles }] = await Promise.all([import('/static/js/store/attempts.js'), import('/static/js/store/profiles.js')]);
  const profile = (await listProfiles()).find((each) => each.kind === 'anggota').id;
  await takeAttempt({ ...record, profile }, lines);
}"""
LETTERS = """async (kiriman) => {
  const [{ takeInbox }, { listProfiles }] = await Promise.all([import('/static/js/store/inbox.js'), import('/static/js/store/profiles.js')]);
  await takeInbox((await listProfiles()).find((each) => each.kind === 'anggota').id, { kiriman });
}"""
# As if the phone had not yet fetched what its person sent from another one.
UNFETCHED = """async () => {
  const [{ putMeta }, { listProfiles }] = await Promise.all([import('/static/js/store/meta.js'), import('/static/js/store/profiles.js')]);
  await putMeta(`diambil/${(await listProfiles()).find((each) => each.kind === 'anggota').id}`, '');
}"""
# As if the server held them back.
GUARDED = """() => {
  const real = globalThis.fetch;
  globalThis.fetch = async (to, how) => {
    const answer = await real(to, how);
    return String(to).endsWith('/api/sync/mine') ? Response.json({ ...(await answer.json()), logs: [], lagi: 0, tertutup: 1 }) : answer;
  };
  globalThis.fetch.real = real;
}"""
# A phone without a byte left, until it is let go.
FULL = """() => {
  for (const name of ['add', 'put']) {
    const real = IDBObjectStore.prototype[name];
    IDBObjectStore.prototype[name] = function () { throw new DOMException('penuh', 'QuotaExceededError'); };
    IDBObjectStore.prototype[name].real = real;
  }
}"""
ROOM = "() => { for (const name of ['add', 'put']) IDBObjectStore.prototype[name] = IDBObjectStore.prototype[name].real; }"
HELD = "async (urls) => (await Promise.all(urls.map((url) => caches.match(url)))).every(Boolean)"
LATE = [
    "/static/js/ui/views/uji.js",
    "/static/js/ui/views/sertifikat.js",
    "/static/js/ui/views/terima.js",
    "/static/vendor/ts-fsrs-5.4.2/ts-fsrs.js",
]


class Tour:
    """The walk. `look` is called with a name whenever there is something new to see."""

    def __init__(self, page: Page, server: Server, look: Look) -> None:
        self.page, self.server = page, server
        self.seen: set[str] = set()
        self.made = 0
        self._look = look

    def look(self, name: str) -> None:
        """Something new is on the screen."""
        view = self.page.locator(".screen").get_attribute("data-view")
        assert view, name
        self.seen.add(view)
        self._look(name)

    def go(self, path: str) -> None:
        """Open an address and wait until its view stands."""
        view = path.split("/")[0] or "beranda"
        # From one address of a view to another the old screen still stands for a moment: it is not the one that is asked for.
        self.page.evaluate(
            "(hash) => location.hash !== hash && document.querySelector('.screen')?.setAttribute('data-lama', '')", f"#/{path}"
        )
        self.page.goto(f"{self.server.url}/#/{path}")
        expect(self.page.locator(f".screen[data-view={view}]:not([data-lama]) main")).to_be_visible()

    def whole(self) -> None:
        """From a stranger to the end of a day and of a session."""
        self.stranger()
        self.invited()
        self.places()
        self.letters()
        self.day()
        self.afterwards()
        self.crew()
        self.locked()
        self.stopped()

    def stranger(self) -> None:
        """Before the invitation, and one that is refused."""
        page = self.page
        page.goto(self.server.url + "/")
        page.get_by_role("link", name="Saya punya undangan").wait_for()
        self.look("sambutan")
        self.go("undangan")
        self.look("undangan")
        page.locator("input[name=kode]").fill("abc")
        page.get_by_role("button", name="Lanjut").click()
        expect(page.locator("#kode-bad")).to_contain_text("5 + 5")
        self.look("undangan-salah-tulis")
        page.locator("input[name=kode]").fill("zzzzz 22222")
        page.get_by_role("button", name="Lanjut").click()
        expect(page.locator("h2")).to_have_text("Kode undangan tidak dikenal")
        self.look("undangan-tidak-dikenal")

    def invited(self) -> None:
        """Name, PIN, install."""
        page = self.page
        page.goto(self.server.url + "/#" + re.search(r"/#(/undangan/\S+)", self.server.demo)[1])  # type: ignore[attr-defined,index]
        page.get_by_text("KPPS 4", exact=True).wait_for()
        self.look("undangan-nama")
        page.get_by_text("KPPS 4", exact=True).click()
        page.locator("#pin").wait_for()
        self.look("undangan-pin")
        page.locator("#pin").press_sequentially("123456")
        expect(page.locator("#pin-bad")).to_contain_text("berurutan")
        self.look("undangan-pin-mudah")
        page.locator("#pin").press_sequentially(PIN)
        expect(page.locator("main")).to_contain_text("Ketik sekali lagi")
        page.locator("#pin").press_sequentially(PIN)
        expect(page.get_by_text("Siap tanpa sinyal", exact=True)).to_be_visible(timeout=60_000)
        self.look("pasang-siap")

    def places(self) -> None:
        """What opens by its address."""
        self.go("")
        expect(self.page.locator("[data-lima]")).to_be_visible(timeout=60_000)
        self.look("beranda-baru")
        for _ in range(300):
            if self.page.evaluate(HELD, LATE):
                break
            self.page.wait_for_timeout(100)
        for name, path in ADDRESSES:
            self.go(path)
            self.page.wait_for_load_state("networkidle")
            self.look(name)
        self.go("izin")
        page = self.page
        page.locator("input[name=tanda]").fill("zz")
        page.get_by_role("button", name="Izinkan ponsel itu").click()
        expect(page.locator("#tanda-bad")).to_contain_text("enam huruf")
        self.look("izin-salah-tulis")
        page.locator("input[name=tanda]").fill("abcdef")
        page.get_by_role("button", name="Izinkan ponsel itu").click()
        expect(page.locator(".notice-no")).to_contain_text("Tidak ada ponsel lain")
        self.look("izin-tidak-ada")
        self.on_a_new_phone()
        self.in_english()
        self.five_minutes()
        self.without_room()
        self.go("periksa")
        for box in self.page.locator(".phase[open] [role=checkbox]").all()[:2]:
            box.click()
            expect(box).to_have_attribute("aria-checked", "true")
        self.page.locator(".phase[open] .tick-source summary").first.click()
        self.look("periksa-tercentang")

    def on_a_new_phone(self) -> None:
        """What was sent from an older phone does not open here yet."""
        page = self.page
        page.evaluate(UNFETCHED)
        page.evaluate(GUARDED)
        self.go("kirim")
        page.get_by_role("button", name="Kirim sekarang").click()
        expect(page.locator("main")).to_contain_text("belum terbuka di sini")
        self.look("kirim-belum-diakui")
        self.go("izin")
        expect(page.locator(".hand-mark")).to_be_visible()
        self.look("izin-ponsel-baru")
        page.evaluate("() => { globalThis.fetch = fetch.real; }")
        page.get_by_role("button", name="ambil hasil lama").click()
        expect(page.locator("h2")).to_have_text("Ponsel baru Anda")

    def five_minutes(self) -> None:
        """A short practice to its end, and the question of a test that asks how sure one is."""
        page = self.page
        with urllib.request.urlopen(f"{self.server.url}/api/packs") as answer:
            offer = next(pack for pack in json.load(answer)["packs"] if pack["kind"] == "latihan")
        with urllib.request.urlopen(f"{self.server.url}/packs/{offer['hash']}.json") as answer:
            bank = load(json.load(answer))
        self.go("kilat/sah-/3")
        answer_all(page, bank, wrong)
        expect(page.locator(".hero")).to_contain_text("dari 3 tepat")
        self.look("kilat-hasil")
        self.go("uji/awal")
        page.locator("button.option:enabled").first.click()
        expect(page.locator("#seberapa")).to_be_visible()
        expect(page.locator(".settling")).to_have_count(0)
        self.look("uji-seberapa-yakin")

    def without_room(self) -> None:
        """What is written does not fit on the phone any more."""
        page = self.page
        self.go("renungan/etika")
        page.locator("#renungan").fill("Tekanan dari tetangga sendiri.")
        page.evaluate(FULL)
        page.get_by_role("button", name="Simpan di ponsel ini").click()
        expect(page.locator(".notice-no")).to_contain_text("penuh")
        self.look("renungan-penuh")
        page.evaluate(ROOM)
        self.go("periksa")
        page.evaluate(FULL)
        page.locator(".phase[open] [role=checkbox]").first.click()
        expect(page.locator(".notice-no")).to_contain_text("penuh")
        self.look("periksa-penuh")
        page.evaluate(ROOM)
        self.go("bantuan")

    def in_english(self) -> None:
        """Help and home in another language, and back."""
        self.go("bantuan")
        self.page.locator("input[name=bahasa][value=en]").check()
        expect(self.page.locator(".bar h1")).to_have_text("Help")
        self.look("bantuan-inggris")
        self.go("")
        expect(self.page.locator("[data-lima]")).to_contain_text("The next five minutes")
        self.look("beranda-inggris")
        self.go("bantuan")
        self.page.locator("input[name=bahasa][value='']").check()
        expect(self.page.locator(".bar h1")).to_have_text("Bantuan")

    def letters(self) -> None:
        """One of each kind that PPS can send."""
        body = {"mulai": BEGAN, "keadaan": "rencana", "topik": "Sah dan tidak sah", "nama": "Lereng", "tempat": "Balai Dusun"}
        body |= {
            "pemandu": "Bu Seruni",
            "tugas": [{"isi": "Latih tiga pemilih pindahan", "tenggat": BEGAN, "selesai": False}],
            "langkah": "",
        }
        note = {"untuk": "anda", "pada": BEGAN, "teks": "Perhatikan kolom surat suara pada surat pindah.", "topik": "Hak surat suara"}
        note |= {"judul_langkah": "Surat suara untuk Bu Melati", "percobaan": ""}
        mark = {"pada": BEGAN, "dari": [40, 46], "ke": [41, 46], "alasan": "Jam pemilih khusus dibetulkan.", "percobaan": ""}
        made = [("kelompok", body), ("umpan_balik", note), ("nilai_ulang", mark)]
        self.page.evaluate(LETTERS, [{"kind": kind, "id": f"contoh-{kind}", "rev": 1, "body": each} for kind, each in made])
        self.go("pesan")
        expect(self.page.locator("article")).to_have_count(3)
        self.look("pesan")

    def day(self) -> None:
        """Every kind of step and of card once, before and after a mistake; the rest of the day is already played."""
        raw = self._published("singkat")
        pack, state, lines = load(raw), None, [self._opening(raw)]
        state = start(pack, SEATS)
        known: set[str] = set()
        while (step := pending(pack, state)) is not None:
            new = {step["kind"], *(card["type"] for card in step["cards"])} - known
            known |= new
            answer = right_answer(state, step)
            if new:
                self._step(raw, pack, state, lines, step)
            lines.append(json.dumps([state["seq"] + 1, step["id"], answer, step["role"], BEGAN, len(lines)], separators=(",", ":")))
            state = apply(pack, state, {"seq": state["seq"] + 1, "step": step["id"], "answer": answer, "role": step["role"]})

    def _step(self, raw: dict[str, Any], pack: Pack, state: Any, lines: list[str], step: dict[str, Any]) -> None:
        """One step on the table, touched, and what happens after the wrong answer."""
        name = f"{step['kind']}-{'-'.join(card['type'] for card in step['cards']) or 'tanpa-kartu'}"
        self.go(f"main/{self._put(raw, lines)}")
        page = self.page
        expect(page.locator("#judul")).to_contain_text(step["title"])
        expect(page.locator(".settling")).to_have_count(0)
        self.look(f"main-{name}")
        while page.locator("button.cover:enabled").count():
            page.locator("button.cover:enabled").first.click()
        self.look(f"main-{name}-terbuka")
        answer = right_answer(state, step)
        if step["kind"] in ("choice", "judge"):
            answer = next((option["id"] for option in step["options"] if not option["right"]), answer)
        player = Player(page, pack, SEATS)
        player.state = state
        player.tap(step, answer)
        expect(page.locator(".outcome")).to_be_visible()
        expect(page.locator(".settling")).to_have_count(0)
        self.look(f"main-{name}-hasil")
        self.go("bantuan")  # let go of the attempt before the next one

    def afterwards(self) -> None:
        """A day with a wrong answer wherever there is a choice: debrief, home, what has not been sent, handing it over."""
        raw = self._published("singkat")
        pack, lines = load(raw), [self._opening(raw)]
        state = start(pack, SEATS)
        while (step := pending(pack, state)) is not None:
            answer = right_answer(state, step)
            if step["kind"] == "choice" and len(lines) % 3 == 0:
                answer = next((option["id"] for option in step["options"] if not option["right"]), answer)
            lines.append(json.dumps([state["seq"] + 1, step["id"], answer, step["role"], BEGAN, len(lines)], separators=(",", ":")))
            state = apply(pack, state, {"seq": state["seq"] + 1, "step": step["id"], "answer": answer, "role": step["role"]})
        done = self._put(raw, lines, finished=BEGAN + 3_600_000)
        self.go(f"tinjau/{done}")
        self.page.locator(".timeline, ol, details").first.wait_for()
        self.look("tinjau")
        self.page.context.set_offline(True)
        self.go("kirim")
        expect(self.page.locator("main li.card").first).to_be_visible()
        self.look("kirim")
        self.go(f"serahkan/{done}")
        self.look("serahkan")
        self.page.context.set_offline(False)
        self.go("")
        expect(self.page.get_by_text("Sudah dijalani")).to_be_visible()
        self.look("beranda-sesudah")
        self.go("kemajuan")
        self.page.wait_for_load_state("networkidle")
        self.look("kemajuan")

    def crew(self) -> None:
        """A session: seats, waiting for the trainer, handing over, looking back."""
        (session,) = plan(self.server, "APELBA")
        page = self.page
        page.goto(f"{self.server.url}/#{session.card()}")
        expect(page.locator("button.crew-seat")).to_have_count(7)
        self.look("regu-kursi")
        page.locator("button.crew-seat").nth(3).click()
        page.get_by_role("button", name="Duduk", exact=True).click()
        expect(page.get_by_text("Menunggu pelatih memulai hari")).to_be_visible()
        self.look("regu-menunggu")
        self.go(f"kumpul/{session.id}")
        self.look("kumpul")
        self.go(f"tinjau_regu/{session.id}")
        self.look("tinjau-regu")
        self.go("gabung")
        self.look("gabung-sesudah")

    def locked(self) -> None:
        """The phone changes hands."""
        self.go("profil")
        self.look("profil")
        self.page.get_by_role("button", name="Kunci sekarang").click()
        self.page.locator(".person").first.click()
        self.page.locator("#pin").wait_for()
        self.look("profil-pin")
        self.page.locator("#pin").press_sequentially("111222")
        expect(self.page.locator("#pin-bad")).to_contain_text("PIN salah")
        self.look("profil-pin-salah")

    def stopped(self) -> None:
        """The two pages of last resort stand in the shell itself."""
        for name in ("kuno", "gagal"):
            self.page.evaluate(
                "(id) => { document.getElementById('app').hidden = true; document.getElementById(id).hidden = false; }", name
            )
            self._look(f"cangkang-{name}")
            self.page.evaluate(
                "(id) => { document.getElementById('app').hidden = false; document.getElementById(id).hidden = true; }", name
            )

    def _published(self, size: str) -> dict[str, Any]:
        with urllib.request.urlopen(f"{self.server.url}/api/packs") as answer:
            self.offer = next(pack for pack in json.load(answer)["packs"] if pack["size"] == size)
        with urllib.request.urlopen(f"{self.server.url}/packs/{self.offer['hash']}.json") as answer:
            found: dict[str, Any] = json.load(answer)
        return found

    def _opening(self, raw: dict[str, Any]) -> str:
        pins = [self.offer["hash"], "1", raw["ruleset"], "langsung", *SEATS]
        return json.dumps([0, "mulai", pins, "", BEGAN, 0], separators=(",", ":"))

    def _put(self, raw: dict[str, Any], lines: list[str], finished: int = 0) -> str:
        """An attempt that was played so far; gives its id."""
        self.made += 1
        name = f"018d3f0a-0000-7000-8000-{self.made:012d}"
        record = {"id": name, "pack_hash": self.offer["hash"], "engine": "1", "ruleset": raw["ruleset"], "mode": "langsung"}
        record |= {"seats": SEATS, "kind": "hari", "began": BEGAN, "finished": finished}  # type: ignore[dict-item]
        self.page.evaluate(PUT, [record, list(lines)])
        return name
