"""Tables as people export them: every encoding and separator Excel chooses, and a plain sentence for what cannot be read."""

import pytest

from simulasi.services import tables_in

TEXT = "Kode;Nama Lengkap\n001;Melati “Ani” Café\n\n002; Mawar   Jati \n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_encoding_gives_the_same_rows(encoding: str) -> None:
    lines, ignored = tables_in.read(TEXT.encode(encoding), ("kode", "nama_lengkap"))
    assert [line.cells for line in lines] == [
        {"kode": "001", "nama_lengkap": "Melati “Ani” Café"},
        {"kode": "002", "nama_lengkap": "Mawar Jati"},
    ]
    assert [line.number for line in lines] == [2, 4] and ignored == []


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_separator_and_line_ending(separator: str, ending: str) -> None:
    body = ending.join([separator.join(("kode", "nama", "catatan")), separator.join(("1", '"A, B; C"', "x"))]).encode()
    lines, ignored = tables_in.read(body, ("kode", "nama"))
    assert lines[0]["nama"] == "A, B; C" and ignored == ["catatan"]


def test_a_short_row_has_empty_cells_and_a_long_one_is_refused() -> None:
    lines, _ = tables_in.read(b"kode,nama\n1\n", ("kode", "nama"))
    assert lines[0]["nama"] == ""
    with pytest.raises(tables_in.TableRefused, match="Baris 3 punya 3 isian"):
        tables_in.read(b"kode,nama\n1,a\n2,b,c\n", ("kode", "nama"))
    assert len(tables_in.read(b"kode,nama\n1,a,,,\n", ("kode", "nama"))[0]) == 1


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"", "kosong"),
        (b"\n \n", "kosong"),
        (b"kode,nama\n", "hanya berisi judul"),
        (b"kode,kode,nama\n1,2,3\n", "kode ada dua kali"),
        (b"nama\nA\n", "Kolom kode tidak ada. Kolom yang terbaca: nama"),
        (b'kode,nama\n1,"A\n', "Baris 2 tidak dapat dibaca"),
        (b"kode,nama\n1,A\n2,\x81\n", "Huruf pada baris 3"),
        (b"\xff\xfek\x00o\x00d", "Huruf pada baris 1"),
        (b"kode,nama\n1,A\x00B\n", "bukan berkas teks"),
        (b"PK\x03\x04rest", "Excel"),
        (b"kode,nama,NIK\n1,A,2\n", "Kolom nik tidak boleh ada"),
        (b"kode,nama,Alamat Rumah\n1,A,2\n", "alamat_rumah tidak boleh ada"),
        (b"x" * (tables_in.MAX_BYTES + 1), "terlalu besar"),
    ],
)
def test_what_cannot_be_read_is_said_plainly(body: bytes, sentence: str) -> None:
    with pytest.raises(tables_in.TableRefused, match=sentence):
        tables_in.read(body, ("kode", "nama"), forbidden=("nik", "alamat"))


@pytest.mark.parametrize(
    ("text", "value"), [("7", 7), ("007", 7), ("0", None), ("10", None), ("-1", None), ("1.0", None), ("٣", None), ("", None)]
)
def test_natural_numbers(text: str, value: int | None) -> None:
    assert tables_in.natural(text, 1, 9) == value
