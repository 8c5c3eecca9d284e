"""A page of the list is at most six screens of a phone, however many listings there are."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser
from sqlalchemy import select

from directory import db
from directory.accounts.sessions import COOKIE
from directory.listings.records.models import Listing
from tests.desks import colleague
from tests.house.test_queries import copied
from tests.houses import Builder
from tests.journeys.browsing import new_context, serving
from tests.journeys.looking import violations

pytestmark = pytest.mark.browser
SCREEN = 740  # of a phone 360 wide
MOST = 6


@pytest.fixture
def app(sqlite_builder: Builder) -> Iterator[Flask]:
    """A house with seventy-four more listings in one municipality."""
    app = sqlite_builder.furnished()
    with app.app_context(), db.of_app().writing() as session:
        row = session.scalars(select(Listing).where(Listing.id == "demo002")).one()
        for number in range(74):
            copy = copied(
                row, id=f"mange{number}", name=f"Torsdagsgruppa i Ålesund, nummer {number} (eksempel)"
            )
            copy.schedules = [copied(each, listing_id=copy.id) for each in row.schedules]
            session.add(copy)
    yield app
    sqlite_builder.close(app)


def test_a_page_of_many_listings_is_at_most_six_screens(app: Flask, browser: Browser) -> None:
    somebody = colleague(app, "contact_point", "demopointaalesund")
    cookie = somebody.client.get_cookie(COOKIE, "127.0.0.1")
    assert cookie
    with serving(app) as port:
        context = new_context(browser)
        context.add_cookies([{"name": COOKIE, "value": cookie.value, "url": f"http://127.0.0.1:{port}"}])
        page = context.new_page()
        page.set_viewport_size({"width": 360, "height": SCREEN})
        page.goto(f"http://127.0.0.1:{port}/skrivebord/oppforinger?side=2")
        height = page.evaluate("document.documentElement.scrollHeight")
        button = page.get_by_role("button", name="Bekreft de valgte").bounding_box()
        found = violations(page)
        context.close()
    assert button and SCREEN / 2 < button["y"] < SCREEN - 100  # under the thumb, from the first screen on
    assert found == []
    assert height <= MOST * SCREEN
