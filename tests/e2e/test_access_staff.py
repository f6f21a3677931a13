"""Every page of the desk can be used by everybody who may open it: at 320 px, in each theme, with text of twice the size."""

from playwright.sync_api import Playwright

from tests.e2e.access_kit import faults
from tests.e2e.conftest import CHROMIUM, FLAGS, Server
from tests.e2e.staff_tour import StaffTour


def test_every_page_of_the_desk_is_accessible_to_each_role_in_every_theme(server: Server, playwright: Playwright) -> None:
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    try:
        page = browser.new_page(
            base_url=server.url, viewport={"width": 320, "height": 568}, locale="id-ID", bypass_csp=True, reduced_motion="reduce"
        )
        found: dict[str, list[str]] = {}
        tour = StaffTour(page, server, lambda name: found.update({name: faults(page)}))
        tour.whole()
        assert {name: wrong for name, wrong in found.items() if wrong} == {}
        # Among them a wrong password: nothing a person does wrong is an error of the server.
        assert "Traceback" not in (server.var / "server.log").read_text("utf-8")
    finally:
        browser.close()
