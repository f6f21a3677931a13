"""Places come in from a table: all rows or none, and a reason for each row that cannot."""

import pytest
from flask import Flask

from simulasi.services import invitations, roster, territory
from simulasi.services.tables_in import Report, TableRefused

HEAD = "kode,nama,jenis,jumlah_tps\n"


def bring(*rows: str, **how: bool) -> Report:
    return territory.bring_in((HEAD + "\n".join(rows)).encode(), **how)


def test_kota_batu_ships(app: Flask) -> None:
    assert [place.judul for place in territory.children(3579)] == ["Kecamatan Batu", "Kecamatan Bumiaji", "Kecamatan Junrejo"]
    desa = [place for kecamatan in territory.children(3579) for place in territory.children(kecamatan.kode)]
    assert len(desa) == len(territory.all_of(4)) == 24
    assert sum(place.jenis == "Kelurahan" for place in desa) == 5
    assert [len(territory.tps_below(code)) for code in (3579, 357901, 357902, 357903)] == [611, 281, 179, 151]
    assert territory.tps_below(3579022009) == [3579022009000 + n for n in range(1, 15)]
    place = territory.place(3579022009)
    assert place is not None and place.judul == "Desa Sumberbrantas" and territory.place(9999) is None
    assert [each.kode for each in territory.trail(3579022009, 3579)] == [3579, 357902]
    assert territory.trail(357902, 357902) == []


def test_importing_the_same_again_changes_nothing(app: Flask) -> None:
    report = territory.load_shipped()
    assert report.done and report.count("sama") == 29 == len(report.accepted) and not report.refused


def test_another_territory_comes_in(app: Flask) -> None:
    report = bring("73,Sulawesi Selatan", "73.01,Rekaan,kabupaten", "73.01.01.2001,Apel,desa,3", "73.01.01,Jeruk,,")
    assert report.done and [what for _, what, _ in report.accepted] == [
        "73 Sulawesi Selatan",
        "73.01 Rekaan",
        "73.01.01.2001 Apel",
        "73.01.01 Jeruk",
    ]
    assert territory.tps_below(7301) == [7301012001001, 7301012001002, 7301012001003]


def test_a_dry_run_changes_nothing(app: Flask) -> None:
    report = bring("73,Sulawesi Selatan", dry_run=True)
    assert not report.done and report.count("baru") == 1 and territory.place(73) is None


def test_one_bad_row_stops_them_all(app: Flask) -> None:
    report = bring("73,Sulawesi Selatan", "74,")
    assert not report.done and report.refused == [(3, "74", "nama kosong atau lebih dari 80 huruf")] and territory.place(73) is None


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("357,Batu", "2, 4, 6, atau 10 angka"),
        ("abc,Batu", "2, 4, 6, atau 10 angka"),
        ("36.01,Rekaan,Kota", "provinsi 36 tidak ada"),
        ("35.79.02.2009,Sumberbrantas,Kota,14", "Desa atau Kelurahan"),
        ("35.79.02.2009,Sumberbrantas,Desa,1000", "bukan bilangan 0 sampai 999"),
        ("35.79.02.2009,Sumberbrantas,Desa,empat", "bukan bilangan 0 sampai 999"),
        ("35.79.02,Bumiaji,Kecamatan,5", "hanya untuk desa"),
        ("35.79.02.2009," + "x" * 81, "lebih dari 80 huruf"),
    ],
)
def test_a_bad_row_has_its_reason(app: Flask, row: str, why: str) -> None:
    report = bring(row)
    assert len(report.refused) == 1 and report.refused[0][0] == 2 and why in report.refused[0][2] and not report.done


def test_a_code_twice_is_refused_with_its_first_line(app: Flask) -> None:
    report = bring("35.79,Batu,Kota", "3579,Batu,Kota")
    assert report.refused == [(3, "3579 Batu", "kode ini sudah ada pada baris 2")]


def test_a_bad_parent_does_not_blame_its_children(app: Flask) -> None:
    report = bring("36,", "36.01,Rekaan,Kota")
    assert [number for number, _, _ in report.refused] == [2]


def test_names_and_numbers_of_tps_can_change(app: Flask) -> None:
    report = bring("35.79.02.2009,Sumber Brantas,Desa,16")
    assert report.count("berubah") == 1 and len(territory.tps_below(3579022009)) == 16
    assert bring("35.79.02.2009,Sumberbrantas,Desa,12").done and len(territory.tps_below(3579022009)) == 12
    assert bring("35.79.02.2009,Sumberbrantas").done and len(territory.tps_below(3579022009)) == 12


def test_a_tps_in_use_cannot_vanish(app: Flask) -> None:
    roster.bring_in(b"kode,nama,desa,tps,peran\nA1,Melati Jati,3579022009,9,4\n")
    invitations.create([3579022009011], None)
    report = bring("35.79.02.2009,Sumberbrantas,Desa,10")
    assert "TPS 011 sudah punya anggota atau undangan" in report.refused[0][2] and len(territory.tps_below(3579022009)) == 14
    assert bring("35.79.02.2009,Sumberbrantas,Desa,11").done


def test_a_file_that_is_no_table_changes_nothing(app: Flask) -> None:
    with pytest.raises(TableRefused, match="Kolom nama tidak ada"):
        territory.bring_in(b"kode\n36\n")
