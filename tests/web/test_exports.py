"""What is taken along is what was on screen; hostile names come back as the text they are, and nothing of them is ever a formula."""

import csv
import io
from typing import Any

import openpyxl
import pytest
from flask import Flask
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from simulasi.services import accounts, exports, followup, groups, meetings, tables_out
from simulasi.services.tables_out import Table
from tests.sync_kit import OTHER_TPS, RIGHT, TPS, WRONG, Phone, day, played, put_member, put_pack
from tests.web_kit import PASSWORD, Auth, Clock

DESA = TPS // 1000
HOSTILE = (
    "=1+1",
    "+62",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "=cmd|' /C calc'!A0",
    "a;b",
    'kutip "dua"',
    "baris\nbaru",
    "{=1}",
    "%00",
    "héé 日本",
    "|x",
)


def read_xlsx(body: bytes) -> list[list[Any]]:
    sheet = openpyxl.load_workbook(io.BytesIO(body)).active
    assert sheet is not None
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type in ("s", "n", "inlineStr"), cell  # never "f", a formula
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def read_csv(body: bytes) -> list[list[str]]:
    assert body.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""), delimiter=";"))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=40)), min_size=1, max_size=5))
@example(list(HOSTILE))
def test_any_text_comes_back_and_is_no_formula(texts: list[str]) -> None:
    table = Table("Uji", ("nama", "angka"), [[text, -7] for text in texts])
    wanted = [str(tables_out.clean(text)) for text in texts]
    found = read_xlsx(tables_out.write(table, "xlsx"))[1:]
    # An empty text is an empty cell; XML knows one kind of line end, and spreadsheets write the others as _x000D_.
    assert [(row[0] or "").replace("_x000D_", "\r").replace("\r\n", "\n").replace("\r", "\n") for row in found] == [
        text.replace("_x000D_", "\r").replace("\r\n", "\n").replace("\r", "\n") for text in wanted
    ]
    assert [row[1] for row in found] == [-7] * len(texts)
    rows = read_csv(tables_out.write(table, "csv"))
    assert rows[0] == ["nama", "angka"] and [row[1] for row in rows[1:]] == ["-7"] * len(texts)
    for row, text in zip(rows[1:], wanted, strict=True):
        assert row[0] in (text, f"'{text}")
        assert row[0].strip()[:1] not in ("=", "+", "-", "@", "|", "%") and row[0][:1] not in ("\t", "\r", "\n")


def test_the_board_with_hostile_names(app: Flask, auth: Auth) -> None:
    names = [name for name in HOSTILE if name.isprintable()]
    pack = put_pack(day())
    for n, name in enumerate(names):
        who = put_member(TPS + n // 7, peran=n % 7 + 1, nama=name)
        Phone(app, who, tps_id=TPS + n // 7).send(played(pack, [WRONG if at in (0, 2) else RIGHT for at in range(12)]).part())
    put_member(OTHER_TPS, nama="Orang Lain")
    browser = auth.as_pps()
    answer = browser.get(f"/pps/unduh/papan/{DESA}.xlsx?urut=nomor")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="papan-desa-sumberbrantas-35-79-02-2009.xlsx"'
    rows = read_xlsx(answer.data)
    assert [row[3] for row in rows[1:]] == names and {row[5] for row in rows[1:]} == {83}
    assert [row[3].removeprefix("'") for row in read_csv(browser.get(f"/pps/unduh/papan/{DESA}.csv?urut=nomor").data)[1:]] == names


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_above_the_desa_there_are_no_names_and_no_few(app: Flask, auth: Auth, kind: str) -> None:
    pack = put_pack(day())
    for _ in range(3):
        Phone(app).send(played(pack, [RIGHT] * 12).part())
    for name in ("jumlah", "mingguan", "butir"):
        body = auth.as_ppk().get(f"/pps/unduh/{name}/357902.{kind}").data
        rows = read_csv(body) if kind == "csv" else read_xlsx(body)
        text = str(rows)
        assert "Melati" not in text
        if name == "jumlah":
            (row,) = [row for row in rows if row[1] == "Desa Sumberbrantas"]
            assert row[5] == "kurang dari 5" and row[9] in (None, "")
        if name == "butir":
            assert len(rows) == 1


def test_filters_of_the_page_are_those_of_the_file(app: Flask, auth: Auth) -> None:
    pack = put_pack(day())
    for _ in range(5):
        Phone(app).send(played(pack, [RIGHT] * 12).part())
    browser = auth.as_pps()
    assert len(read_csv(browser.get(f"/pps/unduh/butir/{DESA}.csv").data)) == 13
    assert len(read_csv(browser.get(f"/pps/unduh/butir/{DESA}.csv?peran=kpps_1").data)) == 1


@pytest.mark.parametrize("evil", ["=1+1", "+62;a", "-2", "@SUM(A1)", "=cmd|' /C calc'!A0", "|x", "%00"])
def test_whatever_people_typed_is_no_formula_in_any_file_there_is(app: Flask, auth: Auth, clock: Clock, evil: str) -> None:
    """Names of people, groups, places, trainers, outcomes, plans and proofs, in every table that can be taken along."""
    pack = put_pack(day())
    staff = accounts.log_in("pps-sumberbrantas", PASSWORD, "127.0.0.1")
    who = put_member(TPS, nama=evil)
    phone = Phone(app, who)
    for _ in range(5):
        phone.send(played(pack, [WRONG] * 12).part())
    group = groups.one(staff, groups.create(staff, DESA, evil, [TPS]))
    assert group is not None
    found = meetings.one(staff, meetings.plan(staff, group, clock.ms - 1000, evil, evil, "skill:tinta"))
    assert found is not None
    meetings.report(staff, found, "selesai", evil, evil, {who: "hadir"})
    followup.close(staff, found, followup.add(staff, found, evil, clock.ms, who), evil)
    clock.advance(hours=1)
    phone.send(played(pack, [RIGHT] * 12).part())
    seen = 0
    for name, export in exports.EXPORTS.items():
        browser, code = (auth.as_pps(), DESA) if "pps" in export.roles else (auth.as_ppk(), 357902)
        for kind, read in (("xlsx", read_xlsx), ("csv", read_csv)):
            answer = browser.get(f"/pps/unduh/{name}/{code}.{kind}")
            assert answer.status_code == 200, name
            rows = read(answer.data)
            assert len({len(row) for row in rows}) == 1, name
            texts = [str(cell) for row in rows for cell in row if evil in str(cell)]
            assert kind == "xlsx" or all(text.startswith("'") for text in texts if text.lstrip("'") == evil), (name, texts)
            seen += len(texts)
    # Board, meetings (group, place, trainer, outcome, next step), attendance, plan (what, who, proof, group), effect; in both kinds.
    assert seen >= 2 * 12
