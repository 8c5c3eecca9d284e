"""What holds for every page of the desk? A program finds no fault on it, it is never wider than a phone, and no list is
longer than six screens."""

from collections.abc import Sequence

import pytest
from playwright.sync_api import Browser, Page

from directory.accounts.sessions import COOKIE
from tests.desks import colleague
from tests.houses import Builder
from tests.journeys.browsing import new_context, screen, serving
from tests.journeys.looking import Faults, Screen, faults, on_screens

pytestmark = pytest.mark.browser

_DESK, _MINE = "/skrivebord", "/skrivebord/oppforinger"
ADMINISTRATOR = (
    *(
        f"{_DESK}/{name}"
        for name in ("", "oversikt", "klar", "folk", "bekreft-forst", "ubekreftet", "mangler")
    ),
    *(f"{_DESK}/{name}" for name in ("kontakter", "kontakter/ny", "kontakter/demopointaalesund", "numre")),
    *(f"{_DESK}/{name}" for name in ("organisasjoner", "organisasjoner/ny", "organisasjoner/lms", "lim-inn")),
    *(f"{_DESK}/{name}" for name in ("runder", "lister", "kilder", "registeret", "brev", "kartlegging")),
)
CONTACT_POINT = (
    *(f"{_DESK}/{name}" for name in ("", "kontaktpunkt", "venter", "onsker", "ventende", "meldinger")),
    *(f"{_DESK}/{name}" for name in ("endringer", "hjelp", "konto")),
    *(f"{_MINE}/demo005/{name}" for name in ("historikk", "kontakter", "privat")),
)
_SCREENS = 6


@pytest.mark.parametrize(
    ("role", "scope", "paths"),
    [("administrator", None, ADMINISTRATOR), ("contact_point", "demopointaalesund", CONTACT_POINT)],
    ids=["administrator", "contact point"],
)
def test_no_page_of_the_desk_has_a_fault_that_a_program_can_find(
    sqlite_builder: Builder,
    browser: Browser,
    screens: Sequence[Screen],
    role: str,
    scope: str | None,
    paths: Sequence[str],
) -> None:
    app = sqlite_builder.furnished()
    cookie = colleague(app, role, scope).client.get_cookie(COOKIE, "127.0.0.1")
    assert cookie
    with serving(app) as port:
        address, context = f"http://127.0.0.1:{port}", new_context(browser)
        context.add_cookies([{"name": COOKIE, "value": cookie.value, "url": address}])
        page = context.new_page()
        found = {path: looked_at(page, address + path, screens) for path in paths}
        context.close()
    sqlite_builder.close(app)
    assert {path: told for path, told in found.items() if told} == {}


def looked_at(page: Page, address: str, screens: Sequence[Screen]) -> Faults:
    """What is wrong with one page, with all that is folded open; and how long it is with that folded."""
    page.set_viewport_size(screen(360))
    answer = page.goto(address)
    assert answer and answer.status == 200, address
    long = page.evaluate("document.documentElement.scrollHeight / innerHeight")
    page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true })")
    return on_screens(page, screens, faults) + ([("too long", f"{long:.1f}")] if long > _SCREENS else [])
