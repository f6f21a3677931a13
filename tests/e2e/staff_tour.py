"""A walk through every page of the desk: all GET addresses of the app that answer with a page, by each role that may open them, with something on each;
and the pages that answer a form."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from flask import Flask
from playwright.sync_api import Locator, Page

from simulasi import access, clock, create_app
from simulasi.config import from_env
from simulasi.extensions import db
from simulasi.services import accounts, analysis, demo, feedback, followup, groups, invitations, meetings, roster
from tests.crew_kit import SEVEN, small_session
from tests.e2e.conftest import Server
from tests.sync_kit import RIGHT, WRONG, Phone, day, played, put_pack

Look = Callable[[str], None]

TPS = demo.TPS
DESA = TPS // 1000
LOG_INS = {"pps": "pps-sumberbrantas", "ppk": "ppk-bumiaji", "kpu": "kpu-batu"}
TERRITORY = {"pps": DESA, "ppk": 357902, "kpu": demo.KAB}
# Of the phone (its own tour), or no page: answers of another kind of content are left out by what they are.
ELSEWHERE = {"shell.beranda", "static"}


def furnish(server: Server) -> dict[str, Any]:
    """One crew in every state there is, a group with its meeting, a note, a session, an invitation; gives the values that addresses take."""
    app = create_app(from_env({"SIMULASI_VAR": str(server.var)}))
    with app.app_context():
        values = _play(app)
        values["mark"] = Path(app.extensions["simulasi.assets"].load().program).stem
        staff = accounts.log_in(LOG_INS["pps"], demo.PASSWORD, "127.0.0.1")
        group = groups.one(staff, groups.create(staff, DESA, "Lereng", [TPS]))
        assert group is not None
        meeting = meetings.one(staff, meetings.plan(staff, group, clock.now_ms() + 86_400_000, "Balai Dusun", "Bu Seruni", "skill:tinta"))
        assert meeting is not None
        followup.add(staff, meeting, "Latih tiga pemilih pindahan", clock.now_ms() + 172_800_000, None)
        feedback.send(staff, TPS, "Perhatikan kolom surat suara pada surat pindah.")
        invitations.create([TPS + 3], None)
        session = small_session(staff, raw=SEVEN, code="APELCA")
        values |= {"group_id": group.id, "meeting_id": meeting.id, "session_id": session.id, "ruleset": demo.RULESET, "desa": DESA}
        values |= {"key": analysis.listed(DESA, top=0)[0].key, "name": "papan", "kind": "csv", "sha": "0" * 64, "tps_id": TPS}
        db.session.remove()
        db.engine.dispose()
    return values


def _play(app: Flask) -> dict[str, Any]:
    raw = day()
    for step in raw["steps"]:
        step["title"] = step["title"] or "Pemilih di meja KPPS 4"
    raw["steps"][5]["options"][1]["knockout"] = "pidana"
    raw["steps"][7]["options"][1]["knockout"] = "integritas"
    pack = put_pack(raw)
    plays = [(12, ()), (12, (0, 1, 2)), (12, (0, 1, 2, 4, 6, 8)), (12, (3,)), (12, (5,)), (5, ())]
    values: dict[str, Any] = {}
    for member, (steps, wrong) in zip(roster.members_of(TPS), plays, strict=False):
        phone = Phone(app, member.id, tps_id=TPS).register()
        log = played(pack, [WRONG if at in wrong else RIGHT for at in range(steps)])
        assert phone.send(log.part())[0]["status"] == "diterima"
        if wrong == (3,):
            values |= {"member_id": member.id, "attempt_id": log.attempt_id}
            for _ in range(4):  # enough answers for the analysis of an item
                phone.send(played(pack, [RIGHT] * 12).part())
    return values


def addresses(app: Flask, role: str, values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Every GET address that this role ('' for nobody) may open: (endpoint, path)."""
    declared = access.declared(app)
    mine = values | {"wilayah": TERRITORY.get(role, DESA)}
    with app.test_request_context():
        build = app.url_map.bind("localhost").build
        for rule in sorted(app.url_map.iter_rules(), key=lambda each: each.rule):
            said = declared[rule.endpoint] or ()
            open_to = said[:1] == ("public",) if not role else said[:1] == ("staff",) and role in said
            if "GET" not in (rule.methods or ()) or not open_to or rule.endpoint in ELSEWHERE:
                continue
            unknown = rule.arguments - mine.keys()
            assert not unknown, f"{rule.rule}: the tour does not know what to put for {unknown}"
            yield rule.endpoint, build(rule.endpoint, {name: mine[name] for name in rule.arguments})


class StaffTour:
    """The walk. `look` is called with a name whenever there is something new to see."""

    def __init__(self, page: Page, server: Server, look: Look) -> None:
        self.page, self.server, self.look = page, server, look
        self.values = furnish(server)
        self.app = create_app(from_env({"SIMULASI_VAR": str(server.var)}))
        self.pages: set[str] = set()

    def whole(self) -> None:
        """Nobody, then each role; at the end the answers to forms."""
        self.walk("")
        self.page.goto("/pps/tiada")
        self.look("galat-404")
        self.refused()
        for role in LOG_INS:
            self.log_in(role)
            self.walk(role)
            getattr(self, f"forms_{role}", lambda: None)()

    def walk(self, role: str) -> None:
        """Every page of this role."""
        for endpoint, path in addresses(self.app, role, self.values):
            answer = self.page.request.get(path)
            if answer.status != 200 or not answer.headers["content-type"].startswith("text/html"):
                continue  # a file, or something of another's (a session has one trainer)
            self.page.goto(path, wait_until="networkidle")
            self.pages.add(endpoint)
            self.look("-".join(filter(None, (role, endpoint.replace(".", "-")))))

    def log_in(self, role: str) -> None:
        """As this role, from the beginning."""
        self.page.context.clear_cookies()
        self.page.goto("/masuk")
        self.page.get_by_label("Nama akun").fill(LOG_INS[role])
        self.page.get_by_label("Kata sandi").fill(demo.PASSWORD)
        self.press(self.page.get_by_role("button", name="Masuk", exact=True))

    def press(self, target: Locator) -> None:
        """Wait until the next page stands, styles included."""
        with self.page.expect_navigation(wait_until="load"):
            target.click()

    def refused(self) -> None:
        """A log-in that fails."""
        self.page.goto("/masuk")
        self.page.get_by_label("Nama akun").fill("bukan-siapa-siapa")
        self.page.get_by_label("Kata sandi").fill("salah sekali")
        self.press(self.page.get_by_role("button", name="Masuk", exact=True))
        self.look("masuk-ditolak")

    def forms_pps(self) -> None:
        """Sheets to print, counted paper, a file that is none, a meeting without a place, a note without words."""
        page = self.page
        page.goto("/pps/undangan")
        page.get_by_label("001", exact=True).check()
        self.press(page.get_by_role("button", name="Buat dan tampilkan"))
        self.look("pps-undangan-cetak")
        page.goto("/pps/berkas")
        page.locator("input[type=file]").set_input_files(
            {"name": "foto.simtps", "mimeType": "application/octet-stream", "buffer": b"bukan"}
        )
        self.press(page.get_by_role("button", name="Unggah"))
        self.look("pps-berkas-ditolak")
        page.goto(f"/fasilitator/sesi/{self.values['session_id']}/hitung")
        fields = page.locator("form.form input.input")
        if fields.count():
            fields.first.fill("banyak")
        self.press(page.get_by_role("button", name="Periksa"))
        self.look("pps-hitung-salah")
        page.goto("/fasilitator")
        page.locator("form [required]").first.evaluate("(field) => { field.form.noValidate = true; }")
        self.press(page.locator("form.form button.btn-primary, form button.btn-primary").last)
        self.look("pps-sesi-ditolak")

    def forms_kpu(self) -> None:
        """An account outside the territory, and one that is made: its password is shown once."""
        page = self.page
        for name, code, seen in (("pps-lain", "3578022002", "kpu-akun-ditolak"), ("pps-baru", str(DESA), "kpu-akun-dibuat")):
            page.goto("/pps/kelola/akun")
            page.get_by_label("Nama akun").fill(name)
            page.get_by_label("Kode wilayah").fill(code)
            self.press(page.get_by_role("button", name="Buat akun"))
            self.look(seen)
