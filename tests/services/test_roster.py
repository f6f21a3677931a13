"""Participants come in from a table: a code, a name, a seat; never more about a person than that."""

from uuid import uuid4

import pytest
from flask import Flask

from simulasi.models.member import member
from simulasi.services import roster
from simulasi.services.tables_in import Report, TableRefused

HEAD = "kode;nama;desa;tps;peran\n"
GOOD = "A1;Melati Jati;35.79.02.2009;3;KPPS 4"


def bring(*rows: str, **how: bool) -> Report:
    return roster.bring_in((HEAD + "\n".join(rows)).encode(), **how)


def test_a_participant_comes_in(app: Flask) -> None:
    assert bring(GOOD).done
    (found,) = roster.members_of(3579022009)
    assert (found.kab, found.tps_id, found.peran, found.kode, found.nama, found.aktif) == (
        3579,
        3579022009003,
        4,
        "A1",
        "Melati Jati",
        True,
    )
    assert roster.one(3579, found.id) == found and roster.one(3579, uuid4()) is None and roster.one(3578, found.id) is None
    assert roster.members_of(3579022009003) == [found] and roster.members_of(3579022009002) == []


def test_nothing_about_a_person_but_code_name_and_seat_has_a_column() -> None:
    assert set(member.c.keys()) == {"kab", "id", "tps_id", "peran", "kode", "nama", "generation", "aktif"}


@pytest.mark.parametrize(
    ("text", "peran"), [("4", 4), ("KPPS 4", 4), ("kpps_4", 4), ("Ketua", 1), ("ketua KPPS", 1), ("0", None), ("8", None), ("saksi", None)]
)
def test_roles_as_people_write_them(text: str, peran: int | None) -> None:
    assert roster.read_peran(text) == peran


def test_a_dry_run_changes_nothing(app: Flask) -> None:
    report = bring(GOOD, dry_run=True)
    assert report.count("baru") == 1 and not report.done and roster.members_of(3579) == []


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (";Melati;3579022009;3;4", "kode peserta kosong"),
        ("A 1;Melati;3579022009;3;4", "memakai tanda lain"),
        ("3579012345670001;Melati;3579022009;3;4", "tidak boleh NIK"),
        ("A2;;3579022009;3;4", "nama kosong"),
        ("A2;" + "x" * 61 + ";3579022009;3;4", "lebih dari 60"),
        ("A2;Melati 3579012345670001;3579022009;3;4", "nomor panjang"),
        ("A2;Melati;3579029999;3;4", "tidak dikenal"),
        ("A2;Melati;Sumberbrantas;3;4", "kode desa 10 angka"),
        ("A2;Melati;357902;3;4", "kode desa 10 angka"),
        ("A2;Melati;3579022009;tiga;4", "bukan bilangan"),
        ("A2;Melati;3579022009;15;4", "TPS 015 tidak ada"),
        ("A2;Melati;3579022009;3;9", "bukan 1 sampai 7"),
        ("A1;Melati;3579022009;4;5", "sudah ada pada baris 2"),
        ("A2;Melati;3579022009;3;4", "sudah diisi A1 Melati Jati"),
    ],
)
def test_a_bad_row_has_its_reason_and_stops_them_all(app: Flask, row: str, why: str) -> None:
    report = bring(GOOD, row)
    assert [number for number, _, _ in report.refused] == [3] and why in report.refused[0][2]
    assert not report.done and roster.members_of(3579) == []


@pytest.mark.parametrize("column", ["NIK", "Tanggal Lahir", "alamat", "No HP", "agama"])
def test_personal_data_is_not_even_taken_in(app: Flask, column: str) -> None:
    with pytest.raises(TableRefused, match="tidak boleh ada"):
        roster.bring_in(f"kode;nama;desa;tps;peran;{column}\n{GOOD};1\n".encode())


def test_the_same_again_changes_nothing_and_a_change_is_one(app: Flask) -> None:
    bring(GOOD)
    before = roster.members_of(3579)
    assert bring(GOOD).count("sama") == 1 and roster.members_of(3579) == before
    assert bring("A1;Melati Randu;3579022009;4;Ketua").count("berubah") == 1
    (after,) = roster.members_of(3579)
    assert (after.id, after.nama, after.tps_id, after.peran) == (before[0].id, "Melati Randu", 3579022009004, 1)


def test_two_may_change_seats_in_one_file(app: Flask) -> None:
    bring(GOOD, "A2;Mawar Waru;3579022009;3;5")
    assert bring("A1;Melati Jati;3579022009;3;5", "A2;Mawar Waru;3579022009;3;4").done
    assert [(found.peran, found.kode) for found in roster.members_of(3579022009003)] == [(4, "A2"), (5, "A1")]


def test_a_seat_held_by_somebody_outside_the_file_is_taken(app: Flask) -> None:
    bring(GOOD)
    report = bring("A2;Mawar Waru;3579022009;3;4")
    assert "sudah diisi A1 Melati Jati" in report.refused[0][2]


def test_the_same_code_may_live_in_two_cities(app: Flask) -> None:
    from simulasi.services import territory

    territory.bring_in(b"kode,nama,jumlah_tps\n73,Sulsel,\n7301,Rekaan,\n730101,Jeruk,\n7301012001,Apel,1\n")
    assert bring(GOOD, "A1;Mawar Waru;7301012001;1;4").done
    assert [found.nama for code in (3579, 7301) for found in roster.members_of(code)] == ["Melati Jati", "Mawar Waru"]
