"""Invitations: shown once, seats counted where two cannot take the same one, and a clear reason for each refusal."""

import threading
from collections.abc import Callable
from uuid import UUID, uuid4

from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from pytest import fixture, mark, raises

from simulasi.extensions import db
from simulasi.models.account import audit
from simulasi.models.member import invitation, invitation_use
from simulasi.services import accounts, invitations
from simulasi.services.invitations import InvitationRefused
from tests.sync_kit import OTHER_TPS, TPS, put_member, rows
from tests.web_kit import PASSWORD, Clock


@fixture
def code(app: Flask) -> str:
    (card,) = invitations.create([TPS], None)
    return card.code


def refusal(act: Callable[[], object]) -> str:
    with raises(InvitationRefused) as refused:
        act()
    assert refused.value.message == invitations.REASONS[refused.value.code]
    return refused.value.code


def test_a_card_holds_what_is_printed(app: Flask, clock: Clock) -> None:
    one, two = invitations.create([TPS + 1, TPS], None, seats=9, days=3)
    assert (one.tps_id, one.nomor, one.desa, one.kecamatan, one.seats) == (TPS, 1, "Sumberbrantas", "Bumiaji", 9)
    assert one.expires == clock.ms + 3 * 86_400_000 and one.code != two.code
    assert len(one.code) == 11 and one.code[5] == "-" and set(one.code) - {"-"} <= set(invitations.ALPHABET)
    assert invitations.link("https://contoh.id", one.code) == f"https://contoh.id/#/undangan/{one.code}"


def test_the_code_is_kept_nowhere(app: Flask, code: str) -> None:
    (row,) = rows(invitation)
    stored = repr(row) + repr(rows(audit))
    assert code not in stored and code.replace("-", "") not in stored and len(row["code_hmac"]) == 32


@mark.parametrize("typed", [str, str.lower, lambda code: code.replace("-", ""), lambda code: f" {code[:5]} – {code[5:]} "])
def test_a_code_is_read_however_it_was_typed(code: str, typed: Callable[[str], str]) -> None:
    assert invitations.open_invitation(typed(code)).tps_id == TPS


@given(st.text(max_size=30))
def test_any_text_is_a_code_or_is_not(text: str) -> None:
    found = invitations.normal(text)
    assert found is None or (len(found) == 10 and invitations.normal(found.lower()) == found)


def test_misread_letters_are_read_as_meant() -> None:
    assert invitations.normal("iLoO1-00000") == "1100100000"
    assert [invitations.normal(text) for text in ("", "ABCDE-FGHJ", "ABCDE-FGHJKM", "ABCDE-FGHJU", "ABCDE-FGHJ!")] == [None] * 5


@mark.parametrize("wrong", ["", "00000-00000", "x", "é" * 10, "U" * 10])
def test_an_unknown_code_is_unknown(code: str, wrong: str) -> None:
    assert refusal(lambda: invitations.open_invitation(wrong)) == "undangan-tidak-dikenal"
    assert refusal(lambda: invitations.claim(wrong, uuid4(), uuid4())) == "undangan-tidak-dikenal"


def test_an_expired_one_says_so(code: str, clock: Clock) -> None:
    member = put_member()
    clock.advance(days=14, seconds=-1)
    assert invitations.open_invitation(code)
    clock.advance(seconds=1)
    assert refusal(lambda: invitations.open_invitation(code)) == "undangan-kedaluwarsa"
    assert refusal(lambda: invitations.claim(code, member, uuid4())) == "undangan-kedaluwarsa"


def test_a_revoked_one_says_so(app: Flask, code: str) -> None:
    staff = accounts.log_in("pps-sumberbrantas", PASSWORD, None)
    member = put_member()
    (row,) = invitations.listed(3579022009)
    assert invitations.revoke(row.id, staff) and not invitations.revoke(row.id, staff)
    assert refusal(lambda: invitations.open_invitation(code)) == "undangan-dicabut"
    assert refusal(lambda: invitations.claim(code, member, uuid4())) == "undangan-dicabut"
    assert [row["object"] for row in rows(audit) if row["act"] == "undangan dicabut"] == [str(row.id)]


def test_nobody_revokes_what_is_not_theirs(app: Flask, code: str) -> None:
    (row,) = invitations.listed(3579022009)
    assert not invitations.revoke(row.id, accounts.log_in("pps-punten", PASSWORD, None))
    assert not invitations.revoke(uuid4(), accounts.log_in("pps-sumberbrantas", PASSWORD, None))
    assert invitations.open_invitation(code)


def test_seats_run_out_but_not_for_who_has_one(app: Flask) -> None:
    (card,) = invitations.create([TPS], None, seats=2)
    members = [put_member(peran=n) for n in (1, 2, 3)]
    phones = [uuid4() for _ in members]
    for member, phone in zip(members[:2], phones[:2], strict=True):
        invitations.claim(card.code, member, phone)
        invitations.claim(card.code, member, phone)  # the answer was lost; the same seat
    assert refusal(lambda: invitations.claim(card.code, members[2], phones[2])) == "undangan-habis"
    assert refusal(lambda: invitations.open_invitation(card.code)) == "undangan-habis"
    assert refusal(lambda: invitations.open_invitation(card.code, phones[2])) == "undangan-habis"
    assert invitations.open_invitation(card.code, phones[0]).used == 2
    assert invitations.claim(card.code, members[0], phones[0]).used == 2
    assert refusal(lambda: invitations.claim(card.code, members[0], uuid4())) == "undangan-habis"


def test_only_the_crew_of_the_tps_may_be_claimed(code: str) -> None:
    for stranger in (put_member(OTHER_TPS), uuid4()):
        assert refusal(lambda stranger=stranger: invitations.claim(code, stranger, uuid4())) == "anggota-tidak-dikenal"
    assert invitations.listed(3579022009)[0].used == 0


def test_two_phones_never_take_the_last_seat_together(app: Flask) -> None:
    (card,) = invitations.create([TPS], None, seats=3)
    members = [put_member(peran=n) for n in range(1, 8)]
    came: list[str] = []
    start = threading.Barrier(len(members))

    def ask(member: UUID) -> None:
        with app.app_context():
            start.wait()
            try:
                invitations.claim(card.code, member, uuid4())
                came.append("masuk")
            except InvitationRefused as refused:
                came.append(refused.code)

    threads = [threading.Thread(target=ask, args=(member,)) for member in members]
    db.session.rollback()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(came) == ["masuk"] * 3 + ["undangan-habis"] * 4
    assert len(rows(invitation_use)) == 3 == rows(invitation)[0]["used"]


def test_making_new_ones_can_shut_the_old(app: Flask, code: str) -> None:
    (new,) = invitations.create([TPS], None, replace=True)
    assert refusal(lambda: invitations.open_invitation(code)) == "undangan-dicabut"
    assert invitations.open_invitation(new.code)


@mark.parametrize(("stations", "seats"), [([TPS, 3579022009999], 7), ([TPS], 0), ([TPS], 51)])
def test_all_or_none(app: Flask, stations: list[int], seats: int) -> None:
    with raises(ValueError):
        invitations.create(stations, None, seats=seats)
    assert rows(invitation) == []


def test_a_whole_city_at_once(app: Flask) -> None:
    from simulasi.services import territory

    staff = accounts.log_in("kpu", PASSWORD, None)
    cards = invitations.create(territory.tps_below(3579), staff)
    assert len({card.code for card in cards}) == 611 and len(invitations.listed(3579)) == 611
    assert [row["object"] for row in rows(audit) if row["act"] == "undangan dibuat"] == ["611 TPS dari 3579011001001"]


def test_who_used_it_is_seen_by_the_desa_and_nobody_else(code: str, clock: Clock) -> None:
    member, phone = put_member(peran=4, nama="Melati Jati"), uuid4()
    invitations.claim(code, member, phone)
    (use,) = invitations.uses(3579022009)
    assert (use.nama, use.peran, use.device_id, use.used_at) == ("Melati Jati", 4, phone, clock.ms)
    assert invitations.uses(3579022001) == [] == invitations.listed(3579022001)


def test_an_old_key_still_finds_its_invitations(code: str, make_app: Callable[..., Flask]) -> None:
    turned = make_app(secret_key="kunci baru", old_keys=("rahasia uji " * 4,))
    with turned.app_context():
        assert invitations.open_invitation(code).tps_id == TPS
        (card,) = invitations.create([TPS], None)
        assert invitations.open_invitation(card.code)
    lost = make_app(secret_key="kunci lain")
    with lost.app_context():
        assert refusal(lambda: invitations.open_invitation(code)) == "undangan-tidak-dikenal"
