"""The boards: no data is not a bad mark, a breach is a word, and above the PPS there are only sums of enough people."""

from uuid import UUID, uuid4

import pytest
from flask import Flask

from simulasi.services import enrolment, plays, regions, review, territory
from tests.sync_kit import OTHER_TPS, RIGHT, TPS, WRONG, Log, Phone, checklist, day, line, opening, played, put_member, put_pack
from tests.web_kit import Clock

DESA = 3579022009


@pytest.fixture
def pack(app: Flask) -> str:
    return put_pack(day())


def play(
    app: Flask, pack: str, wrong: tuple[int, ...] = (), steps: int = 12, member: UUID | None = None, tps_id: int = TPS
) -> tuple[UUID, UUID]:
    """A day with these steps answered wrongly; returns member and attempt."""
    phone = Phone(app, member, tps_id=tps_id).register()
    log = played(pack, [WRONG if at in wrong else RIGHT for at in range(steps)])
    assert phone.send(log.part())[0]["status"] == "diterima"
    return phone.member_id, UUID(log.attempt_id)


def cell(member: UUID) -> review.Cell:
    return next(each for each in review.cells_of(DESA) if each.member.id == member)


def test_nothing_known_is_no_bad_mark(app: Flask) -> None:
    found = cell(put_member())
    assert (found.state, found.text, found.last, found.best, found.finished, found.seen) == ("kosong", "–", None, None, 0, None)
    assert found.silent and not found.enrolled


@pytest.mark.parametrize(
    ("wrong", "state", "text"),
    [
        ((), "siap", "100"),
        ((0, 1), "siap", "83"),
        ((0, 1, 2), "sedang", "75"),
        ((0, 1, 2, 4, 5), "dampingi", "58"),
        ((3,), "langgar", "PSU"),
    ],
)
def test_the_last_finished_day_decides(app: Flask, pack: str, wrong: tuple[int, ...], state: str, text: str) -> None:
    member, _ = play(app, pack, wrong)
    found = cell(member)
    assert (found.state, found.text) == (state, text)


def test_an_unfinished_day_is_not_a_mark(app: Flask, pack: str) -> None:
    member, _ = play(app, pack, steps=5)
    assert (cell(member).state, cell(member).text, cell(member).last) == ("jalan", "jalan", None)


def test_best_and_last_and_age(app: Flask, pack: str, clock: Clock) -> None:
    member, _ = play(app, pack, (0, 1, 2))
    clock.advance(days=1)
    play(app, pack, (0, 1, 2, 4), member=member)
    found = cell(member)
    assert (found.last, found.best, found.finished, found.seen) == (66, 75, 2, clock.ms)
    clock.advance(days=3)
    assert not cell(member).silent
    clock.advance(seconds=1)
    assert cell(member).silent and cell(member).state == "sedang"


def test_a_breach_made_good_is_over(app: Flask, pack: str, clock: Clock) -> None:
    member, _ = play(app, pack, (3,))
    clock.advance(hours=1)
    play(app, pack, member=member)
    assert cell(member).state == "siap"


def test_the_worst_breach_names_the_cell(app: Flask) -> None:
    raw = day()
    for at, code in ((4, "integritas"), (5, "pidana")):
        raw["steps"][at]["options"][1]["knockout"] = code
    pack = put_pack(raw)
    words = [cell(play(app, pack, wrong)[0]).text for wrong in ((4,), (4, 5), (3, 5), (5,))]
    assert words == ["Etik", "Etik", "PSU", "Pi\u00addana"]


def test_a_revoked_phone_is_not_heard_of(app: Flask, clock: Clock) -> None:
    phone = Phone(app).register()
    assert cell(phone.member_id).seen == clock.ms and cell(phone.member_id).enrolled
    enrolment.revoke(3579, phone.device_id, phone.member_id)
    assert cell(phone.member_id).seen is None


def test_the_board_of_a_desa(app: Flask, pack: str) -> None:
    play(app, pack, (0, 2, 4, 6, 8, 10))
    play(app, pack, (3,), tps_id=TPS + 1)
    put_member(TPS + 1, peran=1)
    play(app, pack, tps_id=OTHER_TPS)
    board = review.board(DESA)
    assert board is not None and board.place.judul == "Desa Sumberbrantas" and len(board.stations) == 14
    assert (len(board.cells), board.count("dampingi", "langgar"), board.count("siap"), board.silent) == (3, 2, 0, 1)
    second, first = board.stations[:2]  # the breach comes before the low mark
    assert [seat.state if seat else None for seat in first.seats] == [None, None, None, "dampingi", None, None, None]
    assert second.seats[0] and second.seats[0].state == "kosong" and (first.nomor, first.weakest, second.weakest) == (1, "Tinta", "")
    by_number = review.board(DESA, by_need=False)
    assert by_number is not None and [each.nomor for each in by_number.stations] == list(range(1, 15))
    assert [each.state for each in board.calls] == ["langgar", "dampingi", "kosong"]
    assert (first.table, second.table) == (("kpps_4", 50), None) and first.ready == 0
    assert board.worst == (1, 1) and board.weak[0] == ("Tinta", 50) and board.newest is not None
    assert review.board(3579022999) is None


def test_a_desa_without_anybody_has_a_board_too(app: Flask) -> None:
    board = review.board(DESA)
    assert board is not None and (board.cells, board.weak, board.newest, board.worst) == ([], [], None, (0, 0))


def test_a_crew(app: Flask, pack: str) -> None:
    play(app, pack, (1,))
    found = review.station(TPS)
    assert found is not None
    place, station, skills = found
    assert (place.kode, station.nomor) == (DESA, 1)
    assert skills == [("Tinta", 100, 12, 12), ("Integritas", 83, 10, 12)]
    assert review.station(3579022009999) is None and review.station(3579022999001) is None


def test_a_member_page_has_every_attempt_in_words(app: Flask, pack: str, clock: Clock) -> None:
    member, first = play(app, pack, (3,))
    clock.advance(hours=1)
    play(app, pack, (0,), steps=4, member=member)
    clock.advance(hours=1)
    ticks = put_pack(checklist())
    log = Log(ticks, [opening(ticks, "kpps_4", "semua"), line(1, "etik", ["netral", "sudah"], "semua")])
    assert Phone(app, member).send(log.part())[0]["status"] == "diterima"
    person = plays.person(DESA, member)
    assert person is not None and person.phones == 2
    assert [(each.attempt.kind, each.attempt.done, each.percent) for each in person.plays] == [
        ("daftar_periksa", False, None),
        ("hari", False, 75),
        ("hari", True, 91),
    ]
    oldest = person.plays[-1]
    assert oldest.attempt.attempt_id == first
    assert oldest.knockouts == [("PSU", "kesalahan yang dapat berakibat pemungutan suara ulang")]
    assert [(each["title"], each["causes"]) for each in oldest.findings] == [("Kotak berlebih", ["langkah_3"])]
    assert person.skills == [("Tinta", 100, 12, 12), ("Integritas", 83, 10, 12)]


def test_nobody_of_another_desa_has_a_page(app: Flask, pack: str) -> None:
    member, attempt = play(app, pack, tps_id=OTHER_TPS)
    assert plays.person(DESA, member) is None and plays.person(DESA, uuid4()) is None
    assert plays.play(DESA, attempt) is None and plays.recording(DESA, attempt) is None
    assert plays.person(3579022001, member) and plays.play(3579022001, attempt) and plays.recording(3579022001, attempt)


def test_a_member_who_left_keeps_a_page(app: Flask, pack: str) -> None:
    import sqlalchemy as sa

    from simulasi.extensions import writing
    from simulasi.models.member import member as table

    member, _ = play(app, pack)
    with writing() as session:
        session.execute(sa.update(table).values(aktif=0))
    person = plays.person(DESA, member)
    assert person is not None and person.cell.state == "kosong" and len(person.plays) == 1 and review.cells_of(DESA) == []


def test_a_recording_is_what_the_phone_wrote(app: Flask, pack: str) -> None:
    phone = Phone(app).register()
    log = played(pack, [RIGHT, WRONG, RIGHT])
    phone.send(log.part(0, 2))
    phone.send(log.part(2))
    found = plays.recording(DESA, UUID(log.attempt_id))
    assert found is not None
    assert (found["lines"], found["pack_hash"], found["attempt_id"]) == (log.lines, pack, log.attempt_id)
    assert (found["score"]["points"], found["score"]["answered"], found["findings"]) == (4, 3, [])
    assert found["member"] == {"id": str(phone.member_id), "nama": "Melati Anggrek", "peran": 4, "tps": 1}


def test_the_newest_attempts_of_a_tps(app: Flask, pack: str) -> None:
    play(app, pack)
    play(app, pack, tps_id=TPS + 1)
    assert len(plays.plays_of_tps(TPS)) == 1


def test_sums_above_the_pps(app: Flask, pack: str) -> None:
    for n in range(5):
        play(app, pack, (0, 2, 4, 6), tps_id=TPS + n % 2)
    play(app, pack, (3,), tps_id=OTHER_TPS)
    put_member(OTHER_TPS, peran=1)
    alone = {row.place.nama: row.finished for row in regions.shares(357902, 357902)}
    # With one desa of few people, the total minus the others would tell of them: the smallest other one is not told either.
    assert len(alone) == 9 and {name for name, finished in alone.items() if finished is None} == {"Punten", "Sumberbrantas"}
    play(app, pack, (3,), tps_id=3579022003001)
    rows = {row.place.nama: row for row in regions.shares(357902, 357902)}
    many, few, none = rows["Sumberbrantas"], rows["Punten"], rows["Bumiaji"]
    assert (many.members, many.played, many.finished, many.average, many.knockouts, many.weakest) == (5, 5, 5, 66, 0, "Tinta")
    assert (many.siap, many.hampir, many.belum, many.ready_stations, many.stations) == (0, 5, 0, 0, 14)
    # One person: what they did is theirs alone, a breach included.
    assert (few.members, few.played, few.finished, few.average, few.knockouts, few.weakest, few.belum) == (
        2,
        None,
        None,
        None,
        None,
        "",
        None,
    )
    assert (none.members, none.played, none.average, none.knockouts, none.newest) == (0, 0, None, 0, None)
    (kecamatan,) = [row for row in regions.shares(3579, 3579) if row.place.kode == 357902]
    assert (kecamatan.members, kecamatan.finished, kecamatan.average) == (8, 7, 73)
    stations = regions.shares(DESA, 357902)
    assert [row.place.judul for row in stations[:2]] == ["TPS 001", "TPS 002"] and len(stations) == len(territory.tps_below(DESA))
    assert [row.average for row in stations] == [None] * 14


def test_a_log_that_cannot_be_marked_is_to_be_looked_at(app: Flask, pack: str) -> None:
    import sqlalchemy as sa

    from simulasi.extensions import writing
    from simulasi.models.attempt import score

    member, _ = play(app, pack, steps=3)
    with writing() as session:
        session.execute(sa.update(score).values(refusal="step-unknown"))
    assert (cell(member).state, cell(member).text) == ("periksa", "cek")
