"""Every screen and state of the phone can be used by everybody: at 320 px, in each theme, with text of twice the size."""

from tests.e2e.access_kit import faults
from tests.e2e.conftest import Phone, Server
from tests.e2e.tour import VIEWS, Tour


def test_every_screen_of_the_phone_is_accessible_in_every_theme(server: Server, phone: Phone) -> None:
    page = phone.open().pages[0]
    page.set_viewport_size({"width": 320, "height": 568})
    page.emulate_media(reduced_motion="reduce")
    found: dict[str, list[str]] = {}
    tour = Tour(page, server, lambda name: found.update({name: faults(page)}))
    tour.whole()
    assert tour.seen == VIEWS, "a new view belongs in the tour"
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
