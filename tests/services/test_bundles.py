"""Sealed bundles: by any carrier, in any order, any number of times, from any bearer; held with a reason, never lost."""

import itertools
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from flask import Flask

from simulasi.extensions import db, writing
from simulasi.models.account import audit
from simulasi.models.attempt import attempt, held, score
from simulasi.models.bundle import device_key, held_bundle, proof
from simulasi.models.member import member
from simulasi.services import accounts, attempts, bundles, enrolment, server_state
from simulasi.services import held as held_service
from simulasi.services.bundles import Bearer
from simulasi.sync.bundle import BundleError, read
from tests.bundle_kit import Signer, close
from tests.sync_kit import KAB, OTHER_TPS, RIGHT, TPS, WRONG, Log, Phone, day, encode, played, put_member, put_pack, rows

DAY = day()


@pytest.fixture
def pack(app: Flask) -> str:
    return put_pack(DAY)


@pytest.fixture
def phone(app: Flask) -> Phone:
    return Phone(app).register()


@pytest.fixture
def signer(phone: Phone) -> Signer:
    """The phone's key, known to the server since its last hello."""
    key = Signer(phone.member_id, device_id=phone.device_id)
    phone.hello(key=key.pub_text)
    return key


@pytest.fixture
def bearer(app: Flask) -> Bearer:
    """A trainer in another desa."""
    return Bearer(uuid4(), OTHER_TPS, bundles.PHONE)


def taken(bundle: bytes, bearer: Bearer) -> tuple[str, str]:
    (receipt,) = bundles.take(bundle, bearer)
    return receipt.status, receipt.code


def stored(log: Log) -> bool:
    """Exactly this log, by its chain."""
    with db.engine.connect() as conn:
        row = conn.execute(sa.select(attempt.c.head, attempt.c.tps_id).where(attempt.c.attempt_id == UUID(log.attempt_id))).first()
    return row is not None and row.head == log.head and row.tps_id == TPS


@pytest.mark.fault(44)
@pytest.mark.parametrize("by_pack", [True, False], ids=["singkat", "teks"])
def test_a_strangers_phone_brings_it_home(pack: str, signer: Signer, bearer: Bearer, by_pack: bool) -> None:
    log = played(pack, [RIGHT] * 6 + [WRONG] * 6)
    bundle = signer.seal(log, DAY if by_pack else None)
    assert taken(bundle, bearer) == ("diterima", "")
    assert stored(log) and rows(score)[0]["points"] > 0
    assert rows(proof)[0]["last_seq"] == 12 and rows(held_bundle) == []
    assert taken(bundle, bearer) == ("sudah_ada", "")


@pytest.mark.fault(45)
def test_every_order_of_carriers_counts_once(pack: str, phone: Phone, signer: Signer, bearer: Bearer) -> None:
    for order in itertools.permutations(["langsung", "qr", "berkas", "awal"]):
        log = played(pack, [RIGHT] * 12)
        early = Log(log.pack_hash, log.lines[:5], log.attempt_id)
        for way in order:
            if way == "langsung":
                assert phone.send(log.part())[0]["status"] in ("diterima", "sudah_ada")
            else:
                assert taken(signer.seal(early if way == "awal" else log, DAY), bearer)[0] in ("diterima", "sudah_ada"), order
        assert stored(log), order
    assert len(rows(attempt)) == 24 == len(rows(score)) and rows(held) == [] == rows(held_bundle)


@pytest.mark.fault(42)
def test_an_unknown_key_waits_until_its_phone_is_heard_of(pack: str, phone: Phone, bearer: Bearer) -> None:
    key, log = Signer(phone.member_id, device_id=phone.device_id), played(pack, [RIGHT] * 12)
    assert taken(key.seal(log, DAY), bearer) == ("ditahan", "key-unknown")
    assert taken(key.seal(log, DAY), bearer) == ("ditahan", "key-unknown")
    (waiting,) = held_service.listed(TPS // 1000)
    assert (waiting.name, waiting.code, waiting.decidable) == ("Melati Anggrek", "key-unknown", True)
    phone.hello(key=key.pub_text)
    assert stored(log) and rows(held_bundle) == [] == rows(held)


def test_an_unknown_pack_waits_until_it_is_published(app: Flask, phone: Phone, signer: Signer, bearer: Bearer) -> None:
    other = day(seed="kelak")
    import hashlib

    log = played(hashlib.sha256(encode(other)).hexdigest(), [RIGHT] * 12)
    assert taken(signer.seal(log, other), bearer) == ("ditahan", "pack-unknown")
    put_pack(other)
    attempts.heal()
    assert stored(log) and rows(held_bundle) == []


def test_a_guest_or_a_stranger_is_shown_where_the_bearer_is_at_home(pack: str, bearer: Bearer) -> None:
    guest = Signer(UUID(int=0), name="Tamu")
    guest.kab = 0
    assert taken(guest.seal(played(pack, [RIGHT] * 12)), bearer) == ("ditahan", "member-unknown")
    assert [each.name for each in held_service.listed(OTHER_TPS // 1000)] == ["Tamu"] and held_service.listed(TPS // 1000) == []


@pytest.mark.fault(17)
def test_a_revoked_phone_is_held_and_a_person_may_accept_it(pack: str, phone: Phone, signer: Signer, bearer: Bearer) -> None:
    enrolment.revoke(KAB, phone.device_id, phone.member_id)
    log = played(pack, [RIGHT] * 12)
    assert taken(signer.seal(log, DAY), bearer) == ("ditahan", "device-revoked")
    (waiting,) = held_service.listed(TPS // 1000)
    staff = pps()
    assert held_service.let_go(staff, waiting.digest, phone.member_id) == "diterima"
    assert stored(log) and rows(held_bundle) == [] == rows(held)
    assert [row["act"] for row in rows(audit) if row["act"].startswith("ditahan")] == ["ditahan dilepas: diterima"]


def test_shut_out_of_all_phones_counts_for_bundles_too(pack: str, phone: Phone, signer: Signer, bearer: Bearer) -> None:
    enrolment.shut_out(KAB, phone.member_id)
    assert taken(signer.seal(played(pack, [RIGHT] * 12), DAY), bearer) == ("ditahan", "device-revoked")


@pytest.mark.fault(18)
def test_a_member_struck_off_is_held_and_can_be_given_to_another(pack: str, phone: Phone, signer: Signer, bearer: Bearer) -> None:
    with writing() as session:
        session.execute(sa.update(member).where(member.c.id == phone.member_id).values(aktif=0))
    log = played(pack, [RIGHT] * 12)
    assert taken(signer.seal(log, DAY), bearer) == ("ditahan", "member-unknown")
    (waiting,) = held_service.listed(TPS // 1000)
    heir, stranger = put_member(TPS, peran=5, nama="Cempaka"), put_member(OTHER_TPS)
    assert held_service.let_go(pps(), waiting.digest, stranger) == ""
    assert held_service.let_go(pps(), waiting.digest, heir) == "diterima"
    assert rows(attempt)[0]["member_id"] == heir and stored(log)


@pytest.mark.fault(42)
def test_a_bad_signature_is_held_and_never_proved(pack: str, signer: Signer, bearer: Bearer) -> None:
    log = played(pack, [RIGHT] * 12)
    assert taken(signer.seal(log, DAY, signature=bytes(64)), bearer) == ("ditahan", "signature-invalid")
    other = Signer(signer.member_id, device_id=signer.device_id)
    assert taken(signer.seal(log, DAY, signature=other.sign(log, 12, log.head)), bearer) == ("ditahan", "signature-invalid")
    assert rows(attempt) == [] == rows(proof)


@pytest.mark.fault(40, 42)
def test_another_log_under_a_signed_head_is_not_taken(pack: str, signer: Signer, bearer: Bearer) -> None:
    log, better = played(pack, [WRONG] * 12), played(pack, [RIGHT] * 12)
    better.attempt_id = log.attempt_id
    swapped = read(signer.seal(better, DAY)).log
    assert taken(signer.seal(log, DAY, packed=swapped), bearer) == ("ditahan", "log-invalid")
    assert rows(attempt) == []


@pytest.mark.fault(42)
def test_every_flipped_byte_is_noticed(pack: str, signer: Signer, bearer: Bearer) -> None:
    bundle = signer.seal(played(pack, [RIGHT] * 12), DAY)
    for at in range(len(bundle)):
        broken = bytearray(bundle)
        broken[at] ^= 1
        with pytest.raises(BundleError):
            bundles.take(bytes(broken), bearer)
    assert rows(attempt) == [] == rows(held_bundle)


@pytest.mark.fault(40, 42)
def test_every_flipped_byte_under_a_mended_checksum_is_held_or_harmless(pack: str, signer: Signer, bearer: Bearer) -> None:
    """Whoever changes the bytes can mend the checksum; the signature he cannot. Only the display name is free, and means nothing."""
    log = played(pack, [RIGHT] * 12)
    bundle = signer.seal(log, DAY)
    body = bundle[5:-4]
    for at in range(len(body)):
        broken = bytearray(body)
        broken[at] ^= 1
        try:
            (receipt,) = bundles.take(close(bytes(broken)), bearer)
        except BundleError:
            continue
        assert receipt.status == "ditahan" or receipt.name != "Melati Anggrek", at
    assert len(rows(attempt)) <= 1 and all(row["head"] == log.head for row in rows(attempt))


def test_numbers_that_no_column_holds_are_damage(pack: str, signer: Signer, bearer: Bearer) -> None:
    """A place and a length far above any there is: PostgreSQL would stumble over them."""
    log = played(pack, [RIGHT])
    bundle = signer.seal(log, DAY)
    body, found = bundle[5:-4], read(bundle)
    place = 80  # behind two ids, a hash and a third id: 16 + 32 + 16 + 16
    length = place + 2 + 33 + 1 + len(found.engine.encode()) + 1 + len(found.name.encode())
    huge = b"\xff\xff\xff\xff\xff\x01"
    assert body[length] == found.last_seq
    for at, size in ((place, 2), (length, 1)):
        with pytest.raises(BundleError):
            bundles.take(close(body[:at] + huge + body[at + size :]), bearer)
    assert rows(attempt) == [] == rows(held_bundle)


@pytest.mark.fault(31)
def test_a_fork_by_bundle_is_kept_and_flagged(pack: str, phone: Phone, signer: Signer, bearer: Bearer) -> None:
    log = played(pack, [RIGHT] * 12)
    other = played(pack, [RIGHT] * 6 + [WRONG] * 6)
    other.attempt_id = log.attempt_id
    assert phone.send(log.part())[0]["status"] == "diterima"
    assert taken(signer.seal(other, DAY), bearer) == ("bercabang", "fork")
    assert rows(attempt)[0]["forked"] == 1 and [row["code"] for row in rows(held)] == ["fork"]


def test_several_in_one_file_and_garbage_is_refused_whole(pack: str, signer: Signer, bearer: Bearer) -> None:
    logs = [played(pack, [RIGHT] * 12) for _ in range(3)]
    file = b"".join(signer.seal(log, DAY) for log in logs)
    for bad in (b"halo", file[:-1], file + b"x", b"ST\x02" + file, b"ST\x01\xff\xff\xff\x7f", b"\x00" * 50):
        with pytest.raises(BundleError):
            bundles.take(bad, bearer)
    assert [receipt.status for receipt in bundles.take(file, bearer)] == ["diterima"] * 3


def test_a_bearer_without_end_is_stopped(monkeypatch: pytest.MonkeyPatch, pack: str, bearer: Bearer) -> None:
    monkeypatch.setattr(bundles, "MAX_OF_BEARER", 2)
    for _ in range(2):
        assert taken(Signer(uuid4()).seal(played(pack, [RIGHT] * 12)), bearer)[0] == "ditahan"
    with pytest.raises(bundles.ProtocolError):
        taken(Signer(uuid4()).seal(played(pack, [RIGHT] * 12)), bearer)


def test_a_key_is_noted_once_and_nonsense_never(phone: Phone) -> None:
    key = Signer(phone.member_id, device_id=phone.device_id)
    for text in (key.pub_text, key.pub_text, "A" * 44, ""):
        phone.hello(key=text)
    assert [bytes(row["pub"]) for row in rows(device_key)] == [key.pub]


def test_a_signed_upload_is_proved_and_a_wrong_signature_costs_nothing(pack: str, phone: Phone, signer: Signer) -> None:
    good, bad = played(pack, [RIGHT] * 12), played(pack, [RIGHT] * 12)
    results = phone.send(good.part(sig=signer.signature_text(good)), bad.part(sig=signer.signature_text(good)))
    assert [result["status"] for result in results] == ["diterima", "diterima"]
    assert [row["attempt_id"] for row in rows(proof)] == [UUID(good.attempt_id)]


def pps() -> accounts.Staff:
    """The PPS of the desa these tests play in."""
    from simulasi.models.account import account

    with db.engine.connect() as conn:
        key = conn.execute(sa.select(account.c.id).where(account.c.username == "pps-sumberbrantas")).scalar()
    return accounts.Staff(key, "pps-sumberbrantas", "pps", TPS // 1000, "Sumberbrantas", "Desa")


def move(phone: Phone, tps_id: int) -> None:
    """As an import of the roster does."""
    with writing() as session:
        session.execute(sa.update(member).where(member.c.id == phone.member_id).values(tps_id=tps_id))
        server_state.count_revocation(session)


def test_a_member_moved_while_offline_sends_from_the_new_tps(pack: str, phone: Phone, signer: Signer, bearer: Bearer) -> None:
    old, direct, carried = played(pack, [RIGHT] * 12), played(pack, [RIGHT] * 12), played(pack, [RIGHT] * 12)
    phone.send(old.part())
    move(phone, OTHER_TPS)
    server_state.office().revocations.forget()
    # With the old token, which still names the old TPS.
    assert phone.send(direct.part())[0]["status"] == "diterima"
    assert taken(signer.seal(carried, DAY), bearer) == ("diterima", "")
    places = {row["attempt_id"]: row["tps_id"] for row in rows(attempt)}
    assert [places[UUID(log.attempt_id)] for log in (old, direct, carried)] == [TPS, OTHER_TPS, OTHER_TPS]
    answer = phone.hello()
    assert (answer["anggota"]["tps"], answer["anggota"]["desa"], answer["anggota"]["kab"]) == (1, "Punten", KAB)
    assert answer["token"].startswith("kd1.")


def test_a_phone_is_told_when_it_was_shut_out_and_by_whom_it_is_used(phone: Phone) -> None:
    answer = phone.hello(siapa=1)
    assert answer["keadaan"] == "" and answer["anggota"]["nama"] == "Melati Anggrek" and answer["speaks"] == [1, 3]
    assert "anggota" not in phone.hello()
    enrolment.revoke(KAB, phone.device_id, phone.member_id)
    assert phone.hello()["keadaan"] == "device-revoked"


def test_a_guests_attempt_is_claimed_when_it_is_sent_under_a_name(pack: str, phone: Phone, signer: Signer, bearer: Bearer) -> None:
    """Handed over as a guest it waits; the same log sent after enrolment counts once, and the PPS may give the held one to the same person."""
    guest = Signer(UUID(int=0), device_id=phone.device_id, name="Tamu")
    guest.kab = 0
    log = played(pack, [RIGHT] * 12)
    here = Bearer(uuid4(), TPS, bundles.PHONE)
    assert taken(guest.seal(log, DAY), here) == ("ditahan", "member-unknown")
    assert phone.send(log.part())[0]["status"] == "diterima"
    (waiting,) = held_service.listed(TPS // 1000)
    assert held_service.let_go(pps(), waiting.digest, phone.member_id) == "sudah_ada"
    assert len(rows(attempt)) == 1 and rows(held_bundle) == []
