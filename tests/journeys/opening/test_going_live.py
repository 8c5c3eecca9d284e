"""A municipality goes live in an afternoon: nothing made up, one contact point, ten groups, and a way in to every page."""

from collections.abc import Iterator, Sequence

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, Route
from sqlalchemy import select

from directory import db
from directory.listings.records.models import Listing
from directory.vocabulary import PUBLIC_STATUSES
from tests.houses import Builder
from tests.inspecting import Visitor
from tests.journeys.browsing import new_context, serving
from tests.journeys.looking import ALL, Faults, Screen, on_screens
from tests.journeys.opening.going_live import admit, go_live, new_house

pytestmark = pytest.mark.browser


@pytest.fixture
def app(sqlite_builder: Builder) -> Iterator[Flask]:
    with new_house(sqlite_builder) as app:
        yield app


def test_a_municipality_goes_live(app: Flask, browser: Browser, screens: Sequence[Screen]) -> None:
    found: Faults = []

    def look(page: Page, name: str) -> None:
        found.extend((name, *each) for each in on_screens(page, screens))
        page.set_viewport_size({"width": 360, "height": 740})

    with serving(app) as port:
        address = f"http://127.0.0.1:{port}"
        contexts = [new_context(browser), new_context(browser)]
        for (
            context
        ) in contexts:  # the pages as they are without JavaScript, where a checker's script still runs
            context.route("**/static/*.js*", _nothing)
        editor, second = (
            admit(app, address, context, role)
            for context, role in zip(contexts, ("national_editor", "administrator"), strict=True)
        )
        go_live(editor, second, address, look)
        editor.goto(f"{address}/skrivebord/klar")
        for code in ("contact_point_made", "reach_seen", "two_pairs_of_eyes", "demo_removed"):
            assert "I orden" in editor.locator(f"li[id={code}]").inner_text()
        for context in contexts:
            context.close()
    assert found == []
    assert _without_a_way_in(app, every=1 if screens == ALL else 5) == []


def _nothing(route: Route) -> None:
    route.fulfill(body="", content_type="text/javascript")


def _without_a_way_in(app: Flask, every: int) -> list[str]:
    """Of all that is shown: where nobody can be called, written to or looked up. Links are opened of `every` so many."""
    with app.app_context(), db.of_app().reading() as session:
        ids = session.scalars(select(Listing.id).where(Listing.status.in_(PUBLIC_STATUSES))).all()
    assert len(ids) >= 10
    careful, quick, without = Visitor(app), Visitor(app, links=False), []
    for number, listing_id in enumerate(ids):
        visitor = quick if number % every else careful
        page = visitor.get(visitor.get(f"/tilbud/{listing_id}", expect=301).location)
        part = page.one("section[aria-labelledby=kontakt]")
        if not (part.select(".number, a[href^=mailto]") or "Nettsted:" in part.text):
            without.append(listing_id)
    return without
