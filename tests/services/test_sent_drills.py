"""A drill sent by PPS reaches the phone as something to open, and its answers say who has done it."""

from flask import Flask

from simulasi.models.rollup import item
from simulasi.services import accounts, drills, feedback, rollups
from tests.sync_kit import OTHER_TPS, RIGHT, TPS, Json, Log, Phone, day, line, opening, played, put_member, put_pack, rows
from tests.web_kit import PASSWORD, Auth, Clock

DESA = TPS // 1000


def bank(steps: int = 6) -> Json:
    """Drills of two skills, every one a topic of its own."""
    raw = day(steps, "bank")
    for at, step in enumerate(raw["steps"]):
        step["topic"] = f"pokok-{at}"
    return {**raw, "kind": "latihan", "size": "bank", "title": "Bank"}


def practised(pack: str, count: int, wall: int) -> Log:
    """The first questions of the bank, answered at this time of the phone's clock."""
    return Log(pack, [opening(pack), *(line(at, f"langkah_{at - 1}", RIGHT, wall=wall) for at in range(1, count + 1))])


def letters(phone: Phone) -> list[Json]:
    return [each["body"] for each in phone.hello()["kiriman"] if each["kind"] == "umpan_balik"]


def test_a_skill_is_aimed_at_all_its_questions_and_done_after_as_many_as_there_are(app: Flask) -> None:
    assert drills.aim("skill:tinta") is None  # no bank on offer
    put_pack(bank())
    assert drills.aim("skill:tinta") == drills.Aim(("skill:tinta",), 3)
    assert drills.aim("skill:turus") is None and drills.aim("skill:tiada") is None and drills.aim("item:" + "0" * 16) is None


def test_an_item_is_aimed_at_the_questions_with_its_sources(app: Flask) -> None:
    raw = bank(8)
    for step in raw["steps"][:6]:
        step["sources"] = ["pungut-s17"]
    put_pack(raw)
    hari = day()
    hari["steps"][0]["sources"] = ["pungut-s17", "pungut-s20"]
    hari["steps"][2]["sources"] = ["pungut-s99"]
    Phone(app).send(played(put_pack(hari), [RIGHT] * 12).part())
    rollups.recount(0, 10**13)
    by_source = {row["sources"]: f"item:{row['item']}" for row in rows(item) if not row["choice"]}
    assert drills.aim(by_source["pungut-s17,pungut-s20"]) == drills.Aim(("pokok-0", "pokok-2", "pokok-4"), 3)
    # Nothing in the bank leans on that source: the skill is practised instead.
    assert drills.aim(by_source["pungut-s99"]) == drills.Aim(("skill:tinta",), 4)


def test_the_letter_carries_what_the_phone_opens(app: Flask) -> None:
    put_pack(bank())
    staff = accounts.log_in("pps-sumberbrantas", PASSWORD, "127.0.0.1")
    feedback.send(staff, DESA, "Latihan untuk kita semua", topic="skill:tinta")
    feedback.send(staff, DESA, "Tanpa soal", topic="skill:turus")
    told = {each["teks"]: each.get("latihan") for each in letters(Phone(app).register())}
    assert told == {"Latihan untuk kita semua": {"pokok": "skill:tinta", "soal": 3}, "Tanpa soal": None}


def test_who_has_done_it_is_read_from_answers_given_since(app: Flask, clock: Clock) -> None:
    pack = put_pack(bank())
    staff = accounts.log_in("pps-sumberbrantas", PASSWORD, "127.0.0.1")
    early, done, half, away = (Phone(app, tps_id=TPS).register() for _ in range(4))
    stranger = Phone(app, tps_id=OTHER_TPS).register()
    put_member(TPS, peran=7, nama="Kenanga Jati")
    early.send(practised(pack, 6, clock.ms).part())
    clock.advance(hours=2)
    feedback.send(staff, DESA, "Latihan", topic="skill:tinta")
    feedback.send(staff, DESA, "Hanya catatan")
    clock.advance(hours=1)
    # Questions 0, 2, 4 are about ink: six answers hold all three, four only two.
    done.send(practised(pack, 6, clock.ms).part())
    half.send(practised(pack, 4, clock.ms).part())
    # A phone whose clock is two days behind: its hello said so.
    away.hello(wall=clock.ms - 48 * 3_600_000)
    away.send(practised(pack, 6, clock.ms - 48 * 3_600_000).part())
    stranger.send(practised(pack, 6, clock.ms).part())
    notes = feedback.listed(DESA)
    (sent,) = drills.standing(3579, notes).values()
    assert (sent.done, sent.people) == (2, 5)
    assert (1, 7, "Kenanga Jati") in sent.open and len(sent.open) == 3


def test_the_page_says_who_is_left_and_when_there_is_nothing_to_practise(app: Flask, auth: Auth, clock: Clock) -> None:
    pack = put_pack(bank())
    phone = Phone(app).register()
    put_member(TPS, peran=7, nama="Kenanga Jati")
    browser = auth.as_pps()
    assert "Selesai bila 3 soalnya dijawab" in browser.get("/pps/catatan?topik=skill:tinta").get_data(as_text=True)
    assert "Belum ada soal latihan untuk topik ini" in browser.get("/pps/catatan?topik=skill:turus").get_data(as_text=True)
    token = auth.csrf(browser, "/pps/catatan")
    browser.post("/pps/catatan/desa", data={"csrf_token": token, "teks": "Latihan", "topik": "skill:tinta"})
    phone.send(practised(pack, 6, clock.ms).part())
    page = browser.get("/pps/catatan").get_data(as_text=True)
    assert "dikerjakan 1 dari 2" in page and "TPS 001 KPPS 7 Kenanga Jati" in page
