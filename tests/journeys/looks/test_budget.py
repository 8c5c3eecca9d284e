"""How much does a first visit cost? Every page with all that belongs to it, as the browser counts it on the wire."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from tests.journeys.browsing import Site, new_context
from tests.journeys.pages import PAGES, at

pytestmark = pytest.mark.browser

MOST_BYTES = 60_000
MOST_REQUESTS = (
    8  # the page, its stylesheet, its icon, its scripts; the front page too where the way leads over it
)
ALL = PAGES | {"map": at("/kart"), "map of a county": at("/kart?place=nordland")}


@pytest.mark.parametrize("name", ALL)
def test_a_first_visit_is_light(browser: Browser, site: Site, name: str) -> None:
    """Where the way to a page leads over the front page, both are counted: that is what it costs."""
    context = new_context(browser)
    page = context.new_page()
    wire = context.new_cdp_session(page)
    sizes: list[int] = []
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    wire.send("Network.enable")
    ALL[name](page, site)
    page.wait_for_load_state("networkidle")
    last = len(asked) - 1 - asked[::-1].index(urlsplit(page.url).path)
    context.close()
    assert 0 < sum(sizes) <= MOST_BYTES
    assert 0 < len([size for size in sizes if size]) <= MOST_REQUESTS  # what is kept already costs nothing
    assert len(asked[last:]) <= MOST_REQUESTS, asked  # of the page alone, from wherever they come
