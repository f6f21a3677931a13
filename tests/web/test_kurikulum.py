"""The page by which a trainer opens and orders the course: what it says reaches the phones below, and a slip changes nothing."""

import pytest
from flask import Flask

from simulasi.compiler.courses import compile_course
from simulasi.services import curriculum, packs
from tests.sync_kit import Phone
from tests.web_kit import Auth

PAGE = "/pps/kurikulum"


def said(phone: Phone) -> list[dict]:
    return [each["body"] for each in phone.hello()["kiriman"] if each["kind"] == "kurikulum"]


def test_a_pps_opens_two_parts_in_another_order_and_the_phones_follow(app: Flask, auth: Auth) -> None:
    packs.publish(compile_course("pemilu-2024", "kota_batu").bytes)
    phone = Phone(app).register()
    first, second, *rest = [each.id for each in curriculum.parts()]
    browser = auth.as_pps()
    order = {f"urut-{each}": "3" for each in rest} | {f"urut-{first}": "2", f"urut-{second}": "1"}
    sent = {"csrf_token": auth.csrf(browser, PAGE), "buka": [first, second], "bimtek": "2026-12-01", **order}
    assert browser.post(PAGE, data=sent).status_code == 302
    assert said(phone) == [{"bimtek": "2026-12-01", "buka": [first, second], "urutan": [second, first, *rest]}]
    page = browser.get(PAGE).get_data(as_text=True)
    assert page.index(f'name="urut-{second}"') < page.index(f'name="urut-{first}"')
    assert 'value="2026-12-01"' in page
    assert page.count(" checked") == 2
    assert "kurikulum diatur" in auth.as_kpu().get("/pps/kelola").get_data(as_text=True)


def test_the_usual_order_with_everything_open_leaves_it_to_the_course(app: Flask, auth: Auth) -> None:
    packs.publish(compile_course("pemilu-2024", "kota_batu").bytes)
    phone = Phone(app).register()
    known = [each.id for each in curriculum.parts()]
    browser = auth.as_kpu()
    order = {f"urut-{each}": str(at) for at, each in enumerate(known, 1)}
    assert browser.post(PAGE, data={"csrf_token": auth.csrf(browser, PAGE), "buka": known, **order}).status_code == 302
    assert said(phone) == [{}]


@pytest.mark.parametrize("slip", [{"bimtek": "besok"}, {"buka": []}, {"buka": ["tiada"]}, {"urut": "0"}, {"urut": "banyak"}, {"urut": ""}])
def test_a_slip_is_told_in_words_and_changes_nothing(app: Flask, auth: Auth, slip: dict) -> None:
    packs.publish(compile_course("pemilu-2024", "kota_batu").bytes)
    known = [each.id for each in curriculum.parts()]
    browser = auth.as_pps()
    sent = {"buka": known, "bimtek": "2026-12-01", **{f"urut-{each}": slip.get("urut", "1") for each in known}}
    answer = browser.post(PAGE, data={"csrf_token": auth.csrf(browser, PAGE), **sent, **{k: v for k, v in slip.items() if k != "urut"}})
    assert answer.status_code == 400
    assert "elum ada yang berubah" in answer.get_data(as_text=True)
    assert curriculum.spoken(3579022009) == []


def test_without_a_published_course_the_page_says_where_it_comes_from(app: Flask, auth: Auth) -> None:
    assert "Belum ada kartu pelatihan" in auth.as_pps().get(PAGE).get_data(as_text=True)
