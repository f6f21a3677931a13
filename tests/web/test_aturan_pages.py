"""The pages of the law: open to anybody, every source there, a number that makes no sense is said."""

import re

import pytest
from flask.testing import FlaskClient

from simulasi.rules import RULESETS
from simulasi.rules.sources import ALL


def test_anybody_reads_every_source_with_its_mark(client: FlaskClient) -> None:
    page = client.get("/aturan/sumber").get_data(as_text=True)
    assert set(re.findall(r'id="([a-z0-9-]+)"', page)) >= {source.id for source in ALL}
    assert "belum diverifikasi" in page and "sumber berbeda pendapat" in page
    assert page.count("<h1") == 1


@pytest.mark.parametrize("ruleset", RULESETS)
def test_the_day_of_each_rule_set_links_every_line_to_its_source(client: FlaskClient, ruleset: str) -> None:
    answer = client.get(f"/aturan/{ruleset}?dpt=120")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    linked = set(re.findall(r'/aturan/sumber#([a-z0-9-]+)"', page))
    assert linked and linked <= {source.id for source in ALL}
    assert f"/aturan/{ruleset}" in client.get("/aturan").get_data(as_text=True)


@pytest.mark.parametrize("dpt", ["0", "-3", "301", "banyak", "٣", "9" * 40, "<b>"])
def test_a_number_that_makes_no_sense_is_said_and_nothing_breaks(client: FlaskClient, dpt: str) -> None:
    answer = client.get("/aturan/pemilu-2024", query_string={"dpt": dpt})
    assert answer.status_code == 400
    assert "Isi jumlah pemilih 1 sampai 300" in answer.get_data(as_text=True)


def test_an_unknown_rule_set_is_no_page(client: FlaskClient) -> None:
    assert client.get("/aturan/pemilu-1955").status_code == 404
