"""What KPU decides about a server by page: sources that were read, packs, backups, erasure. Nothing happens without a name in the trail."""

import json
import time
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from simulasi.extensions import db
from simulasi.models.account import audit
from simulasi.models.attempt import attempt
from simulasi.models.erased import erased
from simulasi.models.member import member
from simulasi.models.pack import sighting
from simulasi.rules.sources import REGISTRY
from simulasi.rules.vocabulary import Mark
from simulasi.services import accounts, backup, backup_files, groups, invitations, operating, packs, sightings, trail
from tests.sync_kit import OTHER_TPS, RIGHT, TPS, Phone, day, played, put_pack, rows
from tests.web_kit import PASSWORD, Auth, Clock

DAY = 86_400_000
SOURCE = "uu-7-2017-ps-350"
CITATION = "Lembaran Negara 2017 nomor 182, Pasal 350 ayat (1), dibaca 3 Januari 2027"


def press(browser: FlaskClient, auth: Auth, action: str, page: str = "/pps/kelola/hapus", **fields: str) -> Any:
    return browser.post(action, data={"csrf_token": auth.csrf(browser, page), **fields})


def acts() -> list[str]:
    """What was done since the accounts of the copied database were made (by another clock)."""
    return [row["act"] for row in sorted(rows(audit), key=lambda row: row["id"]) if row["act"] != "akun dibuat"]


def test_a_source_is_seen_with_a_citation_by_whom_and_when(app: Flask, auth: Auth) -> None:
    browser = auth.as_kpu()
    assert "Apa artinya menandai" in browser.get("/pps/kelola/sumber").get_data(as_text=True)
    press(browser, auth, f"/pps/kelola/sumber/{SOURCE}", kutipan="terlalu pendek")
    assert rows(sighting) == [] and "apa yang dibaca, di mana, kapan" in browser.get("/pps/kelola/sumber").get_data(as_text=True)
    press(browser, auth, f"/pps/kelola/sumber/{SOURCE}", kutipan=CITATION)
    page = browser.get("/pps/kelola/sumber").get_data(as_text=True)
    assert CITATION in page and "(kpu, " in page and f"/pps/kelola/sumber/{SOURCE}" not in page
    assert "sumber terverifikasi" in acts() and CITATION in next(
        row["object"] for row in rows(audit) if row["act"] == "sumber terverifikasi"
    )
    # Once is enough, and the trail is not written over.
    press(browser, auth, f"/pps/kelola/sumber/{SOURCE}", kutipan=CITATION + " lagi")
    assert len(rows(sighting)) == 1
    # Anybody who looks the law up sees it; the registry of the code is what it was.
    shown = app.test_client().get("/aturan/sumber").get_data(as_text=True)
    assert CITATION in shown and REGISTRY[SOURCE].mark == Mark.UNVERIFIED


def test_what_is_no_text_or_a_contradiction_cannot_be_called_seen(app: Flask, auth: Auth) -> None:
    browser = auth.as_kpu()
    page = browser.get("/pps/kelola/sumber").get_data(as_text=True)
    for source in ("pungut-turunan", "uu-1-2015-ps-113", "uu-7-2017-ps-1", "tiada"):
        assert f"/pps/kelola/sumber/{source}" not in page
        press(browser, auth, f"/pps/kelola/sumber/{source}", kutipan=CITATION)
    assert rows(sighting) == []


def test_what_is_compiled_after_a_sighting_has_a_higher_revision_and_scores_more(app: Flask, auth: Auth) -> None:
    staff = operating_staff()
    unread = [each.id for each in sightings.entries() if each.open]
    before = operating.compile_draft("pilkada-2024", "tanda", "bank")
    for source in unread:
        sightings.record(staff, source, CITATION)
    after = operating.compile_draft("pilkada-2024", "tanda", "bank")
    assert after.revision == before.revision + len(unread) and after.defects == []
    raw = json.loads(after.body)
    assert {entry["mark"] for source, entry in raw["sources"].items() if source in unread} <= {"seen"}
    assert after.scored >= before.scored
    offer = packs.publish(after.body, by=staff)
    assert offer.hash in {each.hash for each in packs.offers()} and "paket diterbitkan" in acts()
    # A pack of the command line, which knows only the code, may still be published.
    packs.publish(before.body)


def operating_staff() -> Any:
    from simulasi.services import accounts
    from tests.web_kit import PASSWORD

    return accounts.log_in("kpu", PASSWORD, "127.0.0.1")


def test_a_sighting_lies_over_the_registry_only_while_something_is_compiled(app: Flask) -> None:
    sightings.record(operating_staff(), SOURCE, CITATION)
    with sightings.applied() as more:
        assert more == 1 and REGISTRY[SOURCE].mark == Mark.SEEN and CITATION in REGISTRY[SOURCE].note
    assert REGISTRY[SOURCE].mark == Mark.UNVERIFIED


def test_a_pack_can_be_looked_at_before_it_is_published(app: Flask, auth: Auth) -> None:
    browser = auth.as_kpu()
    answer = press(
        browser, auth, "/pps/kelola/paket", page="/pps/kelola/paket", aturan="pemilu-2024", benih="a", ukuran="singkat", tindakan="periksa"
    )
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200 and "Pemeriksaan: tidak ada cacat." in page and "Belum diterbitkan" in page
    assert packs.offers() == []
    answer = press(browser, auth, "/pps/kelola/paket", page="/pps/kelola/paket", aturan="tiada", benih="a", ukuran="singkat")
    assert answer.status_code == 400 and "Paket tidak diterbitkan" in answer.get_data(as_text=True)


def test_a_pack_says_what_is_wrong_with_it_and_which_phones_hold_it(app: Flask, auth: Auth) -> None:
    sha, other = put_pack(day()), put_pack(day(4, "dua"))
    Phone(app).register().hello(packs=[sha, other])
    Phone(app).register().hello(packs=[])
    Phone(app, tps_id=OTHER_TPS).register().hello(packs=[other, sha])
    browser = auth.as_kpu()
    page = browser.get(f"/pps/kelola/paket/{sha}").get_data(as_text=True)
    # It was put there without the linter, and now is told what the linter says.
    assert " cacat.</b>" in page and "tidak sesuai dengan bentuk paket" in page
    assert "2 dari 3 ponsel" in page and "Desa Sumberbrantas" in page and "Desa Punten" in page
    assert "di 2 ponsel" in browser.get("/pps/kelola/paket").get_data(as_text=True)
    press(browser, auth, f"/pps/kelola/paket/{sha}/tarik")
    assert [each.hash for each in packs.offers()] == [other] and "paket ditarik" in acts()
    # Such a pack is not offered again.
    press(browser, auth, f"/pps/kelola/paket/{sha}/terbitkan")
    assert [each.hash for each in packs.offers()] == [other]
    assert "Paket tidak diterbitkan" in browser.get(f"/pps/kelola/paket/{sha}").get_data(as_text=True)


def test_a_phone_that_puts_a_pack_away_is_no_longer_counted(app: Flask, auth: Auth) -> None:
    sha = put_pack(day())
    phone = Phone(app).register()
    phone.hello(packs=[sha])
    phone.hello(packs=[])
    assert operating.holders() == {}


def test_a_backup_is_started_by_page_and_listed_once_it_was_proven(app: Flask, auth: Auth) -> None:
    pack = put_pack(day())
    Phone(app).send(played(pack, [RIGHT] * 12).part())
    browser = auth.as_kpu()
    assert "Belum ada cadangan" in browser.get("/pps/kelola/cadangan").get_data(as_text=True)
    press(browser, auth, "/pps/kelola/cadangan", page="/pps/kelola/cadangan")
    assert "cadangan dimulai" in acts()
    for _ in range(600):
        if not backup_files.running() and backup_files.listed():
            break
        time.sleep(0.1)
    (file,) = backup_files.listed()  # the log beside it says why when there is none
    assert file.whole and file.rows > 600 and backup.inspect(backup_files.folder() / file.name).attempts == 1
    page = browser.get("/pps/kelola/cadangan").get_data(as_text=True)
    assert file.name in page and "sudah diperiksa" in page and "selesai dan sudah diperiksa" in page


def test_a_backup_under_way_is_not_started_twice_and_a_broken_one_is_called_so(app: Flask, auth: Auth) -> None:
    folder = backup_files.folder()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "rusak.cadangan").write_bytes(b"bukan zip")
    draft = folder / ".2026.cadangan.0a0a.sebagian"
    draft.write_bytes(b"")
    browser = auth.as_kpu()
    page = browser.get("/pps/kelola/cadangan").get_data(as_text=True)
    assert "sedang dibuat" in page and ">rusak<" in page
    browser.post("/pps/kelola/cadangan", data={"csrf_token": auth.csrf(browser, "/pps/kelola/cadangan")})
    assert "cadangan dimulai" not in acts()
    draft.unlink()
    (folder / "rusak.cadangan").unlink()


def test_a_participant_goes_only_after_the_code_was_typed_again(app: Flask, auth: Auth) -> None:
    pack = put_pack(day())
    phone = Phone(app)
    phone.send(played(pack, [RIGHT] * 12).part())
    (person,) = [row for row in rows(member) if row["id"] == phone.member_id]
    browser = auth.as_kpu()
    looked = press(browser, auth, "/pps/kelola/hapus/anggota", kode=person["kode"]).get_data(as_text=True)
    assert "Melati Anggrek" in looked and "1 percobaan akan dihapus" in looked
    wrong = press(browser, auth, "/pps/kelola/hapus/anggota", kode=person["kode"], yakin="ya")
    assert wrong.status_code == 400 and len(rows(attempt)) == 1
    done = press(browser, auth, "/pps/kelola/hapus/anggota", kode=person["kode"], yakin=person["kode"])
    assert "satu peserta dan 1 percobaan" in done.get_data(as_text=True)
    assert rows(attempt) == [] and phone.member_id in {row["id"] for row in rows(erased)}
    (row,) = [row for row in rows(audit) if row["act"] == "anggota dihapus"]
    assert row["account_id"] is not None and "Melati" not in row["object"] and row["object"] == str(phone.member_id)


def test_old_results_go_only_after_the_word_and_only_one_s_own(app: Flask, auth: Auth, clock: Clock, monkeypatch: Any) -> None:
    from simulasi.blueprints.pps import operasi

    pack = put_pack(day())
    phone = Phone(app)
    for _ in range(4):
        phone.send(played(pack, [RIGHT] * 12).part())
    clock.advance(days=50)
    phone.send(played(pack, [RIGHT] * 12).part())
    browser = auth.as_kpu()
    for wrong in ("", "29", "4001", "abc", "²²"):
        assert press(browser, auth, "/pps/kelola/hapus/lama", hari=wrong).status_code == 400
    assert "<b>4 percobaan</b>" in press(browser, auth, "/pps/kelola/hapus/lama", hari="40").get_data(as_text=True)
    assert press(browser, auth, "/pps/kelola/hapus/lama", hari="40", yakin="hapus").status_code == 400
    assert len(rows(attempt)) == 5
    # So many at once that a page need not wait for all of them.
    monkeypatch.setattr(operasi, "AT_ONCE", 1)
    monkeypatch.setattr("simulasi.services.erasure.BATCH", 3)
    first = press(browser, auth, "/pps/kelola/hapus/lama", hari="40", yakin="HAPUS").get_data(as_text=True)
    assert "Dihapus: 3 percobaan. Masih ada 1" in first and len(rows(attempt)) == 2
    press(browser, auth, "/pps/kelola/hapus/lama", hari="40", yakin="HAPUS")
    assert len(rows(attempt)) == 1
    assert {row["account_id"] is not None for row in rows(audit) if row["act"] == "hasil lama dihapus"} == {True}
    db.session.rollback()


def test_nobody_erases_a_participant_of_another_kabupaten(app: Flask, auth: Auth) -> None:
    from simulasi.services import erasure

    phone = Phone(app)
    (person,) = [row for row in rows(member) if row["id"] == phone.member_id]
    assert erasure.find(person["kode"], 3578) == []
    assert erasure.older_than(2**60, 3578) == 0


def test_where_one_server_serves_several_kota_the_whole_server_is_nobody_s_alone(app: Flask, auth: Auth) -> None:
    import sqlalchemy as sa

    from simulasi.extensions import writing
    from simulasi.models.wilayah import wilayah

    with writing() as session:
        session.execute(sa.insert(wilayah).values(kode=3578, induk=35, tingkat=2, nama="Rekaan", jenis="Kota"))
    browser = auth.as_kpu()
    for action in ("/pps/kelola/cadangan", f"/pps/kelola/sumber/{SOURCE}", "/pps/kelola/paket"):
        assert press(browser, auth, action).status_code == 403
    for page in ("cadangan", "sumber", "paket"):
        assert "melayani beberapa kabupaten/kota" in browser.get(f"/pps/kelola/{page}").get_data(as_text=True)


def test_the_trail_names_places_and_gives_whole_ids_on_demand(app: Flask, auth: Auth) -> None:
    browser, pps = auth.as_kpu(), accounts.log_in("pps-sumberbrantas", PASSWORD, None)
    Phone(app).register()
    group = groups.create(pps, 3579022009, "Lereng", [TPS])
    invitations.create([3579022009003], None)
    listed = {act.act: act for act in trail.listed(accounts.log_in("kpu", PASSWORD, None))}
    assert (listed["kelompok dibuat"].thing, listed["kelompok dibuat"].ids) == ("", (str(group),))
    assert (listed["undangan dibuat"].thing, listed["undangan dibuat"].username) == ("TPS 003 Desa Sumberbrantas", None)
    assert listed["masuk"].thing == "" and listed["masuk"].username in ("kpu", "pps-sumberbrantas")
    page = browser.get("/pps/kelola").get_data(as_text=True)
    assert f"<summary>Nomor …{str(group)[-6:]}</summary>" in page and f">{group}</code>" in page and "operator di server" in page


def test_codes_within_a_sentence_are_told_as_places_and_other_numbers_stay(app: Flask) -> None:
    staff = accounts.log_in("kpu", PASSWORD, None)
    phone, person = "0" * 32, "01890a5d-ac96-774b-bcce-b302099a8057"
    for thing in (f"{person} -> 3579022009", "lebih lama dari 400 hari: 3579 percobaan", "3579", f"{phone} {person}", "3578022002"):
        accounts.note(staff, "dicoba", thing)
    # All in one millisecond: their order says nothing.
    assert {(act.thing, act.ids) for act in trail.listed(staff) if act.act == "dicoba"} == {
        ("3578022002", ()),
        ("", (phone, person)),
        ("Kota Batu", ()),
        ("lebih lama dari 400 hari: 3579 percobaan", ()),
        ("-> Desa Sumberbrantas", (person,)),
    }
