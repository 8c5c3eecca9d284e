"""Is a first visit counted as one? What every page costs is counted where each is opened (`test_every_page.py`)."""

import pytest
from playwright.sync_api import Page

from tests.journeys import wire
from tests.journeys.browsing import Site
from tests.journeys.pages import PAGES
from tests.journeys.wire import Wire

pytestmark = pytest.mark.browser


def test_each_visit_is_counted_as_a_first_one(page: Page, site: Site) -> None:
    counter, counts = Wire(page), []
    for name in ("home", "about", "home"):
        counter.visit(PAGES[name], site)
        counts.append(counter.counted())
    assert counts[0] == counts[2]
    assert counts[0][1] > 2


@pytest.mark.parametrize("limit", ["MOST_BYTES", "MOST_REQUESTS"])
def test_what_is_too_much_is_seen(
    page: Page, site: Site, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    counter = Wire(page)
    counter.visit(PAGES["home"], site)
    assert list(counter.faults()) == []
    monkeypatch.setattr(wire, limit, 2)
    assert list(counter.faults()) != []
